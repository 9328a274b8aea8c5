import type { DialableNumber } from '../contact/phoneNumber.js'

/** What is known about where the person behind a number is. Texts as their source gave them; absent is null. */
export interface PlaceClues {
  /** The person's first number. */
  readonly number: DialableNumber
  /** The zone that the source itself names, as `TimeZoneNames` spells it. */
  readonly timeZone: string | null
  readonly country: string | null
  /** State, province or other part of a country. */
  readonly state: string | null
  readonly postalCode: string | null
}

/** Another number of the same person, with the zone that its source names for it. */
export interface FurtherNumber {
  readonly number: DialableNumber
  readonly timeZone: string | null
}

export type PlaceClueKind = 'NUMBER' | 'FIRST_NUMBER' | 'TIME_ZONE' | 'COUNTRY' | 'STATE' | 'POSTAL_CODE'

/** What one clue said about where a person may be. */
export interface PlaceClue {
  /** NUMBER is the number to be dialled; FIRST_NUMBER the person's first one, where another is to be dialled. */
  readonly kind: PlaceClueKind
  /** The text as given; of a number its masked form (`maskedPhone`). */
  readonly value: string
  /** ISO 3166 countries or parts of them, sorted. */
  readonly regions: readonly string[]
  /** IANA zones in which the person may be by this clue, sorted; none: it says nothing about zones. */
  readonly timeZones: readonly string[]
  /** Why it says nothing, why it blocks, or what is odd about it; null for a plain clue. */
  readonly note: string | null
}

/** Where a contact is, as it is stored. */
export interface ContactPlace {
  /** ISO 3166 countries, or parts of them where these are known, in alphabetical order, joined by ','; '' when unknown. */
  readonly region: string
  /** IANA zones in which the person may be, in alphabetical order, joined by ','; null when nobody can say: not dialled. */
  readonly timeZone: string | null
}
