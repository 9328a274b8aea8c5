import { DomainError } from '../domainError.js'
import type { HeldStatus, QueueStatus } from './entryStatus.js'

/** Seconds that an agent may hold an entry in each status before the hold must be renewed. */
export type LeaseSeconds = Readonly<Record<HeldStatus, number>>

/**
 * RESERVED: a look at the contact before dialling. DIALING: longer than any network lets a phone ring. CONNECTED: longer
 * than any call, yet a crashed desk frees its agent the same shift. WRAP_UP: saving an outcome.
 */
export const defaultLeaseSeconds: LeaseSeconds = { RESERVED: 60, DIALING: 90, CONNECTED: 4 * 3600, WRAP_UP: 600 }

/** The outcome of a call whose agent went silent; it stands in every organization's catalogue. */
export const LEASE_EXPIRED = 'LEASE_EXPIRED'

/**
 * What becomes of an entry whose hold ran out. A reservation was no call, so the contact is offered to the next agent. A
 * dial may still be ringing: it counts as an attempt and is retried only after the outcome's delay, never blindly. A
 * conversation took place: it is completed and not redialled by itself.
 */
export const expiredStatus: Readonly<Record<HeldStatus, QueueStatus>> = {
  RESERVED: 'QUEUED',
  DIALING: 'FAILED',
  CONNECTED: 'COMPLETED',
  WRAP_UP: 'COMPLETED',
}

/** The caller held the entry once, but the hold ran out: whatever it wanted to say came too late and changed nothing. */
export class LeaseLostError extends DomainError {
  readonly code = 'LEASE_LOST'

  constructor(entryId: string) {
    super('the hold on this entry has ended', { entryId })
  }
}
