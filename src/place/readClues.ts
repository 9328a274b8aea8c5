import type { DialableNumber } from '../contact/phoneNumber.js'
import { isGiven } from './absentText.js'
import { findCountry } from './country.js'
import { readCountry } from './countryZones.js'
import { readNumber } from './numberPlace.js'
import type { FurtherNumber, PlaceClueKind, PlaceClues } from './placeClues.js'
import { readPostalCode } from './postalCode.js'
import { places, type Reading } from './reading.js'
import { isAmerican, isAmericanState, readState } from './statePlace.js'
import { readNamedZone } from './zoneNames.js'

/** A clue and what it was understood as. */
export interface ReadClue {
  readonly kind: PlaceClueKind
  /** As given; of a number E.164. */
  readonly value: string
  readonly reading: Reading
}

/** The clues of a person's first number. */
export function readClues(clues: PlaceClues): ReadClue[] {
  const { number, timeZone } = clues
  return [
    { kind: 'NUMBER', value: number.phone, reading: readNumber(number) },
    ...zoneClues(timeZone),
    ...addressClues(clues, [number]),
    ...earlierClues(clues),
  ]
}

/** The clues of another of its numbers: the first one's too. */
export function readFurtherClues(first: PlaceClues, further: FurtherNumber): ReadClue[] {
  const { number, timeZone } = further
  return [
    { kind: 'NUMBER', value: number.phone, reading: readNumber(number) },
    ...zoneClues(timeZone),
    { kind: 'FIRST_NUMBER', value: first.number.phone, reading: readNumber(first.number) },
    ...zoneClues(first.timeZone),
    ...addressClues(first, [first.number, number]),
    ...earlierClues(first),
  ]
}

const NO_CLUES: readonly ReadClue[] = []

function zoneClues(timeZone: string | null): readonly ReadClue[] {
  return timeZone === null ? NO_CLUES : [{ kind: 'TIME_ZONE', value: timeZone, reading: readNamedZone(timeZone) }]
}

function earlierClues({ earlier }: PlaceClues): readonly ReadClue[] {
  if (earlier == null) return NO_CLUES
  const zones = earlier.timeZone?.split(',') ?? []
  const reading = places(earlier.region === '' ? [] : earlier.region.split(','), zones, 'known before clues were kept')
  return [{ kind: 'EARLIER', value: zones.join(','), reading }]
}

function addressClues(clues: PlaceClues, numbers: readonly DialableNumber[]): readonly ReadClue[] {
  const { country, state, postalCode } = clues
  if (!isGiven(country) && !isGiven(state) && !isGiven(postalCode)) return NO_CLUES
  const read: ReadClue[] = []
  const ownCountry = isGiven(country) ? findCountry(country) : null
  if (isGiven(country)) read.push({ kind: 'COUNTRY', value: country, reading: readCountry(country) })
  const countries = ownCountry === null ? numbers.flatMap(countriesOfNumber) : [ownCountry]
  if (isGiven(state))
    read.push({ kind: 'STATE', value: state, reading: readState(state, countries, ownCountry !== null) })
  if (isGiven(postalCode)) {
    const isRead = isAmerican(countries) || (ownCountry === null && isGiven(state) && isAmericanState(state))
    read.push({ kind: 'POSTAL_CODE', value: postalCode, reading: readPostalCode(postalCode, isRead) })
  }
  return read
}

/** Whatever its country, a number that begins with +1 is one of North America. */
function countriesOfNumber({ phone, country }: DialableNumber): string[] {
  const own = country === null ? [] : [country]
  return phone.startsWith('+1') ? [...own, 'US'] : own
}
