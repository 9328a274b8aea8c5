import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { lineTypeOfType, reachOfType, type LineType, type NumberReach } from './lineType.js'
import { parsePlainNumber } from './plainNumber.js'

/** An ISO 3166 code of two letters whose numbers may be written without their country code. */
export type Region = CountryCode

/** A number that can be dialled, and what it says about where its owner is. */
export interface DialableNumber {
  /** E.164. */
  readonly phone: string
  /** ISO 3166 code of the country that assigns it; null for numbers of no country, such as satellite phones. */
  readonly country: string | null
  readonly reach: NumberReach
  readonly lineType: LineType
}

/** A number that can be dialled, or why the text is none: a sentence that never repeats the text. */
export type ParsedPhone = DialableNumber | { readonly fault: string }

/** What contact_phone_e164 holds. libphonenumber knows valid numbers outside it: islands with four digits, 17 in Germany. */
const E164 = /^\+[1-9][0-9]{6,14}$/

const NOT_A_NUMBER: ParsedPhone = { fault: 'not a phone number' }
const NEEDS_REGION: ParsedPhone = { fault: 'not a phone number with its country code, such as +1 202 555 0123' }
const HAS_EXTENSION: ParsedPhone = { fault: 'has an extension, which cannot be dialled' }

/** The region of a two-letter code in any case; null when there is none. */
export function parseRegion(code: string): Region | null {
  const upper = code.toUpperCase()
  return isSupportedCountry(upper) ? upper : null
}

/**
 * Reads one phone number as people write it. The whole text must be the number, and the number must be one that its
 * country assigns (libphonenumber's full metadata; the fictional 555-01xx numbers are among them).
 *
 * @param defaultRegion where a number without country code is; without it such a number is refused
 */
export function parsePhone(text: string, defaultRegion?: Region): ParsedPhone {
  // RFC 3966, as address books export it.
  const trimmed = text.trim().replace(/^tel:/i, '')
  if (trimmed === '') return { fault: 'is missing' }
  const plain = parsePlainNumber(trimmed, defaultRegion)
  if (plain !== null) return plain
  const number = parsePhoneNumberFromString(trimmed, {
    ...(defaultRegion === undefined ? {} : { defaultCountry: defaultRegion }),
    extract: false,
  })
  if (number === undefined || !number.isValid()) {
    return defaultRegion === undefined && !/^[+＋]/.test(trimmed) ? NEEDS_REGION : NOT_A_NUMBER
  }
  if (number.ext !== undefined) return HAS_EXTENSION
  if (!E164.test(number.number)) return NOT_A_NUMBER
  const type = number.getType()
  const lineType = lineTypeOfType(type)
  return { phone: number.number, country: number.country ?? null, reach: reachOfType(type), lineType }
}

/** A stored number: one in E.164 that no plan knows any more is dialable all the same, and rings nobody knows where. */
export function dialableNumber(phone: string): DialableNumber {
  const parsed = parsePhone(phone)
  return 'fault' in parsed ? { phone, country: null, reach: 'ANYWHERE', lineType: 'UNKNOWN' } : parsed
}

/** The kind of line of an E.164 number that is dialable; UNKNOWN for any other text. */
export function lineTypeOf(phone: string): LineType {
  const parsed = parsePhone(phone)
  return 'fault' in parsed ? 'UNKNOWN' : parsed.lineType
}
