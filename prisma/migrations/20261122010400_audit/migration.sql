-- The trail: an append-only log of every change, written by triggers in the transaction of the change, chained by SHA-256
-- in the background; what a call record must keep, and for how long; and the role under which the server works, which can
-- neither change nor remove a line of the log.

-- The log -----------------------------------------------------------------------------------------------------------------
CREATE TABLE audit_log (
  organization_id BIGINT NOT NULL,
  id BIGSERIAL NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  actor JSONB NOT NULL,
  entity TEXT COLLATE "C" NOT NULL,
  entity_id TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  changes JSON NOT NULL,
  first_id BIGINT,
  last_id BIGINT,
  rules TEXT,
  personal JSONB,
  personal_digest BYTEA,
  CONSTRAINT audit_log_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT audit_log_action_known
    CHECK (action IN ('CREATED', 'CHANGED', 'DELETED', 'GENERATED', 'IMPORTED', 'REMOVED', 'ERASED')),
  CONSTRAINT audit_log_range_whole CHECK ((first_id IS NULL) = (last_id IS NULL)),
  CONSTRAINT audit_log_personal_has_digest CHECK (personal IS NULL OR personal_digest IS NOT NULL)
);
CREATE INDEX audit_log_entity_idx ON audit_log (organization_id, entity, entity_id, id);
-- Rows of many births or deaths at once: which of them holds a given id.
CREATE INDEX audit_log_range_idx ON audit_log USING gist (int8range(first_id, last_id, '[]')) WHERE first_id IS NOT NULL;
-- Never updated but by an erasure: frozen early, so that no anti-wraparound vacuum reads years of it at once.
ALTER TABLE audit_log SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 1000000);

CREATE TABLE audit_chain (
  organization_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  audit_id BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  CONSTRAINT audit_chain_pkey PRIMARY KEY (organization_id, seq),
  CONSTRAINT audit_chain_hash_length CHECK (octet_length(hash) = 32)
);
CREATE UNIQUE INDEX audit_chain_row_key ON audit_chain (organization_id, audit_id);

CREATE TABLE audit_head (
  organization_id BIGINT NOT NULL,
  seq BIGINT NOT NULL DEFAULT 0,
  hash BYTEA NOT NULL DEFAULT '\x',
  settled_id BIGINT NOT NULL DEFAULT 0,
  candidate_id BIGINT NOT NULL DEFAULT 0,
  candidate_xmax BIGINT NOT NULL DEFAULT 0,
  chained_at TIMESTAMPTZ(3),
  CONSTRAINT audit_head_pkey PRIMARY KEY (organization_id)
);
ALTER TABLE audit_head SET (fillfactor = 50);

-- Append-only for everybody: the grants below keep the server's role out, these the owner's slips. Whoever switches them
-- off is found by the chain. An erasure takes the personal part and nothing else.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'audit_log' AND TG_OP = 'UPDATE' AND current_setting('dialqueue.erasing', true) = 'audit_log' THEN
    IF NEW.personal IS NULL AND to_jsonb(NEW) - 'personal' = to_jsonb(OLD) - 'personal' THEN RETURN NEW; END IF;
  END IF;
  RAISE restrict_violation USING CONSTRAINT = TG_TABLE_NAME || '_append_only', TABLE = TG_TABLE_NAME,
    MESSAGE = TG_TABLE_NAME || ' is append-only: its rows are neither changed nor removed';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_log_keeps_all BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_chain_keeps_all BEFORE TRUNCATE ON audit_chain
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The triggers ------------------------------------------------------------------------------------------------------------
-- audit_attach writes, for one table, the three trigger functions that compare its columns one by one: a diff through
-- to_jsonb costs about ten times as much, and the claim pays for every row (64 in one statement). So after a column is
-- added audit_attach has to be called again; the test "every column of an audited table is recorded" says so otherwise.
--
--   id_columns    make entity_id, joined by ':'; with organization_id they are the primary key
--   personal      recorded in `personal`, which an erasure removes, not in `changes`
--   unrecorded    a change of these alone is none: leases, clocks of presence
--   agent_column  whose agent chooses the actor when one statement serves several agents (database/actor.ts)
--   birth         the action of such a row; null: births are not recorded, the row itself is the record
--   death         the action of the same for rows that leave the table
--   group_column  births and deaths of more than `singles` rows in one statement are one row per value of it
--
-- Statement-level, with one INSERT … SELECT over the transition tables, joined by hashing whatever the session forbids:
-- the plan is made once per session and must do for one row as for a million.
CREATE FUNCTION audit_attach(target regclass, entity text, id_columns text[], personal text[] DEFAULT '{}',
  unrecorded text[] DEFAULT '{}', agent_column text DEFAULT NULL, group_column text DEFAULT NULL,
  singles integer DEFAULT 100, birth text DEFAULT 'IMPORTED', death text DEFAULT 'DELETED')
