import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { campaignHistory } from '../../src/campaign/campaignHistory.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { runJob } from '../background/rehearsal.js'
import { agentOf, claim, codeOf, correct, nth, report, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { statsOf } from '../support/statsView.js'
import { tuplesRead } from '../support/tuplesRead.js'

interface Minute {
  readonly startsAt: string
  readonly dials: number
  readonly answers: number
  readonly abandons: number
  readonly conversions: number
}
interface History {
  readonly at: string
  readonly minutes: Minute[]
}

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  // The hold of the one who still dials outlives the days that pass.
  floor = await openFloor({ clock: clock.read, leaseSeconds: { DIALING: 7 * 86_400, CONNECTED: 7 * 86_400 } })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const document = `query ($campaignId: ID!, $minutes: Int) { campaignHistory(campaignId: $campaignId, minutes: $minutes) {
  at minutes { startsAt dials answers abandons conversions } } }`

async function historyOf({ campaignId }: Pick<Shift, 'campaignId'>, minutes?: number): Promise<History> {
  return (await floor.get<{ campaignHistory: History }>(document, { campaignId, minutes })).campaignHistory
}

/** The minutes with a dial, by the clock's minute and second. */
async function busyMinutes(shift: Shift, minutes?: number): Promise<string[]> {
  const { minutes: all } = await historyOf(shift, minutes)
  return all
    .filter(({ dials }) => dials > 0)
    .map(
      ({ startsAt, dials, answers, abandons, conversions }) =>
        `${startsAt.slice(11, 16)} ${dials}D ${answers}A ${abandons}Q ${conversions}V`,
    )
}

describe("a campaign's last minutes", () => {
  it('are thirty whole ones unless told otherwise, the running one last, also when nothing has happened', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 0, queued: false })
    clock.set('2026-11-20T15:10:42.500Z')
    const { at, minutes } = await historyOf(shift)
    expect(at).toBe('2026-11-20T15:10:42.500Z')
    expect(minutes).toHaveLength(30)
    expect(nth(minutes, 0)).toEqual({
      ...{ startsAt: '2026-11-20T14:41:00.000Z', dials: 0, answers: 0, abandons: 0, conversions: 0 },
    })
    expect(new Set(minutes.map(({ startsAt }) => startsAt)).size).toBe(30)
    expect(minutes.map(({ startsAt }) => startsAt)).toEqual([...minutes.map(({ startsAt }) => startsAt)].sort())
    expect(nth(minutes, 29).startsAt).toBe('2026-11-20T15:10:00.000Z')
    expect((await historyOf(shift, 1)).minutes.map(({ startsAt }) => startsAt)).toEqual(['2026-11-20T15:10:00.000Z'])
    expect((await historyOf(shift, 240)).minutes).toHaveLength(240)
  })

  it('hold each dial in the minute of its start, with what became of it however much later', async () => {
    const shift = await openShift(floor, { contacts: 8, agents: 4 })
    const [a = '', b = '', c = ''] = shift.agentIds
    clock.set('2026-11-20T15:00:59.999Z')
    const sale = await claim(floor, shift.campaignId, a)
    clock.set('2026-11-20T15:01:00.000Z')
    const abandoned = await claim(floor, shift.campaignId, b)
    const ringing = await claim(floor, shift.campaignId, c)
    clock.set('2026-11-20T15:01:20.000Z')
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 0A 0Q 0V', '15:01 2D 0A 0Q 0V'])
    await report(floor, sale.id, 'CONNECTED')
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 1A 0Q 0V', '15:01 2D 0A 0Q 0V'])
    clock.set('2026-11-20T15:02:05.000Z')
    await report(floor, abandoned.id, 'CONNECTED')
    await report(floor, abandoned.id, 'ABANDONED')
    await report(floor, ringing.id, 'FAILED', { outcome: 'NO_ANSWER' })
    const machine = await claim(floor, shift.campaignId, b)
    await report(floor, machine.id, 'COMPLETED', { outcome: 'VOICEMAIL' })
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 1A 0Q 0V', '15:01 2D 1A 1Q 0V', '15:02 1D 1A 0Q 0V'])
    clock.set('2026-11-20T15:04:00.000Z')
    await report(floor, sale.id, 'WRAP_UP')
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 1A 0Q 0V', '15:01 2D 1A 1Q 0V', '15:02 1D 1A 0Q 0V'])
    await report(floor, sale.id, 'COMPLETED', { outcome: 'SALE' })
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 1A 0Q 1V', '15:01 2D 1A 1Q 0V', '15:02 1D 1A 0Q 0V'])
  })

  it('begin with the first instant of the first minute, and leave out what was dialled before', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    for (const start of ['2026-11-20T15:00:59.999Z', '2026-11-20T15:01:00.000Z']) {
      clock.set(start)
      const { id } = await claim(floor, shift.campaignId, agentOf(shift))
      clock.advance(90)
      // Answered and ended within the minutes asked for; it is the start that counts.
      await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    }
    clock.set('2026-11-20T15:05:59.999Z')
    expect(await busyMinutes(shift, 5)).toEqual(['15:01 1D 1A 0Q 1V'])
    clock.set('2026-11-20T15:06:00.000Z')
    expect(await busyMinutes(shift, 5)).toEqual([])
    expect(await busyMinutes(shift, 6)).toEqual(['15:01 1D 1A 0Q 1V'])
  })

  it('follow a dial that was given back, and an outcome that was corrected', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const given = await claim(floor, shift.campaignId, agentOf(shift))
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 0A 0Q 0V'])
    await report(floor, given.id, 'QUEUED')
    expect(await busyMinutes(shift)).toEqual([])
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 1A 0Q 0V'])
    await correct(floor, id, { outcome: 'SALE' })
    expect(await busyMinutes(shift)).toEqual(['15:00 1D 1A 0Q 1V'])
  })

  it('stay as they are when finished entries move to the history', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    clock.advance(60)
    await claim(floor, shift.campaignId, agentOf(shift))
    const before = await busyMinutes(shift)
    expect(before).toEqual(['15:00 1D 1A 0Q 1V', '15:01 1D 0A 0Q 0V'])
    const { now } = clock
    clock.advance(2 * 86_400)
    await runJob(floor, 'archiveEntries')
    expect(await row(floor, 'SELECT count(*)::int AS n FROM dial_queue_history WHERE id = $1', [id])).toEqual({ n: 1 })
    clock.set(now.toISOString())
    expect(await busyMinutes(shift)).toEqual(before)
  })

  it('add up to the figures of the day', async () => {
    const shift = await openShift(floor, { contacts: 40, agents: 4 })
    const endings: [status: 'COMPLETED' | 'FAILED' | 'ABANDONED', outcome?: string][] = [
      ['COMPLETED', 'SALE'],
      ['COMPLETED', 'VOICEMAIL'],
      ['FAILED', 'BUSY'],
      ['ABANDONED'],
      ['COMPLETED', 'NOT_INTERESTED'],
    ]
    for (let turn = 0; turn < 24; turn += 1) {
      const { id } = await claim(floor, shift.campaignId, nth(shift.agentIds, turn % 3))
      clock.advance(17)
      const [status, outcome] = nth(endings, turn % endings.length)
      await report(floor, id, status, outcome === undefined ? {} : { outcome })
    }
    const live = await claim(floor, shift.campaignId, nth(shift.agentIds, 3))
    await report(floor, live.id, 'CONNECTED')
    const { minutes } = await historyOf(shift, 60)
    const sum = (of: (minute: Minute) => number): number => minutes.reduce((total, minute) => total + of(minute), 0)
    const stats = await statsOf(floor, shift.campaignId)
    expect(sum(({ dials }) => dials)).toBe(25)
    expect({
      dialedToday: sum(({ dials }) => dials),
      connectedToday: sum(({ answers }) => answers),
      conversionsToday: sum(({ conversions }) => conversions),
    }).toEqual({
      dialedToday: stats.dialedToday,
      connectedToday: stats.connectedToday,
      conversionsToday: stats.conversionsToday,
    })
    expect(sum(({ abandons }) => abandons)).toBe(stats.counts['abandoned'])
  })

  it("are not shown of another organization's campaign, and are from 1 to 240", async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    expect(codeOf(await floor.ask(document, { campaignId: shift.campaignId }, { organizationId }))).toBe('NOT_FOUND')
    expect(codeOf(await floor.ask(document, { campaignId: '999999999' }))).toBe('NOT_FOUND')
    for (const minutes of [0, -1, 241]) {
      expect(codeOf(await floor.ask(document, { campaignId: shift.campaignId, minutes }))).toBe('BAD_USER_INPUT')
    }
  })

  it('are read from a range of the index, however many calls there were before', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await rows(
      floor,
      `INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, phone, attempt, started_at, ended_at,
         completed_at, final_status, outcome, category)
       SELECT $1, 900000000 + g, $2, $3, $4, '+12125550100', 2, at, at, at, 'FAILED', 'BUSY', 'BUSY'
       FROM generate_series(1, 20000) AS g CROSS JOIN LATERAL (SELECT $5::timestamptz - make_interval(secs => g * 6)) AS t (at)`,
      [floor.organizationId, shift.campaignId, nth(shift.contactIds, 0), shift.listId, clock.now],
    )
    await rows(floor, 'ANALYZE call_record')
    const { result, byIndex, scanned } = await tuplesRead(floor.database, 'call_record', (transaction) =>
      campaignHistory(transaction, clock.read, floor.organizationId, shift.campaignId, 30),
    )
    // Ten calls in each minute but the running one, which has just begun.
    expect(result.minutes.reduce((sum, { dials }) => sum + dials, 0)).toBe(290)
    expect({ byIndex, scanned }).toEqual({ byIndex: 290, scanned: 0 })
  })
})
