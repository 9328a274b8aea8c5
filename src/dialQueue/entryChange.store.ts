import type { ContactEffect, OutcomeCategory } from '../call/outcome.js'
import type { Clock } from '../database/clock.js'
import { statement, type Database } from '../database/database.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'
import { blockedForGood, claimRules, eligibilityJoins } from './eligibility.js'
import type { QueueStatus } from './entryStatus.js'

/** A decided step of one entry, with all that follows from it. */
export interface EntryChange {
  /** QUEUED becomes CANCELLED at once when the entry could never be handed out again. */
  readonly to: QueueStatus
  /** Seconds of the hold in the new status; null when the entry is let go. */
  readonly leaseSeconds: number | null
  /** What the holder becomes; null: free, or what was asked for meanwhile. */
  readonly holderStatus: 'BUSY' | 'WRAP_UP' | null
  /** Kept as they are when null. */
  readonly notes: string | null
  /** Given back: behind the others (a skip), or in its old place (the hold ran out). */
  readonly goesToTheBack: boolean
  /** The end of a dial: its outcome and what it makes of the contact. */
  readonly result: {
    readonly outcome: string
    readonly category: OutcomeCategory
    readonly effect: ContactEffect
  } | null
  /** The step is what an expired lease does: taken only if the lease has run out, where any other is taken only if not. */
  readonly isExpiry: boolean
  readonly idempotency: { readonly key: string; readonly operation: string; readonly inputHash: string } | null
}

// Held to the end of the change that gives an entry back: the campaign that is completed, or loses a list, at the same
// moment either waits and then cancels the entry, or is seen by the change. Before the entry, as updateCampaign locks.
const lockCampaignForReturn = statement(
  'lockCampaignForReturn',
  'SELECT status FROM campaign WHERE organization_id = $1 AND id = $2 FOR SHARE',
)

/**
 * What is given back when nobody may ever be handed it again does not go to the queue: it would stand there for ever and
 * keep its number from every other campaign. Only looked at for QUEUED.
 */
const newStatus = `CASE WHEN $5::text <> 'QUEUED' THEN $5::text ELSE (
  SELECT CASE WHEN campaign.status = 'COMPLETED' OR contact.phone <> given.phone OR ${blockedForGood(claimRules)}
    THEN 'CANCELLED' ELSE 'QUEUED' END
  FROM dial_queue_entry AS given
  JOIN campaign ON campaign.organization_id = $1 AND campaign.id = given.campaign_id
  JOIN contact ON contact.organization_id = $1 AND contact.id = given.contact_id ${eligibilityJoins}
  WHERE given.organization_id = $1 AND given.id = $2) END`

/**
 * Changes one entry and everything that follows it, in one statement and so in one transaction: the entry, its holder,
 * and after a dial the call record, the campaign's progress and the contact. The decision was made on a version that was
 * read without a lock; the statement does nothing unless that version still stands, so a refused or overtaken change
 * changes nothing. Locks: the entry, then agent, contact and progress, then the counters.
 */
