import type { Writable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Clock } from '../database/clock.js'
import { planForValues, statement, type Queryable } from '../database/database.js'
import { instantOrNull, number, text } from '../database/row.js'
import { RUN_SPAN } from './numberRuns.js'

// The SQL of one import, a transaction: the file's runs go into a temporary table, then the list is locked (two imports of
// one list wait for each other, but read their files beside each other), then its runs are written, whole.

const prepare = [
  statement('doNotCallNoTimeout', 'SET LOCAL statement_timeout = 0'),
  // Only a second chunk, or a list that has numbers already, is sorted by PostgreSQL.
  statement('doNotCallMemory', "SET LOCAL work_mem = '64MB'"),
  planForValues,
  statement(
    'createDoNotCallStaging',
    `CREATE TEMPORARY TABLE do_not_call_staging (first_number bigint NOT NULL, steps integer[] NOT NULL)
     ON COMMIT DROP`,
  ),
  // What a change list takes out of the copy that stands.
  statement(
    'createDoNotCallRemovals',
    'CREATE TEMPORARY TABLE do_not_call_removal (number bigint PRIMARY KEY) ON COMMIT DROP',
  ),
]

/** Where the lines of `NumberRuns` go, on the connection of the open transaction. */
export function openStaging(client: pg.PoolClient): Writable {
  return client.query(copyFrom('/* copyDoNotCall */ COPY pg_temp.do_not_call_staging (first_number, steps) FROM STDIN'))
}

/** Prepares the open transaction for an import. */
export async function beginImport(transaction: Queryable): Promise<void> {
  for (const each of prepare) await transaction.query(each, [])
}

const addRemovals = statement('stageDoNotCallRemovals', 'INSERT INTO do_not_call_removal SELECT unnest($1::bigint[])')

/** Numbers in one statement. */
const REMOVALS_AT_ONCE = 50_000

/** Notes the numbers, each once and without its "+", that `writeRuns` shall leave out. */
export async function stageRemovals(transaction: Queryable, numbers: readonly number[]): Promise<void> {
  for (let from = 0; from < numbers.length; from += REMOVALS_AT_ONCE) {
    await transaction.query(addRemovals, [numbers.slice(from, from + REMOVALS_AT_ONCE)])
  }
}

/** What all numbers of a file have in common. */
export interface ListWords {
  /** Null: for the whole organization. */
  readonly campaignId: string | null
  readonly reason: string
  readonly source: string
  /** Null: for good. */
  readonly expiresAt: Date | null
  /** The copy of a national registry of that day (ISO); null: a file of the organization's own. */
  readonly registry: { readonly code: string; readonly asOf: string } | null
}

/** A list as it was before the import, locked until its end. */
export interface LockedList {
  readonly id: string
  readonly numberCount: number
  /** Of a registry that was imported before. */
  readonly asOf: Date | null
}

// A list that another import is about to add is waited for.
const addList = statement(
  'addDoNotCallList',
  `INSERT INTO do_not_call_list (organization_id, campaign_id, registry, as_of, reason, source, expires_at, imported_at)
   VALUES ($1, $2::bigint, $3, $4::date, $5, $6, $7::timestamptz, coalesce($8::timestamptz, now()))
   ON CONFLICT DO NOTHING`,
)
const lockFile = statement(
  'lockDoNotCallList',
  `SELECT id, number_count, NULL::timestamptz AS as_of FROM do_not_call_list
   WHERE organization_id = $1 AND coalesce(campaign_id, 0) = coalesce($2::bigint, 0) AND source = $3 AND reason = $4
     AND coalesce(expires_at, 'infinity') = coalesce($5::timestamptz, 'infinity') AND registry IS NULL
   FOR UPDATE`,
)
const lockRegistry = statement(
  'lockRegistryList',
  `SELECT id, number_count, as_of::timestamp AT TIME ZONE 'UTC' AS as_of FROM do_not_call_list
   WHERE organization_id = $1 AND registry = $2 FOR UPDATE`,
)

/**
 * Finds or adds the list of a file or registry, and locks it. Breaks do_not_call_list_organization_fkey or
 * do_not_call_list_campaign_fkey for what does not exist.
 */
