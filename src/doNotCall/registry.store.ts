import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { instant, instantOrNull, number, text, word } from '../database/row.js'
import { BadInputError } from '../domainError.js'
import { REGISTRY_CODE, registryState, WARNING_DAYS, type RegistryState } from './registry.js'
import { registryExpiresAt } from './suppression.store.js'

const findCampaign = statement(
  'campaignExists',
  'SELECT 1 AS found FROM campaign WHERE organization_id = $1 AND id = $2',
)

/** True when the organization has this campaign. */
export async function campaignExists(
  database: Queryable,
  organizationId: string,
  campaignId: string,
): Promise<boolean> {
  return (await database.query(findCampaign, [organizationId, campaignId])).length > 0
}

const readStates = statement(
  'registryStates',
  `SELECT campaign.id, campaign.relies_on_registry, registry.as_of::timestamp AT TIME ZONE 'UTC' AS as_of,
     ${registryExpiresAt('registry', 'campaign')} AS expires_at, coalesce($3::timestamptz, now()) AS at
   FROM campaign
   LEFT JOIN do_not_call_list AS registry
     ON registry.organization_id = campaign.organization_id AND registry.registry = campaign.relies_on_registry
   WHERE campaign.organization_id = $1 AND campaign.id = ANY ($2::bigint[]) AND campaign.relies_on_registry IS NOT NULL`,
)

/** By campaign: the registry it relies on; campaigns that rely on none are absent. */
export async function registryStates(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<Map<string, RegistryState>> {
  const rows = await database.query(readStates, [organizationId, campaignIds, clock()])
  return new Map(
    rows.map((row) => [
      text(row, 'id'),
      registryState(
        text(row, 'relies_on_registry'),
        instantOrNull(row, 'as_of'),
        instantOrNull(row, 'expires_at'),
        instant(row, 'at'),
      ),
    ]),
  )
}

// The mark and the look are one statement: of any number of instances, and of any number of runs, one is told.
const takeStale = statement(
  'takeStaleRegistries',
  `WITH moment AS (SELECT coalesce($1::timestamptz, now()) AS at),
   relied AS (
     SELECT registry.organization_id, registry.id, min(${registryExpiresAt('registry', 'campaign')}) AS expires_at,
       count(*) AS campaigns
     FROM campaign JOIN do_not_call_list AS registry
       ON registry.organization_id = campaign.organization_id AND registry.registry = campaign.relies_on_registry
     WHERE campaign.status IN ('ACTIVE', 'PAUSED')
     GROUP BY registry.organization_id, registry.id
   )
   UPDATE do_not_call_list AS list SET
     warned_at = coalesce(list.warned_at, moment.at),
     stopped_at = CASE WHEN relied.expires_at <= moment.at THEN moment.at END
   FROM relied CROSS JOIN moment
   WHERE list.organization_id = relied.organization_id AND list.id = relied.id
     AND CASE WHEN relied.expires_at <= moment.at THEN list.stopped_at IS NULL
       ELSE list.warned_at IS NULL AND relied.expires_at <= moment.at + interval '${WARNING_DAYS} days' END
   RETURNING list.organization_id, list.registry, relied.expires_at, relied.campaigns,
     CASE WHEN relied.expires_at <= moment.at THEN 'STOPPED' ELSE 'SOON' END AS state`,
)

/** A registry whose copy is, or soon will be, too old for campaigns that are not over. */
export interface StaleRegistry {
  readonly organizationId: string
  readonly code: string
  readonly expiresAt: Date
  readonly campaignCount: number
  /** STOPPED: nothing is dialled; SOON: within five days. */
  readonly state: 'SOON' | 'STOPPED'
}

/** The registries of all organizations that have become stale and of which nobody was told: each is given once per state and import. */
export async function takeStaleRegistries(database: Database, clock: Clock): Promise<StaleRegistry[]> {
  return (await database.write(takeStale, [clock()])).map((row) => ({
    organizationId: text(row, 'organization_id'),
    code: text(row, 'registry'),
    expiresAt: instant(row, 'expires_at'),
    campaignCount: number(row, 'campaigns'),
    state: word(row, 'state', ['SOON', 'STOPPED'] as const),
  }))
}

/** The registry that a campaign relies on; null leaves it as it is, an empty text means none. */
export interface CampaignRegistryChange {
  readonly reliesOnRegistry: string | null
}

const changeRegistry = statement(
  'setCampaignRegistry',
  `UPDATE campaign SET relies_on_registry = nullif($3, '') WHERE organization_id = $1 AND id = $2`,
)

/** Sets it within the transaction that creates or changes the campaign. Throws BadInputError for a text that is no code. */
export async function setCampaignRegistry(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  { reliesOnRegistry }: CampaignRegistryChange,
): Promise<void> {
  if (reliesOnRegistry === null) return
  if (reliesOnRegistry !== '' && !REGISTRY_CODE.test(reliesOnRegistry)) {
    throw new BadInputError('reliesOnRegistry', 'a registry is a word like us-national')
  }
  await transaction.query(changeRegistry, [organizationId, campaignId, reliesOnRegistry])
}
