import { differingClocks } from '../callingHours/databaseClock.store.js'
import type { OffsetStretch } from '../callingHours/zoneOffset.js'
import { offsetStretches } from '../callingHours/zoneOffset.js'
import { statement, type Queryable } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { text } from '../database/row.js'
import type { Finding } from './check.js'

const QUARTER_MS = 15 * 60 * 1_000
/** As far as anybody plans: a year and a month. */
const LOOK_AHEAD_MS = 400 * 86_400_000
const MOST_SAMPLES = 5

const findZones = statement(
  'zonesInUse',
  `SELECT DISTINCT zone FROM place CROSS JOIN unnest(string_to_array(time_zones, ',')) AS zone ORDER BY zone`,
)

/**
 * Zones of contacts of which this process and PostgreSQL say different times within the next 400 days, each with the first
 * instant. There the wider closing holds: both must allow a call, until one of them has newer data. A note, as nothing is wrong in
 * the database.
 */
export async function zoneNote(transaction: Queryable): Promise<Finding> {
  const zones = (await transaction.query(findZones, [])).map((row) => text(row, 'zone'))
  const now = await serverInstant(transaction, () => null)
  const from = new Date(Math.floor(now.getTime() / QUARTER_MS) * QUARTER_MS)
  const until = new Date(from.getTime() + LOOK_AHEAD_MS)
  const clocks = await differingClocks(transaction, zones, from, until)
  const samples = [...clocks].map(([zone, stretches]) => {
    const ours = offsetStretches(zone, from.getTime(), until.getTime())
    const at = firstDifference(ours, stretches)
    return `${zone} from ${at === null ? from.toISOString() : new Date(at).toISOString()}`
  })
  return {
    id: 'zone-data-agree',
    sentence:
      'PostgreSQL and this process say the same time of every zone of a contact; where not, both must allow a call.',
    count: samples.length,
    samples: samples.slice(0, MOST_SAMPLES),
    isNote: true,
  }
}

/** The first instant at which two accounts of one zone differ, in milliseconds; null: they do not. */
export function firstDifference(ones: readonly OffsetStretch[], others: readonly OffsetStretch[]): number | null {
  for (const one of ones) {
    for (const other of others) {
      const from = Math.max(one.fromMs, other.fromMs)
      if (from < Math.min(one.untilMs, other.untilMs) && one.offsetMs !== other.offsetMs) return from
    }
  }
  return null
}
