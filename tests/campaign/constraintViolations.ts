// Statements that each break one named promise of the database, on a floor where something of everything has happened.

/** Where the statements find rows: ids of one row of each kind, decimal. */
export interface Rows {
  readonly organization: string
  readonly list: string
  readonly campaign: string
  readonly agent: string
  readonly otherAgent: string
  /** Has a QUEUED entry. */
  readonly contact: string
  /** Has no live entry. */
  readonly freeContact: string
  readonly queued: string
  readonly dialing: string
  readonly connected: string
  readonly completed: string
  readonly phone: string
  readonly freePhone: string
}

const setEntry = (id: string, columns: string): string => `UPDATE dial_queue_entry SET ${columns} WHERE id = ${id}`

/** By constraint, one statement or several that it must refuse. */
export function violations(of: Rows): Record<string, string | readonly string[]> {
  const org = of.organization
  const insertEntry = (columns: string, values: string): string =>
    `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt${columns})
     VALUES (${values})`
  const insertRecord = (values: string): string =>
    `INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, agent_id, phone, attempt, started_at,
       ended_at, completed_at, final_status, outcome, category)
     VALUES (${org}, ${values}, 1, now(), now(), now(), 'FAILED', 'BUSY', 'BUSY')`
  return {
    organization_name_length: [
      `UPDATE organization SET name = ''`,
      `UPDATE organization SET name = repeat('n', 201) WHERE id = ${org}`,
    ],
    contact_list_name_length: [
      `UPDATE contact_list SET name = '' WHERE id = ${of.list}`,
      `UPDATE contact_list SET name = repeat('n', 201) WHERE id = ${of.list}`,
    ],
    contact_phone_e164: ['12025550100', '+0202555010', '+123456', '+1234567890123456', '+1 202 555 0100', ''].map(
      (phone) => `UPDATE contact SET phone = '${phone}' WHERE id = ${of.freeContact}`,
    ),
    contact_status_known: `UPDATE contact SET status = 'DEAD' WHERE id = ${of.contact}`,
    contact_attributes_object: `UPDATE contact SET attributes = '[]' WHERE id = ${of.contact}`,
    contact_name_length: [
      `UPDATE contact SET first_name = repeat('n', 201) WHERE id = ${of.contact}`,
      `UPDATE contact SET last_name = repeat('n', 201) WHERE id = ${of.contact}`,
    ],
    contact_attempt_count_positive: `UPDATE contact SET attempt_count = -1 WHERE id = ${of.contact}`,
    contact_list_fkey: `UPDATE contact SET list_id = -1 WHERE id = ${of.freeContact}`,
    contact_callback_agent_fkey: `UPDATE contact SET callback_agent_id = -1 WHERE id = ${of.contact}`,
    contact_external_id_key: `UPDATE contact SET external_id = 'c1' WHERE list_id = ${of.list}`,
    contact_list_phone_key: `UPDATE contact SET external_id = NULL, phone = '${of.freePhone}' WHERE list_id = ${of.list}`,

    agent_status_known: `UPDATE agent SET status = 'ASLEEP' WHERE id = ${of.agent}`,
    agent_request_known: `UPDATE agent SET status = 'BUSY', requested_status = 'AVAILABLE' WHERE id = ${of.agent}`,
    agent_request_only_while_held: `UPDATE agent SET requested_status = 'PAUSED', status = 'AVAILABLE' WHERE id = ${of.agent}`,
    agent_pause_reason_only_paused: `UPDATE agent SET pause_reason = 'lunch', status = 'OFFLINE' WHERE id = ${of.agent}`,
    agent_name_length: `UPDATE agent SET name = '' WHERE id = ${of.agent}`,
    agent_email_key: `UPDATE agent SET email = 'same@test.example'`,

    campaign_status_known: `UPDATE campaign SET status = 'STOPPED' WHERE id = ${of.campaign}`,
    campaign_dial_method_known: `UPDATE campaign SET dial_method = 'MANUAL' WHERE id = ${of.campaign}`,
    campaign_max_attempts_range: [0, 101].map(
      (limit) => `UPDATE campaign SET max_attempts = ${limit} WHERE id = ${of.campaign}`,
    ),
    campaign_abandon_rate_limit_share: [-0.01, 1.01].map(
      (limit) => `UPDATE campaign SET abandon_rate_limit = ${limit} WHERE id = ${of.campaign}`,
    ),
    campaign_name_length: `UPDATE campaign SET name = '' WHERE id = ${of.campaign}`,
    campaign_contact_attempt_count_positive: `UPDATE campaign_contact SET attempt_count = -1`,

    outcome_code_form: ['sale', '1SALE', 'SALE!', '', 'S'.repeat(41)].map(
      (code) => `INSERT INTO outcome VALUES (${org}, '${code}', 'x', 'SUCCESS', NULL)`,
    ),
    outcome_category_known: `INSERT INTO outcome VALUES (${org}, 'X', 'x', 'JOY', NULL)`,
    outcome_retry_range: [-1, 525601].map(
      (minutes) => `INSERT INTO outcome VALUES (${org}, 'X', 'x', 'BUSY', ${minutes})`,
    ),
    outcome_retry_allowed: ['SUCCESS', 'CONTACT', 'DO_NOT_CALL', 'INVALID_NUMBER'].map(
      (category) => `INSERT INTO outcome VALUES (${org}, 'X', 'x', '${category}', 60)`,
    ),

    dial_queue_entry_status_known: setEntry(of.queued, `status = 'LOST', dialed_at = now()`),
    dial_queue_entry_phone_e164: setEntry(of.queued, `phone = '5550100'`),
    dial_queue_entry_callback_rank_known: setEntry(of.queued, 'callback_rank = 2'),
    dial_queue_entry_counts_positive: [setEntry(of.queued, 'attempt = 0'), setEntry(of.queued, 'version = 0')],
    dial_queue_entry_held_has_lease: [
      setEntry(of.dialing, 'lease_expires_at = NULL'),
      setEntry(of.queued, 'lease_expires_at = now()'),
      setEntry(of.completed, 'lease_expires_at = now()'),
    ],
    dial_queue_entry_held_has_agent: setEntry(of.dialing, 'assigned_agent_id = NULL'),
    dial_queue_entry_queued_has_no_agent: setEntry(of.queued, `assigned_agent_id = ${of.agent}`),
    dial_queue_entry_dialed_at: [
      setEntry(of.queued, 'dialed_at = now()'),
      setEntry(of.dialing, 'dialed_at = NULL'),
      setEntry(of.queued, `status = 'CANCELLED', completed_at = now(), dialed_at = now()`),
    ],
    dial_queue_entry_connected_at: [
      setEntry(of.connected, 'connected_at = NULL'),
      setEntry(of.queued, 'connected_at = now()'),
    ],
    dial_queue_entry_ended_at: [setEntry(of.completed, 'ended_at = NULL'), setEntry(of.dialing, 'ended_at = now()')],
    dial_queue_entry_completed_at: [
      setEntry(of.completed, 'completed_at = NULL'),
      setEntry(of.dialing, 'completed_at = now()'),
    ],
    dial_queue_entry_outcome: setEntry(of.completed, 'outcome = NULL'),
    dial_queue_entry_notes_length: setEntry(of.queued, `notes = repeat('n', 10001)`),
    dial_queue_entry_agent_fkey: setEntry(of.dialing, 'assigned_agent_id = -1'),
    dial_queue_entry_live_contact_key: insertEntry('', `${org}, ${of.campaign}, ${of.contact}, '${of.freePhone}', 1`),
    dial_queue_entry_live_phone_key: insertEntry('', `${org}, ${of.campaign}, ${of.freeContact}, '${of.phone}', 1`),
    dial_queue_entry_holder_key: setEntry(of.connected, `assigned_agent_id = ${of.otherAgent}`),
    dial_queue_entry_contact_exists: [
      insertEntry('', `${org}, ${of.campaign}, -1, '${of.freePhone}', 1`),
      `DELETE FROM contact WHERE id = ${of.contact}`,
    ],
    dial_queue_entry_campaign_exists: [
      insertEntry('', `${org}, -1, ${of.freeContact}, '${of.freePhone}', 1`),
      // A campaign of which nothing but entries is left.
      `WITH a AS (DELETE FROM campaign_agent), l AS (DELETE FROM campaign_list), c AS (DELETE FROM campaign_contact),
         r AS (DELETE FROM call_record) DELETE FROM campaign WHERE id = ${of.campaign}`,
    ],
    dial_queue_entry_parents_fixed: [
      setEntry(of.queued, `contact_id = ${of.freeContact}`),
      setEntry(of.queued, `campaign_id = campaign_id + 1`),
      setEntry(of.queued, `organization_id = organization_id + 1`),
    ],

    call_record_final_status_known: `UPDATE call_record SET final_status = 'CANCELLED'`,
    call_record_phone_e164: `UPDATE call_record SET phone = 'secret'`,
    call_record_entry_key: `UPDATE call_record SET entry_id = 1`,
    call_record_campaign_fkey: insertRecord(`-9, -1, ${of.contact}, ${of.list}, NULL, '${of.phone}'`),
    call_record_contact_fkey: insertRecord(`-9, ${of.campaign}, -1, ${of.list}, NULL, '${of.phone}'`),
    call_record_agent_fkey: insertRecord(`-9, ${of.campaign}, ${of.contact}, ${of.list}, -1, '${of.phone}'`),
    idempotency_key_length: [`''`, `repeat('k', 201)`].map(
      (key) => `INSERT INTO idempotency_key VALUES (${org}, ${key}, 'nextContact', 'x', 1, now())`,
    ),

    contact_list_organization_fkey: `INSERT INTO contact_list (organization_id, name) VALUES (-1, 'x')`,
    contact_list_name_key: `UPDATE contact_list SET name = 'same'`,
    agent_organization_fkey: `INSERT INTO agent (organization_id, name, email) VALUES (-1, 'x', 'x')`,
    campaign_organization_fkey: `INSERT INTO campaign (organization_id, name, time_zone) VALUES (-1, 'x', 'UTC')`,
    outcome_organization_fkey: `INSERT INTO outcome VALUES (-1, 'X', 'x', 'BUSY', 1)`,
    campaign_list_campaign_fkey: `INSERT INTO campaign_list VALUES (${org}, -1, ${of.list})`,
    campaign_list_list_fkey: `INSERT INTO campaign_list VALUES (${org}, ${of.campaign}, -1)`,
    campaign_agent_campaign_fkey: `INSERT INTO campaign_agent VALUES (${org}, -1, ${of.agent})`,
    campaign_agent_agent_fkey: `INSERT INTO campaign_agent VALUES (${org}, ${of.campaign}, -1)`,
    campaign_contact_campaign_fkey: `INSERT INTO campaign_contact VALUES (${org}, -1, ${of.contact}, 1, false)`,
    campaign_contact_contact_fkey: `INSERT INTO campaign_contact VALUES (${org}, ${of.campaign}, -1, 1, false)`,
  }
}
