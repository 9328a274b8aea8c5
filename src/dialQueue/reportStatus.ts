import type { DialResult } from '../call/afterCall.js'
import type { CallbackTaker, CallbackWish } from '../callback/callback.js'
import { checkCallParticulars, type CallParticulars } from '../call/callParticulars.js'
import { maskCardNumbers } from '../call/maskCardNumbers.js'
import { checkOutcomeFits, isOutcomeCode, type Outcome, outcomeWhenLeftOut } from '../call/outcome.js'
import { BadInputError, DomainError, ForbiddenError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { EntryForReport } from './entry.store.js'
import type { EntryChange } from './entryChange.store.js'
import {
  holderStatus,
  InvalidTransitionError,
  isDialedFinal,
  isFinal,
  isHeld,
  stepTaker,
  type DialedFinalStatus,
  type QueueStatus,
} from './entryStatus.js'
import { LEASE_EXPIRED, LeaseLostError, type LeaseSeconds } from './lease.js'

/** What an agent or a dialler says has happened to an entry. */
export interface StatusReport extends CallParticulars {
  readonly entryId: string
  readonly status: QueueStatus
  /** A code of the catalogue; only with COMPLETED, FAILED and ABANDONED. */
  readonly outcome: string | null
  readonly notes: string | null
  /** These three only with an outcome of category CALLBACK, and one of the first two at most. */
  readonly callbackAt: Date | null
  /** YYYY-MM-DDTHH:MM on the contact's clock. */
  readonly callbackLocalTime: string | null
  /** Null: the agent who holds the entry. */
  readonly callbackFor: CallbackTaker | null
  /** The agent on whose behalf the caller speaks; must hold the entry. */
  readonly agentId: string | null
  readonly expectedVersion: number | null
  readonly idempotencyKey: string | null
}

/** The entry has changed since the caller read it: nothing was done. */
export class StaleVersionError extends DomainError {
  readonly code = 'CONFLICT'

  constructor(currentVersion: number) {
    super('the entry has changed since it was read', { currentVersion })
  }
}

/** The longest notes, in characters; the database holds the same bound. */
export const LONGEST_NOTES = 10_000

/**
 * The notes as they are stored, card numbers masked. Refuses notes that cannot be kept: over 10,000 characters, or with a
 * NUL, which PostgreSQL cannot store.
 */
export function readNotes(notes: string | null): string | null {
  if (notes === null) return null
  if (notes.length > LONGEST_NOTES) throw new BadInputError('notes', `notes have at most ${LONGEST_NOTES} characters`)
  if (notes.includes('\u0000')) throw new BadInputError('notes', 'notes hold no NUL character')
  return maskCardNumbers(notes)
}

/**
 * Who may speak about an entry: an AGENT about what it holds, a DIALER, SUPERVISOR or ADMIN about any, in their own name
 * or for the agent who holds it. Throws LeaseLostError for an agent whose hold ran out, ForbiddenError for a stranger.
 */
export function checkHolder(viewer: Viewer, current: EntryForReport, agentId: string | null): void {
  const { entry, isLeaseOver } = current
  if (viewer.role === 'AGENT' && agentId !== null && agentId !== viewer.agentId) {
    throw new ForbiddenError('an agent speaks only for itself')
  }
  const speaker = viewer.role === 'AGENT' ? viewer.agentId : agentId
  const holds = entry.assignedAgentId === speaker && isHeld(entry.status) && !isLeaseOver
  if (speaker !== null && !holds && (entry.leaseLostAgentId === speaker || isLeaseOver)) {
    throw new LeaseLostError(entry.id)
  }
  if (speaker !== null && entry.assignedAgentId !== speaker) {
    throw viewer.role === 'AGENT'
      ? new ForbiddenError('this entry is not in your hands')
      : new BadInputError('agentId', 'this agent does not hold the entry')
  }
  // Nobody acts on a hold that has ended, whether the lease has been acted on already or not.
  if (isLeaseOver || (isFinal(entry.status) && entry.outcome === LEASE_EXPIRED)) throw new LeaseLostError(entry.id)
}

/**
 * Decides what a report makes of an entry: a pure function of what was read. Throws StaleVersionError,
 * InvalidTransitionError, ForbiddenError, BadInputError. `outcome` is the catalogue's line for the reported or implied
 * code, null when there is none.
 */
export function decideReport(
  viewer: Viewer,
  current: EntryForReport,
  report: StatusReport,
  outcome: Outcome | null,
  leases: LeaseSeconds,
): Omit<EntryChange, 'idempotency'> {
  const { entry } = current
  if (report.expectedVersion !== null && report.expectedVersion !== entry.version) {
    throw new StaleVersionError(entry.version)
  }
  const taker = stepTaker(entry.status, report.status)
  if (taker === null || taker === 'claim') throw new InvalidTransitionError(entry.status, report.status)
  if (taker === 'supervise' && viewer.role !== 'SUPERVISOR' && viewer.role !== 'ADMIN') {
    throw new ForbiddenError('only a supervisor may cancel a queued entry')
  }
  const isDialEnd = isDialedFinal(report.status)
  if (!isDialEnd && report.outcome !== null) {
    throw new BadInputError('outcome', 'an outcome is saved with COMPLETED, FAILED or ABANDONED')
  }
  const callback = callbackWish(report)
  if (!isDialEnd && callback !== null) {
    throw new BadInputError('callbackAt', 'a callback is promised with the outcome')
  }
  checkCallParticulars(report, isDialEnd)
  const { recording, callingNumber, isPrerecorded } = report
  return {
    to: report.status,
    leaseSeconds: isHeld(report.status) ? leases[report.status] : null,
    holderStatus: holderStatus(report.status),
    notes: report.notes,
    goesToTheBack: report.status === 'QUEUED',
    result: isDialedFinal(report.status) ? decideResult(report.status, requireOutcome(outcome), callback) : null,
    particulars: { recording, callingNumber, isPrerecorded },
    isExpiry: false,
  }
}

/** The code that a report means, as far as it names or implies one: what is looked up with the entry. */
export function impliedOutcome(report: StatusReport): string | null {
  const code = report.outcome ?? (isDialedFinal(report.status) ? outcomeWhenLeftOut[report.status] : null)
  return code !== null && isOutcomeCode(code) ? code : null
}

/** The code that a report means: its own, else the default of its status. Throws BadInputError when COMPLETED has none. */
export function reportedOutcome(report: StatusReport): string | null {
  if (!isDialedFinal(report.status)) return report.outcome
  const code = report.outcome ?? outcomeWhenLeftOut[report.status]
  if (code === null) throw new BadInputError('outcome', 'COMPLETED needs an outcome of the catalogue')
  if (code === LEASE_EXPIRED) throw new BadInputError('outcome', 'this outcome is saved by the system only')
  return code
}

/** What a report says about a callback; null when it says nothing. Throws BadInputError when it says two instants. */
export function callbackWish(
  report: Pick<StatusReport, 'callbackAt' | 'callbackLocalTime' | 'callbackFor'>,
): CallbackWish | null {
  const { callbackAt, callbackLocalTime, callbackFor } = report
  if (callbackAt !== null && callbackLocalTime !== null) {
    throw new BadInputError('callbackLocalTime', 'a callback has one instant: give callbackAt or callbackLocalTime')
  }
  if (callbackAt === null && callbackLocalTime === null && callbackFor === null) return null
  return { at: callbackAt, localTime: callbackLocalTime, taker: callbackFor }
}

/** How a dial ended. Throws BadInputError when outcome, status and callback do not fit together. */
export function decideResult(status: DialedFinalStatus, outcome: Outcome, callback: CallbackWish | null): DialResult {
  checkOutcomeFits(outcome, status)
  if (callback !== null && outcome.category !== 'CALLBACK') {
    throw new BadInputError('callbackAt', 'only an outcome of category CALLBACK promises a callback')
  }
  const isLost = outcome.code === LEASE_EXPIRED
  return { outcome, callback, lostWhile: isLost ? (status === 'COMPLETED' ? 'CONVERSATION' : 'DIALING') : null }
}

function requireOutcome(outcome: Outcome | null): Outcome {
  if (outcome === null) throw new BadInputError('outcome', 'no such outcome in the catalogue')
  return outcome
}
