import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { DomainError, NotFoundError } from '../domainError.js'
import { lockGeneration } from '../dialQueue/generate.store.js'
import { checkName } from '../inputRules.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { Campaign, CampaignStatus, DialMethod } from './campaign.js'
import { findCampaign } from './campaign.store.js'
import {
  cancelForbiddenEntries,
  lockCampaignRow,
  setCampaignAgents,
  setCampaignLists,
  updateCampaignRow,
} from './campaignWrite.store.js'
import { checkAbandonRateLimit, checkMaxAttempts, naming } from './createCampaign.js'

/** What is to change; null leaves a field as it is. */
export interface CampaignChange {
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
  const takesEntriesAway = change.listIds !== null || change.maxAttempts !== null || change.status === 'COMPLETED'
  await naming(() =>
    work.database.transaction(async (transaction) => {
      if (takesEntriesAway) await lockGeneration(transaction, organizationId)
      const status = await lockCampaignRow(transaction, organizationId, change.id)
      if (status === null) throw new NotFoundError('Campaign')
      if (change.status !== null && !campaignSteps[status].includes(change.status)) {
        throw new CampaignTransitionError(status, change.status)
      }
      await updateCampaignRow(transaction, organizationId, change.id, fields)
      if (change.listIds !== null) await setCampaignLists(transaction, organizationId, change.id, change.listIds)
      if (change.agentIds !== null) await setCampaignAgents(transaction, organizationId, change.id, change.agentIds)
      if (takesEntriesAway) {
        await cancelForbiddenEntries(transaction, work.clock, organizationId, change.id)
      }
    }),
  )
  work.changes.mark(organizationId, change.id)
  const updated = await findCampaign(work.database, organizationId, change.id)
  if (updated === null) throw new NotFoundError('Campaign')
  return updated
}