RETURNS void LANGUAGE plpgsql AS $attach$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = target);
  organization text := CASE WHEN name = 'organization' THEN 'id' ELSE 'organization_id' END;
  has_range boolean := cardinality(id_columns) = 1 AND (SELECT atttypid = 'int8'::regtype FROM pg_attribute
    WHERE attrelid = target AND attname = id_columns[1]);
  changed text[];
  changed_personal text[];
  covered text;
  compared text;
  written text;
  grouped text;
  body text;
BEGIN
  SELECT array_agg(part ORDER BY attnum) FILTER (WHERE NOT attname = ANY (personal)),
    array_agg(part ORDER BY attnum) FILTER (WHERE attname = ANY (personal)),
    string_agg(attname, ',' ORDER BY attnum)
  INTO changed, changed_personal, covered
  FROM (
    SELECT attname, attnum, format(
      'CASE WHEN o.%1$I IS DISTINCT FROM n.%1$I THEN %2$L || json_build_array(o.%1$I, n.%1$I) END',
      attname, to_json(attname)::text || ':') AS part
    FROM pg_attribute
    WHERE attrelid = target AND attnum > 0 AND NOT attisdropped AND attname <> ALL (unrecorded)
      AND attname <> organization AND attname <> ALL (id_columns)
  ) AS columns;

  compared := format(
    $sql$SELECT coalesce(o.%1$I, n.%1$I) AS organization_id, %2$s AS entity_id, %3$s AS agent,
        CASE WHEN o.%1$I IS NULL THEN 'CREATED' WHEN n.%1$I IS NULL THEN 'DELETED' ELSE 'CHANGED' END AS action,
        concat_ws(',', %4$s) AS changes, concat_ws(',', %5$s) AS personal
      FROM old_rows AS o FULL JOIN new_rows AS n ON n.%1$I = o.%1$I%6$s$sql$,
    organization,
    (SELECT string_agg(format('coalesce(o.%1$I, n.%1$I)::text', part), ' || '':'' || ') FROM unnest(id_columns) AS part),
    CASE WHEN agent_column IS NULL THEN 'NULL::text' ELSE format('n.%I::text', agent_column) END,
    coalesce(array_to_string(changed, ', '), 'NULL'), coalesce(array_to_string(changed_personal, ', '), 'NULL'),
    (SELECT string_agg(format(' AND n.%1$I = o.%1$I', part), '') FROM unnest(id_columns) AS part WHERE part <> organization));

  -- In layers (OFFSET 0), because the planner would otherwise work out each part once per use.
  written := format(
    $sql$INSERT INTO audit_log (organization_id, actor, entity, entity_id, action, changes, rules, personal, personal_digest)
    SELECT organization_id, coalesce(who, nobody), %1$L, entity_id, action, changes, %3$s, personal,
      sha256(convert_to(personal::text, 'UTF8'))
    FROM (
      SELECT organization_id, entity_id, action, CASE WHEN actors IS NULL THEN actor ELSE actors -> agent END AS who,
        ('{' || changes || '}')::json AS changes,
        CASE WHEN personal <> '' THEN
          ('{"salt":"' || gen_random_uuid() || '","fields":{' || personal || '}}')::jsonb END AS personal
      FROM (
      %2$s
      OFFSET 0) AS compared
      WHERE changes <> '' OR personal <> '' OR action <> 'CHANGED'
      OFFSET 0) AS changed;$sql$,
    entity, compared,
    CASE entity WHEN 'ENTRY' THEN 'rules' ELSE 'NULL' END);

  EXECUTE format(
    $create$CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql
    SET enable_hashjoin = on SET enable_nestloop = off AS $body$
    DECLARE
      actor jsonb := nullif(current_setting('dialqueue.actor', true), '')::jsonb;
      actors jsonb := actor -> 'agents';
      nobody jsonb := jsonb_build_object('subject', session_user);
      rules text := nullif(current_setting('dialqueue.rules', true), '');
    BEGIN
    %2$s
    RETURN NULL;
    END $body$$create$, 'audit_' || name || '_update', written);

  grouped := CASE WHEN group_column IS NULL THEN NULL ELSE format(
    $sql$INSERT INTO audit_log (organization_id, actor, entity, entity_id, action, changes, first_id, last_id)
    SELECT %1$I, coalesce(actor, nobody), %2$L, '', CASE TG_OP WHEN 'INSERT' THEN %3$L ELSE %8$L END,
      (jsonb_build_object('count', count(*), %4$L, %5$I) || CASE TG_OP WHEN 'INSERT' THEN '{}' ELSE
        jsonb_build_object('ids', jsonb_agg(%6$s)) END)::json, %7$s
    FROM changed_rows GROUP BY %1$I, %5$I;$sql$,
    organization, entity, birth, group_column, group_column,
    (SELECT string_agg(format('%I::text', part), ' || '':'' || ') FROM unnest(id_columns) AS part),
    CASE WHEN has_range THEN format('min(%1$I), max(%1$I)', id_columns[1]) ELSE 'NULL, NULL' END, death) END;

  FOREACH body IN ARRAY ARRAY['insert', 'delete'] LOOP
    EXECUTE format(
      $create$CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql AS $body$
      DECLARE
        actor jsonb := nullif(current_setting('dialqueue.actor', true), '')::jsonb;
        actors jsonb := actor -> 'agents';
        nobody jsonb := jsonb_build_object('subject', session_user);
        rules text := nullif(current_setting('dialqueue.rules', true), '');
      BEGIN
      %2$s
      %3$s
      RETURN NULL;
      END $body$$create$,
      'audit_' || name || '_' || body,
      CASE WHEN grouped IS NULL THEN '' WHEN singles = 0 THEN grouped
        ELSE format('IF (SELECT count(*) FROM (SELECT FROM changed_rows LIMIT %s) AS counted) > %s THEN %s RETURN NULL; END IF;',
          singles + 1, singles, grouped) END,
      CASE WHEN singles = 0 AND grouped IS NOT NULL THEN ''
        WHEN body = 'insert' THEN replace(replace(written, 'old_rows AS o', format('(SELECT * FROM %s WHERE false) AS o', target)),
          'new_rows AS n', 'changed_rows AS n')
        ELSE replace(replace(written, 'old_rows AS o', 'changed_rows AS o'), 'new_rows AS n',
          format('(SELECT * FROM %s WHERE false) AS n', target)) END);
  END LOOP;

  EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_audit_update', target, 'audit_' || name || '_update');
  IF birth IS NOT NULL THEN
    EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_rows
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_audit_insert', target, 'audit_' || name || '_insert');
  END IF;
  EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %s REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION %I()', name || '_audit_delete', target, 'audit_' || name || '_delete');
  EXECUTE format('COMMENT ON FUNCTION %I() IS %L', 'audit_' || name || '_update',
    format('recorded: %s; personal: %s; unrecorded: %s', covered, array_to_string(personal, ','), array_to_string(unrecorded, ',')));
