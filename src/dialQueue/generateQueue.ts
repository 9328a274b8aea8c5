import { campaignStats } from '../campaign/campaignStats.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { BadInputError } from '../domainError.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import { queueSupply } from './claimable.store.js'
import { checkGenerable, generateEntries, type GeneratedEntries } from './generate.store.js'

/** The longest queue a campaign may have. */
export const MOST_LIVE_ENTRIES = 1_000_000

/** Refuses a queue length outside 1 to 1,000,000. */
export function checkMaxEntries(maxEntries: number): void {
  if (maxEntries < 1 || maxEntries > MOST_LIVE_ENTRIES) {
    throw new BadInputError('maxEntries', `maxEntries is from 1 to ${MOST_LIVE_ENTRIES}`)
  }
}

/** What generateQueue did, or would have done in a dry run. */
export interface GeneratedQueue extends GeneratedEntries {
  readonly campaignId: string
  readonly isDryRun: boolean
}

/** The optimal size, and beside it what stands in the queue for later or for nobody: that takes no room. */
async function optimalEntries(
  database: Database,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<number> {
  // Before the spans, which it would write for a campaign that is over.
  await checkGenerable(database, organizationId, campaignId)
  const { counts, optimalQueueSize } = await campaignStats(database, clock, organizationId, campaignId)
  await ensureCallingSpans(database, clock, organizationId, campaignId)
  const supplies = await queueSupply(database, clock, { organizationId, campaignId }, optimalQueueSize)
  const claimable = supplies.find(({ key }) => key === '*')?.claimable ?? 0
  return Math.min(optimalQueueSize + counts.queued - claimable, MOST_LIVE_ENTRIES)
}

/**
 * Tops a campaign's queue up to `maxEntries` live entries (null: its optimal size); a dry run counts the same and changes
 * nothing. Throws NotFoundError, CampaignNotActiveError (it is COMPLETED), BadInputError.
 */
export async function generateQueue(
  work: { database: Database; clock: Clock; changes: QueueChanges },
  organizationId: string,
  campaignId: string,
  maxEntries: number | null,
  isDryRun = false,
): Promise<GeneratedQueue> {
  if (maxEntries !== null) checkMaxEntries(maxEntries)
  const { database, clock } = work
  const wanted = maxEntries ?? (await optimalEntries(database, clock, organizationId, campaignId))
  const wish = { maxEntries: wanted, contactIds: null, isDryRun }
  const generated = await generateEntries(database, clock, organizationId, campaignId, wish)
  if (generated.created > 0 && !isDryRun) work.changes.mark(organizationId, campaignId)
  return { campaignId, isDryRun, ...generated }
}
