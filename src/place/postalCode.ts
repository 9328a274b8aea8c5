import { lookup } from 'zipcode-to-timezone'
import { findState, type State } from './stateZones.js'
import { blocks, places, silent, type Reading } from './reading.js'
import { currentZone } from './zoneNames.js'

const ZIP = /^(\d{3,5})(?:-\d{4})?$/

/**
 * The zone of an American ZIP or ZIP+4 code (zipcode-to-timezone 0.0.9, 2016); leading zeros that a spreadsheet took away
 * are put back. Null for any other text and for codes newer than the table.
 */
function zoneOfZip(text: string): string | null {
  const digits = ZIP.exec(text.trim())?.[1]
  const zone = digits === undefined ? null : lookup(digits.padStart(5, '0'))
  return zone === null ? null : currentZone(zone)
}

const CANADIAN = /^[ABCEGHJKLMNPRSTVXY]\d[A-Z] ?\d[A-Z]\d$/i
/** Canada Post: the first letter is the postal district. X is shared by two territories. */
const provinceOfLetter: Readonly<Record<string, string>> = {
  ...{ A: 'NL', B: 'NS', C: 'PE', E: 'NB', G: 'QC', H: 'QC', J: 'QC', K: 'ON', L: 'ON', M: 'ON', N: 'ON', P: 'ON' },
  ...{ R: 'MB', S: 'SK', T: 'AB', V: 'BC', Y: 'YT' },
}

/** The province of a Canadian postal code; null for any other text. */
function provinceOfPostalCode(text: string): State | null {
  const trimmed = text.trim()
  if (!CANADIAN.test(trimmed)) return null
  const province = provinceOfLetter[trimmed.slice(0, 1).toUpperCase()]
  return province === undefined ? null : findState(province)
}

const NOT_READ = silent('postal codes are read for the United States and Canada only')
const NO_CODE = blocks('no such postal code is known')
const codes = new Map<string, Reading>()

/** Where an American ZIP code or a Canadian postal code is. */
export function readPostalCode(text: string, isAmerican: boolean): Reading {
  if (!isAmerican) return NOT_READ
  let reading = codes.get(text)
  if (reading === undefined) {
    reading = placeOf(text)
    if (codes.size >= 200_000) codes.clear()
    codes.set(text, reading)
  }
  return reading
}

function placeOf(text: string): Reading {
  const province = provinceOfPostalCode(text)
  if (province !== null) return places([province.region], province.timeZones)
  const zone = zoneOfZip(text)
  return zone === null ? NO_CODE : places([], [zone])
}
