import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { number, text, textOrNull } from '../database/row.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'
import { allLiftedAt, blockedBy, blockedForGood, claimRules } from './eligibility.js'
import { campaignForRules, eligibilityJoins } from './eligibilityJoins.js'

const readQueues = statement(
  'queuesWithEntries',
  `SELECT counter.organization_id, counter.campaign_id, max(upkeep.checked_entry_id)::text AS checked_entry_id
   FROM queue_counter AS counter
   LEFT JOIN campaign_upkeep AS upkeep
     ON upkeep.organization_id = counter.organization_id AND upkeep.campaign_id = counter.campaign_id
   GROUP BY counter.organization_id, counter.campaign_id HAVING sum(counter.queued) > 0
   ORDER BY counter.organization_id, counter.campaign_id`,
)

/** Campaigns of all organizations with queued entries, and the entry up to which the last look came ('0': from the first). */
export async function queuesWithEntries(
  database: Queryable,
): Promise<{ readonly key: CampaignKey; readonly checkedEntryId: string }[]> {
  return (await database.query(readQueues, [])).map((row) => ({
    key: { organizationId: text(row, 'organization_id'), campaignId: text(row, 'campaign_id') },
    checkedEntryId: textOrNull(row, 'checked_entry_id') ?? '0',
  }))
}

/** Minutes that an entry may stand in the queue for nothing: a delay that ends sooner is not worth a new entry. */
const LONGEST_DELAY_MINUTES = 10
const delays = claimRules.filter(({ id }) => id === 'retry-due' || id === 'frequency-cap')

/**
 * $1 organization $2 campaign $3 now $4 entry to go on behind $5 portion. Entries that somebody has just locked (a claim)
 * are passed over: they are not QUEUED in a moment, or are met again by the next walk.
 */
const cancelPortion = statement(
  'cancelForbiddenPortion',
  `
WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
campaign AS MATERIALIZED (${campaignForRules}),
portion AS MATERIALIZED (
  SELECT id, contact_id, phone FROM dial_queue_entry
  WHERE organization_id = $1 AND campaign_id = $2 AND status = 'QUEUED' AND id > $4::bigint ORDER BY id LIMIT $5
),
forbidden AS MATERIALIZED (
  SELECT portion.id
  FROM portion CROSS JOIN moment CROSS JOIN campaign
  JOIN contact ON contact.organization_id = $1 AND contact.id = portion.contact_id
  ${eligibilityJoins}
  WHERE campaign.status = 'COMPLETED' OR portion.phone <> dialed.phone OR ${blockedForGood(claimRules)}
    OR (${blockedBy(delays)} AND ${allLiftedAt(delays)} > moment.at + interval '${LONGEST_DELAY_MINUTES} minutes')
),
locked AS MATERIALIZED (
  SELECT entry.id FROM forbidden JOIN dial_queue_entry AS entry ON entry.organization_id = $1 AND entry.id = forbidden.id
  WHERE entry.status = 'QUEUED' ORDER BY entry.id FOR UPDATE OF entry SKIP LOCKED
),
cancelled AS (
  UPDATE dial_queue_entry AS entry SET status = 'CANCELLED', completed_at = moment.at, version = entry.version + 1
  FROM locked CROSS JOIN moment
  WHERE entry.organization_id = $1 AND entry.id = locked.id AND entry.status = 'QUEUED'
  RETURNING entry.id
)
SELECT (SELECT count(*) FROM portion) AS seen, (SELECT max(id) FROM portion)::text AS last_id,
  (SELECT count(*) FROM cancelled) AS cancelled`,
)

/** What one portion of a walk through a queue gave. */
export interface CancelledPortion {
  readonly cancelled: number
  /** The last entry looked at; null when the walk has reached the end of the queue. */
  readonly lastEntryId: string | null
}

/**
 * Looks at the next `portion` queued entries behind `afterEntryId` and cancels those that a rule forbids for good, and
 * those that a retry or a cap forbids for more than ten minutes.
 */
export async function cancelForbiddenPortion(
  database: Database,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
  afterEntryId: string,
  portion: number,
): Promise<CancelledPortion> {
  const rows = await database.write(cancelPortion, [organizationId, campaignId, clock(), afterEntryId, portion])
  const row = rows[0] ?? {}
  return {
    cancelled: number(row, 'cancelled'),
    lastEntryId: number(row, 'seen') < portion ? null : textOrNull(row, 'last_id'),
  }
}

const keepPlace = statement(
  'rememberCheckedEntry',
  `INSERT INTO campaign_upkeep (organization_id, campaign_id, checked_entry_id) VALUES ($1, $2, $3::bigint)
   ON CONFLICT (organization_id, campaign_id) DO UPDATE SET checked_entry_id = excluded.checked_entry_id`,
)

/** Where the next look goes on; null: at the first entry. */
export async function rememberCheckedEntry(
  database: Database,
  { organizationId, campaignId }: CampaignKey,
  entryId: string | null,
): Promise<void> {
  await database.write(keepPlace, [organizationId, campaignId, entryId])
}
