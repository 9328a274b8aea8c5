import { afterCall, type AfterCall, type DialResult } from '../call/afterCall.js'
import type { DialFacts } from '../call/dialFacts.js'
import { lockDial, readDialFacts } from '../call/dialFacts.store.js'
import type { OutcomeCategory } from '../call/outcome.js'
import { endCallback, insertCallback, keepCallback } from '../callback/callbackWrite.store.js'
import { holdCampaign } from '../campaign/holdCampaign.store.js'
import { restoreNumber, retireNumber } from '../contact/contactNumber.store.js'
import { earlierStatusOf, type EarlierStatus } from '../doNotCall/contactNumbers.store.js'
import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { wakeRefills } from './refill.store.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'

/** A corrected outcome, or corrected notes alone (`result` null). */
export interface OutcomeCorrection {
  readonly notes: string | null
  readonly result:
    | (DialResult & {
        /** Of the call, by the outcome that was wrong; null when it has no record. */
        readonly categoryBefore: OutcomeCategory | null
      })
    | null
}

/**
 * Corrects a finished entry, in the queue or in its history, its call record, and — when it was the contact's last dial —
 * what the contact became. A do-not-call found out later counts whichever dial it belongs to. What is queued for a contact
 * who may no longer be called is cancelled in the same statement. Guarded by the version, as every change of an entry.
 */
