import { describe, expect, it } from 'vitest'
import { askAgainAt } from '../../src/web/desk/askAgain.js'
import { callbackDetails, callbackFault } from '../../src/web/desk/callbackWish.js'
import { judgeHours } from '../../src/web/desk/callingHours.js'
import { renewalAt } from '../../src/web/desk/lease.js'
import { instantOfLocalTime, isOneInstant, localTimeOf, proposedLocalTime } from '../../src/web/desk/localTime.js'
import { finalStatusOf, outcomeChoices, whyNotNow } from '../../src/web/desk/outcomeChoice.js'
import { reasonSentence } from '../../src/web/desk/reasonWords.js'
import { ServerClock } from '../../src/web/desk/serverClock.js'
import { shortcutKeyOf, shortcuts } from '../../src/web/desk/shortcuts.js'
import { exclusionReasons } from '../../src/dialQueue/eligibility.js'
import { defaultOutcomes, outcomeCategories } from '../../src/call/outcome.js'

const newYork = 'America/New_York'

describe('a local time of the contact', () => {
  it.for([
    ['2026-11-30T14:30', newYork, '2026-11-30T19:30:00.000Z'],
    ['2026-07-01T09:00', newYork, '2026-07-01T13:00:00.000Z'],
    ['2026-01-15T09:00', 'Asia/Kathmandu', '2026-01-15T03:15:00.000Z'],
    // The clocks go from 02:00 to 03:00: the first instant after the gap.
    ['2026-03-08T02:30', newYork, '2026-03-08T07:00:00.000Z'],
    // They show 01:30 twice: the first.
    ['2026-11-01T01:30', newYork, '2026-11-01T05:30:00.000Z'],
    ['2026-11-01T02:30', newYork, '2026-11-01T07:30:00.000Z'],
    // Half an hour of change on Lord Howe Island.
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
  ] as const)('%s in %s is %s', ([local, zone, instant]) => {
    expect(instantOfLocalTime(local, zone)?.toISOString()).toBe(instant)
  })

  it('reads back what the clock shows, and refuses what is no time', () => {
    expect(localTimeOf(new Date('2026-11-30T19:30:00Z'), newYork)).toBe('2026-11-30T14:30')
    expect(instantOfLocalTime('', newYork)).toBeNull()
    expect(instantOfLocalTime('2026-13-01T00:00', newYork)).toBeNull()
  })

  it('is proposed at the next quarter of an hour', () => {
    expect(proposedLocalTime(new Date('2026-11-28T14:01:00Z'), 24 * 60, newYork)).toBe('2026-11-29T09:15')
  })

  it('is sent as it is where it is clear, and as an instant where the contact may be in several zones', () => {
    const wish = { localTime: '2026-11-30T14:30', timeZone: 'America/Chicago', taker: 'ANYONE' } as const
    expect(isOneInstant(wish.localTime, [newYork, 'America/Toronto'])).toBe(true)
    const contact = (timeZones: string[]): Parameters<typeof callbackDetails>[1] =>
      ({ phone: '+12125550100', contact: { timeZones, numbers: [] } }) as unknown as Parameters<
        typeof callbackDetails
      >[1]
    expect(callbackDetails(wish, contact(['America/Chicago']))).toEqual({
      ...{ callbackLocalTime: '2026-11-30T14:30', callbackFor: 'ANYONE' },
    })
    const asInstant = { callbackAt: '2026-11-30T20:30:00.000Z', callbackFor: 'ANYONE' }
    expect(callbackDetails(wish, contact([newYork, 'America/Chicago']))).toEqual(asInstant)
    expect(callbackDetails(wish, contact([]))).toEqual(asInstant)
  })

  it('lies in the future, within a year', () => {
    const now = new Date('2026-11-28T14:00:00Z')
    const fault = (localTime: string): string | null =>
      callbackFault({ localTime, timeZone: newYork, taker: 'AGENT' }, now)
    expect(fault('2026-11-28T09:01')).toBeNull()
    expect(fault('2026-11-28T09:00')).toBe('That moment has passed already.')
    expect(fault('')).toBe('Say when to call back.')
    expect(fault('2027-11-30T09:00')).toBe('A callback lies within a year.')
  })

  it('is judged by the hours of every place where the contact may be', () => {
    const span = (fromAt: string, untilAt: string, isOpen: boolean) => ({ fromAt, untilAt, isOpen })
    const early = [span('1', '3', false), span('3', '9', true)]
    const late = [span('1', '5', false), span('5', '9', true)]
    expect(judgeHours([early, late])).toEqual({ state: 'closed', opensAt: '5' })
    expect(judgeHours([[span('1', '9', true)]])).toEqual({ state: 'open' })
    expect(judgeHours([[span('1', '9', false)]])).toEqual({ state: 'closed', opensAt: null })
    expect(judgeHours([early, []])).toEqual({ state: 'unknown' })
  })
})