END $attach$;

-- Call records ------------------------------------------------------------------------------------------------------------
-- What the record-keeping rules ask for (rules.md, us-records: 16 CFR 310.5 of 2024, five years).
ALTER TABLE organization
  ADD COLUMN record_retention_months INTEGER NOT NULL DEFAULT 60,
  ADD CONSTRAINT organization_record_retention_range CHECK (record_retention_months BETWEEN 1 AND 1200);

ALTER TABLE campaign
  ADD COLUMN seller TEXT,
  ADD COLUMN product TEXT,
  ADD COLUMN caller_id TEXT,
  ADD COLUMN script TEXT,
  ADD CONSTRAINT campaign_caller_id_e164 CHECK (caller_id ~ '^\+[1-9][0-9]{6,14}$'),
  ADD CONSTRAINT campaign_record_fields_length
    CHECK (length(seller) <= 200 AND length(product) <= 200 AND length(script) <= 10000);

ALTER TABLE call_record
  ADD COLUMN seller TEXT,
  ADD COLUMN product TEXT,
  ADD COLUMN is_consumer BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN is_prerecorded BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN calling_number TEXT,
  ADD COLUMN caller_id TEXT,
  ADD COLUMN script TEXT,
  ADD COLUMN recording TEXT,
  ADD COLUMN retain_until TIMESTAMPTZ(3);
