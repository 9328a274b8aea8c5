import type { Clock } from '../database/clock.js'
import type { Queryable } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { campaignMinutes, type CampaignMinutes } from './campaignHistory.store.js'

/** A campaign's last minutes, one by one. */
export interface CampaignHistory extends CampaignMinutes {
  readonly campaignId: string
}

/** Four hours: what a chart by the minute can show. A longer past is a matter of days' figures. */
const MOST_MINUTES = 240

/**
 * The campaign's last `minuteCount` minutes up to the running one. A dial counts in the minute of its start, and so does
 * what became of it: hence the minutes of a day add up to the day's figures. Throws NotFoundError, and BadInputError
 * unless there are 1 to 240 minutes.
 */
export async function campaignHistory(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  minuteCount: number,
): Promise<CampaignHistory> {
  if (minuteCount < 1 || minuteCount > MOST_MINUTES) {
    throw new BadInputError('minutes', `minutes is from 1 to ${MOST_MINUTES}`)
  }
  const found = await campaignMinutes(database, clock, organizationId, campaignId, minuteCount)
  if (found === null) throw new NotFoundError('Campaign')
  return { campaignId, ...found }
}