describe('the outcomes of the desk', () => {
  const choices = outcomeChoices(defaultOutcomes.map((outcome) => ({ ...outcome })))

  it('have the same digit in every state, and leave out what only the system may save', () => {
    expect(choices.map(({ digit, code }) => `${digit ?? '-'} ${code}`)).toEqual([
      ...['1 SALE', '2 NOT_INTERESTED', '3 CALLBACK', '4 NO_ANSWER', '5 BUSY', '6 VOICEMAIL', '7 WRONG_NUMBER'],
      ...['8 DO_NOT_CALL', '9 FAILED', '0 ABANDONED'],
    ])
  })

  it.for([
    ['DIALING', 'NO_ANSWER', 'FAILED'],
    ['DIALING', 'INVALID_NUMBER', 'FAILED'],
    ['DIALING', 'VOICEMAIL', 'COMPLETED'],
    ['DIALING', 'SUCCESS', null],
    ['DIALING', 'CALLBACK', null],
    ['DIALING', 'ABANDONED', 'ABANDONED'],
    ['CONNECTED', 'SUCCESS', 'COMPLETED'],
    ['CONNECTED', 'ABANDONED', 'ABANDONED'],
    ['WRAP_UP', 'NO_ANSWER', 'COMPLETED'],
    ['WRAP_UP', 'ABANDONED', null],
    ['RESERVED', 'NO_ANSWER', null],
  ] as const)('from %s with %s the entry ends as %s', ([status, category, final]) => {
    expect(finalStatusOf(status, category)).toBe(final)
    expect(whyNotNow(status, category) === null).toBe(final !== null)
  })

  it('can all be saved in one state at least', () => {
    for (const category of outcomeCategories) {
      expect(
        (['DIALING', 'CONNECTED', 'WRAP_UP'] as const).some((status) => finalStatusOf(status, category) !== null),
      ).toBe(true)
    }
  })
})

describe('nothing to dial', () => {
  it('has a sentence of its own for every reason that the server knows', () => {
    const sentences = exclusionReasons.map(reasonSentence)
    expect(new Set([...sentences, reasonSentence(null)]).size).toBe(exclusionReasons.length + 1)
  })

  it('is asked again at the named instant, within sane bounds, by the server’s clock', () => {
    const clock = new ServerClock()
    // The server is a minute ahead of this browser.
    clock.heard('1970-01-01T00:01:00.000Z', 0, 0)
    const at = (retryAt: string | null): number => askAgainAt({ reason: null, retryAt, askedAt: 0 }, clock)
    expect(at('1970-01-01T00:02:00.000Z')).toBe(60_000)
    expect(at('1970-01-01T00:00:30.000Z')).toBe(3_000)
    expect(at('1970-01-02T00:00:00.000Z')).toBe(300_000)
    expect(at(null)).toBe(30_000)
  })
})

describe('the hold on a contact', () => {
  it('is renewed after a third of its time, by the server’s clock, and soon while that is unknown', () => {
    const clock = new ServerClock()
    expect(renewalAt('1970-01-01T04:00:00.000Z', 0, clock)).toBe(15_000)
    clock.heard('1970-01-01T00:10:00.000Z', 0, 0)
    expect(renewalAt('1970-01-01T00:11:00.000Z', 0, clock)).toBe(20_000)
    expect(renewalAt('1970-01-01T00:09:00.000Z', 0, clock)).toBe(1_000)
  })
})

describe('a key', () => {
  const press = { key: 'n', code: 'KeyN', isAlt: false, isCtrl: false, isInText: false, isOnControl: false }

  it('is a shortcut, but not while somebody writes, unless Alt is held', () => {
    expect(shortcutKeyOf(press, true)).toBe('n')
    expect(shortcutKeyOf({ ...press, key: 'N' }, true)).toBe('n')
    expect(shortcutKeyOf({ ...press, isInText: true }, true)).toBeNull()
    expect(shortcutKeyOf({ ...press, key: 'ñ', isInText: true, isAlt: true }, true)).toBe('n')
    expect(shortcutKeyOf({ ...press, key: '4', code: 'Digit4', isInText: true }, true)).toBeNull()
    expect(shortcutKeyOf({ ...press, isCtrl: true }, true)).toBeNull()
  })

  it('is none without Alt where the agent has switched plain keys off', () => {
    expect(shortcutKeyOf(press, false)).toBeNull()
    expect(shortcutKeyOf({ ...press, isAlt: true }, false)).toBe('n')
  })

  it('leaves Enter to buttons and fields, and saves from a field with Ctrl', () => {
    const enter = { ...press, key: 'Enter', code: 'Enter' }
    expect(shortcutKeyOf(enter, true)).toBe('enter')
    expect(shortcutKeyOf({ ...enter, isOnControl: true }, true)).toBeNull()
    expect(shortcutKeyOf({ ...enter, isInText: true }, true)).toBeNull()
    expect(shortcutKeyOf({ ...enter, isInText: true, isCtrl: true }, true)).toBe('enter')
  })

  it('does one thing only', () => {
    expect(new Set(shortcuts.map(({ key }) => key)).size).toBe(shortcuts.length)
  })
})
