import type { Queryable } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkTimeZone } from '../inputRules.js'
import { hoursOfCampaign } from './callingSpan.store.js'
import { closingRules } from './closingRules.js'
import { storedHours } from './campaignHours.js'
import { differingClocks } from './databaseClock.store.js'
import { openSpans, type OpenSpan } from './openSpans.js'

/** Which place, and from when until when. */
export interface HoursQuestion {
  readonly campaignId: string
  /** ISO 3166 country or part of one; null or '' when unknown. */
  readonly region: string | null
  readonly timeZone: string
  readonly from: Date
  readonly until: Date
}

/** Two years of spans are a thousand; who asks for more has mistaken a date. */
const LONGEST_LOOK_DAYS = 731
const QUARTER_MS = 15 * 60 * 1_000
const DAY_MS = 24 * 60 * 60 * 1_000
/** One region, or several joined by ','. */
const REGION = /^(?:[A-Z]{2}(?:-[A-Z0-9]{1,3})?(?:,(?!$)|$)){0,20}$/

/**
 * When a campaign may call a place, worked out anew by the rules that the queue obeys (`openSpans`).
 *
 * @throws NotFoundError when there is no such campaign; BadInputError for a region or zone that is none, and when `until`
 *   is not after `from` or more than two years after it
 */
export async function lookAtCallingHours(
  queryable: Queryable,
  organizationId: string,
  question: HoursQuestion,
): Promise<OpenSpan[]> {
  const region = question.region ?? ''
  if (!REGION.test(region)) throw new BadInputError('region', 'a region is an ISO 3166 code such as GB or US-CA')
  const timeZone = checkTimeZone('timeZone', question.timeZone)
  const days = (question.until.getTime() - question.from.getTime()) / DAY_MS
  if (!(days > 0 && days <= LONGEST_LOOK_DAYS)) {
    throw new BadInputError('until', `until is after from, by ${LONGEST_LOOK_DAYS} days at most`)
  }
  const campaign = await hoursOfCampaign(queryable, organizationId, question.campaignId)
  if (campaign === null) throw new NotFoundError('Campaign')
  const rules = await closingRules(queryable, organizationId, campaign)
  const place = { region, timeZones: [timeZone] }
  const { from, until } = question
  const quarter = new Date(Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS)
  const clocks = await differingClocks(queryable, place.timeZones, quarter, until)
  return openSpans(rules, storedHours(campaign.hours), place, from, until, clocks)
}
