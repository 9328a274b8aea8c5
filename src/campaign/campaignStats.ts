import type { OutcomeCategory } from '../call/outcome.js'
import type { Clock } from '../database/clock.js'
import type { Queryable } from '../database/database.js'
import { NotFoundError } from '../domainError.js'
import { optimalQueueSize } from '../dialQueue/optimalQueueSize.js'
import { abandonmentOf } from './abandonment.js'
import type { AgentCounts, QueueCounts } from './counts.js'
import { campaignSums, type CampaignSums, type OutcomeActivity } from './figures.store.js'

/** Calls of one outcome. */
export interface OutcomeCount {
  readonly outcome: string
  readonly category: OutcomeCategory
  readonly count: number
}

/** One campaign's figures, as metrics.md defines them. A ratio is 0..1, null over nothing; durations are in seconds. */
export interface CampaignStats {
  readonly campaignId: string
  readonly at: Date
  readonly counts: QueueCounts
  readonly agents: AgentCounts
  readonly activeAgents: number
  readonly dialedToday: number
  readonly connectedToday: number
  readonly completedToday: number
  readonly conversionsToday: number
  readonly outcomesToday: readonly OutcomeCount[]
  readonly answerRate: number | null
  readonly conversionRate: number | null
  readonly abandonRate: number | null
  readonly averageDialSeconds: number | null
  readonly averageTalkSeconds: number | null
  readonly averageWrapUpSeconds: number | null
  readonly listPenetration: number | null
  readonly optimalQueueSize: number
  readonly callbacksDue: number
  readonly callbacksKeptOnTimeShare: number | null
}

/** A contact was reached: C of metrics.md. */
const contactCategories: readonly OutcomeCategory[] = ['SUCCESS', 'CONTACT', 'CALLBACK', 'DO_NOT_CALL']

/** The campaign's figures now, all of one snapshot. Throws NotFoundError. */
export async function campaignStats(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<CampaignStats> {
  const sums = await campaignSums(database, clock, organizationId, campaignId)
  if (sums === null) throw new NotFoundError('Campaign')
  return { campaignId, ...figures(sums) }
}

/** Every figure, once: what finished calls were counted as, plus the calls that are running. */
export function figures(sums: CampaignSums): Omit<CampaignStats, 'campaignId'> {
  const { counts, agents, today, running, callbacks } = sums
  const total = (measure: (activity: OutcomeActivity) => number, rows = today): number =>
    rows.reduce((sum, row) => sum + measure(row), 0)
  const ofCategory = (...categories: readonly OutcomeCategory[]): readonly OutcomeActivity[] =>
    today.filter(({ category }) => categories.includes(category))

  const dialed = total((row) => row.dialed) + running.dialed
  const answered = total((row) => row.answered) + running.answered
  const conversions = total((row) => row.dialed, ofCategory('SUCCESS'))
  const contacts = total((row) => row.dialed, ofCategory(...contactCategories))
  const finishedDials = total((row) => row.dialed)
  const finishedTalks = total((row) => row.connected)
  const activeAgents = agents.available + agents.busy + agents.wrapUp
  return {
    at: sums.at,
    counts,
    agents,
    activeAgents,
    dialedToday: dialed,
    connectedToday: answered,
    completedToday: total((row) => row.completed),
    conversionsToday: conversions,
    outcomesToday: today
      .filter((row) => row.dialed > 0)
      .map(({ outcome, category, dialed: count }) => ({ outcome, category, count }))
      .sort((one, other) => other.count - one.count || one.outcome.localeCompare(other.outcome)),
    answerRate: ratio(answered, dialed),
    conversionRate: ratio(conversions, contacts),
    abandonRate: abandonmentOf(today, running.answered).rate,
    averageDialSeconds: mean(total((row) => row.dialMs) + running.dialMs, finishedDials + running.dialOver),
    averageTalkSeconds: mean(total((row) => row.talkMs) + running.talkMs, finishedTalks + running.talkOver),
    averageWrapUpSeconds: mean(
      total((row) => row.wrapUpMs),
      finishedTalks,
    ),
    listPenetration: ratio(sums.contactsDialed, sums.contactsListed),
    optimalQueueSize: optimalQueueSize(activeAgents, sums.recentDials),
    callbacksDue: callbacks.due,
    // A promise whose grace is over counts against the share from that moment, not only when it is kept at last.
    callbacksKeptOnTimeShare: ratio(callbacks.onTime, callbacks.kept + callbacks.overdue),
  }
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function mean(milliseconds: number, count: number): number | null {
  return count === 0 ? null : milliseconds / count / 1000
}
