import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { cancelForbiddenPortion, queuesWithEntries, rememberCheckedEntry } from './cancelForbidden.store.js'

/** Entries in one transaction, about 10 ms: what it locks is locked for no longer. */
const PORTION = 1_000
/** Of one campaign in one run. A longer queue is walked through over several runs: the claim asks the rules anyway. */
const MOST_PORTIONS = 100

/**
 * Cancels queued entries that the rules have come to forbid: for good (do-not-call, a wrong number, attempts used up
 * elsewhere), or for longer than ten minutes by a retry or a cap. They would keep their number from other campaigns and
 * make the queue look longer than it is; whoever becomes eligible again is queued again.
 */
export async function cancelForbidden(
  work: { database: Database; clock: Clock; changes: QueueChanges },
  signal: AbortSignal,
): Promise<string> {
  const queues = await queuesWithEntries(work.database)
  let cancelled = 0
  for (const { key, checkedEntryId } of queues) {
    let after: string | null = checkedEntryId
    for (let portion = 1; portion <= MOST_PORTIONS && after !== null && !signal.aborted; portion += 1) {
      const done = await cancelForbiddenPortion(work.database, work.clock, key, after, PORTION)
      if (done.cancelled > 0) work.changes.mark(key.organizationId, key.campaignId)
      cancelled += done.cancelled
      after = done.lastEntryId
    }
    if ((after ?? '0') !== checkedEntryId) await rememberCheckedEntry(work.database, key, after)
    if (signal.aborted) break
  }
  return `${cancelled} entries cancelled in ${queues.length} queues`
}
