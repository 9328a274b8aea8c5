import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { instant, text } from '../database/row.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'
import type { LeaseSeconds } from './lease.js'

/** An entry whose hold has run out. */
export interface ExpiredHold {
  readonly organizationId: string
  readonly entryId: string
  readonly leaseExpiresAt: Date
}

const readExpired = statement(
  'expiredHolds',
  `SELECT organization_id, id, lease_expires_at FROM dial_queue_entry
   WHERE lease_expires_at <= coalesce($1::timestamptz, now())
     AND lease_expires_at >= coalesce($2::timestamptz, '-infinity')
     AND ($2::timestamptz IS NULL OR (lease_expires_at, organization_id, id) > ($2, $3::bigint, $4::bigint))
   ORDER BY lease_expires_at, organization_id, id LIMIT $5`,
)

/** Holds of all organizations that have run out, the oldest behind `after` (null: of all) first, at most `limit`. */
export async function expiredHolds(
  database: Queryable,
  clock: Clock,
  after: ExpiredHold | null,
  limit: number,
): Promise<ExpiredHold[]> {
  const place = [after?.leaseExpiresAt ?? null, after?.organizationId ?? null, after?.entryId ?? null]
  const rows = await database.query(readExpired, [clock(), ...place, limit])
  return rows.map((row) => ({
    organizationId: text(row, 'organization_id'),
    entryId: text(row, 'id'),
    leaseExpiresAt: instant(row, 'lease_expires_at'),
  }))
}

// The version stays: a renewed hold is no news to anybody, and a desk that renews must not make its other tab stale.
const extendLease = statement(
  'renewLease',
  `UPDATE dial_queue_entry AS entry SET lease_expires_at = moment.at + make_interval(secs => CASE entry.status
     WHEN 'RESERVED' THEN $4::double precision WHEN 'DIALING' THEN $5::double precision
     WHEN 'CONNECTED' THEN $6::double precision ELSE $7::double precision END)
   FROM (SELECT coalesce($3::timestamptz, now()) AS at) AS moment
   WHERE entry.organization_id = $1 AND entry.id = $2 AND entry.lease_expires_at > moment.at
     AND ($8::bigint IS NULL OR entry.assigned_agent_id = $8::bigint)
   RETURNING ${entryColumns('entry')}`,
)

/**
 * Gives a running hold its full time again. Null when the entry is not held, not held by `agentId` (null: by anyone), or
 * its hold has run out.
 */
export async function extendHold(
  database: Database,
  clock: Clock,
  leases: LeaseSeconds,
  organizationId: string,
  entryId: string,
  agentId: string | null,
): Promise<DialQueueEntry | null> {
  const rows = await database.write(extendLease, [
    organizationId,
    entryId,
    clock(),
    leases.RESERVED,
    leases.DIALING,
    leases.CONNECTED,
    leases.WRAP_UP,
    agentId,
  ])
  return rows[0] === undefined ? null : parseEntry(rows[0])
}

// An hour more than promised: a key that is being looked up as it turns 24 hours old is still there.
const pruneKeys = statement(
  'forgetOldKeys',
  `DELETE FROM idempotency_key WHERE (organization_id, key) IN (
     SELECT organization_id, key FROM idempotency_key WHERE created_at < coalesce($1::timestamptz, now()) - interval '25 hours'
     ORDER BY created_at LIMIT $2)
   RETURNING 1 AS forgotten`,
)

/** Forgets up to `limit` idempotency keys that are older than 25 hours, oldest first; the number that went. */
export async function forgetOldKeys(database: Database, clock: Clock, limit: number): Promise<number> {
  return (await database.write(pruneKeys, [clock(), limit])).length
}
