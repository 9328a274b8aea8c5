import { keysetPage, type KeysetPage } from '../audit/keysetPage.js'
import { contactsByIds } from '../contact/contact.store.js'
import type { Database } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { callRecordsAfter, type CallRecord } from './callRecord.store.js'

const E164 = /^\+[1-9]\d{6,14}$/

/**
 * A page of the calls to one contact, or to one number. Throws BadInputError unless exactly one of the two is given, for a
 * number that is not E.164, and for a page size or cursor that is none; NotFoundError when there is no such contact.
 */
export async function readCallRecords(
  database: Database,
  organizationId: string,
  { contactId, phone }: { readonly contactId: string | null; readonly phone: string | null },
  page: { readonly first: number; readonly after: string | null },
): Promise<KeysetPage<CallRecord>> {
  const of = callsOf(contactId, phone)
  const found = await keysetPage('call', page, (afterId, limit) =>
    callRecordsAfter(database, organizationId, of, afterId, limit),
  )
  if ('contactId' in of && found.edges.length === 0) {
    const contacts = await contactsByIds(database, organizationId, [of.contactId])
    if (contacts.length === 0) throw new NotFoundError('Contact')
  }
  return found
}

function callsOf(contactId: string | null, phone: string | null): { contactId: string } | { phone: string } {
  if (phone === null) {
    if (contactId === null) throw new BadInputError('contactId', 'give contactId or phone')
    return { contactId: checkId('contactId', contactId) }
  }
  if (contactId !== null) throw new BadInputError('phone', 'give contactId or phone, not both')
  if (E164.test(phone)) return { phone }
  throw new BadInputError('phone', 'phone is a number in E.164, for example +12125550100')
}
