import { findCountry } from './country.js'
import { places, silent, type Reading } from './reading.js'
import { countryZones } from './tables/zones.js'
import { currentZone } from './zoneNames.js'

const zonesByCountry = new Map(
  countryZones
    .trim()
    .split('\n')
    .map((line) => {
      const [country = '', ...zones] = line.split(' ')
      return [country, zones] as const
    }),
)
const countryByZone = new Map([...zonesByCountry].flatMap(([country, zones]) => zones.map((zone) => [zone, country])))
const NO_ZONES: readonly string[] = []

/** The zones of a country by its ISO 3166 code; none for an unknown one, and for what is nobody's country (XK, AC). */
export function zonesOfCountry(country: string): readonly string[] {
  return zonesByCountry.get(country) ?? zonesByCountry.get(neighbours[country] ?? '') ?? NO_ZONES
}

/** Codes that libphonenumber has and the IANA database has not, and the country whose time they keep. */
const neighbours: Readonly<Record<string, string>> = { XK: 'RS', AC: 'SH', TA: 'SH' }

/** The country that a zone is named for; null when it is of none. */
export function countryOfZone(timeZone: string): string | null {
  return countryByZone.get(currentZone(timeZone)) ?? null
}

const countries = new Map<string, Reading>()
const NOT_A_COUNTRY = silent('no country is known by this name')

/** The country that a text names, with all its zones. */
export function readCountry(text: string): Reading {
  const country = findCountry(text)
  if (country === null) return NOT_A_COUNTRY
  let reading = countries.get(country)
  if (reading === undefined) {
    reading = places([country], zonesOfCountry(country))
    countries.set(country, reading)
  }
  return reading
}
