import { placeOf } from '../callingHours/callingSpan.store.js'
import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import type { Place } from '../callingHours/openSpans.js'
import { nextOpenings } from '../callingHours/nextOpening.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { eligibilityRules, type EligibilityRule, type ExclusionReason } from '../dialQueue/eligibility.js'
import { closedBy } from './closingClues.js'
import { contactJudgement, type ContactJudgement, type Judgement } from './explainContact.store.js'

/** One rule's answer about a contact. */
export interface RuleVerdict {
  readonly id: string
  readonly reason: ExclusionReason
  readonly sentence: string
  readonly source: string
  readonly passes: boolean
  /** What decided. */
  readonly value: string | null
  /** From when on the rule lets the contact pass, when time alone does that; null: it passes now, or nobody can say. */
  readonly passesAt: Date | null
}

/** Why a contact is or is not dialled by a campaign. */
export interface ContactExplanation {
  readonly campaignId: string
  readonly contactId: string
  readonly at: Date
  /** Every rule lets the contact pass at `at`, and the campaign is ACTIVE. */
  readonly isDialable: boolean
  /** The first rule that stands in the way, in the order of the rules; null when none does. */
  readonly firstFailing: RuleVerdict | null
  readonly rules: readonly RuleVerdict[]
  /** The next instant at which the contact as a whole may be dialled; null when no instant is known. */
  readonly dialableAt: Date | null
  /** Where the number may be that would be dialled; null while that is unknown. */
  readonly place: Place | null
}

/**
 * How often the next instant is looked for: each look lands where the last of the obstacles has let go and the hours are
 * open, so a further one is needed only where something else begins to block by then.
 */
const MOST_LOOKS = 20
/** Nobody plans further ahead than a year. */
const LONGEST_SEARCH_MS = 366 * 24 * 3_600_000
/** A complaint may be old; the hours and rules of today say little about what was before. */
const OLDEST_QUESTION_MS = 5 * 366 * 24 * 3_600_000

const campaignActive = {
  id: 'campaign-active',
  reason: 'CAMPAIGN_NOT_ACTIVE',
  sentence: 'Contacts are handed out while their campaign is ACTIVE.',
  source: 'dialqueue',
} as const satisfies Partial<EligibilityRule>

/**
 * Asks every rule about one contact at an instant (null: now), and looks ahead for the instant at which all of them let
 * it pass. A contact that already waits in this campaign's queue is not in its own way. Throws NotFoundError, and BadInputError
 * for an instant more than 366 days ahead or five years ago.
 */
