import {
  checkOutcomeFits,
  contactEffect,
  outcomeWhenLeftOut,
  type ContactEffect,
  type Outcome,
} from '../call/outcome.js'
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
export interface StatusReport {
  readonly entryId: string
  readonly status: QueueStatus
  /** A code of the catalogue; only with COMPLETED, FAILED and ABANDONED. */
  readonly outcome: string | null
  readonly notes: string | null
  /** Only with an outcome of category CALLBACK. */
  readonly callbackAt: Date | null
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

/** Refuses notes that cannot be kept: over 10,000 characters, or with a NUL, which PostgreSQL cannot store. */
export function checkNotes(notes: string | null): void {
  if (notes === null) return
  if (notes.length > LONGEST_NOTES) throw new BadInputError('notes', `notes have at most ${LONGEST_NOTES} characters`)
  if (notes.includes('\u0000')) throw new BadInputError('notes', 'notes hold no NUL character')
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
  if (!isDialEnd && report.callbackAt !== null) {
    throw new BadInputError('callbackAt', 'a callback is promised with the outcome')
  }
  return {
    to: report.status,
    leaseSeconds: isHeld(report.status) ? leases[report.status] : null,
    holderStatus: holderStatus(report.status),
    notes: report.notes,
    goesToTheBack: report.status === 'QUEUED',
    result: isDialedFinal(report.status)
      ? decideResult(current, report.status, requireOutcome(outcome), report.callbackAt)
      : null,
    isExpiry: false,
  }
}

/** The code that a report means: its own, else the default of its status. Throws BadInputError when COMPLETED has none. */
export function reportedOutcome(report: StatusReport): string | null {
  if (!isDialedFinal(report.status)) return report.outcome
  const code = report.outcome ?? outcomeWhenLeftOut[report.status]
  if (code === null) throw new BadInputError('outcome', 'COMPLETED needs an outcome of the catalogue')
  if (code === LEASE_EXPIRED) throw new BadInputError('outcome', 'this outcome is saved by the system only')
  return code
}

/** What the outcome of a dial makes of it. Throws BadInputError when outcome, status and callback do not fit together. */
export function decideResult(
  current: EntryForReport,
  status: DialedFinalStatus,
  outcome: Outcome,
  callbackAt: Date | null,
): { outcome: string; category: Outcome['category']; effect: ContactEffect } {
  const { entry, maxAttempts } = current
  checkOutcomeFits(outcome, status)
  if (callbackAt !== null && outcome.category !== 'CALLBACK') {
    throw new BadInputError('callbackAt', 'only an outcome of category CALLBACK promises a callback')
  }
  const dial = {
    attempt: entry.attempt,
    maxAttempts,
    wasConnected: entry.connectedAt !== null,
    wasLost: outcome.code === LEASE_EXPIRED && status === 'COMPLETED',
  }
  return { outcome: outcome.code, category: outcome.category, effect: contactEffect(outcome, dial, callbackAt) }
}

function requireOutcome(outcome: Outcome | null): Outcome {
  if (outcome === null) throw new BadInputError('outcome', 'no such outcome in the catalogue')
  return outcome
}
