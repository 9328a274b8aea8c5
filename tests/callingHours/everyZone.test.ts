import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DayWindow, HoursRule } from '../../src/callingHours/hoursRule.js'
import { openSpans, type OpenSpan } from '../../src/callingHours/openSpans.js'
import { Database, statement } from '../../src/database/database.js'
import { number, text } from '../../src/database/row.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'

// The spans come from Node's Intl; PostgreSQL, with IANA data of its own, says what the clocks show.

let test: TestDatabase
let database: Database
let zones: string[]
beforeAll(async () => {
  test = await createTestDatabase()
  database = new Database(test.connectionString, 2, () => undefined, 'login')
  const rows = await database.query(statement('zones', 'SELECT name FROM pg_timezone_names ORDER BY name'), [])
  zones = rows.map((row) => text(row, 'name')).filter(isKnownToIntl)
})
afterAll(async () => {
  await database.close()
  await test.close()
})

function isKnownToIntl(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

const from = new Date('2026-01-01T00:00Z')
const until = new Date('2028-01-01T00:00Z')

const everyDay = (...windows: DayWindow[]): HoursRule => ({
  ...{ id: 'rule', region: null, source: 'a test', asOf: '2026-11-22', reviewedBy: null },
  days: { MON: windows, TUE: windows, WED: windows, THU: windows, FRI: windows, SAT: windows, SUN: windows },
})
const spansOf = (rule: HoursRule, zone: string): OpenSpan[] =>
  openSpans([rule], null, { region: '', timeZones: [zone] }, from, until)

/** What the clocks show at instants and a minute before each. */
const clocksAt = statement(
  'clocksAt',
  `SELECT to_char((at - interval '1 minute') AT TIME ZONE $1, 'HH24:MI') AS before, to_char(at AT TIME ZONE $1, 'HH24:MI') AS time
   FROM unnest($2::timestamptz[]) WITH ORDINALITY AS edge (at, position) ORDER BY position`,
)

/** What the clocks show every 5 minutes on the days around each change of the clocks. */
const clocksAroundChanges = statement(
  'clocksAroundChanges',
  `SELECT extract(epoch FROM at)::bigint AS seconds, to_char(at AT TIME ZONE $1, 'HH24:MI') AS time
   FROM (
     SELECT day FROM generate_series($2::timestamptz, $3::timestamptz, interval '24 hours') AS day
     WHERE (day AT TIME ZONE $1) - (day AT TIME ZONE 'UTC')
       <> ((day - interval '24 hours') AT TIME ZONE $1) - ((day - interval '24 hours') AT TIME ZONE 'UTC')
   ) AS change
   CROSS JOIN LATERAL generate_series(day - interval '30 hours', day + interval '6 hours', interval '5 minutes') AS at
   WHERE at >= $2 AND at < $3 ORDER BY at`,
)

/**
 * The two sets of IANA data may be of different years, and laws change: where they show different times, neither says
 * that the hours are wrong. Zones for which that happens are few, and are counted.
 */
class Editions {
  readonly differing = new Set<string>()

  /** Whether Intl shows the same time. */
  agree(zone: string, clock: Intl.DateTimeFormat, ms: number, time: string): boolean {
    if (clock.format(ms) === time) return true
    this.differing.add(zone)
    return false
  }
}
const clockOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' })

describe('in every zone that both Node and PostgreSQL know', () => {
  it('the hours 08:00 to 21:00 open and close on the local clock, on every day of two years', async () => {
    expect(zones.length).toBeGreaterThan(400)
    const editions = new Editions()
    const wrong: string[] = []
    const isDay = (time: string): boolean => time >= '08:00' && time < '21:00'
    for (const zone of zones) {
      const clock = clockOf(zone)
      const edges = spansOf(everyDay(['08:00', '21:00']), zone).slice(1)
      // 730 days, one of which may begin or end outside.
      if (edges.length < 1_459 || edges.length > 1_461) wrong.push(`${zone}: ${edges.length} edges`)
      const rows = await database.query(clocksAt, [zone, edges.map(({ fromAt }) => fromAt)])
      for (const [index, { fromAt, isOpen }] of edges.entries()) {
        const row = rows[index] ?? {}
        const [before, time] = [text(row, 'before'), text(row, 'time')]
        if (isDay(time) === isOpen && isDay(before) !== isOpen) continue
        const isSame =
          editions.agree(zone, clock, fromAt.getTime(), time) &&
          editions.agree(zone, clock, fromAt.getTime() - 60_000, before)
        if (isSame) wrong.push(`${zone} ${fromAt.toISOString()} ${before} ${time}`)
      }
    }
    expect(wrong).toEqual([])
    expect(editions.differing.size).toBeLessThan(zones.length / 20)
  })

  it('hours of the night are exact around every change of the clocks', async () => {
    const windows: readonly DayWindow[] = [
      ['23:30', '00:30'],
      ['01:15', '02:00'],
      ['02:30', '03:15'],
    ]
    const editions = new Editions()
    const wrong: string[] = []
    const changing = new Set<string>()
    for (const zone of zones) {
      const clock = clockOf(zone)
      const spans = spansOf(everyDay(...windows), zone)
      let span = 0
      for (const row of await database.query(clocksAroundChanges, [zone, from, until])) {
        changing.add(zone)
        const [ms, time] = [number(row, 'seconds') * 1_000, text(row, 'time')]
        while ((spans[span]?.untilAt.getTime() ?? Infinity) <= ms) span += 1
        while ((spans[span]?.fromAt.getTime() ?? -Infinity) > ms) span -= 1
        const isOpen = windows.some(([opens, closes]) =>
          closes < opens ? time >= opens || time < closes : time >= opens && time < closes,
        )
        if (spans[span]?.isOpen !== isOpen && editions.agree(zone, clock, ms, time))
          wrong.push(`${zone} ${new Date(ms).toISOString()} ${time}`)
      }
    }
    expect(changing.size).toBeGreaterThan(100)
    expect(wrong).toEqual([])
    expect(editions.differing.size).toBeLessThan(zones.length / 20)
  })
})
