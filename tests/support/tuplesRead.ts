import type { Database, Queryable } from '../../src/database/database.js'
import { number } from '../../src/database/row.js'

/** What the work gave, and what PostgreSQL read for it. */
export interface TuplesRead<T> {
  readonly result: T
  /** Index entries of the table, over all its indexes. */
  readonly byIndex: number
  /** Rows that a sequential scan of the table went over. */
  readonly scanned: number
}

const readCounts = {
  name: 'tuplesRead',
  text: `SELECT sum(pg_stat_get_xact_tuples_returned(indexrelid))::int AS by_index,
      pg_stat_get_xact_tuples_returned($1::text::regclass)::int AS scanned
    FROM pg_index WHERE indrelid = $1::text::regclass`,
}

/** Does the work in a transaction, and tells how much of the table was read: the plan as it ran, not as it was meant. */
export function tuplesRead<T>(
  database: Database,
  table: string,
  work: (transaction: Queryable) => Promise<T>,
): Promise<TuplesRead<T>> {
  return database.transaction(async (transaction) => {
    // The connection may still hold counts of its earlier transactions.
    const [before = {}] = await transaction.query(readCounts, [table])
    const result = await work(transaction)
    const [after = {}] = await transaction.query(readCounts, [table])
    const grown = (column: string): number => number(after, column) - number(before, column)
    return { result, byIndex: grown('by_index'), scanned: grown('scanned') }
  })
}
