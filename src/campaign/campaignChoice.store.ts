import type { CompiledFilter } from '../contactFilter/compileFilter.js'
import type { ContactFilter } from '../contactFilter/contactFilter.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { number, text } from '../database/row.js'
import type { Distribution } from '../distribution/distribution.js'
import type { ListWeight } from './campaignChoice.js'

// The cast of the path proves that PostgreSQL can read it: one that it could not would fail every claim of the campaign.
const changeFilter = statement(
  'setCampaignFilter',
  `UPDATE campaign SET contact_filter = $3::jsonb, filter_values = $5::jsonb,
     filter_path = CASE WHEN $4::text::jsonpath IS NOT NULL THEN $4::text END
   WHERE organization_id = $1 AND id = $2`,
)

/** Gives the campaign a filter, or none when both are null. */
export async function setCampaignFilter(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  filter: ContactFilter | null,
  compiled: CompiledFilter | null,
): Promise<void> {
  const given = filter === null ? null : JSON.stringify(filter)
  const values = JSON.stringify(compiled?.values ?? {})
  await transaction.query(changeFilter, [organizationId, campaignId, given, compiled?.path ?? null, values])
}

const changeWeights = statement(
  'setListWeights',
  `WITH wanted AS (SELECT * FROM unnest($3::bigint[], $4::integer[]) AS w (list_id, weight)),
   changed AS (
     UPDATE campaign_list AS chosen SET weight = (SELECT weight FROM wanted WHERE wanted.list_id = chosen.list_id)
     WHERE organization_id = $1 AND campaign_id = $2
   )
   SELECT count(*) AS missing FROM wanted WHERE NOT EXISTS (
     SELECT FROM campaign_list AS chosen
     WHERE chosen.organization_id = $1 AND chosen.campaign_id = $2 AND chosen.list_id = wanted.list_id)`,
)

/** Makes exactly these the weights of the campaign's lists; false when one is of a list that the campaign does not dial. */
export async function setListWeights(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  weights: readonly ListWeight[],
): Promise<boolean> {
  const values = [weights.map(({ listId }) => listId), weights.map(({ weight }) => weight)]
  const [row] = await transaction.query(changeWeights, [organizationId, campaignId, ...values])
  return number(row ?? {}, 'missing') === 0
}

const changeAgeing = statement(
  'setCampaignAgeing',
  'UPDATE campaign SET ageing_minutes = nullif($3::integer, 0) WHERE organization_id = $1 AND id = $2',
)

/** Makes so many minutes of waiting worth a step of priority; 0: none are. */
export async function setCampaignAgeing(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  minutes: number,
): Promise<void> {
  await transaction.query(changeAgeing, [organizationId, campaignId, minutes])
}

const changeDistribution = statement(
  'setCampaignDistribution',
  'UPDATE campaign SET distribution = $3 WHERE organization_id = $1 AND id = $2',
)

/** Chooses which agent gets pushed work. */
export async function setCampaignDistribution(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  distribution: Distribution,
): Promise<void> {
  await transaction.query(changeDistribution, [organizationId, campaignId, distribution])
}

const readWeights = statement(
  'listWeightsOfCampaigns',
  `SELECT campaign_id, list_id, weight FROM campaign_list
   WHERE organization_id = $1 AND campaign_id = ANY ($2::bigint[]) AND weight IS NOT NULL ORDER BY campaign_id, list_id`,
)

/** The weights of these campaigns' lists, by campaign and list; nothing for lists without one. */
export async function listWeightsOfCampaigns(
  database: Database,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<(ListWeight & { readonly campaignId: string })[]> {
  const rows = await database.query(readWeights, [organizationId, campaignIds])
  return rows.map((row) => ({
    campaignId: text(row, 'campaign_id'),
    listId: text(row, 'list_id'),
    weight: number(row, 'weight'),
  }))
}
