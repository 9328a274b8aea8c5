import { statusesAtWork } from '../agent/agent.js'
import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { number, text, texts } from '../database/row.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'

/** How the queue of an ACTIVE campaign stands that fills itself. */
export interface QueueLevel extends CampaignKey {
  readonly queued: number
  /** Entries in agents' hands. */
  readonly held: number
  /** Agents who are AVAILABLE, BUSY or WRAP_UP. */
  readonly activeAgents: number
  /** Dials placed in the last 15 minutes. */
  readonly recentDials: number
  /** For whom the last refill found too few, while nothing that is known has changed since (see `Supply.key`). */
  readonly resting: readonly string[]
  /** What a refill follows from: the campaign, its lists, the number of their contacts, the skills of agents at work. */
  readonly mark: string
}

// Counters and two short index ranges per campaign: nothing here grows with a queue or a list.
const readLevels = statement(
  'queueLevels',
  `SELECT campaign.organization_id, campaign.id, queue.queued, queue.held, agents.active_agents,
     (SELECT count(*) FROM call_record AS call WHERE call.organization_id = campaign.organization_id
        AND call.campaign_id = campaign.id AND call.started_at >= moment.at - interval '15 minutes')
       + (SELECT count(*) FROM dial_queue_entry AS entry WHERE entry.organization_id = campaign.organization_id
            AND entry.campaign_id = campaign.id AND entry.status IN ('DIALING', 'CONNECTED', 'WRAP_UP')
            AND entry.dialed_at >= moment.at - interval '15 minutes') AS recent_dials,
     CASE WHEN upkeep.refill_after > moment.at AND upkeep.refill_mark = known.mark THEN upkeep.refill_resting
       ELSE ARRAY[]::text[] END AS resting, known.mark
   FROM (SELECT coalesce($1::timestamptz, now()) AS at) AS moment
   CROSS JOIN campaign
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(queued), 0) AS queued,
       coalesce(sum(reserved + dialing + connected + wrap_up), 0) AS held
     FROM queue_counter AS counter
     WHERE counter.organization_id = campaign.organization_id AND counter.campaign_id = campaign.id) AS queue
   CROSS JOIN LATERAL (
     SELECT coalesce(sum(available + busy + wrap_up), 0) AS active_agents
     FROM agent_counter AS counter
     WHERE counter.organization_id = campaign.organization_id AND counter.campaign_id = campaign.id) AS agents
   CROSS JOIN LATERAL (
     SELECT md5(concat_ws('|', campaign::text, string_agg(list.list_id || '=' || contacts.count, ',' ORDER BY list.list_id),
       (SELECT string_agg(DISTINCT agent.skills::text, ';') FROM campaign_agent AS member
        JOIN agent ON agent.organization_id = member.organization_id AND agent.id = member.agent_id
        WHERE member.organization_id = campaign.organization_id AND member.campaign_id = campaign.id
          AND agent.status IN (${statusesAtWork.map((status) => `'${status}'`).join(', ')})))) AS mark
     FROM campaign_list AS list
     CROSS JOIN LATERAL (SELECT coalesce(sum(counter.contacts), 0) AS count FROM contact_list_counter AS counter
       WHERE counter.organization_id = list.organization_id AND counter.list_id = list.list_id) AS contacts
     WHERE list.organization_id = campaign.organization_id AND list.campaign_id = campaign.id) AS known
   LEFT JOIN campaign_upkeep AS upkeep
     ON upkeep.organization_id = campaign.organization_id AND upkeep.campaign_id = campaign.id
   WHERE campaign.status = 'ACTIVE' AND campaign.is_refilled
     AND ($2::bigint[] IS NULL OR (campaign.organization_id, campaign.id)
       IN (SELECT * FROM unnest($2::bigint[], $3::bigint[])))
   ORDER BY campaign.organization_id, campaign.id`,
)

/** The queues of these campaigns (null: of all organizations) that fill themselves and are ACTIVE; others are absent. */
export async function queueLevels(
  database: Queryable,
  clock: Clock,
  campaigns: readonly CampaignKey[] | null,
): Promise<QueueLevel[]> {
  const organizationIds = campaigns?.map(({ organizationId }) => organizationId) ?? null
  const campaignIds = campaigns?.map(({ campaignId }) => campaignId) ?? null
  return (await database.query(readLevels, [clock(), organizationIds, campaignIds])).map((row) => ({
    organizationId: text(row, 'organization_id'),
    campaignId: text(row, 'id'),
    queued: number(row, 'queued'),
    held: number(row, 'held'),
    activeAgents: number(row, 'active_agents'),
    recentDials: number(row, 'recent_dials'),
    resting: texts(row, 'resting'),
    mark: text(row, 'mark'),
  }))
}

const keepRest = statement(
  'restRefill',
  `INSERT INTO campaign_upkeep AS upkeep (organization_id, campaign_id, refill_after, refill_mark, refill_resting)
   SELECT $1, $2, greatest(least($4::timestamptz, moment.at + make_interval(secs => $5::double precision)),
     moment.at + make_interval(secs => $6::double precision)), $3::text, $8::text[]
   FROM (SELECT coalesce($7::timestamptz, now()) AS at) AS moment
   ON CONFLICT (organization_id, campaign_id)
     DO UPDATE SET refill_after = excluded.refill_after, refill_mark = excluded.refill_mark,
       refill_resting = excluded.refill_resting`,
)

/** How long a queue is left alone. */
export interface Rest {
  /** For whom too few were found: see `Supply.key`. */
  readonly keys: readonly string[]
  /** The next instant that can change it; null: not known. */
  readonly until: Date | null
  readonly leastSeconds: number
  readonly mostSeconds: number
}

/** Keeps refills for these away until `until`, but for the bounds of the rest, as long as the campaign's mark stays. */
export async function restRefill(database: Database, clock: Clock, level: QueueLevel, rest: Rest): Promise<void> {
  const { organizationId, campaignId, mark } = level
  const { keys, until, leastSeconds, mostSeconds } = rest
  const values = [organizationId, campaignId, mark, until, mostSeconds, leastSeconds, clock(), keys]
  await database.write(keepRest, values)
}

const wake = statement(
  'wakeRefills',
  `UPDATE campaign_upkeep SET refill_after = NULL WHERE organization_id = $1 AND refill_after IS NOT NULL`,
)

/**
 * Somebody may have become eligible whom no mark and no instant tells of: the queues of the organization that found nobody
 * look again at their next refill. Last in its transaction, so that a refill waits for it no longer than for a commit.
 */
export async function wakeRefills(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(wake, [organizationId])
}
