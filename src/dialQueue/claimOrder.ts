// The order of the claim within a lane (design, section 5): callbacks, then urgency, then whose turn it is, then id. All
// three are fixed when an entry is queued, so that one index holds the order and nothing is sorted at a claim.

/** The order of the pick, ascending, of the table or CTE that goes by `alias`. */
export function claimOrder(alias: string): string {
  return ['callback_rank', 'urgency', 'turn_at', 'id'].map((column) => `${alias}.${column}`).join(', ')
}

/**
 * SQL for an entry's urgency, lower first: higher priority, then fewer attempts (at most 100 in a campaign, so a step of
 * priority outweighs them all). 0 in a campaign that ages: there the turn says it all.
 *
 * @param attempt SQL for which attempt it is since the last reset of the list
 */
export function urgency(entry: string, attempt: string, campaign: string): string {
  return `CASE WHEN ${campaign}.ageing_minutes IS NULL THEN ${attempt} - ${entry}.priority::bigint * 1000 ELSE 0 END`
}

/**
 * SQL for the instant from which an entry counts as waiting, earlier first. In a campaign that ages, a step of priority is
 * worth so many minutes of waiting and an attempt costs as many: whatever its priority, an entry is overtaken only by
 * those queued within a fixed time after it, so nothing starves. (Waiting grows by the same for all; hence the order never
 * changes while they wait.) Priorities beyond 10,000 steps weigh as 10,000.
 *
 * @param attempt as of `urgency`
 */
export function turnAt(entry: string, attempt: string, queuedAt: string, campaign: string): string {
  const steps = `least(greatest(${entry}.priority, -10000), 10000) - (${attempt} - 1)`
  return `${queuedAt} - coalesce((${steps}) * make_interval(mins => ${campaign}.ageing_minutes), interval '0')`
}
