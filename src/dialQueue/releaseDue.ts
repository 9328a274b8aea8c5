import { releaseCallbacksOfAbsent } from '../callback/freedCallbacks.store.js'
import { generateEntries } from './generate.store.js'
import {
  campaignsToRelease,
  dueCallbacks,
  rememberReleased,
  type DueCampaign,
  type DuePlace,
} from './releaseDue.store.js'
import type { RefillWork } from './topUpQueues.js'

/** In one transaction: what it locks is locked for no longer. */
const PORTION = 1_000
/** Of one campaign in one run; the next goes on behind them, seconds later. */
const MOST_PORTIONS = 10

/**
 * Puts promised callbacks whose time has come into their queues, however full those are: a promise goes before room. The
 * rules are asked as for any contact, so one that may not be called now waits for the next walk; it hides none of those
 * behind it. (A due retry is promised to nobody: topUpQueues takes it when there is room, and wakes at its instant when the
 * queue waits for it.)
 */
export async function releaseDue(work: RefillWork, signal: AbortSignal): Promise<string> {
  const sum = { due: 0, queued: 0, failed: 0 }
  for (const campaign of await campaignsToRelease(work.database, work.clock)) {
    if (signal.aborted) break
    await releaseOf(work, campaign, sum, signal)
  }
  return `${sum.queued} of ${sum.due} due callbacks queued, ${sum.failed} campaigns failed`
}

async function releaseOf(
  work: RefillWork,
  campaign: DueCampaign,
  sum: { due: number; queued: number; failed: number },
  signal: AbortSignal,
): Promise<void> {
  const { database, clock } = work
  const { organizationId, campaignId } = campaign
  let place: DuePlace | null = campaign.place
  try {
    await releaseCallbacksOfAbsent(database, clock, campaign)
    for (let portion = 1; portion <= MOST_PORTIONS && !signal.aborted; portion += 1) {
      const due = await dueCallbacks(database, clock, campaign, place, PORTION)
      // Moved on first: a portion that fails does not stand before the others for ever.
      place = due.length < PORTION ? null : (due.at(-1) ?? null)
      sum.due += due.length
      if (due.length > 0) {
        const wish = { maxEntries: null, contactIds: due.map(({ contactId }) => contactId), isDryRun: false }
        const { created } = await generateEntries(database, clock, organizationId, campaignId, wish)
        if (created > 0) work.changes.mark(organizationId, campaignId)
        sum.queued += created
      }
      if (place === null) break
    }
  } catch (error) {
    sum.failed += 1
    work.logger.warn({ err: error, campaignId }, 'due callbacks could not be queued')
  }
  if (place?.callbackId !== campaign.place?.callbackId) await rememberReleased(database, campaign, place)
}
