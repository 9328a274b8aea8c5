import { BadInputError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { checkPhone } from '../doNotCall/doNotCall.js'

/**
 * On what a call may stand. EXPRESS: the person agreed, and that can be proved. WRITTEN: in writing or by an electronic
 * signature. ESTABLISHED_RELATIONSHIP: a customer, as the law counts it. INQUIRY: the person asked about something.
 * REQUESTED_CALLBACK: the person asked to be called.
 */
export const grantedBases = ['EXPRESS', 'WRITTEN', 'ESTABLISHED_RELATIONSHIP', 'INQUIRY', 'REQUESTED_CALLBACK'] as const
export type GrantedBasis = (typeof grantedBases)[number]

/**
 * What is recorded of a person: a basis, or NONE, who was asked and does not agree, or has withdrawn. Of whom nothing is
 * known has no record (NOT_RECORDED).
 */
export const consentBases = [...grantedBases, 'NONE'] as const
export type ConsentBasis = (typeof consentBases)[number]

/** What the reassigned-numbers database says: YES, somebody else has the number since the day that was asked about; NO; or NO_DATA. */
export const reassignedAnswers = ['YES', 'NO', 'NO_DATA'] as const
export type ReassignedAnswer = (typeof reassignedAnswers)[number]

/** One thing that a person has said about being called. */
export interface Consent {
  readonly id: string
  /** The contact for all of whose numbers it holds; null: it is one of a number. */
  readonly contactId: string | null
  /** E.164, the number for which it holds, whoever has it; null: it is one of a contact. */
  readonly phone: string | null
  readonly basis: ConsentBasis
  readonly givenAt: Date
  /** Where it can be proved. */
  readonly source: string
  /** From then on it no longer counts; null: for good. */
  readonly expiresAt: Date | null
  /** When it was withdrawn; null: it was not. */
  readonly revokedAt: Date | null
  readonly revokedReason: string | null
  readonly recordedAt: Date
}

/** Whose consent it is: a contact's, for all of its numbers, or a number's, for whoever has it. */
export type ConsentTarget = { readonly contactId: string } | { readonly phone: string }

/** A target as clients write it: exactly one of the two. */
export interface ConsentTargetInput {
  readonly contactId: string | null
  readonly phone: string | null
}

/** The one target that the input names, its number in E.164. Throws BadInputError for none, for both, for a bad one. */
export function checkConsentTarget({ contactId, phone }: ConsentTargetInput): ConsentTarget {
  if ((contactId === null) === (phone === null)) {
    throw new BadInputError('contactId', 'give exactly one of contactId and phone')
  }
  if (contactId !== null) return { contactId: checkId('contactId', contactId) }
  return { phone: checkPhone('phone', phone ?? '') }
}

/** A hundred years: what is further off is a slip of the hand. */
const LONGEST_MILLISECONDS = 100 * 366 * 86_400_000

/**
 * Refuses an instant that has not come yet, or of more than a hundred years ago. Throws BadInputError.
 *
 * @param now the server's instant (`serverInstant`)
 */
export function checkPast(now: Date, field: string, at: Date | null): void {
  if (at !== null && at > now) throw new BadInputError(field, `${field} has not come yet`)
  if (at !== null && at.getTime() < now.getTime() - LONGEST_MILLISECONDS) {
    throw new BadInputError(field, `${field} lies within the last 100 years`)
  }
}
