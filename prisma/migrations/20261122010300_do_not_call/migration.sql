-- Who may not be called: single numbers, whole ranges by prefix, and imported files of a million numbers, of which the
-- copy of a national registry is one.

-- Single numbers ------------------------------------------------------------------------------------------------------------
CREATE TABLE do_not_call (
  organization_id BIGINT NOT NULL,
  id BIGSERIAL NOT NULL,
  campaign_id BIGINT,
  phone TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  requested_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at TIMESTAMPTZ(3),
  contact_id BIGINT,
  entry_id BIGINT,
  removed_reason TEXT,
  CONSTRAINT do_not_call_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT do_not_call_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT do_not_call_campaign_fkey FOREIGN KEY (organization_id, campaign_id)
    REFERENCES campaign (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT do_not_call_phone_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT do_not_call_reason_length CHECK (length(reason) BETWEEN 1 AND 500),
  CONSTRAINT do_not_call_source_length CHECK (length(source) BETWEEN 1 AND 200),
  -- What was removed stays as evidence, expired by the removal.
  CONSTRAINT do_not_call_removed CHECK (removed_reason IS NULL OR (expires_at IS NOT NULL AND length(removed_reason) BETWEEN 1 AND 500))
);
-- Also the path of the claim, which asks for one number of one organization.
CREATE UNIQUE INDEX do_not_call_phone_key ON do_not_call (organization_id, phone, coalesce(campaign_id, 0));

-- Ranges --------------------------------------------------------------------------------------------------------------------
CREATE TABLE do_not_call_prefix (
  organization_id BIGINT NOT NULL,
  id BIGSERIAL NOT NULL,
  campaign_id BIGINT,
  prefix TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  requested_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at TIMESTAMPTZ(3),
  removed_reason TEXT,
  CONSTRAINT do_not_call_prefix_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT do_not_call_prefix_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT do_not_call_prefix_campaign_fkey FOREIGN KEY (organization_id, campaign_id)
    REFERENCES campaign (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT do_not_call_prefix_form CHECK (prefix ~ '^\+[1-9][0-9]{0,14}$'),
  CONSTRAINT do_not_call_prefix_reason_length CHECK (length(reason) BETWEEN 1 AND 500),
  CONSTRAINT do_not_call_prefix_source_length CHECK (length(source) BETWEEN 1 AND 200),
  -- What was removed stays as evidence, expired by the removal.
  CONSTRAINT do_not_call_prefix_removed CHECK (removed_reason IS NULL OR (expires_at IS NOT NULL AND length(removed_reason) BETWEEN 1 AND 500))
);
CREATE UNIQUE INDEX do_not_call_prefix_key ON do_not_call_prefix (organization_id, prefix, coalesce(campaign_id, 0));

-- Imported files --------------------------------------------------------------------------------------------------------------
-- What all numbers of a file have in common stands once. A file that is imported again under the same source, reason,
-- campaign and expiry adds to its list; the copy of a national registry (registry, as_of) is replaced as a whole.
CREATE TABLE do_not_call_list (
  organization_id BIGINT NOT NULL,
  id BIGSERIAL NOT NULL,
  campaign_id BIGINT,
  registry TEXT,
  as_of DATE,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  expires_at TIMESTAMPTZ(3),
  number_count BIGINT NOT NULL DEFAULT 0,
  imported_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  warned_at TIMESTAMPTZ(3),
  stopped_at TIMESTAMPTZ(3),
  CONSTRAINT do_not_call_list_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT do_not_call_list_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT do_not_call_list_campaign_fkey FOREIGN KEY (organization_id, campaign_id)
    REFERENCES campaign (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT do_not_call_list_registry_form CHECK (registry ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- A registry is of one day, of the whole organization, and replaced rather than left to expire.
  CONSTRAINT do_not_call_list_registry_whole CHECK (
    (registry IS NULL) = (as_of IS NULL) AND (registry IS NULL OR (campaign_id IS NULL AND expires_at IS NULL))),
  CONSTRAINT do_not_call_list_reason_length CHECK (length(reason) BETWEEN 1 AND 500),
  CONSTRAINT do_not_call_list_source_length CHECK (length(source) BETWEEN 1 AND 200),
  CONSTRAINT do_not_call_list_number_count_positive CHECK (number_count >= 0)
);
CREATE UNIQUE INDEX do_not_call_list_registry_key ON do_not_call_list (organization_id, registry) WHERE registry IS NOT NULL;
CREATE UNIQUE INDEX do_not_call_list_file_key
  ON do_not_call_list (organization_id, coalesce(campaign_id, 0), source, reason, coalesce(expires_at, 'infinity'))
  WHERE registry IS NULL;

-- The numbers of a list, as the numbers they are without their "+", in ascending runs of up to 64: the first, and how far
-- each is behind it. One row and one index entry for 64 numbers instead of 64: 1,000,000 numbers take 6 MB instead of 105,
-- and are written in 0.7 s instead of 2.9. A number can only be in the last run that starts at or before it.
CREATE TABLE do_not_call_run (
  organization_id BIGINT NOT NULL,
  list_id BIGINT NOT NULL,
  first_number BIGINT NOT NULL,
  steps INTEGER[],
  CONSTRAINT do_not_call_run_pkey PRIMARY KEY (organization_id, list_id, first_number),
  -- Prisma has no list column that is NOT NULL.
  CONSTRAINT do_not_call_run_steps_given CHECK (steps IS NOT NULL)
);

-- Entries of numbers that may not be called any more -----------------------------------------------------------------------
-- Cancels those of the given entries that wait or are offered to an agent (design, section 3: from QUEUED and RESERVED), sets
-- their agents free as every end of a hold does, and tells the campaigns. Locks: entries by id, agents by id, counters.
CREATE FUNCTION cancel_waiting_entries(organization bigint, entries bigint[], instant timestamptz)
RETURNS TABLE (campaign_id bigint, cancelled_count bigint) LANGUAGE sql AS $$
  WITH waiting AS MATERIALIZED (
    SELECT entry.id, entry.assigned_agent_id FROM dial_queue_entry AS entry
    WHERE entry.organization_id = organization AND entry.id = ANY (entries) AND entry.status IN ('QUEUED', 'RESERVED')
    ORDER BY entry.id FOR UPDATE
  ),
  -- Whoever was offered a locked entry is BUSY with it, even where this snapshot, older than the claim that the lock waited
  -- for, still shows it AVAILABLE: so its status is not asked.
  holder AS MATERIALIZED (
    SELECT agent.id FROM agent
    WHERE agent.organization_id = organization AND agent.id IN (SELECT assigned_agent_id FROM waiting)
    ORDER BY agent.id FOR NO KEY UPDATE
  ),
  cancelled AS (
    UPDATE dial_queue_entry AS entry SET status = 'CANCELLED', completed_at = greatest(instant, entry.queued_at),
      version = entry.version + 1, assigned_agent_id = NULL, lease_expires_at = NULL
    FROM waiting WHERE entry.organization_id = organization AND entry.id = waiting.id
    RETURNING entry.campaign_id
  ),
  freed AS (
    UPDATE agent SET status = coalesce(agent.requested_status, 'AVAILABLE'),
      pause_reason = CASE WHEN agent.requested_status = 'PAUSED' THEN agent.requested_reason END,
      requested_status = NULL, requested_reason = NULL, status_changed_at = instant
    FROM holder WHERE agent.organization_id = organization AND agent.id = holder.id
  )
  SELECT cancelled.campaign_id, count(*) FROM cancelled GROUP BY cancelled.campaign_id
$$;

-- Said in a call --------------------------------------------------------------------------------------------------------------
-- A call that ended with "do not call me again" suppresses its number, whichever program saved it: in the very transaction,
-- for the whole organization, without an expiry (47 CFR 64.1200(d)(3) asks for five years; nothing here ever forgets it).
CREATE FUNCTION suppress_called_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  instant timestamptz := CASE TG_OP WHEN 'INSERT' THEN NEW.completed_at ELSE now() END;
BEGIN
  INSERT INTO do_not_call AS standing
    (organization_id, phone, reason, source, requested_at, contact_id, entry_id)
  VALUES (NEW.organization_id, NEW.phone, 'asked in a call', 'outcome ' || NEW.outcome, NEW.completed_at,
    NEW.contact_id, NEW.entry_id)
  ON CONFLICT (organization_id, phone, coalesce(campaign_id, 0)) DO UPDATE SET
    reason = excluded.reason, source = excluded.source, requested_at = excluded.requested_at, expires_at = NULL,
    removed_reason = NULL, contact_id = excluded.contact_id, entry_id = excluded.entry_id
    WHERE standing.expires_at IS NOT NULL;
  PERFORM cancel_waiting_entries(NEW.organization_id, ARRAY(
    SELECT entry.id FROM dial_queue_entry AS entry
    WHERE entry.organization_id = NEW.organization_id AND entry.phone = NEW.phone AND entry.status IN ('QUEUED', 'RESERVED')
    UNION
    -- By way of the campaigns, because the index of live entries by contact begins with them.
    SELECT entry.id FROM campaign JOIN dial_queue_entry AS entry ON entry.organization_id = campaign.organization_id
      AND entry.campaign_id = campaign.id AND entry.contact_id = NEW.contact_id AND entry.status IN ('QUEUED', 'RESERVED')
    WHERE campaign.organization_id = NEW.organization_id), instant);
  RETURN NULL;
END $$;
CREATE TRIGGER call_record_do_not_call_insert AFTER INSERT ON call_record
  FOR EACH ROW WHEN (NEW.category = 'DO_NOT_CALL') EXECUTE FUNCTION suppress_called_number();
CREATE TRIGGER call_record_do_not_call_update AFTER UPDATE OF category ON call_record
  FOR EACH ROW WHEN (NEW.category = 'DO_NOT_CALL' AND OLD.category <> 'DO_NOT_CALL')
  EXECUTE FUNCTION suppress_called_number();

-- It was another outcome after all: what that call had said no longer stands, unless another call to the number said it too.
CREATE FUNCTION release_called_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  other record;
BEGIN
  SELECT * INTO other FROM call_record AS call
  WHERE call.organization_id = NEW.organization_id AND call.phone = NEW.phone AND call.category = 'DO_NOT_CALL'
    AND call.id <> NEW.id
  ORDER BY call.started_at LIMIT 1;
  IF FOUND THEN
    UPDATE do_not_call SET source = 'outcome ' || other.outcome, requested_at = other.completed_at,
      contact_id = other.contact_id, entry_id = other.entry_id
    WHERE organization_id = NEW.organization_id AND phone = NEW.phone AND entry_id = NEW.entry_id;
  ELSE
    DELETE FROM do_not_call
    WHERE organization_id = NEW.organization_id AND phone = NEW.phone AND entry_id = NEW.entry_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER call_record_do_not_call_lift AFTER UPDATE OF category ON call_record
  FOR EACH ROW WHEN (OLD.category = 'DO_NOT_CALL' AND NEW.category <> 'DO_NOT_CALL')
  EXECUTE FUNCTION release_called_number();

-- Who asked before this table stood.
INSERT INTO do_not_call (organization_id, phone, reason, source, requested_at, contact_id, entry_id)
SELECT DISTINCT ON (organization_id, phone) organization_id, phone, 'asked in a call', 'outcome ' || outcome, completed_at,
  contact_id, entry_id
FROM call_record WHERE category = 'DO_NOT_CALL' ORDER BY organization_id, phone, completed_at;

-- Registries ------------------------------------------------------------------------------------------------------------------
ALTER TABLE campaign
  ADD COLUMN relies_on_registry TEXT,
  ADD COLUMN registry_max_age_days INTEGER NOT NULL DEFAULT 31,
  ADD CONSTRAINT campaign_relies_on_registry_form CHECK (relies_on_registry ~ '^[a-z][a-z0-9-]{0,39}$'),
  ADD CONSTRAINT campaign_registry_max_age_days_range CHECK (registry_max_age_days BETWEEN 1 AND 366);
