import { findCountry } from './country.js'
import { zonesOfCountry } from './countryZones.js'
import { places, silent, type Reading } from './reading.js'
import { findState } from './stateZones.js'
import { findSubdivision } from './subdivision.js'

/** Countries whose people write a two-letter state or province and a ZIP or Canadian postal code. */
const AMERICAN: ReadonlySet<string> = new Set(['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP'])

/** Whether one of these countries has American states and postal codes. */
export function isAmerican(countries: readonly string[]): boolean {
  return countries.some((country) => AMERICAN.has(country))
}

/** Whether a text names a state of the United States or a province of Canada. */
export function isAmericanState(text: string): boolean {
  return findState(text) !== null
}

const SUBDIVISION = /^([A-Z]{2})-[A-Z0-9]{1,3}$/
const NOT_A_STATE = silent('no state is known by this name')
const states = new Map<string, Reading>()

/**
 * The part of a country that a text names.
 *
 * @param countries where it may be: the one that the source names, else those of the numbers
 * @param isSaid whether the source names the country
 */
export function readState(text: string, countries: readonly string[], isSaid: boolean): Reading {
  const key = `${countries.join(' ')}|${String(isSaid)}|${text}`
  let reading = states.get(key)
  if (reading === undefined) {
    reading = placeOf(text, countries, isSaid)
    if (states.size >= 10_000) states.clear()
    states.set(key, reading)
  }
  return reading
}

function placeOf(text: string, countries: readonly string[], isSaid: boolean): Reading {
  const code = text.trim().toUpperCase()
  const country = SUBDIVISION.exec(code)?.[1]
  // WA is a part of Australia too: the country that is named or the number's comes first, and where another is named, an
  // American state is none.
  for (const each of country === undefined ? countries : [country, ...countries]) {
    const own = isAmerican([each]) ? null : findSubdivision(each, text)
    if (own !== null) return places([own.region], own.timeZones)
  }
  const mayBeAmerican = !isSaid || isAmerican(countries) || country === 'US' || country === 'CA'
  const state = mayBeAmerican ? findState(text) : null
  if (state !== null) return places([state.region], state.timeZones)
  if (country !== undefined && findCountry(country) !== null) return places([code], zonesOfCountry(country))
  return NOT_A_STATE
}
