import { DomainError } from '../domainError.js'

/** Every status of a dial queue entry, in the order of its life. */
export const queueStatuses = [
  'QUEUED',
  'RESERVED',
  'DIALING',
  'CONNECTED',
  'WRAP_UP',
  'COMPLETED',
  'FAILED',
  'ABANDONED',
  'CANCELLED',
] as const
export type QueueStatus = (typeof queueStatuses)[number]

/** In an agent's hands, under a lease. */
export const heldStatuses = ['RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'] as const satisfies readonly QueueStatus[]
export type HeldStatus = (typeof heldStatuses)[number]

/** Another attempt is another entry: nothing leaves these. */
export const finalStatuses = ['COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED'] as const satisfies readonly QueueStatus[]

/** Final after a dial: such an entry has an outcome and a call record. */
export const dialedFinalStatuses = ['COMPLETED', 'FAILED', 'ABANDONED'] as const satisfies readonly QueueStatus[]
export type DialedFinalStatus = (typeof dialedFinalStatuses)[number]

/**
 * Who may take a step:
 * - `claim`: only nextContact, because handing out needs the agent's lock and the order of the queue;
 * - `report`: whoever works on the entry, through updateQueueStatus;
 * - `supervise`: a supervisor through updateQueueStatus, and the rules themselves (do-not-call, campaign completed).
 */
export type StepTaker = 'claim' | 'report' | 'supervise'

/**
 * The life of an entry (design, section 3): this table is its only definition in TypeScript; the CHECKs of
 * dial_queue_entry guard the shape of each status once more. What a lease does when it runs out is in lease.ts.
 */
const steps: Readonly<Record<QueueStatus, Readonly<Partial<Record<QueueStatus, StepTaker>>>>> = {
  QUEUED: { RESERVED: 'claim', DIALING: 'claim', CANCELLED: 'supervise' },
  RESERVED: { DIALING: 'report', QUEUED: 'report', CANCELLED: 'report' },
  // Back to QUEUED: released, the call was not placed.
  DIALING: {
    CONNECTED: 'report',
    WRAP_UP: 'report',
    COMPLETED: 'report',
    FAILED: 'report',
    ABANDONED: 'report',
    QUEUED: 'report',
  },
  CONNECTED: { WRAP_UP: 'report', COMPLETED: 'report', ABANDONED: 'report', FAILED: 'report' },
  WRAP_UP: { COMPLETED: 'report' },
  COMPLETED: {},
  FAILED: {},
  ABANDONED: {},
  CANCELLED: {},
}

/** Who may take an entry from one status to the other; null when nobody may. */
export function stepTaker(from: QueueStatus, to: QueueStatus): StepTaker | null {
  return steps[from][to] ?? null
}

/** True while an agent holds an entry of this status. */
export function isHeld(status: QueueStatus): status is HeldStatus {
  return heldStatuses.some((held) => held === status)
}

/** True when nothing can change the status any more. */
export function isFinal(status: QueueStatus): boolean {
  return finalStatuses.some((final) => final === status)
}

/** True for the final statuses that come after a dial. */
export function isDialedFinal(status: QueueStatus): status is DialedFinalStatus {
  return dialedFinalStatuses.some((final) => final === status)
}

/** The agent follows the entry: what its holder is while the entry has this status; null once the entry is let go. */
export function holderStatus(status: QueueStatus): 'BUSY' | 'WRAP_UP' | null {
  if (status === 'WRAP_UP') return 'WRAP_UP'
  return isHeld(status) ? 'BUSY' : null
}

/** The table has no such step, or not for this caller. */
export class InvalidTransitionError extends DomainError {
  readonly code = 'INVALID_TRANSITION'

  constructor(from: QueueStatus, to: QueueStatus) {
    super(`an entry cannot go from ${from} to ${to}`, { from, to })
  }
}
