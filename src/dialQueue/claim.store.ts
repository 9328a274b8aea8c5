import { contactColumns, parseContact, type Contact } from '../contact/contact.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable, type Statement } from '../database/database.js'
import { instant, number, text, type Row } from '../database/row.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'
import { blockedBy, claimRules, eligibilityJoins } from './eligibility.js'
import type { LeaseSeconds } from './lease.js'

/** One agent's wish for the next contact of a campaign. */
export interface ClaimWish {
  readonly agentId: string
  readonly idempotencyKey: string | null
  /** Of the wish without its key; kept beside the key. */
  readonly inputHash: string
}

/** An entry as it is after the claim, with its contact, so that one round trip serves the usual selection. */
export interface ClaimedEntry {
  readonly entry: DialQueueEntry
  readonly contact: Contact
}

/**
 * Where the pick may start: just behind the last entry that was picked. A long transaction elsewhere keeps claimed rows
 * as dead index entries at the head of the order, and each claim would walk them again (measured: 1,391 claims/s falling
 * to 592 within 25 s). The statement itself checks that nothing became QUEUED since (`arrivals`), else it starts anew.
 */
export interface PickFloor {
  readonly arrivals: string
  readonly callbackRank: number
  readonly urgency: number
  readonly attempt: number
  readonly queuedAt: Date
  readonly id: string
}

/** What one claim statement did. */
export interface ClaimAnswer {
  readonly claimed: readonly ClaimedEntry[]
  /** Null when nothing was picked by the general order. */
  readonly floor: PickFloor | null
}

/** Most wishes in one statement: enough to share a commit, few enough to keep the statement short. */
export const CLAIM_BATCH_SIZE = 64

/**
 * The re-check at the moment of the claim, for one entry. A scalar subquery, which the planner cannot turn into a join:
 * joined, it hashed all contacts and sorted the whole queue for one row (measured: 800 ms against 1 ms at 200,000).
 */
const isEligible = `(
  SELECT entry.phone = contact.phone AND NOT ${blockedBy(claimRules)}
  FROM contact CROSS JOIN campaign CROSS JOIN moment ${eligibilityJoins}
  WHERE contact.organization_id = $1 AND contact.id = entry.contact_id)`

/**
 * The claim (design, section 5), for up to `size` agents at once. Locks, in this order: the agents (by id), then entries
 * (SKIP LOCKED, so never waited for), then, in the triggers, the counters. The limits are literals because the planner
 * must know how few rows are wanted: with a parameter it sorts the whole queue. Hence one text per size, 64 at most.
 *
 * $1 organization $2 campaign $3 agents $4 keys $5 input hashes $6 now $7 lease seconds RESERVED $8 DIALING
 * $9 floor: arrivals $10 callback rank $11 urgency $12 attempt $13 queued at $14 id
 */
