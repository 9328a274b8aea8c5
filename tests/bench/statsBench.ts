import type { BenchFloor } from './benchFloor.js'
import { cpuText, withCpuUse } from './cpuUse.js'
import { withConnections, type HttpConnection } from './httpConnection.js'
import { addCampaign, type BenchCampaign } from './queueFixture.js'
import type { BenchRow } from './report.js'
import { median, percentile, timed } from './rounds.js'
import { fillShift } from './shiftFixture.js'

/** How large the row about campaignStats is. */
export interface StatsSize {
  readonly entries: number
  /** Of the campaign that it is compared with. */
  readonly fewEntries: number
  /** Requests to each campaign. */
  readonly requests: number
}

const STATS = `query ($campaignId: ID!) {
  campaignStats(campaignId: $campaignId) {
    at activeAgents dialedToday connectedToday completedToday conversionsToday
    counts { queued reserved dialing connected wrapUp completed failed abandoned cancelled total }
    agents { available busy wrapUp paused offline }
    outcomesToday { outcome category count }
    answerRate conversionRate abandonRate averageDialSeconds averageTalkSeconds averageWrapUpSeconds
    listPenetration optimalQueueSize
  }
}`

interface StatsData {
  readonly campaignStats: { readonly dialedToday: number; readonly counts: { readonly total: number } }
}

/** Agents of each campaign; half of them are on a call. */
const AGENT_COUNT = 100
const WARM_UP_REQUESTS = 100

/** campaignStats of a large campaign against a small one, asked in turn over one connection. */
export async function statsBench(floor: BenchFloor, size: StatsSize): Promise<BenchRow[]> {
  const large = await addShift(floor, size.entries)
  const small = await addShift(floor, size.fewEntries)
  await floor.pool.query('VACUUM ANALYZE')
  const times = { large: [] as number[], small: [] as number[] }
  const { cpu } = await withConnections(floor.endpoint, 1, async ([connection]) => {
    if (connection === undefined) throw new Error('no connection')
    await check(connection, large, size.entries)
    await check(connection, small, size.fewEntries)
    for (let request = 0; request < WARM_UP_REQUESTS; request += 1) await ask(connection, large)
    return withCpuUse(floor, async () => {
      for (let request = 0; request < size.requests; request += 1) {
        times.small.push((await timed(() => ask(connection, small))).seconds * 1000)
        times.large.push((await timed(() => ask(connection, large))).seconds * 1000)
      }
    })
  })
  const base = median(times.small)
  const value = median(times.large)
  return [
    {
      id: 'stats',
      title: `campaignStats at ${size.entries.toLocaleString('en-US')} entries against ${size.fewEntries.toLocaleString('en-US')}`,
      baseline: { value: base, unit: 'ms' },
      product: { value, unit: 'ms' },
      ratio: value / base,
      target: { atMost: 2 },
      limitedBy: cpuText([cpu]),
      facts: {
        'requests each': size.requests,
        'p99 of the small, ms': percentile(times.small, 0.99),
        'p99 of the large, ms': percentile(times.large, 0.99),
      },
    },
  ]
}

async function addShift(floor: BenchFloor, entries: number): Promise<BenchCampaign> {
  const campaign = await addCampaign(floor, { contacts: entries, agents: AGENT_COUNT, timeZone: eveningZone() })
  await fillShift(floor, campaign, { entries, held: AGENT_COUNT / 2 })
  return campaign
}

/** A zone in which it is between 17:00 and 18:00 now: a day of calls lies behind, whenever the bench runs. */
function eveningZone(): string {
  const hoursAhead = 17 - new Date().getUTCHours()
  // The sign of these names is turned: Etc/GMT-5 is five hours ahead of UTC. They reach from 12 behind to 14 ahead.
  const ahead = hoursAhead < -12 ? hoursAhead + 24 : hoursAhead > 14 ? hoursAhead - 24 : hoursAhead
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

function ask(connection: HttpConnection, { id }: BenchCampaign): Promise<StatsData> {
  return connection.ask<StatsData>(STATS, { campaignId: id })
}

/** What is timed must be right: all entries counted, a fifth of them and those in hand dialled today. */
async function check(connection: HttpConnection, campaign: BenchCampaign, entries: number): Promise<void> {
  const { counts, dialedToday } = (await ask(connection, campaign)).campaignStats
  const expected = Math.floor(entries / 5) + AGENT_COUNT / 2
  if (counts.total !== entries || dialedToday !== expected) {
    throw new Error(`campaignStats counts ${counts.total} entries, ${dialedToday} dialled; not ${entries}, ${expected}`)
  }
}
