import { outcomeCategories, type OutcomeCategory } from '../call/outcome.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, jsonObject, number, numberOrNull, text, word, type Row } from '../database/row.js'
import { parseAgentCounts, parseQueueCounts, type AgentCounts, type QueueCounts } from './counts.js'

/** Finished calls of one outcome within a window. */
export interface OutcomeActivity {
  readonly outcome: string
  readonly category: OutcomeCategory
  /** By the dial's start: */
  readonly dialed: number
  readonly answered: number
  readonly connected: number
  readonly abandoned: number
  readonly dialMs: number
  readonly talkMs: number
  readonly wrapUpMs: number
  /** By the completion: entries that became COMPLETED. */
  readonly completed: number
}

/** Dials of the window whose entries are still in an agent's hands. */
export interface RunningCalls {
  readonly dialed: number
  readonly answered: number
  /** Those whose dial time is over (answered or ended), and its sum. */
  readonly dialOver: number
  readonly dialMs: number
  /** Answered calls that have ended, and their talk time. */
  readonly talkOver: number
  readonly talkMs: number
}

/** Promised callbacks now, and those that were kept within the window: by a dial that began in it. */
export interface CallbackSums {
  /** OPEN, and their instant has come. */
  readonly due: number
  /** Of these, those whose grace is over. */
  readonly overdue: number
  readonly kept: number
  /** Of these, by a dial that began before the grace was over. */
  readonly onTime: number
}

/** Everything that campaignStats is computed from, of one snapshot of the database. */
export interface CampaignSums {
  readonly at: Date
  readonly counts: QueueCounts
  readonly agents: AgentCounts
  readonly today: readonly OutcomeActivity[]
  readonly running: RunningCalls
  /** Dials placed in the last 15 minutes. */
  readonly recentDials: number
  /** Distinct contacts of the campaign's lists that it has dialled at least once. */
  readonly contactsDialed: number
  /** Contacts in the campaign's lists. */
  readonly contactsListed: number
  readonly callbacks: CallbackSums
}

