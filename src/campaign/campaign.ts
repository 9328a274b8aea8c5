import type { CampaignHours } from '../callingHours/campaignHours.js'
import type { ContactFilter } from '../contactFilter/contactFilter.js'
import type { PersonScope } from '../person/personScope.js'
import type { Distribution } from '../distribution/distribution.js'
import type { FrequencyCap } from '../policy/frequencyCap.js'
import type { DialMethod } from './dialMethod.js'

/** A campaign's life: DRAFT until it is started, ACTIVE and PAUSED as often as wanted, COMPLETED once and for all. */
export const campaignStatuses = ['DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED'] as const
export type CampaignStatus = (typeof campaignStatuses)[number]

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
  /** Code of the policy pack whose rules it obeys; null while nobody has said which: it cannot start but by hours of its own. */
  readonly policyPack: string | null
  /** Its own caps, besides those of the pack. */
  readonly frequencyCaps: readonly FrequencyCap[]
  /** Its queue is filled by itself before it runs dry. */
  readonly isRefilled: boolean
  /** It becomes COMPLETED by itself when no contact of its lists can ever be dialled again. */
  readonly closesWhenDone: boolean
  /** Which contacts of its lists it dials, as the client gave it; null: all. */
  readonly contactFilter: ContactFilter | null
  /** Minutes of waiting that are worth one step of priority; null: priority first, whatever the age. */
  readonly ageingMinutes: number | null
  /** Which agent gets pushed work. */
  readonly distribution: Distribution
  /** Its own windows in the contact's local time, within those of its pack; null when it has none. */
  readonly callingHours: CampaignHours | null
  /** Minutes after a promised instant until a personal callback is offered to others; also how late is still on time. */
  readonly callbackGraceMinutes: number
  /** Minutes between the dials of two numbers of one contact. */
  readonly numberPauseMinutes: number
  /** On whose behalf it calls; kept with each call record, as are product, callerId, script and callsBusinesses. */
  readonly seller: string | null
  /** What it offers. */
  readonly product: string | null
  /** The number that the called person sees, E.164. */
  readonly callerId: string | null
  /** What its agents say. */
  readonly script: string | null
  /** It calls businesses, not consumers. */
  readonly callsBusinesses: boolean
  /** How far what was said to one contact counts for others with the same number. */
  readonly personScope: PersonScope
  readonly createdAt: Date
}
