import type { NewPromise } from '../call/afterCall.js'
import { attemptsSinceReset } from '../campaign/attempts.store.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { CAMPAIGN_IS_OVER, type Callback } from './callback.js'

// Writes of callbacks, always within the transaction of what they follow from, behind the lock of their contact.

const endOne = statement(
  'endCallback',
  `UPDATE callback SET status = $3, dialed_at = $4, ended_reason = $5, ended_at = coalesce($6::timestamptz, now())
   WHERE organization_id = $1 AND id = $2 AND status = 'OPEN'`,
)

/** The callback was kept by a dial that began at this instant. */
export async function keepCallback(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  id: string,
  dialedAt: Date,
): Promise<void> {
  await transaction.query(endOne, [organizationId, id, 'KEPT', dialedAt, null, clock()])
}

/** Nobody is to call any more. The contact is its caller's part. */
export async function endCallback(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  id: string,
  reason: string,
): Promise<void> {
  await transaction.query(endOne, [organizationId, id, 'CANCELLED', null, reason, clock()])
}

const insertOne = statement(
  'insertCallback',
  `INSERT INTO callback (organization_id, campaign_id, contact_id, agent_id, due_at, grace_minutes, promised_at,
     promised_by_entry_id, status, ended_reason, ended_at)
   SELECT $1, $2, $3, $4::bigint, $5::timestamptz, $6::integer, moment.at, $8::bigint,
     CASE WHEN $9::text IS NULL THEN 'OPEN' ELSE 'CANCELLED' END, $9::text, CASE WHEN $9::text IS NOT NULL THEN moment.at END
   FROM (SELECT coalesce($7::timestamptz, now()) AS at) AS moment`,
)

/** Writes the promise down. If it is OPEN, the contact has no other that is: callback_open_contact_key. */
export async function insertCallback(
  transaction: Queryable,
  clock: Clock,
  dial: {
    readonly organizationId: string
    readonly campaignId: string
    readonly contactId: string
    readonly entryId: string
  },
  promise: NewPromise,
): Promise<void> {
  const { organizationId, campaignId, contactId, entryId } = dial
  const { agentId, dueAt, graceMinutes, endedReason } = promise
  const values = [organizationId, campaignId, contactId, agentId, dueAt, graceMinutes, clock(), entryId, endedReason]
  await transaction.query(insertOne, values)
}

// The contact goes on as after any other outcome: not before the instant for which it had been promised. What was queued
// for the callback goes too, or the claim would take it for one. Entries before contacts, as everywhere.
const lockOfCampaign = statement(
  'lockCallbacksOfCampaign',
  `SELECT contact.id FROM contact
   WHERE contact.organization_id = $1 AND contact.id IN (
     SELECT contact_id FROM callback WHERE organization_id = $1 AND campaign_id = $2 AND status = 'OPEN')
   ORDER BY contact.id FOR NO KEY UPDATE`,
)
const endOfCampaign = statement(
  'endCallbacksOfCampaign',
  `WITH ended AS (
     UPDATE callback SET status = 'CANCELLED', ended_reason = '${CAMPAIGN_IS_OVER}', ended_at = coalesce($3::timestamptz, now())
     WHERE organization_id = $1 AND campaign_id = $2 AND status = 'OPEN' RETURNING contact_id
   )
   UPDATE contact SET status = 'IN_PROGRESS', updated_at = coalesce($3::timestamptz, now())
   FROM ended WHERE contact.organization_id = $1 AND contact.id = ended.contact_id AND contact.status = 'CALLBACK'`,
)

/**
 * The campaign is over, and with it what it had promised: its callbacks are CANCELLED, their contacts free for other
 * campaigns. In the transaction that completes the campaign, behind the cancelling of its entries.
 */
export async function endCampaignCallbacks(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<void> {
  await transaction.query(lockOfCampaign, [organizationId, campaignId])
  await transaction.query(endOfCampaign, [organizationId, campaignId, clock()])
}

const lockWaiting = statement(
  'lockEntryOfCallback',
  `SELECT id FROM dial_queue_entry WHERE organization_id = $1 AND campaign_id = $2 AND contact_id = $3 AND status = 'QUEUED'
   FOR UPDATE`,
)
const lockContact = statement(
  'lockContactOfCallback',
  'SELECT id FROM contact WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE',
)

/**
 * Locks what a change of an open callback changes, entry before contact as everywhere: what is queued for it, and its
 * contact. The callback itself belongs to whoever holds the contact.
 */
export async function lockForCallback(
  transaction: Queryable,
  callback: Pick<Callback, 'organizationId' | 'campaignId' | 'contactId'>,
): Promise<void> {
  const { organizationId, campaignId, contactId } = callback
  await transaction.query(lockWaiting, [organizationId, campaignId, contactId])
  await transaction.query(lockContact, [organizationId, contactId])
}

// What is queued was queued for the old instant and the old agent: the next generate queues the callback anew.
const cancelWaiting = statement(
  'cancelEntryOfCallback',
  `UPDATE dial_queue_entry SET status = 'CANCELLED', completed_at = coalesce($4::timestamptz, now()), version = version + 1
   WHERE organization_id = $1 AND campaign_id = $2 AND contact_id = $3 AND status = 'QUEUED'`,
)
const move = statement(
  'rescheduleCallback',
  `UPDATE callback SET due_at = $3, agent_id = $4 WHERE organization_id = $1 AND id = $2 AND status = 'OPEN'`,
)
const contactWaits = statement(
  'contactWaitsForCallback',
  `UPDATE contact SET next_attempt_at = $3, updated_at = coalesce($4::timestamptz, now())
   WHERE organization_id = $1 AND id = $2 AND status = 'CALLBACK'`,
)

/** The callback gets this instant and this agent. Behind `lockForCallback`. */
export async function moveCallback(
  transaction: Queryable,
  clock: Clock,
  callback: Callback,
  dueAt: Date,
  agentId: string | null,
): Promise<void> {
  const { organizationId, campaignId, contactId, id } = callback
  await transaction.query(cancelWaiting, [organizationId, campaignId, contactId, clock()])
  await transaction.query(move, [organizationId, id, dueAt, agentId])
  await transaction.query(contactWaits, [organizationId, contactId, dueAt, clock()])
}

const contactGoesOn = statement(
  'contactWithoutCallback',
  `UPDATE contact SET updated_at = coalesce($4::timestamptz, now()),
     status = CASE WHEN progress.is_closed OR ${attemptsSinceReset('progress')} >= campaign.max_attempts
       THEN 'EXHAUSTED'
       ELSE 'IN_PROGRESS' END
   FROM campaign LEFT JOIN campaign_contact AS progress ON progress.organization_id = $1 AND progress.campaign_id = $3
     AND progress.contact_id = $2
   WHERE campaign.organization_id = $1 AND campaign.id = $3
     AND contact.organization_id = $1 AND contact.id = $2 AND contact.status = 'CALLBACK'`,
)

/**
 * The callback is CANCELLED; its contact goes on as after any other call, not before the instant that had been promised.
 * Behind `lockForCallback`.
 */
export async function dropCallback(
  transaction: Queryable,
  clock: Clock,
  callback: Callback,
  reason: string,
): Promise<void> {
  const { organizationId, campaignId, contactId, id } = callback
  await transaction.query(cancelWaiting, [organizationId, campaignId, contactId, clock()])
  await endCallback(transaction, clock, organizationId, id, reason)
  await transaction.query(contactGoesOn, [organizationId, contactId, campaignId, clock()])
}
