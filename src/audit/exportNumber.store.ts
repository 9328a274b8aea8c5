import { statement, type Database } from '../database/database.js'
import { text } from '../database/row.js'

/**
 * What the history of a number is made of, in this order, each a query for its rows as JSON. `$1` organization, `$2`
 * number. `touched` are the contacts that have, had or were called at it: an erased one is found by its call records.
 */
const touched = `touched AS MATERIALIZED (
  SELECT id FROM contact WHERE organization_id = $1 AND phone = $2
  UNION SELECT contact_id FROM contact_number WHERE organization_id = $1 AND phone = $2
  UNION SELECT contact_id FROM call_record WHERE organization_id = $1 AND phone = $2),
entries AS MATERIALIZED (
  SELECT id FROM dial_queue_entry WHERE organization_id = $1 AND contact_id IN (SELECT id FROM touched)
  UNION SELECT id FROM dial_queue_history WHERE organization_id = $1 AND contact_id IN (SELECT id FROM touched)),
calls AS MATERIALIZED (
  SELECT id, entry_id FROM call_record
  WHERE organization_id = $1 AND (phone = $2 OR contact_id IN (SELECT id FROM touched)))`

const parts = {
  contacts: `SELECT to_jsonb(contact) FROM contact WHERE organization_id = $1 AND id IN (SELECT id FROM touched) ORDER BY id`,
  numbers: `SELECT to_jsonb(contact_number) FROM contact_number
    WHERE organization_id = $1 AND contact_id IN (SELECT id FROM touched) ORDER BY contact_id, position`,
  entries: `SELECT row FROM (
    SELECT id, to_jsonb(entry) AS row FROM dial_queue_entry AS entry
      WHERE organization_id = $1 AND id IN (SELECT id FROM entries)
    UNION ALL SELECT id, to_jsonb(entry) FROM dial_queue_history AS entry
      WHERE organization_id = $1 AND id IN (SELECT id FROM entries)) AS both_tables ORDER BY id`,
  calls: `SELECT to_jsonb(call_record) FROM call_record
    WHERE organization_id = $1 AND id IN (SELECT id FROM calls) ORDER BY id`,
  callbacks: `SELECT to_jsonb(callback) FROM callback
    WHERE organization_id = $1 AND contact_id IN (SELECT id FROM touched) ORDER BY id`,
  doNotCall: `SELECT to_jsonb(do_not_call) FROM do_not_call WHERE organization_id = $1 AND phone = $2 ORDER BY id`,
  forbiddenContacts: `SELECT to_jsonb(forbidden) FROM forbidden_contact AS forbidden
    WHERE organization_id = $1 AND contact_id IN (SELECT id FROM touched) ORDER BY contact_id`,
  doNotCallPrefixes: `SELECT to_jsonb(do_not_call_prefix) FROM do_not_call_prefix
    WHERE organization_id = $1 AND starts_with($2, prefix) ORDER BY id`,
  doNotCallLists: `SELECT to_jsonb(list) FROM do_not_call_list AS list
    CROSS JOIN LATERAL (SELECT first_number, steps FROM do_not_call_run AS run
      WHERE run.organization_id = $1 AND run.list_id = list.id AND run.first_number <= substr($2, 2)::bigint
      ORDER BY run.first_number DESC LIMIT 1) AS last_run
    WHERE list.organization_id = $1 AND substr($2, 2)::bigint - last_run.first_number = ANY (last_run.steps::bigint[])
    ORDER BY list.id`,
  audit: `SELECT to_jsonb(log) - 'personal_digest' || jsonb_build_object('personal', log.personal -> 'fields',
      'chain', (SELECT encode(hash, 'hex') FROM audit_chain AS link
        WHERE link.organization_id = $1 AND link.audit_id = log.id))
    FROM (
      SELECT log.* FROM audit_log AS log JOIN touched ON log.entity = 'CONTACT' AND log.entity_id = touched.id::text
        WHERE log.organization_id = $1
      UNION ALL SELECT log.* FROM audit_log AS log JOIN (SELECT id FROM entries UNION SELECT entry_id FROM calls) AS entry
        ON log.entity = 'ENTRY' AND log.entity_id = entry.id::text WHERE log.organization_id = $1
      UNION ALL SELECT log.* FROM audit_log AS log JOIN calls ON log.entity = 'CALL' AND log.entity_id = calls.id::text
        WHERE log.organization_id = $1
      UNION ALL SELECT log.* FROM audit_log AS log JOIN callback ON callback.organization_id = $1
        AND callback.contact_id IN (SELECT id FROM touched)
        AND log.entity = 'CALLBACK' AND log.entity_id = callback.id::text WHERE log.organization_id = $1
      UNION ALL SELECT log.* FROM audit_log AS log JOIN do_not_call AS forbidden ON forbidden.organization_id = $1
        AND forbidden.phone = $2 AND log.entity = 'DO_NOT_CALL' AND log.entity_id = forbidden.id::text
        WHERE log.organization_id = $1
      UNION ALL SELECT log.* FROM audit_log AS log JOIN touched ON log.entity = 'CONTACT_NUMBER'
        AND log.entity_id = ANY (ARRAY(SELECT touched.id::text || ':' || place FROM generate_series(1, 10) AS place))
        WHERE log.organization_id = $1
    ) AS log ORDER BY log.id`,
} as const

/** A part of a number's history. */
export type HistoryPart = keyof typeof parts

/** The parts, in the order in which they are exported. */
export const historyParts = Object.keys(parts) as HistoryPart[]

/** The rows of one part of a number's history, each as its JSON text; empty when there are none. */
export async function historyRows(
  database: Database,
  organizationId: string,
  phone: string,
  part: HistoryPart,
): Promise<string[]> {
  const read = statement(
    `exportNumber-${part}`,
    `WITH ${touched} SELECT row::text AS row FROM (${parts[part]}) AS found (row)`,
  )
  return (await database.query(read, [organizationId, phone])).map((row) => text(row, 'row'))
}
