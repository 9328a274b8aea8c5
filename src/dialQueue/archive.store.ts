import type { Clock } from '../database/clock.js'
import { statement, type Database } from '../database/database.js'
import { number } from '../database/row.js'

// Tells triggers that write about every change of an entry (the audit log): a move is none.
const sayArchiving = statement('sayArchiving', `SELECT set_config('dialqueue.archiving', 'on', true)`)

// One statement, so that every reader's snapshot has the row in exactly one of the two tables, and a process that is
// killed leaves it in exactly one. The triggers of both tables count the same rows, once down and once up.
const moveFinished = statement(
  'archiveEntries',
  `WITH finished AS MATERIALIZED (
     SELECT organization_id, id FROM dial_queue_entry
     WHERE completed_at < coalesce($1::timestamptz, now()) - make_interval(hours => $2::integer)
     ORDER BY completed_at LIMIT $3 FOR UPDATE SKIP LOCKED
   ),
   moved AS (
     DELETE FROM dial_queue_entry AS entry USING finished
     WHERE entry.organization_id = finished.organization_id AND entry.id = finished.id
     RETURNING entry.*
   ),
   kept AS (INSERT INTO dial_queue_history SELECT moved.* FROM moved RETURNING 1)
   SELECT count(*) AS moved FROM kept`,
)

/** Moves up to `limit` entries that have been final for so many hours, oldest first; the number that went. */
export async function moveFinishedEntries(
  database: Database,
  clock: Clock,
  afterHours: number,
  limit: number,
): Promise<number> {
  return database.transaction(async (transaction) => {
    await transaction.query(sayArchiving, [])
    return number((await transaction.query(moveFinished, [clock(), afterHours, limit]))[0] ?? {}, 'moved')
  })
}
