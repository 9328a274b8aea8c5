import type { Database } from '../database/database.js'
import { BadInputError } from '../domainError.js'
import { LEASE_EXPIRED } from '../dialQueue/lease.js'
import { checkName } from '../inputRules.js'
import { canBeRefusal, isOutcomeCode, isTriedAgain, type Outcome, type OutcomeCategory } from './outcome.js'
import { outcomeByCode, putOutcomeRow } from './outcome.store.js'
import { LONGEST_DELAY_MINUTES } from './retry.js'
import { removeRetryRules } from './retryRule.store.js'

/**
 * Adds an outcome to the catalogue or replaces the one of its code; calls that ended with it keep the category that they
 * had. Retry rules of an outcome that is no longer tried again go with it. Throws BadInputError.
 */
export async function setOutcome(database: Database, organizationId: string, given: Outcome): Promise<Outcome> {
  const { code, category, retryAfterMinutes, isRefusal } = given
  if (!isOutcomeCode(code)) {
    throw new BadInputError('code', 'a code has 1 to 40 capital letters, digits and underscores, a letter first')
  }
  if (code === LEASE_EXPIRED && category !== 'FAILED') {
    throw new BadInputError('category', 'the system saves this outcome for calls whose agent fell silent: FAILED')
  }
  const mayHaveDelay = isTriedAgain(category) || category === 'CALLBACK'
  if (retryAfterMinutes !== null && !mayHaveDelay) {
    throw new BadInputError('retryAfterMinutes', `an outcome of category ${category} is not tried again`)
  }
  if (retryAfterMinutes !== null && (retryAfterMinutes < 0 || retryAfterMinutes > LONGEST_DELAY_MINUTES)) {
    throw new BadInputError('retryAfterMinutes', `retryAfterMinutes is from 0 to ${LONGEST_DELAY_MINUTES}`)
  }
  checkRefusal(category, isRefusal)
  const outcome = { ...given, label: checkName('label', given.label) }
  await database.transaction(async (transaction) => {
    await putOutcomeRow(transaction, organizationId, outcome)
    if (!isTriedAgain(category)) await removeRetryRules(transaction, organizationId, code)
  })
  return outcome
}

function checkRefusal(category: OutcomeCategory, isRefusal: boolean): void {
  if (isRefusal && !canBeRefusal(category)) {
    throw new BadInputError('isRefusal', `an outcome of category ${category} is no refusal: nobody said no`)
  }
}

/**
 * Says whether an outcome counts as a refusal, from the next finished call on. Throws BadInputError for an unknown code, and
 * for an outcome in which nobody was spoken to.
 */
export async function setOutcomeRefusal(
  database: Database,
  organizationId: string,
  { code, isRefusal }: Pick<Outcome, 'code' | 'isRefusal'>,
): Promise<Outcome> {
  return database.transaction(async (transaction) => {
    const outcome = { ...(await outcomeByCode(transaction, organizationId, code)), isRefusal }
    checkRefusal(outcome.category, isRefusal)
    await putOutcomeRow(transaction, organizationId, outcome)
    return outcome
  })
}
