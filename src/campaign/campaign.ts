/** A campaign's life: DRAFT until it is started, ACTIVE and PAUSED as often as wanted, COMPLETED once and for all. */
export const campaignStatuses = ['DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED'] as const
export type CampaignStatus = (typeof campaignStatuses)[number]

/** How contacts reach agents. */
export const dialMethods = ['PREVIEW', 'PROGRESSIVE', 'PREDICTIVE'] as const
export type DialMethod = (typeof dialMethods)[number]

/** A purpose, its lists, its agents, its rules. */
export interface Campaign {
  readonly organizationId: string
  readonly id: string
  readonly name: string
  readonly status: CampaignStatus
  readonly dialMethod: DialMethod
  /** IANA zone of the campaign's day. */
  readonly timeZone: string
  readonly maxAttempts: number
  /** Largest share of live answers that may find no agent, 0..1. */
  readonly abandonRateLimit: number
  readonly createdAt: Date
}
