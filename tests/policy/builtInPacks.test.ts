import { describe, expect, it } from 'vitest'
import { clockMinutes, narrowestRules, rulesForDialMethod } from '../../src/callingHours/hoursRule.js'
import { isPublicHoliday } from '../../src/callingHours/publicHoliday.js'
import type { DialMethod } from '../../src/campaign/dialMethod.js'
import { builtInPack, builtInPacks } from '../../src/policy/builtInPacks.js'
import { checkPolicyRules } from '../../src/policy/checkPolicyRules.js'
import type { PolicyRules } from '../../src/policy/policyPack.js'

function rulesOf(code: string): PolicyRules {
  const pack = builtInPack(code)
  if (pack === null) throw new Error(`there is no pack ${code}`)
  return pack.rules
}

/** The week of a region as one line: 'MON 08:00-21:00, …'; a day without hours is missing. */
function weekOf(code: string, region: string, day = '2026-11-30', dialMethod: DialMethod = 'PROGRESSIVE'): string {
  return narrowestRules(rulesForDialMethod(rulesOf(code).hours, dialMethod), region, day)
    .map(({ days }) =>
      Object.entries(days)
        .map(([day, windows]) => [day, ...windows.map(([opens, closes]) => `${opens}-${closes}`)].join(' '))
        .join(', '),
    )
    .join(' and ')
}

const workdays = (hours: string): string =>
  ['MON', 'TUE', 'WED', 'THU', 'FRI'].map((day) => `${day} ${hours}`).join(', ')
const daily = (hours: string): string => `${workdays(hours)}, SAT ${hours}, SUN ${hours}`

describe('the built-in packs', () => {
  it('are those of the jurisdictions, each with a code of its own', () => {
    expect(builtInPacks.map(({ code }) => code)).toEqual([
      ...['NONE', 'US_FEDERAL', 'US_STATES', 'US_DEBT_COLLECTION', 'UK', 'FR', 'AU', 'CA'],
    ])
  })

  it.each(builtInPacks.map(({ code }) => code))('%s is what an administrator could have written', (code) => {
    const rules = JSON.parse(JSON.stringify(rulesOf(code))) as unknown
    expect(checkPolicyRules(rules)).toEqual(rules)
  })

  it.each(builtInPacks.map(({ code }) => code))(
    '%s is reviewed by nobody and says where each number is from',
    (code) => {
      const { hours, caps } = rulesOf(code)
      for (const rule of [...hours, ...caps]) {
        expect(rule).toMatchObject({ reviewedBy: null, asOf: expect.stringMatching(/^20\d\d-/) as unknown })
        expect(rule.source.length).toBeGreaterThan(5)
      }
    },
  )

  it('E13: mark every number for checking, as each was taken second-hand, and say so', () => {
    for (const { rules } of builtInPacks) {
      const { demands = [], exemptions = [] } = rules.consent ?? {}
      for (const rule of [...rules.hours, ...rules.caps, ...demands, ...exemptions]) {
        expect(rule).toMatchObject({ check: true, source: expect.stringContaining('second-hand') as unknown })
      }
    }
  })

  it('have no hours that cross midnight, and none that are empty', () => {
    for (const { rules } of builtInPacks) {
      for (const [opens, closes] of rules.hours.flatMap(({ days }) => Object.values(days).flat())) {
        expect(clockMinutes(opens)).toBeLessThan(clockMinutes(closes) ?? 0)
      }
    }
  })

  it('with rules for hours say something about every place, an unknown one included', () => {
    for (const { rules } of builtInPacks.filter(({ code }) => code !== 'NONE')) {
      for (const region of ['', 'US', 'US-NY', 'US-FL', 'GB', 'ZZ']) {
        expect(narrowestRules(rules.hours, region)).toHaveLength(1)
      }
    }
  })
})

