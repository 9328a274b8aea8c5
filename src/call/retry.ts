import { nextPartOfDay, partOfDay } from './localTime.js'

/** How the delay grows with each further outcome of the same code: always the same, n times, doubled each time. */
export const retryGrowths = ['FIXED', 'LINEAR', 'EXPONENTIAL'] as const
export type RetryGrowth = (typeof retryGrowths)[number]

/** How one outcome is tried again. */
export interface RetryRule {
  /** After the first such outcome. */
  readonly delayMinutes: number
  readonly growth: RetryGrowth
  /** The longest delay; null: a year. */
  readonly ceilingMinutes: number | null
  /** The next attempt falls into another part of the contact's day than the last. */
  readonly otherPartOfDay: boolean
  /** After so many of this outcome the contact is EXHAUSTED; null: only the campaign's own limit counts. */
  readonly maxAttempts: number | null
}

/** When the contact may be tried again. */
export interface NextAttempt {
  readonly at: Date
  /** It was the last of this outcome that the rule allows. */
  readonly isExhausted: boolean
}

/** A year: the longest delay of any rule; the database's CHECK holds the same bound. */
export const LONGEST_DELAY_MINUTES = 525_600

/** The rule of an outcome that no table speaks about: its own delay, always the same. */
export function plainRetry(delayMinutes: number): RetryRule {
  return { delayMinutes, growth: 'FIXED', ceilingMinutes: null, otherPartOfDay: false, maxAttempts: null }
}

/** Minutes until the next attempt after the `count`-th outcome of this code, counted from 1. Never above the ceiling. */
export function retryDelayMinutes(rule: RetryRule, count: number): number {
  const factor = { FIXED: 1, LINEAR: count, EXPONENTIAL: 2 ** (count - 1) }[rule.growth]
  return Math.min(rule.delayMinutes * factor, rule.ceilingMinutes ?? LONGEST_DELAY_MINUTES)
}

/**
 * When to try again after a dial, by the outcome's rule: a pure function. `count` is how often this campaign has now had
 * this outcome with the contact, this dial included; `timeZones` is where the contact may be. Where the zones disagree
 * about the part of the day, it differs in each of them; an unknown zone has no parts of the day.
 */
export function nextAttempt(
  rule: RetryRule,
  count: number,
  dial: { readonly startedAt: Date; readonly endedAt: Date },
  timeZones: readonly string[],
): NextAttempt {
  const due = new Date(dial.endedAt.getTime() + retryDelayMinutes(rule, count) * 60_000)
  return {
    at: rule.otherPartOfDay ? inOtherPart(due, dial.startedAt, timeZones) : due,
    isExhausted: rule.maxAttempts !== null && count >= rule.maxAttempts,
  }
}

/** Moves at most: one per part of a day and zone is enough for zones that differ by less than half a day. */
const MOST_MOVES = 12

function inOtherPart(due: Date, last: Date, timeZones: readonly string[]): Date {
  let moved = due
  for (let move = 0; move < MOST_MOVES; move += 1) {
    const same = timeZones.find((zone) => {
      const part = partOfDay(moved, zone)
      return part !== null && part === partOfDay(last, zone)
    })
    if (same === undefined) return moved
    moved = nextPartOfDay(moved, same)
  }
  return moved
}
