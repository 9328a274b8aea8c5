import { DomainError, NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { DialQueueEntry } from './dialQueueEntry.js'
import { entryForReport } from './entry.store.js'
import { isHeld, type QueueStatus } from './entryStatus.js'
import { extendHold } from './lease.store.js'
import { checkHolder } from './reportStatus.js'
import type { EntryWork } from './updateQueueStatus.js'

/** Nobody holds the entry, so there is no lease to renew. */
export class NotHeldError extends DomainError {
  readonly code = 'INVALID_TRANSITION'

  constructor(status: QueueStatus) {
    super(`an entry that is ${status} is not held by anyone`, { from: status })
  }
}

/**
 * Extends the caller's hold by the full time of the entry's status. Throws NotFoundError, LeaseLostError (the hold has
 * run out), ForbiddenError (another agent's), NotHeldError.
 */
export async function renewLease(work: EntryWork, viewer: Viewer, entryId: string): Promise<DialQueueEntry> {
  const holder = viewer.role === 'AGENT' ? viewer.agentId : null
  const extended = await extendHold(work.database, work.clock, work.leases, viewer.organizationId, entryId, holder)
  if (extended !== null) return extended
  const current = await entryForReport(work.database, work.clock, viewer.organizationId, entryId)
  if (current === null) throw new NotFoundError('Entry')
  checkHolder(viewer, current, null)
  if (!isHeld(current.entry.status)) throw new NotHeldError(current.entry.status)
  // It was given away and taken again between the two statements: the caller may simply ask once more.
  return renewLease(work, viewer, entryId)
}
