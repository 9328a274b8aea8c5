import { parseContact, type Contact } from '../contact/contact.js'
import { actorsText, type Actor } from '../database/actor.js'
import type { Clock } from '../database/clock.js'
import type { Queryable, Statement } from '../database/database.js'
import { flag, instant, number, text, textList, type Row } from '../database/row.js'
import { parseEntry, type DialQueueEntry } from './dialQueueEntry.js'
import { CLAIM_BATCH_SIZE, claimSizes, claimStatement, type PickKind, type PickReach } from './claimStatement.store.js'
import type { LeaseSeconds } from './lease.js'

/** One agent's wish for the next contact of a campaign. */
export interface ClaimWish {
  readonly agentId: string
  readonly idempotencyKey: string | null
  /** Of the wish without its key; kept beside the key. */
  readonly inputHash: string
  /** Who asks, for the audit log. */
  readonly actor: Actor | null
}

/** An entry as it is after the claim, with its contact, so that one round trip serves the usual selection. */
export interface ClaimedEntry {
  readonly entry: DialQueueEntry
  readonly contact: Contact
}

/**
 * Where the pick of one lane may start: at the last entry that was picked from it. A long transaction elsewhere keeps
 * claimed rows as dead index entries at the head of the order, and each claim would walk them again (measured: 1,391
 * claims/s falling to 592 within 25 s).
 */
export interface LaneFloor {
  readonly callbackRank: number
  readonly urgency: string
  readonly turnAt: Date
  readonly id: string
}

/** The floors of a campaign's lanes. The statement itself checks that nothing became QUEUED since (`arrivals`), else it starts anew. */
export interface PickFloor {
  readonly arrivals: string
  readonly lanes: ReadonlyMap<number, LaneFloor>
}

/** What one claim statement did. */
export interface ClaimAnswer {
  readonly claimed: readonly ClaimedEntry[]
  /** Agents who could take a contact but have other skills than those whom this statement served. */
  readonly leftAgentIds: readonly string[]
  /** Null when the statement said nothing about it. */
  readonly floor: PickFloor | null
  /** The kind of pick that the campaign needs now; when another was asked for that does not do, nothing was claimed. */
  readonly kind: PickKind
}

const statements = new Map<string, Statement>()

/** Claims entries for the wishes in one statement and one commit; a wish without an entry is absent from the answer. */
export async function claimNextEntries(
  database: Queryable,
  clock: Clock,
  leases: LeaseSeconds,
  organizationId: string,
  campaignId: string,
  wishes: readonly ClaimWish[],
  floor: PickFloor | null,
  reach: PickReach,
  kind: PickKind,
): Promise<ClaimAnswer> {
  const size = claimSizes.find((each) => each >= wishes.length) ?? CLAIM_BATCH_SIZE
  const key = `${kind}${reach}${size}`
  let claim = statements.get(key)
  if (claim === undefined) {
    claim = claimStatement(size, reach, kind)
    statements.set(key, claim)
  }
  const lanes = [...(floor?.lanes ?? [])]
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
    lanes.map(([laneId]) => laneId),
    lanes.map(([, lane]) => lane.callbackRank),
    lanes.map(([, lane]) => lane.urgency),
    lanes.map(([, lane]) => lane.turnAt),
    lanes.map(([, lane]) => lane.id),
    actorsText(new Map(wishes.map((wish) => [wish.agentId, wish.actor]))),
  ])
  const claimedRows = rows.filter((row) => row['id'] !== null)
  return {
    claimed: claimedRows.map((row) => ({ entry: parseEntry(row), contact: parseContact(row, 'contact_') })),
    leftAgentIds: rows[0] === undefined ? [] : textList(rows[0], 'left_agents'),
    floor: raisedFloor(floor, rows),
    kind: rows[0] === undefined || flag(rows[0], 'is_simple') ? 'SIMPLE' : 'FULL',
  }
}

/** The floor behind what was just picked: lanes that gave nothing keep theirs, unless entries have arrived since. */
function raisedFloor(floor: PickFloor | null, rows: readonly Row[]): PickFloor | null {
  const [first] = rows
  if (first === undefined) return null
  const arrivals = text(first, 'floor_arrivals')
  const lanes = new Map(floor?.arrivals === arrivals ? floor.lanes : [])
  for (const row of rows) {
    if (row['floor_id'] === null) continue
    const laneId = number(row, 'floor_lane_id')
    const picked = {
      callbackRank: number(row, 'floor_callback_rank'),
      urgency: text(row, 'floor_urgency'),
      turnAt: instant(row, 'floor_turn_at'),
      id: text(row, 'floor_id'),
    }
    const known = lanes.get(laneId)
    if (known === undefined || isBehind(picked, known)) lanes.set(laneId, picked)
  }
  return { arrivals, lanes }
}

function isBehind(one: LaneFloor, other: LaneFloor): boolean {
  if (one.callbackRank !== other.callbackRank) return one.callbackRank > other.callbackRank
  if (one.urgency !== other.urgency) return BigInt(one.urgency) > BigInt(other.urgency)
  if (one.turnAt.getTime() !== other.turnAt.getTime()) return one.turnAt > other.turnAt
  return BigInt(one.id) > BigInt(other.id)
}
