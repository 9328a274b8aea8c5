-- Work in the background: when each job ran last and runs next, what it remembers of a campaign, and where finished
-- entries go so that the queue's table stays small.

-- Jobs (of all organizations: a job is the product's, not a tenant's) -----------------------------------------------------
CREATE TABLE background_job (
  name TEXT NOT NULL,
  last_started_at TIMESTAMPTZ(3),
  last_finished_at TIMESTAMPTZ(3),
  last_duration_ms INTEGER,
  last_result TEXT,
  last_error TEXT,
  next_run_at TIMESTAMPTZ(3) NOT NULL,
  run_count BIGINT NOT NULL DEFAULT 0,
  failure_count BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT background_job_pkey PRIMARY KEY (name),
  CONSTRAINT background_job_result_length CHECK (length(last_result) <= 500 AND length(last_error) <= 500)
);
-- A handful of rows, each written every few seconds.
ALTER TABLE background_job SET (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- Campaigns ---------------------------------------------------------------------------------------------------------------
ALTER TABLE campaign
  ADD COLUMN is_refilled BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN closes_when_done BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE campaign_upkeep (
  organization_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  refill_after TIMESTAMPTZ(3),
  refill_mark TEXT,
  open_contact_id BIGINT,
  checked_entry_id BIGINT,
  CONSTRAINT campaign_upkeep_pkey PRIMARY KEY (organization_id, campaign_id),
  CONSTRAINT campaign_upkeep_campaign_fkey FOREIGN KEY (organization_id, campaign_id)
    REFERENCES campaign (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- Finished entries --------------------------------------------------------------------------------------------------------
-- The same columns in the same order, so that a row moves as it is: `INSERT … SELECT moved.*`.
CREATE TABLE dial_queue_history (
  LIKE dial_queue_entry,
  CONSTRAINT dial_queue_history_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT dial_queue_history_agent_fkey FOREIGN KEY (organization_id, assigned_agent_id)
    REFERENCES agent (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  -- What moves has passed the CHECKs of the queue; a correction changes outcome and notes only.
  CONSTRAINT dial_queue_history_is_final CHECK (status IN ('COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED')
    AND completed_at IS NOT NULL AND lease_expires_at IS NULL),
  CONSTRAINT dial_queue_history_outcome CHECK (status = 'CANCELLED' OR outcome IS NOT NULL),
  CONSTRAINT dial_queue_history_notes_length CHECK (length(notes) <= 10000)
);
CREATE INDEX dial_queue_history_browse_idx ON dial_queue_history (organization_id, campaign_id, status, id);
CREATE INDEX dial_queue_history_contact_idx ON dial_queue_history (organization_id, contact_id);

-- Oldest first, for the move; live entries are not in it, so the claim does not pay for it.
CREATE INDEX dial_queue_entry_finished_idx ON dial_queue_entry (completed_at) WHERE completed_at IS NOT NULL;

-- The counters count both tables: what leaves one and enters the other in the same statement changes no count, whichever
-- program moves it.
CREATE TRIGGER dial_queue_history_count_insert AFTER INSERT ON dial_queue_history
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_queue_rows();
CREATE TRIGGER dial_queue_history_count_delete AFTER DELETE ON dial_queue_history
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_queue_rows();
CREATE TRIGGER dial_queue_history_count_update AFTER UPDATE ON dial_queue_history
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_queue_update();
CREATE TRIGGER dial_queue_history_parents_fixed BEFORE UPDATE OF organization_id, campaign_id, contact_id
  ON dial_queue_history FOR EACH ROW EXECUTE FUNCTION refuse_parent_change();

-- A contact or campaign that the history names cannot be deleted either. The lock on the queue's table that the delete
-- takes keeps moves out too.
CREATE OR REPLACE FUNCTION check_no_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_parent boolean;
BEGIN
  IF TG_TABLE_NAME = 'contact' THEN
    SELECT EXISTS (SELECT FROM old_rows JOIN dial_queue_entry AS entry
        ON entry.organization_id = old_rows.organization_id AND entry.contact_id = old_rows.id)
      OR EXISTS (SELECT FROM old_rows JOIN dial_queue_history AS entry
        ON entry.organization_id = old_rows.organization_id AND entry.contact_id = old_rows.id) INTO is_parent;
  ELSE
    SELECT EXISTS (SELECT FROM old_rows JOIN dial_queue_entry AS entry
        ON entry.organization_id = old_rows.organization_id AND entry.campaign_id = old_rows.id)
      OR EXISTS (SELECT FROM old_rows JOIN dial_queue_history AS entry
        ON entry.organization_id = old_rows.organization_id AND entry.campaign_id = old_rows.id) INTO is_parent;
  END IF;
  IF is_parent THEN
    RAISE foreign_key_violation USING CONSTRAINT = 'dial_queue_entry_' || TG_TABLE_NAME || '_exists',
      TABLE = 'dial_queue_entry', MESSAGE = 'entries of the queue still name this ' || TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
