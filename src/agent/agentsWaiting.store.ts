import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, number, text, texts } from '../database/row.js'

/** An agent to whom work may be pushed. */
export interface WaitingAgent {
  readonly agentId: string
  /** Since when it is AVAILABLE. */
  readonly waitingSince: Date
  /** Its finished calls, of all campaigns, that started since midnight in the campaign's zone. */
  readonly callsToday: number
  /** Sorted. */
  readonly skills: readonly string[]
}

// Where the clocks go back to midnight it strikes twice, and the day begins with the first: as in campaignSums.
const readWaiting = statement(
  'agentsWaiting',
  `WITH today AS MATERIALIZED (
     SELECT CASE WHEN (midnight.at - interval '1 hour') AT TIME ZONE day.time_zone >= day.date
       THEN midnight.at - interval '1 hour' ELSE midnight.at END AS starts_at
     FROM (
       SELECT time_zone, date_trunc('day', coalesce($3::timestamptz, now()) AT TIME ZONE time_zone) AS date
       FROM campaign WHERE organization_id = $1 AND id = $2
     ) AS day
     CROSS JOIN LATERAL (SELECT day.date AT TIME ZONE day.time_zone AS at) AS midnight
   )
   SELECT agent.id, agent.status_changed_at, agent.skills,
     (SELECT count(*) FROM call_record AS call
      WHERE call.organization_id = $1 AND call.agent_id = agent.id AND call.started_at >= today.starts_at) AS calls_today
   FROM today
   JOIN campaign_agent AS member ON member.organization_id = $1 AND member.campaign_id = $2
   JOIN agent ON agent.organization_id = $1 AND agent.id = member.agent_id
   WHERE agent.status = 'AVAILABLE'
   ORDER BY agent.status_changed_at, agent.id`,
)

/** The AVAILABLE agents of a campaign, who waits longest first; none when the organization has no such campaign. */
export async function agentsWaiting(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<WaitingAgent[]> {
  const rows = await database.query(readWaiting, [organizationId, campaignId, clock()])
  return rows.map((row) => ({
    agentId: text(row, 'id'),
    waitingSince: instant(row, 'status_changed_at'),
    callsToday: number(row, 'calls_today'),
    skills: texts(row, 'skills'),
  }))
}
