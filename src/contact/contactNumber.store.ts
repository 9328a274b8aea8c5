import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { flag, number, text, textOrNull } from '../database/row.js'

/** One of the numbers of a contact, in the order of dialling. */
export interface ContactNumber {
  readonly contactId: string
  /** From 1. */
  readonly position: number
  /** E.164. */
  readonly phone: string
  /** IANA zones in which the number may be, joined by ','; null when unknown: then it is never dialled. */
  readonly timeZone: string | null
  /** It proved wrong and is never dialled again. */
  readonly isRetired: boolean
  /** The outcome that said so. */
  readonly retiredOutcome: string | null
}

const readNumbers = statement(
  'numbersOfContacts',
  `SELECT contact.id AS contact_id, coalesce(number.position, 1) AS position, coalesce(number.phone, contact.phone) AS phone,
     CASE WHEN number.phone IS NULL THEN contact.time_zone ELSE number.time_zone END AS time_zone,
     CASE WHEN number.phone IS NULL THEN contact.status = 'INVALID' ELSE number.retired_at IS NOT NULL END AS is_retired,
     CASE WHEN number.phone IS NOT NULL THEN number.retired_outcome
       WHEN contact.status = 'INVALID' THEN contact.last_outcome END AS retired_outcome
   FROM contact
   LEFT JOIN contact_number AS number ON number.organization_id = $1 AND number.contact_id = contact.id
   WHERE contact.organization_id = $1 AND contact.id = ANY ($2::bigint[])
   ORDER BY contact.id, position`,
)

/** All numbers of these contacts, by contact and position: one for a contact that has only its phone. */
export async function numbersOfContacts(
  database: Queryable,
  organizationId: string,
  contactIds: readonly string[],
): Promise<ContactNumber[]> {
  return (await database.query(readNumbers, [organizationId, contactIds])).map((row) => ({
    contactId: text(row, 'contact_id'),
    position: number(row, 'position'),
    phone: text(row, 'phone'),
    timeZone: textOrNull(row, 'time_zone'),
    isRetired: flag(row, 'is_retired'),
    retiredOutcome: textOrNull(row, 'retired_outcome'),
  }))
}

const retire = statement(
  'retireNumber',
  `UPDATE contact_number SET retired_at = coalesce($5::timestamptz, now()), retired_outcome = $4
   WHERE organization_id = $1 AND contact_id = $2 AND phone = $3 AND retired_at IS NULL`,
)

/** The number proved wrong. Nothing happens to a contact that has only its phone: then the contact itself is INVALID. */
export async function retireNumber(
  transaction: Queryable,
  clock: Clock,
  contact: { readonly organizationId: string; readonly contactId: string },
  phone: string,
  outcome: string,
): Promise<void> {
  await transaction.query(retire, [contact.organizationId, contact.contactId, phone, outcome, clock()])
}

const restore = statement(
  'restoreNumber',
  `UPDATE contact_number SET retired_at = NULL, retired_outcome = NULL
   WHERE organization_id = $1 AND contact_id = $2 AND phone = $3 AND NOT EXISTS (
     SELECT FROM call_record AS call WHERE call.organization_id = $1 AND call.contact_id = $2 AND call.phone = $3
       AND call.category = 'INVALID_NUMBER' AND call.entry_id <> $4)`,
)

/** The dial of this entry had found the number wrong by mistake: it is dialled again, unless another dial said so too. */
export async function restoreNumber(
  transaction: Queryable,
  contact: { readonly organizationId: string; readonly contactId: string },
  phone: string,
  entryId: string,
): Promise<void> {
  await transaction.query(restore, [contact.organizationId, contact.contactId, phone, entryId])
}
