import { describe, expect, it } from 'vitest'
import type { PlaceClues } from '../../src/place/placeClues.js'
import { resolvePlace } from '../../src/place/resolvePlace.js'
import { parsePhone } from '../../src/contact/phoneNumber.js'
import { stateAreaCodes } from '../../src/place/stateAreaCodes.js'
import { findState, statesOfNumber } from '../../src/place/stateZones.js'
import { currentZone } from '../../src/place/zoneNames.js'
import { createTimeZoneNames } from '../../src/contact/timeZoneNames.store.js'

// As the database has them, but for one zone that it is made not to know.
const names = createTimeZoneNames(
  [...Intl.supportedValuesOf('timeZone'), 'UTC', 'US/Eastern'].filter((name) => name !== 'Asia/Dubai'),
)
const place = (phone: string, clues: Partial<PlaceClues> = {}): [string, string | null] => {
  const number = parsePhone(phone)
  if ('fault' in number) throw new Error(number.fault)
  const { region, timeZone } = resolvePlace(
    { number, timeZone: null, country: null, state: null, postalCode: null, ...clues },
    names,
  )
  return [region, timeZone]
}
const [EASTERN, CENTRAL, MOUNTAIN, PACIFIC] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
]
const NEW_YORK = '+12125550100'

describe('where a contact is, by its number alone', () => {
  it('is the state of its area code and the zones of its prefix', () => {
    expect(place(NEW_YORK)).toEqual(['US-NY', EASTERN])
    expect(place('+18502345555')).toEqual(['US-FL', CENTRAL])
    expect(place('+12046661234')).toEqual(['CA-MB', 'America/Winnipeg'])
    expect(place('+13125550100')).toEqual(['US-IL', CENTRAL])
  })

  it('is several zones and several states where the number may be in several', () => {
    expect(place('+19075550100')).toEqual(['US-AK', 'America/Adak,America/Anchorage,Pacific/Honolulu'])
    expect(place('+18675550100')[0]).toBe('CA-NT,CA-NU,CA-YT')
    expect(place('+19025550100')).toEqual(['CA-NS,CA-PE', 'America/Halifax'])
  })

  it('is another country of the same calling code', () => {
    expect(place('+17872345678')).toEqual(['PR', 'America/Puerto_Rico'])
    expect(place('+18764567890')).toEqual(['JM', 'America/Jamaica'])
    expect(place('+441481720014')).toEqual(['GG', 'Europe/Guernsey'])
    expect(place('+442079460018')).toEqual(['GB', 'Europe/London'])
  })

  it('is nowhere for numbers that ring anywhere', () => {
    for (const phone of ['+18005550100', '+19002345678', '+15002345678', '+447012345678', '+448001111111']) {
      expect(place(phone)).toEqual(['', null])
    }
  })

  it('has no zone where one is possible that nobody here knows', () => {
    expect(place('+97142345678')).toEqual(['AE', null])
  })
})

