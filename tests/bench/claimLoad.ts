import { cpuMilliseconds, type CpuUse } from './cpuUse.js'
import type { BenchCampaign } from './queueFixture.js'
import { timed } from './rounds.js'

/** What one claim handed out. */
export interface Handout {
  readonly entryId: string
  readonly contactId: string
}

/** One caller's claim for an agent who has not claimed yet. Rejects when nothing was handed out. */
export type Claim = (campaign: BenchCampaign, agentId: string) => Promise<Handout>

/** What a round of claims came to. */
export interface ClaimRound {
  readonly handouts: readonly Handout[]
  readonly seconds: number
  readonly perSecond: number
}

/** A round with what it cost. */
export interface MeasuredRound extends ClaimRound {
  readonly cpu: CpuUse
}

/**
 * A closed loop: each caller works for one campaign and claims again as soon as it is answered, each time for another
 * agent, until every agent of every campaign has claimed once (at most `claims` in all).
 *
 * @param callers one function each, so that each may have a connection of its own
 */
export async function claimAll(
  campaigns: readonly BenchCampaign[],
  callers: readonly Claim[],
  claims: number,
): Promise<ClaimRound> {
  const perCampaign = Math.floor(claims / campaigns.length)
  const waiting = campaigns.map((campaign) => ({ campaign, agents: campaign.agentIds.slice(0, perCampaign).values() }))
  const handouts: Handout[] = []
  const { seconds } = await timed(() =>
    Promise.all(
      callers.map(async (claim, caller) => {
        const lane = waiting[caller % waiting.length]
        if (lane === undefined) return
        // The callers of a campaign share one iterator, so no agent claims twice.
        for (const agentId of lane.agents) handouts.push(await claim(lane.campaign, agentId))
      }),
    ),
  )
  return { handouts, seconds, perSecond: handouts.length / seconds }
}

/** How often a contact was handed out that had been handed out before. */
export function duplicateCount(handouts: readonly Handout[]): number {
  return handouts.length - new Set(handouts.map(({ contactId }) => contactId)).size
}

/** Milliseconds of processor time per claim, of everybody who took part in these rounds. */
export function cpuPerClaim(rounds: readonly MeasuredRound[]): number {
  return cpuMilliseconds(
    rounds.map((round) => round.cpu),
    rounds.reduce((count, round) => count + round.handouts.length, 0),
  )
}
