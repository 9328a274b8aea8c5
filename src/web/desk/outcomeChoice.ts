import type { DeskOutcome } from './desk.types.js'
import type { OutcomeCategory, QueueStatus } from './generated/graphql.js'

/** The system's own word for an agent that went silent: nobody chooses it. */
const LEASE_EXPIRED = 'LEASE_EXPIRED'
const DIGITS = '1234567890'

/** Categories in which a dial reached nobody: the entry ends FAILED. */
const reachedNobody: readonly OutcomeCategory[] = ['NO_ANSWER', 'BUSY', 'FAILED', 'INVALID_NUMBER']
/** Categories that a person or a machine at the other end has to be there for, yet that need no conversation. */
const withoutConversation: readonly OutcomeCategory[] = ['VOICEMAIL', 'DO_NOT_CALL']

/** Daily work first, by category; within one as the catalogue has it. */
const order: readonly OutcomeCategory[] = [
  ...(['SUCCESS', 'CONTACT', 'CALLBACK', 'NO_ANSWER', 'BUSY', 'VOICEMAIL', 'INVALID_NUMBER', 'DO_NOT_CALL'] as const),
  ...(['FAILED', 'ABANDONED'] as const),
]

/** An outcome with its key; null from the eleventh on. The key of an outcome is the same in every state of the call. */
export interface OutcomeChoice extends DeskOutcome {
  readonly digit: string | null
}

/** The outcomes that a person may choose, in the order of the buttons. */
export function outcomeChoices(outcomes: readonly DeskOutcome[]): OutcomeChoice[] {
  return outcomes
    .filter(({ code }) => code !== LEASE_EXPIRED)
    .sort((one, other) => order.indexOf(one.category) - order.indexOf(other.category))
    .map((outcome, index) => ({ ...outcome, digit: DIGITS[index] ?? null }))
}

/** The status in which an entry ends with an outcome of this category; null when it cannot be saved from here. */
export function finalStatusOf(
  status: QueueStatus,
  category: OutcomeCategory,
): 'COMPLETED' | 'FAILED' | 'ABANDONED' | null {
  if (category === 'ABANDONED') return status === 'DIALING' || status === 'CONNECTED' ? 'ABANDONED' : null
  if (status === 'CONNECTED' || status === 'WRAP_UP') return 'COMPLETED'
  if (status !== 'DIALING') return null
  if (reachedNobody.includes(category)) return 'FAILED'
  return withoutConversation.includes(category) ? 'COMPLETED' : null
}

/** Why an outcome cannot be chosen now, in words; null when it can. */
export function whyNotNow(status: QueueStatus, category: OutcomeCategory): string | null {
  if (finalStatusOf(status, category) !== null) return null
  if (status === 'DIALING') return 'once somebody has answered'
  return category === 'ABANDONED' ? 'only while the call runs' : 'only during and after a call'
}
