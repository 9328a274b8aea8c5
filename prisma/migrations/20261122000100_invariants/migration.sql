-- What must hold whatever program writes: closed word lists, the shape of an entry in each status, and the two promises
-- of the queue (nobody is called twice at once, no agent holds two entries) as unique indexes.

-- Words -------------------------------------------------------------------------------------------------------------
ALTER TABLE organization ADD CONSTRAINT organization_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE contact_list ADD CONSTRAINT contact_list_name_length CHECK (length(name) BETWEEN 1 AND 200);

ALTER TABLE contact
  ADD CONSTRAINT contact_phone_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  ADD CONSTRAINT contact_status_known
    CHECK (status IN ('NEW', 'IN_PROGRESS', 'CALLBACK', 'REACHED', 'EXHAUSTED', 'DO_NOT_CALL', 'INVALID')),
  ADD CONSTRAINT contact_attributes_object CHECK (jsonb_typeof(attributes) = 'object'),
  ADD CONSTRAINT contact_name_length CHECK (length(first_name) <= 200 AND length(last_name) <= 200),
  ADD CONSTRAINT contact_attempt_count_positive CHECK (attempt_count >= 0);

ALTER TABLE agent
  ADD CONSTRAINT agent_status_known CHECK (status IN ('OFFLINE', 'AVAILABLE', 'BUSY', 'WRAP_UP', 'PAUSED')),
  ADD CONSTRAINT agent_request_known CHECK (requested_status IN ('PAUSED', 'OFFLINE')),
  -- A wish is only kept while an entry is held; without one it is fulfilled at once.
  ADD CONSTRAINT agent_request_only_while_held CHECK (requested_status IS NULL OR status IN ('BUSY', 'WRAP_UP')),
  ADD CONSTRAINT agent_pause_reason_only_paused CHECK (pause_reason IS NULL OR status = 'PAUSED'),
  ADD CONSTRAINT agent_name_length CHECK (length(name) BETWEEN 1 AND 200);

ALTER TABLE campaign
  ADD CONSTRAINT campaign_status_known CHECK (status IN ('DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED')),
  ADD CONSTRAINT campaign_dial_method_known CHECK (dial_method IN ('PREVIEW', 'PROGRESSIVE', 'PREDICTIVE')),
  ADD CONSTRAINT campaign_max_attempts_range CHECK (max_attempts BETWEEN 1 AND 100),
  ADD CONSTRAINT campaign_abandon_rate_limit_share CHECK (abandon_rate_limit BETWEEN 0 AND 1),
  ADD CONSTRAINT campaign_name_length CHECK (length(name) BETWEEN 1 AND 200);

ALTER TABLE campaign_contact ADD CONSTRAINT campaign_contact_attempt_count_positive CHECK (attempt_count >= 0);

ALTER TABLE outcome
  ADD CONSTRAINT outcome_code_form CHECK (code ~ '^[A-Z][A-Z0-9_]{0,39}$'),
  ADD CONSTRAINT outcome_category_known CHECK (category IN ('SUCCESS', 'CONTACT', 'CALLBACK', 'NO_ANSWER', 'BUSY',
    'VOICEMAIL', 'ABANDONED', 'DO_NOT_CALL', 'INVALID_NUMBER', 'FAILED')),
  ADD CONSTRAINT outcome_retry_range CHECK (retry_after_minutes BETWEEN 0 AND 525600),
  -- Whoever was reached, refused or has a dead number is never retried, whatever the catalogue says.
  ADD CONSTRAINT outcome_retry_allowed CHECK (
    retry_after_minutes IS NULL OR category NOT IN ('SUCCESS', 'CONTACT', 'DO_NOT_CALL', 'INVALID_NUMBER'));