const correctEntry = statement(
  'correctOutcome',
  `
WITH moment AS (SELECT coalesce($4::timestamptz, now()) AS at),
queued AS (
  UPDATE dial_queue_entry AS entry
  SET outcome = coalesce($6::text, entry.outcome), notes = coalesce($5::text, entry.notes), version = entry.version + 1
  WHERE entry.organization_id = $1 AND entry.id = $2 AND entry.version = $3
  RETURNING ${entryColumns('entry')}
),
past AS (
  UPDATE dial_queue_history AS entry
  SET outcome = coalesce($6::text, entry.outcome), notes = coalesce($5::text, entry.notes), version = entry.version + 1
  WHERE entry.organization_id = $1 AND entry.id = $2 AND entry.version = $3
  RETURNING ${entryColumns('entry')}
),
changed AS (SELECT * FROM queued UNION ALL SELECT * FROM past),
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
    status = $9::text,
    next_attempt_at = $10::timestamptz,
    next_phone = $11::text,
    last_outcome = CASE WHEN contact.last_attempt_at = changed.dialed_at THEN $6::text ELSE contact.last_outcome END,
    updated_at = moment.at
  FROM changed CROSS JOIN moment
  WHERE $12::boolean AND contact.organization_id = $1 AND contact.id = changed.contact_id
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

const readOtherDoNotCall = statement(
  'otherDoNotCall',
  `(SELECT 1 AS said FROM call_record WHERE organization_id = $1 AND contact_id = $2 AND category = 'DO_NOT_CALL'
     AND entry_id <> $3 LIMIT 1)
   UNION ALL
   -- Somebody has forbidden the contact besides, whatever its calls said.
   (SELECT 1 FROM do_not_call WHERE organization_id = $1 AND contact_id = $2 AND forbids_contact LIMIT 1)`,
)

const setInstant = statement(
  'setInstant',
  `SELECT set_config('dialqueue.instant', coalesce($1::timestamptz::text, ''), true)`,
)

/**
 * The entry after the correction; null when its version has moved on: nothing was changed. Everything that follows is
 * written in the same transaction. Throws BadInputError for a callback that cannot be meant.
 */
export async function applyCorrection(
  database: Database,
  clock: Clock,
  entry: DialQueueEntry,
  correction: OutcomeCorrection,
): Promise<DialQueueEntry | null> {
  return database.transaction(async (transaction) => {
    const { notes, result } = correction
    if (result === null) return write(transaction, clock, entry, notes, null, null)
    return correctDial(transaction, clock, entry, notes, result)
  })
}

type CorrectedResult = NonNullable<OutcomeCorrection['result']>

async function correctDial(
  transaction: Queryable,
  clock: Clock,
  entry: DialQueueEntry,
  notes: string | null,
  result: CorrectedResult,
): Promise<DialQueueEntry | null> {
  const { organizationId, campaignId, contactId, dialedAt, completedAt } = entry
  if (result.outcome.category === 'CALLBACK') await holdCampaign(transaction, organizationId, campaignId)
  const locked = await lockDial(transaction, entry)
  if (locked === null || dialedAt === null || completedAt === null) return null
  const source = { organizationId, campaignId, contactId, entryId: entry.id }
  const found = await readDialFacts(transaction, clock, source, result.outcome.code)
  const isLifted =
    result.categoryBefore === 'DO_NOT_CALL' &&
    (await transaction.query(readOtherDoNotCall, [organizationId, contactId, entry.id])).length === 0
  const wasForbidden = found.contact.status === 'DO_NOT_CALL'
  // The end of the suppression is written down by a trigger of the call record.
  await transaction.query(setInstant, [clock()])
  const ownPromise = found.promise?.promisedByEntryId === entry.id ? found.promise : null
  const facts = withoutOutcome(found, result, locked.phone, isLifted, ownPromise !== null)
  const dial = {
    entryId: entry.id,
    campaignId,
    agentId: entry.assignedAgentId,
    phone: locked.phone,
    startedAt: dialedAt,
    endedAt: completedAt,
    attempt: entry.attempt,
    wasConnected: entry.connectedAt !== null,
  }
  const after = afterCall(result, dial, facts)
  const isLastDial = found.contact.lastAttemptAt?.getTime() === dialedAt.getTime()
  // Of an earlier dial only what it promised itself, and that nobody is to be called any more, still counts.
  const isAllChanged = isLastDial || after.status === 'DO_NOT_CALL' || ownPromise !== null
  const restored =
    wasForbidden && isLifted && !isAllChanged ? await earlierStatusOf(transaction, organizationId, contactId) : null
  const moved = isAllChanged ? null : changedByEarlierDial(after, found, locked.phone, restored)
  const isContactChanged = isAllChanged || moved?.status === 'INVALID'
  const changed = await write(transaction, clock, entry, notes, result, {
    ...(moved ?? after),
    isContactChanged: isContactChanged || moved !== null,
  })
  if (changed === null) return null
  if (ownPromise !== null) {
    await endCallback(transaction, clock, organizationId, ownPromise.id, `corrected to ${result.outcome.code}`)
  }
  if (isContactChanged && facts.promise !== null && after.endsPromise !== null) {
    if (after.endsPromise === 'KEPT') {
      await keepCallback(transaction, clock, organizationId, facts.promise.id, dialedAt)
    } else {
      await endCallback(transaction, clock, organizationId, facts.promise.id, `outcome ${result.outcome.code}`)
    }
  }
  if (isContactChanged && after.promises !== null) await insertCallback(transaction, clock, source, after.promises)
  if (after.retiresNumber) await retireNumber(transaction, clock, source, locked.phone, result.outcome.code)
  else if (result.categoryBefore === 'INVALID_NUMBER') {
    await restoreNumber(transaction, source, locked.phone, entry.id)
  }
  await wakeRefills(transaction, organizationId)
  return changed
}

/**
 * What becomes of the contact when it is an earlier dial that is corrected: what it was before it was forbidden (`restored`),
 * less a number that has proved wrong; null: nothing changes.
 */
function changedByEarlierDial(
  after: AfterCall,
  found: DialFacts,
  phone: string,
  restored: EarlierStatus | null,
): AfterCall | null {
  if (restored === null) return withoutNumber(after, found, phone)
  const contact = { ...found.contact, ...restored }
  return withoutNumber(after, { ...found, contact }, phone) ?? { ...after, ...restored, nextPhone: contact.nextPhone }
}

/**
 * What becomes of the contact when an earlier dial is found to have reached a wrong number, and that number's turn has come
 * again: the next one's turn, or INVALID when none is left; the rest is as later dials have left it. Null: it is another
 * number's turn, and nothing changes.
 */
function withoutNumber(after: AfterCall, { contact }: DialFacts, phone: string): AfterCall | null {
  if (!after.retiresNumber || (contact.nextPhone ?? contact.phone) !== phone) return null
  const isLost = after.status === 'INVALID' && contact.status !== 'REACHED' && contact.status !== 'DO_NOT_CALL'
  return isLost ? after : { ...after, status: contact.status, nextAttemptAt: contact.nextAttemptAt }
}

/** The facts as they were without what the wrong outcome had made of them. */
function withoutOutcome(
  facts: DialFacts,
  result: CorrectedResult,
  phone: string,
  isLifted: boolean,
  isOwnPromise: boolean,
): DialFacts {
  const wasWrong = result.categoryBefore === 'INVALID_NUMBER'
  return {
    ...facts,
    contact: {
      ...facts.contact,
      status: facts.contact.status === 'DO_NOT_CALL' && !isLifted ? 'DO_NOT_CALL' : 'IN_PROGRESS',
    },
    numbers: facts.numbers.map((number) =>
      wasWrong && number.phone === phone ? { ...number, isRetired: false } : number,
    ),
    promise: isOwnPromise ? null : facts.promise,
  }
}

async function write(
  transaction: Queryable,
  clock: Clock,
  entry: DialQueueEntry,
  notes: string | null,
  result: DialResult | null,
  after: (AfterCall & { readonly isContactChanged: boolean }) | null,
): Promise<DialQueueEntry | null> {
  const [row] = await transaction.query(correctEntry, [
    entry.organizationId,
    entry.id,
    entry.version,
    clock(),
    notes,
    result?.outcome.code ?? null,
    result?.outcome.category ?? null,
    after?.isClosed ?? false,
    after?.status ?? null,
    after?.nextAttemptAt ?? null,
    after?.nextPhone ?? null,
    after?.isContactChanged ?? false,
  ])
  return row === undefined ? null : parseEntry(row)
}
