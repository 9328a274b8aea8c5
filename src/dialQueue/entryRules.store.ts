import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { flag, instantOrNull, textOrNull, word } from '../database/row.js'
import { DomainError } from '../domainError.js'
import type { DialQueueEntry } from './dialQueueEntry.js'
import {
  allLiftedAt,
  blockedForGood,
  claimRules,
  exclusionReasons,
  firstReason,
  firstRule,
  passedRules,
  type ExclusionReason,
} from './eligibility.js'
import { campaignForRules, eligibilityJoins } from './eligibilityJoins.js'

/** What the rules say about the contact of one entry at this instant. */
export interface EntryJudgement {
  /** The first rule that forbids the dial; null when none does. */
  readonly blockedBy: {
    readonly ruleId: string
    readonly reason: ExclusionReason
    readonly liftsAt: Date | null
  } | null
  /** Nobody may ever be handed it: the campaign is over, the contact has another number, or a rule that time never lifts. */
  readonly isForbiddenForGood: boolean
}

/** The rules forbid a dial that was reserved when they still allowed it: the entry stays RESERVED. */
export class DialForbiddenError extends DomainError {
  readonly code = 'INVALID_TRANSITION'

  constructor(ruleId: string, reason: ExclusionReason, liftsAt: Date | null) {
    super(`the contact may not be dialled now: ${reason}`, {
      from: 'RESERVED',
      to: 'DIALING',
      ruleId,
      reason,
      liftsAt: liftsAt?.toISOString() ?? null,
    })
  }
}

const judge = statement(
  'judgeEntry',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (${campaignForRules})
   SELECT ${firstRule(claimRules)} AS rule_id, ${firstReason(claimRules)} AS reason, ${allLiftedAt(claimRules)} AS lifts_at,
     campaign.status = 'COMPLETED' OR dialed.phone <> entry.phone OR ${blockedForGood(claimRules)} AS is_forbidden_for_good,
     dialed.phone <> entry.phone AS is_other_number
   FROM campaign CROSS JOIN moment
   JOIN dial_queue_entry AS entry ON entry.organization_id = $1 AND entry.id = $4
   JOIN contact ON contact.organization_id = $1 AND contact.id = entry.contact_id ${eligibilityJoins}`,
)

/** Asks the rules about an entry that waits or is reserved. */
export async function judgeEntry(
  transaction: Queryable,
  clock: Clock,
  entry: Pick<DialQueueEntry, 'organizationId' | 'campaignId' | 'id'>,
): Promise<EntryJudgement> {
  const { organizationId, campaignId, id } = entry
  const row = (await transaction.query(judge, [organizationId, campaignId, clock(), id]))[0] ?? {}
  const isForbiddenForGood = flag(row, 'is_forbidden_for_good')
  if (flag(row, 'is_other_number')) {
    return { blockedBy: { ruleId: 'valid-number', reason: 'INVALID_NUMBER', liftsAt: null }, isForbiddenForGood }
  }
  const ruleId = textOrNull(row, 'rule_id')
  if (ruleId === null) return { blockedBy: null, isForbiddenForGood }
  const reason = word(row, 'reason', exclusionReasons)
  // What time alone does not lift stands in the way whatever the others' instants are.
  const liftsAt = isForbiddenForGood ? null : instantOrNull(row, 'lifts_at')
  return { blockedBy: { ruleId, reason, liftsAt }, isForbiddenForGood }
}

// For the audit log, as the claim does it: the row of the dial names them, nothing else is written behind this.
const recordRules = statement('recordRules', `SELECT set_config('dialqueue.rules', '${passedRules}', true)`)

/**
 * Asks the rules again at the moment of the dial of a reserved entry: the preview may have taken long. The audit log then
 * names them beside what else this transaction does to entries. Throws DialForbiddenError; the entry stays reserved.
 */
export async function refuseForbiddenDial(transaction: Queryable, clock: Clock, entry: DialQueueEntry): Promise<void> {
  await ensureCallingSpans(transaction, clock, entry.organizationId, entry.campaignId)
  const { blockedBy } = await judgeEntry(transaction, clock, entry)
  if (blockedBy !== null) throw new DialForbiddenError(blockedBy.ruleId, blockedBy.reason, blockedBy.liftsAt)
  await transaction.query(recordRules, [])
}