-- The life of an entry (design, section 3) ----------------------------------------------------------------------------
ALTER TABLE dial_queue_entry
  ADD CONSTRAINT dial_queue_entry_status_known CHECK (status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP',
    'COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED')),
  ADD CONSTRAINT dial_queue_entry_phone_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  ADD CONSTRAINT dial_queue_entry_callback_rank_known CHECK (callback_rank IN (0, 1)),
  ADD CONSTRAINT dial_queue_entry_counts_positive CHECK (attempt >= 1 AND version >= 1),
  -- Held means: by an agent, until an instant. Not held means neither a lease nor, while QUEUED, an agent.
  ADD CONSTRAINT dial_queue_entry_held_has_lease
    CHECK ((status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')) = (lease_expires_at IS NOT NULL)),
  ADD CONSTRAINT dial_queue_entry_held_has_agent
    CHECK (status NOT IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP') OR assigned_agent_id IS NOT NULL),
  ADD CONSTRAINT dial_queue_entry_queued_has_no_agent CHECK (status <> 'QUEUED' OR assigned_agent_id IS NULL),
  -- CANCELLED is only reached from QUEUED and RESERVED: nothing was dialled.
  ADD CONSTRAINT dial_queue_entry_dialed_at
    CHECK ((status NOT IN ('QUEUED', 'RESERVED', 'CANCELLED')) = (dialed_at IS NOT NULL)),
  ADD CONSTRAINT dial_queue_entry_connected_at
    CHECK ((status <> 'CONNECTED' OR connected_at IS NOT NULL) AND (connected_at IS NULL OR dialed_at IS NOT NULL)),
  ADD CONSTRAINT dial_queue_entry_ended_at
    CHECK ((status IN ('WRAP_UP', 'COMPLETED', 'FAILED', 'ABANDONED')) = (ended_at IS NOT NULL)),
  ADD CONSTRAINT dial_queue_entry_completed_at
    CHECK ((status IN ('COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED')) = (completed_at IS NOT NULL)),
  ADD CONSTRAINT dial_queue_entry_outcome
    CHECK (status NOT IN ('COMPLETED', 'FAILED', 'ABANDONED') OR outcome IS NOT NULL),
  ADD CONSTRAINT dial_queue_entry_notes_length CHECK (length(notes) <= 10000);

ALTER TABLE call_record
  ADD CONSTRAINT call_record_final_status_known CHECK (final_status IN ('COMPLETED', 'FAILED', 'ABANDONED')),
  ADD CONSTRAINT call_record_phone_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$');

ALTER TABLE idempotency_key ADD CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 1 AND 200);

-- The promises of the queue -------------------------------------------------------------------------------------------
-- One live entry per campaign and contact: two generate calls at once cannot make duplicates.
CREATE UNIQUE INDEX dial_queue_entry_live_contact_key ON dial_queue_entry (organization_id, campaign_id, contact_id)
  WHERE status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP');
-- One live entry per number in the whole organization: nobody is called twice at once, by whichever campaign.
CREATE UNIQUE INDEX dial_queue_entry_live_phone_key ON dial_queue_entry (organization_id, phone)
  WHERE status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP');
-- One held entry per agent.
CREATE UNIQUE INDEX dial_queue_entry_holder_key ON dial_queue_entry (organization_id, assigned_agent_id)
  WHERE status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP');
-- A contact without a key of its importer is known in its list by its number.
CREATE UNIQUE INDEX contact_list_phone_key ON contact (organization_id, list_id, phone) WHERE external_id IS NULL;

-- An entry's campaign and contact exist -----------------------------------------------------------------------------------
-- What two foreign keys would promise, at one look per statement instead of two per row: a million foreign key checks took
-- 34 s beside the 16 s of the insert itself. The other side is rare, so it takes the heavy lock: whoever deletes a contact
-- or a campaign waits for the entries being written, and then sees them.
CREATE FUNCTION check_entry_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM new_rows AS entry
    LEFT JOIN contact ON contact.organization_id = entry.organization_id AND contact.id = entry.contact_id
    WHERE contact.id IS NULL
  ) THEN
    RAISE foreign_key_violation USING CONSTRAINT = 'dial_queue_entry_contact_exists', TABLE = 'dial_queue_entry',
      MESSAGE = 'an entry names a contact that does not exist';
  END IF;
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT organization_id, campaign_id FROM new_rows) AS entry
    LEFT JOIN campaign ON campaign.organization_id = entry.organization_id AND campaign.id = entry.campaign_id
    WHERE campaign.id IS NULL
  ) THEN
    RAISE foreign_key_violation USING CONSTRAINT = 'dial_queue_entry_campaign_exists', TABLE = 'dial_queue_entry',
      MESSAGE = 'an entry names a campaign that does not exist';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER dial_queue_entry_parents AFTER INSERT ON dial_queue_entry
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_entry_parents();

