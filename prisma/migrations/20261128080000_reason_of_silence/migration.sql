-- As before, but an agent who was to be OFFLINE once free keeps the reason for it (no heartbeat), as every end of a hold does.
CREATE OR REPLACE FUNCTION cancel_waiting_entries(organization bigint, entries bigint[], instant timestamptz)
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
      pause_reason = agent.requested_reason,
      requested_status = NULL, requested_reason = NULL, status_changed_at = instant
    FROM holder WHERE agent.organization_id = organization AND agent.id = holder.id
  )
  SELECT cancelled.campaign_id, count(*) FROM cancelled GROUP BY cancelled.campaign_id
$$;