function claimStatement(size: number): Statement {
  return statement(
    `claimNextEntries${size}`,
    `
WITH moment AS (SELECT coalesce($6::timestamptz, now()) AS at),
campaign AS MATERIALIZED (
  SELECT id, dial_method, max_attempts FROM campaign WHERE organization_id = $1 AND id = $2 AND status = 'ACTIVE'
),
wish AS (
  SELECT agent_id, idempotency_key, input_hash, position
  FROM unnest($3::bigint[], $4::text[], $5::text[]) WITH ORDINALITY AS w (agent_id, idempotency_key, input_hash, position)
),
-- The lock makes two claims for one agent wait for each other; the second then sees the agent BUSY.
ready AS MATERIALIZED (
  SELECT wish.agent_id, wish.idempotency_key, wish.input_hash, wish.position
  FROM wish
  CROSS JOIN campaign
  JOIN campaign_agent AS member
    ON member.organization_id = $1 AND member.campaign_id = $2 AND member.agent_id = wish.agent_id
  JOIN agent ON agent.organization_id = $1 AND agent.id = wish.agent_id
  WHERE agent.status = 'AVAILABLE' AND NOT EXISTS (
    SELECT FROM idempotency_key AS known WHERE known.organization_id = $1 AND known.key = wish.idempotency_key)
  -- AVAILABLE means this already; asked all the same, because one agent whose status were wrong would otherwise fail the
  -- claims of all who share the statement.
  AND NOT EXISTS (
    SELECT FROM dial_queue_entry AS held
    WHERE held.organization_id = $1 AND held.assigned_agent_id = agent.id
      AND held.status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'))
  ORDER BY agent.id
  FOR NO KEY UPDATE OF agent
),
arrived AS (
  SELECT coalesce(sum(arrivals), 0) AS arrivals FROM queue_counter WHERE organization_id = $1 AND campaign_id = $2
),
floor AS MATERIALIZED (
  SELECT arrivals,
    CASE WHEN arrivals = $9::bigint THEN $10::smallint ELSE 0::smallint END AS callback_rank,
    CASE WHEN arrivals = $9::bigint THEN $11::integer ELSE -2147483648 END AS urgency,
    CASE WHEN arrivals = $9::bigint THEN $12::integer ELSE 0 END AS attempt,
    CASE WHEN arrivals = $9::bigint THEN $13::timestamptz ELSE '-infinity' END AS queued_at,
    CASE WHEN arrivals = $9::bigint THEN $14::bigint ELSE 0 END AS id
  FROM arrived
),
-- First the callbacks that these very agents promised.
own AS MATERIALIZED (
  SELECT pick.id, ready.agent_id
  FROM ready CROSS JOIN LATERAL (
    SELECT entry.id
    FROM dial_queue_entry AS entry
    WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED'
      AND entry.callback_agent_id = ready.agent_id AND ${isEligible}
    ORDER BY (-entry.priority), entry.attempt, entry.queued_at, entry.id
    LIMIT 1
    FOR UPDATE OF entry SKIP LOCKED
  ) AS pick
),
-- Then the total order: callbacks, priority, attempts, age, id. A row that this statement locked above is not skipped
-- by SKIP LOCKED, so it is left out by name.
general AS MATERIALIZED (
  SELECT entry.id, entry.callback_rank, -entry.priority AS urgency, entry.attempt, entry.queued_at
  FROM dial_queue_entry AS entry
  WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED' AND ${isEligible}
    AND (entry.callback_rank, (-entry.priority), entry.attempt, entry.queued_at, entry.id) >= (
      (SELECT callback_rank FROM floor), (SELECT urgency FROM floor), (SELECT attempt FROM floor),
      (SELECT queued_at FROM floor), (SELECT id FROM floor))
    AND entry.id <> ALL (ARRAY(SELECT id FROM own))
    AND EXISTS (SELECT FROM ready)
  ORDER BY entry.callback_rank, (-entry.priority), entry.attempt, entry.queued_at, entry.id
  LIMIT ${size}
  FOR UPDATE OF entry SKIP LOCKED
),
paired AS (
  SELECT own.id, own.agent_id FROM own
  UNION ALL
  SELECT ranked_entry.id, ranked_agent.agent_id
  FROM (SELECT id, row_number() OVER (ORDER BY callback_rank, urgency, attempt, queued_at, id) AS rank FROM general)
    AS ranked_entry
  JOIN (SELECT agent_id, row_number() OVER (ORDER BY position) AS rank FROM ready
        WHERE agent_id NOT IN (SELECT agent_id FROM own)) AS ranked_agent USING (rank)
),
claimed AS (
  UPDATE dial_queue_entry AS entry SET
    status = CASE campaign.dial_method WHEN 'PREVIEW' THEN 'RESERVED' ELSE 'DIALING' END,
    assigned_agent_id = paired.agent_id,
    dialed_at = CASE campaign.dial_method WHEN 'PREVIEW' THEN NULL ELSE moment.at END,
    lease_expires_at = moment.at + make_interval(
      secs => CASE campaign.dial_method WHEN 'PREVIEW' THEN $7::double precision ELSE $8::double precision END),
    version = entry.version + 1
  FROM paired CROSS JOIN campaign CROSS JOIN moment
  WHERE entry.organization_id = $1 AND entry.id = paired.id
  RETURNING ${entryColumns('entry')}
),
busy AS (
  UPDATE agent SET status = 'BUSY', status_changed_at = moment.at
  FROM claimed CROSS JOIN moment
  WHERE agent.organization_id = $1 AND agent.id = claimed.assigned_agent_id
),
remembered AS (
  INSERT INTO idempotency_key (organization_id, key, operation, input_hash, entry_id, created_at)
  SELECT $1, ready.idempotency_key, 'nextContact', ready.input_hash, claimed.id, moment.at
  FROM claimed CROSS JOIN moment JOIN ready ON ready.agent_id = claimed.assigned_agent_id
  WHERE ready.idempotency_key IS NOT NULL
)
SELECT ${entryColumns('claimed')}, ${contactColumns('contact', 'contact_')},
  last.callback_rank AS floor_callback_rank, last.urgency AS floor_urgency, last.attempt AS floor_attempt,
  last.queued_at AS floor_queued_at, last.id AS floor_id, floor.arrivals AS floor_arrivals
FROM claimed
JOIN contact ON contact.organization_id = $1 AND contact.id = claimed.contact_id
CROSS JOIN floor
LEFT JOIN general AS last ON last.id = claimed.id`,
  )
}

