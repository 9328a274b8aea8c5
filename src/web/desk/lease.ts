import type { ServerClock } from './serverClock.js'

/** Never more often than this (milliseconds). */
const SHORTEST_MS = 1_000
/** While the server's clock is not known yet: a third of the shortest hold. */
const UNKNOWN_CLOCK_MS = 15_000

/**
 * When a hold is to be renewed, epoch milliseconds of this browser: after a third of what was left of it when it was
 * learnt, so that two renewals may fail. `learntAt` is of this browser, `expiresAt` the server's instant.
 */
export function renewalAt(expiresAt: string, learntAt: number, clock: ServerClock): number {
  const left = Date.parse(expiresAt) - clock.at(learntAt)
  const third = Math.max(left / 3, SHORTEST_MS)
  return learntAt + (clock.isKnown ? third : Math.min(third, UNKNOWN_CLOCK_MS))
}
