import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import type { Outcome } from '../call/outcome.js'
import { parseOutcome } from '../call/outcome.store.js'
import type { DialFacts } from '../call/dialFacts.js'
import { dialFactsOf, parseDialFacts } from '../call/dialFacts.store.js'
import { flag, number, text, textOrNull } from '../database/row.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'
import { claimOrder } from './claimOrder.js'
import type { QueueStatus } from './entryStatus.js'
import type { RememberedAnswer } from './idempotency.js'

/** An entry with what a report about it needs to be judged. */
export interface EntryForReport {
  readonly entry: DialQueueEntry
  /** Of its campaign. */
  readonly maxAttempts: number
  /** It is held, but by the clock of the database the hold has ended. */
  readonly isLeaseOver: boolean
  /** The catalogue's line for the code that was asked for; null when there is none, or none was asked for. */
  readonly outcome: Outcome | null
  /** What the end of the dial with that outcome would be decided on; null when no outcome was asked for. */
  readonly seen: SeenDial | null
}

/** A dial and its contact as they were seen without a lock: a decision holds while both are still the same. */
export interface SeenDial {
  /** The number that was dialled. */
  readonly phone: string
  readonly facts: DialFacts
  /** Of the contact's row: another after every change of it. */
  readonly contactVersion: string
}

/**
 * The entries of the queue and of its history (job archiveEntries): an entry is in exactly one of the two, in every
 * snapshot. A condition on its id, or on campaign and status, is an index range of each table.
 */
const everyEntry = `(
     SELECT ${entryColumns('queued')} FROM dial_queue_entry AS queued
     UNION ALL SELECT ${entryColumns('past')} FROM dial_queue_history AS past)`

/** Two texts, because most steps end no dial and need no facts. */
function readForReport(name: string, facts: { readonly columns: string; readonly joins: string }) {
  return statement(
    name,
    `SELECT ${entryColumns('entry')}, campaign.max_attempts,
     coalesce(entry.lease_expires_at <= coalesce($3::timestamptz, now()), false) AS is_lease_over,
     outcome.code AS outcome_code, outcome.label, outcome.category, outcome.retry_after_minutes, outcome.is_refusal${facts.columns}
   FROM ${everyEntry} AS entry
   JOIN campaign ON campaign.organization_id = entry.organization_id AND campaign.id = entry.campaign_id
   LEFT JOIN outcome ON outcome.organization_id = $1 AND outcome.code = $4${facts.joins}
   WHERE entry.organization_id = $1 AND entry.id = $2`,
  )
}

const readForStep = readForReport('entryForReport', { columns: '', joins: '' })
const facts = dialFactsOf({
  organization: '$1',
  campaign: 'entry.campaign_id',
  contact: 'entry.contact_id',
  entry: 'entry.id',
  outcome: '$4',
  now: '$3',
})
const readForDialEnd = readForReport('entryForDialEnd', {
  columns: `, entry.phone AS dialled_phone, ${facts.columns}`,
  joins: facts.joins,
})

/** The entry as it stands, without a lock, and the named outcome; null when the organization has none of this id. */
export async function entryForReport(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  entryId: string,
  outcomeCode: string | null = null,
): Promise<EntryForReport | null> {
  const read = outcomeCode === null ? readForStep : readForDialEnd
  const row = (await database.query(read, [organizationId, entryId, clock(), outcomeCode]))[0]
  if (row === undefined) return null
  return {
    entry: parseEntry(row),
    maxAttempts: number(row, 'max_attempts'),
    isLeaseOver: flag(row, 'is_lease_over'),
    outcome: row['outcome_code'] === null ? null : parseOutcome({ ...row, code: row['outcome_code'] }),
    seen:
      outcomeCode === null
        ? null
        : {
            phone: text(row, 'dialled_phone'),
            facts: parseDialFacts(row),
            contactVersion: text(row, 'contact_version'),
          },
  }
}

const readRemembered = statement(
  'rememberedAnswer',
  'SELECT operation, input_hash, entry_id FROM idempotency_key WHERE organization_id = $1 AND key = $2',
)

/** What was answered to an idempotency key; null when it is new. */
export async function rememberedAnswer(
  database: Queryable,
  organizationId: string,
  key: string,
): Promise<RememberedAnswer | null> {
  const row = (await database.query(readRemembered, [organizationId, key]))[0]
  if (row === undefined) return null
  return { operation: text(row, 'operation'), inputHash: text(row, 'input_hash'), entryId: text(row, 'entry_id') }
}

