-- What the rules of calling need to know: several numbers per contact, promised callbacks, how an outcome is retried, how
-- a campaign chooses among the eligible, and the lanes of its queue.

-- Contacts ----------------------------------------------------------------------------------------------------------------
ALTER TABLE contact
  ADD COLUMN next_phone TEXT,
  ADD COLUMN required_skills TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD CONSTRAINT contact_required_skills_present CHECK (required_skills IS NOT NULL),
  ADD CONSTRAINT contact_next_phone_e164 CHECK (next_phone ~ '^\+[1-9][0-9]{6,14}$'),
  ADD CONSTRAINT contact_required_skills_count CHECK (cardinality(required_skills) <= 20);

CREATE TABLE contact_number (
  organization_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  position SMALLINT NOT NULL,
  phone TEXT NOT NULL,
  time_zone TEXT,
  region TEXT NOT NULL DEFAULT '',
  retired_at TIMESTAMPTZ(3),
  retired_outcome TEXT,
  CONSTRAINT contact_number_pkey PRIMARY KEY (organization_id, contact_id, position),
  CONSTRAINT contact_number_contact_fkey FOREIGN KEY (organization_id, contact_id)
    REFERENCES contact (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT contact_number_position_range CHECK (position BETWEEN 1 AND 10),
  CONSTRAINT contact_number_phone_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT contact_number_retired_why CHECK ((retired_at IS NULL) = (retired_outcome IS NULL))
);
CREATE UNIQUE INDEX contact_number_once_key ON contact_number (organization_id, contact_id, phone);
CREATE INDEX contact_number_phone_idx ON contact_number (organization_id, phone);

-- Callbacks ---------------------------------------------------------------------------------------------------------------
CREATE TABLE callback (
  organization_id BIGINT NOT NULL,
  id BIGSERIAL NOT NULL,
  campaign_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  agent_id BIGINT,
  due_at TIMESTAMPTZ(3) NOT NULL,
  grace_minutes INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'OPEN',
  promised_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  promised_by_entry_id BIGINT,
  dialed_at TIMESTAMPTZ(3),
  ended_at TIMESTAMPTZ(3),
  CONSTRAINT callback_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT callback_campaign_fkey FOREIGN KEY (organization_id, campaign_id)
    REFERENCES campaign (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT callback_contact_fkey FOREIGN KEY (organization_id, contact_id)
    REFERENCES contact (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT callback_agent_fkey FOREIGN KEY (organization_id, agent_id)
    REFERENCES agent (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  -- KEPT: the contact was dialled for it. CANCELLED: do-not-call, another outcome, the campaign's end.
  CONSTRAINT callback_status_known CHECK (status IN ('OPEN', 'KEPT', 'CANCELLED')),
  CONSTRAINT callback_grace_range CHECK (grace_minutes BETWEEN 0 AND 10080),
  CONSTRAINT callback_ended_at CHECK ((status = 'OPEN') = (ended_at IS NULL)),
  CONSTRAINT callback_kept_was_dialed CHECK (status <> 'KEPT' OR dialed_at IS NOT NULL)
);
-- A contact waits for one call at a time, whichever campaign promised it.
CREATE UNIQUE INDEX callback_open_contact_key ON callback (organization_id, contact_id) WHERE status = 'OPEN';
CREATE INDEX callback_campaign_idx ON callback (organization_id, campaign_id, status, due_at);
CREATE INDEX callback_agent_idx ON callback (organization_id, agent_id, status, due_at);
CREATE INDEX callback_contact_idx ON callback (organization_id, contact_id);

-- Promises from before this table: the campaign is the one that dialled the contact last.
INSERT INTO callback (organization_id, campaign_id, contact_id, agent_id, due_at, grace_minutes, promised_at)
SELECT contact.organization_id, promise.campaign_id, contact.id, contact.callback_agent_id, contact.next_attempt_at, 15,
  promise.completed_at
FROM contact
CROSS JOIN LATERAL (
  SELECT campaign_id, completed_at FROM call_record AS call
  WHERE call.organization_id = contact.organization_id AND call.contact_id = contact.id
  ORDER BY started_at DESC LIMIT 1
) AS promise
WHERE contact.status = 'CALLBACK' AND contact.next_attempt_at IS NOT NULL;

-- Retry ---------------------------------------------------------------------------------------------------------------------
-- How an outcome is tried again; without a row: the outcome's own delay, fixed. Campaign 0 stands for all campaigns.
CREATE TABLE retry_rule (
  organization_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL,
  delay_minutes INTEGER NOT NULL,
  growth TEXT NOT NULL DEFAULT 'FIXED',
  ceiling_minutes INTEGER,
  other_part_of_day BOOLEAN NOT NULL DEFAULT false,
  max_attempts INTEGER,
  CONSTRAINT retry_rule_pkey PRIMARY KEY (organization_id, campaign_id, outcome),
  CONSTRAINT retry_rule_outcome_fkey FOREIGN KEY (organization_id, outcome)
    REFERENCES outcome (organization_id, code) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT retry_rule_growth_known CHECK (growth IN ('FIXED', 'LINEAR', 'EXPONENTIAL')),
  CONSTRAINT retry_rule_delay_range CHECK (delay_minutes BETWEEN 0 AND 525600),
  CONSTRAINT retry_rule_ceiling_range CHECK (ceiling_minutes BETWEEN delay_minutes AND 525600),
  CONSTRAINT retry_rule_max_attempts_range CHECK (max_attempts BETWEEN 1 AND 100)
);

-- How a campaign chooses ----------------------------------------------------------------------------------------------------
ALTER TABLE campaign
  ADD COLUMN contact_filter JSONB,
  ADD COLUMN filter_path TEXT,
  ADD COLUMN filter_values JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN ageing_minutes INTEGER,
  ADD COLUMN distribution TEXT NOT NULL DEFAULT 'LONGEST_WAITING',
  ADD COLUMN callback_grace_minutes INTEGER NOT NULL DEFAULT 15,
  ADD COLUMN number_pause_minutes INTEGER NOT NULL DEFAULT 30,
  ADD CONSTRAINT campaign_filter_whole CHECK ((contact_filter IS NULL) = (filter_path IS NULL)),
  ADD CONSTRAINT campaign_ageing_range CHECK (ageing_minutes BETWEEN 1 AND 10080),
  ADD CONSTRAINT campaign_distribution_known CHECK (distribution IN ('LONGEST_WAITING', 'FEWEST_CALLS', 'BY_SKILL')),
  ADD CONSTRAINT campaign_callback_grace_range CHECK (callback_grace_minutes BETWEEN 0 AND 10080),
  ADD CONSTRAINT campaign_number_pause_range CHECK (number_pause_minutes BETWEEN 0 AND 10080);

ALTER TABLE campaign_list
  ADD COLUMN weight INTEGER,
  ADD CONSTRAINT campaign_list_weight_range CHECK (weight BETWEEN 1 AND 1000);

-- Where the shares of a weighted campaign stand, in virtual time: each claim of a list moves it on by 1 / weight.
CREATE TABLE list_share (
  organization_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  list_id BIGINT NOT NULL,
  finish DOUBLE PRECISION NOT NULL DEFAULT 0,
  start DOUBLE PRECISION NOT NULL DEFAULT 0,
  CONSTRAINT list_share_pkey PRIMARY KEY (organization_id, campaign_id, list_id)
);
ALTER TABLE list_share SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- The queue's lanes ---------------------------------------------------------------------------------------------------------
-- Entries of a campaign that open and close together and need the same skills. The claim decides once per lane whether it
-- is open and picks each open lane's head, so that closed time zones are never walked through (design, section 5).
CREATE TABLE queue_lane (
  organization_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  id SERIAL NOT NULL,
  region TEXT NOT NULL,
  time_zones TEXT NOT NULL,
  list_id BIGINT,
  skills TEXT[] DEFAULT ARRAY[]::TEXT[],
  CONSTRAINT queue_lane_skills_present CHECK (skills IS NOT NULL),
  CONSTRAINT queue_lane_pkey PRIMARY KEY (organization_id, campaign_id, id)
);
CREATE UNIQUE INDEX queue_lane_once_key
  ON queue_lane (organization_id, campaign_id, region, time_zones, coalesce(list_id, 0), skills);

ALTER TABLE dial_queue_entry
  -- 0: in no lane, and so never picked; generate puts every entry into one.
  ADD COLUMN lane_id INTEGER NOT NULL DEFAULT 0,
  -- The order of the claim within a rank: urgency (from priority and attempts; 0 where age is all), then whose turn it is.
  ADD COLUMN urgency BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN turn_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN callback_released_at TIMESTAMPTZ(3);

-- Entries that wait now get their lanes from the next generate; until then they could not be handed out, so they make room.
UPDATE dial_queue_entry SET status = 'CANCELLED', completed_at = now(), version = version + 1 WHERE status = 'QUEUED';

DROP INDEX dial_queue_entry_pick_idx;
DROP INDEX dial_queue_entry_own_callback_idx;
CREATE INDEX dial_queue_entry_pick_idx
  ON dial_queue_entry (organization_id, campaign_id, lane_id, callback_rank, urgency, turn_at, id)
  WHERE status = 'QUEUED' AND callback_agent_id IS NULL;
-- Callbacks that one agent has promised: that agent's at once, everybody's when the grace is over.
CREATE INDEX dial_queue_entry_own_callback_idx
  ON dial_queue_entry (organization_id, campaign_id, callback_agent_id, urgency, turn_at, id)
  WHERE status = 'QUEUED' AND callback_agent_id IS NOT NULL;
CREATE INDEX dial_queue_entry_released_callback_idx
  ON dial_queue_entry (organization_id, campaign_id, callback_released_at, id)
  WHERE status = 'QUEUED' AND callback_agent_id IS NOT NULL;
