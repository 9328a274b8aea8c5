import { maskedPhone } from '../contact/maskedPhone.js'
import type { TimeZoneNames } from '../contact/timeZoneNames.store.js'
import { withoutIdleCountry, withoutWideNumbers } from './combineReadings.js'
import type { FurtherNumber, PlaceClue, PlaceClues } from './placeClues.js'
import { readClues, readFurtherClues, type ReadClue } from './readClues.js'

/** What each clue said, in the order number, named zone, country, state, postal code; clues that are absent are left out. */
export function explainPlace(clues: PlaceClues, names: TimeZoneNames): readonly PlaceClue[] {
  return explain(readClues(clues), names)
}

/** The same of another number of the person: what `resolveFurtherPlace` was told. */
export function explainFurtherPlace(
  first: PlaceClues,
  further: FurtherNumber,
  names: TimeZoneNames,
): readonly PlaceClue[] {
  return explain(readFurtherClues(first, further), names)
}

function explain(read: readonly ReadClue[], names: TimeZoneNames): PlaceClue[] {
  return withoutIdleCountry(withoutWideNumbers(read)).map(({ kind, value, reading }) => {
    const unknown = reading.timeZones.find((zone) => names.find(zone) === null)
    return {
      kind,
      value: kind === 'NUMBER' || kind === 'FIRST_NUMBER' ? maskedPhone(value) : value,
      regions: reading.regions,
      timeZones: reading.timeZones,
      note: unknown === undefined ? reading.note : `this server does not know the zone ${unknown}: not dialled`,
    }
  })
}
