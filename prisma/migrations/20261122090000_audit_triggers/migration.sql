-- The triggers of the trail, on every table whose changes are recorded; and the role under which the server works. Last of
-- its version, because audit_attach sees the columns that are there now.

SELECT audit_attach('organization', 'ORGANIZATION', '{id}');
SELECT audit_attach('contact_list', 'CONTACT_LIST', '{id}');
SELECT audit_attach('contact', 'CONTACT', '{id}',
  personal => '{external_id,first_name,last_name,phone,email,attributes,next_phone,erased_reason}',
  unrecorded => '{updated_at}', group_column => 'list_id', singles => 0);
SELECT audit_attach('agent', 'AGENT', '{id}',
  personal => '{name,email,pause_reason,requested_reason}', unrecorded => '{status_changed_at}', agent_column => 'id');
SELECT audit_attach('campaign', 'CAMPAIGN', '{id}');
SELECT audit_attach('campaign_list', 'CAMPAIGN_LIST', '{campaign_id,list_id}');
SELECT audit_attach('campaign_agent', 'CAMPAIGN_AGENT', '{campaign_id,agent_id}');
SELECT audit_attach('outcome', 'OUTCOME', '{code}');
SELECT audit_attach('dial_queue_entry', 'ENTRY', '{id}',
  personal => '{phone,notes}', unrecorded => '{lease_expires_at}', agent_column => 'assigned_agent_id',
  group_column => 'campaign_id', singles => 0, birth => 'GENERATED', death => 'REMOVED');
-- Finished entries move to the history by the thousand: their ids in one row.
SELECT audit_attach('dial_queue_history', 'ENTRY', '{id}',
  personal => '{phone,notes}', group_column => 'campaign_id', singles => 0, birth => NULL);
SELECT audit_attach('call_record', 'CALL', '{id}', personal => '{phone,notes,recording}', group_column => 'campaign_id', birth => NULL);
SELECT audit_attach('contact_number', 'CONTACT_NUMBER', '{contact_id,position}',
  personal => '{phone}', group_column => 'organization_id');
SELECT audit_attach('callback', 'CALLBACK', '{id}', personal => '{ended_reason}', group_column => 'campaign_id');
-- Rules.
SELECT audit_attach('policy_pack', 'POLICY_PACK', '{code}');
SELECT audit_attach('campaign_cap', 'CAMPAIGN_CAP', '{campaign_id,rule_id}');
SELECT audit_attach('retry_rule', 'RETRY_RULE', '{campaign_id,outcome}');
-- A number that must not be called is kept as the reason for not calling it: an erasure does not touch these.
SELECT audit_attach('do_not_call', 'DO_NOT_CALL', '{id}', personal => '{phone,reason,removed_reason}',
  group_column => 'organization_id');
SELECT audit_attach('do_not_call_prefix', 'DO_NOT_CALL_PREFIX', '{id}');
SELECT audit_attach('do_not_call_list', 'DO_NOT_CALL_LIST', '{id}', unrecorded => '{warned_at,stopped_at}');

-- The server's role -------------------------------------------------------------------------------------------------------
-- The pool sets it on each connection (src/database/database.ts). Roles belong to the whole cluster, so another database
-- may have made it, perhaps at this very moment; where the migrating login may not make roles, the server goes on under
-- its own name, the append-only triggers hold all the same, and `dialqueue doctor` says what is missing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dialqueue_app') THEN CREATE ROLE dialqueue_app NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'dialqueue_app', 'MEMBER') THEN GRANT dialqueue_app TO CURRENT_USER; END IF;
EXCEPTION WHEN undefined_object OR unique_violation OR insufficient_privilege OR internal_error THEN NULL;
END $$;
DO $$
DECLARE
  place text := quote_ident(current_schema());
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dialqueue_app') THEN RETURN; END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %s TO dialqueue_app', place);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO dialqueue_app', place);
  EXECUTE format('GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA %s TO dialqueue_app', place);
  -- Tables of later migrations.
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO dialqueue_app', place);
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO dialqueue_app', place);
  REVOKE UPDATE, DELETE ON audit_log, audit_chain FROM dialqueue_app;
  REVOKE DELETE ON audit_head FROM dialqueue_app;
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM dialqueue_app;
  END IF;
END $$;
