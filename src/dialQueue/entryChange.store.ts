import { afterCall, type AfterCall, type DialResult } from '../call/afterCall.js'
import type { CallParticulars } from '../call/callParticulars.js'
import type { DialFacts, FinishedDial } from '../call/dialFacts.js'
import { lockDial, readDialFacts } from '../call/dialFacts.store.js'
import { endCallback, insertCallback, keepCallback } from '../callback/callbackWrite.store.js'
import { retireNumber } from '../contact/contactNumber.store.js'
import { holdCampaign } from '../campaign/holdCampaign.store.js'
import type { Clock } from '../database/clock.js'
import { actorText } from '../database/actor.js'
import { statement, type Database, type Queryable, type Statement } from '../database/database.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'
import type { SeenDial } from './entry.store.js'
import { judgeEntry, refuseForbiddenDial } from './entryRules.store.js'
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
  /** The end of a dial: how it ended. What it makes of the contact is decided under the contact's lock. */
  readonly result: DialResult | null
  /** What is said for the record of the dial; null: nothing. */
  readonly particulars: CallParticulars | null
  /** The step is what an expired lease does: taken only if the lease has run out, where any other is taken only if not. */
  readonly isExpiry: boolean
  readonly idempotency: { readonly key: string; readonly operation: string; readonly inputHash: string } | null
}

/**
 * Changes one entry and what always follows it: its holder, and after a dial the call record, the campaign's progress and
 * the contact. The decision was made on a version that was read without a lock; the statement does nothing unless that
 * version still stands, so a refused or overtaken change changes nothing. It says itself who acts, so it may be a
 * transaction of its own. Locks: the entry, then agent, contact and progress, then the counters; when the contact too was
 * read without a lock ($25, its version), the contact right behind the entry, as `lockDial` does.
 */
