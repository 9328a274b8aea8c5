import type { Floor } from './floor.js'

/** campaignStats as the API shows it, every figure but the instant. */
export interface StatsView {
  readonly counts: Record<string, number>
  readonly agents: Record<string, number>
  readonly activeAgents: number
  readonly dialedToday: number
  readonly connectedToday: number
  readonly completedToday: number
  readonly conversionsToday: number
  readonly outcomesToday: readonly { readonly outcome: string; readonly category: string; readonly count: number }[]
  readonly answerRate: number | null
  readonly conversionRate: number | null
  readonly abandonRate: number | null
  readonly averageDialSeconds: number | null
  readonly averageTalkSeconds: number | null
  readonly averageWrapUpSeconds: number | null
  readonly listPenetration: number | null
  readonly optimalQueueSize: number
  readonly callbacksDue: number
  readonly callbacksKeptOnTimeShare: number | null
}

const document = `query ($id: ID!) { campaignStats(campaignId: $id) {
  counts { queued reserved dialing connected wrapUp completed failed abandoned cancelled total }
  agents { available busy wrapUp paused offline }
  activeAgents dialedToday connectedToday completedToday conversionsToday outcomesToday { outcome category count }
  answerRate conversionRate abandonRate averageDialSeconds averageTalkSeconds averageWrapUpSeconds listPenetration
  optimalQueueSize callbacksDue callbacksKeptOnTimeShare } }`

/** The campaign's figures now. */
export async function statsOf(floor: Floor, campaignId: string): Promise<StatsView> {
  return (await floor.get<{ campaignStats: StatsView }>(document, { id: campaignId })).campaignStats
}
