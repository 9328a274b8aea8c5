import { categoryOfCall } from '../call/callRecord.store.js'
import type { Outcome, OutcomeCategory } from '../call/outcome.js'
import { outcomeByCode } from '../call/outcome.store.js'
import { checkCallbackAt, type CallbackTaker, type CallbackWish } from '../callback/callback.js'
import { mayLiftSuppression } from '../doNotCall/suppressionLifters.js'
import { serverInstant } from '../database/serverInstant.js'
import { BadInputError, ForbiddenError, NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { DialQueueEntry } from './dialQueueEntry.js'
import { entryForReport, type EntryForReport } from './entry.store.js'
import { isDialedFinal, isHeld } from './entryStatus.js'
import { LEASE_EXPIRED, LeaseLostError } from './lease.js'
import { applyCorrection, type OutcomeCorrection } from './outcomeCorrection.store.js'
import { callbackWish, checkHolder, decideResult, readNotes, StaleVersionError } from './reportStatus.js'
import type { EntryWork } from './updateQueueStatus.js'

/** A later word on what had happened. */
export interface OutcomeReport {
  readonly entryId: string
  /** A code of the catalogue; null leaves it as it is. */
  readonly outcome: string | null
  /** Null leaves them as they are. */
  readonly notes: string | null
  readonly callbackAt: Date | null
  /** YYYY-MM-DDTHH:MM on the contact's clock, in place of callbackAt. */
  readonly callbackLocalTime: string | null
  /** Null: the agent who had the entry. */
  readonly callbackFor: CallbackTaker | null
  readonly expectedVersion: number | null
}

const MOST_TURNS = 5

/**
 * Corrects the outcome or the notes of an entry; its status does not change. Notes may be saved while the entry is held
 * (the desk saves as the agent types), an outcome only once the entry is COMPLETED, FAILED or ABANDONED. A do-not-call
 * outcome is taken back only by the roles that may end a suppression. What the contact became follows the new outcome. Throws NotFoundError, ForbiddenError, LeaseLostError, StaleVersionError, BadInputError.
 */
export async function updateQueueOutcome(
  work: EntryWork,
  viewer: Viewer,
  given: OutcomeReport,
): Promise<DialQueueEntry> {
  const report = { ...given, notes: readNotes(given.notes) }
  if (report.outcome === null && report.notes === null) {
    throw new BadInputError('outcome', 'an outcome or notes are needed')
  }
  if (report.outcome === LEASE_EXPIRED) {
    throw new BadInputError('outcome', 'this outcome is saved by the system only')
  }
  const callback = callbackWish(report)
  if (report.callbackAt !== null) checkCallbackAt(await serverInstant(work.database, work.clock), report.callbackAt)
  for (let turn = 1; ; turn += 1) {
    const current = await entryForReport(work.database, work.clock, viewer.organizationId, report.entryId)
    if (current === null) throw new NotFoundError('Entry')
    checkMayCorrect(viewer, current)
    if (report.expectedVersion !== null && report.expectedVersion !== current.entry.version) {
      throw new StaleVersionError(current.entry.version)
    }
    const correction = await decideCorrection(work, viewer, current, report, callback)
    const changed = await applyCorrection(work.database, work.clock, current.entry, correction)
    if (changed !== null) {
      work.changes.mark(viewer.organizationId, changed.campaignId)
      return changed
    }
    if (turn >= MOST_TURNS) throw new StaleVersionError(current.entry.version)
  }
}

/**
 * While it is held, its holder; afterwards the agent who had it until it let go, and any supervisor, admin or dialler.
 */
function checkMayCorrect(viewer: Viewer, current: EntryForReport): void {
  if (isHeld(current.entry.status)) checkHolder(viewer, current, null)
  else if (viewer.role === 'AGENT' && current.entry.assignedAgentId !== viewer.agentId) {
    throw new ForbiddenError('this entry was not in your hands')
  } else if (viewer.role === 'AGENT' && current.entry.outcome === LEASE_EXPIRED) {
    // The agent went silent: what it says now comes too late, before the lease was acted on and after it.
    throw new LeaseLostError(current.entry.id)
  }
}

/**
 * The end of a call that said "do not call me again" suppresses the person's numbers; a correction to something else lifts
 * that. It takes the same role as removeFromDoNotCall, however soon after the call. Throws ForbiddenError.
 */
function checkMayLift(viewer: Viewer, before: OutcomeCategory | null, outcome: Outcome): void {
  if (before !== 'DO_NOT_CALL' || outcome.category === 'DO_NOT_CALL' || mayLiftSuppression(viewer.role)) return
  throw new ForbiddenError('a do-not-call outcome is corrected by a supervisor: the suppression stands')
}

async function decideCorrection(
  work: EntryWork,
  viewer: Viewer,
  current: EntryForReport,
  report: OutcomeReport,
  callback: CallbackWish | null,
): Promise<OutcomeCorrection> {
  const { entry } = current
  if (report.outcome === null) {
    if (callback !== null) throw new BadInputError('callbackAt', 'a callback is promised with an outcome')
    return { notes: report.notes, result: null }
  }
  if (!isDialedFinal(entry.status)) {
    throw new BadInputError('outcome', `the outcome of an entry that is ${entry.status} is not there to be corrected`)
  }
  const outcome = await outcomeByCode(work.database, viewer.organizationId, report.outcome)
  // The call's own category, not that of the catalogue: a code may have been given another one since.
  const before = await categoryOfCall(work.database, viewer.organizationId, entry.id)
  checkMayLift(viewer, before, outcome)
  return {
    notes: report.notes,
    result: {
      ...decideResult(entry.status, outcome, callback),
      categoryBefore: before,
    },
  }
}
