import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, number } from '../database/row.js'

/** What became of the dials that a campaign placed within one minute. */
export interface CampaignMinute {
  /** When the minute begins; it ends where the next one begins. */
  readonly startsAt: Date
  /** D of metrics.md. */
  readonly dials: number
  /** A: answered by a person or a machine so far. */
  readonly answers: number
  /** Q: answered, with no agent there. */
  readonly abandons: number
  /** V: the outcome's category is SUCCESS. */
  readonly conversions: number
}

/** Consecutive minutes of one campaign, of one snapshot of the database. */
export interface CampaignMinutes {
  readonly at: Date
  /** Oldest first, without a gap; the last one is the minute that `at` lies in. */
  readonly minutes: readonly CampaignMinute[]
}

// A dial is a call record, or an entry in an agent's hands: a snapshot has it in exactly one of the two. Records are a
// range of call_record_campaign_idx, whatever lies before it; an archived entry has left its record. Each minute brings a
// row of zeros, so that none is missing.
const readMinutes = statement(
  'campaignMinutes',
  `WITH span AS MATERIALIZED (
     SELECT moment.at, running.starts_at - make_interval(mins => $4::integer - 1) AS from_at,
       running.starts_at + interval '1 minute' AS until_at
     FROM (SELECT coalesce($3::timestamptz, now()) AS at) AS moment
     CROSS JOIN LATERAL (SELECT date_bin('1 minute', moment.at, timestamptz '2000-01-01 00:00:00+00') AS starts_at) AS running
   ),
   dial AS (
     SELECT generate_series(from_at, at, interval '1 minute') AS started_at, 0 AS dials, false AS is_answered,
       false AS is_abandoned, false AS is_conversion
     FROM span
     UNION ALL
     SELECT started_at, 1, is_answered(answered_at, final_status, category), final_status = 'ABANDONED', category = 'SUCCESS'
     FROM call_record
     WHERE organization_id = $1 AND campaign_id = $2
       AND started_at >= (SELECT from_at FROM span) AND started_at < (SELECT until_at FROM span)
     UNION ALL
     SELECT dialed_at, 1, connected_at IS NOT NULL, false, false
     FROM dial_queue_entry
     WHERE organization_id = $1 AND campaign_id = $2 AND status IN ('DIALING', 'CONNECTED', 'WRAP_UP')
       AND dialed_at >= (SELECT from_at FROM span) AND dialed_at < (SELECT until_at FROM span)
   )
   SELECT span.at, minute.* FROM campaign CROSS JOIN span CROSS JOIN (
     SELECT date_bin('1 minute', started_at, timestamptz '2000-01-01 00:00:00+00') AS starts_at, sum(dials) AS dials,
       count(*) FILTER (WHERE is_answered) AS answers, count(*) FILTER (WHERE is_abandoned) AS abandons,
       count(*) FILTER (WHERE is_conversion) AS conversions
     FROM dial GROUP BY 1) AS minute
   WHERE campaign.organization_id = $1 AND campaign.id = $2 ORDER BY minute.starts_at`,
)

/** The last `minuteCount` minutes up to now; null when the organization has no such campaign. */
export async function campaignMinutes(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  minuteCount: number,
): Promise<CampaignMinutes | null> {
  const rows = await database.query(readMinutes, [organizationId, campaignId, clock(), minuteCount])
  const [first] = rows
  if (first === undefined) return null
  const minutes = rows.map((row) => ({
    startsAt: instant(row, 'starts_at'),
    dials: number(row, 'dials'),
    answers: number(row, 'answers'),
    abandons: number(row, 'abandons'),
    conversions: number(row, 'conversions'),
  }))
  return { at: instant(first, 'at'), minutes }
}
