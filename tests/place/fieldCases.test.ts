import { getCountries, getExampleNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, it } from 'vitest'
import { parsePhone } from '../../src/contact/phoneNumber.js'
import { createTimeZoneNames } from '../../src/contact/timeZoneNames.store.js'
import { countryOfZone, zonesOfCountry } from '../../src/place/countryZones.js'
import type { PlaceClues } from '../../src/place/placeClues.js'
import { resolvePlace } from '../../src/place/resolvePlace.js'
import { placeOfZip } from '../../src/place/zipCode.js'

const names = createTimeZoneNames([
  ...Intl.supportedValuesOf('timeZone'),
  ...['US/Eastern', 'US/Central', 'America/Atikokan', 'America/St_Thomas', 'Europe/Kyiv', 'Asia/Kolkata'],
])

function place(phone: string, clues: Partial<PlaceClues> = {}): { regions: string; zones: string | null } {
  const number = parsePhone(phone)
  if ('fault' in number) throw new Error(number.fault)
  const absent = { timeZone: null, country: null, state: null, postalCode: null }
  const { region, timeZone } = resolvePlace({ number, ...absent, ...clues }, names)
  return { regions: region, zones: timeZone }
}
const zonesOf = (phone: string, clues: Partial<PlaceClues> = {}): string[] =>
  place(phone, clues).zones?.split(',') ?? []

const [EASTERN, CENTRAL] = ['America/New_York', 'America/Chicago']
const NEW_YORK = '+12125550951'

describe('A1: a ZIP code says where somebody is', () => {
  it.each([
    ['47708', 'US-IN', CENTRAL],
    ['42101', 'US-KY', CENTRAL],
    ['46402', 'US-IN', CENTRAL],
    ['00901', 'PR', 'America/Puerto_Rico'],
    ['00802', 'VI', 'America/St_Thomas'],
    ['96910', 'GU', 'Pacific/Guam'],
    ['97914', 'US-OR', 'America/Denver'],
    ['79901', 'US-TX', 'America/Denver'],
    ['86503', 'US-AZ', 'America/Denver'],
    ['96813', 'US-HI', 'Pacific/Honolulu'],
  ])('%s is in %s, %s', (postalCode, region, zone) => {
    const found = place(NEW_YORK, { postalCode })
    expect(found.regions.split(',')).toEqual([region, 'US-NY'].sort())
    expect(found.zones?.split(',')).toContain(zone)
    expect(found.zones?.split(',')).toContain(EASTERN)
  })

  it.each(['09012', '34002', '96201', '00000', '21300', '99999-0000x', '1234567890', 'AB123'])(
    '%s is none that is known: nobody is dialled unless a zone is named',
    (postalCode) => {
      expect(place(NEW_YORK, { postalCode }).zones).toBeNull()
      expect(place(NEW_YORK, { postalCode, timeZone: CENTRAL }).zones).toBe(`${CENTRAL},${EASTERN}`)
    },
  )

  it('every prefix of the table answers zones and regions, also for a code that it does not have', () => {
    const answers = Array.from({ length: 1_000 }, (_, prefix) => placeOfZip(`${String(prefix).padStart(3, '0')}00`))
    const known = answers.filter((answer) => answer !== null)
    expect(known.length).toBeGreaterThan(880)
    expect(known.every(({ regions, timeZones }) => regions.length > 0 && timeZones.length > 0)).toBe(true)
  })
})

describe('A2: a ZIP code gives its state', () => {
  it('whose rules hold beside those of the state of the number', () => {
    expect(place('+12125550901', { postalCode: '33101' }).regions).toBe('US-FL,US-NY')
  })
})