export async function explainContact(
  work: { readonly database: Database; readonly clock: Clock },
  organizationId: string,
  campaignId: string,
  contactId: string,
  at: Date | null,
): Promise<ContactExplanation> {
  const judge = async (instant: Date | null): Promise<ContactJudgement> => {
    const clock: Clock = () => instant ?? work.clock()
    const judgement = await contactJudgement(work.database, clock, organizationId, campaignId, contactId)
    if (judgement === null) throw new NotFoundError('Campaign or contact')
    return judgement
  }
  if (at !== null) checkAsked(await serverInstant(work.database, work.clock), at)
  // The hours of the asked instant may never have been needed before.
  await ensureSpans(work, organizationId, campaignId, at)
  const now = await withTrueOpening(await judge(at))
  const blocking = obstacles(now)
  const isClosed = blocking.some(({ ruleId }) => ruleId === 'calling-hours')
  const why = isClosed ? await closedBy(work.database, organizationId, campaignId, now) : null
  const verdicts = [verdictOfStatus(now), ...now.judgements.map((one) => withClue(verdictOf(one), why))]
  return {
    campaignId,
    contactId,
    at: now.at,
    isDialable: blocking.length === 0 && now.campaignStatus === 'ACTIVE',
    firstFailing:
      verdicts.find(({ id, passes }) => !passes && (id === campaignActive.id || isObstacle(now, id))) ?? null,
    rules: verdicts,
    dialableAt: await lookAhead(now),
    place: now.place === null ? null : placeOf(now.place),
  }

  async function lookAhead(first: ContactJudgement): Promise<Date | null> {
    let judgement = first
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      // Far ahead no spans are stored, so the hours are asked apart.
      const standing = obstacles(judgement).filter(({ ruleId }) => ruleId !== 'calling-hours')
      const lifts = standing.map(({ liftsAt }) => liftsAt?.getTime() ?? Number.POSITIVE_INFINITY)
      const free = Math.max(judgement.at.getTime(), ...lifts)
      if (free > first.at.getTime() + LONGEST_SEARCH_MS) return null
      const next = await openingAfter(judgement, new Date(free))
      if (next === null) return null
      if (standing.length === 0 && next.getTime() === judgement.at.getTime()) return next
      judgement = await judge(next)
    }
    return null
  }

  async function openingAfter({ place }: ContactJudgement, from: Date): Promise<Date | null> {
    if (place === null) return null
    const questions = [{ place: placeOf(place), from }]
    const [opening = null] = await nextOpenings(work.database, organizationId, campaignId, questions)
    return opening
  }

  /** The stored spans end after a week, and are cut where their stretches begin: the rule's own instant is asked for. */
  async function withTrueOpening(judgement: ContactJudgement): Promise<ContactJudgement> {
    const isClosed = judgement.judgements.some(({ ruleId, isBlocking }) => ruleId === 'calling-hours' && isBlocking)
    if (!isClosed) return judgement
    const liftsAt = await openingAfter(judgement, judgement.at)
    const judgements = judgement.judgements.map((one) => (one.ruleId === 'calling-hours' ? { ...one, liftsAt } : one))
    return { ...judgement, judgements }
  }
}

/** In days and years the clock of this process is as good as the database's. */
function checkAsked(now: Date, at: Date): void {
  const ahead = at.getTime() - now.getTime()
  if (ahead > LONGEST_SEARCH_MS) throw new BadInputError('at', 'at lies at most 366 days ahead')
  if (ahead < -OLDEST_QUESTION_MS) throw new BadInputError('at', 'at lies at most five years back')
}

async function ensureSpans(
  work: { readonly database: Database; readonly clock: Clock },
  organizationId: string,
  campaignId: string,
  at: Date | null,
): Promise<void> {
  await work.database.transaction((transaction) =>
    ensureCallingSpans(transaction, () => at ?? work.clock(), organizationId, campaignId),
  )
}

/** What stands in the way of a dial; the contact's own place in the queue does not. */
function obstacles(judgement: ContactJudgement): readonly Judgement[] {
  return judgement.judgements.filter(({ ruleId, isBlocking }) => isBlocking && isObstacle(judgement, ruleId))
}

function isObstacle(judgement: ContactJudgement, ruleId: string): boolean {
  return !(ruleId === 'already-queued' && judgement.liveEntryStatus === 'QUEUED')
}

function verdictOfStatus({ campaignStatus }: ContactJudgement): RuleVerdict {
  return {
    ...campaignActive,
    passes: campaignStatus === 'ACTIVE',
    value: `the campaign is ${campaignStatus}`,
    passesAt: null,
  }
}

/** Says of closed hours which clue closes them. */
function withClue(verdict: RuleVerdict, why: string | null): RuleVerdict {
  if (verdict.id !== 'calling-hours' || why === null) return verdict
  return { ...verdict, value: `${verdict.value ?? ''}; closed by ${why}` }
}

function verdictOf({ ruleId, isBlocking, value, liftsAt }: Judgement): RuleVerdict {
  const rule = eligibilityRules.find(({ id }) => id === ruleId)
  if (rule === undefined) throw new Error(`no rule ${ruleId}`)
  const { id, reason, sentence, source } = rule
  return { id, reason, sentence, source, passes: !isBlocking, value, passesAt: liftsAt }
}
