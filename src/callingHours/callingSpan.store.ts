import { dialMethods, type DialMethod } from '../campaign/dialMethod.js'
import type { Clock } from '../database/clock.js'
import { planForWholeLists, statement, type Database, type Queryable } from '../database/database.js'
import { flag, instant, number, text, word } from '../database/row.js'
import type { WeekWindows } from './hoursRule.js'
import type { OpenSpan, Place } from './openSpans.js'

/**
 * Spans are worked out by stretches of time that begin at fixed instants, whoever asks and when: so two instances that
 * work out the same stretch make the same rows, and rows never overlap. 8 days: two or three stretches cover what is
 * asked for, each with some 17 spans where a day has one window.
 */
export const STRETCH_HOURS = 192
/** How long before the asked instant spans are there: what began yesterday is explained today. */
const HOURS_BEFORE = 24
/** How long after it, at least: the next opening of a place is found within a week, but for holidays in a row. */
const HOURS_AFTER = 192

/** A place and a stretch without spans. */
export interface SpanGap {
  /** As the table place has it: region, and zones joined by ','. */
  readonly region: string
  readonly timeZones: string
  /** For whom a consent exempts from the hours of the pack; only in campaigns whose pack does that. */
  readonly isExempt: boolean
  /** Where the stretch begins. */
  readonly fromAt: Date
}

/** What spans of a campaign are missing, and what its hours follow from. */
export interface SpanGaps {
  readonly hoursVersion: number
  /** NONE where the campaign names none. */
  readonly policyPack: string
  readonly dialMethod: DialMethod
  /** The campaign's own windows as stored; null when it has none. */
  readonly hours: unknown
  /** One at least. */
  readonly gaps: readonly SpanGap[]
}

// OFFSET 0 keeps the planner from turning the look for each place into one join, which it planned as a loop over all spans
// (660 ms instead of 1 ms for 300 places).
const findGaps = statement(
  'missingCallingSpans',
  `SELECT campaign.hours, campaign.hours_version, coalesce(campaign.policy_pack, 'NONE') AS policy_pack,
     campaign.dial_method, place.region, place.time_zones, exemption.is_exempt, stretch.from_at::timestamptz(3) AS from_at
   FROM (SELECT coalesce($3::timestamptz, now()) AS at) AS moment
   CROSS JOIN campaign
   CROSS JOIN LATERAL generate_series(
     date_bin(interval '${STRETCH_HOURS} hours', at - interval '${HOURS_BEFORE} hours', timestamptz 'epoch'),
     at + interval '${HOURS_AFTER} hours', interval '${STRETCH_HOURS} hours') AS stretch (from_at)
   CROSS JOIN place
   CROSS JOIN LATERAL (SELECT false AS is_exempt UNION ALL SELECT true WHERE campaign.exempts_from_hours) AS exemption
   WHERE campaign.organization_id = $1 AND campaign.id = $2 AND NOT EXISTS (
     -- Spans are cut where a stretch begins, so this one row stands for all of the stretch.
     SELECT FROM calling_span AS span
     WHERE span.organization_id = $1 AND span.campaign_id = $2 AND span.hours_version = campaign.hours_version
       AND span.region = place.region AND span.time_zones = place.time_zones AND span.is_exempt = exemption.is_exempt
       AND span.from_at = stretch.from_at
     OFFSET 0)
   ORDER BY place.region, place.time_zones, exemption.is_exempt, stretch.from_at`,
)

/**
 * The stretches from a day before the clock's instant to 8 days after it for which some place in use has no spans of the
 * campaign's present hours; null when nothing is missing or there is no such campaign.
 */
