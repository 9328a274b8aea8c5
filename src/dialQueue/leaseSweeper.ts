import { jobActor, runAs } from '../database/actor.js'
import { expireLeases } from './expireLeases.js'
import type { EntryWork } from './updateQueueStatus.js'

/** Half of the second within which an expired hold is acted on; the other half is for the acting itself. */
const SWEEP_MILLISECONDS = 500

/**
 * Looks for holds that have run out, twice a second, on every instance: whichever sees one first acts on it. No job of
 * the scheduler, because an agent's contact must not wait for a lock that another instance's slow run holds, and a second
 * is less than a look of the scheduler and a queue of other jobs may take. Safe to kill at any point: the next sweep, here
 * or elsewhere, goes on.
 */
export class LeaseSweeper {
  private timer: NodeJS.Timeout | null = null
  private sweeping: Promise<void> = Promise.resolve()
  private isClosed = false

  constructor(
    private readonly work: EntryWork,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Starts to sweep, at once and then for ever. */
  start(): void {
    if (this.isClosed) return
    this.sweeping = runAs(jobActor('leases'), () => this.sweep())
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
  }
}
