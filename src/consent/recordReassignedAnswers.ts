import { serverInstant } from '../database/serverInstant.js'
import { BadInputError } from '../domainError.js'
import { checkPhone } from '../doNotCall/doNotCall.js'
import { checkPast, type ReassignedAnswer } from './consent.js'
import { insertReassignedAnswers, type AnswerGiven } from './consent.store.js'
import { cancelWithoutConsent, lockWaitingOf, wakeRefills } from './withdrawal.store.js'
import type { ConsentWork } from './withdrawConsent.js'

/** Answers in one call: what one statement writes in some 50 ms. */
export const MOST_ANSWERS = 1_000

/** An answer as clients write it. */
export interface AnswerInput {
  readonly phone: string
  readonly answer: ReassignedAnswer
  readonly askedAt: Date
}

/**
 * Writes down what the reassigned-numbers database has answered. YES voids for its number what was given up to then, at
 * once: what waited for it on a consent is cancelled as by `withdraw`.
 *
 * @returns how many entries were cancelled
 * @throws BadInputError for none, for over 1,000, for a number or an instant that is none
 */
export async function recordReassignedAnswers(
  { database, clock, changes }: ConsentWork,
  organizationId: string,
  given: readonly AnswerInput[],
): Promise<number> {
  if (given.length < 1 || given.length > MOST_ANSWERS) {
    throw new BadInputError('answers', `1 to ${MOST_ANSWERS} answers at once`)
  }
  const now = await serverInstant(database, clock)
  const answers = given.map(({ phone, answer, askedAt }, index): AnswerGiven => {
    checkPast(now, `answers[${index}].askedAt`, askedAt)
    return { phone: checkPhone(`answers[${index}].phone`, phone), answer, askedAt }
  })
  const concerned = { contactId: null, phones: [...new Set(answers.map(({ phone }) => phone))] }
  const first = await database.transaction(async (transaction) => {
    await lockWaitingOf(transaction, organizationId, concerned)
    await insertReassignedAnswers(transaction, organizationId, answers)
    const entries = await cancelWithoutConsent(transaction, clock, organizationId, concerned)
    await wakeRefills(transaction, organizationId)
    return entries
  })
  const second = await database.transaction((transaction) =>
    cancelWithoutConsent(transaction, clock, organizationId, concerned),
  )
  for (const { campaignId } of [...first, ...second]) changes.mark(organizationId, campaignId)
  return [...first, ...second].reduce((sum, { count }) => sum + count, 0)
}
