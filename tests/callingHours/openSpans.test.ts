import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { narrowestRules, type DayWindow, type HoursRule, type WeekWindows } from '../../src/callingHours/hoursRule.js'
import { openSpans, type Place } from '../../src/callingHours/openSpans.js'
import { isOpenByTheMinute } from './byTheMinute.js'

const everyDay = (...windows: DayWindow[]): WeekWindows => ({
  ...{ MON: windows, TUE: windows, WED: windows, THU: windows },
  ...{ FRI: windows, SAT: windows, SUN: windows },
})
const rule = (days: WeekWindows, region: string | null = null, id = 'rule'): HoursRule => ({
  ...{ id, region, days },
  ...{ source: 'a test', asOf: '2026-11-22', reviewedBy: null },
})
const day = rule(everyDay(['08:00', '21:00']))
const at = (...timeZones: string[]): Place => ({ region: '', timeZones })

/** The open spans only, as text, in UTC. */
const openTimes = (
  rules: readonly HoursRule[],
  campaignHours: WeekWindows | null,
  place: Place,
  from: string,
  until: string,
): string[] =>
  openSpans(rules, campaignHours, place, new Date(from), new Date(until))
    .filter(({ isOpen }) => isOpen)
    .map(({ fromAt, untilAt }) => `${shortly(fromAt)} ${shortly(untilAt)}`)
const shortly = (instant: Date): string => instant.toISOString().replace(/^\d{4}-|:00\.000Z$/g, '')

