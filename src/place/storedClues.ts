import type { DialableNumber } from '../contact/phoneNumber.js'
import { isGiven } from './absentText.js'
import type { PlaceClues } from './placeClues.js'

/** What a contact keeps of its clues, as contact.place_clues holds it: keys without a value are left out. */
export interface StoredClues {
  /** A named zone. */
  readonly timeZone?: string
  readonly country?: string
  readonly state?: string
  readonly postalCode?: string
  /** Zones joined by ',' that were known before clues were kept. */
  readonly timeZones?: string
  /** Regions joined by ',' that were known then. */
  readonly regions?: string
}

/** Nothing that says where somebody is is longer; what is, says nothing. */
const LONGEST_CLUE = 200

/** The clues beside the number, to be stored; null when there are none. */
export function storedClues(clues: PlaceClues): StoredClues | null {
  const { timeZone, country, state, postalCode, earlier } = clues
  // Most rows of most files have a number alone.
  if (timeZone === null && earlier == null && !isGiven(country) && !isGiven(state) && !isGiven(postalCode)) return null
  return {
    ...(timeZone === null ? {} : { timeZone }),
    ...(isGiven(country) ? { country: storable(country) } : {}),
    ...(isGiven(state) ? { state: storable(state) } : {}),
    ...(isGiven(postalCode) ? { postalCode: storable(postalCode) } : {}),
    ...(earlier == null ? {} : { timeZones: earlier.timeZone ?? '', regions: earlier.region }),
  }
}

/** The clues of a contact as they were stored, with its number. */
export function cluesOf(number: DialableNumber, stored: StoredClues | null): PlaceClues {
  const { timeZone = null, country = null, state = null, postalCode = null, timeZones, regions } = stored ?? {}
  const earlier = timeZones === undefined ? null : { timeZone: timeZones, region: regions ?? '' }
  return { number, timeZone, country, state, postalCode, earlier }
}

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text
    .trim()
    .slice(0, LONGEST_CLUE)
    .replace(/[\u0000\p{Surrogate}]/gu, '')
}
