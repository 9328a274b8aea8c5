-- Agents: skills, a history of their states, and signs of life.

ALTER TABLE agent
  -- Since when a PAUSED agent gives its present reason, when it changed the reason but not the status.
  ADD COLUMN reason_changed_at TIMESTAMPTZ(3),
  ADD COLUMN skills TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD CONSTRAINT agent_skills_present CHECK (skills IS NOT NULL),
  ADD CONSTRAINT agent_skills_count CHECK (cardinality(skills) <= 20),
  -- An agent that went silent is OFFLINE for a reason too.
  DROP CONSTRAINT agent_pause_reason_only_paused,
  ADD CONSTRAINT agent_pause_reason_only_away CHECK (pause_reason IS NULL OR status IN ('PAUSED', 'OFFLINE'));

-- The form of skills, and their order. Not a CHECK: that would be worked out with every change of an agent's status, which
-- the claim makes 64 times in a statement; this runs only where skills are written.
CREATE FUNCTION order_agent_skills() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(NEW.skills) AS skill WHERE (skill ~ '^[a-z0-9][a-z0-9_-]{0,39}$') IS NOT TRUE) THEN
    RAISE check_violation USING CONSTRAINT = 'agent_skills_form', TABLE = 'agent', MESSAGE = 'a skill of an agent is no word';
  END IF;
  IF cardinality(NEW.skills) > 0 THEN
    NEW.skills := ARRAY(SELECT DISTINCT skill COLLATE "C" FROM unnest(NEW.skills) AS skill ORDER BY 1);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agent_skills_order BEFORE INSERT OR UPDATE OF skills ON agent
  FOR EACH ROW EXECUTE FUNCTION order_agent_skills();

-- States --------------------------------------------------------------------------------------------------------------------
-- Each state lasts until the next of the same agent begins. Only ever inserted, and pruned when old; without a foreign key,
-- which would look for the agent once per row of a claim: the triggers below are the only writers.
CREATE TABLE agent_state (
  organization_id BIGINT NOT NULL,
  agent_id BIGINT NOT NULL,
  started_at TIMESTAMPTZ(3) NOT NULL,
  seq BIGSERIAL NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  CONSTRAINT agent_state_pkey PRIMARY KEY (organization_id, agent_id, started_at, seq),
  CONSTRAINT agent_state_status_known CHECK (status IN ('OFFLINE', 'AVAILABLE', 'BUSY', 'WRAP_UP', 'PAUSED'))
);

INSERT INTO agent_state (organization_id, agent_id, started_at, status, reason)
SELECT organization_id, id, status_changed_at, status, pause_reason FROM agent ORDER BY organization_id, id;

CREATE FUNCTION record_agent_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  added record;
BEGIN
  SELECT array_agg(organization_id) AS organizations, array_agg(id) AS agents, array_agg(status_changed_at) AS starts,
    array_agg(status) AS statuses, array_agg(pause_reason) AS reasons INTO added
  FROM new_rows;
  INSERT INTO agent_state (organization_id, agent_id, started_at, status, reason)
  SELECT * FROM unnest(added.organizations, added.agents, added.starts, added.statuses, added.reasons);
  RETURN NULL;
END $$;
CREATE TRIGGER agent_state_insert AFTER INSERT ON agent
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_agent_insert();

-- One statement for all agents of a claim. The transition tables are read in a query of their own, as Citus asks for. A
-- state never begins before the one it ends: a statement that waited for the agent's lock carries an earlier clock.
CREATE FUNCTION record_agent_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record;
BEGIN
  SELECT array_agg(organization_id) AS organizations, array_agg(id) AS agents,
    array_agg(greatest(before.status_changed_at, before.reason_changed_at, CASE WHEN after.status = before.status
      THEN coalesce(after.reason_changed_at, now()) ELSE after.status_changed_at END)) AS starts,
    array_agg(after.status) AS statuses, array_agg(after.pause_reason) AS reasons INTO changed
  FROM new_rows AS after JOIN old_rows AS before USING (organization_id, id)
  WHERE after.status <> before.status OR after.pause_reason IS DISTINCT FROM before.pause_reason;
  IF changed.agents IS NOT NULL THEN
    INSERT INTO agent_state (organization_id, agent_id, started_at, status, reason)
    SELECT * FROM unnest(changed.organizations, changed.agents, changed.starts, changed.statuses, changed.reasons);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER agent_state_update AFTER UPDATE ON agent
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION record_agent_update();

-- The counters pay for it: the same sums as before without two joins of the transition tables, each of which compared every
-- agent of a claim with every other (64 agents in one statement: 1.1 ms before, 2.0 ms with the history, 1.3 ms like this).
-- Rows whose status did not change cancel out.
CREATE OR REPLACE FUNCTION count_agent_update() RETURNS trigger LANGUAGE plpgsql AS $$
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
      SELECT organization_id, id, status, 1 AS sign FROM new_rows
      UNION ALL
      SELECT organization_id, id, status, -1 AS sign FROM old_rows
    ) AS signed
    JOIN campaign_agent AS member ON member.organization_id = signed.organization_id AND member.agent_id = signed.id
    GROUP BY member.organization_id, member.campaign_id ORDER BY member.organization_id, member.campaign_id
  LOOP
    CONTINUE WHEN change.available = 0 AND change.busy = 0 AND change.wrap_up = 0 AND change.paused = 0
      AND change.offline = 0;
    PERFORM add_to_agent_counter(change.organization_id, change.campaign_id,
      ARRAY[change.available, change.busy, change.wrap_up, change.paused, change.offline]);
  END LOOP;
  RETURN NULL;
END $$;

-- Signs of life ---------------------------------------------------------------------------------------------------------------
-- One narrow row for each agent whose program sends heartbeats, away from the agent's own row: a heartbeat is no change of the
-- agent. No index on the instant, so that updates stay on their page (HOT); the search reads the few rows there are.
CREATE TABLE agent_presence (
  organization_id BIGINT NOT NULL,
  agent_id BIGINT NOT NULL,
  last_seen_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT agent_presence_pkey PRIMARY KEY (organization_id, agent_id),
  CONSTRAINT agent_presence_agent_fkey FOREIGN KEY (organization_id, agent_id)
    REFERENCES agent (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION
);
ALTER TABLE agent_presence SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- An agent's calls of a day ----------------------------------------------------------------------------------------------------
CREATE INDEX call_record_agent_idx ON call_record (organization_id, agent_id, started_at);
