import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instantOrNull, text, word } from '../database/row.js'
import { contactStatuses, type ContactStatus } from '../contact/contact.js'
import type { DoNotCallWords } from './doNotCall.store.js'

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
// The trigger of contact has made the row. What a call had said is now said by somebody who stays by it, whatever becomes of
// the outcome; what somebody had said before keeps its words.
const nameForbidding = statement(
  'nameForbidding',
  `UPDATE forbidden_contact AS forbidden SET reason = $3, source = $4, role = $5, agent_id = $6::bigint, entry_id = NULL
   WHERE forbidden.organization_id = $1 AND forbidden.contact_id = $2
     AND (forbidden.source IS NULL OR forbidden.entry_id IS NOT NULL)`,
)

/** Makes the contact one who is not called at all, keeps who said so and why, and forgets what it was promised. */
export async function forbidContact(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  contactId: string,
  words: Pick<DoNotCallWords, 'reason' | 'source' | 'role' | 'agentId'>,
): Promise<void> {
  await transaction.query(makeForbidden, [organizationId, contactId, clock()])
  const { reason, source, role, agentId } = words
  await transaction.query(nameForbidding, [organizationId, contactId, reason, source, role, agentId])
}

/**
 * SQL for what a contact becomes that is freed, by the row of forbidden_contact: what it was. A callback was cancelled, so
 * its contact is one who is tried again, not before the instant that was promised.
 */
const statusAgain = `CASE WHEN forbidden.status_before IN ('REACHED', 'EXHAUSTED', 'INVALID') THEN forbidden.status_before
  WHEN contact.attempt_count = 0 THEN 'NEW' ELSE 'IN_PROGRESS' END`

// Campaigns that are done with the contact stay so (campaign_contact.is_closed): their final outcome was given.
const freeContacts = statement(
  'freeContacts',
  `UPDATE contact SET status = ${statusAgain}, next_attempt_at = forbidden.next_attempt_before,
     updated_at = coalesce($4::timestamptz, now())
   FROM (SELECT id FROM contact WHERE organization_id = $1 AND status = 'DO_NOT_CALL' AND (id = $2::bigint OR phone = $3)
     ORDER BY id FOR NO KEY UPDATE) AS found
   LEFT JOIN forbidden_contact AS forbidden ON forbidden.organization_id = $1 AND forbidden.contact_id = found.id
   WHERE contact.organization_id = $1 AND contact.id = found.id
   RETURNING 1 AS freed`,
)

const readEarlier = statement(
  'earlierStatus',
  `SELECT ${statusAgain} AS status, forbidden.next_attempt_before FROM contact
   LEFT JOIN forbidden_contact AS forbidden ON forbidden.organization_id = $1 AND forbidden.contact_id = contact.id
   WHERE contact.organization_id = $1 AND contact.id = $2`,
)

/** What a contact who is not called becomes when that is lifted. */
export interface EarlierStatus {
  readonly status: ContactStatus
  readonly nextAttemptAt: Date | null
}

/** What this contact, which is locked, would become again. */
export async function earlierStatusOf(
  transaction: Queryable,
  organizationId: string,
  contactId: string,
): Promise<EarlierStatus> {
  const [row = {}] = await transaction.query(readEarlier, [organizationId, contactId])
  return { status: word(row, 'status', contactStatuses), nextAttemptAt: instantOrNull(row, 'next_attempt_before') }
}

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
