import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { number, text } from '../database/row.js'
import { blockedBy, eligibilityRules } from '../dialQueue/eligibility.js'
import { eligibilityJoins } from '../dialQueue/eligibilityJoins.js'
import type { CancelledEntries } from '../doNotCall/waitingEntries.store.js'

// What waits, is offered to an agent, or was promised on a consent that no longer counts. Why nothing of it is handed out
// once the mutation has answered: as waitingEntries.store.ts argues of suppressions. The consent and the entries change in
// one transaction, a claim that comes later finds both, and a second look in a transaction of its own takes away what was
// queued in between by somebody who had read the consent before.

const consentRules = eligibilityRules.filter(({ reason }) => reason === 'NO_CONSENT')

/** Entries, or contacts, of these numbers and of this contact. */
export interface ConcernedBy {
  /** Null: of numbers only. */
  readonly contactId: string | null
  readonly phones: readonly string[]
}

// By one index each.
const waitingOnes = `(
   SELECT entry.id, entry.campaign_id, entry.contact_id FROM dial_queue_entry AS entry
   WHERE entry.organization_id = $1 AND entry.status IN ('QUEUED', 'RESERVED') AND entry.contact_id = $2::bigint
   UNION
   SELECT entry.id, entry.campaign_id, entry.contact_id FROM dial_queue_entry AS entry
   WHERE entry.organization_id = $1 AND entry.status IN ('QUEUED', 'RESERVED') AND entry.phone = ANY ($3::text[])
 )`

const lockWaiting = statement(
  'lockEntriesOfConsent',
  `SELECT entry.id FROM dial_queue_entry AS entry
   WHERE entry.organization_id = $1 AND entry.id IN (SELECT waiting.id FROM ${waitingOnes} AS waiting)
   ORDER BY entry.id FOR UPDATE`,
)

/** Locks what waits for these people: entries come before consents and contacts, in whichever transaction. */
export async function lockWaitingOf(
  transaction: Queryable,
  organizationId: string,
  { contactId, phones }: ConcernedBy,
): Promise<void> {
  await transaction.query(lockWaiting, [organizationId, contactId, phones])
}

const cancelWaiting = statement(
  'cancelEntriesWithoutConsent',
  `WITH moment AS (SELECT coalesce($4::timestamptz, now()) AS at)
   SELECT campaign_id, cancelled_count
   FROM cancel_waiting_entries($1, ARRAY(
     SELECT waiting.id FROM ${waitingOnes} AS waiting CROSS JOIN moment
     JOIN campaign ON campaign.organization_id = $1 AND campaign.id = waiting.campaign_id
       AND (campaign.demands_consent OR campaign.reassigned_max_age_days IS NOT NULL)
     JOIN contact ON contact.organization_id = $1 AND contact.id = waiting.contact_id
     ${eligibilityJoins}
     WHERE ${blockedBy(consentRules)}
   ), coalesce($4::timestamptz, clock_timestamp()))
   ORDER BY campaign_id`,
)

/** Cancels what waits for these people in campaigns that may not call them for want of a consent; per campaign how many. */
export async function cancelWithoutConsent(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  { contactId, phones }: ConcernedBy,
): Promise<CancelledEntries[]> {
  const rows = await transaction.query(cancelWaiting, [organizationId, contactId, phones, clock()])
  return rows.map((row) => ({ campaignId: text(row, 'campaign_id'), count: number(row, 'cancelled_count') }))
}

const readCallbacks = statement(
  'callbacksWithoutConsent',
  `WITH moment AS (SELECT coalesce($4::timestamptz, now()) AS at),
   concerned AS (
     SELECT $2::bigint AS id WHERE $2::bigint IS NOT NULL
     UNION SELECT contact.id FROM contact WHERE contact.organization_id = $1 AND contact.phone = ANY ($3::text[])
     UNION SELECT number.contact_id FROM contact_number AS number
       WHERE number.organization_id = $1 AND number.phone = ANY ($3::text[])
   )
   SELECT due.id
   FROM concerned CROSS JOIN moment
   JOIN callback AS due ON due.organization_id = $1 AND due.contact_id = concerned.id AND due.status = 'OPEN'
   JOIN campaign ON campaign.organization_id = $1 AND campaign.id = due.campaign_id AND campaign.demands_consent
   JOIN contact ON contact.organization_id = $1 AND contact.id = concerned.id
   ${eligibilityJoins}
   WHERE ${blockedBy(consentRules.filter(({ id }) => id === 'consent'))}
   ORDER BY due.id`,
)

/** Open callbacks of these people that their campaigns may not make for want of a consent. */
export async function callbacksWithoutConsent(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  { contactId, phones }: ConcernedBy,
): Promise<string[]> {
  const rows = await transaction.query(readCallbacks, [organizationId, contactId, phones, clock()])
  return rows.map((row) => text(row, 'id'))
}

const wake = statement(
  'wakeRefillsForConsent',
  `UPDATE campaign_upkeep AS upkeep SET refill_after = NULL
   FROM campaign
   WHERE upkeep.organization_id = $1 AND upkeep.refill_after IS NOT NULL
     AND campaign.organization_id = $1 AND campaign.id = upkeep.campaign_id
     AND (campaign.demands_consent OR campaign.exempts_from_caps OR campaign.exempts_from_hours OR campaign.reassigned_max_age_days IS NOT NULL)`,
)

/** Queues that found nobody with a consent look again at their next refill. Last in its transaction: it may wait for refills. */
export async function wakeRefills(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(wake, [organizationId])
}