function changeText(name: string, isContactSeen: boolean): Statement {
  return statement(
    name,
    `
WITH moment AS MATERIALIZED (
  SELECT coalesce($4::timestamptz, now()) AS at, set_config('dialqueue.actor', $21, true) AS actor
),
${
  isContactSeen
    ? `-- No row when either has changed: whoever waited for a lock looks at what the other has left.
seen AS MATERIALIZED (
  SELECT contact.id AS contact_id
  FROM (SELECT contact_id FROM dial_queue_entry WHERE organization_id = $1 AND id = $2 AND version = $3 FOR UPDATE) AS held
  JOIN contact ON contact.organization_id = $1 AND contact.id = held.contact_id
  WHERE contact.xmin::text = $25 FOR NO KEY UPDATE OF contact
),`
    : ''
}
changed AS (
  UPDATE dial_queue_entry AS entry SET
    status = $5::text,
    version = entry.version + 1,
    assigned_agent_id = CASE WHEN $5 IN ('QUEUED', 'CANCELLED') THEN NULL ELSE entry.assigned_agent_id END,
    lease_expires_at = moment.at + make_interval(secs => $6::double precision),
    lease_lost_agent_id = CASE WHEN $11::boolean THEN entry.assigned_agent_id ELSE entry.lease_lost_agent_id END,
    queued_at = CASE WHEN $5 = 'QUEUED' AND $9::boolean THEN moment.at ELSE entry.queued_at END,
    -- A skip goes behind whoever is as urgent: its turn comes as much later as its queueing.
    turn_at = CASE WHEN $5 = 'QUEUED' AND $9::boolean THEN entry.turn_at + (moment.at - entry.queued_at) ELSE entry.turn_at END,
    dialed_at = CASE WHEN $5 IN ('QUEUED', 'CANCELLED') THEN NULL WHEN $5 = 'DIALING' THEN moment.at ELSE entry.dialed_at END,
    connected_at = CASE WHEN $5 IN ('QUEUED', 'CANCELLED') THEN NULL WHEN $5 = 'CONNECTED' THEN moment.at
      ELSE entry.connected_at END,
    ended_at = CASE WHEN $5 IN ('WRAP_UP', 'COMPLETED', 'FAILED', 'ABANDONED') THEN coalesce(entry.ended_at, moment.at) END,
    completed_at = CASE WHEN $5 IN ('COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED') THEN moment.at END,
    outcome = $10::text,
    notes = coalesce($8::text, entry.notes)
  FROM moment${isContactSeen ? ' CROSS JOIN seen' : ''}
  WHERE entry.organization_id = $1 AND entry.id = $2 AND entry.version = $3${
    isContactSeen ? ' AND entry.contact_id = seen.contact_id' : ''
  }
    AND CASE WHEN $11::boolean THEN entry.lease_expires_at <= moment.at
             ELSE entry.lease_expires_at IS NULL OR entry.lease_expires_at > moment.at END
  RETURNING ${entryColumns('entry')}
),
ended AS (SELECT changed.*, contact.list_id FROM changed JOIN contact
  ON contact.organization_id = $1 AND contact.id = changed.contact_id WHERE $10::text IS NOT NULL),
agent_follows AS (
  UPDATE agent SET
    status = coalesce($12::text, agent.requested_status, 'AVAILABLE'),
    pause_reason = CASE WHEN $12::text IS NULL THEN agent.requested_reason END,
    requested_status = CASE WHEN $12::text IS NOT NULL THEN agent.requested_status END,
    requested_reason = CASE WHEN $12::text IS NOT NULL THEN agent.requested_reason END,
    status_changed_at = moment.at
  FROM changed CROSS JOIN moment
  WHERE agent.organization_id = $1 AND agent.id = $7::bigint AND agent.status IS DISTINCT FROM $12::text
),
recorded AS (
  INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, agent_id, phone, attempt,
    started_at, answered_at, ended_at, completed_at, final_status, outcome, category, notes,
    recording, calling_number, is_prerecorded)
  SELECT organization_id, id, campaign_id, contact_id, list_id, assigned_agent_id, phone, attempt,
    dialed_at, connected_at, ended_at, completed_at, status, outcome, $13::text, notes,
    $22::text, $23::text, coalesce($24::boolean, false)
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
    status = $15::text,
    attempt_count = contact.attempt_count + 1,
    last_attempt_at = ended.dialed_at,
    next_attempt_at = $16::timestamptz,
    next_phone = $17::text,
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
}

const changeEntry = changeText('changeEntry', false)
const changeSeenEntry = changeText('changeSeenEntry', true)

/**
 * The entry as it is after the change; null when its version or its lease has moved on meanwhile: nothing was changed.
 * Everything that follows from the change is written in the same transaction. Throws DialForbiddenError when the rules
 * have come to forbid the dial of a reserved entry, BadInputError for a callback that cannot be meant.
 */
export async function applyEntryChange(
  database: Database,
  clock: Clock,
  entry: DialQueueEntry,
  change: EntryChange,
  seen: SeenDial | null = null,
): Promise<DialQueueEntry | null> {
  if (change.result !== null && seen !== null) {
    const changed = await finishPlainDial(database, clock, entry, change, change.result, seen)
    if (changed !== null) return changed
  }
  const isDial = entry.status === 'RESERVED' && change.to === 'DIALING'
  if (change.result === null && change.to !== 'QUEUED' && !isDial) return write(database, clock(), entry, change, null)
  return database.transaction(async (transaction) => {
    if (change.result !== null) return finishDial(transaction, clock, entry, change, change.result)
    if (change.to === 'QUEUED') return giveBack(transaction, clock, entry, change)
    await refuseForbiddenDial(transaction, clock, entry)
    return write(transaction, clock(), entry, change, null)
  })
}

/**
 * What is given back when nobody may ever be handed it again does not go to the queue: it would stand there for ever and
 * keep its number from every other campaign. A campaign that is completed, or loses a list, at the same moment either
 * waits and then cancels the entry, or is seen here.
 */
async function giveBack(
  transaction: Queryable,
  clock: Clock,
  entry: DialQueueEntry,
  change: EntryChange,
): Promise<DialQueueEntry | null> {
  await holdCampaign(transaction, entry.organizationId, entry.campaignId)
  const { isForbiddenForGood } = await judgeEntry(transaction, clock, entry)
  return write(transaction, clock(), entry, isForbiddenForGood ? { ...change, to: 'CANCELLED' } : change, null)
}

/**
 * The end of a dial in one statement, decided on what was seen without a lock: nearly every one. Null when it is not so
 * simple (a callback is promised, kept or cancelled, a number retired) or when something has changed since.
 */
async function finishPlainDial(
  database: Database,
  clock: Clock,
  entry: DialQueueEntry,
  change: EntryChange,
  result: DialResult,
  { phone, facts, contactVersion }: SeenDial,
): Promise<DialQueueEntry | null> {
  if (entry.dialedAt === null || facts.promise !== null) return null
  const after = afterCall(result, dialOf(entry, entry.dialedAt, phone, facts), facts)
  if (after.promises !== null || after.retiresNumber) return null
  // The very instant that the decision counted from.
  return write(database, clock() ?? facts.now, entry, change, after, contactVersion)
}

/**
 * The end of a dial: decided under the locks of the entry and the contact, and of the campaign when it is to keep a
 * promise, then written.
 */
async function finishDial(
  transaction: Queryable,
  clock: Clock,
  entry: DialQueueEntry,
  change: EntryChange,
  result: DialResult,
): Promise<DialQueueEntry | null> {
  const { organizationId, campaignId, contactId, dialedAt } = entry
  if (result.outcome.category === 'CALLBACK') await holdCampaign(transaction, organizationId, campaignId)
  const locked = await lockDial(transaction, entry)
  if (locked === null || dialedAt === null) return null
  const source = { organizationId, campaignId, contactId, entryId: entry.id }
  const facts = await readDialFacts(transaction, clock, source, result.outcome.code)
  const after = afterCall(result, dialOf(entry, dialedAt, locked.phone, facts), facts)
  const changed = await write(transaction, clock(), entry, change, after)
  if (changed === null) return null
  if (facts.promise !== null && after.endsPromise === 'KEPT') {
    await keepCallback(transaction, clock, organizationId, facts.promise.id, dialedAt)
  }
  if (facts.promise !== null && after.endsPromise === 'CANCELLED') {
    await endCallback(transaction, clock, organizationId, facts.promise.id, `outcome ${result.outcome.code}`)
  }
  if (after.promises !== null) await insertCallback(transaction, clock, source, after.promises)
  if (after.retiresNumber) await retireNumber(transaction, clock, source, locked.phone, result.outcome.code)
  return changed
}

function dialOf(entry: DialQueueEntry, startedAt: Date, phone: string, facts: DialFacts): FinishedDial {
  return {
    entryId: entry.id,
    campaignId: entry.campaignId,
    agentId: entry.assignedAgentId,
    phone,
    startedAt,
    endedAt: facts.now,
    attempt: entry.attempt,
    wasConnected: entry.connectedAt !== null,
  }
}

/** @param contactVersion of a contact that was read without a lock; null when it is locked already, or no dial ends */
async function write(
  database: Queryable,
  now: Date | null,
  entry: DialQueueEntry,
  change: EntryChange,
  after: AfterCall | null,
  contactVersion: string | null = null,
): Promise<DialQueueEntry | null> {
  const { result, idempotency, particulars } = change
  const [row] = await database.query(contactVersion === null ? changeEntry : changeSeenEntry, [
    entry.organizationId,
    entry.id,
    entry.version,
    now,
    change.to,
    change.leaseSeconds,
    entry.assignedAgentId,
    change.notes,
    change.goesToTheBack,
    result?.outcome.code ?? null,
    change.isExpiry,
    change.holderStatus,
    result?.outcome.category ?? null,
    after?.isClosed ?? false,
    after?.status ?? null,
    after?.nextAttemptAt ?? null,
    after?.nextPhone ?? null,
    idempotency?.key ?? null,
    idempotency?.operation ?? null,
    idempotency?.inputHash ?? null,
    actorText(),
    particulars?.recording ?? null,
    particulars?.callingNumber ?? null,
    particulars?.isPrerecorded ?? null,
    ...(contactVersion === null ? [] : [contactVersion]),
  ])
  return row === undefined ? null : parseEntry(row)
}
