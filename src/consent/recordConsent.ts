import { checkText, LONGEST_REASON, LONGEST_SOURCE } from '../doNotCall/doNotCall.js'
import { serverInstant } from '../database/serverInstant.js'
import { relaneForConsent } from '../dialQueue/laneAssignment.store.js'
import { BadInputError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import { checkConsentTarget, checkPast, type Consent, type ConsentBasis, type ConsentTargetInput } from './consent.js'
import { insertConsent } from './consent.store.js'
import { wakeRefills } from './withdrawal.store.js'
import { checkMayRecord, namingContact, withdraw, type ConsentWork, type Withdrawal } from './withdrawConsent.js'

/** Who has agreed to be called, on what basis, since when. */
export interface RecordConsent extends ConsentTargetInput {
  readonly basis: ConsentBasis
  /** When the person said so; null: now. */
  readonly givenAt: Date | null
  /** Where it can be proved. */
  readonly source: string
  /** From then on it no longer counts; null: for good. */
  readonly expiresAt: Date | null
}

/** What was written down. */
export interface RecordedConsent {
  readonly consent: Consent
  /** Entries of the queue that a NONE has cancelled. */
  readonly cancelled: number
}

/**
 * Writes down what a person has said about being called. Whom it makes dialable is queued at the next refill; NONE withdraws
 * what was given up to then. The same basis of the same instant is one consent.
 *
 * @throws BadInputError, NotFoundError (contact), and ForbiddenError for an AGENT who names anything but a contact that is
 *   or was in its hands
 */
export async function recordConsent(work: ConsentWork, viewer: Viewer, input: RecordConsent): Promise<RecordedConsent> {
  const { basis, givenAt, expiresAt } = input
  const target = checkConsentTarget(input)
  const source = checkText('source', input.source, LONGEST_SOURCE)
  const now = await serverInstant(work.database, work.clock)
  checkPast(now, 'givenAt', givenAt)
  await checkMayRecord(work, viewer, target)
  const { organizationId } = viewer
  if (basis === 'NONE') {
    if (expiresAt !== null) throw new BadInputError('expiresAt', 'that there is no consent does not expire')
    const refusal = { at: givenAt, source, reason: source }
    const { none, cancelled } = await withdraw(work, organizationId, target, refusal)
    return { consent: none, cancelled }
  }
  checkConsentExpiry(givenAt ?? now, expiresAt)
  const consent = await namingContact(() =>
    work.database.transaction(async (transaction) => {
      const given = { basis, givenAt, source, expiresAt }
      const recorded = await insertConsent(transaction, work.clock, organizationId, target, given)
      await relaneForConsent(transaction, organizationId, {
        contactId: 'contactId' in target ? target.contactId : null,
        phone: 'phone' in target ? target.phone : null,
      })
      await wakeRefills(transaction, organizationId)
      return recorded
    }),
  )
  return { consent, cancelled: 0 }
}

/** Two hundred years: what is later is a slip of the hand for "for good". */
const LONGEST_EXPIRY_MILLISECONDS = 200 * 366 * 86_400_000

function checkConsentExpiry(givenAt: Date, expiresAt: Date | null): void {
  if (expiresAt === null) return
  const after = expiresAt.getTime() - givenAt.getTime()
  if (after <= 0) throw new BadInputError('expiresAt', 'a consent expires after it was given')
  if (after > LONGEST_EXPIRY_MILLISECONDS) {
    throw new BadInputError('expiresAt', 'an expiry lies within 200 years; leave it out for good')
  }
}

/** Whose consent is withdrawn, and why. */
export interface RevokeConsent extends ConsentTargetInput {
  readonly reason: string
}

/**
 * Withdraws what a contact, or a number, had given, now: `withdraw`. Where nothing was given it is written down all the
 * same, so that nothing recorded later about an earlier day counts. Throws as `recordConsent` does.
 */
export async function revokeConsent(work: ConsentWork, viewer: Viewer, input: RevokeConsent): Promise<Withdrawal> {
  const target = checkConsentTarget(input)
  const reason = checkText('reason', input.reason, LONGEST_REASON)
  await checkMayRecord(work, viewer, target)
  const refusal = { at: null, source: reason.slice(0, LONGEST_SOURCE), reason }
  return withdraw(work, viewer.organizationId, target, refusal)
}
