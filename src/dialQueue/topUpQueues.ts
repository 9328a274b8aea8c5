import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { Logger } from '../logger.js'
import { generateEntries } from './generate.store.js'
import { MOST_LIVE_ENTRIES } from './generateQueue.js'
import { optimalQueueSize } from './optimalQueueSize.js'
import type { QueueRefill } from './queueRefill.js'
import { nextEligibleAt, queueLevels, restRefill, type QueueLevel } from './refill.store.js'

/** What the jobs on queues need. */
export interface RefillWork {
  readonly database: Database
  readonly clock: Clock
  readonly changes: QueueChanges
  readonly refill: QueueRefill
  readonly logger: Logger
}

/** A change that nobody can know cheaply (a number taken off the do-not-call list) waits no longer than this. */
const LONGEST_REST_SECONDS = 300
/** Without an instant at which time makes somebody eligible. */
const USUAL_REST_SECONDS = 60
/** A refill judges whole lists: resting ten times as long as it took keeps the cost at a tenth of a core. */
const REST_PER_SECOND = 10

/**
 * Fills the queues that have fallen below half of their optimal size up to it, before they run dry: those whose claims
 * have called, and every few seconds all. A queue for which too few contacts were eligible rests until the next instant
 * that can change it. What fails at one campaign does not keep the others waiting.
 */
export async function topUpQueues(work: RefillWork, signal: AbortSignal): Promise<string> {
  const levels = await queueLevels(work.database, work.clock, work.refill.takeHungry())
  const sum = { filled: 0, created: 0, resting: 0, failed: 0 }
  for (const level of levels) {
    if (signal.aborted) break
    const optimal = optimalQueueSize(level.activeAgents, level.recentDials)
    if (level.queued * 2 >= optimal) {
      watch(work, level, level.queued, optimal)
    } else if (level.isResting) {
      sum.resting += 1
      work.refill.looked(level.organizationId, level.campaignId, Infinity)
    } else {
      try {
        sum.created += await topUp(work, level, optimal)
        sum.filled += 1
      } catch (error) {
        sum.failed += 1
        work.refill.looked(level.organizationId, level.campaignId, Infinity)
        work.logger.warn({ err: error, campaignId: level.campaignId }, 'a queue could not be filled')
      }
    }
  }
  return `${levels.length} queues looked at, ${sum.filled} filled with ${sum.created} entries, ${sum.resting} resting, ${sum.failed} failed`
}

async function topUp(work: RefillWork, level: QueueLevel, optimal: number): Promise<number> {
  const { database, clock } = work
  const { organizationId, campaignId } = level
  const startedAt = performance.now()
  // What agents hold is not there for the others: the queue itself is to have the optimal size.
  const maxEntries = Math.min(optimal + level.held, MOST_LIVE_ENTRIES)
  const wish = { maxEntries, contactIds: null, isDryRun: false }
  const { created } = await generateEntries(database, clock, organizationId, campaignId, wish)
  const leastSeconds = ((performance.now() - startedAt) / 1000) * REST_PER_SECOND
  if (created > 0) work.changes.mark(organizationId, campaignId)
  const queued = level.queued + created
  if (queued * 2 < optimal) {
    const until = await nextEligibleAt(database, clock, organizationId, campaignId)
    const mostSeconds = until === null ? USUAL_REST_SECONDS : LONGEST_REST_SECONDS
    await restRefill(database, clock, level, until, leastSeconds, mostSeconds)
    work.refill.looked(organizationId, campaignId, Infinity)
  } else {
    watch(work, level, queued, optimal)
  }
  return created
}

/** The next look is due when half of what stands above the mark is claimed here: another instance may claim the rest. */
function watch(work: RefillWork, level: QueueLevel, queued: number, optimal: number): void {
  work.refill.looked(level.organizationId, level.campaignId, Math.ceil((queued - optimal / 2) / 2))
}
