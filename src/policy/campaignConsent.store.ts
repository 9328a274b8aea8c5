import { noConsentRules, type ConsentRules } from '../consent/consentRules.js'
import { statement, type Queryable } from '../database/database.js'

const remove = statement(
  'removeCampaignConsent',
  'DELETE FROM campaign_consent WHERE organization_id = $1 AND campaign_id = ANY ($2::bigint[])',
)

/**
 * SQL for what a pack says of consent, a row for each rule with the columns of campaign_consent behind its key.
 *
 * @param consent SQL for the pack's `consent` as JSON; null gives no rows
 */
export function effectiveConsentSql(consent: string): string {
  const list = (key: string): string =>
    `CASE jsonb_typeof(rule -> '${key}') WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(rule -> '${key}')) END`
  const rows = (key: string): string => `
     SELECT rule ->> 'id' AS rule_id, '${key === 'demands' ? 'DEMAND' : 'EXEMPTION'}' AS kind, rule ->> 'region' AS region,
       ${list('dialMethods')} AS dial_methods, ${list('lineTypes')} AS line_types, ${list('bases')} AS bases,
       rule ->> 'from' AS exempt_from, (rule ->> 'holdsFrom')::date AS holds_from, (rule ->> 'holdsUntil')::date AS holds_until
     FROM jsonb_array_elements(coalesce(${consent} -> '${key}', '[]')) AS pack (rule)`
  return `${rows('demands')} UNION ALL ${rows('exemptions')}`
}

const add = statement(
  'addCampaignConsent',
  `INSERT INTO campaign_consent (organization_id, campaign_id, rule_id, kind, region, dial_methods, line_types, bases,
     exempt_from, holds_from, holds_until)
   SELECT $1, campaign.id, rule.*
   FROM unnest($2::bigint[]) AS campaign (id) CROSS JOIN LATERAL (${effectiveConsentSql('$3::jsonb')}) AS rule`,
)

/** SQL for the columns of campaign that say whether there is anything to look for, from the pack's `consent` as JSON. */
export const consentFlagsSql = (consent: string): Readonly<Record<string, string>> => ({
  demands_consent: `coalesce(jsonb_array_length(${consent} -> 'demands') > 0, false)`,
  exempts_from_caps: `coalesce(${consent} -> 'exemptions' @> '[{"from": "CAPS"}]', false)`,
  exempts_from_hours: `coalesce(${consent} -> 'exemptions' @> '[{"from": "HOURS"}]', false)`,
  reassigned_max_age_days: `(nullif(${consent} -> 'reassignedMaxAgeDays', 'null'))::int`,
})

const flags = Object.entries(consentFlagsSql('$3::jsonb'))
const setFlags = statement(
  'setCampaignConsent',
  `UPDATE campaign SET ${flags.map(([column, value]) => `${column} = ${value}`).join(', ')}
   WHERE organization_id = $1 AND id = ANY ($2::bigint[])
     AND (${flags.map(([column]) => column).join(', ')}) IS DISTINCT FROM (${flags.map(([, value]) => value).join(', ')})`,
)

/** Rewrites what these campaigns, which all name one pack, demand of consent and exempt by it. */
export async function rewriteCampaignConsent(
  transaction: Queryable,
  organizationId: string,
  campaignIds: readonly string[],
  consent: ConsentRules = noConsentRules,
): Promise<void> {
  const values = [organizationId, campaignIds, JSON.stringify(consent)]
  await transaction.query(remove, values.slice(0, 2))
  await transaction.query(add, values)
  await transaction.query(setFlags, values)
}
