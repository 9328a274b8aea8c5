import { campaignKeyText, parseCampaignKey } from '../liveStatus/queueChanges.js'
import { generateEntries } from './generate.store.js'
import { dueCallbacks } from './refill.store.js'
import type { RefillWork } from './topUpQueues.js'

/** Of one campaign in one run; the rest follows with the next, seconds later. */
const PORTION = 1_000

/**
 * Puts promised callbacks whose time has come into their queues, however full those are: a promise goes before room. The
 * rules are asked as for any contact, so one that may not be called now waits for the next run. (A due retry is promised
 * to nobody: topUpQueues takes it when there is room, and wakes at its instant when the queue waits for it.)
 */
export async function releaseDue(work: RefillWork, signal: AbortSignal): Promise<string> {
  const due = await dueCallbacks(work.database, work.clock, PORTION)
  const contactIdsByCampaign = new Map<string, string[]>()
  for (const { organizationId, campaignId, contactId } of due) {
    const key = campaignKeyText(organizationId, campaignId)
    contactIdsByCampaign.set(key, [...(contactIdsByCampaign.get(key) ?? []), contactId])
  }
  let queued = 0
  let failed = 0
  for (const [text, contactIds] of contactIdsByCampaign) {
    const key = parseCampaignKey(text)
    if (signal.aborted || key === null) break
    const { organizationId, campaignId } = key
    try {
      const wish = { maxEntries: null, contactIds, isDryRun: false }
      const { created } = await generateEntries(work.database, work.clock, organizationId, campaignId, wish)
      if (created > 0) work.changes.mark(organizationId, campaignId)
      queued += created
    } catch (error) {
      failed += 1
      work.logger.warn({ err: error, campaignId }, 'due callbacks could not be queued')
    }
  }
  return `${queued} of ${due.length} due callbacks queued, ${failed} campaigns failed`
}