const readByIds = statement(
  'entriesByIds',
  `SELECT ${entryColumns('entry')} FROM ${everyEntry} AS entry
   WHERE entry.organization_id = $1 AND entry.id = ANY ($2::bigint[])`,
)

/** The organization's entries among these ids, in no order; unknown ids are absent. */
export async function entriesByIds(
  database: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<DialQueueEntry[]> {
  return (await database.query(readByIds, [organizationId, ids])).map(parseEntry)
}

const readHeld = statement(
  'entriesHeldBy',
  `SELECT ${entryColumns('entry')} FROM dial_queue_entry AS entry
   WHERE entry.organization_id = $1 AND entry.assigned_agent_id = ANY ($2::bigint[])
     AND entry.status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`,
)

/** The entries that these agents hold now: at most one each. */
export async function entriesHeldBy(
  database: Queryable,
  organizationId: string,
  agentIds: readonly string[],
): Promise<DialQueueEntry[]> {
  return (await database.query(readHeld, [organizationId, agentIds])).map(parseEntry)
}

// One index range per status, merged: a page costs the same wherever it lies and however many entries are finished.
const readPage = statement(
  'dialQueuePage',
  `SELECT page.* FROM unnest($3::text[]) AS wanted (status)
   CROSS JOIN LATERAL (
     SELECT ${entryColumns('entry')} FROM ${everyEntry} AS entry
     WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = wanted.status AND entry.id > $4
     ORDER BY entry.id LIMIT $5
   ) AS page
   ORDER BY page.id LIMIT $5`,
)

/** The campaign's entries of these statuses with an id above `afterId`, by id, at most `limit`. */
export async function entriesAfter(
  database: Queryable,
  organizationId: string,
  campaignId: string,
  statuses: readonly QueueStatus[],
  afterId: string,
  limit: number,
): Promise<DialQueueEntry[]> {
  return (await database.query(readPage, [organizationId, campaignId, statuses, afterId, limit])).map(parseEntry)
}

// The heads of the lanes, merged: the order within each is the index's.
const readHead = statement(
  'queueHead',
  `SELECT ${entryColumns('entry')}, entry.callback_rank, entry.urgency, entry.turn_at
   FROM queue_lane AS lane
   CROSS JOIN LATERAL (
     SELECT * FROM dial_queue_entry AS entry
     WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.lane_id = lane.id AND entry.status = 'QUEUED'
       AND entry.callback_agent_id IS NULL
     ORDER BY ${claimOrder('entry')} LIMIT $3
   ) AS entry
   WHERE lane.organization_id = $1 AND lane.campaign_id = $2
   UNION ALL
   (SELECT ${entryColumns('entry')}, entry.callback_rank, entry.urgency, entry.turn_at
    FROM dial_queue_entry AS entry
    WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED'
      AND entry.callback_agent_id IS NOT NULL
    ORDER BY entry.callback_released_at LIMIT $3)
   ORDER BY callback_rank, urgency, turn_at, id LIMIT $3`,
)

/** The first entries of the queue in the order in which they will be handed out. */
export async function queueHead(
  database: Queryable,
  organizationId: string,
  campaignId: string,
  limit: number,
): Promise<DialQueueEntry[]> {
  return (await database.query(readHead, [organizationId, campaignId, limit])).map(parseEntry)
}

const readHadContact = statement(
  'agentHadContact',
  `SELECT assigned_agent_id::text AS agent_id FROM dial_queue_entry
   WHERE organization_id = $1 AND contact_id = $2 AND assigned_agent_id = $3
     AND status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
   UNION ALL
   SELECT agent_id::text FROM call_record WHERE organization_id = $1 AND contact_id = $2 AND agent_id = $3
   LIMIT 1`,
)

/** True when the agent holds an entry of the contact now or has dialled it before: then the agent may see the contact. */
export async function agentHadContact(
  database: Queryable,
  organizationId: string,
  contactId: string,
  agentId: string,
): Promise<boolean> {
  const row = (await database.query(readHadContact, [organizationId, contactId, agentId]))[0]
  return row !== undefined && textOrNull(row, 'agent_id') !== null
}