// Sums of counters, a day's quarters of an hour, and the few entries that agents hold: nothing here grows with the queue.
const readSums = statement(
  'campaignSums',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   -- Where the clocks go back to midnight (the Azores, Cuba), it strikes twice, and PostgreSQL takes the second.
   today AS (
     SELECT CASE WHEN (midnight.at - interval '1 hour') AT TIME ZONE day.time_zone >= day.date
       THEN midnight.at - interval '1 hour' ELSE midnight.at END AS starts_at
     FROM (
       SELECT time_zone, date_trunc('day', moment.at AT TIME ZONE time_zone) AS date
       FROM campaign CROSS JOIN moment WHERE campaign.organization_id = $1 AND campaign.id = $2
     ) AS day
     CROSS JOIN LATERAL (SELECT day.date AT TIME ZONE day.time_zone AS at) AS midnight
   ),
   running AS MATERIALIZED (
     SELECT entry.attempt, entry.dialed_at, entry.connected_at, entry.ended_at, contact.list_id
     FROM dial_queue_entry AS entry
     JOIN contact ON contact.organization_id = $1 AND contact.id = entry.contact_id
     WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status IN ('DIALING', 'CONNECTED', 'WRAP_UP')
   ),
   chosen AS (SELECT list_id FROM campaign_list WHERE organization_id = $1 AND campaign_id = $2)
   SELECT moment.at, queue.*, agents.*, waiting.*, kept.*,
     (SELECT coalesce(jsonb_agg(by_outcome), '[]') FROM (
       SELECT outcome, category, sum(dialed) AS dialed, sum(answered) AS answered, sum(connected) AS connected,
         sum(abandoned) AS abandoned, sum(dial_ms) AS dial_ms, sum(talk_ms) AS talk_ms, sum(wrap_up_ms) AS wrap_up_ms,
         sum(completed) AS completed
       FROM call_activity
       WHERE organization_id = $1 AND campaign_id = $2 AND quarter_at >= today.starts_at
       GROUP BY outcome, category) AS by_outcome) AS today,
     (SELECT to_jsonb(live) FROM (
       SELECT count(*) AS dialed, count(connected_at) AS answered,
         count(coalesce(connected_at, ended_at)) AS dial_over,
         coalesce(sum(extract(epoch FROM coalesce(connected_at, ended_at) - dialed_at) * 1000), 0) AS dial_ms,
         count(ended_at) FILTER (WHERE connected_at IS NOT NULL) AS talk_over,
         coalesce(sum(extract(epoch FROM ended_at - connected_at) * 1000), 0) AS talk_ms
       FROM running WHERE dialed_at >= today.starts_at) AS live) AS running,
     (SELECT count(*) FROM running WHERE dialed_at >= moment.at - interval '15 minutes')
       + (SELECT count(*) FROM call_record WHERE organization_id = $1 AND campaign_id = $2
            AND started_at >= moment.at - interval '15 minutes') AS recent_dials,
     (SELECT count(*) FROM running WHERE attempt = 1 AND list_id IN (SELECT list_id FROM chosen))
       + (SELECT coalesce(sum(contacts_dialed), 0) FROM campaign_list_counter WHERE organization_id = $1 AND campaign_id = $2
            AND list_id IN (SELECT list_id FROM chosen)) AS contacts_dialed,
     (SELECT coalesce(sum(contacts), 0) FROM contact_list_counter WHERE organization_id = $1
        AND list_id IN (SELECT list_id FROM chosen)) AS contacts_listed
   FROM moment CROSS JOIN today
   CROSS JOIN (
     SELECT coalesce(sum(queued), 0) AS queued, coalesce(sum(reserved), 0) AS reserved, coalesce(sum(dialing), 0) AS dialing,
       coalesce(sum(connected), 0) AS connected, coalesce(sum(wrap_up), 0) AS wrap_up,
       coalesce(sum(completed), 0) AS completed, coalesce(sum(failed), 0) AS failed,
       coalesce(sum(abandoned), 0) AS abandoned, coalesce(sum(cancelled), 0) AS cancelled
     FROM queue_counter WHERE organization_id = $1 AND campaign_id = $2) AS queue
   CROSS JOIN (
     SELECT coalesce(sum(available), 0) AS agents_available, coalesce(sum(busy), 0) AS agents_busy,
       coalesce(sum(wrap_up), 0) AS agents_wrap_up, coalesce(sum(paused), 0) AS agents_paused,
       coalesce(sum(offline), 0) AS agents_offline
     FROM agent_counter WHERE organization_id = $1 AND campaign_id = $2) AS agents
   CROSS JOIN LATERAL (
     SELECT count(*) FILTER (WHERE due_at <= moment.at) AS callbacks_due,
       count(*) FILTER (WHERE due_at + make_interval(mins => grace_minutes) < moment.at) AS callbacks_overdue
     FROM callback WHERE organization_id = $1 AND campaign_id = $2 AND status = 'OPEN' AND due_at <= moment.at) AS waiting
   CROSS JOIN LATERAL (
     SELECT count(*) AS callbacks_kept,
       count(*) FILTER (WHERE dialed_at <= due_at + make_interval(mins => grace_minutes)) AS callbacks_on_time
     FROM callback WHERE organization_id = $1 AND campaign_id = $2 AND status = 'KEPT'
       AND dialed_at >= today.starts_at) AS kept`,
)

/** The sums of one campaign; null when the organization has no such campaign. */
export async function campaignSums(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<CampaignSums | null> {
  const row = (await database.query(readSums, [organizationId, campaignId, clock()]))[0]
  if (row === undefined) return null
  const running = jsonObject(row, 'running')
  return {
    at: instant(row, 'at'),
    counts: parseQueueCounts(row),
    agents: parseAgentCounts(row),
    today: parseActivity(row['today']),
    running: {
      dialed: number(running, 'dialed'),
      answered: number(running, 'answered'),
      dialOver: number(running, 'dial_over'),
      dialMs: number(running, 'dial_ms'),
      talkOver: number(running, 'talk_over'),
      talkMs: number(running, 'talk_ms'),
    },
    recentDials: number(row, 'recent_dials'),
    contactsDialed: number(row, 'contacts_dialed'),
    contactsListed: number(row, 'contacts_listed'),
    callbacks: {
      due: number(row, 'callbacks_due'),
      overdue: number(row, 'callbacks_overdue'),
      kept: number(row, 'callbacks_kept'),
      onTime: number(row, 'callbacks_on_time'),
    },
  }
}

function parseActivity(value: unknown): OutcomeActivity[] {
  if (!Array.isArray(value)) throw new Error('the activity is not an array')
  return value.map((item: unknown) => {
    const row = jsonObject({ item }, 'item')
    return {
      outcome: text(row, 'outcome'),
      category: word(row, 'category', outcomeCategories),
      dialed: number(row, 'dialed'),
      answered: number(row, 'answered'),
      connected: number(row, 'connected'),
      abandoned: number(row, 'abandoned'),
      dialMs: number(row, 'dial_ms'),
      talkMs: number(row, 'talk_ms'),
      wrapUpMs: number(row, 'wrap_up_ms'),
      completed: number(row, 'completed'),
    }
  })
}

/** The whole organization's queue. */
export interface OrganizationQueue {
  readonly at: Date
  readonly counts: QueueCounts
  readonly agents: AgentCounts
  /** Seconds; null when nothing is queued. */
  readonly averageWaitSeconds: number | null
  readonly longestWaitSeconds: number | null
}

// The oldest entry is found by a skip scan of the pick index: one probe per campaign, priority and attempt, because
// within each of those the first is the oldest.
const readOrganization = statement(
  'organizationQueue',
  `WITH RECURSIVE oldest AS (
     (SELECT campaign_id, callback_rank, -priority AS urgency, attempt, queued_at FROM dial_queue_entry
      WHERE organization_id = $1 AND status = 'QUEUED'
      ORDER BY campaign_id, callback_rank, (-priority), attempt, queued_at LIMIT 1)
     UNION ALL
     SELECT next.* FROM oldest CROSS JOIN LATERAL (
       SELECT campaign_id, callback_rank, -priority AS urgency, attempt, queued_at FROM dial_queue_entry
       WHERE organization_id = $1 AND status = 'QUEUED'
         AND (campaign_id, callback_rank, (-priority), attempt)
           > (oldest.campaign_id, oldest.callback_rank, oldest.urgency, oldest.attempt)
       ORDER BY campaign_id, callback_rank, (-priority), attempt, queued_at LIMIT 1) AS next
   )
   SELECT moment.at, queue.*, agents.*,
     CASE WHEN queue.queued > 0
       THEN greatest((counter_ms(moment.at) - queue.queued_at_sum / queue.queued) / 1000.0, 0) END::double precision
       AS average_wait,
     CASE WHEN queue.queued > 0
       THEN greatest(extract(epoch FROM moment.at - (SELECT min(queued_at) FROM oldest)), 0) END::double precision
       AS longest_wait
   FROM (SELECT coalesce($2::timestamptz, now()) AS at) AS moment
   CROSS JOIN (
     SELECT coalesce(sum(queued), 0) AS queued, coalesce(sum(reserved), 0) AS reserved, coalesce(sum(dialing), 0) AS dialing,
       coalesce(sum(connected), 0) AS connected, coalesce(sum(wrap_up), 0) AS wrap_up,
       coalesce(sum(completed), 0) AS completed, coalesce(sum(failed), 0) AS failed,
       coalesce(sum(abandoned), 0) AS abandoned, coalesce(sum(cancelled), 0) AS cancelled,
       coalesce(sum(queued_at_sum), 0) AS queued_at_sum
     FROM queue_counter WHERE organization_id = $1) AS queue
   CROSS JOIN (
     SELECT count(*) FILTER (WHERE status = 'AVAILABLE') AS agents_available,
       count(*) FILTER (WHERE status = 'BUSY') AS agents_busy, count(*) FILTER (WHERE status = 'WRAP_UP') AS agents_wrap_up,
       count(*) FILTER (WHERE status = 'PAUSED') AS agents_paused, count(*) FILTER (WHERE status = 'OFFLINE') AS agents_offline
     FROM agent WHERE organization_id = $1) AS agents`,
)

/** Counts over all campaigns, each agent once, and how long the queued entries wait. */
export async function organizationQueue(
  database: Queryable,
  clock: Clock,
  organizationId: string,
): Promise<OrganizationQueue> {
  const row: Row = (await database.query(readOrganization, [organizationId, clock()]))[0] ?? {}
  return {
    at: instant(row, 'at'),
    counts: parseQueueCounts(row),
    agents: parseAgentCounts(row),
    averageWaitSeconds: numberOrNull(row, 'average_wait'),
    longestWaitSeconds: numberOrNull(row, 'longest_wait'),
  }
}