describe('where a contact is, by what else is known', () => {
  it('is in the zone that is named, and in those of the other clues', () => {
    expect(place(NEW_YORK, { timeZone: PACIFIC })).toEqual(['US-NY', `${PACIFIC},${EASTERN}`])
    expect(place(NEW_YORK, { timeZone: EASTERN })).toEqual(['US-NY', EASTERN])
    expect(place('+18005550100', { timeZone: EASTERN })).toEqual(['US', EASTERN])
    expect(place(NEW_YORK, { timeZone: PACIFIC, postalCode: '60601', state: 'IL' })).toEqual([
      'US-IL,US-NY',
      `${CENTRAL},${PACIFIC},${EASTERN}`,
    ])
  })

  it('may be in the zones of number, state and ZIP code together', () => {
    expect(place(NEW_YORK, { state: 'CA' })).toEqual(['US-CA,US-NY', `${PACIFIC},${EASTERN}`])
    expect(place(NEW_YORK, { postalCode: '60601' })).toEqual(['US-IL,US-NY', `${CENTRAL},${EASTERN}`])
    expect(place(NEW_YORK, { postalCode: '10001-1234' })).toEqual(['US-NY', EASTERN])
    expect(place(NEW_YORK, { state: 'ID', postalCode: '60601' })).toEqual([
      'US-ID,US-IL,US-NY',
      [CENTRAL, MOUNTAIN, PACIFIC, EASTERN].join(','),
    ])
    expect(place('+18005550100', { state: 'CA', postalCode: '90001' })).toEqual(['US-CA', PACIFIC])
  })

  it('understands states and countries by code and by name', () => {
    for (const state of ['FL', 'fl', ' Florida ', 'US-FL']) expect(place('+13055550100', { state })[0]).toBe('US-FL')
    expect(place('+15145550100', { state: 'Québec' })[0]).toBe('CA-QC')
    for (const country of ['US', 'usa', 'United States', 'U.S.A.']) {
      expect(place(NEW_YORK, { country })).toEqual(['US-NY', EASTERN])
    }
    expect(place('+442079460018', { country: 'United Kingdom', state: 'GB-SCT' })).toEqual(['GB-SCT', 'Europe/London'])
    expect(place(NEW_YORK, { country: 'Atlantis', state: 'Elsewhere', postalCode: 'none' })).toEqual(['US-NY', EASTERN])
  })

  it('does not take a state of another country for an American one', () => {
    // Western Australia.
    expect(place('+61892345678', { state: 'WA' })).toEqual([
      'AU-WA',
      'Australia/Adelaide,Australia/Eucla,Australia/Perth',
    ])
    expect(place('+442079460018', { country: 'GB', state: 'CA', postalCode: '90001' })).toEqual(['GB', 'Europe/London'])
  })

  it('may be anywhere in the country in which the contact is said to live', () => {
    expect(place(NEW_YORK, { country: 'DE' })).toEqual(['DE,US-NY', `${EASTERN},Europe/Berlin`])
    expect(place('+493012345678', { country: 'US' })).toMatchObject([
      'DE,US',
      expect.stringContaining('Pacific/Honolulu'),
    ])
    expect(place('+493012345678', { country: 'US', state: 'NY' })).toEqual(['DE,US-NY', `${EASTERN},Europe/Berlin`])
  })

  it('knows the province of a Canadian postal code, and ZIP codes that lost their zeros', () => {
    expect(place('+16135550100', { postalCode: 'K1A 0B1' })[0]).toBe('CA-ON')
    expect(place(NEW_YORK, { postalCode: 'v6b1a1' })[0]).toBe('CA-BC,US-NY')
    expect(place(NEW_YORK, { country: 'US', postalCode: '2101' })).toEqual(['US-MA,US-NY', EASTERN])
  })
})

describe('the table of states', () => {
  it('has all states, provinces and territories, whose zones Node knows', () => {
    const codes =
      'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA ' +
      'RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AB BC MB NB NL NS NT NU ON PE QC SK YT'
    for (const code of codes.split(' ')) {
      const state = findState(code)
      expect(state?.region).toMatch(new RegExp(`^(US-|CA-|)${code}$`))
      for (const zone of state?.timeZones ?? [])
        expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
    }
    for (const region of Object.keys(stateAreaCodes)) expect(findState(region)?.region).toBe(region)
    expect(statesOfNumber('+2125550100')).toEqual([])
  })

  it('has every zone of a state that its area codes and ZIP codes are in', () => {
    const extra = Object.entries(stateAreaCodes).flatMap(([region, areaCodes]) =>
      areaCodes.split(' ').flatMap((areaCode) => {
        const number = {
          phone: `+1${areaCode}5550100`,
          country: region.slice(0, 2),
          reach: 'PLACE' as const,
          lineType: 'UNKNOWN' as const,
        }
        const clues = { number, timeZone: null, country: null, state: null, postalCode: null }
        const zones = resolvePlace(clues, names).timeZone?.split(',') ?? []
        return zones
          .filter((zone) => findState(region)?.timeZones.includes(zone) !== true)
          .map((zone) => `${region} ${areaCode} ${zone}`)
      }),
    )
    // By the map of numbers: 474 is said to reach Manitoba, and an exchange of the Aleutians to keep Hawaii's time.
    expect(extra).toEqual(['CA-SK 474 America/Winnipeg', 'US-AK 907 Pacific/Honolulu'])
  })

  it('calls zones by one name only where their clocks agree for years to come', () => {
    const clock = (timeZone: string, ms: number): string =>
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(ms)
    const merged = Intl.supportedValuesOf('timeZone').filter((zone) => currentZone(zone) !== zone)
    expect(merged.length).toBeGreaterThan(15)
    for (const zone of merged) {
      for (let ms = Date.parse('2026-01-01T00:30Z'); ms < Date.parse('2028-01-01T00:00Z'); ms += 5 * 86_400_000) {
        if (clock(zone, ms) !== clock(currentZone(zone), ms)) expect({ zone, at: new Date(ms) }).toBe(currentZone(zone))
      }
    }
  })
})
