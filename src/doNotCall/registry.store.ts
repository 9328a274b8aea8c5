import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { instant, instantOrNull, number, text, textOrNull, word } from '../database/row.js'
import { registryState, WARNING_DAYS, type CampaignRegistry } from './registry.js'
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
  'campaignRegistries',
  `SELECT relied.campaign_id, relied.registry, relied.region, relied.max_age_days,
     copy.as_of::timestamp AT TIME ZONE 'UTC' AS as_of, ${registryExpiresAt('copy', 'relied')} AS expires_at,
     coalesce($3::timestamptz, now()) AS at
   FROM campaign_registry AS relied
   LEFT JOIN do_not_call_list AS copy
     ON copy.organization_id = relied.organization_id AND copy.registry = relied.registry
   WHERE relied.organization_id = $1 AND relied.campaign_id = ANY ($2::bigint[])
   ORDER BY relied.campaign_id, relied.place`,
)

/** The registries that these campaigns rely on, each campaign's in its order. */
export async function registriesOfCampaigns(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<{ readonly campaignId: string; readonly registry: CampaignRegistry }[]> {
  const rows = await database.query(readStates, [organizationId, campaignIds, clock()])
  return rows.map((row) => {
    const code = text(row, 'registry')
    const [asOf, expiresAt] = [instantOrNull(row, 'as_of'), instantOrNull(row, 'expires_at')]
    return {
      campaignId: text(row, 'campaign_id'),
      registry: {
        code,
        region: textOrNull(row, 'region'),
        maxAgeDays: number(row, 'max_age_days'),
        state: registryState(code, asOf, expiresAt, instant(row, 'at')),
      },
    }
  })
}

// The mark and the look are one statement: of any number of instances, and of any number of runs, one is told.
const takeStale = statement(
  'takeStaleRegistries',
  `WITH moment AS (SELECT coalesce($1::timestamptz, now()) AS at),
   relied AS (
     SELECT registry.organization_id, registry.id, min(${registryExpiresAt('registry', 'relied')}) AS expires_at,
       count(*) AS campaigns
     FROM campaign JOIN campaign_registry AS relied
       ON relied.organization_id = campaign.organization_id AND relied.campaign_id = campaign.id
     JOIN do_not_call_list AS registry
       ON registry.organization_id = relied.organization_id AND registry.registry = relied.registry
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
