import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { lockGeneration } from '../dialQueue/generate.store.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { Logger } from '../logger.js'
import { lockCampaignRow } from './campaignWrite.store.js'
import {
  completeIfFinished,
  idleCampaigns,
  openContactFrom,
  rememberOpenContact,
  type IdleCampaign,
} from './finishedCampaign.store.js'

interface CloseWork {
  readonly database: Database
  readonly clock: Clock
  readonly changes: QueueChanges
  readonly logger: Logger
}

/**
 * Makes ACTIVE campaigns COMPLETED that have dialled their lists to the end: no live entry, no open callback, and no
 * contact whom time, a retry or a callback would ever bring back. COMPLETED is for good, so a campaign stays open that
 * merely waits for somebody (a stale registry, unknown time zones), or whose lists or filter hold nobody yet.
 */
export async function closeFinishedCampaigns(work: CloseWork, signal: AbortSignal): Promise<string> {
  const idle = await idleCampaigns(work.database)
  let closed = 0
  for (const campaign of idle) {
    if (signal.aborted) break
    try {
      if (await closeIfFinished(work, campaign)) closed += 1
    } catch (error) {
      work.logger.warn({ err: error, campaignId: campaign.campaignId }, 'a campaign could not be closed')
    }
  }
  return `${closed} of ${idle.length} idle campaigns closed`
}

async function closeIfFinished(work: CloseWork, campaign: IdleCampaign): Promise<boolean> {
  const { database, clock } = work
  const { openContactId } = campaign
  // Nearly always the contact of last time is open still: one row. Else on from there, and once round at the end.
  const open =
    (openContactId === null ? null : await openContactFrom(database, clock, campaign, openContactId)) ??
    (await openContactFrom(database, clock, campaign, '0'))
  if (open !== null) {
    if (open !== openContactId) await rememberOpenContact(database, campaign, open)
    return false
  }
  const isClosed = await database.transaction(async (transaction) => {
    await lockGeneration(transaction, campaign.organizationId)
    await lockCampaignRow(transaction, campaign.organizationId, campaign.campaignId)
    return completeIfFinished(transaction, clock, campaign)
  })
  if (isClosed) work.changes.mark(campaign.organizationId, campaign.campaignId)
  return isClosed
}
