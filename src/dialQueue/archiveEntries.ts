import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { moveFinishedEntries } from './archive.store.js'

/** A day: whoever looks at today's entries finds them where the live ones are. */
export const defaultArchiveAfterHours = 24

const PORTION = 2_000
/** 200,000 entries in one run; the next follows within the minute. */
const MOST_PORTIONS = 100

/**
 * Moves entries that have been final for `archiveAfterHours` out of the queue's own table, so that the claim's table stays
 * small: into dial_queue_history, as they are. Counts, figures, pages and corrections find them there.
 */
export async function archiveEntries(
  work: { database: Database; clock: Clock; archiveAfterHours: number },
  signal: AbortSignal,
): Promise<string> {
  let moved = 0
  for (let portion = 1; portion <= MOST_PORTIONS && !signal.aborted; portion += 1) {
    const went = await moveFinishedEntries(work.database, work.clock, work.archiveAfterHours, PORTION)
    moved += went
    if (went < PORTION) break
  }
  return `${moved} entries moved to the history`
}
