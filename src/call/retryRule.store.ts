import { statement, type Queryable } from '../database/database.js'
import { flag, number, numberOrNull, text, word } from '../database/row.js'
import { retryGrowths, type RetryRule } from './retry.js'

/** Where a line of the retry table comes from: the campaign's own, the organization's, or the outcome's plain delay. */
export const retrySources = ['CAMPAIGN', 'ORGANIZATION', 'OUTCOME'] as const
export type RetrySource = (typeof retrySources)[number]

/** How one outcome is tried again, and who says so. */
export interface RetryLine extends RetryRule {
  readonly outcome: string
  readonly source: RetrySource
}

// Campaign 0 stands for every campaign that has no rule of its own; a real campaign's rows come first.
const readEffective = statement(
  'effectiveRetryRules',
  `SELECT outcome.code AS outcome,
     CASE WHEN rule.growth IS NULL THEN 'OUTCOME' WHEN rule.campaign_id = 0 THEN 'ORGANIZATION' ELSE 'CAMPAIGN' END AS source,
     coalesce(rule.delay_minutes, outcome.retry_after_minutes) AS delay_minutes, coalesce(rule.growth, 'FIXED') AS growth,
     rule.ceiling_minutes, coalesce(rule.other_part_of_day, false) AS other_part_of_day, rule.max_attempts
   FROM outcome
   LEFT JOIN LATERAL (
     SELECT * FROM retry_rule WHERE organization_id = $1 AND outcome = outcome.code AND campaign_id IN ($2::bigint, 0)
     ORDER BY campaign_id DESC LIMIT 1
   ) AS rule ON true
   WHERE outcome.organization_id = $1 AND outcome.category IN ('NO_ANSWER', 'BUSY', 'VOICEMAIL', 'ABANDONED', 'FAILED')
     AND coalesce(rule.delay_minutes, outcome.retry_after_minutes) IS NOT NULL
   ORDER BY outcome.code`,
)

/**
 * The retry table that holds for the campaign, or for those without one of their own (`campaignId` null), by outcome. An
 * outcome that is not tried again has no line.
 */
export async function effectiveRetryRules(
  database: Queryable,
  organizationId: string,
  campaignId: string | null,
): Promise<RetryLine[]> {
  return (await database.query(readEffective, [organizationId, campaignId ?? '0'])).map((row) => ({
    outcome: text(row, 'outcome'),
    source: word(row, 'source', retrySources),
    delayMinutes: number(row, 'delay_minutes'),
    growth: word(row, 'growth', retryGrowths),
    ceilingMinutes: numberOrNull(row, 'ceiling_minutes'),
    otherPartOfDay: flag(row, 'other_part_of_day'),
    maxAttempts: numberOrNull(row, 'max_attempts'),
  }))
}

const removeRules = statement(
  'removeRetryRules',
  'DELETE FROM retry_rule WHERE organization_id = $1 AND campaign_id = $2 AND outcome <> ALL ($3::text[])',
)
const putRules = statement(
  'putRetryRules',
  `INSERT INTO retry_rule (organization_id, campaign_id, outcome, delay_minutes, growth, ceiling_minutes, other_part_of_day,
     max_attempts)
   SELECT $1, $2, r.* FROM unnest($3::text[], $4::integer[], $5::text[], $6::integer[], $7::boolean[], $8::integer[]) AS r
   ON CONFLICT (organization_id, campaign_id, outcome) DO UPDATE SET delay_minutes = excluded.delay_minutes,
     growth = excluded.growth, ceiling_minutes = excluded.ceiling_minutes, other_part_of_day = excluded.other_part_of_day,
     max_attempts = excluded.max_attempts`,
)

/** Makes exactly these the rules of the campaign, or of the organization (`campaignId` null). */
export async function replaceRetryRules(
  transaction: Queryable,
  organizationId: string,
  campaignId: string | null,
  rules: readonly (RetryRule & { readonly outcome: string })[],
): Promise<void> {
  const outcomes = rules.map(({ outcome }) => outcome)
  await transaction.query(removeRules, [organizationId, campaignId ?? '0', outcomes])
  await transaction.query(putRules, [
    organizationId,
    campaignId ?? '0',
    outcomes,
    rules.map((rule) => rule.delayMinutes),
    rules.map((rule) => rule.growth),
    rules.map((rule) => rule.ceilingMinutes),
    rules.map((rule) => rule.otherPartOfDay),
    rules.map((rule) => rule.maxAttempts),
  ])
}

const removeOfOutcome = statement(
  'removeRetryRulesOfOutcome',
  'DELETE FROM retry_rule WHERE organization_id = $1 AND outcome = $2',
)

/** The outcome is not tried again any more, in any campaign. */
export async function removeRetryRules(transaction: Queryable, organizationId: string, outcome: string): Promise<void> {
  await transaction.query(removeOfOutcome, [organizationId, outcome])
}
