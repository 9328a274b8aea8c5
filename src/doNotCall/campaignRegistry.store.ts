import { statement, type Queryable } from '../database/database.js'
import type { RegistryRule } from '../policy/policyPack.js'
import type { ReliedRegistry } from './registry.js'

/** Where neither the pack nor its national age says anything: 16 CFR 310.4(b)(3)(iv). */
const DEFAULT_MAX_AGE_DAYS = 31

/**
 * SQL for how old the copy of `registry` may become by the rules of a pack: what its line says and its age of the national
 * list, the shorter of the two.
 *
 * @param rules SQL, a PolicyRules as jsonb
 * @param registry SQL, the registry's code
 */
export function registryAgeSql(rules: string, registry: string): string {
  return `coalesce(least(
    (SELECT min((rule -> 'maxAgeDays')::int) FROM jsonb_array_elements(coalesce(${rules} -> 'registries', '[]')) AS pack (rule)
     WHERE rule ->> 'code' = ${registry}),
    nullif(${rules} -> 'nationalRegistryMaxAgeDays', 'null')::int), ${DEFAULT_MAX_AGE_DAYS})`
}

const removeAll = statement(
  'removeCampaignRegistries',
  'DELETE FROM campaign_registry WHERE organization_id = $1 AND campaign_id = $2',
)
const addAll = statement(
  'addCampaignRegistries',
  `INSERT INTO campaign_registry (organization_id, campaign_id, registry, place, region, max_age_days)
   SELECT $1, $2, relied.registry, relied.place, relied.region, ${DEFAULT_MAX_AGE_DAYS}
   FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS relied (registry, region, place)`,
)
const nameFirst = statement(
  'nameFirstRegistry',
  'UPDATE campaign SET relies_on_registry = $3 WHERE organization_id = $1 AND id = $2',
)

/** Makes exactly these the registries that the campaign relies on; their ages are `rewriteRegistryAges`'s to set. */
export async function writeCampaignRegistries(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  registries: readonly ReliedRegistry[],
): Promise<void> {
  await transaction.query(removeAll, [organizationId, campaignId])
  const [codes, regions] = [registries.map(({ code }) => code), registries.map(({ region }) => region)]
  await transaction.query(addAll, [organizationId, campaignId, codes, regions])
  await transaction.query(nameFirst, [organizationId, campaignId, codes[0] ?? null])
}

const rewriteAges = statement(
  'rewriteRegistryAges',
  `UPDATE campaign_registry AS relied SET max_age_days = ${registryAgeSql('$3::jsonb', 'relied.registry')}
   WHERE relied.organization_id = $1 AND relied.campaign_id = ANY ($2::bigint[])`,
)

/** Gives the registries of campaigns that all name the pack of these rules the ages that it says. */
export async function rewriteRegistryAges(
  transaction: Queryable,
  organizationId: string,
  campaignIds: readonly string[],
  rules: { readonly registries?: readonly RegistryRule[]; readonly nationalRegistryMaxAgeDays: number | null },
): Promise<void> {
  const { registries, nationalRegistryMaxAgeDays } = rules
  const document = JSON.stringify({ registries: registries ?? [], nationalRegistryMaxAgeDays })
  await transaction.query(rewriteAges, [organizationId, campaignIds, document])
}