describe('the hours of a place', () => {
  it('are never over where there is no rule and no window of the campaign', () => {
    const [from, until] = [new Date('2026-03-01T00:00Z'), new Date('2026-04-01T00:00Z')]
    expect(openSpans([], null, at('America/New_York'), from, until)).toEqual([
      { fromAt: from, untilAt: until, isOpen: true },
    ])
  })

  it('never begin where nobody knows the zone, or no zone of that name', () => {
    for (const place of [at(), at('Mars/Olympus'), at('America/New_York', 'Mars/Olympus'), at('+02:00'), at('')]) {
      for (const rules of [[], [day]]) {
        expect(openTimes(rules, null, place, '2026-03-01T00:00Z', '2026-03-05T00:00Z')).toEqual([])
      }
    }
  })

  it('follow the local clock, without a gap between open and closed', () => {
    const [from, until] = [new Date('2026-01-05T12:00Z'), new Date('2026-01-06T14:00Z')]
    expect(openSpans([day], null, at('America/New_York'), from, until)).toEqual([
      { fromAt: from, untilAt: new Date('2026-01-05T13:00Z'), isOpen: false },
      { fromAt: new Date('2026-01-05T13:00Z'), untilAt: new Date('2026-01-06T02:00Z'), isOpen: true },
      { fromAt: new Date('2026-01-06T02:00Z'), untilAt: new Date('2026-01-06T13:00Z'), isOpen: false },
      { fromAt: new Date('2026-01-06T13:00Z'), untilAt: until, isOpen: true },
    ])
  })

  it('are none when the time asked for is none', () => {
    const now = new Date('2026-01-05T12:00Z')
    expect(openSpans([day], null, at('America/New_York'), now, now)).toEqual([])
    expect(openSpans([day], null, at('America/New_York'), now, new Date(0))).toEqual([])
  })

  it('are an hour earlier in UTC once the clocks have gone forward, and later again when they go back', () => {
    // America/New_York in 2026: 8 March at 07:00Z, 1 November at 06:00Z.
    expect(openTimes([day], null, at('America/New_York'), '2026-03-07T12:00Z', '2026-03-09T05:00Z')).toEqual([
      '03-07T13:00 03-08T02:00',
      '03-08T12:00 03-09T01:00',
    ])
    expect(openTimes([day], null, at('America/New_York'), '2026-10-31T11:00Z', '2026-11-02T06:00Z')).toEqual([
      '10-31T12:00 11-01T01:00',
      '11-01T13:00 11-02T02:00',
    ])
  })

  it('open at the jump when the clocks skip their opening', () => {
    const night = rule(everyDay(['02:30', '04:00']))
    expect(openTimes([night], null, at('America/New_York'), '2026-03-07T12:00Z', '2026-03-09T12:00Z')).toEqual([
      '03-08T07:00 03-08T08:00',
      '03-09T06:30 03-09T08:00',
    ])
  })

  it('close at the jump when the clocks skip their end, and do not open when they skip all of a window', () => {
    const from = '2026-03-08T04:00Z'
    const until = '2026-03-08T12:00Z'
    const toSkipped = rule(everyDay(['01:00', '02:30']))
    expect(openTimes([toSkipped], null, at('America/New_York'), from, until)).toEqual(['03-08T06:00 03-08T07:00'])
    const skipped = rule(everyDay(['02:00', '03:00']))
    expect(openTimes([skipped], null, at('America/New_York'), from, until)).toEqual([])
  })

  it('count both times when an hour is repeated', () => {
    const night = rule(everyDay(['01:15', '01:45']))
    expect(openTimes([night], null, at('America/New_York'), '2026-11-01T04:00Z', '2026-11-01T12:00Z')).toEqual([
      '11-01T05:15 11-01T05:45',
      '11-01T06:15 11-01T06:45',
    ])
    const over = rule(everyDay(['00:00', '01:30']))
    expect(openTimes([over], null, at('America/New_York'), '2026-11-01T04:00Z', '2026-11-01T12:00Z')).toEqual([
      '11-01T04:00 11-01T05:30',
      '11-01T06:00 11-01T06:30',
    ])
  })

  it('know clocks that change by half an hour, at midnight, and offsets of quarters', () => {
    // Lord Howe: +11 becomes +10:30 on 5 April 2026 at 15:00Z of the day before.
    expect(openTimes([day], null, at('Australia/Lord_Howe'), '2026-04-03T12:00Z', '2026-04-05T12:00Z')).toEqual([
      '04-03T21:00 04-04T10:00',
      '04-04T21:30 04-05T10:30',
    ])
    // Beirut: the clocks skip 00:00 to 01:00 on 29 March 2026.
    const early = rule(everyDay(['00:00', '02:00']))
    expect(openTimes([early], null, at('Asia/Beirut'), '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '03-28T22:00 03-28T23:00',
    ])
    expect(openTimes([day], null, at('Asia/Kathmandu'), '2026-04-03T12:00Z', '2026-04-04T16:00Z')).toEqual([
      '04-03T12:00 04-03T15:15',
      '04-04T02:15 04-04T15:15',
    ])
    expect(openTimes([day], null, at('Asia/Kolkata'), '2026-04-03T00:00Z', '2026-04-04T00:00Z')).toEqual([
      '04-03T02:30 04-03T15:30',
    ])
  })

  it('know a country that skipped a day', () => {
    // Samoa went from 29 to 31 December 2011, from -10 to +14.
    const friday = rule({ FRI: [['08:00', '21:00']], SAT: [['08:00', '21:00']] })
    expect(openTimes([friday], null, at('Pacific/Apia'), '2011-12-29T00:00Z', '2012-01-01T12:00Z')).toEqual([
      '12-30T18:00 12-31T07:00',
    ])
  })

  it('run past midnight into the next day, whose own windows come on top', () => {
    const late = rule({ FRI: [['20:00', '02:00']], SAT: [['01:00', '03:00']] })
    expect(openTimes([late], null, at('Europe/Berlin'), '2026-01-02T00:00Z', '2026-01-05T00:00Z')).toEqual([
      '01-02T19:00 01-03T02:00',
    ])
    // From Sunday into Monday, with the clocks going forward in between.
    const sunday = rule({ SUN: [['22:00', '06:00']] })
    expect(openTimes([sunday], null, at('Europe/Berlin'), '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '03-29T20:00 03-30T04:00',
    ])
    const saturday = rule({ SAT: [['22:00', '06:00']] })
    expect(openTimes([saturday], null, at('Europe/Berlin'), '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '03-28T21:00 03-29T04:00',
    ])
  })

  it('differ by weekday, and a day without windows is closed', () => {
    const week = rule({
      MON: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      TUE: [],
      WED: [['00:00', '24:00']],
    })
    expect(openTimes([week], null, at('UTC'), '2026-01-04T00:00Z', '2026-01-11T00:00Z')).toEqual([
      '01-05T09:00 01-05T12:00',
      '01-05T13:00 01-05T17:00',
      '01-07T00:00 01-08T00:00',
    ])
  })

  it('join where one day ends at 24:00 and the next begins at 00:00', () => {
    const always = rule(everyDay(['00:00', '24:00']))
    expect(
      openSpans([always], null, at('Asia/Kolkata'), new Date('2026-01-04T00:00Z'), new Date('2026-02-04T00:00Z')),
    ).toHaveLength(1)
  })

  it('are open only where all zones of a place are', () => {
    expect(openTimes([day], null, at('America/New_York'), '2026-01-05T06:00Z', '2026-01-06T06:00Z')).toEqual([
      '01-05T13:00 01-06T02:00',
    ])
    const both = at('America/Los_Angeles', 'America/New_York')
    expect(openTimes([day], null, both, '2026-01-05T06:00Z', '2026-01-06T06:00Z')).toEqual(['01-05T16:00 01-06T02:00'])
    expect(
      openTimes([day], null, at('America/New_York', 'Asia/Tokyo'), '2026-01-05T00:00Z', '2026-01-06T06:00Z'),
    ).toEqual(['01-05T00:00 01-05T02:00', '01-05T23:00 01-06T02:00'])
  })

  it('are those of the campaign where they lie within the rules', () => {
    const own = everyDay(['06:00', '10:00'], ['20:00', '23:00'])
    expect(openTimes([day], own, at('UTC'), '2026-01-05T00:00Z', '2026-01-06T00:00Z')).toEqual([
      '01-05T08:00 01-05T10:00',
      '01-05T20:00 01-05T21:00',
    ])
    expect(openTimes([], own, at('UTC'), '2026-01-05T00:00Z', '2026-01-05T12:00Z')).toEqual(['01-05T06:00 01-05T10:00'])
  })
})

