import { blocks, places, silent, type Reading } from './reading.js'
import { findState } from './stateZones.js'
import { placeOfZip } from './zipCode.js'

/** Five digits, or nine with or without a hyphen; leading zeros that a spreadsheet took away are put back. */
const ZIP = /^(\d{3,5})(?:\.0)?$|^(\d{3,5})-\d{4}$|^(\d{7,9})$/
const MILITARY = /^(?:09\d|340|96[2-6])/

const CANADIAN = /^([ABCEGHJKLMNPRSTVXY])\d[A-Z] ?-?(?:\d[A-Z]\d)?$/i
/** Canada Post: the first letter is the postal district. X is shared by two territories. */
const provincesOfLetter: Readonly<Record<string, readonly string[]>> = {
  ...{ A: ['NL'], B: ['NS'], C: ['PE'], E: ['NB'], G: ['QC'], H: ['QC'], J: ['QC'], K: ['ON'], L: ['ON'], M: ['ON'] },
  ...{ N: ['ON'], P: ['ON'], R: ['MB'], S: ['SK'], T: ['AB'], V: ['BC'], X: ['NT', 'NU'], Y: ['YT'] },
}

const NOT_READ = silent('postal codes are read for the United States and Canada only')
const NO_CODE = blocks('no such postal code is known')
const MILITARY_CODE = blocks('a military ZIP code may be anywhere in the world')
const codes = new Map<string, Reading>()
const MOST_KEPT = 200_000

/** Where an American ZIP code or a Canadian postal code is. */
export function readPostalCode(text: string, isAmerican: boolean): Reading {
  let reading = codes.get(text)
  if (reading === undefined) {
    reading = placeOf(text.trim())
    if (codes.size >= MOST_KEPT) codes.clear()
    codes.set(text, reading)
  }
  return isAmerican ? reading : NOT_READ
}

function placeOf(text: string): Reading {
  const letter = CANADIAN.exec(text)?.[1]?.toUpperCase()
  const provinces = (provincesOfLetter[letter ?? ''] ?? []).flatMap((code) => findState(code) ?? [])
  if (provinces.length > 0) {
    return places(
      provinces.map(({ region }) => region),
      provinces.flatMap(({ timeZones }) => timeZones),
    )
  }
  const [, plain, before, nine] = ZIP.exec(text) ?? []
  const digits = plain ?? before ?? nine?.padStart(9, '0').slice(0, 5)
  if (digits === undefined) return NO_CODE
  const zip = digits.padStart(5, '0')
  const place = placeOfZip(zip)
  if (place !== null) return places(place.regions, place.timeZones)
  return MILITARY.test(zip) ? MILITARY_CODE : NO_CODE
}
