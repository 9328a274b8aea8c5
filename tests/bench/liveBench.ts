import type { BenchFloor } from './benchFloor.js'
import { cpuPerClaim } from './claimLoad.js'
import { measureLatency, claimSteadily, type Latency } from './changeLatency.js'
import { cpuText, withCpuUse, type CpuUse } from './cpuUse.js'
import { withConnections } from './httpConnection.js'
import { claimOverHttp, roundOverHttp, type CheckedRound } from './productClaims.js'
import { addQueues, releaseAll, type BenchCampaign } from './queueFixture.js'
import type { BenchRow } from './report.js'
import { inTurn, median, ROUND_COUNT } from './rounds.js'
import { withSubscribers } from './subscribers.js'

/** How large the rows about live counts are. */
export interface LiveSize {
  readonly subscribers: number
  readonly changesPerSecond: number
  /** Of each round of steady changes. */
  readonly seconds: number
  readonly campaigns: number
  readonly entriesPerCampaign: number
  readonly callers: number
  readonly claimsPerRound: number
}

const LATENCY_LIMIT_MS = 250

/** How soon subscribers see a change, and what they cost the claims. */
export async function liveBench(floor: BenchFloor, size: LiveSize): Promise<BenchRow[]> {
  const campaigns = await addQueues(floor, {
    campaigns: size.campaigns,
    entries: size.entriesPerCampaign,
    agents: Math.max(size.changesPerSecond * size.seconds, Math.ceil(size.claimsPerRound / size.campaigns)),
  })
  const claims = (): Promise<CheckedRound> => roundOverHttp(floor, campaigns, size.callers, size.claimsPerRound)
  // The server's code is compiled while it runs: a first round would measure the compiler.
  await claims()
  return [await latencyRow(floor, campaigns, size), await rateRow(floor, campaigns, size, claims)]
}

async function latencyRow(floor: BenchFloor, campaigns: readonly BenchCampaign[], size: LiveSize): Promise<BenchRow> {
  const [campaign] = campaigns
  if (campaign === undefined) throw new Error('no campaign')
  const rounds: { value: Latency; cpu: CpuUse }[] = []
  for (let round = 0; round < ROUND_COUNT; round += 1) {
    rounds.push(
      await withConnections(floor.endpoint, size.callers, (connections) =>
        withSubscribers(floor.endpoint, [campaign.id], size.subscribers, (subscribers) =>
          withCpuUse(floor, () =>
            measureLatency(subscribers, () =>
              claimSteadily(
                campaign,
                connections.map(claimOverHttp),
                size.changesPerSecond * size.seconds,
                size.changesPerSecond,
              ),
            ),
          ),
        ),
      ),
    )
    await releaseAll(floor)
  }
  const middle = (read: (latency: Latency) => number): number => median(rounds.map(({ value }) => read(value)))
  const p99 = middle(({ fromSending }) => fromSending.p99)
  return {
    id: 'live',
    title: `commit to frame, p99, ${size.subscribers} subscribers, ${size.changesPerSecond} changes/s`,
    baseline: { value: LATENCY_LIMIT_MS, unit: 'ms at most' },
    product: { value: p99, unit: 'ms' },
    ratio: p99 / LATENCY_LIMIT_MS,
    target: { atMost: 1 },
    limitedBy: `A campaign is read at most every 100 ms. ${cpuText(rounds.map(({ cpu }) => cpu))}`,
    facts: {
      'p99 of each round, ms': rounds.map(({ value }) => value.fromSending.p99.toFixed(0)).join(', '),
      'p50, ms': middle(({ fromSending }) => fromSending.p50),
      'longest, ms': Math.max(...rounds.map(({ value }) => value.fromSending.longest)),
      'p99 from the answer, ms': middle(({ fromAnswer }) => fromAnswer.p99),
      'changes seen': rounds.reduce((sum, { value }) => sum + value.count, 0),
    },
  }
}

async function rateRow(
  floor: BenchFloor,
  campaigns: readonly BenchCampaign[],
  size: LiveSize,
  claims: () => Promise<CheckedRound>,
): Promise<BenchRow> {
  let frameCount = 0
  const ids = campaigns.map(({ id }) => id)
  const { baseline, product } = await inTurn(claims, () =>
    withSubscribers(floor.endpoint, ids, size.subscribers, async (subscribers) => {
      const round = await claims()
      frameCount += subscribers.reduce((sum, { frames }) => sum + frames.length, 0)
      return round
    }),
  )
  const base = median(baseline.map((round) => round.perSecond))
  const value = median(product.map((round) => round.perSecond))
  return {
    id: 'live-claims',
    title: `claims over HTTP with ${size.subscribers} subscribers against none`,
    baseline: { value: base, unit: 'claims/s' },
    product: { value, unit: 'claims/s' },
    ratio: value / base,
    target: { atLeast: 0.85 },
    limitedBy: cpuText(product.map((round) => round.cpu)),
    facts: {
      'baseline rounds': baseline.map((round) => Math.round(round.perSecond)).join(', '),
      'product rounds': product.map((round) => Math.round(round.perSecond)).join(', '),
      "baseline's CPU per claim, ms": cpuPerClaim(baseline),
      'CPU per claim, ms': cpuPerClaim(product),
      'frames a second': frameCount / product.reduce((sum, round) => sum + round.seconds, 0),
    },
  }
}
