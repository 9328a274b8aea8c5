import { agentStatuses, type AgentStatus } from '../agent/agent.js'
import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { flag, textOrNull, texts, word } from '../database/row.js'
import { claimOrder } from './claimOrder.js'
import { claimRules, exclusionReasons, firstReason, type ExclusionReason } from './eligibility.js'
import { campaignForRules, eligibilityJoins } from './eligibilityJoins.js'

/** What can keep an agent from any contact of a campaign. */
export interface ClaimObstacle {
  /** Null: the organization has no such campaign. */
  readonly campaignStatus: CampaignStatus | null
  /** Null: the organization has no such agent. */
  readonly agentStatus: AgentStatus | null
  /** The agent is one of the campaign's. */
  readonly isAssigned: boolean
  /** The agent holds an entry. */
  readonly isHolding: boolean
}

const readObstacle = statement(
  'claimObstacle',
  `SELECT
     (SELECT status FROM campaign WHERE organization_id = $1 AND id = $2) AS campaign_status,
     (SELECT status FROM agent WHERE organization_id = $1 AND id = $3) AS agent_status,
     EXISTS (SELECT FROM campaign_agent WHERE organization_id = $1 AND campaign_id = $2 AND agent_id = $3) AS is_assigned,
     EXISTS (SELECT FROM dial_queue_entry WHERE organization_id = $1 AND assigned_agent_id = $3
       AND status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')) AS is_holding`,
)

/** Looks up campaign, agent and assignment. */
export async function claimObstacle(
  database: Queryable,
  organizationId: string,
  campaignId: string,
  agentId: string,
): Promise<ClaimObstacle> {
  const row = (await database.query(readObstacle, [organizationId, campaignId, agentId]))[0] ?? {}
  return {
    campaignStatus: textOrNull(row, 'campaign_status') === null ? null : word(row, 'campaign_status', campaignStatuses),
    agentStatus: textOrNull(row, 'agent_status') === null ? null : word(row, 'agent_status', agentStatuses),
    isAssigned: flag(row, 'is_assigned'),
    isHolding: flag(row, 'is_holding'),
  }
}

/** What the heads of the campaign's queue say. */
export interface WaitingEntries {
  /** An entry could be handed out now: the claim that found none had met the locks of another. */
  readonly isSomeEligible: boolean
  /** Why the first queued entries are not handed out; null when none is queued. */
  readonly reason: ExclusionReason | null
  /** Those of the agent who asks. */
  readonly skills: readonly string[]
}

// The heads of the lanes are enough to say why: entries that can never pass are cancelled, not left standing there.
const LANE_HEAD = 100
const HEAD = 1_000

/** What keeps an entry from this very agent though the rules allow its dial: somebody else's callback, missing skills. */
const agentReason = `CASE WHEN head.callback_agent_id <> $4 AND head.callback_released_at > moment.at THEN 'CALLBACK_RESERVED'
  WHEN NOT head.skills <@ able.skills THEN 'FILTERED_OUT' END`

const readWaiting = statement(
  'waitingEntries',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (${campaignForRules}),
   able AS (SELECT skills FROM agent WHERE organization_id = $1 AND id = $4),
   head AS MATERIALIZED (
     SELECT picked.*, lane.skills, row_number() OVER (ORDER BY ${claimOrder('picked')}) AS position
     FROM queue_lane AS lane CROSS JOIN LATERAL (
       SELECT entry.id, entry.contact_id, entry.phone, entry.callback_rank, entry.urgency, entry.turn_at,
         NULL::bigint AS callback_agent_id, NULL::timestamptz AS callback_released_at
       FROM dial_queue_entry AS entry
       WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.lane_id = lane.id
         AND entry.status = 'QUEUED' AND entry.callback_agent_id IS NULL
       ORDER BY ${claimOrder('entry')} LIMIT ${LANE_HEAD}
     ) AS picked
     WHERE lane.organization_id = $1 AND lane.campaign_id = $2
     UNION ALL
     SELECT promised.id, promised.contact_id, promised.phone, promised.callback_rank, promised.urgency, promised.turn_at,
       promised.callback_agent_id, promised.callback_released_at, lane.skills, 0
     FROM (
       SELECT entry.id, entry.contact_id, entry.phone, entry.callback_rank, entry.urgency, entry.turn_at,
         entry.callback_agent_id, entry.callback_released_at, entry.lane_id
       FROM dial_queue_entry AS entry
       WHERE entry.organization_id = $1 AND entry.campaign_id = $2
         AND entry.status = 'QUEUED' AND entry.callback_agent_id IS NOT NULL
       ORDER BY entry.callback_released_at LIMIT ${LANE_HEAD}
     ) AS promised
     JOIN queue_lane AS lane ON lane.organization_id = $1 AND lane.campaign_id = $2 AND lane.id = promised.lane_id
   ),
   queued AS (
     SELECT head.position,
       CASE WHEN head.phone <> dialed.phone THEN 'FILTERED_OUT' ELSE coalesce(${firstReason(claimRules)}, ${agentReason}) END AS reason
     FROM (SELECT * FROM head ORDER BY position LIMIT ${HEAD}) AS head CROSS JOIN moment CROSS JOIN campaign CROSS JOIN able
     JOIN contact ON contact.organization_id = $1 AND contact.id = head.contact_id
     ${eligibilityJoins}
   )
   SELECT EXISTS (SELECT FROM queued WHERE reason IS NULL) AS is_some_eligible,
     (SELECT reason FROM queued WHERE reason IS NOT NULL ORDER BY position LIMIT 1) AS reason,
     ARRAY(SELECT unnest(skills) FROM able) AS skills`,
)

/** Looks at the heads of the queue's lanes, as this agent would meet them. */
export async function waitingEntries(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  agentId: string,
): Promise<WaitingEntries> {
  const row = (await database.query(readWaiting, [organizationId, campaignId, clock(), agentId]))[0] ?? {}
  return {
    isSomeEligible: flag(row, 'is_some_eligible'),
    reason: textOrNull(row, 'reason') === null ? null : word(row, 'reason', exclusionReasons),
    skills: texts(row, 'skills'),
  }
}
