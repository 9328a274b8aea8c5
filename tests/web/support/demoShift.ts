import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../../src/database/clock.js'
import { Random } from '../../torture/random.js'
import { agentAtWork } from './agentAtWork.js'
import type { Ask } from './demoFloor.js'
import type { ShiftCampaign } from './shiftPlan.js'

/** The server's clock: an instant in the past while the shift catches up, the database's own afterwards. */
export class ShiftClock {
  private instant: Date | null

  constructor(start: Date) {
    this.instant = start
  }

  readonly read: Clock = () => this.instant

  /** Null lets it run as the database's. */
  set(instant: Date | null): void {
    this.instant = instant
  }
}

/** Somebody at work, and when the next thing is done. */
interface Course {
  readonly steps: AsyncGenerator<number, void>
  at: number
}

/**
 * Agents who claim, dial, talk and pause through the API: first a past that is run through at once, so that every chart has
 * something, then the present in real time.
 */
export class DemoShift {
  private readonly courses: Course[]
  private readonly stopping = new AbortController()
  private running: Promise<unknown> = Promise.resolve()

  /** @param start of the past, which is also where the clock stands */
  constructor(
    private readonly clock: ShiftClock,
    start: Date,
    people: { ask: Ask; campaigns: readonly ShiftCampaign[]; seed: number },
  ) {
    // Everybody waits on it.
    setMaxListeners(0, this.stopping.signal)
    const random = new Random(people.seed)
    this.courses = people.campaigns.flatMap((campaign) =>
      campaign.agentIds.map((agentId) => ({
        steps: agentAtWork({ ask: people.ask, random, campaign, agentId }),
        at: start.getTime(),
      })),
    )
  }

  /** Does all that was to be done up to now, one thing after the other, and lets the clock run from then on. */
  async catchUp(): Promise<void> {
    for (;;) {
      const next = this.courses.reduce((one, other) => (other.at < one.at ? other : one))
      if (next.at >= Date.now()) break
      this.clock.set(new Date(next.at))
      await step(next)
    }
    this.clock.set(null)
  }

  /** Goes on in real time until `stop`. */
  goOn(): void {
    this.running = Promise.all(this.courses.map((course) => this.follow(course)))
  }

  /** Ends it; throws what went wrong meanwhile. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async follow(course: Course): Promise<void> {
    const { signal } = this.stopping
    const isOver = (): boolean => signal.aborted
    while (!isOver()) {
      await sleep(Math.max(0, course.at - Date.now()), undefined, { signal }).catch(() => undefined)
      if (!isOver()) await step(course)
    }
  }
}

async function step(course: Course): Promise<void> {
  const { value } = await course.steps.next()
  course.at += (value ?? 0) * 1000
}
