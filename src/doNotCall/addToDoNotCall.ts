import type { Clock } from '../database/clock.js'
import { violatedConstraint, type Database, type Queryable } from '../database/database.js'
import { agentHadContact } from '../dialQueue/entry.store.js'
import { ForbiddenError, NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import { checkId } from '../inputRules.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { forbidContact, numbersOfContact } from './contactNumbers.store.js'
import {
  checkExpiry,
  checkTarget,
  checkText,
  LONGEST_REASON,
  LONGEST_SOURCE,
  TooManyPrefixesError,
  type DoNotCallTarget,
  type TargetInput,
} from './doNotCall.js'
import { addNumbers, addPrefix, type DoNotCallWords } from './doNotCall.store.js'
import {
  cancelEntriesOfContact,
  cancelEntriesOfNumbers,
  cancelEntriesOfPrefix,
  type CancelledEntries,
} from './waitingEntries.store.js'

/** What the use cases of this folder need. */
export interface DoNotCallWork {
  readonly database: Database
  readonly clock: Clock
  readonly changes: QueueChanges
}

/** Who or what is not to be called, where, why and until when. */
export interface AddToDoNotCall extends TargetInput {
  readonly campaignId: string | null
  readonly reason: string
  /** The caller's role when null. */
  readonly source: string | null
  readonly expiresAt: Date | null
}

/**
 * Suppresses a number, all numbers of a contact, or a range, and cancels in the same transaction what waits for them: once
 * this has returned, no instance hands any of it out (the argument stands in waitingEntries.store.ts). Calls that run are
 * not touched. A contact suppressed for good and everywhere becomes DO_NOT_CALL itself. Adding twice is adding once.
 *
 * @returns how many entries were cancelled
 * @throws BadInputError, NotFoundError (contact, campaign), TooManyPrefixesError, and ForbiddenError for an AGENT who
 *   names anything but a contact that is or was in its hands
 */
export async function addToDoNotCall(work: DoNotCallWork, viewer: Viewer, input: AddToDoNotCall): Promise<number> {
  const target = checkTarget(input)
  const words: DoNotCallWords = {
    campaignId: input.campaignId === null ? null : checkId('campaignId', input.campaignId),
    reason: checkText('reason', input.reason, LONGEST_REASON),
    source: checkText('source', input.source ?? viewer.role.toLowerCase(), LONGEST_SOURCE),
    expiresAt: input.expiresAt,
    role: viewer.role,
    agentId: viewer.agentId,
  }
  await checkExpiry(work.database, work.clock, words.expiresAt)
  if (viewer.role === 'AGENT') await checkInHands(work.database, viewer, target)
  const { organizationId } = viewer
  const first = await namingCampaign(() =>
    work.database.transaction((transaction) => suppress(transaction, work.clock, organizationId, target, words)),
  )
  const second = await work.database.transaction((transaction) =>
    cancelWaiting(transaction, work.clock, organizationId, target, words.campaignId),
  )
  return tellChanges(work.changes, organizationId, [...first, ...second])
}

async function checkInHands(database: Database, viewer: Viewer, target: DoNotCallTarget): Promise<void> {
  if (!('contactId' in target)) throw new ForbiddenError('an agent suppresses a contact, not a number')
  const { organizationId, agentId } = viewer
  if (agentId === null || !(await agentHadContact(database, organizationId, target.contactId, agentId))) {
    throw new NotFoundError('Contact')
  }
}

async function suppress(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  target: DoNotCallTarget,
  words: DoNotCallWords,
): Promise<CancelledEntries[]> {
  if ('prefix' in target) {
    if (!(await addPrefix(transaction, clock, organizationId, target.prefix, words))) throw new TooManyPrefixesError()
    return cancelWaiting(transaction, clock, organizationId, target, words.campaignId)
  }
  const contactId = 'contactId' in target ? target.contactId : null
  const phones =
    'phone' in target ? [target.phone] : await numbersOfContact(transaction, organizationId, target.contactId)
  if (phones.length === 0) throw new NotFoundError('Contact')
  // Entries, contact, numbers: as the report of a call locks them whose outcome suppresses its number.
  const cancelled = await cancelWaiting(transaction, clock, organizationId, target, words.campaignId)
  if (contactId !== null && words.campaignId === null && words.expiresAt === null) {
    await forbidContact(transaction, clock, organizationId, contactId, words)
  }
  await addNumbers(transaction, clock, organizationId, phones, contactId, words)
  return cancelled
}

async function cancelWaiting(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  target: DoNotCallTarget,
  campaignId: string | null,
): Promise<CancelledEntries[]> {
  if ('prefix' in target) {
    return cancelEntriesOfPrefix(transaction, clock, organizationId, target.prefix, campaignId)
  }
  if ('phone' in target) {
    return cancelEntriesOfNumbers(transaction, clock, organizationId, [target.phone], campaignId)
  }
  const phones = await numbersOfContact(transaction, organizationId, target.contactId)
  return [
    ...(await cancelEntriesOfNumbers(transaction, clock, organizationId, phones, campaignId)),
    ...(await cancelEntriesOfContact(transaction, clock, organizationId, target.contactId, campaignId)),
  ]
}

/** Runs work whose rows name a campaign; an unknown one is NotFoundError. */
export async function namingCampaign<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!/^do_not_call\w*_campaign_fkey$/.test(violatedConstraint(error) ?? '')) throw error
    throw new NotFoundError('Campaign')
  }
}

/** Marks the campaigns whose queue has changed; how many entries were cancelled in all. */
function tellChanges(changes: QueueChanges, organizationId: string, cancelled: readonly CancelledEntries[]): number {
  for (const { campaignId } of cancelled) changes.mark(organizationId, campaignId)
  return cancelled.reduce((sum, { count }) => sum + count, 0)
}
