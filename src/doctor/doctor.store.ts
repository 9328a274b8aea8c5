import { planForWholeLists, statement, type Queryable } from '../database/database.js'
import { number } from '../database/row.js'
import type { Check, Finding } from './check.js'

const MOST_SAMPLES = 5

// Every check sees the same instant, however long all of them take, and none of them can write.
const oneSnapshot = statement('doctorSnapshot', 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')

// The tables themselves are read, never an index: a broken index is among what is looked for, and would hide its faults.
// Before PostgreSQL 18 that makes every plan look so expensive that it is compiled first (15: 6 s instead of 0.05 s).
const readTables = statement(
  'doctorReadsTables',
  `SELECT set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true),
     set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true)`,
)

/** Makes a transaction that has just begun one snapshot, read-only, in which indexes are not believed. */
export async function openExamination(transaction: Queryable): Promise<void> {
  await transaction.query(oneSnapshot, [])
  await transaction.query(planForWholeLists, [])
  await transaction.query(readTables, [])
}

/** Runs one check over an organization, or over all (null). */
export async function runCheck(transaction: Queryable, check: Check, organizationId: string | null): Promise<Finding> {
  const examine = statement(
    `doctor-${check.id}`,
    `WITH offending AS MATERIALIZED (${check.sql})
     SELECT (SELECT count(*) FROM offending) AS count,
       ARRAY(SELECT sample FROM offending ORDER BY sample COLLATE "C" LIMIT ${MOST_SAMPLES}) AS samples`,
  )
  const row = (await transaction.query(examine, [organizationId]))[0] ?? {}
  return { id: check.id, sentence: check.sentence, count: number(row, 'count'), samples: samplesIn(row['samples']) }
}

function samplesIn(value: unknown): string[] {
  if (!Array.isArray(value)) throw new Error('the samples of a check are not an array')
  return value.map(String)
}
