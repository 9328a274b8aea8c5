import type { PhoneNumberType } from 'libphonenumber-js/max'

/** What kind of line a number is; UNKNOWN where the plan does not tell fixed lines from mobile ones, and for all others. */
export type LineType = 'FIXED' | 'MOBILE' | 'UNKNOWN'

/** The types of numbers of libphonenumber. */
export type NumberType = PhoneNumberType

/**
 * Types whose numbers are those of people at home or on the move in their country. Toll-free, premium, personal,
 * shared-cost, company-wide, pager and voicemail numbers ring anywhere.
 */
const PLACED: ReadonlySet<NumberType> = new Set<NumberType>(['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP'])

/** Whether a number of this type says in which country its owner is. */
export function isPlacedType(type: NumberType | undefined): boolean {
  return type !== undefined && PLACED.has(type)
}

export function lineTypeOfType(type: NumberType | undefined): LineType {
  if (type === 'FIXED_LINE') return 'FIXED'
  return type === 'MOBILE' ? 'MOBILE' : 'UNKNOWN'
}
