/** One way to break what the doctor looks at, behind the back of every trigger, constraint and index. */
export interface Damage {
  readonly title: string
  /** The check whose promise it breaks. */
  readonly id: string
  /** Checks that must break with it, because they look at the same rows. */
  readonly breaksToo?: readonly string[]
  readonly sql: string
}

/** SQL for the id of one entry in this status. */
function one(status: string): string {
  return `(SELECT min(id) FROM dial_queue_entry WHERE status = '${status}')`
}

const anyCall = '(SELECT min(id) FROM call_record)'

/** Each leaves everything whole that it does not name. */
export const damages: readonly Damage[] = [
  {
    title: 'a consent was withdrawn while its entry waits on',
    id: 'no-withdrawn-entry-waiting',
    breaksToo: ['campaign-policy'],
    sql: `UPDATE dial_queue_entry SET queued_at = queued_at - interval '1 hour' WHERE id = ${one('QUEUED')};
      UPDATE campaign SET demands_consent = true WHERE id = (SELECT campaign_id FROM dial_queue_entry WHERE id = ${one('QUEUED')});
      INSERT INTO campaign_consent (organization_id, campaign_id, rule_id, kind, bases)
      SELECT organization_id, campaign_id, 'test-consent', 'DEMAND', '{EXPRESS}' FROM dial_queue_entry WHERE id = ${one('QUEUED')};
      INSERT INTO consent (organization_id, contact_id, basis, given_at, source, recorded_at)
      SELECT organization_id, contact_id, 'NONE', now() - interval '1 hour', 'test', now() - interval '1 hour'
      FROM dial_queue_entry WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'a campaign demands no consent although its pack does',
    id: 'campaign-policy',
    sql: `UPDATE campaign SET policy_pack = 'FR'`,
  },
  {
    title: 'the guard of the audit log was switched off',
    id: 'audit-append-only',
    sql: 'ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only',
  },
  {
    title: 'the server was allowed to change the audit log',
    id: 'audit-append-only',
    sql: 'GRANT UPDATE ON audit_log TO dialqueue_app',
  },
  {
    title: 'an entry left the table while its counters looked away',
    id: 'queue-counters',
    breaksToo: ['queue-waiting-time'],
    sql: `ALTER TABLE dial_queue_entry DISABLE TRIGGER USER; DELETE FROM dial_queue_entry WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'the counters of a campaign without entries say that it has one',
    id: 'queue-counters',
    sql: `INSERT INTO queue_counter (organization_id, campaign_id, slot, cancelled) SELECT id, 999, 0, 1 FROM organization`,
  },
  {
    title: 'an entry became older while its counters looked away',
    id: 'queue-waiting-time',
    sql: `ALTER TABLE dial_queue_entry DISABLE TRIGGER USER;
      UPDATE dial_queue_entry SET queued_at = queued_at - interval '1 hour' WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'an agent paused while the counters looked away',
    id: 'agent-counters',
    breaksToo: ['agent-state-latest'],
    sql: `ALTER TABLE agent DISABLE TRIGGER USER; UPDATE agent SET status = 'PAUSED' WHERE status = 'AVAILABLE'`,
  },
  {
    title: 'a contact was added while the counters looked away',
    id: 'contact-list-counters',
    sql: `ALTER TABLE contact DISABLE TRIGGER USER;
      INSERT INTO contact (organization_id, list_id, first_name, last_name, phone)
      SELECT organization_id, min(id), 'Given', 'Family', '+12125550199' FROM contact_list GROUP BY organization_id`,
  },
  {
    title: 'a campaign counts a contact that it never dialled',
    id: 'campaign-list-counters',
    sql: `UPDATE campaign_list_counter SET contacts_dialed = contacts_dialed + 1`,
  },
  {
    title: 'a quarter of an hour was forgotten',
    id: 'call-activity',
    sql: `DELETE FROM call_activity`,
  },
  {
    title: 'an entry came into the history without leaving the queue',
    id: 'entry-in-one-place',
    breaksToo: ['queue-counters'],
    sql: `ALTER TABLE dial_queue_history DISABLE TRIGGER USER;
      INSERT INTO dial_queue_history SELECT * FROM dial_queue_entry WHERE id = ${one('COMPLETED')}`,
  },
  {
    title: 'a contact with an entry was deleted',
    id: 'entry-parents',
    sql: `ALTER TABLE contact DISABLE TRIGGER contact_entries_check;
      DELETE FROM contact WHERE id = (SELECT contact_id FROM dial_queue_entry WHERE id = ${one('QUEUED')})`,
  },
  {
    title: 'a contact was queued by a second campaign, under another number',
    id: 'one-live-entry-per-contact',
    sql: `DROP INDEX dial_queue_entry_live_contact_key;
      INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt)
      SELECT organization_id, (SELECT max(id) FROM campaign WHERE id <> entry.campaign_id), contact_id, '+12125550199', 1
      FROM dial_queue_entry AS entry WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'a number was queued twice',
    id: 'one-live-entry-per-number',
    sql: `DROP INDEX dial_queue_entry_live_phone_key;
      UPDATE dial_queue_entry SET phone = (SELECT phone FROM dial_queue_entry WHERE id = ${one('CONNECTED')})
      WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'an agent holds two entries',
    id: 'one-entry-per-agent',
    sql: `DROP INDEX dial_queue_entry_holder_key;
      UPDATE agent SET status = 'AVAILABLE'
      WHERE id = (SELECT assigned_agent_id FROM dial_queue_entry WHERE id = ${one('DIALING')});
      UPDATE dial_queue_entry
      SET assigned_agent_id = (SELECT assigned_agent_id FROM dial_queue_entry WHERE id = ${one('CONNECTED')})
      WHERE id = ${one('DIALING')}`,
  },
  {
    title: 'a hold has no end',
    id: 'held-by-an-agent',
    sql: `ALTER TABLE dial_queue_entry DROP CONSTRAINT dial_queue_entry_held_has_lease;
      UPDATE dial_queue_entry SET lease_expires_at = NULL WHERE id = ${one('CONNECTED')}`,
  },
  {
    title: 'a queued entry has an agent',
    id: 'held-by-an-agent',
    sql: `ALTER TABLE dial_queue_entry DROP CONSTRAINT dial_queue_entry_queued_has_no_agent;
      UPDATE dial_queue_entry SET assigned_agent_id = (SELECT min(id) FROM agent) WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'an agent is AVAILABLE with an entry in its hands',
    id: 'agent-follows-entry',
    sql: `UPDATE agent SET status = 'AVAILABLE' WHERE status = 'WRAP_UP'`,
  },
  {
    title: 'an agent is BUSY with nothing',
    id: 'agent-follows-entry',
    sql: `UPDATE agent SET status = 'BUSY' WHERE status = 'AVAILABLE'`,
  },
  {
    title: 'an agent has another reason than its history says',
    id: 'agent-state-latest',
    sql: `UPDATE agent_state SET reason = 'tea' WHERE seq IN (SELECT max(seq) FROM agent_state GROUP BY agent_id)`,
  },
  {
    title: "an agent's history is lost",
    id: 'agent-state-latest',
    sql: `DELETE FROM agent_state WHERE agent_id = (SELECT min(id) FROM agent)`,
  },
  {
    title: "an agent's states are out of order",
    id: 'agent-states-in-order',
    sql: `UPDATE agent_state SET seq = -seq
      WHERE agent_id = (SELECT assigned_agent_id FROM dial_queue_entry WHERE id = ${one('WRAP_UP')})`,
  },
  {
    title: 'nobody acts on a hold that has run out',
    id: 'no-lease-overdue',
    sql: `UPDATE dial_queue_entry SET lease_expires_at = now() - interval '6 seconds' WHERE id = ${one('RESERVED')}`,
  },
  {
    title: 'a cancelled entry does not know when',
    id: 'final-entry-complete',
    sql: `ALTER TABLE dial_queue_entry DROP CONSTRAINT dial_queue_entry_completed_at;
      UPDATE dial_queue_entry SET completed_at = NULL WHERE status = 'CANCELLED'`,
  },
  {
    title: 'a completed entry has no outcome',
    id: 'final-entry-complete',
    breaksToo: ['call-agrees-with-entry'],
    sql: `ALTER TABLE dial_queue_entry DROP CONSTRAINT dial_queue_entry_outcome;
      UPDATE dial_queue_entry SET outcome = NULL WHERE id = ${one('COMPLETED')}`,
  },
  {
    title: 'a call record is missing',
    id: 'one-call-per-dial',
    breaksToo: ['call-activity', 'campaign-attempts', 'campaign-list-counters', 'contact-attempts'],
    sql: `ALTER TABLE call_record DISABLE TRIGGER call_record_retained; DELETE FROM call_record WHERE id = ${anyCall}`,
  },
  {
    title: 'a dial was recorded twice',
    id: 'one-call-per-dial',
    breaksToo: ['attempts-in-a-row', 'campaign-attempts', 'campaign-list-counters', 'contact-attempts'],
    sql: `DROP INDEX call_record_entry_key;
      CREATE TEMPORARY TABLE doubled AS SELECT * FROM call_record WHERE id = ${anyCall};
      UPDATE doubled SET id = nextval('call_record_id_seq');
      INSERT INTO call_record SELECT * FROM doubled`,
  },
  {
    title: 'a call record tells another story than its entry',
    id: 'call-agrees-with-entry',
    sql: `UPDATE call_record SET notes = 'another story' WHERE id = ${anyCall}`,
  },
  {
    title: 'a campaign counts an attempt too many',
    id: 'campaign-attempts',
    sql: `UPDATE campaign_contact SET attempt_count = attempt_count + 1`,
  },
  {
    title: 'a campaign counts an attempt as before a reset that came earlier',
    id: 'attempts-before-reset',
    sql: `UPDATE campaign_contact SET attempts_before_reset = attempt_count, reset_at = now() - interval '1 day'`,
  },
  {
    title: 'a contact counts an attempt that never was',
    id: 'contact-attempts',
    sql: `UPDATE contact SET attempt_count = 1 WHERE attempt_count = 0`,
  },
  {
    title: 'an attempt was left out',
    id: 'attempts-in-a-row',
    sql: `UPDATE dial_queue_entry SET attempt = attempt + 1 WHERE status = 'QUEUED'`,
  },
  {
    title: 'a campaign was completed without the callback that it had promised',
    id: 'no-promise-of-a-completed-campaign',
    sql: `UPDATE campaign SET status = 'COMPLETED' WHERE id IN (SELECT campaign_id FROM callback WHERE status = 'OPEN')`,
  },
  {
    title: 'an agent is gone whose callback nobody else may make',
    id: 'promises-can-be-kept',
    sql: `UPDATE callback SET agent_id = (SELECT id FROM agent WHERE agent.organization_id = callback.organization_id
        ORDER BY id LIMIT 1) WHERE status = 'OPEN';
      DELETE FROM campaign_agent WHERE agent_id IN (SELECT agent_id FROM callback WHERE status = 'OPEN')`,
  },
  {
    title: 'an entry waits for a number that must not be called',
    id: 'no-suppressed-entry-waiting',
    sql: `UPDATE dial_queue_entry SET queued_at = queued_at - interval '1 hour' WHERE id = ${one('QUEUED')};
      INSERT INTO do_not_call (organization_id, phone, reason, source, requested_at)
      SELECT organization_id, phone, 'test', 'test', now() - interval '1 hour' FROM dial_queue_entry WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'an entry waits for a number of an imported file',
    id: 'no-suppressed-entry-waiting',
    sql: `UPDATE dial_queue_entry SET queued_at = queued_at - interval '1 hour' WHERE id = ${one('QUEUED')};
      INSERT INTO do_not_call_list (organization_id, id, reason, source, number_count, imported_at)
      SELECT organization_id, 77, 'test', 'test', 1, now() - interval '1 hour' FROM dial_queue_entry WHERE id = ${one('QUEUED')};
      INSERT INTO do_not_call_run
      SELECT organization_id, 77, substr(phone, 2)::bigint - 5, '{5}' FROM dial_queue_entry WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'an entry waits for a number under a forbidden prefix',
    id: 'no-suppressed-entry-waiting',
    sql: `UPDATE dial_queue_entry SET queued_at = queued_at - interval '1 hour' WHERE id = ${one('QUEUED')};
      INSERT INTO do_not_call_prefix (organization_id, prefix, reason, source, requested_at)
      SELECT organization_id, phone, 'test', 'test', now() - interval '1 hour' FROM dial_queue_entry WHERE id = ${one('QUEUED')}`,
  },
  {
    title: 'a campaign obeys a cap that nobody gave it',
    id: 'campaign-policy',
    sql: `INSERT INTO campaign_cap SELECT organization_id, id, 'a-cap', NULL, 'NUMBER', 'CAMPAIGN', 'CALLS', 9, 60 FROM campaign`,
  },
  {
    title: 'a campaign has forgotten a cap of its own',
    id: 'campaign-policy',
    sql: `UPDATE campaign SET frequency_caps =
        '[{"subject": "NUMBER", "scope": "CAMPAIGN", "counts": "CALLS", "limit": 9, "windowMinutes": 60}]'`,
  },
  {
    title: 'a campaign does not know what its pack says now',
    id: 'campaign-policy',
    sql: `INSERT INTO policy_pack (organization_id, code, version, label, rules)
      SELECT DISTINCT organization_id, policy_pack, 2, 'Ours', '{"hours": [], "nationalRegistryMaxAgeDays": null, "caps":
        [{"id": "a-cap", "region": null, "subject": "NUMBER", "scope": "CAMPAIGN", "counts": "CALLS", "limit": 9, "windowMinutes": 60}]}'::jsonb
      FROM campaign`,
  },
  {
    title: 'a campaign names a pack that does not exist',
    id: 'campaign-policy',
    sql: `UPDATE campaign SET policy_pack = 'ATLANTIS'`,
  },
  {
    title: 'a do-not-call list has lost a number',
    id: 'do-not-call-list-counts',
    sql: `INSERT INTO do_not_call_list (organization_id, id, reason, source, number_count)
      SELECT id, 77, 'test', 'test', 2 FROM organization;
      INSERT INTO do_not_call_run SELECT id, 77, 14155550100, '{0}' FROM organization`,
  },
]

/** Every column of the counters with the check that recounts it: one more is one too many. */
export const countedColumns: readonly (readonly [table: string, column: string, id: string])[] = [
  ...['queued', 'reserved', 'dialing', 'connected', 'wrap_up', 'completed', 'failed', 'abandoned', 'cancelled'].map(
    (column) => ['queue_counter', column, 'queue-counters'] as const,
  ),
  ['queue_counter', 'queued_at_sum', 'queue-waiting-time'],
  ...['available', 'busy', 'wrap_up', 'paused', 'offline'].map(
    (column) => ['agent_counter', column, 'agent-counters'] as const,
  ),
  ['contact_list_counter', 'contacts', 'contact-list-counters'],
  ['campaign_list_counter', 'contacts_dialed', 'campaign-list-counters'],
  ...['dialed', 'answered', 'connected', 'abandoned', 'dial_ms', 'talk_ms', 'wrap_up_ms', 'completed'].map(
    (column) => ['call_activity', column, 'call-activity'] as const,
  ),
]
