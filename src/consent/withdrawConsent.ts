import { findCallback } from '../callback/callback.store.js'
import { dropCallback, lockForCallback } from '../callback/callbackWrite.store.js'
import type { Clock } from '../database/clock.js'
import { violatedConstraint, type Queryable } from '../database/database.js'
import { agentHadContact } from '../dialQueue/entry.store.js'
import { ForbiddenError, NotFoundError } from '../domainError.js'
import type { DoNotCallWork } from '../doNotCall/addToDoNotCall.js'
import { numbersOfContact } from '../doNotCall/contactNumbers.store.js'
import type { CancelledEntries } from '../doNotCall/waitingEntries.store.js'
import type { Viewer } from '../identity/viewer.js'
import type { Consent, ConsentTarget } from './consent.js'
import { insertRefusal, type Refusal } from './consent.store.js'
import { callbacksWithoutConsent, cancelWithoutConsent, lockWaitingOf, type ConcernedBy } from './withdrawal.store.js'

/** What the use cases of this folder need. */
export type ConsentWork = DoNotCallWork

/** What a withdrawal did. */
export interface Withdrawal {
  /** The record that the target has given none, or no more. */
  readonly none: Consent
  /** Consents that no longer count. */
  readonly revoked: number
  /** Entries of the queue that waited or were offered to an agent, and are CANCELLED now. */
  readonly cancelled: number
}

/**
 * Ends what the target had given, and cancels in the same transaction what waited, was offered or was promised on it: once
 * this has returned, no instance hands any of it out (the argument stands in withdrawal.store.ts). What a contact says, it
 * says of all its numbers, whoever else is known under them. Calls that run are not touched. Throws NotFoundError.
 */
export async function withdraw(
  { database, clock, changes }: ConsentWork,
  organizationId: string,
  target: ConsentTarget,
  refusal: Refusal,
): Promise<Withdrawal> {
  const contactId = 'contactId' in target ? target.contactId : null
  const concernedIn = async (queryable: Queryable): Promise<ConcernedBy> => {
    const phones =
      'phone' in target ? [target.phone] : await numbersOfContact(queryable, organizationId, target.contactId)
    if (phones.length === 0) throw new NotFoundError('Contact')
    return { contactId, phones }
  }
  const first = await database.transaction(async (transaction) => {
    const concerned = await concernedIn(transaction)
    await lockWaitingOf(transaction, organizationId, concerned)
    const { none, revoked } = await insertRefusal(transaction, clock, organizationId, target, refusal)
    let revokedInAll = revoked
    for (const phone of contactId === null ? [] : concerned.phones) {
      revokedInAll += (await insertRefusal(transaction, clock, organizationId, { phone }, refusal)).revoked
    }
    const entries = await cancelWithoutConsent(transaction, clock, organizationId, concerned)
    await dropCallbacks(transaction, clock, organizationId, concerned)
    return { none, revoked: revokedInAll, entries }
  })
  const second = await database.transaction(async (transaction) =>
    cancelWithoutConsent(transaction, clock, organizationId, await concernedIn(transaction)),
  )
  const cancelled: readonly CancelledEntries[] = [...first.entries, ...second]
  for (const { campaignId } of cancelled) changes.mark(organizationId, campaignId)
  const { none, revoked } = first
  return { none, revoked, cancelled: cancelled.reduce((sum, { count }) => sum + count, 0) }
}

/** What was promised to these people and may not be kept for want of a consent is CANCELLED. */
async function dropCallbacks(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  concerned: ConcernedBy,
): Promise<void> {
  for (const id of await callbacksWithoutConsent(transaction, clock, organizationId, concerned)) {
    const seen = await findCallback(transaction, organizationId, id)
    if (seen === null) continue
    await lockForCallback(transaction, seen)
    const callback = await findCallback(transaction, organizationId, id)
    if (callback?.status === 'OPEN') await dropCallback(transaction, clock, callback, 'NO_CONSENT')
  }
}

/** An AGENT speaks for the contacts that are or were in its hands. Throws ForbiddenError, NotFoundError. */
export async function checkMayRecord({ database }: ConsentWork, viewer: Viewer, target: ConsentTarget): Promise<void> {
  const { role, organizationId, agentId } = viewer
  if (role !== 'AGENT') return
  if (!('contactId' in target)) throw new ForbiddenError("an agent records a contact's consent, not a number's")
  if (agentId === null || !(await agentHadContact(database, organizationId, target.contactId, agentId))) {
    throw new NotFoundError('Contact')
  }
}

/** Runs work that names a contact; an unknown one is NotFoundError. */
export async function namingContact<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (violatedConstraint(error) !== 'consent_contact_fkey') throw error
    throw new NotFoundError('Contact')
  }
}
