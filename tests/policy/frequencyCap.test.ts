import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcomeCategories } from '../../src/call/outcome.js'
import {
  capConcerns,
  capLiftsAt,
  checkFrequencyCaps,
  isCounted,
  type FrequencyCap,
} from '../../src/policy/frequencyCap.js'

const at = (instant: string): Date => new Date(`2026-11-${instant}Z`)
const threeADay = { limit: 3, windowMinutes: 1440 }
const onceAWeek = { limit: 1, windowMinutes: 10080 }

describe('a cap of three calls in 24 hours', () => {
  const calls = [at('21T12:00:00.000'), at('21T10:00:00.000'), at('21T09:00:00.000')]

  it('stands in the way of the fourth until 24 hours after the first, to the millisecond', () => {
    expect(capLiftsAt(threeADay, calls, at('21T12:00:00.001'))).toEqual(at('22T09:00:00.000'))
    expect(capLiftsAt(threeADay, calls, at('22T08:59:59.999'))).toEqual(at('22T09:00:00.000'))
    expect(capLiftsAt(threeADay, calls, at('22T09:00:00.000'))).toBeNull()
  })

  it('does not stand in the way of the third', () => {
    expect(capLiftsAt(threeADay, calls.slice(0, 2), at('21T12:00:00.000'))).toBeNull()
  })

  it('counts a call from the very instant at which it starts', () => {
    expect(capLiftsAt(threeADay, calls, at('21T12:00:00.000'))).toEqual(at('22T09:00:00.000'))
    expect(capLiftsAt(threeADay, calls, at('21T11:59:59.999'))).toBeNull()
  })

  it('waits for as many calls to fall out as there are too many', () => {
    const five = [at('21T14:00:00.000'), at('21T13:00:00.000'), ...calls]
    expect(capLiftsAt(threeADay, five, at('21T15:00:00.000'))).toEqual(at('22T12:00:00.000'))
  })

  it('is silent about a contact that was never called', () => {
    expect(capLiftsAt(threeADay, [], at('21T12:00:00.000'))).toBeNull()
  })
})

describe('no calls for seven days after a conversation', () => {
  it('end seven days after it, to the millisecond', () => {
    const spoken = [at('14T18:30:00.000')]
    expect(capLiftsAt(onceAWeek, spoken, at('21T18:29:59.999'))).toEqual(at('21T18:30:00.000'))
    expect(capLiftsAt(onceAWeek, spoken, at('21T18:30:00.000'))).toBeNull()
  })

  const unanswered = { answeredAt: null, finalStatus: 'FAILED', isRefusal: false }
  const answered = { answeredAt: at('14T18:30:00.000'), finalStatus: 'COMPLETED', isRefusal: false }

  it.each([...outcomeCategories])(
    'come from a call that was answered and ended %s, unless a machine answered',
    (category) => {
      expect(isCounted('CONVERSATIONS', { ...answered, category })).toBe(category !== 'VOICEMAIL')
    },
  )

  it.each([...outcomeCategories])(
    'come from an unanswered call with the outcome %s only if it says that somebody spoke',
    (category) => {
      const says = ['SUCCESS', 'CONTACT', 'CALLBACK', 'DO_NOT_CALL'].includes(category)
      expect(isCounted('CONVERSATIONS', { ...unanswered, category })).toBe(says)
    },
  )
})

describe('a cap on abandoned calls', () => {
  it('counts a call that ended ABANDONED, whatever the outcome was corrected to', () => {
    const call = { category: 'NO_ANSWER', answeredAt: null, finalStatus: 'ABANDONED', isRefusal: false }
    expect(isCounted('ABANDONED', call)).toBe(true)
    expect(isCounted('ABANDONED', { ...call, finalStatus: 'COMPLETED' })).toBe(false)
  })
})

describe('a cap on refusals', () => {
  it('counts a call whose outcome the catalogue calls a refusal, and no other', () => {
    const call = { category: 'CONTACT', answeredAt: at('14T18:30:00.000'), finalStatus: 'COMPLETED' }
    expect(isCounted('REFUSALS', { ...call, isRefusal: true })).toBe(true)
    expect(isCounted('REFUSALS', { ...call, isRefusal: false })).toBe(false)
  })
})

describe('any cap', () => {
  const instants = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 30 })
  const caps = fc.record({ limit: fc.integer({ min: 1, max: 6 }), windowMinutes: fc.integer({ min: 1, max: 90 }) })
  const minute = (minutes: number): Date => new Date(Date.UTC(2026, 10, 22) + minutes * 60_000)

  it('never lets more than its limit into any window, and lifts at the first minute that keeps to it', () => {
    fc.assert(
      fc.property(instants, caps, fc.integer({ min: 0, max: 300 }), (calls, cap, now) => {
        const inWindow = (instant: number) =>
          calls.filter((call) => call <= now && call > instant - cap.windowMinutes && call <= instant).length
        let first = now
        while (inWindow(first) >= cap.limit) first += 1
        const latestFirst = [...calls].sort((a, b) => b - a).map(minute)
        expect(capLiftsAt(cap, latestFirst, minute(now))).toEqual(first === now ? null : minute(first))
      }),
    )
  })
})

describe('a cap for Florida', () => {
  it.each([
    ['US-FL', true],
    ['US', false],
    ['', false],
    ['US-GA', false],
    ['GB', false],
  ])('concerns a contact in "%s": %s', (region, concerns) => {
    expect(capConcerns('US-FL', region)).toBe(concerns)
  })

  it('is one for a part of its country only; one for the country concerns all its parts, one for everywhere all', () => {
    expect(capConcerns('US', 'US-FL')).toBe(true)
    expect(capConcerns('US', 'GB')).toBe(false)
    expect(capConcerns(null, 'GB')).toBe(true)
  })
})

describe("a campaign's own caps", () => {
  const cap: FrequencyCap = { subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS', limit: 3, windowMinutes: 1440 }

  it('are taken up to ten, from one call in one minute to a thousand in 366 days', () => {
    const caps = Array.from({ length: 10 }, () => ({ ...cap, limit: 1000, windowMinutes: 527_040 }))
    expect(checkFrequencyCaps(caps)).toEqual(caps)
    expect(checkFrequencyCaps([{ ...cap, limit: 1, windowMinutes: 1 }])).toHaveLength(1)
    expect(checkFrequencyCaps([])).toEqual([])
  })

  it.each<{ caps: unknown; field: string }>([
    { caps: Array.from({ length: 11 }, () => cap), field: 'frequencyCaps' },
    { caps: 'none', field: 'frequencyCaps' },
    { caps: [cap, { ...cap, limit: 0 }], field: 'frequencyCaps[1].limit' },
    { caps: [{ ...cap, limit: 1001 }], field: 'frequencyCaps[0].limit' },
    { caps: [{ ...cap, limit: 1.5 }], field: 'frequencyCaps[0].limit' },
    { caps: [{ ...cap, windowMinutes: 0 }], field: 'frequencyCaps[0].windowMinutes' },
    { caps: [{ ...cap, windowMinutes: 527_041 }], field: 'frequencyCaps[0].windowMinutes' },
    { caps: [{ ...cap, subject: 'PERSON' }], field: 'frequencyCaps[0].subject' },
    { caps: [{ ...cap, region: 'US' }], field: 'frequencyCaps[0]' },
  ])('are refused at $field when they make no sense', ({ caps, field }) => {
    expect(() => checkFrequencyCaps(caps)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { field } }),
    )
  })
})
