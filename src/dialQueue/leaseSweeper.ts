import { expireLeases } from './expireLeases.js'
import { forgetOldKeys } from './lease.store.js'
import type { EntryWork } from './updateQueueStatus.js'

/** Half of the second within which an expired hold is acted on; the other half is for the acting itself. */
const SWEEP_MILLISECONDS = 500
const PRUNE_MILLISECONDS = 10 * 60_000

/**
 * Looks for holds that have run out, twice a second, on every instance: whichever sees one first acts on it. Also forgets
 * idempotency keys after their 24 hours. Safe to kill at any point: the next sweep, here or elsewhere, goes on.
 */
export class LeaseSweeper {
  private timer: NodeJS.Timeout | null = null
  private sweeping: Promise<void> = Promise.resolve()
  private prunedAt = -Infinity
  private isClosed = false

  constructor(
    private readonly work: EntryWork,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Starts to sweep, at once and then for ever. */
  start(): void {
    if (this.isClosed) return
    this.sweeping = this.sweep()
      .catch((error: unknown) => {
        this.onError(error)
      })
      .then(() => {
        if (!this.isClosed) {
          this.timer = setTimeout(() => {
            this.start()
          }, SWEEP_MILLISECONDS)
        }
      })
  }

  /** Stops after the sweep that is running. Idempotent. */
  async close(): Promise<void> {
    this.isClosed = true
    if (this.timer !== null) clearTimeout(this.timer)
    await this.sweeping
  }

  private async sweep(): Promise<void> {
    await expireLeases(this.work, this.onError)
    if (performance.now() - this.prunedAt < PRUNE_MILLISECONDS) return
    // A portion with each sweep until none is left, then a rest.
    const forgotten = await forgetOldKeys(this.work.database, this.work.clock)
    if (forgotten === 0) this.prunedAt = performance.now()
  }
}
