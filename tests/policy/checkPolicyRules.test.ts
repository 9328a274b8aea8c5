import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPolicyRules } from '../../src/policy/checkPolicyRules.js'
import { DomainError } from '../../src/domainError.js'

const source = { source: 'House rule 1', asOf: '2026-11-22', reviewedBy: 'Legal' }
const hours = { id: 'house-hours', region: 'US-FL', days: { MON: [['10:00', '12:00']], HOLIDAY: [] }, ...source }
const cap = {
  ...{ id: 'house-cap', region: null, subject: 'NUMBER', scope: 'CAMPAIGN', counts: 'CALLS' },
  ...{ limit: 3, windowMinutes: 1440, ...source, check: true },
}
const rules = { hours: [hours], caps: [cap], nationalRegistryMaxAgeDays: 31 }
const withHours = (change: object) => ({ ...rules, hours: [{ ...hours, ...change }] })
const withCap = (change: object) => ({ ...rules, caps: [{ ...cap, ...change }] })
const without = (rule: Record<string, unknown>, key: string) =>
  Object.fromEntries(Object.entries(rule).filter(([name]) => name !== key))

/** The path of the fault with which the rules are refused; null when they are taken. */
function faultIn(value: unknown): string | null {
  try {
    checkPolicyRules(value)
    return null
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'BAD_USER_INPUT') throw error
    // Short enough for a client, and a person can find the place.
    expect(error.message.length).toBeLessThan(300)
    return String(error.details['field'])
  }
}

