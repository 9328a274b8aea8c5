import type { BenchFloor } from './benchFloor.js'
import type { BenchCampaign } from './queueFixture.js'

/**
 * A campaign in the middle of its day: a fifth of its contacts were called today, evenly since midnight in its zone, and
 * the entries are final with their call records; `held` entries are in the hands of agents; the others are QUEUED.
 */
export async function fillShift(
  { pool, organizationId }: BenchFloor,
  campaign: BenchCampaign,
  size: { entries: number; held: number },
): Promise<void> {
  const finished = Math.floor(size.entries / 5)
  await pool.query(INSERT_ENTRIES, [
    organizationId,
    campaign.id,
    campaign.listId,
    finished,
    campaign.agentIds.slice(0, size.held),
  ])
  await pool.query(INSERT_CALLS, [organizationId, campaign.id, campaign.listId, campaign.agentIds])
  await pool.query(`UPDATE agent SET status = 'BUSY' WHERE organization_id = $1 AND id = ANY ($2::bigint[])`, [
    organizationId,
    campaign.agentIds.slice(0, size.held),
  ])
}

/** $1 organization $2 campaign $3 list $4 finished entries $5 agents who hold one each */
const INSERT_ENTRIES = `
WITH today AS (
  SELECT now() AS now, date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone AS starts_at
  FROM campaign WHERE organization_id = $1 AND id = $2
),
numbered AS (
  SELECT id, phone, row_number() OVER (ORDER BY id) AS n FROM contact WHERE organization_id = $1 AND list_id = $3
),
dated AS (
  SELECT id, phone, n, n <= $4::int AS is_final, n > $4::int AND n <= $4::int + cardinality($5::bigint[]) AS is_held,
    -- The last call began three minutes ago, so that all of them have ended.
    starts_at + (now - interval '3 minutes' - starts_at) * (n::float8 / $4::int) AS dialed_at, starts_at, now
  FROM numbered CROSS JOIN today
)
INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt, status, assigned_agent_id,
  lease_expires_at, queued_at, dialed_at, connected_at, ended_at, completed_at, outcome)
SELECT $1, $2, id, phone, 1,
  CASE WHEN is_final THEN (ARRAY['COMPLETED', 'COMPLETED', 'FAILED', 'FAILED', 'FAILED', 'ABANDONED'])[n % 6 + 1]
    WHEN is_held THEN 'DIALING' ELSE 'QUEUED' END,
  CASE WHEN is_held THEN ($5::bigint[])[n - $4::int] END,
  CASE WHEN is_held THEN now + interval '4 hours' END,
  starts_at,
  CASE WHEN is_final THEN dialed_at WHEN is_held THEN now - interval '20 seconds' END,
  CASE WHEN is_final AND n % 6 < 2 THEN dialed_at + interval '15 seconds' END,
  CASE WHEN is_final THEN dialed_at + interval '100 seconds' END,
  CASE WHEN is_final THEN dialed_at + interval '130 seconds' END,
  CASE WHEN is_final THEN (ARRAY['SALE', 'NOT_INTERESTED', 'NO_ANSWER', 'BUSY', 'VOICEMAIL', 'ABANDONED'])[n % 6 + 1] END
FROM dated`

/** $1 organization $2 campaign $3 list $4 agents */
const INSERT_CALLS = `
INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, agent_id, phone, attempt, started_at,
  answered_at, ended_at, completed_at, final_status, outcome, category)
SELECT entry.organization_id, entry.id, entry.campaign_id, entry.contact_id, $3,
  ($4::bigint[])[entry.id % cardinality($4::bigint[]) + 1], entry.phone, entry.attempt, entry.dialed_at, entry.connected_at,
  entry.ended_at, entry.completed_at, entry.status, entry.outcome, outcome.category
FROM dial_queue_entry AS entry
JOIN outcome ON outcome.organization_id = entry.organization_id AND outcome.code = entry.outcome
WHERE entry.organization_id = $1 AND entry.campaign_id = $2`