const statements = new Map<number, Statement>()

/** Claims entries for the wishes in one statement and one commit; a wish without an entry is absent from the answer. */
export async function claimNextEntries(
  database: Queryable,
  clock: Clock,
  leases: LeaseSeconds,
  organizationId: string,
  campaignId: string,
  wishes: readonly ClaimWish[],
  floor: PickFloor | null,
): Promise<ClaimAnswer> {
  let claim = statements.get(wishes.length)
  if (claim === undefined) {
    claim = claimStatement(wishes.length)
    statements.set(wishes.length, claim)
  }
  const rows = await database.query(claim, [
    organizationId,
    campaignId,
    wishes.map((wish) => wish.agentId),
    wishes.map((wish) => wish.idempotencyKey),
    wishes.map((wish) => wish.inputHash),
    clock(),
    leases.RESERVED,
    leases.DIALING,
    floor?.arrivals ?? '-1',
    floor?.callbackRank ?? 0,
    floor?.urgency ?? 0,
    floor?.attempt ?? 0,
    floor?.queuedAt ?? null,
    floor?.id ?? '0',
  ])
  return {
    claimed: rows.map((row) => ({ entry: parseEntry(row), contact: parseContact(row, 'contact_') })),
    floor: highestFloor(rows),
  }
}

function highestFloor(rows: readonly Row[]): PickFloor | null {
  let highest: PickFloor | null = null
  for (const row of rows) {
    if (row['floor_id'] === null) continue
    const floor = {
      arrivals: text(row, 'floor_arrivals'),
      callbackRank: number(row, 'floor_callback_rank'),
      urgency: number(row, 'floor_urgency'),
      attempt: number(row, 'floor_attempt'),
      queuedAt: instant(row, 'floor_queued_at'),
      id: text(row, 'floor_id'),
    }
    if (highest === null || isBehind(floor, highest)) highest = floor
  }
  return highest
}

function isBehind(one: PickFloor, other: PickFloor): boolean {
  if (one.callbackRank !== other.callbackRank) return one.callbackRank > other.callbackRank
  if (one.urgency !== other.urgency) return one.urgency > other.urgency
  if (one.attempt !== other.attempt) return one.attempt > other.attempt
  if (one.queuedAt.getTime() !== other.queuedAt.getTime()) return one.queuedAt > other.queuedAt
  return BigInt(one.id) > BigInt(other.id)
}
