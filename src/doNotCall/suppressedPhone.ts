import { validatePhoneNumberLength } from 'libphonenumber-js/max'
import { parsePhone, type Region } from '../contact/phoneNumber.js'

const E164 = /^\+[1-9]\d{6,14}$/
/**
 * Ten digits of North America are in their final form: an area code and an exchange begin with 2 to 9, so no prefix can be
 * among them. The full reading (8 µs for one that is not assigned in the United States, as half of the numbers of a
 * registry or a made-up file are) would give the very same text, or refuse a
 * number without its country code that nobody is assigned; a property test holds both together.
 */
const NORTH_AMERICAN = /^\+1[2-9]\d\d[2-9]\d{6}$/
const NORTH_AMERICAN_LOCAL = /^[2-9]\d\d[2-9]\d{6}$/

/** A number in E.164, or a sentence that never repeats the text. */
export type SuppressedPhone = { readonly phone: string } | { readonly fault: string }

/**
 * Reads a number that shall not be called. As every number is read, so that it is the same text as a contact's; but one
 * that has the form of E.164 is taken even if its country assigns no such number: numbering plans change, and forbidding
 * a number that nobody has harms nobody. One with too few or too many digits for its country is no number: a digit is
 * lost, and the person would stay callable.
 *
 * @param defaultRegion where a number without country code is; without it such a number is refused
 */
export function parseSuppressedPhone(text: string, defaultRegion?: Region): SuppressedPhone {
  if (NORTH_AMERICAN.test(text)) return { phone: text }
  if ((defaultRegion === 'US' || defaultRegion === 'CA') && NORTH_AMERICAN_LOCAL.test(text)) {
    return { phone: `+1${text}` }
  }
  return parseSuppressedPhoneFully(text, defaultRegion)
}

/** As `parseSuppressedPhone`, without the shortcut. */
export function parseSuppressedPhoneFully(text: string, defaultRegion?: Region): SuppressedPhone {
  const parsed = parsePhone(text, defaultRegion)
  if ('phone' in parsed) return { phone: parsed.phone }
  const plain = withoutPunctuation(text)
  if (!E164.test(plain)) return parsed
  const fault = lengthFaults[validatePhoneNumberLength(plain) ?? '']
  return fault === undefined ? { phone: plain } : { fault }
}

/**
 * Reads a number to ask about or to free: also one that has an impossible length, which an older release has taken.
 */
export function parseStoredPhone(text: string): SuppressedPhone {
  const parsed = parseSuppressedPhone(text)
  const plain = withoutPunctuation(text)
  return 'fault' in parsed && E164.test(plain) ? { phone: plain } : parsed
}

/** By the code that libphonenumber gives. A calling code that it does not know says nothing about the length. */
const lengthFaults: Readonly<Record<string, string>> = {
  TOO_SHORT: 'has too few digits for a number of its country',
  TOO_LONG: 'has too many digits for a number of its country',
  INVALID_LENGTH: 'has a number of digits that no number of its country has',
}

function withoutPunctuation(text: string): string {
  return text.trim().replace(/[ ().\-/]/g, '')
}
