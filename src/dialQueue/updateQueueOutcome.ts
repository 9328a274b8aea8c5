import { outcomeByCode } from '../call/outcome.store.js'
import { BadInputError, ForbiddenError, NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { DialQueueEntry } from './dialQueueEntry.js'
import { entryForReport, type EntryForReport } from './entry.store.js'
import { isDialedFinal, isHeld } from './entryStatus.js'
import { LEASE_EXPIRED, LeaseLostError } from './lease.js'
import { applyCorrection, type OutcomeCorrection } from './outcomeCorrection.store.js'
import { checkHolder, checkNotes, decideResult, StaleVersionError } from './reportStatus.js'
import { checkCallbackAt, type EntryWork } from './updateQueueStatus.js'

/** A later word on what had happened. */
export interface OutcomeReport {
  readonly entryId: string
  /** A code of the catalogue; null leaves it as it is. */
  readonly outcome: string | null
  /** Null leaves them as they are. */
  readonly notes: string | null
  readonly callbackAt: Date | null
  readonly expectedVersion: number | null
}

const MOST_TURNS = 5

/**
 * Corrects the outcome or the notes of an entry; its status does not change. Notes may be saved while the entry is held
 * (the desk saves as the agent types), an outcome only once the entry is COMPLETED, FAILED or ABANDONED. What the contact
 * became follows the new outcome. Throws NotFoundError, ForbiddenError, LeaseLostError, StaleVersionError, BadInputError.
 */
export async function updateQueueOutcome(
  work: EntryWork,
  viewer: Viewer,
  report: OutcomeReport,
): Promise<DialQueueEntry> {
  checkNotes(report.notes)
  if (report.outcome === null && report.notes === null) {
    throw new BadInputError('outcome', 'an outcome or notes are needed')
  }
  if (report.outcome === LEASE_EXPIRED) {
    throw new BadInputError('outcome', 'this outcome is saved by the system only')
  }
  checkCallbackAt(work.clock, report.callbackAt)
  for (let turn = 1; ; turn += 1) {
    const current = await entryForReport(work.database, work.clock, viewer.organizationId, report.entryId)
    if (current === null) throw new NotFoundError('Entry')
    checkMayCorrect(viewer, current)
    if (report.expectedVersion !== null && report.expectedVersion !== current.entry.version) {
      throw new StaleVersionError(current.entry.version)
    }
    const correction = await decideCorrection(work, viewer, current, report)
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

async function decideCorrection(
  work: EntryWork,
  viewer: Viewer,
  current: EntryForReport,
  report: OutcomeReport,
): Promise<OutcomeCorrection> {
  const { entry } = current
  if (report.outcome === null) {
    if (report.callbackAt !== null) throw new BadInputError('callbackAt', 'a callback is promised with an outcome')
    return { notes: report.notes, result: null }
  }
  if (!isDialedFinal(entry.status)) {
    throw new BadInputError('outcome', `the outcome of an entry that is ${entry.status} is not there to be corrected`)
  }
  const outcome = await outcomeByCode(work.database, viewer.organizationId, report.outcome)
  const before =
    entry.outcome === null ? null : await outcomeByCode(work.database, viewer.organizationId, entry.outcome)
  return {
    notes: report.notes,
    result: {
      ...decideResult(current, entry.status, outcome, report.callbackAt),
      liftsDoNotCall: before?.category === 'DO_NOT_CALL',
    },
  }
}
