import { withoutIdleCountry, withoutWideNumbers } from './combineReadings.js'
import type { FurtherNumber, PlaceClueKind, PlaceClues } from './placeClues.js'
import { readClues, readFurtherClues, type ReadClue } from './readClues.js'
import type { Effect } from './reading.js'

/** A clue to where a contact is, and what it was understood as. */
export interface ShownClue {
  readonly kind: PlaceClueKind
  /** As given; of a number E.164. */
  readonly value: string
  readonly effect: Effect
  /** ISO 3166 regions that it adds to the contact's. */
  readonly regions: readonly string[]
  /** IANA zones that it adds to the contact's. */
  readonly timeZones: readonly string[]
  /** Why it says nothing, why it blocks, or what is odd about it; null when there is nothing to say. */
  readonly note: string | null
}

/** What each clue of a contact says, as it counts beside the others: of its first number, or of another that is dialled. */
export function shownClues(clues: PlaceClues, further: FurtherNumber | null): ShownClue[] {
  const read = further === null ? readClues(clues) : readFurtherClues(clues, further)
  return withoutIdleCountry(withoutWideNumbers(read)).map(shown)
}

function shown({ kind, value, reading }: ReadClue): ShownClue {
  return { kind, value, ...reading }
}
