import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import { parseAgentCounts, parseQueueCounts, type AgentCounts, type QueueCounts } from '../campaign/counts.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, number, text, word } from '../database/row.js'
import type { CampaignKey } from './queueChanges.js'

/** A live snapshot of one campaign's queue. */
export interface QueueStatusSnapshot {
  readonly organizationId: string
  readonly campaignId: string
  readonly campaignName: string
  readonly campaignStatus: CampaignStatus
  /** Only grows; equal versions mean equal counts. */
  readonly version: number
  readonly at: Date
  readonly counts: QueueCounts
  readonly agents: AgentCounts
}

// At most 128 counter rows per campaign, all of one snapshot of the database, whatever the queue's size.
const snapshotOf = (campaigns: string): string => `
  SELECT campaign.organization_id, campaign.id AS campaign_id, campaign.name, campaign.status,
    coalesce($3::timestamptz, now()) AS at, queue.*, agents.*, queue.changes + agents.agent_changes AS version
  FROM ${campaigns}
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(changes), 0) AS changes, coalesce(sum(queued), 0) AS queued,
      coalesce(sum(reserved), 0) AS reserved, coalesce(sum(dialing), 0) AS dialing,
      coalesce(sum(connected), 0) AS connected, coalesce(sum(wrap_up), 0) AS wrap_up,
      coalesce(sum(completed), 0) AS completed, coalesce(sum(failed), 0) AS failed,
      coalesce(sum(abandoned), 0) AS abandoned, coalesce(sum(cancelled), 0) AS cancelled
    FROM queue_counter AS counter
    WHERE counter.organization_id = campaign.organization_id AND counter.campaign_id = campaign.id) AS queue
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(changes), 0) AS agent_changes, coalesce(sum(available), 0) AS agents_available,
      coalesce(sum(busy), 0) AS agents_busy, coalesce(sum(wrap_up), 0) AS agents_wrap_up,
      coalesce(sum(paused), 0) AS agents_paused, coalesce(sum(offline), 0) AS agents_offline
    FROM agent_counter AS counter
    WHERE counter.organization_id = campaign.organization_id AND counter.campaign_id = campaign.id) AS agents`

const readSnapshots = statement(
  'queueSnapshots',
  snapshotOf(`unnest($1::bigint[], $2::bigint[]) AS wanted (organization_id, campaign_id)
  JOIN campaign ON campaign.organization_id = wanted.organization_id AND campaign.id = wanted.campaign_id`),
)

const readOrganizations = statement(
  'organizationSnapshots',
  snapshotOf(`(SELECT * FROM campaign WHERE organization_id = ANY ($1::bigint[]) AND $2::text IS NULL) AS campaign`),
)

/** Snapshots of these campaigns, read in one statement; a campaign that does not exist is absent. */
export async function snapshotsOf(
  database: Queryable,
  clock: Clock,
  campaigns: readonly CampaignKey[],
): Promise<QueueStatusSnapshot[]> {
  return parse(
    await database.query(readSnapshots, [
      campaigns.map(({ organizationId }) => organizationId),
      campaigns.map(({ campaignId }) => campaignId),
      clock(),
    ]),
  )
}

/** Snapshots of all campaigns of these organizations, read in one statement. */
export async function snapshotsOfOrganizations(
  database: Queryable,
  clock: Clock,
  organizationIds: readonly string[],
): Promise<QueueStatusSnapshot[]> {
  return parse(await database.query(readOrganizations, [organizationIds, null, clock()]))
}

function parse(rows: Awaited<ReturnType<Queryable['query']>>): QueueStatusSnapshot[] {
  return rows.map((row) => ({
    organizationId: text(row, 'organization_id'),
    campaignId: text(row, 'campaign_id'),
    campaignName: text(row, 'name'),
    campaignStatus: word(row, 'status', campaignStatuses),
    version: number(row, 'version'),
    at: instant(row, 'at'),
    counts: parseQueueCounts(row),
    agents: parseAgentCounts(row),
  }))
}
