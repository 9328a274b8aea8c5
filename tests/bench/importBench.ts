import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { migrateDatabase } from '../../src/database/migrations.js'
import { writeBankFile } from '../contact/bankCampaign.js'
import { createDatabase, databaseAddress, dropDatabase } from '../support/databases.js'
import type { MeasuredImport } from './importProcess.js'
import { inTurn, median, ROUND_COUNT, timed, type Sides } from './rounds.js'

/** What the import of a file took beside a bare COPY of the same file. */
export interface ImportBench {
  readonly rows: number
  /** Rows per second of each round. */
  readonly baselinePerSecond: readonly number[]
  readonly importPerSecond: readonly number[]
  /** Of the medians. */
  readonly ratio: number
  /**
   * Rows per second of COPY of the same contacts, finished and typed, straight into the empty contact table with its
   * indexes, checks, foreign keys and trigger: what any import could reach at best, whatever it does before.
   */
  readonly readyRowsPerSecond: readonly number[]
  /** Seconds of each import until the last row was read and sent; the rest is PostgreSQL alone. */
  readonly readingSeconds: readonly number[]
  /** Seconds of each import, all in all. */
  readonly importSeconds: readonly number[]
  /** Of the importing process, over all rounds. */
  readonly peakRssMegabytes: number
}

const PROGRAM = fileURLToPath(new URL('importProcess.ts', import.meta.url))

const EMPTY = 'TRUNCATE contact, contact_list_counter CASCADE'

/** Columns of the file: id, name, number and the bank's 21. */
const COLUMN_COUNT = 24

/**
 * Measures the import of a file of the bank's contacts into an empty list, against COPY of the same file through `pg`
 * into a table of one text column per column, without index or constraint. Both in turn, three times each.
 *
 * @param connectionString any database of the server; what is measured happens in one of its own, dropped afterwards
 * @param rows of the file, which is written to the system's temporary directory (190 bytes a row)
 */
export async function importBench(connectionString: string, rows: number): Promise<ImportBench> {
  const name = `dialqueue_bench_${randomBytes(6).toString('hex')}`
  const address = databaseAddress(connectionString, name)
  const directory = await mkdtemp(join(tmpdir(), 'dialqueue-bench-'))
  await createDatabase(connectionString, name)
  try {
    await migrateDatabase(address)
    const file = join(directory, 'contacts.csv')
    await writeBankFile(file, rows)
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      const sides = await inTurn(
        () => copyFile(client, file, rows),
        () => importFile(client, address, file, rows),
      )
      return summarise(rows, sides, await copyReadyRows(client, join(directory, 'contacts.copy'), rows))
    } finally {
      await client.end()
    }
  } finally {
    await rm(directory, { recursive: true })
    await dropDatabase(connectionString, name)
  }
}

function summarise(
  rows: number,
  { baseline, product }: Sides<number, MeasuredImport>,
  readySeconds: readonly number[],
): ImportBench {
  const baselinePerSecond = baseline.map((seconds) => rows / seconds)
  const importPerSecond = product.map(({ seconds }) => rows / seconds)
  return {
    rows,
    baselinePerSecond,
    importPerSecond,
    ratio: median(importPerSecond) / median(baselinePerSecond),
    readyRowsPerSecond: readySeconds.map((seconds) => rows / seconds),
    readingSeconds: product.map(({ readingSeconds }) => readingSeconds),
    importSeconds: product.map(({ seconds }) => seconds),
    peakRssMegabytes: Math.max(...product.map(({ peakRssMegabytes }) => peakRssMegabytes)),
  }
}

/** Seconds of the bare COPY. */
async function copyFile(client: pg.Client, file: string, rows: number): Promise<number> {
  const columns = Array.from({ length: COLUMN_COUNT }, (_, index) => `column_${index} text`)
  await client.query('DROP TABLE IF EXISTS bare_contact')
  await client.query(`CREATE TABLE bare_contact (${columns.join(', ')})`)
  await client.query('CHECKPOINT')
  const copy = client.query(copyFrom("COPY bare_contact FROM STDIN WITH (FORMAT csv, HEADER true, DELIMITER ';')"))
  const { seconds } = await timed(() => pipeline(createReadStream(file), copy))
  if (copy.rowCount !== rows) throw new Error(`COPY took ${copy.rowCount} of ${rows} rows`)
  await client.query('DROP TABLE bare_contact')
  return seconds
}

/** One import into an empty table, in a process of its own. */
async function importFile(client: pg.Client, address: string, file: string, rows: number): Promise<MeasuredImport> {
  await client.query(EMPTY)
  const { rows: organizations } = await client.query<{ id: string }>(
    "INSERT INTO organization (name, time_zone) VALUES ('Import bench', 'UTC') RETURNING id",
  )
  await client.query('CHECKPOINT')
  const program = ['--import', 'tsx', PROGRAM, address, organizations[0]?.id ?? '', 'Import bench', file]
  const { stdout } = await promisify(execFile)(process.execPath, program)
  const measured = JSON.parse(stdout) as MeasuredImport
  if (measured.rows !== rows) throw new Error(`the import took ${measured.rows} of ${rows} rows`)
  return measured
}

/** Seconds of each COPY of the contacts that the last import left into the emptied table. */
async function copyReadyRows(client: pg.Client, file: string, rows: number): Promise<number[]> {
  const table = 'contact (organization_id, list_id, external_id, first_name, last_name, phone, time_zone, attributes)'
  await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), createWriteStream(file))
  const times: number[] = []
  for (let round = 0; round < ROUND_COUNT; round += 1) {
    await client.query(EMPTY)
    await client.query('CHECKPOINT')
    const copy = client.query(copyFrom(`COPY ${table} FROM STDIN`))
    times.push((await timed(() => pipeline(createReadStream(file), copy))).seconds)
    if (copy.rowCount !== rows) throw new Error(`COPY took ${copy.rowCount} of ${rows} rows`)
  }
  return times
}
