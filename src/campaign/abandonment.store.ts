import { outcomeCategories, type OutcomeCategory } from '../call/outcome.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, jsonObject, number, word, type Row } from '../database/row.js'

/** Finished calls of one category: how many were answered, and how many of these found no agent. */
export interface AnswerSums {
  readonly category: OutcomeCategory
  readonly answered: number
  readonly abandoned: number
}

/** What a campaign's calls of the last day come to. */
export interface RecentAnswers {
  /** The quarter of an hour that it is now. */
  readonly quarterAt: Date
  readonly finished: readonly AnswerSums[]
  /** Answered calls that are not finished. */
  readonly running: number
}

// A day's quarters of an hour, and the few entries that agents hold.
const readRecent = statement(
  'recentAnswers',
  `WITH moment AS MATERIALIZED (SELECT quarter_hour(coalesce($3::timestamptz, now())) AS quarter_at)
   SELECT quarter_at,
     (SELECT count(*) FROM dial_queue_entry WHERE organization_id = $1 AND campaign_id = $2
        AND status IN ('CONNECTED', 'WRAP_UP') AND connected_at IS NOT NULL) AS running,
     (SELECT coalesce(jsonb_agg(by_category), '[]') FROM (
       SELECT category, sum(answered) AS answered, sum(abandoned) AS abandoned FROM call_activity
       WHERE organization_id = $1 AND campaign_id = $2 AND quarter_at >= moment.quarter_at - interval '24 hours'
       GROUP BY category) AS by_category) AS finished
   FROM moment`,
)

/** The calls that began in the present quarter of an hour or in the 24 hours before it. */
export async function recentAnswers(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<RecentAnswers> {
  const row: Row = (await database.query(readRecent, [organizationId, campaignId, clock()]))[0] ?? {}
  const finished = row['finished']
  if (!Array.isArray(finished)) throw new Error('the answers are not an array')
  return {
    quarterAt: instant(row, 'quarter_at'),
    finished: finished.map((item: unknown) => answerSums(jsonObject({ item }, 'item'))),
    running: number(row, 'running'),
  }
}

const readPast = statement(
  'pastAnswers',
  `SELECT category, sum(answered) AS answered, sum(abandoned) AS abandoned FROM call_activity
   WHERE organization_id = $1 AND campaign_id = $2
     AND quarter_at >= $3::timestamptz - interval '30 days' AND quarter_at < $3::timestamptz - interval '24 hours'
   GROUP BY category`,
)

/** The calls that began within the 30 days before the quarter of an hour, but not within its last 24 hours. */
export async function pastAnswers(
  database: Queryable,
  organizationId: string,
  campaignId: string,
  quarterAt: Date,
): Promise<readonly AnswerSums[]> {
  return (await database.query(readPast, [organizationId, campaignId, quarterAt])).map(answerSums)
}

function answerSums(row: Row): AnswerSums {
  return {
    category: word(row, 'category', outcomeCategories),
    answered: number(row, 'answered'),
    abandoned: number(row, 'abandoned'),
  }
}
