import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { forgetOldKeys } from './lease.store.js'

const PORTION = 2_000

/** Forgets idempotency keys that are older than 25 hours: an hour more than the 24 for which they are promised to hold. */
export async function pruneIdempotencyKeys(
  work: { database: Database; clock: Clock },
  signal: AbortSignal,
): Promise<string> {
  let forgotten = 0
  while (!signal.aborted) {
    const went = await forgetOldKeys(work.database, work.clock, PORTION)
    forgotten += went
    if (went < PORTION) break
  }
  return `${forgotten} keys forgotten`
}
