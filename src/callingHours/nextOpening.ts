import type { Queryable } from '../database/database.js'
import { hoursOfCampaign } from './callingSpan.store.js'
import { closingRules } from './closingRules.js'
import { storedHours } from './campaignHours.js'
import { differingClocks } from './databaseClock.store.js'
import { openSpans, type Place } from './openSpans.js'

/** A place, and from when on somebody there could be called. */
export interface OpeningQuestion {
  readonly place: Place
  readonly from: Date
}

const DAY_MS = 24 * 60 * 60 * 1_000
const QUARTER_MS = 15 * 60 * 1_000
/**
 * Days that are looked through, one stretch after the other: nearly every place opens within the first, and no rule
 * closes a place for longer than a year and a month. A place that has not opened by then is said never to.
 */
const STRETCH_DAYS = [10, 60, 330] as const

/**
 * For each question the first instant at or after `from` at which the campaign may call the place, however far ahead: worked
 * out by the rules that the stored spans come from (`openSpans`), which are stored for a week and a day only. Null: not within
 * 400 days, or there is no such campaign.
 */
export async function nextOpenings(
  queryable: Queryable,
  organizationId: string,
  campaignId: string,
  questions: readonly OpeningQuestion[],
): Promise<(Date | null)[]> {
  const found: (Date | null)[] = questions.map(() => null)
  const campaign = questions.length === 0 ? null : await hoursOfCampaign(queryable, organizationId, campaignId)
  if (campaign === null) return found
  const rules = await closingRules(queryable, organizationId, campaign)
  const hours = storedHours(campaign.hours)
  // A quarter of an hour of UTC: where zones change their clocks.
  const earliest = Math.min(...questions.map(({ from }) => from.getTime()))
  let from = new Date(Math.floor(earliest / QUARTER_MS) * QUARTER_MS)
  for (const days of STRETCH_DAYS) {
    const until = new Date(from.getTime() + days * DAY_MS)
    const open = questions.map((question, index) => ({ question, index })).filter(({ index }) => found[index] === null)
    if (open.length === 0) break
    const zones = [...new Set(open.flatMap(({ question }) => question.place.timeZones))]
    const clocks = await differingClocks(queryable, zones, from, until)
    for (const { question, index } of open) {
      const spans = openSpans(rules, hours, question.place, from, until, clocks)
      const span = spans.find(({ isOpen, untilAt }) => isOpen && untilAt > question.from)
      if (span !== undefined) found[index] = span.fromAt > question.from ? span.fromAt : question.from
    }
    from = until
  }
  return found
}