describe('the calling hours', () => {
  it.each([
    ['US_FEDERAL', 'US-FL', daily('08:00-21:00')],
    ['US_STATES', 'US-NY', daily('08:00-21:00')],
    ['US_STATES', 'US', daily('08:00-21:00')],
    ['US_STATES', 'US-AL', `${workdays('08:00-20:00')}, SAT 08:00-20:00, HOLIDAY`],
    ['US_STATES', 'US-CT', daily('09:00-20:00')],
    ['US_STATES', 'US-FL', daily('08:00-20:00')],
    ['US_STATES', 'US-IN', daily('09:00-20:00')],
    ['US_STATES', 'US-KY', daily('10:00-21:00')],
    ['US_STATES', 'US-LA', `${workdays('08:00-20:00')}, SAT 08:00-20:00, HOLIDAY`],
    ['US_STATES', 'US-MD', daily('08:00-20:00')],
    ['US_STATES', 'US-MA', daily('08:00-20:00')],
    ['US_STATES', 'US-MI', daily('09:00-21:00')],
    ['US_STATES', 'US-MN', daily('09:00-21:00')],
    ['US_STATES', 'US-MS', `${workdays('08:00-20:00')}, SAT 08:00-20:00`],
    ['US_STATES', 'US-NV', daily('09:00-20:00')],
    ['US_STATES', 'US-NM', daily('09:00-21:00')],
    ['US_STATES', 'US-OK', daily('08:00-20:00')],
    ['US_STATES', 'US-PA', `${workdays('08:00-21:00')}, SAT 08:00-21:00, SUN 13:30-21:00, HOLIDAY`],
    ['US_STATES', 'US-RI', `${workdays('09:00-18:00')}, SAT 10:00-17:00, HOLIDAY`],
    ['US_STATES', 'US-TX', `${workdays('09:00-21:00')}, SAT 09:00-21:00, SUN 12:00-21:00`],
    ['US_STATES', 'US-UT', `${workdays('09:00-20:00')}, SAT 09:00-20:00, HOLIDAY`],
    ['US_STATES', 'US-WA', daily('08:00-20:00')],
    ['US_STATES', 'US-WY', daily('08:00-20:00')],
    ['US_DEBT_COLLECTION', 'US-KY', daily('10:00-21:00')],
    ['UK', 'GB', `${workdays('08:00-21:00')}, SAT 09:00-21:00, SUN 09:00-21:00`],
    ['FR', 'FR', `${workdays('10:00-13:00 14:00-20:00')}, HOLIDAY`],
    ['AU', 'AU-NSW', `${workdays('09:00-20:00')}, SAT 09:00-17:00, HOLIDAY`],
    ['CA', 'CA-ON', `${workdays('09:00-21:30')}, SAT 10:00-18:00, SUN 10:00-18:00`],
    ['NONE', 'US', ''],
  ])('of %s in %s are %s', (code, region, week) => {
    expect(weekOf(code, region)).toBe(week)
  })

  it('E13: Oregon has the federal hours until the last day of 2025, and its own since', () => {
    expect(weekOf('US_STATES', 'US-OR', '2025-12-31')).toBe(daily('08:00-21:00'))
    expect(weekOf('US_STATES', 'US-OR', '2026-01-01')).toBe(daily('08:00-20:00'))
  })

  it('E13: South Dakota closes its weekends to predictive dialling only', () => {
    expect(weekOf('US_STATES', 'US-SD', '2026-11-30', 'PREDICTIVE')).toBe(workdays('08:00-21:00'))
    expect(weekOf('US_STATES', 'US-SD', '2026-11-30', 'PROGRESSIVE')).toBe(daily('08:00-21:00'))
  })

  it('E13: Australia closes on national holidays only, Louisiana not on Columbus Day', () => {
    const isHoliday = (region: string, day: string): boolean => isPublicHoliday(region, Date.parse(day) / 86_400_000)
    const days = ['2026-01-26', '2026-04-03', '2026-04-06', '2026-12-25', '2026-12-26']
    for (const region of ['AU', 'AU-NSW', 'AU-WA', 'AU-VIC']) {
      expect(days.filter((day) => !isHoliday(region, day))).toEqual([])
      // Easter Saturday, days in place of Anzac Day and Boxing Day, the King's Birthday.
      expect(['2026-04-04', '2026-04-27', '2026-12-28', '2026-06-08'].filter((day) => isHoliday(region, day))).toEqual(
        [],
      )
    }
    expect(isHoliday('US-LA', '2026-10-12')).toBe(false)
    expect(isHoliday('US-LA', '2026-02-17')).toBe(true)
    expect(isHoliday('US-AL', '2026-10-12')).toBe(true)
  })

  it('of no state are wider than the federal ones', () => {
    for (const { days } of rulesOf('US_STATES').hours) {
      for (const [opens, closes] of Object.values(days).flat()) {
        expect(clockMinutes(opens)).toBeGreaterThanOrEqual(8 * 60)
        expect(clockMinutes(closes)).toBeLessThanOrEqual(21 * 60)
      }
    }
  })
})

