import { findCampaign } from '../campaign/campaign.store.js'
import type { Database } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { isTriedAgain } from './outcome.js'
import { outcomeCatalogue } from './outcome.store.js'
import { LONGEST_DELAY_MINUTES, type RetryRule } from './retry.js'
import { effectiveRetryRules, replaceRetryRules, type RetryLine } from './retryRule.store.js'

/** A rule as it is given: for one outcome of the catalogue. */
export interface GivenRetryRule extends RetryRule {
  readonly outcome: string
}

/** The retry table that holds for a campaign (null: for those without one of their own). Throws NotFoundError. */
export async function retryRules(
  database: Database,
  organizationId: string,
  campaignId: string | null,
): Promise<RetryLine[]> {
  if (campaignId !== null && (await findCampaign(database, organizationId, campaignId)) === null) {
    throw new NotFoundError('Campaign')
  }
  return effectiveRetryRules(database, organizationId, campaignId)
}

/**
 * Makes exactly these the retry rules of a campaign, or of all campaigns without their own (null); an outcome that is left
 * out falls back to the next. Rules hold from the next finished dial on. The table that holds then. Throws NotFoundError,
 * and BadInputError for an outcome that is none, is given twice or is never tried again, and for a number out of range.
 */
export async function setRetryRules(
  database: Database,
  organizationId: string,
  campaignId: string | null,
  rules: readonly GivenRetryRule[],
): Promise<RetryLine[]> {
  if (campaignId !== null && (await findCampaign(database, organizationId, campaignId)) === null) {
    throw new NotFoundError('Campaign')
  }
  const catalogue = await outcomeCatalogue(database, organizationId)
  const seen = new Set<string>()
  for (const rule of rules) {
    const outcome = catalogue.get(rule.outcome)
    if (outcome === undefined) throw new BadInputError('rules', 'no such outcome in the catalogue')
    if (!isTriedAgain(outcome.category)) {
      throw new BadInputError('rules', `an outcome of category ${outcome.category} is not tried again`)
    }
    if (seen.has(rule.outcome)) throw new BadInputError('rules', 'an outcome has one rule')
    seen.add(rule.outcome)
    checkRule(rule)
  }
  return database.transaction(async (transaction) => {
    await replaceRetryRules(transaction, organizationId, campaignId, rules)
    return effectiveRetryRules(transaction, organizationId, campaignId)
  })
}

function checkRule({ delayMinutes, ceilingMinutes, maxAttempts }: GivenRetryRule): void {
  if (delayMinutes < 0 || delayMinutes > LONGEST_DELAY_MINUTES) {
    throw new BadInputError('rules', `delayMinutes is from 0 to ${LONGEST_DELAY_MINUTES}`)
  }
  if (ceilingMinutes !== null && (ceilingMinutes < delayMinutes || ceilingMinutes > LONGEST_DELAY_MINUTES)) {
    throw new BadInputError('rules', `ceilingMinutes is from delayMinutes to ${LONGEST_DELAY_MINUTES}`)
  }
  if (maxAttempts !== null && (maxAttempts < 1 || maxAttempts > 100)) {
    throw new BadInputError('rules', 'maxAttempts is from 1 to 100')
  }
}
