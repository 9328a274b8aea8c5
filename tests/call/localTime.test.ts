import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOfLocal, localClock, nextPartOfDay, partOfDay } from '../../src/call/localTime.js'
import { rows } from '../support/desk.js'
import { type Floor, openFloor } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

const local = (text: string): number => Date.parse(`${text}:00.000Z`)
const shown = (text: string, zone: string): string | undefined => instantOfLocal(local(text), zone)?.toISOString()

describe('a local time', () => {
  it.each([
    ['an ordinary afternoon', '2026-11-23T14:30', 'America/New_York', '2026-11-23T19:30:00.000Z'],
    [
      'skipped in spring is the first instant after the gap',
      '2026-03-08T02:30',
      'America/New_York',
      '2026-03-08T07:00:00.000Z',
    ],
    ['shown twice in autumn is the first of both', '2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['after the change of autumn', '2026-11-01T02:00', 'America/New_York', '2026-11-01T07:00:00.000Z'],
    ['skipped at midnight', '2026-04-24T00:15', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['of a zone with a half-hour change', '2026-10-04T02:10', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
  ])('%s', (_, text, zone, instant) => {
    expect(shown(text, zone)).toBe(instant)
  })

  it('of an unknown zone is none', () => {
    expect(shown('2026-11-23T14:30', 'Mars/Olympus')).toBeUndefined()
    expect(localClock(new Date(), 'Mars/Olympus')).toBeNull()
  })

  it('is what PostgreSQL says, on any minute around a change of the clocks', async () => {
    const zones = [
      'America/New_York',
      'America/Los_Angeles',
      'Europe/London',
      'Europe/Berlin',
      'Australia/Sydney',
      'Asia/Kolkata',
    ]
    const cases = fc.sample(
      fc.record({ zone: fc.constantFrom(...zones), minute: fc.integer({ min: 0, max: 365 * 1440 }) }),
      { numRuns: 500, seed: 5 },
    )
    const instants = cases.map(({ zone, minute }) => {
      const at = new Date(Date.UTC(2026, 0, 1) + minute * 60_000)
      return { zone, at: at.toISOString(), clock: localClock(at, zone) }
    })
    const told = await rows(
      floor,
      `SELECT (extract(epoch FROM (at AT TIME ZONE zone)::timestamp) * 1000)::bigint AS clock
       FROM jsonb_to_recordset($1::jsonb) AS c (zone text, at timestamptz)`,
      [JSON.stringify(instants)],
    )
    expect(told.map(({ clock }) => Number(clock))).toEqual(instants.map(({ clock }) => clock))
    for (const { zone, at, clock } of instants) {
      const back = instantOfLocal(clock ?? 0, zone)
      // The same instant, or the hour before where the clock shows it twice.
      expect([0, 3_600_000]).toContain(Date.parse(at) - (back?.getTime() ?? 0))
    }
  })
})

describe('the parts of a day', () => {
  it.each([
    ['2026-11-23T16:59:59.000Z', 'MORNING', '2026-11-23T17:00:00.000Z'],
    ['2026-11-23T17:00:00.000Z', 'AFTERNOON', '2026-11-23T22:00:00.000Z'],
    ['2026-11-23T22:00:00.000Z', 'EVENING', '2026-11-24T05:00:00.000Z'],
  ])('at %s it is %s in New York, until %s', (at, part, next) => {
    expect(partOfDay(new Date(at), 'America/New_York')).toBe(part)
    expect(nextPartOfDay(new Date(at), 'America/New_York').toISOString()).toBe(next)
  })

  it('end by the clock on the wall, on the days of both changes', () => {
    const noonAfter = (at: string): string => nextPartOfDay(new Date(at), 'America/New_York').toISOString()
    expect(noonAfter('2026-03-08T05:30:00Z')).toBe('2026-03-08T16:00:00.000Z')
    expect(noonAfter('2026-11-01T04:30:00Z')).toBe('2026-11-01T17:00:00.000Z')
  })

  it('never go back where midnight strikes twice', () => {
    // Atlantic/Azores, 25 October 2026: 01:00 becomes 00:00.
    const second = new Date('2026-10-25T01:30:00Z')
    expect(nextPartOfDay(second, 'Atlantic/Azores').getTime()).toBeGreaterThan(second.getTime())
  })
})
