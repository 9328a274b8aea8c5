import { statement, type Queryable } from '../database/database.js'
import { number, numberOrNull, text, textOrNull, word, type Row } from '../database/row.js'
import { capCounts, capScopes, capSubjects, type EffectiveCap, type FrequencyCap } from './frequencyCap.js'
import { DEFAULT_REGISTRY_MAX_AGE_DAYS, type CapRule, type PolicyPack } from './policyPack.js'

const setPack = statement(
  'setCampaignPolicyPack',
  `UPDATE campaign SET policy_pack = $3, registry_max_age_days = $4, hours_version = hours_version + 1
   WHERE organization_id = $1 AND id = $2`,
)

/** Makes the campaign name this pack, with its age of the national list; spans of its former hours are never read again. */
export async function setCampaignPolicyPack(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  { code, rules }: Pick<PolicyPack, 'code' | 'rules'>,
): Promise<void> {
  const days = rules.nationalRegistryMaxAgeDays ?? DEFAULT_REGISTRY_MAX_AGE_DAYS
  await transaction.query(setPack, [organizationId, campaignId, code, days])
}

const setCaps = statement(
  'setCampaignFrequencyCaps',
  `UPDATE campaign SET frequency_caps = $3::jsonb WHERE organization_id = $1 AND id = $2`,
)

/** Makes exactly these the campaign's own caps. */
export async function setCampaignFrequencyCaps(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  caps: readonly FrequencyCap[],
): Promise<void> {
  await transaction.query(setCaps, [organizationId, campaignId, JSON.stringify(caps)])
}

const readPackCode = statement(
  'policyPackOfCampaign',
  "SELECT coalesce(policy_pack, 'NONE') AS policy_pack FROM campaign WHERE organization_id = $1 AND id = $2",
)

/** The code of the pack that the campaign obeys, NONE where it names none; null when there is no such campaign. */
export async function policyPackCodeOf(
  queryable: Queryable,
  organizationId: string,
  campaignId: string,
): Promise<string | null> {
  const [row] = await queryable.query(readPackCode, [organizationId, campaignId])
  return row === undefined ? null : text(row, 'policy_pack')
}

const removeCaps = statement(
  'removeCampaignCaps',
  'DELETE FROM campaign_cap WHERE organization_id = $1 AND campaign_id = ANY ($2::bigint[])',
)
/**
 * SQL for the effective caps of `campaign`, a row each with the columns of campaign_cap behind its key: those in the JSON
 * list `packCaps` (an expression) that concern its way of dialling, and the campaign's own, numbered in their order.
 */
export function effectiveCapsSql(packCaps: string): string {
  return `
     SELECT rule ->> 'id' AS rule_id, rule ->> 'region' AS region, rule ->> 'subject' AS subject,
       rule ->> 'scope' AS scope, rule ->> 'counts' AS counts, (rule -> 'limit')::int AS call_limit,
       (rule -> 'windowMinutes')::int AS window_minutes, (rule ->> 'calendarDays')::int AS calendar_days,
       (rule ->> 'holdsFrom')::date AS holds_from, (rule ->> 'holdsUntil')::date AS holds_until
     FROM jsonb_array_elements(${packCaps}) AS pack (rule)
     WHERE rule ->> 'dialMethods' IS NULL OR rule -> 'dialMethods' ? campaign.dial_method
     UNION ALL
     SELECT 'campaign-cap-' || place, NULL, own ->> 'subject', own ->> 'scope', own ->> 'counts',
       (own -> 'limit')::int, (own -> 'windowMinutes')::int, (own ->> 'calendarDays')::int, NULL, NULL
     FROM jsonb_array_elements(campaign.frequency_caps) WITH ORDINALITY AS caps (own, place)`
}

const addCaps = statement(
  'addCampaignCaps',
  `INSERT INTO campaign_cap
     (organization_id, campaign_id, rule_id, region, subject, scope, counts, call_limit, window_minutes, calendar_days,
      holds_from, holds_until)
   SELECT campaign.organization_id, campaign.id, cap.*
   FROM campaign CROSS JOIN LATERAL (${effectiveCapsSql('$3::jsonb')}) AS cap
   WHERE campaign.organization_id = $1 AND campaign.id = ANY ($2::bigint[])`,
)

/** Rewrites the effective caps of campaigns that all name the pack of these caps: the pack's and each campaign's own. */
export async function rewriteCampaignCaps(
  transaction: Queryable,
  organizationId: string,
  campaignIds: readonly string[],
  packCaps: readonly CapRule[],
): Promise<void> {
  await transaction.query(removeCaps, [organizationId, campaignIds])
  await transaction.query(addCaps, [organizationId, campaignIds, JSON.stringify(packCaps)])
}

const readCaps = statement(
  'effectiveCapsOfCampaigns',
  `SELECT campaign_id, rule_id, region, subject, scope, counts, call_limit, window_minutes, calendar_days,
     holds_from::text AS holds_from, holds_until::text AS holds_until
   FROM campaign_cap
   WHERE organization_id = $1 AND campaign_id = ANY ($2::bigint[]) ORDER BY campaign_id, rule_id`,
)

/** The effective caps of these campaigns, by rule id. */
export async function effectiveCapsOf(
  queryable: Queryable,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<{ readonly campaignId: string; readonly cap: EffectiveCap }[]> {
  const rows = await queryable.query(readCaps, [organizationId, campaignIds])
  return rows.map((row) => ({ campaignId: text(row, 'campaign_id'), cap: parseCap(row) }))
}

function parseCap(row: Row): EffectiveCap {
  return {
    ruleId: text(row, 'rule_id'),
    region: textOrNull(row, 'region'),
    subject: word(row, 'subject', capSubjects),
    scope: word(row, 'scope', capScopes),
    counts: word(row, 'counts', capCounts),
    limit: number(row, 'call_limit'),
    windowMinutes: number(row, 'window_minutes'),
    calendarDays: numberOrNull(row, 'calendar_days'),
    holdsFrom: textOrNull(row, 'holds_from'),
    holdsUntil: textOrNull(row, 'holds_until'),
  }
}
