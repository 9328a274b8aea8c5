import { violatedConstraint, type Database } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { setCampaignPolicy, type CampaignPolicyChange } from '../policy/campaignPolicy.js'
import { setOwnHours, type OwnHoursChange } from '../callingHours/setOwnHours.js'
import { holdPolicyPacks } from '../policy/policyPack.store.js'
import { checkName, checkTimeZone } from '../inputRules.js'
import { setPersonScope, type PersonScopeChange } from '../person/personScope.store.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { Campaign } from './campaign.js'
import { findCampaign } from './campaign.store.js'
import { readCampaignChoice, setCampaignChoice, type CampaignChoiceChange } from './campaignChoice.js'
import { setCampaignRecordFields, type CampaignRecordFields } from './campaignRecord.store.js'
import { setCampaignRegistries, type CampaignRegistryChange } from './setCampaignRegistries.js'
import { setCampaignSwitches, type CampaignSwitches } from './campaignSwitches.store.js'
import { setCampaignWaits, type CampaignWaits } from './campaignWaits.store.js'
import { insertCampaignRow, setCampaignAgents, setCampaignLists, type NewCampaign } from './campaignWrite.store.js'

/** What createCampaign takes: the plain fields, its lists and its agents. */
export interface CampaignPlan
  extends
    NewCampaign,
    OwnHoursChange,
    CampaignPolicyChange,
    CampaignSwitches,
    CampaignChoiceChange,
    CampaignWaits,
    CampaignRecordFields,
    CampaignRegistryChange,
    PersonScopeChange {
  readonly listIds: readonly string[]
  readonly agentIds: readonly string[]
}

/** Adds a campaign in DRAFT. Throws BadInputError, and NotFoundError for a list or agent of no such id. */
export async function createCampaign(
  database: Database,
  changes: QueueChanges,
  organizationId: string,
  plan: CampaignPlan,
): Promise<Campaign> {
  const campaign = {
    ...plan,
    name: checkName('name', plan.name),
    timeZone: plan.timeZone === null ? null : checkTimeZone('timeZone', plan.timeZone),
    maxAttempts: checkMaxAttempts(plan.maxAttempts),
    abandonRateLimit: checkAbandonRateLimit(plan.abandonRateLimit),
  }
  const choice = readCampaignChoice(plan)
  const id = await naming(() =>
    database.transaction(async (transaction) => {
      await holdPolicyPacks(transaction, organizationId)
      const created = await insertCampaignRow(transaction, organizationId, campaign)
      await setCampaignLists(transaction, organizationId, created, plan.listIds)
      await setCampaignAgents(transaction, organizationId, created, plan.agentIds)
      await setCampaignChoice(transaction, organizationId, created, choice)
      await setCampaignSwitches(transaction, organizationId, created, plan)
      await setCampaignWaits(transaction, organizationId, created, plan)
      await setCampaignRecordFields(transaction, organizationId, created, plan)
      await setPersonScope(transaction, organizationId, created, plan)
      await setOwnHours(transaction, organizationId, created, plan)
      await setCampaignPolicy(transaction, organizationId, created, plan)
      await setCampaignRegistries(transaction, organizationId, created, plan)
      return created
    }),
  )
  changes.mark(organizationId, id)
  const created = await findCampaign(database, organizationId, id)
  if (created === null) throw new NotFoundError('Campaign')
  return created
}

/** The database holds the same bound. */
export function checkMaxAttempts(maxAttempts: number): number {
  if (maxAttempts < 1 || maxAttempts > 100) throw new BadInputError('maxAttempts', 'maxAttempts is from 1 to 100')
  return maxAttempts
}

/** A share of the live answers. */
export function checkAbandonRateLimit(limit: number): number {
  if (!(limit >= 0 && limit <= 1)) throw new BadInputError('abandonRateLimit', 'abandonRateLimit is from 0 to 1')
  return limit
}

/**
 * Runs a write of a campaign. Throws NotFoundError for a list or an agent that does not exist, and BadInputError on
 * `policyPack` for a campaign that would run without a word on when it may call.
 */
export async function naming<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (constraint === 'campaign_list_list_fkey') throw new NotFoundError('Contact list')
    if (constraint === 'campaign_agent_agent_fkey') throw new NotFoundError('Agent')
    if (constraint === 'campaign_active_has_rules') {
      throw new BadInputError(
        'policyPack',
        'say which policy pack the campaign obeys, NONE for none, or give it callingHours',
      )
    }
    throw error
  }
}
