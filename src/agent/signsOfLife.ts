import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { Viewer } from '../identity/viewer.js'
import { recordSigns } from './presence.store.js'

/** Seconds that a sign of life may wait in memory, at most: a quarter of the shortest timeout that makes sense. */
const LONGEST_WAIT_SECONDS = 15

interface Sign {
  readonly organizationId: string
  readonly agentId: string
  readonly at: Date | null
  /** Milliseconds of a steady clock. */
  readonly seenAt: number
}

/**
 * Remembers that an agent was heard of (it asked for a contact, reported, renewed its hold) and writes it down together with
 * all others of the process, in one statement at most every 15 s (or a quarter of the timeout): a claim pays a map entry.
 * Idle, it has no timer. Lost with the process, a sign is missed for as long as it waited; the next one makes up for it.
 */
export class SignsOfLife {
  private signs = new Map<string, Sign>()
  private timer: NodeJS.Timeout | null = null
  private flushing: Promise<void> = Promise.resolve()
  private isClosed = false
  private readonly waitMilliseconds: number

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    timeoutSeconds: number,
    private readonly onError: (error: unknown) => void,
  ) {
    this.waitMilliseconds = Math.min(LONGEST_WAIT_SECONDS, timeoutSeconds / 4) * 1000
  }

  /** The viewer was heard of. Nothing for anybody but an AGENT. Never throws. */
  note({ organizationId, role, agentId }: Pick<Viewer, 'organizationId' | 'role' | 'agentId'>): void {
    if (role !== 'AGENT' || agentId === null || this.isClosed) return
    this.signs.set(`${organizationId}:${agentId}`, {
      organizationId,
      agentId,
      at: this.clock(),
      seenAt: performance.now(),
    })
    this.timer ??= setTimeout(() => {
      void this.flush()
    }, this.waitMilliseconds)
  }

  /** Writes down what is remembered, now. What fails is told to `onError`, and forgotten. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    const signs = [...this.signs.values()]
    this.signs = new Map()
    if (signs.length > 0) this.flushing = Promise.all([this.flushing, this.write(signs)]).then(() => undefined)
    await this.flushing
  }

  /** Writes down the last signs and remembers no more. Idempotent. */
  async close(): Promise<void> {
    this.isClosed = true
    await this.flush()
  }

  private async write(signs: readonly Sign[]): Promise<void> {
    const now = performance.now()
    const seen = signs.map(({ seenAt, ...sign }) => ({ ...sign, secondsAgo: (now - seenAt) / 1000 }))
    await recordSigns(this.database, seen).catch(this.onError)
  }
}