describe('rules of several regions', () => {
  const everywhere = rule(everyDay(['06:00', '22:00']), null, 'everywhere')
  const country = rule(everyDay(['08:00', '21:00']), 'US', 'country')
  const state = rule(everyDay(['09:00', '20:00']), 'US-CT', 'state')
  const rules = [country, state, everywhere]

  it('hold by the narrowest region that has any', () => {
    expect(narrowestRules(rules, 'US-CT')).toEqual([state])
    expect(narrowestRules(rules, 'US-NY')).toEqual([country])
    expect(narrowestRules(rules, 'US')).toEqual([country])
    expect(narrowestRules(rules, 'GB')).toEqual([everywhere])
    expect(narrowestRules(rules, '')).toEqual([everywhere])
    expect(narrowestRules([state], 'US')).toEqual([])
    expect(narrowestRules([], 'US-CT')).toEqual([])
  })

  it('hold all together where one region has several', () => {
    const lunch = rule(everyDay(['00:00', '12:00'], ['13:00', '24:00']), 'US-CT', 'lunch')
    const place = { region: 'US-CT', timeZones: ['UTC'] }
    expect(openTimes([...rules, lunch], null, place, '2026-01-05T00:00Z', '2026-01-06T00:00Z')).toEqual([
      '01-05T09:00 01-05T12:00',
      '01-05T13:00 01-05T20:00',
    ])
  })
})

describe('rules that hold on some days', () => {
  const wide = rule(everyDay(['08:00', '21:00']), 'US')
  const place: Place = { region: 'US-OR', timeZones: ['America/Los_Angeles'] }

  it('E13: give way to the wider rule on the days before and after', () => {
    const narrow = { ...rule(everyDay(['09:00', '20:00']), 'US-OR'), holdsFrom: '2026-01-02', holdsUntil: '2026-01-02' }
    expect(openTimes([wide, narrow], null, place, '2026-01-01T08:00Z', '2026-01-04T08:00Z')).toEqual([
      '01-01T16:00 01-02T05:00',
      '01-02T17:00 01-03T04:00',
      '01-03T16:00 01-04T05:00',
    ])
  })

  it('E5: hold together for a contact in several regions, each with the holidays of its own region', () => {
    const alabama = rule({ ...everyDay(['10:00', '21:00']), HOLIDAY: [] }, 'US-AL')
    const florida = rule(everyDay(['08:00', '20:00']), 'US-FL')
    const both: Place = { region: 'US-AL,US-FL', timeZones: ['America/New_York'] }
    expect(openTimes([wide, alabama, florida], null, both, '2026-12-24T05:00Z', '2026-12-27T05:00Z')).toEqual([
      '12-24T15:00 12-25T01:00',
      '12-26T15:00 12-27T01:00',
    ])
  })
})