export async function missingSpans(
  queryable: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<SpanGaps | null> {
  const rows = await queryable.query(findGaps, [organizationId, campaignId, clock()])
  const [first] = rows
  if (first === undefined) return null
  return {
    hoursVersion: number(first, 'hours_version'),
    policyPack: text(first, 'policy_pack'),
    dialMethod: word(first, 'dial_method', dialMethods),
    hours: first['hours'],
    gaps: rows.map((row) => ({
      region: text(row, 'region'),
      timeZones: text(row, 'time_zones'),
      isExempt: flag(row, 'is_exempt'),
      fromAt: instant(row, 'from_at'),
    })),
  }
}

/** A span as it is stored: `gap` is the stretch that it is a part of. */
export interface StoredSpan extends OpenSpan {
  readonly gap: SpanGap
}

// The row that begins a stretch decides: whoever inserts it also inserts the others, and a second writer, who waits for
// the first to commit, inserts none of them. So a stretch is never a mixture, even of two releases with other zone data.
const insertSpans = statement(
  'insertCallingSpans',
  `WITH span AS MATERIALIZED (
     SELECT * FROM unnest($4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::boolean[],
       $10::boolean[]) AS s (region, time_zones, stretch_at, from_at, until_at, is_open, is_exempt)
   ),
   begun AS (
     INSERT INTO calling_span (organization_id, campaign_id, hours_version, region, time_zones, from_at, until_at, is_open,
       is_exempt)
     SELECT $1::bigint, $2::bigint, $3::integer, region, time_zones, from_at, until_at, is_open, is_exempt
     FROM span WHERE from_at = stretch_at ORDER BY region, time_zones, is_exempt, from_at
     ON CONFLICT DO NOTHING
     RETURNING region, time_zones, is_exempt, from_at
   )
   INSERT INTO calling_span (organization_id, campaign_id, hours_version, region, time_zones, from_at, until_at, is_open,
       is_exempt)
   SELECT $1::bigint, $2::bigint, $3::integer, region, time_zones, from_at, until_at, is_open, is_exempt
   FROM span
   -- Within a CASE it is one hashed look per row; as a join the pool's settings would make it a loop over a loop.
   WHERE CASE WHEN from_at > stretch_at
     THEN (region, time_zones, is_exempt, stretch_at) IN (SELECT region, time_zones, is_exempt, from_at FROM begun) ELSE false END
   ON CONFLICT DO NOTHING`,
)

/** Stores the spans of whole stretches; those of a stretch that is there already are left out. */
export async function insertCallingSpans(
  queryable: Queryable,
  organizationId: string,
  campaignId: string,
  hoursVersion: number,
  spans: readonly StoredSpan[],
): Promise<void> {
  await queryable.query(insertSpans, [
    organizationId,
    campaignId,
    hoursVersion,
    spans.map(({ gap }) => gap.region),
    spans.map(({ gap }) => gap.timeZones),
    spans.map(({ gap }) => gap.fromAt),
    spans.map(({ fromAt }) => fromAt),
    spans.map(({ untilAt }) => untilAt),
    spans.map(({ isOpen }) => isOpen),
    spans.map(({ gap }) => gap.isExempt),
  ])
}

// Whole stretches only: the row that begins one stands for it. Two days more than anybody asks for, because an instance
// may read with a clock that is behind.
const deleteStale = statement(
  'pruneCallingSpans',
  `WITH moment AS (SELECT coalesce($1::timestamptz, now()) AS at),
   gone AS (
     DELETE FROM calling_span AS span USING moment
     WHERE span.until_at < date_bin(interval '${STRETCH_HOURS} hours', at - interval '72 hours', timestamptz 'epoch')
       OR NOT EXISTS (
         SELECT FROM campaign
         WHERE campaign.organization_id = span.organization_id AND campaign.id = span.campaign_id
           AND campaign.hours_version = span.hours_version AND campaign.status <> 'COMPLETED')
     RETURNING 1
   )
   SELECT count(*) AS count FROM gone`,
)

/**
 * Deletes the spans that nobody reads any more: those of former hours, of campaigns that are over, and of stretches that
 * ended three days ago or earlier. How many. For a background job; safe at any time, as what is needed again is worked
 * out again.
 */
export async function pruneCallingSpans(database: Database, clock: Clock): Promise<number> {
  return database.transaction(async (transaction) => {
    await transaction.query(planForWholeLists, [])
    const [row] = await transaction.query(deleteStale, [clock()])
    return number(row ?? {}, 'count')
  })
}

const readHours = statement(
  'hoursOfCampaign',
  `SELECT hours, hours_version, coalesce(policy_pack, 'NONE') AS policy_pack, dial_method FROM campaign
   WHERE organization_id = $1 AND id = $2`,
)

/** What a campaign's hours follow from; null when there is no such campaign. */
export async function hoursOfCampaign(
  queryable: Queryable,
  organizationId: string,
  campaignId: string,
): Promise<Pick<SpanGaps, 'hours' | 'policyPack' | 'dialMethod'> | null> {
  const [row] = await queryable.query(readHours, [organizationId, campaignId])
  if (row === undefined) return null
  const dialMethod = word(row, 'dial_method', dialMethods)
  return { hours: row['hours'], policyPack: text(row, 'policy_pack'), dialMethod }
}

/** The place that a stored pair stands for. */
export function placeOf({
  region,
  timeZones,
  isExempt = false,
}: {
  readonly region: string
  readonly timeZones: string
  readonly isExempt?: boolean
}): Place {
  return { region, timeZones: timeZones.split(','), isExempt }
}

const setHours = statement(
  'setCampaignHours',
  `UPDATE campaign SET hours = $3::jsonb, hours_version = hours_version + 1
   WHERE organization_id = $1 AND id = $2 AND hours IS DISTINCT FROM $3::jsonb`,
)

/** Makes these the campaign's own windows, null for none; spans of its former hours are never read again. */
export async function setCampaignHours(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  hours: WeekWindows | null,
): Promise<void> {
  await transaction.query(setHours, [organizationId, campaignId, hours === null ? null : JSON.stringify(hours)])
}

const readCampaignsInUse = statement(
  'campaignsThatNeedSpans',
  "SELECT organization_id, id FROM campaign WHERE status = 'ACTIVE' ORDER BY organization_id, id",
)

/** Every ACTIVE campaign, of all organizations. */
export async function campaignsInUse(
  queryable: Queryable,
): Promise<{ readonly organizationId: string; readonly campaignId: string }[]> {
  const rows = await queryable.query(readCampaignsInUse, [])
  return rows.map((row) => ({ organizationId: text(row, 'organization_id'), campaignId: text(row, 'id') }))
}