-- Parents of an entry never change.
CREATE FUNCTION refuse_parent_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE foreign_key_violation USING CONSTRAINT = 'dial_queue_entry_parents_fixed', TABLE = 'dial_queue_entry',
    MESSAGE = 'an entry keeps its campaign and its contact';
END $$;
CREATE TRIGGER dial_queue_entry_parents_fixed BEFORE UPDATE OF organization_id, campaign_id, contact_id ON dial_queue_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_parent_change();

CREATE FUNCTION lock_entries_for_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE dial_queue_entry IN SHARE ROW EXCLUSIVE MODE;
  RETURN NULL;
END $$;
CREATE FUNCTION check_no_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_parent boolean;
BEGIN
  IF TG_TABLE_NAME = 'contact' THEN
    SELECT EXISTS (SELECT FROM old_rows JOIN dial_queue_entry AS entry
      ON entry.organization_id = old_rows.organization_id AND entry.contact_id = old_rows.id) INTO is_parent;
  ELSE
    SELECT EXISTS (SELECT FROM old_rows JOIN dial_queue_entry AS entry
      ON entry.organization_id = old_rows.organization_id AND entry.campaign_id = old_rows.id) INTO is_parent;
  END IF;
  IF is_parent THEN
    RAISE foreign_key_violation USING CONSTRAINT = 'dial_queue_entry_' || TG_TABLE_NAME || '_exists',
      TABLE = 'dial_queue_entry', MESSAGE = 'entries of the queue still name this ' || TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_entries_lock BEFORE DELETE ON contact
  FOR EACH STATEMENT EXECUTE FUNCTION lock_entries_for_delete();
CREATE TRIGGER contact_entries_check AFTER DELETE ON contact
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION check_no_entries();
CREATE TRIGGER campaign_entries_lock BEFORE DELETE ON campaign
  FOR EACH STATEMENT EXECUTE FUNCTION lock_entries_for_delete();
CREATE TRIGGER campaign_entries_check AFTER DELETE ON campaign
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION check_no_entries();

-- The paths of the hot statements --------------------------------------------------------------------------------------
-- The total order of the claim (design, section 5). All ascending, so that one row comparison can skip the dead head.
CREATE INDEX dial_queue_entry_pick_idx
  ON dial_queue_entry (organization_id, campaign_id, callback_rank, (-priority), attempt, queued_at, id)
  WHERE status = 'QUEUED';
CREATE INDEX dial_queue_entry_own_callback_idx
  ON dial_queue_entry (organization_id, campaign_id, callback_agent_id, (-priority), attempt, queued_at, id)
  WHERE status = 'QUEUED' AND callback_agent_id IS NOT NULL;
CREATE INDEX dial_queue_entry_lease_idx ON dial_queue_entry (lease_expires_at) WHERE lease_expires_at IS NOT NULL;
CREATE INDEX contact_due_idx ON contact (organization_id, list_id, next_attempt_at)
  WHERE next_attempt_at IS NOT NULL AND status IN ('IN_PROGRESS', 'CALLBACK', 'EXHAUSTED');

-- Rows of these tables change a few times each and soon: vacuum by count, not by share, so that neither the dead heads of
-- the pick index nor the counters' old versions pile up on a large table.
ALTER TABLE dial_queue_entry SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE agent SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
