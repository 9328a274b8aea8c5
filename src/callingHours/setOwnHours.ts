import type { Queryable } from '../database/database.js'
import { setCampaignHours } from './callingSpan.store.js'
import { checkCampaignHours, type CampaignHours } from './campaignHours.js'

/** What of a campaign's own windows is to change. */
export interface OwnHoursChange {
  /** Exactly these from now on; every day from 00:00 to 24:00 is no limit. Null leaves them as they are. */
  readonly callingHours: CampaignHours | null
}

/**
 * Changes a campaign's own windows, and with them the version of its hours: no span that was worked out before is read
 * again. Throws BadInputError on `callingHours` and the day.
 */
export async function setOwnHours(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  change: OwnHoursChange,
): Promise<void> {
  if (change.callingHours === null) return
  await setCampaignHours(transaction, organizationId, campaignId, checkCampaignHours(change.callingHours))
}