UPDATE call_record SET retain_until = started_at + interval '60 months';
ALTER TABLE call_record
  ALTER COLUMN retain_until SET NOT NULL,
  ADD CONSTRAINT call_record_caller_id_e164 CHECK (caller_id ~ '^\+[1-9][0-9]{6,14}$'),
  ADD CONSTRAINT call_record_calling_number_e164 CHECK (calling_number ~ '^\+[1-9][0-9]{6,14}$');

-- Whoever writes a call record, it says for whom and how long it is kept. A statement that fills retain_until itself
-- does without.
CREATE FUNCTION complete_call_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  campaign_of record;
BEGIN
  SELECT campaign.seller, campaign.product, campaign.caller_id, campaign.script, organization.record_retention_months
  INTO campaign_of
  FROM campaign JOIN organization ON organization.id = campaign.organization_id
  WHERE campaign.organization_id = NEW.organization_id AND campaign.id = NEW.campaign_id;
  NEW.seller := coalesce(NEW.seller, campaign_of.seller);
  NEW.product := coalesce(NEW.product, campaign_of.product);
  NEW.caller_id := coalesce(NEW.caller_id, campaign_of.caller_id);
  NEW.calling_number := coalesce(NEW.calling_number, NEW.caller_id);
  NEW.script := coalesce(NEW.script, campaign_of.script);
  NEW.retain_until := NEW.started_at + make_interval(months => coalesce(campaign_of.record_retention_months, 60));
  RETURN NEW;
END $$;
CREATE TRIGGER call_record_complete BEFORE INSERT ON call_record
  FOR EACH ROW WHEN (NEW.retain_until IS NULL) EXECUTE FUNCTION complete_call_record();

CREATE FUNCTION refuse_early_record_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE restrict_violation USING CONSTRAINT = 'call_record_retained', TABLE = 'call_record',
    MESSAGE = format('call record %s must be kept until %s', OLD.id, OLD.retain_until);
END $$;
CREATE TRIGGER call_record_retained BEFORE DELETE ON call_record
  FOR EACH ROW WHEN (OLD.retain_until > clock_timestamp()) EXECUTE FUNCTION refuse_early_record_delete();
-- The date itself can only move away.
CREATE FUNCTION refuse_shorter_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE restrict_violation USING CONSTRAINT = 'call_record_retention_kept', TABLE = 'call_record',
    MESSAGE = format('call record %s must be kept until %s, not shorter', OLD.id, OLD.retain_until);
END $$;
CREATE TRIGGER call_record_retention_kept BEFORE UPDATE OF retain_until ON call_record
  FOR EACH ROW WHEN (NEW.retain_until IS NULL OR NEW.retain_until < OLD.retain_until)
  EXECUTE FUNCTION refuse_shorter_retention();
CREATE FUNCTION refuse_record_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM call_record WHERE retain_until > clock_timestamp()) THEN
    RAISE restrict_violation USING CONSTRAINT = 'call_record_retained', TABLE = 'call_record',
      MESSAGE = 'call records must still be kept';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER call_record_retained_all BEFORE TRUNCATE ON call_record
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_record_truncate();

-- Erasure -----------------------------------------------------------------------------------------------------------------
ALTER TABLE contact
  ADD COLUMN erased_at TIMESTAMPTZ(3),
  ADD COLUMN erased_reason TEXT,
  ADD CONSTRAINT contact_erased_reason_length CHECK (length(erased_reason) <= 500),
  ADD CONSTRAINT contact_erased_why CHECK ((erased_at IS NULL) = (erased_reason IS NULL));
-- Whose calls' numbers are still to be replaced when their retention ends.
CREATE INDEX contact_erased_idx ON contact (organization_id, id) WHERE erased_at IS NOT NULL;

-- The only way in which a line of the log loses anything: the personal part of the rows about the given things. The digest
-- stays, and with it the chain.
CREATE FUNCTION erase_audit_personal(organization bigint, of_entity text, of_ids text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  erased bigint;
BEGIN
  PERFORM set_config('dialqueue.erasing', 'audit_log', true);
  UPDATE audit_log SET personal = NULL
  WHERE organization_id = organization AND entity = of_entity AND entity_id = ANY (of_ids) AND personal IS NOT NULL;
  GET DIAGNOSTICS erased = ROW_COUNT;
  PERFORM set_config('dialqueue.erasing', '', true);
  RETURN erased;
END $$;
DO $$
BEGIN
  -- A definer's function must not look into schemas of its caller's choice.
  EXECUTE format('ALTER FUNCTION erase_audit_personal(bigint, text, text[]) SET search_path = %I, pg_temp', current_schema());
END $$;
