/**
 * SQL for the attempts that a campaign's limit counts, of a row of campaign_contact: those since the last reset of the
 * contact's list. Null where there is no row.
 */
export function attemptsSinceReset(progress: string): string {
  return `(${progress}.attempt_count - ${progress}.attempts_before_reset)`
}
