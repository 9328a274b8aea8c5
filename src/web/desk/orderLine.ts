import type { DeskApi } from './deskApi.js'
import type { DeskEvent } from './deskState.js'
import { forgetIntention, isStillMeant, keepIntention, keptIntention, type Intention } from './intention.js'

/**
 * Carries out one intention at a time: sends it until there is an answer, always with the same key, so that it is one deed
 * however often it arrives. It is kept in the tab's storage meanwhile, and a tab that was reloaded goes on with it.
 */
export class OrderLine {
  /** Grows with each order, each answer and each stop: what was asked in an earlier turn tells of the past. */
  turn = 0
  private wakeSender: () => void = () => undefined

  /** `onEvent` is told of the order, of each answer that was lost, and of the answer. */
  constructor(
    private readonly api: DeskApi,
    private readonly agentId: string,
    private readonly onEvent: (event: DeskEvent, intention: Intention) => void,
  ) {}

  /** Goes on with what this tab was sending when it was reloaded. */
  resume(): void {
    const kept = keptIntention(this.agentId, Date.now())
    if (kept === null) forgetIntention(this.agentId)
    else void this.send(kept)
  }

  async send(intention: Intention): Promise<void> {
    const turn = (this.turn += 1)
    keepIntention(this.agentId, intention)
    this.onEvent({ type: 'intended', intention }, intention)
    for (;;) {
      const event = await this.api.carryOut(intention)
      if (turn !== this.turn) return
      if (event.type !== 'unanswered') {
        this.end(event, intention)
        return
      }
      if (!isStillMeant(intention, Date.now())) {
        this.end({ type: 'gaveUp' }, intention)
        return
      }
      this.onEvent(event, intention)
      await new Promise<void>((resolve) => {
        this.wakeSender = resolve
      })
      if (turn !== this.turn) return
    }
  }

  /** Time to send again what got no answer. */
  wake(): void {
    this.wakeSender()
  }

  /** Sends no more. What was being sent stays kept. */
  stop(): void {
    this.turn += 1
    this.wakeSender()
  }

  private end(event: DeskEvent, intention: Intention): void {
    forgetIntention(this.agentId)
    this.turn += 1
    this.onEvent(event, intention)
  }
}
