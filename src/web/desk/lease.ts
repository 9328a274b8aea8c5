import type { DeskEntry } from './desk.types.js'
import type { DeskApi } from './deskApi.js'
import type { ServerClock } from './serverClock.js'

/** Never more often than this (milliseconds). */
const SHORTEST_MS = 1_000
/** While the server's clock is not known yet: a third of the shortest hold is more. */
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

/** Keeps the hold on an entry for as long as it is asked to. */
export class LeaseKeeper {
  private expiresAt = ''
  private learntAt = 0
  private isRenewing = false

  constructor(
    private readonly api: DeskApi,
    private readonly clock: ServerClock,
  ) {}

  /** What the server said of the hold. */
  learn(entry: DeskEntry | null): void {
    if (entry?.leaseExpiresAt == null || entry.leaseExpiresAt === this.expiresAt) return
    this.expiresAt = entry.leaseExpiresAt
    this.learntAt = Date.now()
  }

  /** Renews the hold when it is time, and gives the answer; null when it was not, or nobody answered (then soon again). */
  async keep(entry: DeskEntry | null, now: number): ReturnType<DeskApi['renewLease']> {
    if (entry?.leaseExpiresAt == null || this.isRenewing) return null
    if (now < renewalAt(this.expiresAt, this.learntAt, this.clock)) return null
    this.isRenewing = true
    const answer = await this.api.renewLease(entry.id)
    this.isRenewing = false
    return answer
  }
}
