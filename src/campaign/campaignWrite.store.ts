import type { Clock } from '../database/clock.js'
import { planForWholeLists, statement, type Queryable } from '../database/database.js'
import { text, word } from '../database/row.js'
import { NotFoundError } from '../domainError.js'
import { blockedForGood, claimRules } from '../dialQueue/eligibility.js'
import { campaignForRules, wholeListJoins, wholeListSets } from '../dialQueue/eligibilityJoins.js'
import { campaignStatuses, type CampaignStatus } from './campaign.js'
import type { DialMethod } from './dialMethod.js'

/** The plain fields of a new campaign. */
export interface NewCampaign {
  readonly name: string
  readonly dialMethod: DialMethod
  readonly timeZone: string | null
  readonly maxAttempts: number
  readonly abandonRateLimit: number
}

const insertCampaign = statement(
  'createCampaign',
  `INSERT INTO campaign (organization_id, name, dial_method, time_zone, max_attempts, abandon_rate_limit)
   SELECT id, $2, $3, coalesce($4, organization.time_zone), $5, $6 FROM organization WHERE id = $1 RETURNING id`,
)

/**
 * Adds a campaign, DRAFT; in the organization's time zone when it has none of its own. Its id. Throws NotFoundError when
 * there is no such organization.
 */
export async function insertCampaignRow(
  transaction: Queryable,
  organizationId: string,
  campaign: NewCampaign,
): Promise<string> {
  const { name, dialMethod, timeZone, maxAttempts, abandonRateLimit } = campaign
  const values = [organizationId, name, dialMethod, timeZone, maxAttempts, abandonRateLimit]
  const row = (await transaction.query(insertCampaign, values))[0]
  if (row === undefined) throw new NotFoundError('Organization')
  return text(row, 'id')
}

// Not FOR UPDATE: the foreign keys of every call that is being finished look at the campaign, and would wait for it.
const lockCampaign = statement(
  'lockCampaign',
  'SELECT status FROM campaign WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE',
)

/** Locks the campaign until the end of the transaction and gives its status; null when there is none. */
export async function lockCampaignRow(
  transaction: Queryable,
  organizationId: string,
  id: string,
): Promise<CampaignStatus | null> {
  const row = (await transaction.query(lockCampaign, [organizationId, id]))[0]
  return row === undefined ? null : word(row, 'status', campaignStatuses)
}

const changeCampaign = statement(
  'updateCampaign',
  `UPDATE campaign SET name = coalesce($3, name), status = coalesce($4, status), dial_method = coalesce($5, dial_method),
     max_attempts = coalesce($6, max_attempts), abandon_rate_limit = coalesce($7, abandon_rate_limit),
     hours_version = hours_version + ($5 IS DISTINCT FROM dial_method AND $5 IS NOT NULL)::int
   WHERE organization_id = $1 AND id = $2`,
)

/** Changes the fields that are not null. Another way of dialling has hours of its own: older spans are never read again. */
export async function updateCampaignRow(
  transaction: Queryable,
  organizationId: string,
  id: string,
  fields: {
    name: string | null
    status: CampaignStatus | null
    dialMethod: DialMethod | null
    maxAttempts: number | null
    abandonRateLimit: number | null
  },
): Promise<void> {
  const { name, status, dialMethod, maxAttempts, abandonRateLimit } = fields
  await transaction.query(changeCampaign, [organizationId, id, name, status, dialMethod, maxAttempts, abandonRateLimit])
}

const removeLists = statement(
  'removeCampaignLists',
  'DELETE FROM campaign_list WHERE organization_id = $1 AND campaign_id = $2 AND list_id <> ALL ($3::bigint[])',
)
const addLists = statement(
  'addCampaignLists',
  `INSERT INTO campaign_list (organization_id, campaign_id, list_id)
   SELECT $1, $2, list_id FROM unnest($3::bigint[]) AS l (list_id) ON CONFLICT DO NOTHING`,
)

/** Makes exactly these the campaign's lists. A list that does not exist violates campaign_list_list_fkey. */
export async function setCampaignLists(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  listIds: readonly string[],
): Promise<void> {
  await transaction.query(removeLists, [organizationId, campaignId, listIds])
  await transaction.query(addLists, [organizationId, campaignId, listIds])
}

const removeAgents = statement(
  'removeCampaignAgents',
  'DELETE FROM campaign_agent WHERE organization_id = $1 AND campaign_id = $2 AND agent_id <> ALL ($3::bigint[])',
)
const addAgents = statement(
  'addCampaignAgents',
  `INSERT INTO campaign_agent (organization_id, campaign_id, agent_id)
   SELECT $1, $2, agent_id FROM unnest($3::bigint[]) AS a (agent_id) ORDER BY agent_id ON CONFLICT DO NOTHING`,
)

/** Makes exactly these the campaign's agents. An agent that does not exist violates campaign_agent_agent_fkey. */
export async function setCampaignAgents(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  agentIds: readonly string[],
): Promise<void> {
  await transaction.query(removeAgents, [organizationId, campaignId, agentIds])
  await transaction.query(addAgents, [organizationId, campaignId, agentIds])
}

// What can never be dialled any more does not stand in the queue: the claim would walk over it each time.
const cancelForbidden = statement(
  'cancelForbiddenEntries',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (${campaignForRules}),
   ${wholeListSets}
   forbidden AS MATERIALIZED (
     SELECT entry.id
     FROM campaign CROSS JOIN moment
     JOIN dial_queue_entry AS entry ON entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED'
     JOIN contact ON contact.organization_id = $1 AND contact.id = entry.contact_id
     ${wholeListJoins}
     WHERE campaign.status = 'COMPLETED' OR entry.phone <> dialed.phone OR ${blockedForGood(claimRules)}
   )
   UPDATE dial_queue_entry AS entry SET status = 'CANCELLED', completed_at = moment.at, version = entry.version + 1
   FROM forbidden CROSS JOIN moment
   WHERE entry.organization_id = $1 AND entry.id = forbidden.id AND entry.status = 'QUEUED'`,
)

/**
 * Cancels the queued entries that nobody may ever be handed: the campaign's rules, lists or status no longer allow them,
 * or the contact has another number now.
 */
export async function cancelForbiddenEntries(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<void> {
  await transaction.query(planForWholeLists, [])
  await transaction.query(cancelForbidden, [organizationId, campaignId, clock()])
}
