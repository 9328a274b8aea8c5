import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOfDay } from '../../src/call/localTime.js'
import {
  LONGEST_DELAY_MINUTES,
  nextAttempt,
  plainRetry,
  retryDelayMinutes,
  retryGrowths,
  type RetryRule,
} from '../../src/call/retry.js'

const rule = fc.record<RetryRule>({
  delayMinutes: fc.integer({ min: 0, max: 2_000 }),
  growth: fc.constantFrom(...retryGrowths),
  ceilingMinutes: fc.option(fc.integer({ min: 2_000, max: 20_000 })),
  otherPartOfDay: fc.boolean(),
  maxAttempts: fc.option(fc.integer({ min: 1, max: 100 })),
})
const zone = fc.constantFrom(
  'America/New_York',
  'America/Los_Angeles',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Sydney',
)
const dial = fc
  .record({ minute: fc.integer({ min: 0, max: 800 * 1440 }), lasts: fc.integer({ min: 0, max: 240 }) })
  .map(({ minute, lasts }) => {
    const startedAt = new Date(Date.UTC(2026, 0, 1) + minute * 60_000)
    return { startedAt, endedAt: new Date(startedAt.getTime() + lasts * 60_000) }
  })

describe('the delay before the next attempt', () => {
  it.each([
    ['FIXED', [30, 30, 30, 30, 30]],
    ['LINEAR', [30, 60, 90, 120, 120]],
    ['EXPONENTIAL', [30, 60, 120, 120, 120]],
  ] as const)('of a rule that grows %s, up to its ceiling', (growth, delays) => {
    const growing = { ...plainRetry(30), growth, ceilingMinutes: 120 }
    expect([1, 2, 3, 4, 5].map((count) => retryDelayMinutes(growing, count))).toEqual(delays)
  })

  it('never shrinks, never passes the ceiling, and begins with the delay of the rule', () => {
    fc.assert(
      fc.property(rule, fc.integer({ min: 1, max: 100 }), (given, count) => {
        const [now, next] = [retryDelayMinutes(given, count), retryDelayMinutes(given, count + 1)]
        expect(retryDelayMinutes(given, 1)).toBe(given.delayMinutes)
        expect(next).toBeGreaterThanOrEqual(now)
        expect(next).toBeLessThanOrEqual(given.ceilingMinutes ?? LONGEST_DELAY_MINUTES)
      }),
    )
  })
})

describe('the next attempt', () => {
  it('is never before the delay, and waits for another part of the day no longer than until it begins', () => {
    fc.assert(
      fc.property(rule, fc.integer({ min: 1, max: 30 }), dial, zone, (given, count, placed, timeZone) => {
        const { at, isExhausted } = nextAttempt(given, count, placed, [timeZone])
        const due = placed.endedAt.getTime() + retryDelayMinutes(given, count) * 60_000
        expect(isExhausted).toBe(given.maxAttempts !== null && count >= given.maxAttempts)
        expect(at.getTime()).toBeGreaterThanOrEqual(due)
        if (!given.otherPartOfDay) {
          expect(at.getTime()).toBe(due)
          return
        }
        const last = partOfDay(placed.startedAt, timeZone)
        expect(partOfDay(at, timeZone)).not.toBe(last)
        if (at.getTime() === due) return
        // Until then it was the same part, and there is none of the others in between.
        expect(partOfDay(new Date(due), timeZone)).toBe(last)
        expect(partOfDay(new Date(at.getTime() - 1), timeZone)).toBe(last)
      }),
    )
  })

  it('in another part of the day is right over both changes of the clocks', () => {
    const other = { ...plainRetry(12 * 60), otherPartOfDay: true }
    const evening = (startedAt: string): string => {
      const at = new Date(startedAt)
      return nextAttempt({ ...other, delayMinutes: 60 }, 1, { startedAt: at, endedAt: at }, [
        'America/New_York',
      ]).at.toISOString()
    }
    // 20:00 on Saturday evening: the next part is the night to Sunday, at midnight by the wall.
    expect(evening('2026-03-08T01:00:00Z')).toBe('2026-03-08T05:00:00.000Z')
    expect(evening('2026-11-01T00:00:00Z')).toBe('2026-11-01T04:00:00.000Z')
    // 09:30 on the Sunday of the change, an hour later it is still morning: noon, by the new clock.
    expect(evening('2026-03-08T13:30:00Z')).toBe('2026-03-08T16:00:00.000Z')
    expect(evening('2026-11-01T14:30:00Z')).toBe('2026-11-01T17:00:00.000Z')
  })

  it('of a number that may be in several zones falls into another part of the day in each of them', () => {
    const zones = ['America/Chicago', 'America/New_York']
    const startedAt = new Date('2026-11-23T17:30:00Z')
    const { at } = nextAttempt(
      { ...plainRetry(23 * 60), otherPartOfDay: true },
      1,
      { startedAt, endedAt: startedAt },
      zones,
    )
    for (const one of zones) expect(partOfDay(at, one)).not.toBe(partOfDay(startedAt, one))
  })

  it('of a number whose zone is unknown waits for the delay alone', () => {
    const startedAt = new Date('2026-11-23T14:00:00Z')
    const { at } = nextAttempt({ ...plainRetry(60), otherPartOfDay: true }, 1, { startedAt, endedAt: startedAt }, [])
    expect(at.toISOString()).toBe('2026-11-23T15:00:00.000Z')
  })
})
