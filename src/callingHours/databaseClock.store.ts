import { statement, type Queryable } from '../database/database.js'
import { number, text } from '../database/row.js'
import type { OtherClocks } from './openSpans.js'
import { offsetStretches, type OffsetStretch } from './zoneOffset.js'

// Laws change, and the IANA data of this process may be older than the database's, or newer: Node 20 of 2026 has British
// Columbia change its clocks in November, PostgreSQL's data knows that it no longer does. A call at 21:30 would be the
// price of being wrong, so where the two differ, both must allow.

const findDiffering = statement(
  'zonesThatDiffer',
  // A zone that the database does not know has no offset there, and differs from nothing.
  `SELECT DISTINCT zone FROM unnest($1::text[], $2::timestamptz[], $3::bigint[]) AS edge (zone, at, offset_ms)
   WHERE zone_offset_ms(zone, at) <> offset_ms ORDER BY zone`,
)

// Every zone changes its clocks on a quarter of an hour of UTC.
const readClocks = statement(
  'databaseClocks',
  `SELECT zone, (extract(epoch FROM at) * 1000)::bigint AS from_ms, offset_ms
   FROM (
     SELECT zone, at, offset_ms, lag(offset_ms) OVER (PARTITION BY zone ORDER BY at) AS before
     FROM (
       SELECT zone, at, (extract(epoch FROM (at AT TIME ZONE zone) - (at AT TIME ZONE 'UTC')) * 1000)::bigint AS offset_ms
       FROM unnest($1::text[]) AS zone CROSS JOIN generate_series($2::timestamptz, $3::timestamptz, interval '15 minutes') AS at
     ) AS clock
   ) AS clock
   WHERE before IS DISTINCT FROM offset_ms ORDER BY zone, at`,
)

/**
 * The database's clocks between two instants, of those of the zones for which they are not this process's own. Empty when
 * both agree, as they nearly always do: then this is one statement (0.1 ms a zone).
 *
 * @param from a quarter of an hour of UTC
 */
export async function differingClocks(
  queryable: Queryable,
  timeZones: readonly string[],
  from: Date,
  until: Date,
): Promise<OtherClocks> {
  const untilMs = until.getTime()
  // Where the offset is the same at both ends of each of our stretches, there is no change in between: no zone changes its
  // clocks twice within the weeks that are worked out at once.
  const edges = timeZones.flatMap((zone) =>
    offsetStretches(zone, from.getTime(), untilMs).flatMap(({ fromMs, untilMs: endMs, offsetMs }) => [
      { zone, at: new Date(fromMs), offsetMs },
      { zone, at: new Date(endMs - 1_000), offsetMs },
    ]),
  )
  const values = [edges.map(({ zone }) => zone), edges.map(({ at }) => at), edges.map(({ offsetMs }) => offsetMs)]
  const differing = (await queryable.query(findDiffering, values)).map((row) => text(row, 'zone'))
  const clocks = new Map<string, OffsetStretch[]>()
  if (differing.length === 0) return clocks
  for (const row of await queryable.query(readClocks, [differing, from, until])) {
    const [zone, fromMs] = [text(row, 'zone'), number(row, 'from_ms')]
    const stretches = clocks.get(zone) ?? []
    const last = stretches.pop()
    if (last !== undefined) stretches.push({ ...last, untilMs: fromMs })
    if (fromMs < untilMs) stretches.push({ fromMs, untilMs, offsetMs: number(row, 'offset_ms') })
    clocks.set(zone, stretches)
  }
  return clocks
}
