import { maskCardNumbers } from '../call/maskCardNumbers.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { BadInputError, DomainError, NotFoundError } from '../domainError.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { eraseAuditRows, eraseConsentRows, eraseRows, lockLiveEntries } from './erase.store.js'

/** An agent holds an entry of the contact: erased now, the call would go on with nobody. */
export class ContactHeldError extends DomainError {
  readonly code = 'CONFLICT'

  constructor() {
    super('An agent holds an entry of this contact; erase it when the call has ended')
  }
}

const LONGEST_REASON = 500

/**
 * Erases a person: name, numbers, e-mail, attributes, zone and key of the contact, its further numbers, what it has
 * said about being called, notes and numbers of its entries, notes of its call records, and the personal part of its audit rows. In one transaction; a second time
 * changes nothing more.
 *
 * What stays: the contact's row, without the person; its call records, with the called number until the day on which they
 * need not be kept any longer (us-records: 16 CFR 310.5; `replaceErasedNumbers` then replaces it); a do-not-call entry,
 * which is the only reason why nobody calls the number again; the audit rows with their digests, so the chain still holds.
 *
 * @param reason why, 1 to 500 characters; card numbers in it are masked
 * @throws NotFoundError, BadInputError for the reason, ContactHeldError while an agent holds an entry of the contact
 */
export async function eraseContact(
  work: { readonly database: Database; readonly clock: Clock; readonly changes: Pick<QueueChanges, 'mark'> },
  organizationId: string,
  contactId: string,
  reason: string,
): Promise<void> {
  const why = maskCardNumbers(reason.trim())
  if (why === '' || why.length > LONGEST_REASON || why.includes('\u0000')) {
    throw new BadInputError('reason', `reason has 1 to ${LONGEST_REASON} characters`)
  }
  const campaignIds = await work.database.transaction(async (transaction) => {
    const live = await lockLiveEntries(transaction, organizationId, contactId)
    if (live.isHeld) throw new ContactHeldError()
    const consentIds = await eraseConsentRows(transaction, organizationId, contactId)
    if (!(await eraseRows(transaction, work.clock, organizationId, contactId, why))) throw new NotFoundError('Contact')
    await eraseAuditRows(transaction, organizationId, contactId, consentIds)
    return live.campaignIds
  })
  for (const campaignId of campaignIds) work.changes.mark(organizationId, campaignId)
}
