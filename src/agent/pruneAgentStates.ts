import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { pruneStateBatch } from './agentState.store.js'

/**
 * Forgets what agents were more than 13 months ago: a year's comparison with the same month of the year before stays
 * possible, and people's working days are not kept for ever. Gives the number of states that went; stops between two
 * portions when `signal` is aborted. Safe to kill, and to run twice at once.
 */
export async function pruneAgentStates(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  signal?: AbortSignal,
): Promise<number> {
  let count = 0
  for (;;) {
    const batch = await pruneStateBatch(database, clock)
    count += batch.count
    if (batch.isLast || signal?.aborted === true) return count
  }
}
