/** The right to run one statement, until it is given back. */
export interface ClaimTurn {
  /** Idempotent. */
  giveBack(): void
}

/**
 * Turns for claim statements of different campaigns: a few at once, and who has waited long enough goes all the same. What
 * a campaign's claims wait here they use to gather: a statement costs its beginning whatever it finds (2 ms of
 * processor time for one claim, 4 for sixteen), so under load fewer and fuller statements claim more. Measured with 64
 * callers on 4 campaigns: 14.8 claims a statement and 0.37 ms of PostgreSQL's processor time a claim with two at once,
 * 7.6 and 0.50 ms without turns.
 */
export class ClaimTurns {
  private taken = 0
  /** In the order in which they came. */
  private readonly waiting = new Set<() => void>()

  /**
   * @param atOnce statements that need not wait; an idle system adds no delay
   * @param longestWaitMilliseconds after which a turn is given whatever is under way: a statement that waits for a lock
   * keeps no other campaign from claiming
   */
  constructor(
    private readonly atOnce: number,
    private readonly longestWaitMilliseconds: number,
  ) {}

  /** Resolves when it is the caller's turn. */
  take(): Promise<ClaimTurn> {
    if (this.taken < this.atOnce) return Promise.resolve(this.begin())
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer)
        this.waiting.delete(go)
        resolve(this.begin())
      }
      const timer = setTimeout(go, this.longestWaitMilliseconds)
      this.waiting.add(go)
    })
  }

  private begin(): ClaimTurn {
    this.taken += 1
    let isOver = false
    return {
      giveBack: () => {
        if (isOver) return
        isOver = true
        this.taken -= 1
        const [next] = this.waiting
        if (this.taken < this.atOnce) next?.()
      },
    }
  }
}
