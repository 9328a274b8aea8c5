import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { flag, number, text } from '../database/row.js'

/**
 * SQL for the number that stands in for an erased one: +999 is no country's (E.164: spare), and the contact's id keeps it
 * from every other contact's. It rings nowhere, and every constraint on numbers holds.
 */
export function standInNumber(contactId: string): string {
  return `'+999' || lpad(right(${contactId}::text, 12), 12, '0')`
}

/** Where erased numbers begin. */
const STAND_IN = '+999'

const lockEntries = statement(
  'eraseLockEntries',
  `SELECT campaign_id, status <> 'QUEUED' AS is_held FROM dial_queue_entry
   WHERE organization_id = $1 AND contact_id = $2 AND status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
   ORDER BY id FOR UPDATE`,
)

/** Locks the contact's live entries: the campaigns they are of, and whether an agent holds one. */
export async function lockLiveEntries(
  transaction: Queryable,
  organizationId: string,
  contactId: string,
): Promise<{ campaignIds: string[]; isHeld: boolean }> {
  const rows = await transaction.query(lockEntries, [organizationId, contactId])
  return {
    campaignIds: rows.map((row) => text(row, 'campaign_id')),
    isHeld: rows.some((row) => flag(row, 'is_held')),
  }
}

const eraseEntries = statement(
  'eraseEntries',
  `UPDATE dial_queue_entry AS entry SET
     phone = ${standInNumber('entry.contact_id')}, notes = NULL, version = entry.version + 1,
     status = CASE entry.status WHEN 'QUEUED' THEN 'CANCELLED' ELSE entry.status END,
     completed_at = CASE entry.status WHEN 'QUEUED' THEN coalesce($3::timestamptz, now()) ELSE entry.completed_at END
   WHERE entry.organization_id = $1 AND entry.contact_id = $2`,
)
const eraseHistory = statement(
  'eraseHistory',
  `UPDATE dial_queue_history AS entry SET phone = ${standInNumber('entry.contact_id')}, notes = NULL
   WHERE entry.organization_id = $1 AND entry.contact_id = $2`,
)
// The number and the recording are of what a record must keep (us-records: 16 CFR 310.5).
const isKept = 'call.retain_until > coalesce($3::timestamptz, now())'
const eraseCalls = statement(
  'eraseCalls',
  `UPDATE call_record AS call SET notes = NULL,
     phone = CASE WHEN ${isKept} THEN call.phone ELSE ${standInNumber('call.contact_id')} END,
     recording = CASE WHEN ${isKept} THEN call.recording END
   WHERE call.organization_id = $1 AND call.contact_id = $2`,
)
const eraseNumbers = statement(
  'eraseNumbers',
  'DELETE FROM contact_number WHERE organization_id = $1 AND contact_id = $2',
)
const endCallbacks = statement(
  'eraseCallbacks',
  `UPDATE callback SET ended_reason = NULL,
     status = CASE status WHEN 'OPEN' THEN 'CANCELLED' ELSE status END,
     ended_at = CASE status WHEN 'OPEN' THEN coalesce($3::timestamptz, now()) ELSE ended_at END
   WHERE organization_id = $1 AND contact_id = $2`,
)
const eraseContactRow = statement(
  'eraseContact',
  `UPDATE contact SET
     first_name = '', last_name = '', phone = ${standInNumber('id')}, next_phone = NULL, email = NULL, external_id = NULL,
     attributes = '{}', time_zone = NULL, region = '', place_clues = NULL, line_type = 'UNKNOWN',
     status = CASE status WHEN 'DO_NOT_CALL' THEN status ELSE 'INVALID' END, next_attempt_at = NULL,
     updated_at = coalesce($4::timestamptz, now()),
     erased_at = coalesce(erased_at, $4::timestamptz, now()), erased_reason = coalesce(erased_reason, $3)
   WHERE organization_id = $1 AND id = $2
   RETURNING 1 AS erased`,
)

// That the person is not called stays, with its day and role; the words may speak of the person.
const eraseForbidding = statement(
  'eraseForbidding',
  'UPDATE forbidden_contact SET reason = NULL WHERE organization_id = $1 AND contact_id = $2',
)

// Of the person's numbers too, unless somebody else is known under them. Who is not known any more needs no withdrawal: where
// consent is demanded, nobody calls a person of whom none is recorded. Before the numbers go.
const eraseConsents = statement(
  'eraseConsents',
  `DELETE FROM consent WHERE consent.organization_id = $1 AND (consent.contact_id = $2 OR consent.phone IN (
     SELECT its.phone FROM (
       SELECT contact.phone FROM contact WHERE contact.organization_id = $1 AND contact.id = $2
       UNION SELECT number.phone FROM contact_number AS number WHERE number.organization_id = $1 AND number.contact_id = $2
     ) AS its
     WHERE NOT EXISTS (SELECT FROM contact AS other
         WHERE other.organization_id = $1 AND other.phone = its.phone AND other.id <> $2)
       AND NOT EXISTS (SELECT FROM contact_number AS other
         WHERE other.organization_id = $1 AND other.phone = its.phone AND other.contact_id <> $2)))
   RETURNING consent.id`,
)
const eraseConsentTrail = statement(
  'eraseAuditOfConsents',
  `SELECT erase_audit_personal($1::bigint, 'CONSENT', $2::text[]) AS erased`,
)

