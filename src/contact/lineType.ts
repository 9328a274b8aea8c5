import type { PhoneNumberType } from 'libphonenumber-js/max'

/** What kind of line a number is; UNKNOWN where the plan does not tell fixed lines from mobile ones, and for all others. */
export const lineTypes = ['FIXED', 'MOBILE', 'UNKNOWN'] as const
export type LineType = (typeof lineTypes)[number]

/** The types of numbers of libphonenumber. */
export type NumberType = PhoneNumberType

/**
 * What a number says about where it rings. PLACE: where its prefix is, or on the move in its country. COUNTRY: somewhere in
 * its country, as numbers over the internet, of shared cost, and of whole companies do. ANYWHERE: toll-free, premium and
 * personal numbers.
 */
export type NumberReach = 'PLACE' | 'COUNTRY' | 'ANYWHERE'

const reaches: Readonly<Record<string, NumberReach>> = {
  ...{ FIXED_LINE: 'PLACE', MOBILE: 'PLACE', FIXED_LINE_OR_MOBILE: 'PLACE' },
  ...{ VOIP: 'COUNTRY', SHARED_COST: 'COUNTRY', UAN: 'COUNTRY', PAGER: 'COUNTRY', VOICEMAIL: 'COUNTRY' },
}

export function reachOfType(type: NumberType | undefined): NumberReach {
  return reaches[type ?? ''] ?? 'ANYWHERE'
}

export function lineTypeOfType(type: NumberType | undefined): LineType {
  if (type === 'FIXED_LINE') return 'FIXED'
  return type === 'MOBILE' ? 'MOBILE' : 'UNKNOWN'
}

const words: Readonly<Record<string, LineType>> = {
  ...{ fixed: 'FIXED', fixedline: 'FIXED', landline: 'FIXED', home: 'FIXED', wireline: 'FIXED' },
  ...{ mobile: 'MOBILE', cell: 'MOBILE', cellphone: 'MOBILE', cellular: 'MOBILE', wireless: 'MOBILE' },
  ...{ unknown: 'UNKNOWN', voip: 'UNKNOWN' },
}

/** The kind of line that a source names, in any usual word; null when it names none. */
export function readLineType(text: string | null): LineType | 'not known' | null {
  const word = text?.toLowerCase().replace(/[\s_-]/g, '') ?? ''
  return word === '' ? null : (words[word] ?? 'not known')
}