describe('the rules of a pack', () => {
  it('are taken as they are written', () => {
    expect(checkPolicyRules(rules)).toEqual(rules)
    const night = { SAT: [['22:00', '02:00']], SUN: [['00:00', '24:00']] }
    expect(checkPolicyRules(withHours({ days: night, region: null, reviewedBy: null })).hours[0]?.days).toEqual(night)
    expect(faultIn({ hours: [], caps: [], nationalRegistryMaxAgeDays: null })).toBeNull()
  })

  it('say from which day until which they hold, for which ways of dialling, and windows by calendar day', () => {
    const reach = { holdsFrom: '2026-01-01', holdsUntil: '2026-12-31', dialMethods: ['PROGRESSIVE', 'PREDICTIVE'] }
    const reached = { ...withHours(reach), caps: [{ ...without(cap, 'windowMinutes'), ...reach, calendarDays: 3 }] }
    expect(checkPolicyRules(reached)).toEqual({
      ...reached,
      caps: [{ ...cap, ...reach, calendarDays: 3, windowMinutes: 4320 }],
    })
    const open = { holdsFrom: null, holdsUntil: null, dialMethods: null }
    expect(checkPolicyRules(withHours(open))).toEqual(withHours(open))
    expect(checkPolicyRules(withCap({ counts: 'REFUSALS', calendarDays: null })).caps[0]).toMatchObject({
      ...{ counts: 'REFUSALS', calendarDays: null, windowMinutes: 1440 },
    })
  })

  it.each<{ path: string; value: unknown; what: string }>([
    { what: 'a first day that is none', value: withHours({ holdsFrom: '2026-1-1' }), path: 'rules.hours[0].holdsFrom' },
    {
      what: 'a last day before the first',
      value: withCap({ holdsFrom: '2026-02-01', holdsUntil: '2026-01-31' }),
      path: 'rules.caps[0].holdsUntil',
    },
    { what: 'no way of dialling', value: withHours({ dialMethods: [] }), path: 'rules.hours[0].dialMethods' },
    {
      what: 'an unknown way of dialling',
      value: withCap({ dialMethods: ['PREVIEW', 'POWER'] }),
      path: 'rules.caps[0].dialMethods[1]',
    },
    {
      what: 'a way of dialling twice',
      value: withCap({ dialMethods: ['PREVIEW', 'PREVIEW'] }),
      path: 'rules.caps[0].dialMethods',
    },
    { what: 'no calendar days', value: withCap({ calendarDays: 0 }), path: 'rules.caps[0].calendarDays' },
    { what: 'two windows', value: withCap({ calendarDays: 2 }), path: 'rules.caps[0].windowMinutes' },
    {
      what: 'no window',
      value: { ...rules, caps: [without(cap, 'windowMinutes')] },
      path: 'rules.caps[0].windowMinutes',
    },
    { what: 'nothing', value: null, path: 'rules' },
    { what: 'a list', value: [], path: 'rules' },
    { what: 'an empty object', value: {}, path: 'rules.hours' },
    { what: 'a misspelt key', value: { ...rules, hour: [] }, path: 'rules' },
    { what: 'no age', value: without(rules, 'nationalRegistryMaxAgeDays'), path: 'rules.nationalRegistryMaxAgeDays' },
    {
      what: 'an age of no days',
      value: { ...rules, nationalRegistryMaxAgeDays: 0 },
      path: 'rules.nationalRegistryMaxAgeDays',
    },
    {
      what: 'an age of half days',
      value: { ...rules, nationalRegistryMaxAgeDays: 1.5 },
      path: 'rules.nationalRegistryMaxAgeDays',
    },
    { what: 'hours that are no list', value: { ...rules, hours: {} }, path: 'rules.hours' },
    {
      what: 'too many hours',
      value: { ...rules, hours: Array.from({ length: 301 }, () => hours) },
      path: 'rules.hours',
    },
    { what: 'too many caps', value: { ...rules, caps: Array.from({ length: 31 }, () => cap) }, path: 'rules.caps' },
    {
      what: 'hours without a source',
      value: { ...rules, hours: [without(hours, 'source')] },
      path: 'rules.hours[0].source',
    },
    { what: 'hours without days', value: { ...rules, hours: [without(hours, 'days')] }, path: 'rules.hours[0].days' },
    { what: 'hours with a misspelt key', value: withHours({ day: {} }), path: 'rules.hours[0]' },
    { what: 'a day that is none', value: withHours({ days: { MOM: [] } }), path: 'rules.hours[0].days' },
    { what: 'windows that are no list', value: withHours({ days: { MON: '8-20' } }), path: 'rules.hours[0].days.MON' },
    { what: 'a null for a day', value: withHours({ days: { MON: null } }), path: 'rules.hours[0].days.MON' },
    {
      what: 'a time after midnight',
      value: withHours({ days: { MON: [['08:00', '24:01']] } }),
      path: 'rules.hours[0].days.MON[0]',
    },
    {
      what: 'a time with one digit',
      value: withHours({
        days: {
          TUE: [
            ['08:00', '12:00'],
            ['8:00', '20:00'],
          ],
        },
      }),
      path: 'rules.hours[0].days.TUE[1]',
    },
    {
      what: 'a window without an end',
      value: withHours({ days: { MON: [['08:00']] } }),
      path: 'rules.hours[0].days.MON[0]',
    },
    {
      what: 'a window of three',
      value: withHours({ days: { MON: [['08:00', '09:00', '10:00']] } }),
      path: 'rules.hours[0].days.MON[0]',
    },
    {
      what: 'too many windows',
      value: withHours({ days: { MON: Array.from({ length: 11 }, () => ['08:00', '09:00']) } }),
      path: 'rules.hours[0].days.MON',
    },
    { what: 'an id in capitals', value: withHours({ id: 'US-HOURS' }), path: 'rules.hours[0].id' },
    { what: "an id of a campaign's own", value: withCap({ id: 'campaign-cap-1' }), path: 'rules.caps[0].id' },
    { what: 'an id of 61 letters', value: withCap({ id: 'a'.repeat(61) }), path: 'rules.caps[0].id' },
    { what: 'the same id twice', value: withCap({ id: hours.id }), path: 'rules' },
    { what: 'a region by its name', value: withHours({ region: 'Florida' }), path: 'rules.hours[0].region' },
    { what: 'an empty region', value: withCap({ region: '' }), path: 'rules.caps[0].region' },
    { what: 'an empty source', value: withCap({ source: ' ' }), path: 'rules.caps[0].source' },
    { what: 'a NUL in a source', value: withCap({ source: 'a\u0000' }), path: 'rules.caps[0].source' },
    { what: 'half a character in a source', value: withCap({ source: 'a\ud800' }), path: 'rules.caps[0].source' },
    { what: 'a source of a page', value: withCap({ source: 's'.repeat(501) }), path: 'rules.caps[0].source' },
    {
      what: 'a day that is not in the calendar',
      value: withHours({ asOf: '2026-02-30' }),
      path: 'rules.hours[0].asOf',
    },
    { what: 'a day with a time', value: withHours({ asOf: '2026-02-20T00:00:00Z' }), path: 'rules.hours[0].asOf' },
    { what: 'a reviewer without a name', value: withHours({ reviewedBy: '' }), path: 'rules.hours[0].reviewedBy' },
    { what: 'a check that is a text', value: withHours({ check: 'yes' }), path: 'rules.hours[0].check' },
    { what: 'an unknown subject', value: withCap({ subject: 'PERSON' }), path: 'rules.caps[0].subject' },
    { what: 'an unknown scope', value: withCap({ scope: 'LIST' }), path: 'rules.caps[0].scope' },
    { what: 'an unknown count', value: withCap({ counts: 'SALES' }), path: 'rules.caps[0].counts' },
    { what: 'a limit of none', value: withCap({ limit: 0 }), path: 'rules.caps[0].limit' },
    { what: 'a limit as a text', value: withCap({ limit: '3' }), path: 'rules.caps[0].limit' },
    {
      what: 'a window of more than a year and a day',
      value: withCap({ windowMinutes: 527_041 }),
      path: 'rules.caps[0].windowMinutes',
    },
  ])('are refused at $path for $what', ({ value, path }) => {
    expect(faultIn(value)).toBe(path)
  })

  it('are refused with a path, or taken and then the same, whatever JSON they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('hours', 'caps', 'nationalRegistryMaxAgeDays'), (value, key) => {
        expect(faultIn(value)).toMatch(/^rules/)
        const changed = { ...rules, [key]: value }
        if (faultIn(changed) === null) expect(checkPolicyRules(changed)).toEqual(changed)
      }),
    )
  })

  it('are refused with the path of the place when any one value in them is something else', () => {
    const places = fc.constantFrom(
      ...Object.keys(hours).map((key) => ['hours', key] as const),
      ...Object.keys(cap).map((key) => ['caps', key] as const),
    )
    fc.assert(
      fc.property(places, fc.constantFrom<unknown>(true, 1.5, -1, {}, [[]], '\u0000', ''), ([list, key], value) => {
        const changed = list === 'hours' ? withHours({ [key]: value }) : withCap({ [key]: value })
        if (key === 'check' && value === true) expect(faultIn(changed)).toBeNull()
        // No day at all is a rule: closed.
        else if (key === 'days' && JSON.stringify(value) === '{}') expect(faultIn(changed)).toBeNull()
        else expect(faultIn(changed)).toBe(`rules.${list}[0].${key}`)
      }),
    )
  })
})
