import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { campaignsInUse, pruneCallingSpans } from './callingSpan.store.js'
import { ensureCallingSpans } from './ensureCallingSpans.js'

/**
 * Works out the spans that ACTIVE campaigns will need before somebody waits for them, and deletes those that nobody reads
 * any more. One sentence of counts. Stops between two campaigns when `signal` is aborted; safe to kill, and to run twice
 * at once.
 */
export async function keepCallingSpans(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  signal?: AbortSignal,
): Promise<string> {
  let added = 0
  for (const { organizationId, campaignId } of await campaignsInUse(database)) {
    if (signal?.aborted === true) break
    added += await ensureCallingSpans(database, clock, organizationId, campaignId)
  }
  const removed = signal?.aborted === true ? 0 : await pruneCallingSpans(database, clock)
  return `${added} spans worked out, ${removed} removed`
}
