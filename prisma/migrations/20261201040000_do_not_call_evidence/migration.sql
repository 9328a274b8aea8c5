-- Of every suppression is kept who said so, when and why, and of a contact that is not called at all what it was before.

-- Numbers: who said so -----------------------------------------------------------------------------------------------------
ALTER TABLE do_not_call
  ADD COLUMN role TEXT,
  ADD COLUMN agent_id BIGINT,
  ADD CONSTRAINT do_not_call_role_length CHECK (length(role) BETWEEN 1 AND 20);
CREATE INDEX do_not_call_entry_idx ON do_not_call (organization_id, entry_id) WHERE entry_id IS NOT NULL;
UPDATE do_not_call AS standing SET agent_id = call.agent_id
FROM call_record AS call
WHERE call.organization_id = standing.organization_id AND call.entry_id = standing.entry_id;

-- The role of whoever acts in this transaction; null for a program that does not say.
CREATE FUNCTION acting_role() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('dialqueue.actor', true), '')::jsonb ->> 'role'
$$;

-- Contacts -------------------------------------------------------------------------------------------------------------------
-- One row for each contact whose status is DO_NOT_CALL, written and removed by the triggers below. Apart from the contact,
-- which every call changes. Its reason and source are null where a program set the status and said nothing.
CREATE TABLE forbidden_contact (
  organization_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  forbidden_at TIMESTAMPTZ(3) NOT NULL,
  reason TEXT,
  source TEXT,
  role TEXT,
  agent_id BIGINT,
  entry_id BIGINT,
  status_before TEXT NOT NULL,
  next_attempt_before TIMESTAMPTZ(3),
  CONSTRAINT forbidden_contact_pkey PRIMARY KEY (organization_id, contact_id),
  CONSTRAINT forbidden_contact_contact_fkey FOREIGN KEY (organization_id, contact_id)
    REFERENCES contact (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT forbidden_contact_reason_length CHECK (length(reason) BETWEEN 1 AND 500),
  CONSTRAINT forbidden_contact_source_length CHECK (length(source) BETWEEN 1 AND 200),
  CONSTRAINT forbidden_contact_role_length CHECK (length(role) BETWEEN 1 AND 20),
  CONSTRAINT forbidden_contact_status_before_known CHECK (status_before <> 'DO_NOT_CALL')
);

-- BEFORE, so that the words of the call that said it (below, AFTER) find the row in the same statement.
CREATE FUNCTION note_forbidden_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO forbidden_contact (organization_id, contact_id, forbidden_at, role, status_before, next_attempt_before)
  VALUES (NEW.organization_id, NEW.id, CASE WHEN NEW.updated_at IS DISTINCT FROM OLD.updated_at THEN NEW.updated_at ELSE now() END,
    acting_role(), OLD.status, OLD.next_attempt_at)
  ON CONFLICT (organization_id, contact_id) DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER contact_forbidden BEFORE UPDATE OF status ON contact
  FOR EACH ROW WHEN (NEW.status = 'DO_NOT_CALL' AND OLD.status <> 'DO_NOT_CALL') EXECUTE FUNCTION note_forbidden_contact();

CREATE FUNCTION forget_forbidden_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM forbidden_contact WHERE organization_id = NEW.organization_id AND contact_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_freed AFTER UPDATE OF status ON contact
  FOR EACH ROW WHEN (NEW.status <> 'DO_NOT_CALL' AND OLD.status = 'DO_NOT_CALL') EXECUTE FUNCTION forget_forbidden_contact();

-- Said in a call -------------------------------------------------------------------------------------------------------------
-- A person asked, not a number: every number of the contact is suppressed, and what waits for any of them in any campaign is
-- cancelled. The rest is as before (20261122010300, 20261128020000).
CREATE OR REPLACE FUNCTION suppress_called_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  instant timestamptz := CASE TG_OP WHEN 'INSERT' THEN NEW.completed_at ELSE now() END;
  phones text[] := ARRAY(
    SELECT NEW.phone
    UNION SELECT phone FROM contact WHERE organization_id = NEW.organization_id AND id = NEW.contact_id AND erased_at IS NULL
    UNION SELECT phone FROM contact_number WHERE organization_id = NEW.organization_id AND contact_id = NEW.contact_id);
BEGIN
  INSERT INTO do_not_call AS standing
    (organization_id, phone, reason, source, requested_at, contact_id, entry_id, role, agent_id)
  SELECT NEW.organization_id, phone, 'asked in a call', 'outcome ' || NEW.outcome, NEW.completed_at, NEW.contact_id,
    NEW.entry_id, acting_role(), NEW.agent_id
  FROM unnest(phones) AS p (phone) ORDER BY phone
  ON CONFLICT (organization_id, phone, coalesce(campaign_id, 0)) DO UPDATE SET
    reason = excluded.reason, source = excluded.source, requested_at = excluded.requested_at, expires_at = NULL,
    removed_reason = NULL, contact_id = excluded.contact_id, role = excluded.role, agent_id = excluded.agent_id,
    entry_id = CASE WHEN standing.expires_at > instant THEN standing.entry_id ELSE excluded.entry_id END
    WHERE standing.expires_at IS NOT NULL;
  UPDATE forbidden_contact SET reason = 'asked in a call', source = 'outcome ' || NEW.outcome,
    forbidden_at = NEW.completed_at, role = acting_role(), agent_id = NEW.agent_id, entry_id = NEW.entry_id
  WHERE organization_id = NEW.organization_id AND contact_id = NEW.contact_id AND source IS NULL;
  PERFORM cancel_waiting_entries(NEW.organization_id, ARRAY(
    SELECT entry.id FROM dial_queue_entry AS entry
    WHERE entry.organization_id = NEW.organization_id AND entry.phone = ANY (phones) AND entry.status IN ('QUEUED', 'RESERVED')
    UNION
    SELECT entry.id FROM dial_queue_entry AS entry
    WHERE entry.organization_id = NEW.organization_id AND entry.contact_id = NEW.contact_id
      AND entry.status IN ('QUEUED', 'RESERVED')), instant);
  RETURN NULL;
END $$;

-- It was another outcome after all (corrected by a supervisor): what that call had said no longer stands, unless another call
-- to the person said it too. The rows stay as evidence of what stood and until when. `dialqueue.instant`: the correction's.
CREATE OR REPLACE FUNCTION release_called_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  instant timestamptz := coalesce(nullif(current_setting('dialqueue.instant', true), '')::timestamptz, now());
  other record;
BEGIN
  FOR other IN
    SELECT DISTINCT ON (standing.id) standing.id, call.outcome, call.completed_at, call.contact_id, call.entry_id, call.agent_id
    FROM do_not_call AS standing JOIN call_record AS call ON call.organization_id = standing.organization_id
      AND call.category = 'DO_NOT_CALL' AND call.id <> NEW.id
      AND (call.phone = standing.phone OR call.contact_id = standing.contact_id)
    WHERE standing.organization_id = NEW.organization_id AND standing.entry_id = NEW.entry_id AND standing.expires_at IS NULL
    ORDER BY standing.id, call.started_at
  LOOP
    UPDATE do_not_call SET source = 'outcome ' || other.outcome, requested_at = other.completed_at,
      contact_id = other.contact_id, entry_id = other.entry_id, agent_id = other.agent_id
    WHERE organization_id = NEW.organization_id AND id = other.id;
    UPDATE forbidden_contact SET source = 'outcome ' || other.outcome, forbidden_at = other.completed_at,
      entry_id = other.entry_id, agent_id = other.agent_id
    WHERE organization_id = NEW.organization_id AND contact_id = other.contact_id AND entry_id = NEW.entry_id;
  END LOOP;
  UPDATE do_not_call SET expires_at = greatest(instant, requested_at), removed_reason = 'outcome corrected to ' || NEW.outcome
  WHERE organization_id = NEW.organization_id AND entry_id = NEW.entry_id AND expires_at IS NULL;
  RETURN NULL;
END $$;

-- Numbers that come to a contact who is not called ---------------------------------------------------------------------------
-- The person asked, whatever number an import finds for it later. Nothing is cancelled here: an import holds its contacts, and
-- entries come before contacts in the order of locks; no claim passes the rule, and cancelForbidden takes away what waits.
CREATE FUNCTION suppress_added_numbers(organization bigint, contact bigint[], added text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO do_not_call AS standing
    (organization_id, phone, reason, source, requested_at, contact_id, entry_id, role, agent_id, forbids_contact)
  SELECT DISTINCT ON (given.phone) organization, given.phone, coalesce(forbidden.reason, 'the contact asked not to be called'),
    coalesce(forbidden.source, 'the contact''s status'), forbidden.forbidden_at, forbidden.contact_id, forbidden.entry_id,
    forbidden.role, forbidden.agent_id, forbidden.source IS NOT NULL AND forbidden.entry_id IS NULL
  FROM unnest(contact, added) AS given (contact_id, phone)
  JOIN forbidden_contact AS forbidden ON forbidden.organization_id = organization AND forbidden.contact_id = given.contact_id
  ORDER BY given.phone, forbidden.forbidden_at
  ON CONFLICT (organization_id, phone, coalesce(campaign_id, 0)) DO UPDATE SET
    reason = excluded.reason, source = excluded.source, requested_at = excluded.requested_at, expires_at = NULL,
    removed_reason = NULL, contact_id = excluded.contact_id, entry_id = excluded.entry_id, role = excluded.role,
    agent_id = excluded.agent_id, forbids_contact = excluded.forbids_contact
    WHERE standing.expires_at IS NOT NULL
$$;
CREATE FUNCTION suppress_numbers_of_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM suppress_added_numbers(forbidden.organization_id, array_agg(forbidden.contact_id), array_agg(added.phone))
  FROM added JOIN forbidden_contact AS forbidden
    ON forbidden.organization_id = added.organization_id AND forbidden.contact_id = added.contact_id
  GROUP BY forbidden.organization_id;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_number_forbidden_insert AFTER INSERT ON contact_number
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION suppress_numbers_of_forbidden();
CREATE FUNCTION suppress_number_of_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM suppress_added_numbers(NEW.organization_id, ARRAY[NEW.id], ARRAY[NEW.phone]);
  RETURN NULL;
END $$;
CREATE TRIGGER contact_forbidden_phone AFTER UPDATE OF phone ON contact
  FOR EACH ROW WHEN (NEW.status = 'DO_NOT_CALL' AND NEW.phone <> OLD.phone AND NEW.erased_at IS NULL)
  EXECUTE FUNCTION suppress_number_of_forbidden();

-- What stands already ----------------------------------------------------------------------------------------------------------
INSERT INTO forbidden_contact (organization_id, contact_id, forbidden_at, reason, source, agent_id, entry_id, status_before,
  next_attempt_before)
SELECT contact.organization_id, contact.id, coalesce(said.requested_at, call.completed_at, contact.updated_at),
  CASE WHEN contact.erased_at IS NULL THEN coalesce(said.reason, CASE WHEN call.id IS NOT NULL THEN 'asked in a call' END) END,
  coalesce(said.source, 'outcome ' || call.outcome), CASE WHEN said.id IS NULL THEN call.agent_id END,
  CASE WHEN said.id IS NULL THEN call.entry_id END,
  CASE WHEN EXISTS (SELECT FROM call_record AS reached WHERE reached.organization_id = contact.organization_id
      AND reached.contact_id = contact.id AND reached.category IN ('SUCCESS', 'CONTACT')) THEN 'REACHED'
    WHEN contact.attempt_count = 0 THEN 'NEW' ELSE 'IN_PROGRESS' END, NULL
FROM contact
LEFT JOIN LATERAL (
  SELECT * FROM do_not_call AS standing WHERE standing.organization_id = contact.organization_id
    AND standing.contact_id = contact.id AND standing.forbids_contact ORDER BY standing.requested_at, standing.id LIMIT 1
) AS said ON true
LEFT JOIN LATERAL (
  SELECT * FROM call_record AS record WHERE record.organization_id = contact.organization_id
    AND record.contact_id = contact.id AND record.category = 'DO_NOT_CALL' ORDER BY record.started_at LIMIT 1
) AS call ON true
WHERE contact.status = 'DO_NOT_CALL';

SELECT suppress_added_numbers(owned.organization_id, array_agg(owned.contact_id), array_agg(owned.phone))
FROM (
  SELECT organization_id, id AS contact_id, phone FROM contact WHERE status = 'DO_NOT_CALL' AND erased_at IS NULL
  UNION SELECT number.organization_id, number.contact_id, number.phone FROM contact_number AS number
    JOIN contact ON contact.organization_id = number.organization_id AND contact.id = number.contact_id
    WHERE contact.status = 'DO_NOT_CALL'
) AS owned GROUP BY owned.organization_id;

SELECT audit_attach('do_not_call', 'DO_NOT_CALL', '{id}', personal => '{phone,reason,removed_reason}',
  group_column => 'organization_id');
