import { BadInputError } from '../domainError.js'
import type { DialedFinalStatus } from '../dialQueue/entryStatus.js'

/** What an outcome means to the queue. */
export const outcomeCategories = [
  'SUCCESS',
  'CONTACT',
  'CALLBACK',
  'NO_ANSWER',
  'BUSY',
  'VOICEMAIL',
  'ABANDONED',
  'DO_NOT_CALL',
  'INVALID_NUMBER',
  'FAILED',
] as const
export type OutcomeCategory = (typeof outcomeCategories)[number]

/** One line of an organization's catalogue. */
export interface Outcome {
  /** What agents save, e.g. NO_ANSWER. */
  readonly code: string
  /** What a person reads. */
  readonly label: string
  readonly category: OutcomeCategory
  /** Minutes until the contact may be tried again; null when the outcome is final. */
  readonly retryAfterMinutes: number | null
  /** The person said no: caps may count it, and a fresh pass of a list leaves such contacts out. */
  readonly isRefusal: boolean
}

/**
 * The catalogue that a new organization starts with. The delays are this product's own choice, kept from the practice of
 * the floor: a busy line frees soon, nobody at home is tried in another part of the day, a failed dial is the network's.
 */
export const defaultOutcomes: readonly Outcome[] = (
  [
    { code: 'SALE', label: 'Sale', category: 'SUCCESS', retryAfterMinutes: null },
    { code: 'NOT_INTERESTED', label: 'Not interested', category: 'CONTACT', retryAfterMinutes: null },
    { code: 'CALLBACK', label: 'Call back', category: 'CALLBACK', retryAfterMinutes: 24 * 60 },
    { code: 'NO_ANSWER', label: 'No answer', category: 'NO_ANSWER', retryAfterMinutes: 4 * 60 },
    { code: 'BUSY', label: 'Busy', category: 'BUSY', retryAfterMinutes: 15 },
    { code: 'VOICEMAIL', label: 'Voicemail', category: 'VOICEMAIL', retryAfterMinutes: 4 * 60 },
    { code: 'WRONG_NUMBER', label: 'Wrong number', category: 'INVALID_NUMBER', retryAfterMinutes: null },
    { code: 'DO_NOT_CALL', label: 'Do not call', category: 'DO_NOT_CALL', retryAfterMinutes: null },
    // Ofcom's 72 hours after an abandoned call (rules: uk-abandon), the strictest of the rules, suits everyone.
    { code: 'ABANDONED', label: 'Abandoned', category: 'ABANDONED', retryAfterMinutes: 72 * 60 },
    { code: 'FAILED', label: 'Dial failed', category: 'FAILED', retryAfterMinutes: 60 },
    { code: 'LEASE_EXPIRED', label: 'Agent went silent', category: 'FAILED', retryAfterMinutes: 60 },
  ] as const
).map((outcome) => ({ ...outcome, isRefusal: outcome.code === 'NOT_INTERESTED' }))

/** Whether a catalogue could hold the code: outcome_code_form in the database. */
export function isOutcomeCode(code: string): boolean {
  return /^[A-Z][A-Z0-9_]{0,39}$/.test(code)
}

/** A code that the catalogue does not hold. */
export class UnknownOutcomeError extends BadInputError {
  constructor() {
    super('outcome', 'no such outcome in the catalogue')
  }
}

/** The outcome of a final status when none is given; COMPLETED has none, because an agent has to say what happened. */
export const outcomeWhenLeftOut: Readonly<Record<DialedFinalStatus, string | null>> = {
  COMPLETED: null,
  FAILED: 'NO_ANSWER',
  ABANDONED: 'ABANDONED',
}

/** Categories that contradict a final status: a failed dial reached nobody, an abandoned call is nothing but abandoned. */
const contradictions: Readonly<Record<DialedFinalStatus, readonly OutcomeCategory[]>> = {
  COMPLETED: ['ABANDONED'],
  FAILED: ['SUCCESS', 'CONTACT', 'CALLBACK', 'ABANDONED'],
  ABANDONED: outcomeCategories.filter((category) => category !== 'ABANDONED'),
}

/** Throws BadInputError when the outcome contradicts the status that the entry ends in. */
export function checkOutcomeFits(outcome: Outcome, status: DialedFinalStatus): void {
  if (contradictions[status].includes(outcome.category)) {
    throw new BadInputError('outcome', `an outcome of category ${outcome.category} does not fit ${status}`)
  }
}

/** Categories in which somebody was spoken to who can have refused: outcome_refusal_spoken in the database. */
const canBeRefusals: readonly OutcomeCategory[] = ['CONTACT', 'CALLBACK', 'DO_NOT_CALL']

/** True when an outcome of this category may say that the person refused. */
export function canBeRefusal(category: OutcomeCategory): boolean {
  return canBeRefusals.includes(category)
}

/** Categories after which the contact is tried again by itself: nobody was spoken to. */
const triedAgain: readonly OutcomeCategory[] = ['NO_ANSWER', 'BUSY', 'VOICEMAIL', 'ABANDONED', 'FAILED']

/** True when an outcome of this category may have a delay and a retry rule. */
export function isTriedAgain(category: OutcomeCategory): boolean {
  return triedAgain.includes(category)
}
