import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { Logger } from '../logger.js'
import { queueSupply, type Supply } from './claimable.store.js'
import { refillEntries, type Lack } from './generate.store.js'
import { MOST_LIVE_ENTRIES } from './generateQueue.js'
import { optimalQueueSize } from './optimalQueueSize.js'
import type { QueueRefill } from './queueRefill.js'
import { earliestDial, judgeFutureDials } from './futureDials.store.js'
import { queueLevels, restRefill, type QueueLevel } from './refill.store.js'

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

/** Numbers that contacts share are seen only when the first has been queued: the room is then filled again. */
const MOST_TURNS = 3

/**
 * Fills the queues in which the agents at work find less than half of what they are to find: those whose claims have
 * called, and every few seconds all. Only what they can be handed now or by the next look counts (`queueSupply`), for each
 * kind of agents, so nobody waits behind entries of closed hours or of other skills. Where too few contacts were eligible,
 * the queue rests for those agents until the next instant that can change it. What fails at one campaign does not keep the
 * others waiting.
 */
export async function topUpQueues(work: RefillWork, signal: AbortSignal): Promise<string> {
  const levels = await queueLevels(work.database, work.clock, work.refill.takeHungry())
  const sum = { filled: 0, created: 0, resting: 0, failed: 0 }
  for (const level of levels) {
    if (signal.aborted) break
    try {
      const optimal = optimalQueueSize(level.activeAgents, level.recentDials)
      // Hours that nobody has computed yet look closed.
      await ensureCallingSpans(work.database, work.clock, level.organizationId, level.campaignId)
      const supplies = await queueSupply(work.database, work.clock, level, optimal)
      const short = supplies.filter(isShort)
      if (short.length === 0) {
        watch(work, level, supplies)
      } else if (level.resting.includes('*') || short.every(({ key }) => level.resting.includes(key))) {
        sum.resting += 1
        work.refill.looked(level.organizationId, level.campaignId, Infinity)
      } else {
        sum.created += await topUp(work, level, optimal, supplies)
        sum.filled += 1
      }
    } catch (error) {
      sum.failed += 1
      work.refill.looked(level.organizationId, level.campaignId, Infinity)
      work.logger.warn({ err: error, campaignId: level.campaignId }, 'a queue could not be filled')
    }
  }
  return `${levels.length} queues looked at, ${sum.filled} filled with ${sum.created} entries, ${sum.resting} resting, ${sum.failed} failed`
}

function isShort({ claimable, wanted }: Supply): boolean {
  return claimable * 2 < wanted
}

async function topUp(work: RefillWork, level: QueueLevel, optimal: number, before: readonly Supply[]): Promise<number> {
  const { database, clock } = work
  const startedAt = performance.now()
  let supplies = before
  let created = 0
  let isAllFound = false
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const lacks = lacksOf(supplies, MOST_LIVE_ENTRIES - level.queued - level.held - created)
    if (lacks.length === 0) break
    const done = await refillEntries(database, clock, level, lacks)
    created += done.created
    supplies = await queueSupply(database, clock, level, optimal)
    isAllFound = done.picked >= lacks.reduce((sum, { room }) => sum + room, 0)
    if (done.created === done.picked) break
  }
  const leastSeconds = ((performance.now() - startedAt) / 1000) * REST_PER_SECOND
  if (created > 0) work.changes.mark(level.organizationId, level.campaignId)
  // Found, and yet not counted: behind very many entries that a rule has come to forbid. The next look fills again.
  const keys = isAllFound ? [] : supplies.filter(isShort).map(({ key }) => key)
  if (keys.length > 0) {
    const future = await database.transaction((transaction) => judgeFutureDials(transaction, clock, level))
    const until = await earliestDial(database, level, future, null)
    const mostSeconds = until === null ? USUAL_REST_SECONDS : LONGEST_REST_SECONDS
    await restRefill(database, clock, level, { keys, until, leastSeconds, mostSeconds })
  }
  // A queue that rests for all waits for its instant; claims for the others still call.
  if (keys.includes('*')) work.refill.looked(level.organizationId, level.campaignId, Infinity)
  else watch(work, level, supplies)
  return created
}

/** What each kind of agents lacks, together at most `most`: what stands there for later may be very much. */
function lacksOf(supplies: readonly Supply[], most: number): Lack[] {
  let left = most
  return supplies.flatMap(({ key, wanted, claimable }) => {
    const room = Math.min(wanted - claimable, left)
    if (room <= 0) return []
    left -= room
    return [{ key, room }]
  })
}

/** The next look is due when half of what stands above the mark is claimed here: another instance may claim the rest. */
function watch(work: RefillWork, level: QueueLevel, supplies: readonly Supply[]): void {
  const spare = supplies.filter((supply) => !isShort(supply)).map(({ claimable, wanted }) => claimable - wanted / 2)
  work.refill.looked(level.organizationId, level.campaignId, Math.ceil(Math.min(...spare) / 2))
}
