import type { ContactEffect, OutcomeCategory } from '../call/outcome.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'

/** A corrected outcome, or corrected notes alone (`result` null). */
export interface OutcomeCorrection {
  readonly notes: string | null
  readonly result: {
    readonly outcome: string
    readonly category: OutcomeCategory
    readonly effect: ContactEffect
    /** The wrong outcome had said do-not-call: the correction takes that back. */
    readonly liftsDoNotCall: boolean
  } | null
}

/**
 * Corrects a finished entry, its call record, and — when it was the contact's last dial — what the contact became. A
 * do-not-call found out later counts whichever dial it belongs to. What is queued for a contact who may no longer be
 * called is cancelled in the same statement. Guarded by the version, as every change of an entry.
 */
const correctEntry = statement(
  'correctOutcome',
  `
WITH moment AS (SELECT coalesce($4::timestamptz, now()) AS at),
changed AS (
  UPDATE dial_queue_entry AS entry
  SET outcome = coalesce($6::text, entry.outcome), notes = coalesce($5::text, entry.notes), version = entry.version + 1
  WHERE entry.organization_id = $1 AND entry.id = $2 AND entry.version = $3
  RETURNING ${entryColumns('entry')}
),
recorded AS (
  UPDATE call_record AS call SET outcome = coalesce($6::text, call.outcome), category = coalesce($7::text, call.category),
    notes = changed.notes
  FROM changed WHERE call.organization_id = $1 AND call.entry_id = changed.id
),
-- An earlier dial may turn out to have ended it all, but does not open again what a later one has closed.
progressed AS (
  UPDATE campaign_contact AS progress SET is_closed = $8::boolean
  FROM changed WHERE $6::text IS NOT NULL AND progress.organization_id = $1
    AND progress.campaign_id = changed.campaign_id AND progress.contact_id = changed.contact_id
    AND ($8::boolean OR progress.attempt_count = changed.attempt)
),
contact_follows AS (
  UPDATE contact SET
    -- A do-not-call is lifted by the correction of the outcome that said so, if no other call has said it too.
    status = CASE WHEN contact.status = 'DO_NOT_CALL' AND (NOT $12::boolean OR EXISTS (
        SELECT FROM call_record AS other WHERE other.organization_id = $1 AND other.contact_id = contact.id
          AND other.category = 'DO_NOT_CALL' AND other.entry_id <> changed.id))
      THEN contact.status ELSE $9::text END,
    next_attempt_at = coalesce($10::timestamptz, changed.completed_at + make_interval(mins => $11::integer)),
    callback_agent_id = CASE WHEN $9::text = 'CALLBACK' THEN changed.assigned_agent_id END,
    last_outcome = CASE WHEN contact.last_attempt_at = changed.dialed_at THEN $6::text ELSE contact.last_outcome END,
    updated_at = moment.at
  FROM changed CROSS JOIN moment
  WHERE $6::text IS NOT NULL AND contact.organization_id = $1 AND contact.id = changed.contact_id
    AND (contact.last_attempt_at = changed.dialed_at OR $9::text = 'DO_NOT_CALL')
  RETURNING contact.id
),
cancelled AS (
  UPDATE dial_queue_entry AS queued
  SET status = 'CANCELLED', completed_at = moment.at, version = queued.version + 1
  FROM changed CROSS JOIN moment
  WHERE $9::text IN ('REACHED', 'DO_NOT_CALL', 'INVALID') AND queued.organization_id = $1
    AND queued.contact_id = changed.contact_id AND queued.status = 'QUEUED'
    -- An older dial closes the contact for its own campaign; for the others only if the contact itself has changed.
    AND (queued.campaign_id = changed.campaign_id OR EXISTS (SELECT FROM contact_follows))
    AND queued.campaign_id IN (
      SELECT member.campaign_id FROM campaign_list AS member
      JOIN contact ON contact.organization_id = $1 AND contact.id = changed.contact_id
      WHERE member.organization_id = $1 AND member.list_id = contact.list_id)
)
SELECT ${entryColumns('changed')} FROM changed`,
)

/** The entry after the correction; null when its version has moved on: nothing was changed. */
export async function applyCorrection(
  database: Queryable,
  clock: Clock,
  entry: DialQueueEntry,
  correction: OutcomeCorrection,
): Promise<DialQueueEntry | null> {
  const { result } = correction
  const rows = await database.query(correctEntry, [
    entry.organizationId,
    entry.id,
    entry.version,
    clock(),
    correction.notes,
    result?.outcome ?? null,
    result?.category ?? null,
    result?.effect.isClosed ?? false,
    result?.effect.status ?? null,
    result?.effect.callbackAt ?? null,
    result?.effect.retryAfterMinutes ?? null,
    result?.liftsDoNotCall ?? false,
  ])
  return rows[0] === undefined ? null : parseEntry(rows[0])
}
