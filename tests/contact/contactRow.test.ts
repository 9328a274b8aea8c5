import { describe, expect, it } from 'vitest'
import { EVERYTHING, normaliseContactRow, type RawContactRow } from '../../src/contact/contactRow.js'
import { createTimeZoneNames } from '../../src/contact/timeZoneNames.store.js'

const rules = {
  timeZones: createTimeZoneNames(['America/New_York', 'America/Chicago', 'Europe/Berlin']),
  now: new Date('2026-11-20T15:00:00Z'),
}
const good: RawContactRow = {
  row: 7,
  externalId: ' K-1 ',
  firstName: ' Ann ',
  lastName: 'Lee',
  phone: '+1 212 555 0100',
  email: ' ann@example.org ',
  timeZone: null,
  country: null,
  state: null,
  postalCode: null,
  priority: '5',
  attributes: '{"a":"b"}',
}
const judge = (change: Partial<RawContactRow>) => normaliseContactRow({ ...good, ...change }, rules)

describe('a row of contacts', () => {
  it('may name further numbers, each placed with the first; what stands there twice is kept once', () => {
    const phones = [
      { phone: '+1 312 555 0100' },
      { phone: '+12125550100' },
      { phone: '+13125550100' },
      { phone: '+12025550100', timeZone: 'Europe/Berlin' },
    ]
    expect(judge({ phones })).toMatchObject({
      phone: '+12125550100',
      numbers: [
        { phone: '+13125550100', timeZone: 'America/Chicago,America/New_York', region: 'US-IL,US-NY' },
        { phone: '+12025550100', timeZone: 'America/New_York,Europe/Berlin' },
      ],
    })
    expect(judge({ phones: [] })).toMatchObject({ numbers: [] })
  })

  it('becomes a contact without the blanks around its values', () => {
    expect(judge({})).toEqual({
      row: 7,
      externalId: 'K-1',
      firstName: 'Ann',
      lastName: 'Lee',
      phone: '+12125550100',
      email: 'ann@example.org',
      timeZone: 'America/New_York',
      region: 'US-NY',
      placeClues: null,
      lineType: 'UNKNOWN',
      consent: null,
      priority: 5,
      requiredSkills: [],
      numbers: null,
      attributes: '{"a":"b"}',
      given: EVERYTHING,
      isElsewhere: false,
    })
  })

  it('may leave out everything but the number', () => {
    const empty = { externalId: '', firstName: '', lastName: ' ', email: '', timeZone: '', priority: '' }
    expect(judge(empty)).toMatchObject({ externalId: null, firstName: '', lastName: '', email: null, priority: 0 })
    expect(judge({ ...empty, externalId: null, email: null, timeZone: null, priority: null })).toMatchObject({
      externalId: null,
      email: null,
      timeZone: 'America/New_York',
      priority: 0,
    })
  })

  it('takes its zones from itself and from the number, else from nowhere', () => {
    expect(judge({ timeZone: 'europe/berlin' })).toMatchObject({ timeZone: 'America/New_York,Europe/Berlin' })
    expect(judge({ phone: '+1 800 555 0100' })).toMatchObject({ timeZone: null })
    expect(judge({ phone: '+1 800 555 0100', timeZone: 'europe/berlin' })).toMatchObject({ timeZone: 'Europe/Berlin' })
    // Known to the number's map, unknown to the database.
    expect(judge({ phone: '+44 20 7946 0018' })).toMatchObject({ timeZone: null })
  })

  it.each([
    ['phone', { phone: '' }, 'is missing'],
    ['phone', { phone: '12' }, 'not a phone number with its country code, such as +1 202 555 0123'],
    ['email', { email: 'ann' }, 'not an email address'],
    ['email', { email: 'ann lee@example.org' }, 'not an email address'],
    ['email', { email: `${'a'.repeat(250)}@example.org` }, 'has more than 254 characters'],
    ['timeZone', { timeZone: '+02:00' }, 'not an IANA time zone, such as America/New_York'],
    ['timeZone', { timeZone: 'Moon/Base' }, 'not an IANA time zone, such as America/New_York'],
    ['priority', { priority: 'high' }, 'not a whole number from -1000000 to 1000000'],
    ['priority', { priority: '1.5' }, 'not a whole number from -1000000 to 1000000'],
    ['priority', { priority: '1000001' }, 'not a whole number from -1000000 to 1000000'],
    ['priority', { priority: 0.5 }, 'not a whole number from -1000000 to 1000000'],
    ['priority', { priority: Number.NaN }, 'not a whole number from -1000000 to 1000000'],
    ['firstName', { firstName: 'n'.repeat(10_000) }, 'has more than 200 characters'],
    ['firstName', { firstName: 'a\u0000b' }, 'holds a character that cannot be stored'],
    ['lastName', { lastName: 'a\ud800b' }, 'holds a character that cannot be stored'],
    ['externalId', { externalId: 'k'.repeat(201) }, 'has more than 200 characters'],
    ['externalId', { externalId: 'a\u0000' }, 'holds a character that cannot be stored'],
    ['attributes', { attributes: JSON.stringify({ a: '\u0000' }) }, 'hold a character that cannot be stored'],
    ['attributes', { attributes: JSON.stringify({ a: '\\\u0000' }) }, 'hold a character that cannot be stored'],
    ['attributes', { attributes: JSON.stringify({ a: '\udc00' }) }, 'hold a character that cannot be stored'],
    ['attributes', { attributes: JSON.stringify({ a: 'x'.repeat(65_536) }) }, 'have more than 64 kB'],
  ] as const)('is refused for its %s %j', (field, change, message) => {
    expect(judge(change)).toEqual([{ row: 7, field, message }])
  })

  it('is told all its faults at once, without its values', () => {
    const errors = judge({ phone: '555 0199 17', email: 'nobody', firstName: 'Zacharias'.repeat(30) })
    expect(errors).toHaveLength(3)
    expect(JSON.stringify(errors)).not.toMatch(/0199|nobody|Zacharias/)
  })

  it('may have the longest names, largest priorities and attributes, and characters beyond the first plane', () => {
    expect(judge({ firstName: '😀'.repeat(200), priority: '-1000000' })).toMatchObject({ priority: -1_000_000 })
    expect(judge({ priority: 1_000_000 })).toMatchObject({ priority: 1_000_000 })
    expect(judge({ priority: '-0' })).toMatchObject({ priority: 0 })
    const attributes = JSON.stringify({ a: 'x'.repeat(65_536 - 8) })
    expect(judge({ attributes })).toMatchObject({ attributes })
    // A backslash before a u is no escape.
    expect(judge({ attributes: JSON.stringify({ a: '\\u0000' }) })).not.toBeInstanceOf(Array)
  })
})
