import { setTimeout as delay } from 'node:timers/promises'
import type { BenchFloor } from './benchFloor.js'
import { cpuMilliseconds, cpuText, residentMegabytes, withCpuUse, type CpuUse } from './cpuUse.js'
import { withConnections, type HttpConnection } from './httpConnection.js'
import { addCampaign, BARE_TABLE, bareInsert, createBareTable, type BenchCampaign } from './queueFixture.js'
import type { BenchRow } from './report.js'
import { inTurn, median, timed } from './rounds.js'

/** How large the rows about generateQueue are. */
export interface GenerateSize {
  readonly contacts: number
}

const GENERATE = `mutation ($input: GenerateQueueInput!) {
  generateQueue(input: $input) { created kept excluded { reason count } }
}`

interface GenerateData {
  readonly generateQueue: { readonly created: number; readonly kept: number }
}

interface GenerateRound {
  readonly seconds: number
  readonly cpu: CpuUse
  /** MB that the server's resident memory grew by at most, above what it was before; null when not known. */
  readonly grown: number | null
}

const RESIDENT_LIMIT_MB = 100

/** Every contact of a list into an empty queue, by the mutation over HTTP and by a bare INSERT … SELECT. */
export async function generateBench(floor: BenchFloor, { contacts }: GenerateSize): Promise<BenchRow[]> {
  const { pool } = floor
  const campaign = await addCampaign(floor, { contacts, agents: 1 })
  await createBareTable(pool)
  await pool.query('VACUUM ANALYZE')
  const bare = async (): Promise<GenerateRound> => {
    await empty(floor)
    const { value, cpu } = await withCpuUse(floor, () =>
      timed(() => pool.query(bareInsert(BARE_TABLE), [floor.organizationId, campaign.id, campaign.listId])),
    )
    return { seconds: value.seconds, cpu, grown: null }
  }
  const { baseline, product } = await withConnections(floor.endpoint, 1, async ([connection]) => {
    if (connection === undefined) throw new Error('no connection')
    return inTurn(bare, () => generate(floor, connection, campaign, contacts))
  })
  const base = median(baseline.map((round) => round.seconds))
  const seconds = median(product.map((round) => round.seconds))
  const grown = Math.max(...product.map((round) => round.grown ?? NaN))
  const size = contacts.toLocaleString('en-US')
  return [
    {
      id: 'generate',
      title: `generateQueue of ${size} contacts (rate against rate)`,
      baseline: { value: base, unit: 's' },
      product: { value: seconds, unit: 's' },
      // Rates: the product's contacts per second over the baseline's.
      ratio: base / seconds,
      target: { atLeast: 0.3 },
      limitedBy: cpuText(product.map((round) => round.cpu)),
      facts: {
        'baseline rounds, s': secondsText(baseline),
        'product rounds, s': secondsText(product),
        "baseline's CPU per contact, ms": cpuPerContact(baseline, contacts),
        'CPU per contact, ms': cpuPerContact(product, contacts),
      },
    },
    {
      id: 'generate-memory',
      title: "growth of the server's resident memory meanwhile",
      baseline: { value: RESIDENT_LIMIT_MB, unit: 'MB at most' },
      product: { value: grown, unit: 'MB' },
      ratio: grown / RESIDENT_LIMIT_MB,
      target: { atMost: 1 },
      limitedBy: 'The rows never leave PostgreSQL; what grows is the heap of a server that has just started.',
      facts: { 'rounds, MB': product.map((round) => (round.grown ?? NaN).toFixed(1)).join(', ') },
    },
  ]
}

async function generate(
  floor: BenchFloor,
  connection: HttpConnection,
  campaign: BenchCampaign,
  contacts: number,
): Promise<GenerateRound> {
  await empty(floor)
  const input = { campaignId: campaign.id, maxEntries: contacts }
  const { value, cpu } = await withCpuUse(floor, () =>
    whileWatchingMemory(floor.serverPid, () => timed(() => connection.ask<GenerateData>(GENERATE, { input }))),
  )
  const { created, kept } = value.result.value.generateQueue
  // The server itself fills a queue that runs dry, and may have been first with a few.
  if (created + kept !== contacts) throw new Error(`generateQueue made ${created} entries of ${contacts} contacts`)
  return { seconds: value.result.seconds, cpu, grown: value.grown }
}

/** Looks at the server's memory 20 times a second while the work goes on. */
async function whileWatchingMemory<T>(
  pid: number | null,
  work: () => Promise<T>,
): Promise<{ result: T; grown: number | null }> {
  const before = pid === null ? null : await residentMegabytes(pid)
  if (pid === null || before === null) return { result: await work(), grown: null }
  let highest = before
  const ending = new AbortController()
  const watching = (async () => {
    while (!ending.signal.aborted) {
      highest = Math.max(highest, (await residentMegabytes(pid)) ?? 0)
      await delay(50, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  })()
  try {
    return { result: await work(), grown: highest - before }
  } finally {
    ending.abort()
    await watching
  }
}

/** Both queues are empty again, and so are the counters, which no trigger tells of a TRUNCATE. */
async function empty({ pool }: BenchFloor): Promise<void> {
  await pool.query(`TRUNCATE dial_queue_entry, queue_counter, ${BARE_TABLE}`)
  await pool.query(`VACUUM ANALYZE dial_queue_entry, queue_counter, ${BARE_TABLE}`)
  await pool.query('CHECKPOINT')
}

function secondsText(rounds: readonly GenerateRound[]): string {
  return rounds.map((round) => round.seconds.toFixed(1)).join(', ')
}

function cpuPerContact(rounds: readonly GenerateRound[], contacts: number): number {
  const uses = rounds.map((round) => round.cpu)
  return cpuMilliseconds(uses, rounds.length * contacts)
}
