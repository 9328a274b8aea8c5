/** A campaign whose queue or agents have changed. */
export interface CampaignKey {
  readonly organizationId: string
  readonly campaignId: string
}

/**
 * Where use cases say, after their commit, which campaigns they changed. It is only a hint for speed: whoever listens
 * finds out about any change within a second by comparing versions. So it never fails and is never awaited.
 */
export interface QueueChanges {
  mark(organizationId: string, campaignId: string): void
}

/** One text for a campaign, to key a map; the reverse of `parseCampaignKey`. */
export function campaignKeyText(organizationId: string, campaignId: string): string {
  return `${organizationId}:${campaignId}`
}

/** The campaign of a key text; null for anything else. */
export function parseCampaignKey(key: string): CampaignKey | null {
  const match = /^(\d{1,19}):(\d{1,19})$/.exec(key)
  return match?.[1] === undefined || match[2] === undefined ? null : { organizationId: match[1], campaignId: match[2] }
}
