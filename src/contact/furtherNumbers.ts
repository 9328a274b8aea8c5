import type { PlaceClues } from '../place/placeClues.js'
import { resolveFurtherPlace } from '../place/resolvePlace.js'
import type { LineType } from './lineType.js'
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
  /** ISO 3166 regions joined by ',', '' when unknown. */
  readonly region: string
  readonly lineType: LineType
}

/** Numbers of one contact, the first included: the database's CHECK holds the same bound. */
export const MOST_NUMBERS = 10

/**
 * Reads the numbers behind the first, in the order of dialling; one that stands there twice, or is the first, is kept
 * once. Each is placed by what is known of the person and by what it says itself (`resolveFurtherPlace`). The numbers, or
 * the first fault: a field and a message that never repeats a number.
 *
 * @param first what is known of the person; null when its first number is at fault: then nothing is placed
 */
export function readFurtherNumbers(
  given: readonly RawNumber[],
  first: PlaceClues | null,
  rules: { readonly defaultRegion?: Region; readonly timeZones: TimeZoneNames },
): readonly PlacedNumber[] | readonly [field: string, message: string] {
  const seen = new Set(first === null ? [] : [first.number.phone])
  const numbers: PlacedNumber[] = []
  for (const raw of given) {
    const parsed = parsePhone(raw.phone, rules.defaultRegion)
    if ('fault' in parsed) return ['phones', parsed.fault]
    const zoneName = raw.timeZone?.trim() ?? ''
    const timeZone = zoneName === '' ? null : rules.timeZones.find(zoneName)
    if (zoneName !== '' && timeZone === null) return ['phones', 'have a zone that is not of the IANA database']
    if (seen.has(parsed.phone)) continue
    seen.add(parsed.phone)
    if (first === null) continue
    const place = resolveFurtherPlace(first, { number: parsed, timeZone }, rules.timeZones)
    numbers.push({ phone: parsed.phone, ...place, lineType: parsed.lineType })
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
