/**
 * Numbers that look random and are the same for the same seed (mulberry32). What a desk decides follows from the seed;
 * when it decides follows from the machine, so a run can be repeated in kind, not to the letter.
 */
export class Random {
  private state: number

  /** @param seed any whole number; only its lower 32 bits count */
  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** From 0 up to, but not, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = this.state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** True in that share of the cases. */
  isLucky(share: number): boolean {
    return this.next() < share
  }

  /** One of the items, each equally likely. Throws when there are none. */
  pick<T>(items: readonly T[]): T {
    return this.weighted(items.map((item) => [1, item] as const))
  }

  /** One of the choices, each as likely as its weight says. Throws when there are none. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, choice] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    throw new Error('there is nothing to choose from')
  }
}
