import { campaignKeyText, parseCampaignKey, type CampaignKey } from '../liveStatus/queueChanges.js'

interface Watched {
  /** Claims until the queue is looked at again. */
  claimsLeft: number
  /** Milliseconds of a steady clock: before it, claims that find nothing are no news. */
  quietUntil: number
}

/** A queue that gave nothing is looked at again at most this often, however many agents ask. */
const QUIET_MILLISECONDS = 1_000
/** All queues are looked at this often; those whose claims ran low, at once. */
const FULL_LOOK_MILLISECONDS = 9_000
/** Campaigns are forgotten above this number; the next claim makes them known again. */
const MOST_CAMPAIGNS = 10_000

/**
 * What the claims of this instance know of queues that run low: the job topUpQueues looks at those at once, and at all
 * of them every few seconds anyway. Nothing here waits, throws or asks the database, because every claim comes by.
 */
export class QueueRefill {
  private readonly watched = new Map<string, Watched>()
  private hungry = new Set<string>()
  private lookedAtAllAt = -Infinity

  /** @param wake called when there is something to look at: the scheduler runs the job soon */
  constructor(private readonly wake: () => void) {}

  /** Claims have handed out `count` entries of the campaign. */
  claimed(organizationId: string, campaignId: string, count = 1): void {
    const watched = this.watch(organizationId, campaignId)
    watched.claimsLeft -= count
    if (watched.claimsLeft > 0) return
    // Until the look has come, which sets it anew.
    watched.claimsLeft = Infinity
    this.call(organizationId, campaignId)
  }

  /** A claim has found nothing in the campaign's queue. */
  foundNothing(organizationId: string, campaignId: string): void {
    const watched = this.watch(organizationId, campaignId)
    const now = performance.now()
    if (now < watched.quietUntil) return
    watched.quietUntil = now + QUIET_MILLISECONDS
    this.call(organizationId, campaignId)
  }

  /** For the job: the campaigns that want a look since the last call; null when it is time to look at all of them. */
  takeHungry(): CampaignKey[] | null {
    const keys = [...this.hungry].map(parseCampaignKey).filter((key) => key !== null)
    this.hungry = new Set()
    const now = performance.now()
    if (keys.length > 0 && now - this.lookedAtAllAt < FULL_LOOK_MILLISECONDS) return keys
    this.lookedAtAllAt = now
    return null
  }

  /** From the job: the queue was looked at, and may give this many entries before it should be looked at again. */
  looked(organizationId: string, campaignId: string, claimsLeft: number): void {
    this.watch(organizationId, campaignId).claimsLeft = Math.max(1, claimsLeft)
  }

  private call(organizationId: string, campaignId: string): void {
    this.hungry.add(campaignKeyText(organizationId, campaignId))
    this.wake()
  }

  private watch(organizationId: string, campaignId: string): Watched {
    const key = campaignKeyText(organizationId, campaignId)
    let watched = this.watched.get(key)
    if (watched === undefined) {
      if (this.watched.size >= MOST_CAMPAIGNS) this.watched.clear()
      watched = { claimsLeft: 1, quietUntil: -Infinity }
      this.watched.set(key, watched)
    }
    return watched
  }
}
