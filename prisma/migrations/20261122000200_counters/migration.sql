-- Counters, not counts (design, section 6): statement-level triggers keep small tables of sums, so that a campaign's
-- figures cost the same at a thousand entries and at a million, and are exact in the reader's snapshot.
--
-- Each trigger reads its transition tables in a query of its own and then writes the counter rows one by one with plain
-- values, in the order of their keys: the first is what Citus asks for, the second keeps two writers from a deadlock.
-- A writer's slot is its backend's pid modulo 64 (8 where writes are rarer): concurrent writers rarely share a row.

ALTER TABLE queue_counter SET (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE agent_counter SET (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE contact_list_counter SET (fillfactor = 50);
ALTER TABLE campaign_list_counter SET (fillfactor = 50);
ALTER TABLE call_activity SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Entries per status ----------------------------------------------------------------------------------------------------
-- counts: queued, reserved, dialing, connected, wrap_up, completed, failed, abandoned, cancelled.
CREATE FUNCTION add_to_queue_counter(organization bigint, campaign bigint, arrived bigint, counts bigint[], queued_ms bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO queue_counter AS counter (organization_id, campaign_id, slot, changes, arrivals, queued, reserved, dialing,
    connected, wrap_up, completed, failed, abandoned, cancelled, queued_at_sum)
  VALUES (organization, campaign, pg_backend_pid() % 64, 1, arrived, counts[1], counts[2], counts[3], counts[4], counts[5],
    counts[6], counts[7], counts[8], counts[9], queued_ms)
  ON CONFLICT (organization_id, campaign_id, slot) DO UPDATE SET
    changes = counter.changes + 1,
    arrivals = counter.arrivals + arrived,
    queued = counter.queued + counts[1],
    reserved = counter.reserved + counts[2],
    dialing = counter.dialing + counts[3],
    connected = counter.connected + counts[4],
    wrap_up = counter.wrap_up + counts[5],
    completed = counter.completed + counts[6],
    failed = counter.failed + counts[7],
    abandoned = counter.abandoned + counts[8],
    cancelled = counter.cancelled + counts[9],
    queued_at_sum = counter.queued_at_sum + queued_ms;
END $$;

-- Milliseconds since 2026-01-01T00:00:00Z: small enough that the sum over many millions of entries fits a bigint. Of the
-- UTC clock reading, because only that is immutable and so inlined: a call per row took 4.1 s of a million, this 0.7 s.
CREATE FUNCTION counter_ms(instant timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (date_part('epoch', instant AT TIME ZONE 'UTC') * 1000)::bigint - 1767225600000
$$;

-- Inserted entries, or deleted ones with the sign turned. Grouped by status first: over a million rows one pass with two
-- sums costs half of nine filtered counts.
CREATE FUNCTION count_queue_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
  sign bigint := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  FOR change IN
    SELECT organization_id, campaign_id,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'QUEUED'), 0) AS queued,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'RESERVED'), 0) AS reserved,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'DIALING'), 0) AS dialing,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'CONNECTED'), 0) AS connected,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'WRAP_UP'), 0) AS wrap_up,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'COMPLETED'), 0) AS completed,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'FAILED'), 0) AS failed,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'ABANDONED'), 0) AS abandoned,
      sign * coalesce(sum(entries) FILTER (WHERE status = 'CANCELLED'), 0) AS cancelled,
      sign * coalesce(sum(queued_ms) FILTER (WHERE status = 'QUEUED'), 0) AS queued_ms
    FROM (
      SELECT organization_id, campaign_id, status, count(*) AS entries, sum(counter_ms(queued_at)) AS queued_ms
      FROM changed_rows GROUP BY organization_id, campaign_id, status
    ) AS by_status
    GROUP BY organization_id, campaign_id ORDER BY organization_id, campaign_id
  LOOP
    PERFORM add_to_queue_counter(change.organization_id, change.campaign_id, greatest(change.queued, 0)::bigint,
      ARRAY[change.queued, change.reserved, change.dialing, change.connected, change.wrap_up, change.completed,
        change.failed, change.abandoned, change.cancelled]::bigint[],
      change.queued_ms::bigint);
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION count_queue_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
BEGIN
  FOR change IN
    SELECT organization_id, campaign_id,
      count(*) FILTER (WHERE status = 'QUEUED' AND sign = 1) AS arrived,
      coalesce(sum(sign) FILTER (WHERE status = 'QUEUED'), 0) AS queued,
      coalesce(sum(sign) FILTER (WHERE status = 'RESERVED'), 0) AS reserved,
      coalesce(sum(sign) FILTER (WHERE status = 'DIALING'), 0) AS dialing,
      coalesce(sum(sign) FILTER (WHERE status = 'CONNECTED'), 0) AS connected,
      coalesce(sum(sign) FILTER (WHERE status = 'WRAP_UP'), 0) AS wrap_up,
      coalesce(sum(sign) FILTER (WHERE status = 'COMPLETED'), 0) AS completed,
      coalesce(sum(sign) FILTER (WHERE status = 'FAILED'), 0) AS failed,
      coalesce(sum(sign) FILTER (WHERE status = 'ABANDONED'), 0) AS abandoned,
      coalesce(sum(sign) FILTER (WHERE status = 'CANCELLED'), 0) AS cancelled,
      coalesce(sum(sign * counter_ms(queued_at)) FILTER (WHERE status = 'QUEUED'), 0)::bigint AS queued_ms
    FROM (
      SELECT organization_id, campaign_id, status, queued_at, 1 AS sign FROM new_rows
      UNION ALL
      SELECT organization_id, campaign_id, status, queued_at, -1 AS sign FROM old_rows
    ) AS signed
    GROUP BY organization_id, campaign_id ORDER BY organization_id, campaign_id
  LOOP
    -- A renewed lease or a corrected note moves no count and makes no new version.
    CONTINUE WHEN change.arrived = 0 AND change.queued = 0 AND change.reserved = 0 AND change.dialing = 0
      AND change.connected = 0 AND change.wrap_up = 0 AND change.completed = 0 AND change.failed = 0
      AND change.abandoned = 0 AND change.cancelled = 0;
    PERFORM add_to_queue_counter(change.organization_id, change.campaign_id, change.arrived,
      ARRAY[change.queued, change.reserved, change.dialing, change.connected, change.wrap_up, change.completed,
        change.failed, change.abandoned, change.cancelled],
      change.queued_ms);
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER dial_queue_entry_count_insert AFTER INSERT ON dial_queue_entry
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_queue_rows();
CREATE TRIGGER dial_queue_entry_count_delete AFTER DELETE ON dial_queue_entry
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_queue_rows();
CREATE TRIGGER dial_queue_entry_count_update AFTER UPDATE ON dial_queue_entry
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_queue_update();

