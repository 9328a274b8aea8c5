import type { CampaignStatus } from '../campaign/campaign.js'
import { campaignStatuses } from '../campaign/campaign.js'
import { statement, type Queryable } from '../database/database.js'
import { flag, number, word } from '../database/row.js'
import type { ResetCounts, ResetWish } from './listReset.js'

/** What a reset has to know of its campaign. */
export interface ResetCampaign {
  readonly status: CampaignStatus
  readonly isRefilled: boolean
  /** It dials the list. */
  readonly dialsList: boolean
  /** Other campaigns that dial the list and are not over. */
  readonly otherCampaigns: number
}

const readCampaign = statement(
  'campaignForReset',
  `SELECT campaign.status, campaign.is_refilled,
     EXISTS (SELECT FROM campaign_list AS dialled WHERE dialled.organization_id = $1 AND dialled.campaign_id = $2
       AND dialled.list_id = $3) AS dials_list,
     (SELECT count(*) FROM campaign_list AS dialled
      JOIN campaign AS other ON other.organization_id = $1 AND other.id = dialled.campaign_id
      WHERE dialled.organization_id = $1 AND dialled.list_id = $3 AND dialled.campaign_id <> $2
        AND other.status <> 'COMPLETED') AS other_campaigns
   FROM campaign WHERE campaign.organization_id = $1 AND campaign.id = $2`,
)

/** The campaign as it is now; null when the organization has none of this id. */
export async function campaignForReset(
  database: Queryable,
  organizationId: string,
  { campaignId, listId }: Pick<ResetWish, 'campaignId' | 'listId'>,
): Promise<ResetCampaign | null> {
  const [row] = await database.query(readCampaign, [organizationId, campaignId, listId])
  if (row === undefined) return null
  return {
    status: word(row, 'status', campaignStatuses),
    isRefilled: flag(row, 'is_refilled'),
    dialsList: flag(row, 'dials_list'),
    otherCampaigns: number(row, 'other_campaigns'),
  }
}

// No table changes by which a trigger could tell of the act as a whole: it is written as an erasure is.
const noteReset = statement(
  'noteListReset',
  `INSERT INTO audit_log (organization_id, actor, entity, entity_id, action, changes)
   VALUES ($1, coalesce(nullif(current_setting('dialqueue.actor', true), '')::jsonb,
     jsonb_build_object('subject', session_user)), 'CONTACT_LIST', $2, 'RESET', json_build_object(
       'count', $3::bigint, 'campaign_id', $4::bigint, 'outcomes', $5::text[], 'not_called_since', $6::timestamptz,
       'left_out', $7::json))`,
)

/** The row of the trail that says who gave the list a fresh pass, for which campaign and for how many contacts. */
export async function noteListReset(
  transaction: Queryable,
  organizationId: string,
  wish: ResetWish,
  { resetCount, leftOut }: ResetCounts,
): Promise<void> {
  const { campaignId, listId, outcomes, notCalledSince } = wish
  const reasons = JSON.stringify(Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count])))
  await transaction.query(noteReset, [
    organizationId,
    listId,
    resetCount,
    campaignId,
    outcomes,
    notCalledSince,
    reasons,
  ])
}
