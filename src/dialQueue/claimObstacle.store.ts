import { agentStatuses, type AgentStatus } from '../agent/agent.js'
import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { flag, instantOrNull, textOrNull, word } from '../database/row.js'
import {
  allLiftedAt,
  blockedForGood,
  claimRules,
  eligibilityJoins,
  exclusionReasons,
  firstReason,
  type ExclusionReason,
} from './eligibility.js'

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

/** What the campaign's queue and lists hold for later. */
export interface WaitingEntries {
  /** An entry could be handed out now: the claim that found none had met the locks of another. */
  readonly isSomeEligible: boolean
  /** Why the first queued entries are not handed out; null when none is queued. */
  readonly reason: ExclusionReason | null
  /** The earliest instant at which time alone makes a contact dialable; null when none is known. */
  readonly retryAt: Date | null
}

// The head of the queue is enough to say why: entries that can never pass are cancelled, not left standing there.
const HEAD = 1_000

const readWaiting = statement(
  'waitingEntries',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (SELECT id, max_attempts FROM campaign WHERE organization_id = $1 AND id = $2),
   head AS MATERIALIZED (
     SELECT entry.id, entry.contact_id, entry.phone,
       row_number() OVER (ORDER BY callback_rank, (-priority), attempt, queued_at, id) AS position
     FROM dial_queue_entry AS entry
     WHERE organization_id = $1 AND campaign_id = $2 AND status = 'QUEUED'
     ORDER BY callback_rank, (-priority), attempt, queued_at, id LIMIT ${HEAD}
   ),
   queued AS (
     SELECT head.position,
       CASE WHEN head.phone <> contact.phone THEN 'FILTERED_OUT' ELSE ${firstReason(claimRules)} END AS reason,
       CASE WHEN NOT ${blockedForGood(claimRules)} THEN ${allLiftedAt(claimRules)} END AS lifts_at
     FROM head CROSS JOIN moment CROSS JOIN campaign
     JOIN contact ON contact.organization_id = $1 AND contact.id = head.contact_id
     ${eligibilityJoins}
   ),
   -- Contacts that wait for their next attempt, earliest first: one index range per list.
   due AS (
     SELECT min(soonest.lifts_at) AS lifts_at
     FROM campaign_list AS chosen
     CROSS JOIN LATERAL (
       SELECT ${allLiftedAt(claimRules)} AS lifts_at
       FROM moment CROSS JOIN campaign
       CROSS JOIN contact
       ${eligibilityJoins}
       WHERE contact.organization_id = $1 AND contact.list_id = chosen.list_id AND contact.next_attempt_at > moment.at
         AND contact.status IN ('IN_PROGRESS', 'CALLBACK', 'EXHAUSTED') AND NOT ${blockedForGood(claimRules)}
       ORDER BY contact.next_attempt_at LIMIT 1
     ) AS soonest
     WHERE chosen.organization_id = $1 AND chosen.campaign_id = $2
   )
   SELECT EXISTS (SELECT FROM queued WHERE reason IS NULL) AS is_some_eligible,
     (SELECT reason FROM queued WHERE reason IS NOT NULL ORDER BY position LIMIT 1) AS reason,
     least((SELECT min(lifts_at) FROM queued), (SELECT lifts_at FROM due)) AS retry_at`,
)

/** Looks at the head of the queue and at the contacts that wait for a later attempt. */
export async function waitingEntries(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<WaitingEntries> {
  const row = (await database.query(readWaiting, [organizationId, campaignId, clock()]))[0] ?? {}
  return {
    isSomeEligible: flag(row, 'is_some_eligible'),
    reason: textOrNull(row, 'reason') === null ? null : word(row, 'reason', exclusionReasons),
    retryAt: instantOrNull(row, 'retry_at'),
  }
}
