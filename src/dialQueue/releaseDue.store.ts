import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { instant, instantOrNull, text, textOrNull } from '../database/row.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'

/** A place in the order of callbacks: by instant and id. */
export interface DuePlace {
  readonly dueAt: Date
  readonly callbackId: string
}

/** A campaign that has promised callbacks whose time has come. */
export interface DueCampaign extends CampaignKey {
  /** The walk over them goes on behind this one; null: at the earliest. */
  readonly place: DuePlace | null
}

// `refill_after` is no obstacle here: it speaks of the lists as a whole.
const readCampaigns = statement(
  'campaignsToRelease',
  `SELECT campaign.organization_id, campaign.id, upkeep.released_due_at, upkeep.released_callback_id::text AS callback_id
   FROM (SELECT coalesce($1::timestamptz, now()) AS at) AS moment
   CROSS JOIN campaign
   LEFT JOIN campaign_upkeep AS upkeep
     ON upkeep.organization_id = campaign.organization_id AND upkeep.campaign_id = campaign.id
   WHERE campaign.status = 'ACTIVE' AND EXISTS (SELECT FROM callback AS promise
     WHERE promise.organization_id = campaign.organization_id AND promise.campaign_id = campaign.id
       AND promise.status = 'OPEN' AND promise.due_at <= moment.at)
   ORDER BY campaign.organization_id, campaign.id`,
)

/** ACTIVE campaigns of all organizations with open callbacks whose time has come. */
export async function campaignsToRelease(database: Queryable, clock: Clock): Promise<DueCampaign[]> {
  return (await database.query(readCampaigns, [clock()])).map((row) => {
    const dueAt = instantOrNull(row, 'released_due_at')
    const callbackId = textOrNull(row, 'callback_id')
    return {
      organizationId: text(row, 'organization_id'),
      campaignId: text(row, 'id'),
      place: dueAt === null || callbackId === null ? null : { dueAt, callbackId },
    }
  })
}

/** A promised callback whose time has come and that is in no queue. */
export interface DueCallback extends DuePlace {
  readonly contactId: string
}

const readDueCallbacks = statement(
  'dueCallbacks',
  `SELECT promise.id, promise.contact_id, promise.due_at
   FROM (SELECT coalesce($3::timestamptz, now()) AS at) AS moment
   JOIN callback AS promise ON promise.organization_id = $1 AND promise.campaign_id = $2
     AND promise.status = 'OPEN' AND promise.due_at <= moment.at
     -- The bound on the instant alone is what the index knows.
     AND promise.due_at >= coalesce($4::timestamptz, '-infinity')
     AND ($4::timestamptz IS NULL OR (promise.due_at, promise.id) > ($4, $5::bigint))
   WHERE NOT EXISTS (SELECT FROM dial_queue_entry AS entry WHERE entry.organization_id = $1
     AND entry.campaign_id = $2 AND entry.contact_id = promise.contact_id
     AND entry.status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'))
   ORDER BY promise.due_at, promise.id LIMIT $6`,
)

/** The campaign's callbacks behind `after` that are due and not queued, by instant and id, at most `limit`. */
export async function dueCallbacks(
  database: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
  after: DuePlace | null,
  limit: number,
): Promise<DueCallback[]> {
  const place = [after?.dueAt ?? null, after?.callbackId ?? null]
  const rows = await database.query(readDueCallbacks, [organizationId, campaignId, clock(), ...place, limit])
  return rows.map((row) => ({
    callbackId: text(row, 'id'),
    contactId: text(row, 'contact_id'),
    dueAt: instant(row, 'due_at'),
  }))
}

const keepPlace = statement(
  'rememberReleased',
  `INSERT INTO campaign_upkeep (organization_id, campaign_id, released_due_at, released_callback_id)
   VALUES ($1, $2, $3::timestamptz, $4::bigint)
   ON CONFLICT (organization_id, campaign_id)
     DO UPDATE SET released_due_at = excluded.released_due_at, released_callback_id = excluded.released_callback_id`,
)

/** Where the next run goes on; null: at the earliest callback. */
export async function rememberReleased(
  database: Database,
  { organizationId, campaignId }: CampaignKey,
  place: DuePlace | null,
): Promise<void> {
  const values = [organizationId, campaignId, place?.dueAt ?? null, place?.callbackId ?? null]
  await database.write(keepPlace, values)
}
