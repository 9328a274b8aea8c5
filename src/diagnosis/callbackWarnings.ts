import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { explainContact } from './explainContact.js'

/** A rule that stands in the way of a callback at the instant for which it was promised. */
export interface CallbackWarning {
  readonly ruleId: string
  readonly sentence: string
  /** The first instant from then on at which nothing stands in its way; null: by time alone never. */
  readonly dialableAt: Date | null
}

// The contact's own entry, a call that is running now and the campaign's pause say nothing about that later instant.
const passing: ReadonlySet<string> = new Set(['campaign-active', 'already-queued', 'phone-free', 'retry-due'])

const sentences: Readonly<Record<string, string>> = {
  'calling-hours': 'The callback lies outside the calling hours of the contact: it is made when they begin.',
  'frequency-cap': 'The contact will have been called as often as a cap allows: the callback is made when it lets go.',
}

/**
 * What stands in the way of calling the contact at that instant: the promise is kept all the same, as soon as the rules
 * allow. None for an instant that has passed, or lies more than a year ahead. Throws NotFoundError (campaign, contact).
 */
export async function callbackWarnings(
  work: { readonly database: Database; readonly clock: Clock },
  callback: {
    readonly organizationId: string
    readonly campaignId: string
    readonly contactId: string
    readonly dueAt: Date
  },
): Promise<CallbackWarning[]> {
  const { organizationId, campaignId, contactId, dueAt } = callback
  const aheadMs = dueAt.getTime() - (await serverInstant(work.database, work.clock)).getTime()
  if (aheadMs < 0 || aheadMs > 366 * 86_400_000) return []
  const { rules, dialableAt } = await explainContact(work, organizationId, campaignId, contactId, dueAt)
  return rules
    .filter(({ id, passes }) => !passes && !passing.has(id))
    .map(({ id, sentence }) => ({
      ruleId: id,
      sentence: sentences[id] ?? `The callback may not be made at that time. ${sentence}`,
      dialableAt,
    }))
}
