import { BareClaims } from './bareClaims.js'
import type { BenchFloor } from './benchFloor.js'
import { cpuPerClaim, duplicateCount, type MeasuredRound } from './claimLoad.js'
import { cpuText } from './cpuUse.js'
import { originalClaims } from './originalClaims.js'
import { checkedRound, roundOverHttp, type CheckedRound } from './productClaims.js'
import { addQueues } from './queueFixture.js'
import type { BenchRow } from './report.js'
import { inTurn, median, type Sides } from './rounds.js'
import { withStoreClaims } from './storeClaims.js'

/** How large the rows about claims are. */
export interface ClaimsSize {
  readonly campaigns: number
  readonly entriesPerCampaign: number
  readonly callers: number
  readonly claimsPerRound: number
  /** Per run of the original algorithm. */
  readonly originalSeconds: number
  /** Agents who ask the original algorithm at once; one run each. */
  readonly originalCallers: readonly number[]
}

const perSecond = (value: number) => ({ value, unit: 'claims/s' })

/**
 * nextContact over HTTP against the bare claim statement; the same through the store only; what was handed out twice;
 * and what the original algorithm does on the same queue.
 */
export async function claimsBench(floor: BenchFloor, size: ClaimsSize): Promise<BenchRow[]> {
  const { callers, claimsPerRound } = size
  const campaigns = await addQueues(floor, {
    campaigns: size.campaigns,
    entries: size.entriesPerCampaign,
    agents: Math.ceil(claimsPerRound / size.campaigns),
  })
  const bare = await BareClaims.prepare(floor, campaigns, callers, Math.ceil(claimsPerRound / 4))
  const overHttp = (): Promise<CheckedRound> => roundOverHttp(floor, campaigns, callers, claimsPerRound)
  const throughStore = (): Promise<CheckedRound> =>
    withStoreClaims(floor, true, (claim) =>
      checkedRound(floor, campaigns, Array<typeof claim>(callers).fill(claim), claimsPerRound),
    )
  // The server's code is compiled while it runs: a first round would measure the compiler.
  await overHttp()
  const http = await inTurn(() => bare.round(claimsPerRound), overHttp)
  const store = await inTurn(() => bare.round(claimsPerRound), throughStore)
  const duplicates = [...http.product, ...store.product].reduce((sum, round) => sum + round.duplicates, 0)
  const rows = [
    claimRow('claims', 'nextContact over HTTP', http, 0.35, {
      callers,
      'claims a round': claimsPerRound,
      "baseline's connections": bare.poolSize,
    }),
    claimRow('claims-store', 'the same claims through the store, without HTTP', store, null, {}),
    {
      id: 'claims-twice',
      title: 'contacts handed out twice, in all rounds',
      baseline: null,
      product: { value: duplicates, unit: '' },
      ratio: duplicates,
      target: { atMost: 0 },
      limitedBy: 'Nothing: unique indexes and row locks. Counted over the answers and again in the database.',
      facts: { claims: [...http.product, ...store.product].reduce((sum, round) => sum + round.handouts.length, 0) },
    },
  ]
  const baseline = median([...http.baseline, ...store.baseline].map((round) => round.perSecond))
  for (const count of size.originalCallers) {
    const { handouts, perSecond: rate } = await originalClaims(floor, campaigns, count, size.originalSeconds)
    const twice = duplicateCount(handouts)
    rows.push({
      id: `claims-original-${count}`,
      title: `find-then-update through Prisma, ${count} agents`,
      baseline: perSecond(baseline),
      product: perSecond(rate),
      ratio: rate / baseline,
      target: null,
      limitedBy: `${handouts.length} assignments covered ${handouts.length - twice} different contacts: ${twice} were duplicates.`,
      facts: { assignments: handouts.length, 'different contacts': handouts.length - twice, duplicates: twice },
    })
  }
  return rows
}

function claimRow(
  id: string,
  title: string,
  { baseline, product }: Sides<MeasuredRound, CheckedRound>,
  atLeast: number | null,
  facts: BenchRow['facts'],
): BenchRow {
  const base = median(baseline.map((round) => round.perSecond))
  const value = median(product.map((round) => round.perSecond))
  return {
    id,
    title,
    baseline: perSecond(base),
    product: perSecond(value),
    ratio: value / base,
    target: atLeast === null ? null : { atLeast },
    limitedBy: cpuText(product.map((round) => round.cpu)),
    facts: {
      ...facts,
      'baseline rounds': rates(baseline),
      'product rounds': rates(product),
      "baseline's CPU per claim, ms": cpuPerClaim(baseline),
      'CPU per claim, ms': cpuPerClaim(product),
      'claims per statement': median(product.map((round) => round.perStatement)),
      'baseline of': cpuText(baseline.map((round) => round.cpu)),
    },
  }
}

function rates(rounds: readonly MeasuredRound[]): string {
  return rounds.map((round) => Math.round(round.perSecond)).join(', ')
}
