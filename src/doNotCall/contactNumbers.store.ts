import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { text } from '../database/row.js'

const readNumbers = statement(
  'numbersOfContact',
  `SELECT phone FROM contact WHERE organization_id = $1 AND id = $2
   UNION SELECT phone FROM contact_number WHERE organization_id = $1 AND contact_id = $2 ORDER BY phone`,
)

/** All numbers of the contact, retired ones too; empty when the organization has no such contact. */
export async function numbersOfContact(
  database: Queryable,
  organizationId: string,
  contactId: string,
): Promise<string[]> {
  return (await database.query(readNumbers, [organizationId, contactId])).map((row) => text(row, 'phone'))
}

const makeForbidden = statement(
  'forbidContact',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   cancelled AS (
     UPDATE callback SET status = 'CANCELLED', ended_at = moment.at, ended_reason = 'do not call' FROM moment
     WHERE callback.organization_id = $1 AND callback.contact_id = $2 AND callback.status = 'OPEN'
   )
   UPDATE contact SET status = 'DO_NOT_CALL', next_attempt_at = NULL, updated_at = moment.at
   FROM moment WHERE contact.organization_id = $1 AND contact.id = $2 AND contact.status <> 'DO_NOT_CALL'`,
)

/** Makes the contact one who is not called at all, and forgets what it was promised. */
export async function forbidContact(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  contactId: string,
): Promise<void> {
  await transaction.query(makeForbidden, [organizationId, contactId, clock()])
}

// Campaigns that are done with the contact stay so (campaign_contact.is_closed): their final outcome was given.
const freeContacts = statement(
  'freeContacts',
  `UPDATE contact SET status = CASE WHEN attempt_count = 0 THEN 'NEW' ELSE 'IN_PROGRESS' END,
     updated_at = coalesce($4::timestamptz, now())
   WHERE organization_id = $1 AND status = 'DO_NOT_CALL' AND (id = $2::bigint OR phone = $3)
   RETURNING 1 AS freed`,
)

/** Frees the contact of this id, or all whose first number is `phone`, from being not called at all; how many were. */
export async function freeContactsOf(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  target: { readonly contactId: string | null; readonly phone: string | null },
): Promise<number> {
  const values = [organizationId, target.contactId, target.phone, clock()]
  return (await transaction.query(freeContacts, values)).length
}