const changeEntry = statement(
  'changeEntry',
  `
WITH moment AS (SELECT coalesce($4::timestamptz, now()) AS at),
target AS MATERIALIZED (SELECT ${newStatus} AS status),
changed AS (
  UPDATE dial_queue_entry AS entry SET
    status = target.status,
    version = entry.version + 1,
    assigned_agent_id = CASE WHEN target.status IN ('QUEUED', 'CANCELLED') THEN NULL ELSE entry.assigned_agent_id END,
    lease_expires_at = moment.at + make_interval(secs => $6::double precision),
    lease_lost_agent_id = CASE WHEN $11::boolean THEN entry.assigned_agent_id ELSE entry.lease_lost_agent_id END,
    queued_at = CASE WHEN target.status = 'QUEUED' AND $9::boolean THEN moment.at ELSE entry.queued_at END,
    dialed_at = CASE WHEN $5 = 'QUEUED' THEN NULL WHEN target.status = 'DIALING' THEN moment.at ELSE entry.dialed_at END,
    connected_at = CASE WHEN $5 = 'QUEUED' THEN NULL WHEN target.status = 'CONNECTED' THEN moment.at ELSE entry.connected_at END,
    ended_at = CASE WHEN target.status IN ('WRAP_UP', 'COMPLETED', 'FAILED', 'ABANDONED') THEN coalesce(entry.ended_at, moment.at) END,
    completed_at = CASE WHEN target.status IN ('COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED') THEN moment.at END,
    outcome = $10::text,
    notes = coalesce($8::text, entry.notes)
  FROM moment CROSS JOIN target
  WHERE entry.organization_id = $1 AND entry.id = $2 AND entry.version = $3
    AND CASE WHEN $11::boolean THEN entry.lease_expires_at <= moment.at
             ELSE entry.lease_expires_at IS NULL OR entry.lease_expires_at > moment.at END
  RETURNING ${entryColumns('entry')}, entry.phone
),
ended AS (SELECT changed.*, contact.list_id FROM changed JOIN contact
  ON contact.organization_id = $1 AND contact.id = changed.contact_id WHERE $10::text IS NOT NULL),
agent_follows AS (
  UPDATE agent SET
    status = coalesce($12::text, agent.requested_status, 'AVAILABLE'),
    pause_reason = CASE WHEN $12::text IS NULL AND agent.requested_status = 'PAUSED' THEN agent.requested_reason END,
    requested_status = CASE WHEN $12::text IS NOT NULL THEN agent.requested_status END,
    requested_reason = CASE WHEN $12::text IS NOT NULL THEN agent.requested_reason END,
    status_changed_at = moment.at
  FROM changed CROSS JOIN moment
  WHERE agent.organization_id = $1 AND agent.id = $7::bigint AND agent.status IS DISTINCT FROM $12::text
),
recorded AS (
  INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, agent_id, phone, attempt,
    started_at, answered_at, ended_at, completed_at, final_status, outcome, category, notes)
  SELECT organization_id, id, campaign_id, contact_id, list_id, assigned_agent_id, phone, attempt,
    dialed_at, connected_at, ended_at, completed_at, status, outcome, $13::text, notes
  FROM ended
),
progressed AS (
  INSERT INTO campaign_contact AS progress (organization_id, campaign_id, contact_id, attempt_count, is_closed)
  SELECT organization_id, campaign_id, contact_id, 1, $14::boolean FROM ended
  ON CONFLICT (organization_id, campaign_id, contact_id)
    DO UPDATE SET attempt_count = progress.attempt_count + 1, is_closed = progress.is_closed OR excluded.is_closed
),
contact_follows AS (
  UPDATE contact SET
    -- Who was found not to be called while this call was running (an earlier outcome was corrected) stays so, unless this
    -- call says more than "try again".
    status = CASE WHEN contact.status = 'DO_NOT_CALL' THEN contact.status
      WHEN contact.status IN ('REACHED', 'INVALID') AND $15::text IN ('IN_PROGRESS', 'EXHAUSTED') THEN contact.status
      ELSE $15::text END,
    attempt_count = contact.attempt_count + 1,
    last_attempt_at = ended.dialed_at,
    next_attempt_at = coalesce($16::timestamptz, moment.at + make_interval(mins => $17::integer)),
    callback_agent_id = CASE WHEN $15::text = 'CALLBACK' THEN ended.assigned_agent_id END,
    last_outcome = ended.outcome,
    updated_at = moment.at
  FROM ended CROSS JOIN moment
  WHERE contact.organization_id = $1 AND contact.id = ended.contact_id
),
remembered AS (
  INSERT INTO idempotency_key (organization_id, key, operation, input_hash, entry_id, created_at)
  SELECT $1, $18::text, $19::text, $20::text, changed.id, moment.at
  FROM changed CROSS JOIN moment WHERE $18::text IS NOT NULL
)
SELECT ${entryColumns('changed')} FROM changed`,
)

/** The entry as it is after the change; null when its version or its lease has moved on meanwhile: nothing was changed. */
export async function applyEntryChange(
  database: Database,
  clock: Clock,
  entry: DialQueueEntry,
  change: EntryChange,
): Promise<DialQueueEntry | null> {
  const values = [
    entry.organizationId,
    entry.id,
    entry.version,
    clock(),
    change.to,
    change.leaseSeconds,
    entry.assignedAgentId,
    change.notes,
    change.goesToTheBack,
    change.result?.outcome ?? null,
    change.isExpiry,
    change.holderStatus,
    change.result?.category ?? null,
    change.result?.effect.isClosed ?? false,
    change.result?.effect.status ?? null,
    change.result?.effect.callbackAt ?? null,
    change.result?.effect.retryAfterMinutes ?? null,
    change.idempotency?.key ?? null,
    change.idempotency?.operation ?? null,
    change.idempotency?.inputHash ?? null,
  ]
  const rows =
    change.to === 'QUEUED'
      ? await database.transaction(async (transaction) => {
          await transaction.query(lockCampaignForReturn, [entry.organizationId, entry.campaignId])
          return transaction.query(changeEntry, values)
        })
      : await database.query(changeEntry, values)
  const row = rows[0]
  return row === undefined ? null : parseEntry(row)
}
