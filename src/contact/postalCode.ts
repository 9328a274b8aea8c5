import { lookup } from 'zipcode-to-timezone'
import { currentZone, findState, type State } from './stateZones.js'

const ZIP = /^(\d{3,5})(?:-\d{4})?$/

/**
 * The zone of an American ZIP or ZIP+4 code (zipcode-to-timezone 0.0.9, 2016); leading zeros that a spreadsheet took away
 * are put back. Null for any other text and for codes newer than the table.
 */
export function zoneOfZip(text: string): string | null {
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
export function provinceOfPostalCode(text: string): State | null {
  const trimmed = text.trim()
  if (!CANADIAN.test(trimmed)) return null
  const province = provinceOfLetter[trimmed.slice(0, 1).toUpperCase()]
  return province === undefined ? null : findState(province)
}
