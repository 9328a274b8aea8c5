import { hoursOfCampaign, placeOf } from '../callingHours/callingSpan.store.js'
import { nextOpenings, type OpeningQuestion } from '../callingHours/nextOpening.js'
import type { CampaignStatus } from '../campaign/campaign.js'
import { campaignSums } from '../campaign/figures.store.js'
import type { Database } from '../database/database.js'
import { NotFoundError } from '../domainError.js'
import type { DiagnosisWork } from './judgementKeeper.js'
import { eligibilityRules, type ExclusionReason } from '../dialQueue/eligibility.js'
import { changeThatFreesMost, type FreeingChange } from './freeingChange.js'
import { closedDaysAround } from '../closedDay/closedDaysNow.js'
import {
  closedToday,
  missingLaw,
  missingSkills,
  sharedBySwitchboards,
  type DiagnosisWarning,
} from './diagnosisWarnings.js'
import { groupSpans, placeKey, type SpansByPlace } from './placeSpans.js'
import { openSpansAfter, skillsAtWork, type ContactGroup } from './queueDiagnosis.store.js'

/** Contacts that one rule keeps from being dialled; of several rules, the first counts. */
export interface RuleCount {
  readonly ruleId: string
  readonly reason: ExclusionReason
  readonly sentence: string
  readonly count: number
}

/** Why a campaign dials, or does not. Every contact of its lists is in `dialableNow` or in exactly one of `byRule`. */
export interface QueueDiagnosis {
  readonly campaignId: string
  /** The instant that is answered about. */
  readonly at: Date
  /** When the contacts were judged: `at` itself, or seconds before it for lists of very many contacts. */
  readonly countedAt: Date
  readonly campaignStatus: CampaignStatus
  /** Contacts in the campaign's lists. */
  readonly contacts: number
  /** Pass every rule now, whether they wait in the queue already or could be queued. */
  readonly dialableNow: number
  /** Those of them that wait in the queue. */
  readonly queuedNow: number
  readonly byRule: readonly RuleCount[]
  /** Contacts that are not dialable now and will be, by time alone, within so many hours. */
  readonly becomingDialable: readonly { readonly hours: number; readonly count: number }[]
  /** Until the agents have dialled all that is dialable now, at the pace of the last 15 minutes; null without a pace. */
  readonly minutesUntilDry: number | null
  /** Null when nothing that is blocked could be freed by one change. */
  readonly bestChange: FreeingChange | null
  /** What no rule says; none when there is nothing to say. */
  readonly warnings: readonly DiagnosisWarning[]
}

const HORIZONS = [1, 4, 24] as const
const HOUR_MS = 3_600_000

/** Says for every contact of a campaign which rule stands in the way, and what would free most. Throws NotFoundError. */
export async function queueDiagnosis(
  work: DiagnosisWork,
  organizationId: string,
  campaignId: string,
): Promise<QueueDiagnosis> {
  const { database, clock, judgements } = work
  const sums = await campaignSums(database, clock, organizationId, campaignId)
  if (sums === null) throw new NotFoundError('Campaign')
  const judgement = await judgements.judgement(organizationId, campaignId)
  const spans = groupSpans(await openSpansAfter(database, organizationId, campaignId, sums.at))
  const { groups } = judgement
  const opening = await openingOf(database, organizationId, campaignId, groups, spans, sums.at)
  const total = (chosen: readonly ContactGroup[]): number => chosen.reduce((sum, { count }) => sum + count, 0)
  const dialable = groups.filter(({ ruleId }) => ruleId === null)
  const blocked = groups.filter(({ ruleId }) => ruleId !== null)
  const dialableNow = total(dialable)
  const law = await hoursOfCampaign(database, organizationId, campaignId)
  if (law === null) throw new NotFoundError('Campaign')
  const dialsPerMinute = sums.recentDials / 15
  return {
    campaignId,
    at: sums.at,
    countedAt: judgement.at,
    campaignStatus: judgement.campaignStatus,
    contacts: total(groups),
    dialableNow,
    queuedNow: total(dialable.filter(({ isQueued }) => isQueued)),
    byRule: eligibilityRules.flatMap(({ id, reason, sentence }) => {
      const count = total(blocked.filter(({ ruleId }) => ruleId === id))
      return count === 0 ? [] : [{ ruleId: id, reason, sentence, count }]
    }),
    becomingDialable: HORIZONS.map((hours) => ({
      hours,
      count: total(blocked.filter((group) => opensWithin(group, spans, sums.at, hours))),
    })),
    minutesUntilDry: dialsPerMinute === 0 ? null : dialableNow / dialsPerMinute,
    bestChange: changeThatFreesMost(judgement.campaignStatus, dialableNow, blocked, opening, sums.at),
    warnings: [
      ...missingSkills(dialable, await skillsAtWork(database, organizationId, campaignId)),
      ...missingLaw(law.policyPack, law.hours !== null, groups),
      ...sharedBySwitchboards(judgement.switchboards),
      ...closedToday(await closedDaysAround(database, organizationId, sums.at), groups, sums.at),
    ],
  }
}

/** When the first of these contacts' places is open and nothing else stands in the way: within (at, at + hours]. */
function opensWithin(group: ContactGroup, spans: SpansByPlace, at: Date, hours: number): boolean {
  if (group.readyAt === null) return false
  const readyAt = Math.max(group.readyAt.getTime(), at.getTime())
  const end = at.getTime() + hours * HOUR_MS
  const places = spans.get(placeKey(group.region, group.timeZones)) ?? []
  return places.some((span) => {
    const opensAt = Math.max(span.fromAt.getTime(), readyAt)
    return opensAt < span.untilAt.getTime() && opensAt <= end
  })
}

/** When the place of a closed group opens next: by the stored spans, or by the rules where those end before it. */
async function openingOf(
  database: Database,
  organizationId: string,
  campaignId: string,
  groups: readonly ContactGroup[],
  spans: SpansByPlace,
  at: Date,
): Promise<(group: ContactGroup) => Date | undefined> {
  const stored = (group: ContactGroup): Date | undefined =>
    spans.get(placeKey(group.region, group.timeZones))?.find(({ fromAt }) => fromAt > at)?.fromAt
  const later = new Map<string, Date>()
  const places = new Map<string, OpeningQuestion>()
  for (const group of groups) {
    const { ruleId, isAlone, region, timeZones } = group
    if (ruleId !== 'calling-hours' || !isAlone || timeZones === null || stored(group) !== undefined) continue
    places.set(placeKey(region, timeZones), { place: placeOf({ region, timeZones }), from: at })
  }
  const openings = await nextOpenings(database, organizationId, campaignId, [...places.values()])
  for (const [index, key] of [...places.keys()].entries()) {
    const opensAt = openings[index] ?? null
    if (opensAt !== null) later.set(key, opensAt)
  }
  return (group) => stored(group) ?? later.get(placeKey(group.region, group.timeZones))
}
