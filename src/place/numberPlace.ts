import type { DialableNumber } from '../contact/phoneNumber.js'
import { zonesOfCountry } from './countryZones.js'
import { joinedNumberZones } from './numberTimeZone.js'
import { blocks, places, silent, type Reading } from './reading.js'
import { stateOfNumber } from './statePlace.js'
import { currentZone } from './zoneNames.js'

const RINGS_ANYWHERE = silent('the number rings anywhere')
const UNKNOWN_AREA_CODE = blocks('nobody knows where this area code is')

const byPrefix = new Map<string, Reading>()
const MOST_KEPT = 100_000

/** Where the owner of a number may be by the number alone. */
export function readNumber({ phone, country, isPlaced, lineType }: DialableNumber): Reading {
  if (!isPlaced) return RINGS_ANYWHERE
  // No entry of the map of prefixes is longer than 9 digits.
  const key = `${phone.slice(0, 10)} ${country ?? ''} ${lineType}`
  let reading = byPrefix.get(key)
  if (reading === undefined) {
    reading = placeByPrefix(phone, country, lineType)
    if (byPrefix.size >= MOST_KEPT) byPrefix.clear()
    byPrefix.set(key, reading)
  }
  return reading
}

function placeByPrefix(phone: string, country: string | null, lineType: DialableNumber['lineType']): Reading {
  if (country === null) return phone.startsWith('+1') ? UNKNOWN_AREA_CODE : RINGS_ANYWHERE
  const state = stateOfNumber(phone)
  const isAnywhere = lineType === 'MOBILE' && !phone.startsWith('+1')
  const zones = isAnywhere ? zonesOfCountry(country) : (joinedNumberZones(phone)?.split('&').map(currentZone) ?? [])
  return places([state?.region ?? country], zones)
}
