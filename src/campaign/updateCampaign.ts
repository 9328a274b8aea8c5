import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { DomainError, NotFoundError } from '../domainError.js'
import { endCampaignCallbacks } from '../callback/callbackWrite.store.js'
import { freeCallbacks } from '../callback/freedCallbacks.store.js'
import { lockGeneration } from '../dialQueue/generate.store.js'
import { checkName } from '../inputRules.js'
import { applyCampaignCaps, setCampaignPolicy, type CampaignPolicyChange } from '../policy/campaignPolicy.js'
import { setOwnHours, type OwnHoursChange } from '../callingHours/setOwnHours.js'
import { holdPolicyPacks } from '../policy/policyPack.store.js'
import { setPersonScope, type PersonScopeChange } from '../person/personScope.store.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { Campaign, CampaignStatus } from './campaign.js'
import type { DialMethod } from './dialMethod.js'
import { findCampaign } from './campaign.store.js'
import { readCampaignChoice, reorderQueue, setCampaignChoice, type CampaignChoiceChange } from './campaignChoice.js'
import { setCampaignRecordFields, type CampaignRecordFields } from './campaignRecord.store.js'
import { namesRegistry, setCampaignRegistries, type CampaignRegistryChange } from './setCampaignRegistries.js'
import { setCampaignSwitches, type CampaignSwitches } from './campaignSwitches.store.js'
import { setCampaignWaits, type CampaignWaits } from './campaignWaits.store.js'
import {
  cancelForbiddenEntries,
  lockCampaignRow,
  setCampaignAgents,
  setCampaignLists,
  updateCampaignRow,
} from './campaignWrite.store.js'
import { checkAbandonRateLimit, checkMaxAttempts, naming } from './createCampaign.js'

/** What is to change; null leaves a field as it is. */
export interface CampaignChange
  extends
    OwnHoursChange,
    CampaignPolicyChange,
    CampaignChoiceChange,
    CampaignSwitches,
    CampaignWaits,
    CampaignRecordFields,
    CampaignRegistryChange,
    PersonScopeChange {
  readonly id: string
  readonly name: string | null
  readonly status: CampaignStatus | null
  readonly dialMethod: DialMethod | null
  readonly maxAttempts: number | null
  readonly abandonRateLimit: number | null
  readonly listIds: readonly string[] | null
  readonly agentIds: readonly string[] | null
}

/** The life of a campaign has no such step. */
export class CampaignTransitionError extends DomainError {
  readonly code = 'INVALID_TRANSITION'

  constructor(from: CampaignStatus, to: CampaignStatus) {
    super(`a campaign cannot go from ${from} to ${to}`, { from, to })
  }
}

/** COMPLETED is for good: its queue is cancelled, and a new purpose is a new campaign. */
const campaignSteps: Readonly<Record<CampaignStatus, readonly CampaignStatus[]>> = {
  DRAFT: ['DRAFT', 'ACTIVE', 'COMPLETED'],
  ACTIVE: ['ACTIVE', 'PAUSED', 'COMPLETED'],
  PAUSED: ['PAUSED', 'ACTIVE', 'COMPLETED'],
  COMPLETED: ['COMPLETED'],
}

/**
 * Changes a campaign. Entries that its new rules, lists or status forbid for good are cancelled with it; what agents hold
 * is theirs to finish. Throws NotFoundError (campaign, list, agent), CampaignTransitionError, BadInputError.
 */
export async function updateCampaign(
  work: { database: Database; clock: Clock; changes: QueueChanges },
  organizationId: string,
  change: CampaignChange,
): Promise<Campaign> {
  const fields = {
    name: change.name === null ? null : checkName('name', change.name),
    status: change.status,
    dialMethod: change.dialMethod,
    maxAttempts: change.maxAttempts === null ? null : checkMaxAttempts(change.maxAttempts),
    abandonRateLimit: change.abandonRateLimit === null ? null : checkAbandonRateLimit(change.abandonRateLimit),
  }
  const choice = readCampaignChoice(change)
  const takesEntriesAway =
    change.listIds !== null ||
    change.maxAttempts !== null ||
    change.status === 'COMPLETED' ||
    choice.filter !== null ||
    namesRegistry(change)
  const reordersQueue = choice.listWeights !== null || choice.ageingMinutes !== null
  // Some rules of a pack concern some ways of dialling.
  const changesPolicy =
    change.policyPack !== null || change.frequencyCaps !== null || change.dialMethod !== null || namesRegistry(change)
  await naming(() =>
    work.database.transaction(async (transaction) => {
      if (takesEntriesAway || reordersQueue) await lockGeneration(transaction, organizationId)
      if (changesPolicy) await holdPolicyPacks(transaction, organizationId)
      const status = await lockCampaignRow(transaction, organizationId, change.id)
      if (status === null) throw new NotFoundError('Campaign')
      if (change.status !== null && !campaignSteps[status].includes(change.status)) {
        throw new CampaignTransitionError(status, change.status)
      }
      // What it obeys comes before its status: the database starts no campaign that obeys nothing.
      await setCampaignPolicy(transaction, organizationId, change.id, change)
      await setOwnHours(transaction, organizationId, change.id, change)
      await updateCampaignRow(transaction, organizationId, change.id, fields)
      if (change.listIds !== null) await setCampaignLists(transaction, organizationId, change.id, change.listIds)
      if (change.agentIds !== null) await setCampaignAgents(transaction, organizationId, change.id, change.agentIds)
      await setCampaignSwitches(transaction, organizationId, change.id, change)
      await setCampaignWaits(transaction, organizationId, change.id, change)
      await setCampaignRecordFields(transaction, organizationId, change.id, change)
      await setCampaignChoice(transaction, organizationId, change.id, choice)
      await setPersonScope(transaction, organizationId, change.id, change)
      await setCampaignRegistries(transaction, organizationId, change.id, change)
      if (change.dialMethod !== null) await applyCampaignCaps(transaction, organizationId, change.id)
      if (takesEntriesAway) {
        await cancelForbiddenEntries(transaction, work.clock, organizationId, change.id)
      }
      if (change.listIds !== null || change.agentIds !== null) {
        await freeCallbacks(transaction, work.clock, { organizationId, campaignId: change.id })
      }
      if (change.status === 'COMPLETED') {
        await endCampaignCallbacks(transaction, work.clock, organizationId, change.id)
      }
      await reorderQueue(transaction, organizationId, change.id, { ...choice, listIds: change.listIds })
    }),
  )
  work.changes.mark(organizationId, change.id)
  const updated = await findCampaign(work.database, organizationId, change.id)
  if (updated === null) throw new NotFoundError('Campaign')
  return updated
}
