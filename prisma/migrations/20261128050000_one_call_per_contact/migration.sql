-- One live entry per contact in the whole organization, as of a number: two campaigns could call the same person at once
-- when an import had given it another number between the two, and its caps count calls only once they have ended.

-- What has happened already: the call that is furthest on stays. What waits besides is cancelled; a second call ends as
-- though its hold had run out. What becomes of the contact is decided when the call that stays is over.
LOCK TABLE dial_queue_entry IN SHARE ROW EXCLUSIVE MODE;
CREATE TEMPORARY TABLE second_entry ON COMMIT DROP AS
SELECT organization_id, id, status FROM (
  SELECT organization_id, id, status, row_number() OVER (PARTITION BY organization_id, contact_id
    ORDER BY array_position(ARRAY['CONNECTED', 'DIALING', 'WRAP_UP', 'RESERVED', 'QUEUED'], status), id) AS place
  FROM dial_queue_entry WHERE status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
) AS ranked WHERE place > 1;

SELECT cancel_waiting_entries(organization_id, array_agg(id), now())
FROM second_entry WHERE status IN ('QUEUED', 'RESERVED') GROUP BY organization_id;

WITH lost AS (
  UPDATE dial_queue_entry AS entry SET
    status = CASE entry.status WHEN 'DIALING' THEN 'FAILED' ELSE 'COMPLETED' END, outcome = 'LEASE_EXPIRED',
    version = entry.version + 1, lease_expires_at = NULL, lease_lost_agent_id = entry.assigned_agent_id,
    ended_at = coalesce(entry.ended_at, now()), completed_at = now()
  FROM second_entry
  WHERE entry.organization_id = second_entry.organization_id AND entry.id = second_entry.id
    AND second_entry.status IN ('DIALING', 'CONNECTED', 'WRAP_UP')
  RETURNING entry.*
),
freed AS (
  UPDATE agent SET status = coalesce(agent.requested_status, 'AVAILABLE'),
    pause_reason = CASE WHEN agent.requested_status = 'PAUSED' THEN agent.requested_reason END,
    requested_status = NULL, requested_reason = NULL, status_changed_at = now()
  FROM lost WHERE agent.organization_id = lost.organization_id AND agent.id = lost.assigned_agent_id
),
recorded AS (
  INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, agent_id, phone, attempt, started_at,
    answered_at, ended_at, completed_at, final_status, outcome, category, notes)
  SELECT lost.organization_id, lost.id, lost.campaign_id, lost.contact_id, contact.list_id, lost.assigned_agent_id, lost.phone,
    lost.attempt, lost.dialed_at, lost.connected_at, lost.ended_at, lost.completed_at, lost.status, lost.outcome, 'FAILED',
    lost.notes
  FROM lost JOIN contact ON contact.organization_id = lost.organization_id AND contact.id = lost.contact_id
),
progressed AS (
  INSERT INTO campaign_contact AS progress (organization_id, campaign_id, contact_id, attempt_count, is_closed)
  SELECT organization_id, campaign_id, contact_id, 1, status = 'COMPLETED' FROM lost
  ON CONFLICT (organization_id, campaign_id, contact_id)
    DO UPDATE SET attempt_count = progress.attempt_count + 1, is_closed = progress.is_closed OR excluded.is_closed
)
UPDATE contact SET attempt_count = contact.attempt_count + lost_calls.count, updated_at = now()
FROM (SELECT organization_id, contact_id, count(*) AS count FROM lost GROUP BY organization_id, contact_id) AS lost_calls
WHERE contact.organization_id = lost_calls.organization_id AND contact.id = lost_calls.contact_id;

DROP INDEX dial_queue_entry_live_contact_key;
CREATE UNIQUE INDEX dial_queue_entry_live_contact_key ON dial_queue_entry (organization_id, contact_id)
  WHERE status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP');
