import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { text, textList, word } from '../database/row.js'
import { claimOrder } from '../dialQueue/claimOrder.js'
import type { RememberedAnswer } from '../dialQueue/idempotency.js'
import { distributions, type Distribution } from './distribution.js'

const readCampaign = statement(
  'campaignForPush',
  'SELECT status, distribution FROM campaign WHERE organization_id = $1 AND id = $2',
)

/** What a push needs to know of its campaign; null when the organization has none of this id. */
export async function campaignForPush(
  database: Queryable,
  organizationId: string,
  campaignId: string,
): Promise<{ readonly status: CampaignStatus; readonly distribution: Distribution } | null> {
  const [row] = await database.query(readCampaign, [organizationId, campaignId])
  if (row === undefined) return null
  return { status: word(row, 'status', campaignStatuses), distribution: word(row, 'distribution', distributions) }
}

// The heads of the lanes that are open now, merged in the order of the claim; a number for LIMIT, because the planner must
// know how few rows are wanted. Personal callbacks are left out: they have their agent already.
const MOST_HEADS = 100
const readNeeded = statement(
  'skillsNeededNext',
  `SELECT lane.skills
   FROM queue_lane AS lane
   JOIN campaign ON campaign.organization_id = $1 AND campaign.id = $2
   CROSS JOIN (SELECT coalesce($3::timestamptz, now()) AS at) AS moment
   CROSS JOIN LATERAL (
     SELECT entry.callback_rank, entry.urgency, entry.turn_at, entry.id
     FROM dial_queue_entry AS entry
     WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.lane_id = lane.id
       AND entry.status = 'QUEUED' AND entry.callback_agent_id IS NULL
     ORDER BY ${claimOrder('entry')} LIMIT ${MOST_HEADS}
   ) AS head
   WHERE lane.organization_id = $1 AND lane.campaign_id = $2 AND EXISTS (
     SELECT FROM calling_span AS hours
     WHERE hours.organization_id = $1 AND hours.campaign_id = $2 AND hours.hours_version = campaign.hours_version
       AND hours.region = lane.region AND hours.time_zones = lane.time_zones AND hours.is_exempt = lane.is_exempt
       AND hours.from_at <= moment.at AND hours.until_at > moment.at AND hours.is_open)
   ORDER BY ${claimOrder('head')} LIMIT $4`,
)

/** The skills that the next `count` waiting contacts need, at most 100, in the order in which they would be handed out. */
export async function skillsNeededNext(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  count: number,
): Promise<string[][]> {
  const rows = await database.query(readNeeded, [organizationId, campaignId, clock(), count])
  return rows.map((row) => textList(row, 'skills'))
}

const readRemembered = statement(
  'rememberedAnswers',
  `SELECT operation, input_hash, entry_id
   FROM unnest($2::text[]) WITH ORDINALITY AS asked (key, position)
   JOIN idempotency_key AS known ON known.organization_id = $1 AND known.key = asked.key
   ORDER BY asked.position`,
)

/** What was answered to these idempotency keys, in their order; nothing for keys that are new. */
export async function rememberedAnswers(
  database: Queryable,
  organizationId: string,
  keys: readonly string[],
): Promise<RememberedAnswer[]> {
  const rows = await database.query(readRemembered, [organizationId, keys])
  return rows.map((row) => ({
    operation: text(row, 'operation'),
    inputHash: text(row, 'input_hash'),
    entryId: text(row, 'entry_id'),
  }))
}
