import type { Queryable } from '../database/database.js'
import { hoursOfCampaign } from './callingSpan.store.js'
import { closingRules } from './closingRules.js'
import { storedHours } from './campaignHours.js'
import { differingClocks } from './databaseClock.store.js'
import { openSpans, type Place } from './openSpans.js'

const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS
const QUARTER_MS = 15 * 60 * 1_000

/** A place within a week: the instants are the week's. */
export interface WeekOfPlace {
  /** Whether it may be called at the first instant. */
  readonly isOpen: boolean
  /** Hours of the next seven days in which it may be called, 0..168. */
  readonly hours: number
}

/**
 * For each place whether the campaign may call it at `from`, and for how many hours of the week behind it: worked out by
 * the rules that the queue obeys (`openSpans`). All closed when there is no such campaign.
 */
export async function weeksOfPlaces(
  queryable: Queryable,
  organizationId: string,
  campaignId: string,
  places: readonly Place[],
  from: Date,
): Promise<WeekOfPlace[]> {
  const campaign = await hoursOfCampaign(queryable, organizationId, campaignId)
  if (campaign === null) return places.map(() => ({ isOpen: false, hours: 0 }))
  const rules = await closingRules(queryable, organizationId, campaign)
  const own = storedHours(campaign.hours)
  const until = new Date(from.getTime() + WEEK_MS)
  const zones = [...new Set(places.flatMap(({ timeZones }) => timeZones))]
  const quarter = new Date(Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS)
  const clocks = await differingClocks(queryable, zones, quarter, until)
  return places.map((place) => {
    const open = openSpans(rules, own, place, from, until, clocks).filter(({ isOpen }) => isOpen)
    const sum = open.reduce((ms, { fromAt, untilAt }) => ms + untilAt.getTime() - fromAt.getTime(), 0)
    return { isOpen: open[0]?.fromAt.getTime() === from.getTime(), hours: sum / HOUR_MS }
  })
}