export async function lockList(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  { campaignId, reason, source, expiresAt, registry }: ListWords,
): Promise<LockedList> {
  const code = registry?.code ?? null
  const values = [organizationId, campaignId, code, registry?.asOf ?? null, reason, source, expiresAt, clock()]
  await transaction.query(addList, values)
  const [row = {}] =
    code === null
      ? await transaction.query(lockFile, [organizationId, campaignId, source, reason, expiresAt])
      : await transaction.query(lockRegistry, [organizationId, code])
  return { id: text(row, 'id'), numberCount: number(row, 'number_count'), asOf: instantOrNull(row, 'as_of') }
}

const stageExisting = statement(
  'stageDoNotCallRuns',
  `INSERT INTO do_not_call_staging
   SELECT first_number, steps FROM do_not_call_run WHERE organization_id = $1 AND list_id = $2`,
)
const dropExisting = statement(
  'dropDoNotCallRuns',
  'DELETE FROM do_not_call_run WHERE organization_id = $1 AND list_id = $2',
)
const writeStaged = statement(
  'writeDoNotCallRuns',
  `WITH written AS (
     INSERT INTO do_not_call_run (organization_id, list_id, first_number, steps)
     SELECT $1, $2, first_number, steps FROM do_not_call_staging ORDER BY first_number
     RETURNING cardinality(steps) AS numbers
   ) SELECT coalesce(sum(numbers), 0) AS numbers FROM written`,
)
// Runs as NumberRuns cuts them: 64 numbers at most, none across a stretch.
const writeMerged = statement(
  'mergeDoNotCallRuns',
  `WITH written AS (
     INSERT INTO do_not_call_run (organization_id, list_id, first_number, steps)
     SELECT $1, $2, min(number), array_agg((number - first_number)::integer ORDER BY number)
     FROM (
       SELECT number, stretch, run, first_value(number) OVER (PARTITION BY stretch, run ORDER BY number) AS first_number
       FROM (
         SELECT number, number / ${RUN_SPAN} AS stretch,
           (row_number() OVER (PARTITION BY number / ${RUN_SPAN} ORDER BY number) - 1) / 64 AS run
         FROM (SELECT DISTINCT first_number + step AS number FROM do_not_call_staging, unnest(steps) AS s (step)
           WHERE first_number + step NOT IN (SELECT number FROM do_not_call_removal)) AS each
       ) AS placed
     ) AS cut
     GROUP BY stretch, run
     RETURNING cardinality(steps) AS numbers
   ) SELECT coalesce(sum(numbers), 0) AS numbers FROM written`,
)

/**
 * Makes the staged numbers those of the list: instead of the old ones (`replaces`) or beside them, without the staged
 * removals. How many it now has.
 *
 * @param isSorted the staged runs are ascending and without repetition, as one chunk is, and nothing is removed
 */
export async function writeRuns(
  transaction: Queryable,
  organizationId: string,
  list: LockedList,
  { replaces, isSorted }: { readonly replaces: boolean; readonly isSorted: boolean },
): Promise<number> {
  const key = [organizationId, list.id]
  const joins = !replaces && list.numberCount > 0
  if (joins) await transaction.query(stageExisting, key)
  if (list.numberCount > 0) await transaction.query(dropExisting, key)
  const [row = {}] = await transaction.query(isSorted && !joins ? writeStaged : writeMerged, key)
  return number(row, 'numbers')
}

const finishList = statement(
  'finishDoNotCallList',
  `UPDATE do_not_call_list SET number_count = $3, as_of = $4::date, reason = $5, source = $6,
     imported_at = coalesce($7::timestamptz, now()), warned_at = NULL, stopped_at = NULL
   WHERE organization_id = $1 AND id = $2`,
)

/** Says of the list what it now is. */
export async function finishImport(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  listId: string,
  numberCount: number,
  { registry, reason, source }: ListWords,
): Promise<void> {
  const values = [organizationId, listId, numberCount, registry?.asOf ?? null, reason, source, clock()]
  await transaction.query(finishList, values)
}
