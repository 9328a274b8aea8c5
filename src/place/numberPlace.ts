import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'
import type { DialableNumber } from '../contact/phoneNumber.js'
import { countryOfZone, zonesOfCountry } from './countryZones.js'
import { zonesByPrefix } from './numberTimeZone.js'
import { blocks, places, silent, wide, type Reading } from './reading.js'
import { statesOfNumber } from './stateZones.js'
import { currentZone } from './zoneNames.js'

const RINGS_ANYWHERE = silent('the number rings anywhere')
const UNKNOWN_AREA_CODE = blocks('nobody knows where this area code is')
const COUNTRY_WIDE = 'the number rings somewhere in its country'

const byPrefix = new Map<string, Reading>()
const MOST_KEPT = 100_000

/** Where the owner of a number may be by the number alone. */
export function readNumber({ phone, country, reach, lineType }: DialableNumber): Reading {
  if (reach === 'ANYWHERE') return RINGS_ANYWHERE
  // In North America by what the map tells apart: a list has most exchanges, and few of them have an entry. No entry is
  // longer than 9 digits.
  const start = phone.startsWith('+1') ? `${phone.slice(0, 5)} ${zonesByPrefix(phone).prefix}` : phone.slice(0, 10)
  const key = `${start} ${country ?? ''} ${reach} ${lineType}`
  let reading = byPrefix.get(key)
  if (reading === undefined) {
    reading = placeByPrefix(phone, country, reach, lineType)
    if (byPrefix.size >= MOST_KEPT) byPrefix.clear()
    byPrefix.set(key, reading)
  }
  return reading
}

function placeByPrefix(
  phone: string,
  country: string | null,
  reach: DialableNumber['reach'],
  lineType: DialableNumber['lineType'],
): Reading {
  if (country === null) return phone.startsWith('+1') ? UNKNOWN_AREA_CODE : RINGS_ANYWHERE
  if (reach === 'COUNTRY') return wide([country], zonesOfCountry(country), COUNTRY_WIDE)
  if (country === 'US' || country === 'CA') return placeInNorthAmerica(phone, country)
  // Mobile numbers go where their owners go; where a plan does not tell them from others, any number may be one.
  const own = lineType === 'FIXED' ? zonesOfPrefix(phone, country) : []
  return places([country], own.length > 0 ? own : zonesOfCountry(country))
}

/** Digits of an area code behind the plus. */
const AREA_CODE_DIGITS = 4

/**
 * In the United States and Canada: an exchange that the map names has the zones that it says. Any other number may be
 * anywhere where its area code is: in all zones of exchanges of the code, and in all of its states, which is where the
 * overlays lie that share its ground. A zone of another country is a neighbour's that the map puts in its place.
 */
function placeInNorthAmerica(phone: string, country: 'US' | 'CA'): Reading {
  const states = statesOfNumber(phone)
  const regions = states.length === 0 ? [country] : states.map(({ region }) => region)
  const { prefix, own, below } = zonesByPrefix(phone)
  const inCountry = (zones: Iterable<string>): string[] =>
    [...zones].map(currentZone).filter((zone) => countryOfZone(zone) === country)
  const ofExchange = prefix.length > AREA_CODE_DIGITS ? inCountry(own) : []
  if (ofExchange.length > 0) return places(regions, ofExchange)
  const ofStates = states.flatMap(({ timeZones }) => timeZones)
  if (ofStates.length === 0 && prefix.length < AREA_CODE_DIGITS) return UNKNOWN_AREA_CODE
  const ofCode = prefix.length < AREA_CODE_DIGITS ? [] : inCountry([...own, ...below])
  return places(regions, ofCode.length + ofStates.length > 0 ? [...ofCode, ...ofStates] : zonesOfCountry(country))
}

/** What the map says of a prefix and of all longer ones, as far as it is in the country; none where it says no more than a country. */
function zonesOfPrefix(phone: string, country: string): string[] {
  const { prefix, own, below } = zonesByPrefix(phone)
  if (prefix.length <= callingCodeLength(country)) return []
  return [...new Set([...own, ...below].map(currentZone))].filter((zone) => countryOfZone(zone) === country)
}

function callingCodeLength(country: string): number {
  return isSupportedCountry(country) ? getCountryCallingCode(country).length : 0
}