/** Removes what the contact has said about being called; the ids of the records, for `eraseAuditRows`. Before `eraseRows`. */
export async function eraseConsentRows(
  transaction: Queryable,
  organizationId: string,
  contactId: string,
): Promise<string[]> {
  const rows = await transaction.query(eraseConsents, [organizationId, contactId])
  return rows.map((row) => text(row, 'id'))
}

/** Replaces what is personal in every table; false when there is no such contact. Locks entries first, then the contact. */
export async function eraseRows(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  contactId: string,
  reason: string,
): Promise<boolean> {
  const at = clock()
  await transaction.query(eraseEntries, [organizationId, contactId, at])
  const erased = await transaction.query(eraseContactRow, [organizationId, contactId, reason, at])
  if (erased.length === 0) return false
  await transaction.query(eraseHistory, [organizationId, contactId])
  await transaction.query(eraseCalls, [organizationId, contactId, at])
  await transaction.query(eraseNumbers, [organizationId, contactId])
  await transaction.query(eraseForbidding, [organizationId, contactId])
  await transaction.query(endCallbacks, [organizationId, contactId, at])
  return true
}

// The rows about the contact and about what belongs to it, those of this very transaction too. A contact's further
// numbers are named by its id and their place.
const eraseTrail = statement(
  'eraseAuditTrail',
  `SELECT coalesce(sum(erase_audit_personal($1::bigint, entity, ids)), 0) AS erased
   FROM (
     SELECT 'CONTACT' AS entity, ARRAY[$2::text] AS ids
     UNION ALL SELECT 'CONTACT_NUMBER', ARRAY(SELECT $2::text || ':' || place FROM generate_series(1, 10) AS place)
     UNION ALL SELECT 'ENTRY', ARRAY(
       SELECT id::text FROM dial_queue_entry WHERE organization_id = $1::bigint AND contact_id = $2::bigint
       UNION SELECT id::text FROM dial_queue_history WHERE organization_id = $1::bigint AND contact_id = $2::bigint
       UNION SELECT entry_id::text FROM call_record WHERE organization_id = $1::bigint AND contact_id = $2::bigint)
     UNION ALL SELECT 'CALL', ARRAY(
       SELECT id::text FROM call_record WHERE organization_id = $1::bigint AND contact_id = $2::bigint)
     UNION ALL SELECT 'CALLBACK', ARRAY(
       SELECT id::text FROM callback WHERE organization_id = $1::bigint AND contact_id = $2::bigint)
   ) AS belonging`,
)
// `verifyAudit` compares the sum of these with the personal parts that are gone.
const noteErasure = statement(
  'noteErasure',
  `INSERT INTO audit_log (organization_id, actor, entity, entity_id, action, changes)
   VALUES ($1, coalesce(nullif(current_setting('dialqueue.actor', true), '')::jsonb,
     jsonb_build_object('subject', session_user)), $2, $3, 'ERASED', json_build_object('auditRows', $4::bigint))`,
)

/** Takes the personal part out of the audit rows of the contact and of these consents, and notes the erasure as a row of its own. */
export async function eraseAuditRows(
  transaction: Queryable,
  organizationId: string,
  contactId: string,
  consentIds: readonly string[],
): Promise<void> {
  const [row] = await transaction.query(eraseTrail, [organizationId, contactId])
  const [ofConsents] = await transaction.query(eraseConsentTrail, [organizationId, consentIds])
  const erased = number(row ?? {}, 'erased') + number(ofConsents ?? {}, 'erased')
  await transaction.query(noteErasure, [organizationId, 'CONTACT', contactId, erased])
}

// An erased person's numbers stay in the call records for as long as these must be kept. The rows that this very change
// writes to the log lose their personal part with it.
const replaceNumbers = statement(
  'replaceErasedNumbers',
  `WITH due AS MATERIALIZED (
     SELECT call.organization_id, call.id FROM contact
     JOIN call_record AS call ON call.organization_id = contact.organization_id AND call.contact_id = contact.id
     WHERE contact.erased_at IS NOT NULL AND call.retain_until <= coalesce($1::timestamptz, now())
       AND call.phone NOT LIKE '${STAND_IN}%'
     LIMIT $2)
   UPDATE call_record AS call SET phone = ${standInNumber('call.contact_id')}, notes = NULL, recording = NULL
   FROM due WHERE call.organization_id = due.organization_id AND call.id = due.id
   RETURNING call.organization_id, call.id`,
)
const eraseCallTrail = statement(
  'eraseAuditOfCalls',
  `SELECT erase_audit_personal($1::bigint, 'CALL', $2::text[]) AS erased`,
)

/** Replaces up to `limit` numbers of erased persons in call records that need not be kept any longer; how many. */
export async function replaceDueNumbers(transaction: Queryable, clock: Clock, limit: number): Promise<number> {
  const calls = new Map<string, string[]>()
  const rows = await transaction.query(replaceNumbers, [clock(), limit])
  for (const row of rows) {
    const organizationId = text(row, 'organization_id')
    calls.set(organizationId, [...(calls.get(organizationId) ?? []), text(row, 'id')])
  }
  for (const [organizationId, ids] of calls) {
    const [row] = await transaction.query(eraseCallTrail, [organizationId, ids])
    await transaction.query(noteErasure, [organizationId, 'CALL', '', number(row ?? {}, 'erased')])
  }
  return rows.length
}
