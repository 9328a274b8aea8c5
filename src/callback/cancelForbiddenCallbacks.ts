import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { findCallback } from './callback.store.js'
import { dropCallback, lockForCallback } from './callbackWrite.store.js'
import { campaignsWithUnkeepableCallbacks, freeCallbacks } from './freedCallbacks.store.js'
import { campaignsWithDueCallbacks, forbiddenCallbacks } from './forbiddenCallback.store.js'

/** Of one campaign in one run; the rest follows with the next. */
const PORTION = 200

/**
 * Cancels due callbacks whose contact may never be called again (a number that was imported into a do-not-call list since):
 * nobody is to wait for them, and they are no promises that were broken. Frees those whose list or agent the campaign no
 * longer has, should a change of it not have done so. Safe to end at any point.
 */
export async function cancelForbiddenCallbacks(
  work: { readonly database: Database; readonly clock: Clock; readonly changes: QueueChanges },
  signal: AbortSignal,
): Promise<string> {
  const { database, clock } = work
  let cancelled = 0
  for (const key of await campaignsWithDueCallbacks(database, clock)) {
    const forbidden = await forbiddenCallbacks(database, clock, key, PORTION)
    for (const { id, reason } of forbidden) {
      if (signal.aborted) break
      await database.transaction(async (transaction) => {
        const seen = await findCallback(transaction, key.organizationId, id)
        if (seen === null) return
        await lockForCallback(transaction, seen)
        const callback = await findCallback(transaction, key.organizationId, id)
        if (callback?.status === 'OPEN') await dropCallback(transaction, clock, callback, reason)
      })
      cancelled += 1
    }
    if (forbidden.length > 0) work.changes.mark(key.organizationId, key.campaignId)
  }
  let freed = 0
  for (const key of await campaignsWithUnkeepableCallbacks(database)) {
    if (signal.aborted) break
    freed += await database.transaction((transaction) => freeCallbacks(transaction, clock, key))
    work.changes.mark(key.organizationId, key.campaignId)
  }
  return `${cancelled} callbacks cancelled${freed === 0 ? '' : `, ${freed} freed`}`
}
