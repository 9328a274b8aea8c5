import { resolvePlace, type PlaceClues } from './contactPlace.js'
import { parsePhone, type Region } from './phoneNumber.js'
import type { TimeZoneNames } from './timeZoneNames.store.js'

/** A number as its source gave it. */
export interface RawNumber {
  readonly phone: string
  /** IANA zone; those of the number when left out. */
  readonly timeZone?: string | null
}

/** A number as it will be stored. */
export interface PlacedNumber {
  /** E.164. */
  readonly phone: string
  /** IANA zones joined by ',', null when unknown. */
  readonly timeZone: string | null
  /** ISO 3166, '' when unknown. */
  readonly region: string
}

/** Numbers of one contact, the first included: the database's CHECK holds the same bound. */
export const MOST_NUMBERS = 10

/**
 * Reads the numbers behind the first, in the order of dialling; one that stands there twice, or is the first, is kept
 * once. Each is placed by itself: by its own zone, else by number and address. The numbers, or the first fault: a field
 * and a message that never repeats a number.
 */
export function readFurtherNumbers(
  given: readonly RawNumber[],
  first: string,
  address: Pick<PlaceClues, 'country' | 'state' | 'postalCode'>,
  rules: { readonly defaultRegion?: Region; readonly timeZones: TimeZoneNames },
): readonly PlacedNumber[] | readonly [field: string, message: string] {
  const seen = new Set([first])
  const numbers: PlacedNumber[] = []
  for (const raw of given) {
    const parsed = parsePhone(raw.phone, rules.defaultRegion)
    if ('fault' in parsed) return ['phones', parsed.fault]
    const zoneName = raw.timeZone?.trim() ?? ''
    const timeZone = zoneName === '' ? null : rules.timeZones.find(zoneName)
    if (zoneName !== '' && timeZone === null) return ['phones', 'have a zone that is not of the IANA database']
    if (seen.has(parsed.phone)) continue
    seen.add(parsed.phone)
    const { country, state, postalCode } = address
    const place = resolvePlace({ number: parsed, timeZone, country, state, postalCode }, rules.timeZones)
    numbers.push({ phone: parsed.phone, ...place })
  }
  return seen.size > MOST_NUMBERS ? ['phones', `are more than ${MOST_NUMBERS}`] : numbers
}

/** What separates numbers in one text: nothing that a number itself is written with. */
const SEPARATOR = /[;,|\n]/

/** The numbers of a file's cells: several in one, one in each; blank ones are none. */
export function splitNumbers(cells: readonly string[]): RawNumber[] {
  return cells
    .flatMap((cell) => cell.split(SEPARATOR))
    .map((phone) => ({ phone: phone.trim() }))
    .filter(({ phone }) => phone !== '')
}
