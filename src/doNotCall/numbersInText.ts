import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import type { Region } from '../contact/phoneNumber.js'
import { parseSuppressedPhone } from './suppressedPhone.js'

/** What a line or a cell of a suppression file holds: its numbers in E.164, without repetition, or why it holds none. */
export type NumbersInText = { readonly phones: readonly string[] } | { readonly fault: string }

/** A line beyond this is no line of a list of numbers; searching it would take long. */
const LONGEST_TEXT = 2_000

/** Characters that are not seen: zero-width ones, marks of the writing direction, soft hyphens. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g

/** A number as North America writes it, wherever it stands; libphonenumber does not find those of young area codes. */
const NORTH_AMERICAN = /(?<![\d+.-])(?:\+?1[ .-]?)?\(?[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{4}(?!\d|[.-]\d)/g

/**
 * Every number that a text holds. The whole of it as one number, as nearly every line is; else what a spreadsheet has made
 * of one (`'+1415…`, `="415…"`, `415….0`, `4.15…E+9` where no digit is lost); else all that can be read among other words:
 * only what is a number of its country, so that dates, keys and amounts suppress nobody.
 *
 * @param defaultRegion where a number without country code is; without it such a number is not read
 */
export function numbersInText(text: string, defaultRegion?: Region): NumbersInText {
  const whole = parseSuppressedPhone(text, defaultRegion)
  if ('phone' in whole) return { phones: [whole.phone] }
  if (text.length > LONGEST_TEXT) return { fault: `is longer than ${LONGEST_TEXT} characters` }
  const phones = new Set<string>()
  let fault: string | null = null
  for (const part of text
    .replace(UNSEEN, '')
    .replace(/[\u00A0\u202F]/g, ' ')
    .split(/[,;|\n\t]/)) {
    const read = readPart(part, defaultRegion)
    if ('fault' in read) fault ??= read.fault
    else for (const phone of read.phones) phones.add(phone)
  }
  return phones.size > 0 ? { phones: [...phones] } : { fault: fault ?? whole.fault }
}

function readPart(part: string, defaultRegion: Region | undefined): NumbersInText {
  const plain = withoutSpreadsheet(part)
  if (plain === null) return { fault: 'a spreadsheet has shortened the number' }
  const parsed = parseSuppressedPhone(plain, defaultRegion)
  if ('phone' in parsed) return { phones: [parsed.phone] }
  const found = [
    ...findPhoneNumbersInText(plain, defaultRegion === undefined ? {} : { defaultCountry: defaultRegion }).map(
      ({ number }) => number.number,
    ),
    ...[...plain.matchAll(NORTH_AMERICAN)].flatMap(([match]) => northAmerican(match, defaultRegion)),
  ].filter((phone) => 'phone' in parseSuppressedPhone(phone))
  return found.length > 0 ? { phones: found } : parsed
}

function northAmerican(match: string, defaultRegion: Region | undefined): string[] {
  const digits = match.replace(/\D/g, '')
  if (match.startsWith('+')) return digits.length === 11 ? [`+${digits}`] : []
  return defaultRegion === 'US' || defaultRegion === 'CA' ? [`+1${digits.slice(-10)}`] : []
}

/** The text without what a spreadsheet adds to a number; null when it has put an exponent where digits were. */
function withoutSpreadsheet(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^=?"+(.*?)"*$/, '$1')
    .replace(/^['’`]+|['’`]+$/g, '')
    .replace(/^(\+?\d{7,15})\.0+$/, '$1')
  const [, mantissa, decimals, exponent] = /^\+?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i.exec(plain) ?? []
  if (mantissa === undefined) return plain
  return decimals !== undefined && decimals.length === Number(exponent) ? `${mantissa}${decimals}` : null
}
