import type { DeskState } from './deskState.js'
import type { ServerClock } from './serverClock.js'

/** Never sooner: an instant that has just passed must not make a desk ask in a circle (milliseconds). */
const SOONEST_MS = 3_000
/** When nobody can say when asking helps: a supervisor may fill the queue at any moment. */
const UNKNOWN_MS = 30_000
/** Contacts may be added long before the instant that was named. */
const LATEST_MS = 5 * 60_000

/** When a desk that asks by itself asks again after "nothing to dial": epoch milliseconds of this browser. */
export function askAgainAt({ retryAt, askedAt }: NonNullable<DeskState['nothing']>, clock: ServerClock): number {
  if (retryAt === null) return askedAt + UNKNOWN_MS
  const wait = Date.parse(retryAt) - clock.at(askedAt)
  return askedAt + Math.min(Math.max(wait, SOONEST_MS), LATEST_MS)
}
