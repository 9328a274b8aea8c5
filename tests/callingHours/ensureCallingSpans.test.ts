import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pruneCallingSpans } from '../../src/callingHours/callingSpan.store.js'
import { ensureCallingSpans } from '../../src/callingHours/ensureCallingSpans.js'
import { keepCallingSpans } from '../../src/callingHours/keepCallingSpans.js'
import { rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
let campaignId: string
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(async () => {
  clock.reset()
  ;({ campaignId } = await openShift(floor, { contacts: 1, queued: false }))
})

const ensure = (campaign = campaignId): Promise<number> =>
  ensureCallingSpans(floor.database, clock.read, floor.organizationId, campaign)
const setHours = (callingHours: object | null): Promise<unknown> =>
  floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: campaignId, callingHours },
  })
const nineToFive = (days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']): object =>
  Object.fromEntries(days.map((day) => [day, [{ opens: '09:00', closes: '17:00' }]]))
/** What the spans of the campaign's present hours say about an instant, for each place. */
const spansAt = (instant: string): Promise<Record<string, unknown>[]> =>
  rows(
    floor,
    `SELECT span.region, span.time_zones, span.is_open FROM calling_span AS span
     JOIN campaign ON campaign.id = span.campaign_id AND campaign.hours_version = span.hours_version
     WHERE span.campaign_id = $1 AND from_at <= $2 AND until_at > $2 ORDER BY 1, 2`,
    [campaignId, instant],
  )
/** Instants at which spans overlap or leave a gap, and where they begin and end. */
const shape = async (): Promise<Record<string, unknown> | undefined> =>
  (
    await rows(
      floor,
      `SELECT min(from_at) AS begins, max(until_at) AS ends, count(*) FILTER (WHERE follows IS DISTINCT FROM from_at
         AND follows IS NOT NULL) AS faults, count(*) AS spans
       FROM (SELECT *, lag(until_at) OVER (PARTITION BY hours_version, region, time_zones ORDER BY from_at) AS follows
         FROM calling_span WHERE campaign_id = $1) AS span`,
      [campaignId],
    )
  )[0]

describe('the spans of a campaign', () => {
  it('are there for every place in use, from a day before to eight days after, without a gap', async () => {
    await setHours(nineToFive())
    expect(await ensure()).toBeGreaterThan(0)
    const { begins, ends, faults } = (await shape()) ?? {}
    expect((begins as Date).getTime()).toBeLessThanOrEqual(clock.now.getTime() - 86_400_000)
    expect((ends as Date).getTime()).toBeGreaterThanOrEqual(clock.now.getTime() + 8 * 86_400_000)
    expect(faults).toBe('0')
    // Friday, 20 November 2026: 09:00 in New York is 14:00Z.
    const place = { region: '', time_zones: 'America/New_York' }
    expect(await spansAt('2026-11-20T13:59:59Z')).toEqual([{ ...place, is_open: false }])
    expect(await spansAt('2026-11-20T14:00:00Z')).toEqual([{ ...place, is_open: true }])
    expect(await spansAt('2026-11-21T15:00:00Z')).toEqual([{ ...place, is_open: false }])
  })

  it('are worked out once, and only what is missing as time goes on', async () => {
    await setHours(nineToFive())
    const count = await ensure()
    expect(await ensure()).toBe(0)
    clock.advance(9 * 86_400)
    const later = await ensure()
    expect(later).toBeGreaterThan(0)
    expect(later).toBeLessThan(count)
    // Years on, over every change of the clocks.
    clock.set('2031-03-30T00:30:00.000Z')
    expect(await ensure()).toBeGreaterThan(0)
    expect(await spansAt('2031-03-31T13:00:00Z')).toEqual([
      { region: '', time_zones: 'America/New_York', is_open: true },
    ])
  })

  it('are never read again once the hours have changed', async () => {
    await setHours(nineToFive())
    await ensure()
    await setHours(nineToFive(['saturday']))
    expect(await spansAt('2026-11-20T15:00:00Z')).toEqual([])
    await ensure()
    expect(await spansAt('2026-11-20T15:00:00Z')).toMatchObject([{ is_open: false }])
    expect(await spansAt('2026-11-21T15:00:00Z')).toMatchObject([{ is_open: true }])
    const version = 'SELECT hours_version FROM campaign WHERE id = $1'
    const [before] = await rows(floor, version, [campaignId])
    await setHours(nineToFive(['saturday']))
    expect(await rows(floor, version, [campaignId])).toEqual([before])
  })

  it('are worked out by several instances at once without a fault', async () => {
    await setHours(nineToFive())
    await Promise.all(Array.from({ length: 8 }, () => ensure()))
    expect(await shape()).toMatchObject({ faults: '0' })
    expect(await ensure()).toBe(0)
  })

  it('come to a place that a contact brings or moves to', async () => {
    await ensure()
    const { organizationId } = floor
    await rows(
      floor,
      `INSERT INTO contact (organization_id, list_id, first_name, last_name, phone, time_zone, region)
       SELECT $1, id, '', '', '+493012345678', 'Europe/Berlin', 'DE' FROM contact_list ORDER BY id LIMIT 1`,
      [organizationId],
    )
    expect(await ensure()).toBeGreaterThan(0)
    await rows(floor, "UPDATE contact SET time_zone = 'Asia/Kathmandu', region = 'NP' WHERE region = 'DE'", [])
    await ensure()
    const places = await spansAt('2026-11-20T15:00:00Z')
    expect(places.map(({ region }) => region)).toEqual(['', 'DE', 'NP'])
    await rows(floor, "DELETE FROM contact WHERE region = 'NP'", [])
    await rows(floor, "DELETE FROM place WHERE region <> ''", [])
  })

  it('are those of the pack that the campaign names', async () => {
    await rows(floor, "UPDATE campaign SET policy_pack = 'US_FEDERAL', hours_version = 2 WHERE id = $1", [campaignId])
    await ensure()
    expect(await spansAt('2026-11-20T13:00:00Z')).toMatchObject([{ is_open: true }])
    expect(await spansAt('2026-11-20T12:59:59Z')).toMatchObject([{ is_open: false }])
  })

  it('are open at no time that is outside the hours by the clocks of PostgreSQL, whose zone data may be newer', async () => {
    await setHours(nineToFive())
    // Places whose laws changed lately, among others.
    const zones = [
      'America/Vancouver',
      'Europe/Chisinau',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ]
    await rows(floor, "INSERT INTO place SELECT 'XX', unnest($1::text[])", [zones])
    for (const start of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2027-03-28']) {
      clock.set(`${start}T12:00:00.000Z`)
      await ensure()
    }
    const [outside] = await rows(
      floor,
      `SELECT count(*) AS looks, count(*) FILTER (WHERE time NOT BETWEEN '09:00' AND '16:59:59') AS wrong
       FROM (
         SELECT (at AT TIME ZONE time_zones)::time AS time FROM calling_span
         CROSS JOIN LATERAL generate_series(from_at, until_at - interval '1 second', interval '5 minutes') AS at
         WHERE campaign_id = $1 AND is_open AND region = 'XX'
       ) AS open`,
      [campaignId],
    )
    await rows(floor, "DELETE FROM place WHERE region = 'XX'")
    expect(Number(outside?.['looks'])).toBeGreaterThan(10_000)
    expect(outside).toMatchObject({ wrong: '0' })
  })

  it('are none for a campaign that does not exist', async () => {
    expect(await ensure('999999')).toBe(0)
  })
})

describe('spans that nobody reads any more', () => {
  it('are deleted: those of former hours, of the past, and of campaigns that are over', async () => {
    await setHours(nineToFive())
    await ensure()
    await setHours(nineToFive(['saturday']))
    await ensure()
    await rows(floor, 'DELETE FROM calling_span WHERE campaign_id <> $1', [campaignId])
    expect(await pruneCallingSpans(floor.database, clock.read)).toBeGreaterThan(0)
    expect(await rows(floor, 'SELECT DISTINCT hours_version FROM calling_span', [])).toHaveLength(1)
    expect(await ensure()).toBe(0)
    expect(await pruneCallingSpans(floor.database, clock.read)).toBe(0)

    clock.advance(30 * 86_400)
    expect(await pruneCallingSpans(floor.database, clock.read)).toBeGreaterThan(0)
    await ensure()
    expect(await shape()).toMatchObject({ faults: '0' })
    await rows(floor, "UPDATE campaign SET status = 'COMPLETED' WHERE id = $1", [campaignId])
    await pruneCallingSpans(floor.database, clock.read)
    expect(await rows(floor, 'SELECT 1 FROM calling_span', [])).toEqual([])
  })
})

describe('the job that keeps the spans', () => {
  it('works out those of every active campaign before anybody needs them, and removes the old ones', async () => {
    await rows(floor, 'DELETE FROM calling_span')
    const work = { database: floor.database, clock: clock.read }
    expect(await keepCallingSpans(work)).toMatch(/^[1-9]\d* spans worked out, 0 removed$/)
    expect(await ensure()).toBe(0)
    clock.advance(60 * 86_400)
    expect(await keepCallingSpans(work)).toMatch(/^[1-9]\d* spans worked out, [1-9]\d* removed$/)
    expect(await keepCallingSpans(work)).toBe('0 spans worked out, 0 removed')
    expect(await keepCallingSpans(work, AbortSignal.abort())).toBe('0 spans worked out, 0 removed')
  })
})
