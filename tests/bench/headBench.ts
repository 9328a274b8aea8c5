import pg from 'pg'
import type { BenchFloor } from './benchFloor.js'
import type { Claim } from './claimLoad.js'
import { addQueues, releaseAll, type BenchCampaign } from './queueFixture.js'
import type { BenchRow } from './report.js'
import { inTurn, median } from './rounds.js'
import { withStoreClaims } from './storeClaims.js'

/** How large the rows about the head of the queue are. */
export interface HeadSize {
  readonly campaigns: number
  /** Per campaign; as many agents. More than can be claimed in the time. */
  readonly entriesPerCampaign: number
  readonly callers: number
  readonly seconds: number
  /** Of the two windows that are compared, at the beginning and at the end. */
  readonly windowSeconds: number
  readonly rounds: number
}

interface HeadRound {
  /** Claims a second in the first and in the last window. */
  readonly early: number
  readonly late: number
  readonly claims: number
}

/**
 * Claims while a transaction elsewhere keeps its snapshot open: no claimed entry can be cleaned out of the pick index, so
 * they pile up at its head. With the moving lower bound on the index, and without it.
 */
export async function headBench(floor: BenchFloor, size: HeadSize): Promise<BenchRow[]> {
  const { entriesPerCampaign } = size
  const campaigns = await addQueues(floor, {
    campaigns: size.campaigns,
    entries: entriesPerCampaign,
    agents: entriesPerCampaign,
  })
  const run = (withFloor: boolean): Promise<HeadRound> =>
    besideOpenTransaction(floor, () => withStoreClaims(floor, withFloor, (claim) => claimFor(campaigns, claim, size)))
  const { baseline: floorless, product } = await inTurn(
    () => run(false),
    () => run(true),
    size.rounds,
  )
  const after = size.seconds - size.windowSeconds
  return [
    headRow(
      'head',
      `claims after ${after} s beside a long transaction, with the moving floor`,
      "The counters' old versions, which the open transaction keeps: each statement walks over them.",
      product,
    ),
    headRow(
      'head-without',
      'the same without the moving floor',
      'Claimed entries that the open transaction keeps in the pick index: each statement walks over them, and the counters.',
      floorless,
    ),
  ]
}

function headRow(id: string, title: string, limitedBy: string, rounds: readonly HeadRound[]): BenchRow {
  const early = median(rounds.map((round) => round.early))
  const late = median(rounds.map((round) => round.late))
  return {
    id,
    title,
    baseline: { value: early, unit: 'claims/s at first' },
    product: { value: late, unit: 'claims/s' },
    ratio: late / early,
    target: null,
    limitedBy,
    facts: {
      'rounds, first to last': rounds
        .map((round) => `${Math.round(round.early)} to ${Math.round(round.late)}`)
        .join(', '),
      claims: rounds.reduce((sum, round) => sum + round.claims, 0),
    },
  }
}

/** Everything is given back afterwards, when the transaction no longer keeps it. */
async function besideOpenTransaction<T>(floor: BenchFloor, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: floor.connectionString, application_name: 'long transaction' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // The first statement takes the snapshot that is held; a report over one table does the same.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await client.query('SELECT count(*) FROM campaign')
    return await work()
  } finally {
    await client.end()
    await releaseAll(floor)
  }
}

/** A closed loop for a time. Rejects when a campaign runs out of agents before. */
async function claimFor(campaigns: readonly BenchCampaign[], claim: Claim, size: HeadSize): Promise<HeadRound> {
  const startedAt = performance.now()
  const secondsSoFar = (): number => (performance.now() - startedAt) / 1000
  const agents = campaigns.map(({ agentIds }) => agentIds.values())
  let [early, late, claims] = [0, 0, 0]
  await Promise.all(
    Array.from({ length: size.callers }, async (_, caller) => {
      const lane = caller % campaigns.length
      const campaign = campaigns[lane]
      if (campaign === undefined) return
      for (const agentId of agents[lane] ?? []) {
        await claim(campaign, agentId)
        const now = secondsSoFar()
        if (now >= size.seconds) return
        claims += 1
        if (now < size.windowSeconds) early += 1
        if (now >= size.seconds - size.windowSeconds) late += 1
      }
      throw new Error('the agents ran out: raise entriesPerCampaign')
    }),
  )
  return { early: early / size.windowSeconds, late: late / size.windowSeconds, claims }
}
