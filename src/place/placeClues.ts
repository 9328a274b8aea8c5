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
  /** What was known before clues were kept: it is not left out, as nobody knows what said so. */
  readonly earlier?: ContactPlace | null
}

/** Another number of the same person, with the zone that its source names for it. */
export interface FurtherNumber {
  readonly number: DialableNumber
  readonly timeZone: string | null
}

export const placeClueKinds = [
  'NUMBER',
  'FIRST_NUMBER',
  'TIME_ZONE',
  'COUNTRY',
  'STATE',
  'POSTAL_CODE',
  'EARLIER',
] as const
/** EARLIER is a place that was known before its clues were kept. */
export type PlaceClueKind = (typeof placeClueKinds)[number]

/** Where a contact is, as it is stored. */
export interface ContactPlace {
  /** ISO 3166 countries, or parts of them where these are known, in alphabetical order, joined by ','; '' when unknown. */
  readonly region: string
  /** IANA zones in which the person may be, in alphabetical order, joined by ','; null when nobody can say: not dialled. */
  readonly timeZone: string | null
}