describe('the frequency caps', () => {
  it.each([
    ['NONE', []],
    ['US_FEDERAL', []],
    [
      'US_STATES',
      [
        'us-state-caps-fl-number: 3 CALLS of the CAMPAIGN by NUMBER in 1440 in US-FL',
        'us-state-caps-fl-contact: 3 CALLS of the CAMPAIGN by CONTACT in 1440 in US-FL',
        'us-state-caps-md-number: 3 CALLS of the CAMPAIGN by NUMBER in 1440 in US-MD',
        'us-state-caps-md-contact: 3 CALLS of the CAMPAIGN by CONTACT in 1440 in US-MD',
        'us-state-caps-ok-number: 3 CALLS of the CAMPAIGN by NUMBER in 1440 in US-OK',
        'us-state-caps-ok-contact: 3 CALLS of the CAMPAIGN by CONTACT in 1440 in US-OK',
        'us-state-caps-or-number: 3 CALLS of the CAMPAIGN by NUMBER in 1440 in US-OR from 2026-01-01',
        'us-state-caps-or-contact: 3 CALLS of the CAMPAIGN by CONTACT in 1440 in US-OR from 2026-01-01',
      ],
    ],
    [
      'US_DEBT_COLLECTION',
      [
        'us-reg-f-calls: 7 CALLS of the ORGANIZATION by CONTACT in 10080 in all regions',
        'us-reg-f-conversation: 1 CONVERSATIONS of the ORGANIZATION by CONTACT in 10080 in all regions',
      ],
    ],
    // 72 hours from its end, which is not five minutes after its start.
    ['UK', ['uk-abandon: 1 ABANDONED of the ORGANIZATION by NUMBER in 4325 in all regions']],
    [
      'FR',
      [
        'fr-attempts-number: 4 CALLS of the ORGANIZATION by NUMBER in 43200 in all regions',
        'fr-attempts-contact: 4 CALLS of the ORGANIZATION by CONTACT in 43200 in all regions',
        'fr-refusal-number: 1 REFUSALS of the ORGANIZATION by NUMBER in 61 days in all regions',
        'fr-refusal-contact: 1 REFUSALS of the ORGANIZATION by CONTACT in 61 days in all regions',
      ],
    ],
    ['AU', []],
    ['CA', []],
  ])('of %s are as its sources say', (code, caps) => {
    const lines = rulesOf(code).caps.map(
      ({ id, limit, counts, scope, subject, windowMinutes, calendarDays, region, holdsFrom }) =>
        `${id}: ${limit} ${counts} of the ${scope} by ${subject} in ${calendarDays == null ? windowMinutes : `${calendarDays} days`} in ${region ?? 'all regions'}${holdsFrom == null ? '' : ` from ${holdsFrom}`}`,
    )
    expect(lines).toEqual(caps)
  })
})

describe('the age of the national do-not-call list', () => {
  it('is bound by the packs whose rules name one', () => {
    const ages = builtInPacks.map(({ code, rules }) => [code, rules.nationalRegistryMaxAgeDays])
    expect(Object.fromEntries(ages)).toEqual({
      ...{ NONE: null, US_FEDERAL: 31, US_STATES: 31, US_DEBT_COLLECTION: null, UK: 28, FR: null, AU: 30, CA: 31 },
    })
  })
})
