import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { migrateDatabase } from '../../src/database/migrations.js'
import { placeOfZip } from '../../src/place/zipCode.js'
import { stateAreaCodes } from '../../src/place/stateAreaCodes.js'
import { createDatabase, databaseAddress, dropDatabase } from '../support/databases.js'
import type { MeasuredImport } from './importProcess.js'
import { inTurn, median } from './rounds.js'

/** What addresses cost an import. */
export interface AddressBench {
  /** Rows per second of each round: the same file, of which the address is only kept. */
  readonly plainPerSecond: readonly number[]
  /** Rows per second of each round: the address is read. */
  readonly addressPerSecond: readonly number[]
  /** Different places of the imported contacts: so many lanes has a queue of all of them. */
  readonly places: number
}

const PROGRAM = fileURLToPath(new URL('importProcess.ts', import.meta.url))
/** Of all numbers, those that travelled with their owners into another state. */
const TRAVELLED = 0.15

/**
 * Measures the import of `rows` contacts of the United States with country, state and ZIP code into an empty list, against
 * the same file with headers that say nothing to the import.
 *
 * @param connectionString any database of the server; what is measured happens in one of its own, dropped afterwards
 */
export async function addressBench(connectionString: string, rows: number): Promise<AddressBench> {
  const name = `dialqueue_bench_${randomBytes(6).toString('hex')}`
  const address = databaseAddress(connectionString, name)
  const directory = await mkdtemp(join(tmpdir(), 'dialqueue-bench-'))
  await createDatabase(connectionString, name)
  try {
    await migrateDatabase(address)
    const [plain, addressed] = [join(directory, 'plain.csv'), join(directory, 'addressed.csv')]
    await writeFile(plain, 'id,phone,a,b,c', rows)
    await writeFile(addressed, 'id,phone,country,state,zip', rows)
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      const sides = await inTurn(
        () => importFile(client, address, plain, rows),
        () => importFile(client, address, addressed, rows),
      )
      const { rows: counted } = await client.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM (SELECT DISTINCT region, time_zone FROM contact) AS place',
      )
      return {
        plainPerSecond: sides.baseline.map(({ seconds }) => rows / seconds),
        addressPerSecond: sides.product.map(({ seconds }) => rows / seconds),
        places: counted[0]?.count ?? NaN,
      }
    } finally {
      await client.end()
    }
  } finally {
    await rm(directory, { recursive: true })
    await dropDatabase(connectionString, name)
  }
}

/** The share that reading addresses leaves of the rate. */
export function addressRatio({ plainPerSecond, addressPerSecond }: AddressBench): number {
  return median(addressPerSecond) / median(plainPerSecond)
}

async function importFile(client: pg.Client, address: string, file: string, rows: number): Promise<MeasuredImport> {
  await client.query('TRUNCATE contact, contact_list_counter CASCADE')
  const { rows: organizations } = await client.query<{ id: string }>(
    "INSERT INTO organization (name, time_zone) VALUES ('Address bench', 'UTC') RETURNING id",
  )
  await client.query('CHECKPOINT')
  const program = ['--import', 'tsx', PROGRAM, address, organizations[0]?.id ?? '', 'Address bench', file]
  const { stdout } = await promisify(execFile)(process.execPath, program)
  const measured = JSON.parse(stdout) as MeasuredImport
  if (measured.rows !== rows) throw new Error(`the import took ${measured.rows} of ${rows} rows`)
  return measured
}

function writeFile(file: string, header: string, rows: number): Promise<void> {
  return pipeline(Readable.from(lines(header, rows)), createWriteStream(file))
}

/** The same people in every file: each with a ZIP code, its state, and a number that mostly is of that state. */
function* lines(header: string, rows: number): Generator<string> {
  const random = seeded(5)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const allCodes = americanCodes('US-')
  yield `${header}\n`
  let text = ''
  for (let row = 1; row <= rows; row += 1) {
    const { zip, state } = someZip(random)
    const ofState = americanCodes(`US-${state}`)
    const codes = random() < TRAVELLED || ofState.length === 0 ? allCodes : ofState
    // Numbers that stand for no person here: exchange and line only keep them apart.
    const rest = String(2_000_000 + ((row * 7) % 7_999_999)).padStart(7, '0')
    text += `${row},+1${pick(codes) ?? '212'}${rest},US,${state},${zip}\n`
    if (row % 1_000 !== 0) continue
    yield text
    text = ''
  }
  yield text
}

const codesByPrefix = new Map<string, readonly string[]>()

function americanCodes(prefix: string): readonly string[] {
  const known = codesByPrefix.get(prefix)
  if (known !== undefined) return known
  const codes = Object.entries(stateAreaCodes)
    .filter(([region]) => region.startsWith(prefix))
    .flatMap(([, text]) => text.split(/\s+/))
    .filter((code) => code !== '')
  codesByPrefix.set(prefix, codes)
  return codes
}

/** A ZIP code in a state. */
function someZip(random: () => number): { readonly zip: string; readonly state: string } {
  for (;;) {
    const zip = String(Math.floor(random() * 100_000)).padStart(5, '0')
    const [state] = placeOfZip(zip)?.regions.filter((region) => region.startsWith('US-')) ?? []
    if (state !== undefined) return { zip, state: state.slice(3) }
  }
}

/** Random numbers that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
