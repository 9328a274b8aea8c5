import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** As many whatever the number, so that its length is not told either. */
const HIDDEN = '••••••'
const MOST_SHOWN = 4

/**
 * A number for screens that others can see: country code and last digits, "+1 •••••• 0199". Of a short national number
 * at most half is shown. Without a country code when the number is of no known one.
 *
 * @param phone E.164
 */
export function maskedPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone)
  const national = parsed?.nationalNumber ?? phone.slice(1)
  const shown = Math.min(MOST_SHOWN, Math.floor(national.length / 2))
  const masked = `${HIDDEN} ${national.slice(-shown)}`
  return parsed === undefined ? masked : `+${parsed.countryCallingCode} ${masked}`
}
