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
  const setNumber = (columns: string): string =>
    `UPDATE contact_number SET ${columns} WHERE contact_id = ${of.freeContact} AND position = 2`
  const setCallback = (columns: string): string => `UPDATE callback SET ${columns} WHERE contact_id = ${of.freeContact}`
  const setRule = (columns: string): string => `UPDATE retry_rule SET ${columns} WHERE organization_id = ${org}`
  // Calls are kept for years: only whoever switches the triggers off gets rid of them.
  const withoutCalls = `SET LOCAL session_replication_role = replica; DELETE FROM call_record; DELETE FROM callback;
    DELETE FROM campaign_upkeep; DELETE FROM campaign_cap;
    SET LOCAL session_replication_role = DEFAULT;`
  const setLog = (
    columns: string,
  ): string => `INSERT INTO audit_log (organization_id, actor, entity, entity_id, action, changes,
    first_id, last_id, personal) SELECT ${org}, '{}', 'ENTRY', '1', ${columns}`
  return {
    audit_log_action_known: setLog(`'FORGOTTEN', '{}', NULL, NULL, NULL`),
    audit_log_range_whole: [setLog(`'IMPORTED', '{}', 1, NULL, NULL`), setLog(`'IMPORTED', '{}', NULL, 1, NULL`)],
    audit_log_personal_has_digest: setLog(`'CHANGED', '{}', NULL, NULL, '{}'`),
    audit_chain_hash_length: `INSERT INTO audit_chain VALUES (${org}, 1000000, 1000000, '\\x00')`,
    audit_chain_row_key: `INSERT INTO audit_chain SELECT organization_id, seq + 1000000, audit_id, hash FROM audit_chain`,
    organization_record_retention_range: [0, 1201].map(
      (months) => `UPDATE organization SET record_retention_months = ${months}`,
    ),
    campaign_caller_id_e164: `UPDATE campaign SET caller_id = '12025550100'`,
    campaign_record_fields_length: ['seller', 'product', 'script'].map(
      (column) => `UPDATE campaign SET ${column} = repeat('s', 10001)`,
    ),
    call_record_caller_id_e164: `UPDATE call_record SET caller_id = '12025550100'`,
    call_record_calling_number_e164: `UPDATE call_record SET calling_number = '12025550100'`,
    call_record_recording_length: `UPDATE call_record SET recording = repeat('r', 2001)`,
    contact_erased_reason_length: `UPDATE contact SET erased_at = now(), erased_reason = repeat('r', 501)`,
    contact_erased_why: [`UPDATE contact SET erased_at = now()`, `UPDATE contact SET erased_reason = 'asked'`],
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
    contact_place_clues_object: `UPDATE contact SET place_clues = '[]' WHERE id = ${of.contact}`,
    contact_place_version_positive: `UPDATE contact SET place_version = -1 WHERE id = ${of.contact}`,
    contact_line_type_known: `UPDATE contact SET line_type = 'SATELLITE' WHERE id = ${of.contact}`,
    contact_number_line_type_known: setNumber(`line_type = 'SATELLITE'`),
    contact_region_form: ['us', 'USA', 'US-', 'US-CALIF', 'California'].map(
      (region) => `UPDATE contact SET region = '${region}' WHERE id = ${of.contact}`,
    ),
    contact_status_known: `UPDATE contact SET status = 'DEAD' WHERE id = ${of.contact}`,
    contact_attributes_object: `UPDATE contact SET attributes = '[]' WHERE id = ${of.contact}`,
    contact_name_length: [
      `UPDATE contact SET first_name = repeat('n', 201) WHERE id = ${of.contact}`,
      `UPDATE contact SET last_name = repeat('n', 201) WHERE id = ${of.contact}`,
    ],
    contact_attempt_count_positive: `UPDATE contact SET attempt_count = -1 WHERE id = ${of.contact}`,
    contact_list_fkey: `UPDATE contact SET list_id = -1 WHERE id = ${of.freeContact}`,
    contact_external_id_key: `UPDATE contact SET external_id = 'c1' WHERE list_id = ${of.list}`,
    contact_list_phone_key: `UPDATE contact SET external_id = NULL, phone = '${of.freePhone}' WHERE list_id = ${of.list}`,

    contact_number_contact_fkey: `INSERT INTO contact_number (organization_id, contact_id, position, phone)
      VALUES (${org}, -1, 1, '${of.freePhone}')`,
    contact_number_position_range: [0, 11].map((position) => setNumber(`position = ${position}`)),
    contact_number_phone_e164: setNumber(`phone = '12025550100'`),
    contact_number_retired_why: [setNumber('retired_at = now()'), setNumber(`retired_outcome = 'WRONG_NUMBER'`)],
    contact_number_once_key: `UPDATE contact_number SET phone = '${of.freePhone}' WHERE contact_id = ${of.freeContact}`,
    contact_next_phone_e164: `UPDATE contact SET next_phone = '12025550100' WHERE id = ${of.contact}`,
    contact_required_skills_present: `UPDATE contact SET required_skills = NULL WHERE id = ${of.contact}`,
    contact_required_skills_count: `UPDATE contact SET required_skills = ARRAY(SELECT 's' || g FROM generate_series(1, 21) AS g)`,

    callback_campaign_fkey: setCallback('campaign_id = -1'),
    callback_contact_fkey: setCallback('contact_id = -1'),
    callback_agent_fkey: setCallback('agent_id = -1'),
    callback_status_known: setCallback(`status = 'LOST', ended_at = now()`),
    callback_grace_range: [-1, 10_081].map((minutes) => setCallback(`grace_minutes = ${minutes}`)),
    callback_ended_at: [setCallback('ended_at = now()'), setCallback(`status = 'CANCELLED'`)],
    callback_kept_was_dialed: setCallback(`status = 'KEPT', ended_at = now()`),
    callback_ended_reason_length: ["''", "repeat('r', 501)"].map((reason) =>
      setCallback(`status = 'CANCELLED', ended_at = now(), ended_reason = ${reason}`),
    ),
    callback_ended_reason_cancelled: setCallback(`ended_reason = 'a slip'`),
    callback_open_contact_key: `INSERT INTO callback (organization_id, campaign_id, contact_id, due_at, grace_minutes)
      VALUES (${org}, ${of.campaign}, ${of.freeContact}, now(), 0)`,

    retry_rule_outcome_fkey: setRule(`outcome = 'NOPE'`),
    retry_rule_growth_known: setRule(`growth = 'WILD'`),
    retry_rule_delay_range: [-1, 525_601].map((minutes) => setRule(`delay_minutes = ${minutes}`)),
    retry_rule_ceiling_range: [9, 525_601].map((minutes) => setRule(`ceiling_minutes = ${minutes}`)),
    retry_rule_max_attempts_range: [0, 101].map((most) => setRule(`max_attempts = ${most}`)),
    campaign_callback_grace_range: [-1, 10_081].map(
      (minutes) => `UPDATE campaign SET callback_grace_minutes = ${minutes} WHERE id = ${of.campaign}`,
    ),
    campaign_number_pause_range: [-1, 10_081].map(
      (minutes) => `UPDATE campaign SET number_pause_minutes = ${minutes} WHERE id = ${of.campaign}`,
    ),
    campaign_filter_whole: [`contact_filter = '{}'`, `filter_path = '$'`].map(
      (half) => `UPDATE campaign SET ${half} WHERE id = ${of.campaign}`,
    ),
    campaign_ageing_range: [0, 10_081].map(
      (minutes) => `UPDATE campaign SET ageing_minutes = ${minutes} WHERE id = ${of.campaign}`,
    ),
    campaign_distribution_known: `UPDATE campaign SET distribution = 'RANDOM' WHERE id = ${of.campaign}`,
    campaign_list_weight_range: [0, 1001].map((weight) => `UPDATE campaign_list SET weight = ${weight}`),
    queue_lane_skills_present: `UPDATE queue_lane SET skills = NULL`,
    queue_lane_once_key: `INSERT INTO queue_lane (organization_id, campaign_id, region, time_zones, list_id, skills)
      SELECT organization_id, campaign_id, region, time_zones, list_id, skills FROM queue_lane`,

    agent_status_known: `UPDATE agent SET status = 'ASLEEP' WHERE id = ${of.agent}`,
    agent_request_known: `UPDATE agent SET status = 'BUSY', requested_status = 'AVAILABLE' WHERE id = ${of.agent}`,
    agent_request_only_while_held: `UPDATE agent SET requested_status = 'PAUSED', status = 'AVAILABLE' WHERE id = ${of.agent}`,
    agent_pause_reason_only_away: `UPDATE agent SET pause_reason = 'lunch', status = 'AVAILABLE' WHERE id = ${of.agent}`,
    agent_skills_present: `UPDATE agent SET skills = NULL`,
    agent_skills_count: `UPDATE agent SET skills = ARRAY(SELECT 's' || g FROM generate_series(1, 21) AS g)`,
    agent_skills_form: [
      ...['German', '', 'a b', '-a', 'a'.repeat(41)].map((skill) => `UPDATE agent SET skills = ARRAY['${skill}']`),
      `UPDATE agent SET skills = ARRAY[NULL]`,
    ],
    agent_state_status_known: `INSERT INTO agent_state (organization_id, agent_id, started_at, status) VALUES (${org}, 1, now(), 'ASLEEP')`,
    agent_presence_agent_fkey: `INSERT INTO agent_presence VALUES (${org}, -1, now())`,
    agent_name_length: `UPDATE agent SET name = '' WHERE id = ${of.agent}`,
    agent_email_key: `UPDATE agent SET email = 'same@test.example'`,

    campaign_person_scope_known: `UPDATE campaign SET person_scope = 'HOUSEHOLD' WHERE id = ${of.campaign}`,
    closed_day_organization_fkey: `UPDATE closed_day SET organization_id = -1`,
    closed_day_region_form: ['', 'us', 'USA', 'US-', 'US-UTAH'].map(
      (region) => `UPDATE closed_day SET region = '${region}'`,
    ),
    closed_day_name_length: [`''`, `repeat('n', 201)`].map((name) => `UPDATE closed_day SET name = ${name}`),
    campaign_active_has_rules: `UPDATE campaign SET status = 'ACTIVE', policy_pack = NULL, hours = NULL WHERE id = ${of.campaign}`,
    campaign_status_known: `UPDATE campaign SET status = 'STOPPED' WHERE id = ${of.campaign}`,
    campaign_dial_method_known: `UPDATE campaign SET dial_method = 'MANUAL' WHERE id = ${of.campaign}`,
    campaign_max_attempts_range: [0, 101].map(
      (limit) => `UPDATE campaign SET max_attempts = ${limit} WHERE id = ${of.campaign}`,
    ),
    campaign_hours_object: `UPDATE campaign SET hours = '[]' WHERE id = ${of.campaign}`,
    campaign_hours_version_positive: `UPDATE campaign SET hours_version = 0 WHERE id = ${of.campaign}`,
    calling_span_has_length: `UPDATE calling_span SET until_at = from_at WHERE campaign_id = ${of.campaign}`,
    campaign_abandon_rate_limit_share: [-0.01, 1.01].map(
      (limit) => `UPDATE campaign SET abandon_rate_limit = ${limit} WHERE id = ${of.campaign}`,
    ),
    campaign_name_length: `UPDATE campaign SET name = '' WHERE id = ${of.campaign}`,
    campaign_frequency_caps_list: ['{}', '3', JSON.stringify(Array.from({ length: 11 }, () => ({})))].map(
      (caps) => `UPDATE campaign SET frequency_caps = '${caps}' WHERE id = ${of.campaign}`,
    ),
    campaign_cap_rule_id_form: [`''`, `'Cap'`, `'1-cap'`, `repeat('c', 61)`].map(
      (id) => `UPDATE campaign_cap SET rule_id = ${id}`,
    ),
    campaign_cap_region_form: ['', 'us', 'USA', 'US-', 'US-FLOR'].map(
      (region) => `UPDATE campaign_cap SET region = '${region}'`,
    ),
    campaign_cap_subject_known: `UPDATE campaign_cap SET subject = 'PERSON'`,
    campaign_cap_scope_known: `UPDATE campaign_cap SET scope = 'LIST'`,
    campaign_cap_counts_known: `UPDATE campaign_cap SET counts = 'SALES'`,
    campaign_cap_call_limit_range: [0, 1001].map((limit) => `UPDATE campaign_cap SET call_limit = ${limit}`),
    campaign_cap_window_range: [0, 527_041].map((minutes) => `UPDATE campaign_cap SET window_minutes = ${minutes}`),
    campaign_cap_calendar_days_window: `UPDATE campaign_cap SET calendar_days = 2`,
    campaign_cap_holds_order: `UPDATE campaign_cap SET holds_from = '2026-02-02', holds_until = '2026-02-01'`,
    campaign_cap_campaign_fkey: `UPDATE campaign_cap SET campaign_id = -1`,
    policy_pack_code_form: [`''`, `'us'`, `'1US'`, `repeat('U', 41)`].map(
      (code) => `UPDATE policy_pack SET code = ${code}`,
    ),
    policy_pack_label_length: [`''`, `repeat('l', 201)`].map((label) => `UPDATE policy_pack SET label = ${label}`),
    policy_pack_version_positive: `UPDATE policy_pack SET version = 0`,
    policy_pack_rules_shape: [
      ...['[]', '{}', '{"hours": [], "caps": []}', '{"hours": {}, "caps": [], "nationalRegistryMaxAgeDays": null}'],
      ...['{"hours": [], "caps": 1, "nationalRegistryMaxAgeDays": null}'],
      ...['{"hours": [], "caps": [], "nationalRegistryMaxAgeDays": "31"}'],
    ].map((rules) => `UPDATE policy_pack SET rules = '${rules}'`),
    policy_pack_organization_fkey: `UPDATE policy_pack SET organization_id = -1`,
    campaign_contact_attempt_count_positive: `UPDATE campaign_contact SET attempt_count = -1`,
    campaign_contact_before_reset_range: [
      `UPDATE campaign_contact SET attempts_before_reset = -1`,
      `UPDATE campaign_contact SET attempts_before_reset = attempt_count + 1, reset_at = now()`,
    ],
    campaign_contact_reset_has_instant: `UPDATE campaign_contact SET attempts_before_reset = 1`,

    outcome_code_form: ['sale', '1SALE', 'SALE!', '', 'S'.repeat(41)].map(
      (code) => `INSERT INTO outcome VALUES (${org}, '${code}', 'x', 'SUCCESS', NULL)`,
    ),
    outcome_category_known: `INSERT INTO outcome VALUES (${org}, 'X', 'x', 'JOY', NULL)`,
    outcome_retry_range: [-1, 525601].map(
      (minutes) => `INSERT INTO outcome VALUES (${org}, 'X', 'x', 'BUSY', ${minutes})`,
    ),
    outcome_refusal_spoken: `INSERT INTO outcome VALUES (${org}, 'X', 'x', 'BUSY', NULL, true)`,
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
      `${withoutCalls} WITH a AS (DELETE FROM campaign_agent), l AS (DELETE FROM campaign_list), c AS (DELETE FROM campaign_contact),
         r AS (DELETE FROM campaign_registry), d AS (DELETE FROM campaign_consent)
         DELETE FROM campaign WHERE id = ${of.campaign}`,
    ],
    dial_queue_history_agent_fkey: `UPDATE dial_queue_history SET assigned_agent_id = -1`,
    dial_queue_history_is_final: [
      `UPDATE dial_queue_history SET status = 'QUEUED'`,
      `UPDATE dial_queue_history SET completed_at = NULL`,
      `UPDATE dial_queue_history SET lease_expires_at = now()`,
    ],
    dial_queue_history_outcome: `UPDATE dial_queue_history SET outcome = NULL`,
    dial_queue_history_notes_length: `UPDATE dial_queue_history SET notes = repeat('n', 10001)`,
    campaign_upkeep_campaign_fkey: `UPDATE campaign_upkeep SET campaign_id = -1`,
    campaign_upkeep_refill_resting_present: `UPDATE campaign_upkeep SET refill_resting = NULL`,
    campaign_upkeep_release_place: `UPDATE campaign_upkeep SET released_due_at = now()`,
    background_job_result_length: ['last_result', 'last_error'].map(
      (column) => `UPDATE background_job SET ${column} = repeat('r', 501)`,
    ),
    dial_queue_entry_parents_fixed: [
      `UPDATE dial_queue_history SET contact_id = ${of.freeContact}`,
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
