/**
 * How far what was said to one contact counts for the others that share a number with it: not at all, in the campaign in
 * which it was said, or in the whole organization. A number that is not to be called is so for everybody in any case.
 */
export const personScopes = ['CONTACT', 'NUMBER_IN_CAMPAIGN', 'NUMBER_IN_ORGANIZATION'] as const
export type PersonScope = (typeof personScopes)[number]

/** A number that more contacts have is a switchboard: behind it is no one person. */
export const MOST_CONTACTS_OF_A_PERSON = 1_000

/** The scope of a campaign that says nothing: businesses share switchboards, people share nothing but their own number. */
export function usualPersonScope(callsBusinesses: boolean): PersonScope {
  return callsBusinesses ? 'CONTACT' : 'NUMBER_IN_CAMPAIGN'
}