-- A campaign's name and status are part of its snapshot: a change of the campaign is a change of the version.
CREATE FUNCTION count_campaign_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_to_queue_counter(NEW.organization_id, NEW.id, 0, ARRAY[0, 0, 0, 0, 0, 0, 0, 0, 0]::bigint[], 0);
  RETURN NULL;
END $$;
-- At the commit, because a long change of a campaign would otherwise keep a counter row from the claims of another backend.
CREATE CONSTRAINT TRIGGER campaign_count_change AFTER INSERT OR UPDATE ON campaign
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_campaign_change();

-- Agents per status -----------------------------------------------------------------------------------------------------
-- counts: available, busy, wrap_up, paused, offline.
CREATE FUNCTION add_to_agent_counter(organization bigint, campaign bigint, counts bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO agent_counter AS counter (organization_id, campaign_id, slot, changes, available, busy, wrap_up, paused, offline)
  VALUES (organization, campaign, pg_backend_pid() % 64, 1, counts[1], counts[2], counts[3], counts[4], counts[5])
  ON CONFLICT (organization_id, campaign_id, slot) DO UPDATE SET
    changes = counter.changes + 1,
    available = counter.available + counts[1],
    busy = counter.busy + counts[2],
    wrap_up = counter.wrap_up + counts[3],
    paused = counter.paused + counts[4],
    offline = counter.offline + counts[5];
END $$;

CREATE FUNCTION count_agent_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
BEGIN
  FOR change IN
    SELECT member.organization_id, member.campaign_id,
      coalesce(sum(sign) FILTER (WHERE status = 'AVAILABLE'), 0) AS available,
      coalesce(sum(sign) FILTER (WHERE status = 'BUSY'), 0) AS busy,
      coalesce(sum(sign) FILTER (WHERE status = 'WRAP_UP'), 0) AS wrap_up,
      coalesce(sum(sign) FILTER (WHERE status = 'PAUSED'), 0) AS paused,
      coalesce(sum(sign) FILTER (WHERE status = 'OFFLINE'), 0) AS offline
    FROM (
      SELECT organization_id, id, after.status, 1 AS sign
        FROM new_rows AS after JOIN old_rows AS before USING (organization_id, id) WHERE after.status <> before.status
      UNION ALL
      SELECT organization_id, id, before.status, -1 AS sign
        FROM new_rows AS after JOIN old_rows AS before USING (organization_id, id) WHERE after.status <> before.status
    ) AS signed
    JOIN campaign_agent AS member ON member.organization_id = signed.organization_id AND member.agent_id = signed.id
    GROUP BY member.organization_id, member.campaign_id ORDER BY member.organization_id, member.campaign_id
  LOOP
    PERFORM add_to_agent_counter(change.organization_id, change.campaign_id,
      ARRAY[change.available, change.busy, change.wrap_up, change.paused, change.offline]);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER agent_count_update AFTER UPDATE ON agent
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_agent_update();

-- An agent joins or leaves a campaign. The agents are locked first: a status that changes at the same moment is either
-- already visible here, or its own trigger will see this membership. Without the lock a count would drift for ever.
CREATE FUNCTION count_campaign_agent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
  sign bigint := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  PERFORM 1 FROM agent
    WHERE (organization_id, id) IN (SELECT organization_id, agent_id FROM changed_rows)
    ORDER BY organization_id, id FOR NO KEY UPDATE;
  FOR change IN
    SELECT member.organization_id, member.campaign_id,
      count(*) FILTER (WHERE status = 'AVAILABLE') AS available, count(*) FILTER (WHERE status = 'BUSY') AS busy,
      count(*) FILTER (WHERE status = 'WRAP_UP') AS wrap_up, count(*) FILTER (WHERE status = 'PAUSED') AS paused,
      count(*) FILTER (WHERE status = 'OFFLINE') AS offline
    FROM changed_rows AS member
    JOIN agent ON agent.organization_id = member.organization_id AND agent.id = member.agent_id
    GROUP BY member.organization_id, member.campaign_id ORDER BY member.organization_id, member.campaign_id
  LOOP
    PERFORM add_to_agent_counter(change.organization_id, change.campaign_id, ARRAY[sign * change.available,
      sign * change.busy, sign * change.wrap_up, sign * change.paused, sign * change.offline]);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER campaign_agent_count_insert AFTER INSERT ON campaign_agent
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_campaign_agent();
CREATE TRIGGER campaign_agent_count_delete AFTER DELETE ON campaign_agent
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_campaign_agent();

-- Contacts per list -------------------------------------------------------------------------------------------------------
-- A contact never moves to another list, so inserts and deletes are all there is.
CREATE FUNCTION count_contact_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
  sign bigint := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  FOR change IN
    SELECT organization_id, list_id, sign * count(*) AS contacts
    FROM changed_rows GROUP BY organization_id, list_id ORDER BY organization_id, list_id
  LOOP
    INSERT INTO contact_list_counter AS counter (organization_id, list_id, slot, contacts)
    VALUES (change.organization_id, change.list_id, pg_backend_pid() % 8, change.contacts)
    ON CONFLICT (organization_id, list_id, slot) DO UPDATE SET contacts = counter.contacts + excluded.contacts;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_count_insert AFTER INSERT ON contact
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_contact_rows();
CREATE TRIGGER contact_count_delete AFTER DELETE ON contact
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_contact_rows();

-- Finished calls (metrics: D, A, M, Q, C, V and the three means) -------------------------------------------------------------
-- A call was answered when it became CONNECTED, when its outcome says that somebody or something took it, or when it was
-- abandoned: an abandoned call is a live answer that found no agent.
CREATE FUNCTION is_answered(answered_at timestamptz, final_status text, category text)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT answered_at IS NOT NULL OR final_status = 'ABANDONED'
    OR category IN ('SUCCESS', 'CONTACT', 'CALLBACK', 'DO_NOT_CALL', 'VOICEMAIL')
$$;
CREATE FUNCTION quarter_hour(instant timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_bin('15 minutes', instant, timestamptz '2000-01-01 00:00:00+00')
$$;

-- measures: dialed, answered, connected, abandoned, dial_ms, talk_ms, wrap_up_ms, completed.
CREATE FUNCTION add_to_call_activity(organization bigint, campaign bigint, quarter timestamptz, outcome_code text,
  outcome_category text, measures bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO call_activity AS activity (organization_id, campaign_id, quarter_at, outcome, category, slot, dialed, answered,
    connected, abandoned, dial_ms, talk_ms, wrap_up_ms, completed)
  VALUES (organization, campaign, quarter, outcome_code, outcome_category, pg_backend_pid() % 8, measures[1], measures[2],
    measures[3], measures[4], measures[5], measures[6], measures[7], measures[8])
  ON CONFLICT (organization_id, campaign_id, quarter_at, outcome, category, slot) DO UPDATE SET
    dialed = activity.dialed + measures[1],
    answered = activity.answered + measures[2],
    connected = activity.connected + measures[3],
    abandoned = activity.abandoned + measures[4],
    dial_ms = activity.dial_ms + measures[5],
    talk_ms = activity.talk_ms + measures[6],
    wrap_up_ms = activity.wrap_up_ms + measures[7],
    completed = activity.completed + measures[8];
END $$;

-- One finished call as it counts: once in the quarter of its start, once more in that of its completion.
CREATE FUNCTION call_measures(started_at timestamptz, answered_at timestamptz, ended_at timestamptz, completed_at timestamptz,
  final_status text, category text)
RETURNS TABLE (quarter_at timestamptz, dialed bigint, answered bigint, connected bigint, abandoned bigint, dial_ms bigint,
  talk_ms bigint, wrap_up_ms bigint, completed bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT quarter_hour(started_at), 1::bigint, is_answered(answered_at, final_status, category)::int::bigint,
    (answered_at IS NOT NULL)::int::bigint, (final_status = 'ABANDONED')::int::bigint,
    counter_ms(coalesce(answered_at, ended_at)) - counter_ms(started_at),
    coalesce(counter_ms(ended_at) - counter_ms(answered_at), 0),
    CASE WHEN answered_at IS NULL THEN 0 ELSE counter_ms(completed_at) - counter_ms(ended_at) END, 0::bigint
  UNION ALL
  SELECT quarter_hour(completed_at), 0, 0, 0, 0, 0, 0, 0, 1 WHERE final_status = 'COMPLETED'
$$;

CREATE FUNCTION count_call_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
BEGIN
  FOR change IN
    SELECT call.organization_id, call.campaign_id, m.quarter_at, call.outcome, call.category,
      ARRAY[sum(m.dialed), sum(m.answered), sum(m.connected), sum(m.abandoned), sum(m.dial_ms), sum(m.talk_ms),
        sum(m.wrap_up_ms), sum(m.completed)]::bigint[] AS measures
    FROM new_rows AS call
    CROSS JOIN LATERAL call_measures(call.started_at, call.answered_at, call.ended_at, call.completed_at,
      call.final_status, call.category) AS m
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  LOOP
    PERFORM add_to_call_activity(change.organization_id, change.campaign_id, change.quarter_at, change.outcome,
      change.category, change.measures);
  END LOOP;
  -- The first attempt of a campaign at a contact is counted once; an attempt's number is fixed while its entry lives.
  FOR change IN
    SELECT organization_id, campaign_id, list_id, count(*) AS contacts
    FROM new_rows WHERE attempt = 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  LOOP
    INSERT INTO campaign_list_counter AS counter (organization_id, campaign_id, list_id, slot, contacts_dialed)
    VALUES (change.organization_id, change.campaign_id, change.list_id, pg_backend_pid() % 8, change.contacts)
    ON CONFLICT (organization_id, campaign_id, list_id, slot)
      DO UPDATE SET contacts_dialed = counter.contacts_dialed + excluded.contacts_dialed;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER call_record_count_insert AFTER INSERT ON call_record
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_call_insert();

-- A corrected outcome moves the call from one outcome's figures to the other's.
CREATE FUNCTION count_call_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
BEGIN
  FOR change IN
    SELECT call.organization_id, call.campaign_id, m.quarter_at, call.outcome, call.category,
      ARRAY[sum(sign * m.dialed), sum(sign * m.answered), sum(sign * m.connected), sum(sign * m.abandoned),
        sum(sign * m.dial_ms), sum(sign * m.talk_ms), sum(sign * m.wrap_up_ms), sum(sign * m.completed)]::bigint[] AS measures
    FROM (SELECT *, 1 AS sign FROM new_rows UNION ALL SELECT *, -1 AS sign FROM old_rows) AS call
    CROSS JOIN LATERAL call_measures(call.started_at, call.answered_at, call.ended_at, call.completed_at,
      call.final_status, call.category) AS m
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  LOOP
    PERFORM add_to_call_activity(change.organization_id, change.campaign_id, change.quarter_at, change.outcome,
      change.category, change.measures);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER call_record_count_update AFTER UPDATE ON call_record
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_call_update();
