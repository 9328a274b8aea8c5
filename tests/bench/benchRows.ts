import { addressRows } from './addressRows.js'
import { onBenchFloor, type BenchFloor } from './benchFloor.js'
import { claimsBench } from './claimsBench.js'
import { dncBench } from './dncBench.js'
import { generateBench } from './generateBench.js'
import { headBench } from './headBench.js'
import { importRows } from './importRows.js'
import { liveBench } from './liveBench.js'
import type { BenchRow } from './report.js'
import { rulesBench } from './rulesBench.js'
import { statsBench } from './statsBench.js'

/** What `--only` may name. */
export const rowNames = ['claims', 'generate', 'stats', 'live', 'import', 'addresses', 'dnc', 'rules', 'head'] as const
export type RowName = (typeof rowNames)[number]

/** Measures the rows of one name on the PostgreSQL at this address. */
type Measure = (connectionString: string, isQuick: boolean) => Promise<BenchRow[]>

/** The rows with the sizes of the issue, and small ones for `--quick`. */
export const benchRows: Readonly<Record<RowName, Measure>> = {
  claims: sized(
    claimsBench,
    {
      campaigns: 4,
      entriesPerCampaign: 100_000,
      callers: 64,
      claimsPerRound: 20_000,
      originalSeconds: 8,
      originalCallers: [16, 64],
    },
    {
      campaigns: 4,
      entriesPerCampaign: 2_500,
      callers: 64,
      claimsPerRound: 2_000,
      originalSeconds: 1,
      originalCallers: [16],
    },
  ),
  generate: sized(generateBench, { contacts: 1_000_000 }, { contacts: 20_000 }),
  stats: sized(
    statsBench,
    { entries: 1_000_000, fewEntries: 1_000, requests: 600 },
    { entries: 20_000, fewEntries: 1_000, requests: 100 },
  ),
  live: sized(
    liveBench,
    {
      subscribers: 200,
      changesPerSecond: 100,
      seconds: 10,
      campaigns: 4,
      entriesPerCampaign: 100_000,
      callers: 64,
      claimsPerRound: 20_000,
    },
    {
      subscribers: 200,
      changesPerSecond: 100,
      seconds: 2,
      campaigns: 4,
      entriesPerCampaign: 2_500,
      callers: 64,
      claimsPerRound: 2_000,
    },
  ),
  import: (connectionString, isQuick) => importRows(connectionString, isQuick ? 20_000 : 1_000_000),
  addresses: (connectionString, isQuick) => addressRows(connectionString, isQuick ? 20_000 : 1_000_000),
  dnc: (connectionString, isQuick) => dncBench(connectionString, isQuick ? 20_000 : 1_000_000),
  rules: sized(
    rulesBench,
    {
      ...{ campaigns: 4, entriesPerCampaign: 100_000, callers: 64, claimsPerRound: 20_000 },
      ...{ contacts: 1_000_000, questions: 100 },
    },
    { campaigns: 4, entriesPerCampaign: 2_500, callers: 64, claimsPerRound: 2_000, contacts: 20_000, questions: 20 },
  ),
  head: sized(
    headBench,
    { campaigns: 1, entriesPerCampaign: 250_000, callers: 16, seconds: 30, windowSeconds: 5, rounds: 3 },
    { campaigns: 1, entriesPerCampaign: 50_000, callers: 16, seconds: 4, windowSeconds: 1, rounds: 1 },
  ),
}

function sized<S>(bench: (floor: BenchFloor, size: S) => Promise<BenchRow[]>, full: S, quick: S): Measure {
  return (connectionString, isQuick) => onBenchFloor(connectionString, (floor) => bench(floor, isQuick ? quick : full))
}
