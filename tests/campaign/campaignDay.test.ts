import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, claim, report, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { statsOf } from '../support/statsView.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

async function openIn(timeZone: string, contacts = 4): Promise<Shift> {
  const shift = await openShift(floor, { contacts, agents: 1 })
  await rows(floor, 'UPDATE campaign SET time_zone = $2 WHERE id = $1', [shift.campaignId, timeZone])
  return shift
}
async function dial(shift: Shift): Promise<void> {
  await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', { outcome: 'BUSY' })
}
const dialedToday = async ({ campaignId }: Shift) => (await statsOf(floor, campaignId)).dialedToday

describe('the day of a campaign begins at midnight in its own zone', () => {
  it.each([
    { zone: 'America/New_York', day: 'an ordinary day', from: '2026-11-20T05:00:00Z', to: '2026-11-21T05:00:00Z' },
    { zone: 'Asia/Kathmandu', day: 'an ordinary day', from: '2026-11-20T18:15:00Z', to: '2026-11-21T18:15:00Z' },
    { zone: 'UTC', day: 'an ordinary day', from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' },
    { zone: 'America/New_York', day: 'the day of 25 hours', from: '2026-11-01T04:00:00Z', to: '2026-11-02T05:00:00Z' },
    { zone: 'America/New_York', day: 'the day of 23 hours', from: '2027-03-14T05:00:00Z', to: '2027-03-15T04:00:00Z' },
    { zone: 'Europe/Berlin', day: 'the day of 25 hours', from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' },
    {
      zone: 'Australia/Lord_Howe',
      day: 'the day of 23.5 hours',
      from: '2026-10-03T13:30:00Z',
      to: '2026-10-04T13:00:00Z',
    },
    {
      zone: 'America/Santiago',
      day: 'the day without a midnight',
      from: '2026-09-06T04:00:00Z',
      to: '2026-09-07T03:00:00Z',
    },
    {
      zone: 'Atlantic/Azores',
      day: 'the day with two midnights',
      from: '2026-10-25T00:00:00Z',
      to: '2026-10-26T01:00:00Z',
    },
  ])('$zone, $day: from $from to $to', async ({ zone, from, to }) => {
    clock.set(from)
    clock.advance(-3600)
    const shift = await openIn(zone)
    clock.set(from)
    clock.advance(-0.001)
    await dial(shift)
    expect(await dialedToday(shift)).toBe(1)
    clock.set(from)
    expect(await dialedToday(shift)).toBe(0)
    await dial(shift)
    for (const seconds of [0, 900, 3599, 3600, 4500, 12 * 3600]) {
      clock.set(from)
      clock.advance(seconds)
      expect(await dialedToday(shift)).toBe(1)
    }
    clock.set(to)
    clock.advance(-0.001)
    await dial(shift)
    expect(await dialedToday(shift)).toBe(2)
    clock.set(to)
    expect(await dialedToday(shift)).toBe(0)
    await dial(shift)
    expect(await dialedToday(shift)).toBe(1)
  })
})

describe('a call over midnight', () => {
  it('belongs to the day of its dial, but its completion to the day on which it is completed', async () => {
    const shift = await openIn('America/New_York', 2)
    clock.set('2026-11-21T04:59:30.000Z')
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    clock.advance(10)
    await report(floor, id, 'CONNECTED')
    expect(await statsOf(floor, shift.campaignId)).toMatchObject({
      ...{ dialedToday: 1, connectedToday: 1, completedToday: 0, averageDialSeconds: 10 },
    })
    clock.set('2026-11-21T05:00:00.000Z')
    expect(await statsOf(floor, shift.campaignId)).toMatchObject({
      ...{ dialedToday: 0, connectedToday: 0, completedToday: 0, averageDialSeconds: null },
    })
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    expect(await statsOf(floor, shift.campaignId)).toMatchObject({
      ...{ dialedToday: 0, connectedToday: 0, completedToday: 1, conversionsToday: 0, outcomesToday: [] },
      ...{ conversionRate: null, averageTalkSeconds: null, listPenetration: 1 / 2 },
    })
  })
})