describe('E1: an exchange that the map does not name', () => {
  it.each([
    ['+14232299400', [CENTRAL, EASTERN]],
    ['+12708093011', [CENTRAL, EASTERN]],
    ['+18508821110', [CENTRAL, EASTERN]],
    ['+13642345678', [CENTRAL, EASTERN]],
    ['+19302345678', [CENTRAL, EASTERN]],
    ['+14482345678', [CENTRAL, EASTERN]],
    ['+14582345678', ['America/Denver', 'America/Los_Angeles']],
    ['+17782345678', ['America/Creston', 'America/Edmonton', 'America/Vancouver']],
    ['+16059995678', [CENTRAL, 'America/Denver']],
  ])('%s may be in all zones of its area code, its sisters and its state', (phone, zones) => {
    expect(zonesOf(phone)).toEqual(zones)
  })
})

describe('E2: a mobile number says no more than its country', () => {
  it('with or without a state', () => {
    for (const clues of [{}, { state: 'AU-WA' }, { state: 'Western Australia' }]) {
      expect(zonesOf('+61412345678', clues)).toEqual(expect.arrayContaining(['Australia/Perth', 'Australia/Sydney']))
    }
    expect(zonesOf('+5511912345678')).toEqual(expect.arrayContaining(['America/Sao_Paulo', 'America/Noronha']))
  })
})

describe('E3: every zone belongs to the country of the number', () => {
  it('+212 is Morocco and not the Canary Islands', () => {
    expect(zonesOf('+212650123456')).toEqual(['Africa/Casablanca'])
    expect(zonesOf('+213551234567')).toEqual(['Africa/Algiers'])
    expect(zonesOf('+50588881234')).toEqual(['America/Managua'])
  })

  it.each(getCountries())('%s', (country) => {
    const zones = zonesOfCountry(country)
    expect(zones.length).toBeGreaterThan(0)
    const example = getExampleNumber(country, examples)
    if (example?.isValid() !== true || country === 'US' || country === 'CA') return
    const parsed = parsePhone(example.number)
    if ('fault' in parsed || parsed.reach === 'ANYWHERE' || parsed.country !== country) return
    const own = new Set(zones.map(countryOfZone))
    for (const zone of zonesOf(example.number)) expect([...own, country]).toContain(countryOfZone(zone))
  })
})

describe('E4: state and ZIP code count whatever country the number is of', () => {
  it('and takes a territory for a part of the United States, which an address there names as its country', () => {
    expect(place('+17875550124', { country: 'US' })).toEqual({ regions: 'PR', zones: 'America/Puerto_Rico' })
    expect(place('+17875550124', { state: 'PR', country: 'US' })).toEqual({
      regions: 'PR',
      zones: 'America/Puerto_Rico',
    })
    expect(place('+17875550124', { state: 'FL', country: 'US' }).regions).toBe('PR,US-FL')
    expect(place('+12125550124', { state: 'PR', country: 'US' }).regions).toBe('PR,US-NY')
  })

  it('also for a number of Puerto Rico, or of Europe', () => {
    expect(zonesOf('+17875550124', { state: 'FL', postalCode: '33101' })).toContain(EASTERN)
    expect(place('+17875550124', { state: 'FL', postalCode: '33101' }).regions).toBe('PR,US-FL')
    expect(place('+442079460018', { state: 'FL', postalCode: '33101' }).regions).toBe('GB,US-FL')
    expect(place('+442079460018', { country: 'US', postalCode: '94103' })).toEqual({
      regions: 'GB,US-CA',
      zones: 'America/Los_Angeles,Europe/London',
    })
  })
})

describe('E5: no clue takes the rules of another away', () => {
  it('not the other name of a zone, and not a second state', () => {
    expect(place('+13055550100', { timeZone: 'US/Eastern' }).regions).toBe('US-FL')
    expect(place('+13055550100', { state: 'GA' }).regions).toBe('US-FL,US-GA')
    expect(place('+12125550100', { timeZone: 'America/Los_Angeles' })).toEqual({
      regions: 'US-NY',
      zones: `America/Los_Angeles,${EASTERN}`,
    })
  })
})
