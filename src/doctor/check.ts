/** One thing that must be true of the database whatever has happened to it. */
export interface Check {
  /** Stable, kebab-case: reports, tests and docs quote it. */
  readonly id: string
  /** The rule as a supervisor would say it. */
  readonly sentence: string
  /**
   * A query with one row for each offender, named by ids alone in its column `sample`. `$1` is the organization, null
   * for all. It groups before it joins: a unique index is a promise that is being checked here, and the planner would
   * stop at the first match of a join that such an index says has only one.
   */
  readonly sql: string
}

/** What a check found. */
export interface Finding {
  /** The check's. */
  readonly id: string
  /** The check's. */
  readonly sentence: string
  /** Offending rows; 0: the check is passed. */
  readonly count: number
  /** Up to five of them, each by its ids, e.g. "organization 1, entry 42"; no names, no numbers to call. */
  readonly samples: readonly string[]
  /** Something to know: nothing is broken by it. */
  readonly isNote?: boolean
}

/** SQL that is true of the rows of `alias` that are asked about: all, or those of organization $1. */
export function isAsked(alias: string): string {
  return `($1::bigint IS NULL OR ${alias}.organization_id = $1::bigint)`
}

/** The entries of the queue and of its history: a finished entry is in exactly one of the two. */
export const everyEntry = `(SELECT * FROM dial_queue_entry UNION ALL SELECT * FROM dial_queue_history)`

/** SQL for the text that names a row by the given ids, e.g. `{ organization: 'entry.organization_id' }`. */
export function sampleOf(ids: Readonly<Record<string, string>>): string {
  return `concat_ws(', ', ${Object.entries(ids)
    .map(([word, column]) => `'${word} ' || ${column}`)
    .join(', ')}) AS sample`
}