describe('public holidays', () => {
  const closed = { ...everyDay(['08:00', '20:00']), HOLIDAY: [] }

  it('close a day, or give it windows of its own, by the holidays of the region', () => {
    // Independence Day 2026 is a Saturday, kept on Friday the 3rd as well.
    const alabama = { region: 'US-AL', timeZones: ['America/Chicago'] }
    const july = ['2026-07-02T00:00Z', '2026-07-06T00:00Z'] as const
    expect(openTimes([rule(closed)], null, alabama, ...july)).toEqual([
      '07-02T00:00 07-02T01:00',
      '07-02T13:00 07-03T01:00',
      '07-05T13:00 07-06T00:00',
    ])
    const shorter = rule({ ...everyDay(['08:00', '20:00']), HOLIDAY: [['10:00', '12:00']] })
    expect(openTimes([shorter], null, alabama, '2026-07-03T06:00Z', '2026-07-04T06:00Z')).toEqual([
      '07-03T15:00 07-03T17:00',
    ])
  })

  it('are those of the part of the country, and of no region where it is unknown', () => {
    const secondOfJanuary = ['2026-01-02T00:00Z', '2026-01-03T00:00Z'] as const
    const open = ['01-02T08:00 01-02T20:00']
    const inRegion = (region: string): Place => ({ region, timeZones: ['Europe/London'] })
    expect(openTimes([rule(closed)], null, inRegion('GB-SCT'), ...secondOfJanuary)).toEqual([])
    expect(openTimes([rule(closed)], null, inRegion('GB'), ...secondOfJanuary)).toEqual(open)
    expect(openTimes([rule(closed)], null, inRegion(''), ...secondOfJanuary)).toEqual(open)
    expect(openTimes([rule(closed)], null, inRegion('XX'), ...secondOfJanuary)).toEqual(open)
  })

  it('are days like others for rules that do not name them', () => {
    const christmas = ['2026-12-25T00:00Z', '2026-12-26T00:00Z'] as const
    const london = { region: 'GB', timeZones: ['Europe/London'] }
    expect(openTimes([day], null, london, ...christmas)).toEqual(['12-25T08:00 12-25T21:00'])
    expect(openTimes([day], closed, london, ...christmas)).toEqual([])
  })
})

describe('any hours', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 29, 30, 59))
    .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`)
  const window = fc.tuple(time, fc.oneof(time, fc.constant('24:00')))
  const windows = fc.array(window, { maxLength: 3 })
  const week = fc.record(
    {
      MON: windows,
      TUE: windows,
      WED: windows,
      THU: windows,
      FRI: windows,
      SAT: windows,
      SUN: windows,
      HOLIDAY: windows,
    },
    { requiredKeys: [] },
  )
  const region = fc.constantFrom('', 'US', 'US-AL', 'GB', 'AU')
  const rules = fc.array(
    fc.tuple(week, fc.constantFrom(null, 'US', 'US-AL', 'GB')).map(([days, of]) => rule(days, of)),
    { maxLength: 3 },
  )
  const zone = fc.constantFrom(
    ...[
      'America/New_York',
      'America/Los_Angeles',
      'Europe/London',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Asia/Beirut',
    ],
    ...[
      'Africa/Casablanca',
      'Pacific/Chatham',
      'America/Santiago',
      'America/St_Johns',
      'Antarctica/Troll',
      'Africa/Cairo',
    ],
  )
  const place = fc.record({ region, timeZones: fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }) })
  // Around the changes of the clocks, and any time.
  const start = fc
    .tuple(
      fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-10-24', '2026-10-31', '2027-03-13', '2026-07-03'),
      fc.integer({ min: 0, max: 24 * 60 }),
    )
    .map(([date, minutes]) => Date.parse(`${date}T00:00Z`) + minutes * 60_000)

  it('are what a look at every minute finds', () => {
    fc.assert(
      fc.property(rules, fc.option(week), place, start, (someRules, own, somePlace, fromMs) => {
        const untilMs = fromMs + 40 * 60 * 60_000
        const spans = openSpans(someRules, own, somePlace, new Date(fromMs), new Date(untilMs))
        // Without gaps, in order, and no two alike side by side.
        let expectedFrom = fromMs
        for (const [index, { fromAt, untilAt, isOpen }] of spans.entries()) {
          expect(fromAt.getTime()).toBe(expectedFrom)
          expect(untilAt.getTime()).toBeGreaterThan(expectedFrom)
          expect(spans[index + 1]?.isOpen).not.toBe(isOpen)
          expectedFrom = untilAt.getTime()
        }
        expect(expectedFrom).toBe(untilMs)
        let span = 0
        for (let ms = fromMs; ms < untilMs; ms += 60_000) {
          while ((spans[span]?.untilAt.getTime() ?? Infinity) <= ms) span += 1
          const wanted = isOpenByTheMinute(someRules, own, somePlace, ms)
          if (spans[span]?.isOpen !== wanted) expect({ at: new Date(ms).toISOString(), isOpen: !wanted }).toBe(wanted)
        }
      }),
      { numRuns: 150 },
    )
  })
})
