import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'
import { findCountry } from './country.js'
import { joinedNumberZones } from './numberTimeZone.js'
import { places, silent, type Reading } from './reading.js'
import { currentZone } from './zoneNames.js'

/** The zones of a country by its ISO 3166 code; none for an unknown one. */
export function zonesOfCountry(country: string): readonly string[] {
  if (!isSupportedCountry(country)) return []
  return (
    joinedNumberZones(`+${getCountryCallingCode(country)}`)
      ?.split('&')
      .map(currentZone) ?? []
  )
}

/** The country that a zone is named for; null when it is of none. */
export function countryOfZone(_timeZone: string): string | null {
  return null
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
