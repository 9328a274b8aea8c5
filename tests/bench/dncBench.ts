import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrateDatabase } from '../../src/database/migrations.js'
import { createDatabase, databaseAddress, dropDatabase } from '../support/databases.js'
import type { MeasuredSuppression } from './dncProcess.js'
import type { BenchRow } from './report.js'
import { inTurn, median, timed } from './rounds.js'

const PROGRAM = fileURLToPath(new URL('dncProcess.ts', import.meta.url))

/** Resident memory of the importing process, whatever the file's size: node itself, a chunk of numbers, and their text. */
const RESIDENT_LIMIT_MB = 400

/** A file of suppressed numbers, and what a bare COPY needs to read it. */
interface SuppressionFile {
  readonly id: string
  readonly title: string
  readonly columns: number
  readonly options: string
  readonly lines: (rows: number) => Generator<string>
}

/** Number `index` of a set without repetition, in no order, spread over the area codes of North America. */
function numberAt(index: number, rows: number): string {
  // A stride prime to the length walks through all places once.
  const place = (index * 7_654_321) % rows
  const spread = Math.floor((place * 6_000_000_000) / rows)
  const area = 200 + Math.floor(spread / 8_000_000)
  const exchange = 200 + (Math.floor(spread / 10_000) % 800)
  return `+1${area}${exchange}${String(spread % 10_000).padStart(4, '0')}`
}

const files: readonly SuppressionFile[] = [
  {
    id: 'dnc',
    title: 'do-not-call import of one number a line',
    columns: 1,
    options: '',
    lines: function* (rows) {
      for (let index = 0; index < rows; index += 1) yield `${numberAt(index, rows)}\n`
    },
  },
  {
    id: 'dnc-csv',
    title: 'do-not-call import of a CSV with a header and two more columns',
    columns: 3,
    options: " WITH (FORMAT csv, HEADER true, DELIMITER ';')",
    lines: function* (rows) {
      yield 'asked_on;phone;note\n'
      for (let index = 0; index < rows; index += 1) yield `2026-11-01;${numberAt(index, rows)};"asked, by letter"\n`
    },
  },
]

/**
 * Imports of suppression files against COPY of the same file into a table of text columns without index or constraint,
 * both in turn, three times each, into an empty list; then the memory of the import. `rows` must not share a factor with
 * 7,654,321.
 */
export async function dncBench(connectionString: string, rows: number): Promise<BenchRow[]> {
  const name = `dialqueue_bench_${randomBytes(6).toString('hex')}`
  const address = databaseAddress(connectionString, name)
  const directory = await mkdtemp(join(tmpdir(), 'dialqueue-bench-'))
  await createDatabase(connectionString, name)
  try {
    await migrateDatabase(address)
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      const measured: BenchRow[] = []
      let peak = 0
      for (const file of files) {
        const path = join(directory, file.id)
        await writeFile(path, Readable.from(file.lines(rows)))
        const { row, peakRssMegabytes } = await compare(client, address, file, path, rows)
        measured.push(row)
        peak = Math.max(peak, peakRssMegabytes)
      }
      return [...measured, memoryRow(peak)]
    } finally {
      await client.end()
    }
  } finally {
    await rm(directory, { recursive: true })
    await dropDatabase(connectionString, name)
  }
}

async function compare(
  client: pg.Client,
  address: string,
  file: SuppressionFile,
  path: string,
  rows: number,
): Promise<{ row: BenchRow; peakRssMegabytes: number }> {
  const { baseline, product } = await inTurn(
    () => copyFile(client, file, path, rows),
    () => importFile(client, address, path, rows),
  )
  const again = await runImport(client, address, path, rows)
  const base = rows / median(baseline)
  const value = rows / median(product.map(({ seconds }) => seconds))
  const row: BenchRow = {
    id: file.id,
    title: `${file.title}, ${rows.toLocaleString('en-US')} of them, against COPY of the same file`,
    baseline: { value: base, unit: 'rows/s' },
    product: { value, unit: 'rows/s' },
    ratio: value / base,
    target: { atLeast: 0.25 },
    limitedBy:
      'Reading, checking and sorting the numbers in one thread; PostgreSQL gets one row for 64 of them, and then looks ' +
      'through the queue twice for entries to cancel.',
    facts: {
      'baseline rounds, s': baseline.map((seconds) => seconds.toFixed(2)).join(', '),
      'product rounds, s': product.map(({ seconds }) => seconds.toFixed(2)).join(', '),
      'the same file again, s': again.seconds,
    },
  }
  return { row, peakRssMegabytes: Math.max(...[...product, again].map(({ peakRssMegabytes }) => peakRssMegabytes)) }
}

function memoryRow(peakRssMegabytes: number): BenchRow {
  return {
    id: 'dnc-memory',
    title: 'greatest resident memory of the process that imports a suppression file',
    baseline: { value: RESIDENT_LIMIT_MB, unit: 'MB at most' },
    product: { value: peakRssMegabytes, unit: 'MB' },
    ratio: peakRssMegabytes / RESIDENT_LIMIT_MB,
    target: { atMost: 1 },
    limitedBy: 'A chunk of 1,048,576 numbers is sorted at a time: the size of the file does not matter.',
    facts: {},
  }
}

/** Seconds of the bare COPY. */
async function copyFile(client: pg.Client, file: SuppressionFile, path: string, rows: number): Promise<number> {
  const columns = Array.from({ length: file.columns }, (_, index) => `column_${index} text`)
  await client.query('DROP TABLE IF EXISTS bare_number')
  await client.query(`CREATE TABLE bare_number (${columns.join(', ')})`)
  await client.query('CHECKPOINT')
  const copy = client.query(copyFrom(`COPY bare_number FROM STDIN${file.options}`))
  const { seconds } = await timed(() => pipeline(createReadStream(path), copy))
  if (copy.rowCount !== rows) throw new Error(`COPY took ${copy.rowCount} of ${rows} rows`)
  await client.query('DROP TABLE bare_number')
  return seconds
}

/** One import into an empty list. */
async function importFile(
  client: pg.Client,
  address: string,
  path: string,
  rows: number,
): Promise<MeasuredSuppression> {
  await client.query('TRUNCATE do_not_call_list, do_not_call_run')
  return runImport(client, address, path, rows)
}

async function runImport(client: pg.Client, address: string, path: string, rows: number): Promise<MeasuredSuppression> {
  await client.query(
    "INSERT INTO organization (name, time_zone) SELECT 'Bench', 'UTC' WHERE NOT EXISTS (SELECT FROM organization)",
  )
  const { rows: organizations } = await client.query<{ id: string }>('SELECT id FROM organization')
  await client.query('CHECKPOINT')
  const program = ['--import', 'tsx', PROGRAM, address, organizations[0]?.id ?? '', path]
  const { stdout } = await promisify(execFile)(process.execPath, program)
  const measured = JSON.parse(stdout) as MeasuredSuppression
  if (measured.listed !== rows) throw new Error(`the import has ${measured.listed} of ${rows} numbers`)
  return measured
}
