import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, claim, codeOf, nth, report, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { logStatements } from '../support/statementLog.js'

// The floor's organization is in New York.
const clock = new MovableClock('2026-11-20T15:00:00.000Z')
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

interface Day {
  readonly date: string
  readonly timeZone: string
  readonly from: string
  readonly until: string
  readonly states: { status: string; seconds: number }[]
  readonly pauses: { reason: string | null; seconds: number }[]
  readonly occupancy: number | null
  readonly utilisation: number | null
  readonly loggedInSeconds: number
  readonly dialSeconds: number
  readonly talkSeconds: number
  readonly wrapUpSeconds: number
  readonly previewSeconds: number
  readonly dialed: number
  readonly answered: number
  readonly callsHandled: number
}

const fields = `date timeZone from until at states { status seconds } pauses { reason seconds } dialSeconds talkSeconds
  wrapUpSeconds previewSeconds loggedInSeconds occupancy utilisation dialed answered callsHandled`
const document = `query ($agentId: ID, $date: LocalDate, $timeZone: String) {
  agentDay(agentId: $agentId, date: $date, timeZone: $timeZone) { ${fields} } }`

async function dayOf(agentId: string, date?: string, timeZone?: string): Promise<Day> {
  return (await floor.get<{ agentDay: Day }>(document, { agentId, date, timeZone })).agentDay
}

/** Seconds by state, those of no time left out. */
function secondsOf({ states }: Day): Record<string, number> {
  return Object.fromEntries(states.filter(({ seconds }) => seconds > 0).map(({ status, seconds }) => [status, seconds]))
}

const emptyShift = (): Promise<Shift> =>
  openShift(floor, { contacts: 0, agents: 1, queued: false, agentStatus: 'OFFLINE' })

describe("an agent's day", () => {
  it('counts every state and every reason to the second, and the running one up to now', async () => {
    const agentId = agentOf(await emptyShift())
    for (const [status, reason, seconds] of [
      ['AVAILABLE', undefined, 600],
      ['PAUSED', 'coffee', 300],
      ['PAUSED', 'lunch', 1800],
      ['PAUSED', 'lunch', 30],
      ['AVAILABLE', undefined, 60],
      ['PAUSED', 'coffee', 45],
      ['OFFLINE', undefined, 10],
      ['AVAILABLE', undefined, 5],
    ] as const) {
      await setAgentStatus(floor, agentId, status, reason)
      clock.advance(seconds)
    }
    const day = await dayOf(agentId)
    expect(secondsOf(day)).toEqual({ AVAILABLE: 665, PAUSED: 2175, OFFLINE: 10 })
    expect(day.pauses).toEqual([
      { reason: 'lunch', seconds: 1830 },
      { reason: 'coffee', seconds: 345 },
    ])
    expect(day).toMatchObject({ date: '2026-11-20', loggedInSeconds: 2840, occupancy: 0, utilisation: 0 })
  })

  it('weighs dials, conversations and wrap-up against waiting', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, dialMethod: 'PREVIEW' })
    const agentId = agentOf(shift)
    clock.advance(100)
    const first = await claim(floor, shift.campaignId, agentId)
    clock.advance(20)
    await report(floor, first.id, 'DIALING')
    clock.advance(30)
    await report(floor, first.id, 'CONNECTED')
    clock.advance(200)
    await report(floor, first.id, 'WRAP_UP')
    clock.advance(40)
    await report(floor, first.id, 'COMPLETED', { outcome: 'SALE' })
    clock.advance(100)
    const second = await claim(floor, shift.campaignId, agentId)
    await report(floor, second.id, 'DIALING')
    clock.advance(30)
    await report(floor, second.id, 'FAILED', { outcome: 'NO_ANSWER' })
    const third = await claim(floor, shift.campaignId, agentId)
    await report(floor, third.id, 'DIALING')
    clock.advance(10)
    await report(floor, third.id, 'CONNECTED')
    clock.advance(15)
    const day = await dayOf(agentId)
    expect(day).toMatchObject({
      dialSeconds: 70,
      talkSeconds: 215,
      wrapUpSeconds: 40,
      previewSeconds: 20,
      loggedInSeconds: 545,
      dialed: 3,
      answered: 2,
      callsHandled: 2,
    })
    expect(secondsOf(day)).toEqual({ AVAILABLE: 200, BUSY: 305, WRAP_UP: 40 })
    expect(day.occupancy).toBeCloseTo(325 / 525, 12)
    expect(day.utilisation).toBeCloseTo(325 / 545, 12)
  })

  it('gives each of two days its part of a call over midnight, and the dial to the day it began', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    clock.set('2026-11-21T04:59:00.000Z')
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    clock.advance(30)
    await report(floor, id, 'CONNECTED')
    const running = async () => {
      clock.advance(90)
      return [await dayOf(agentOf(shift), '2026-11-20'), await dayOf(agentOf(shift))]
    }
    for (const [before, after] of [await running()]) {
      expect(before).toMatchObject({ date: '2026-11-20', dialed: 1, answered: 1, callsHandled: 0, talkSeconds: 30 })
      expect(after).toMatchObject({ date: '2026-11-21', dialed: 0, answered: 0, callsHandled: 0, talkSeconds: 60 })
    }
    await report(floor, id, 'WRAP_UP')
    clock.advance(20)
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    clock.advance(1000)
    expect(await dayOf(agentOf(shift), '2026-11-20')).toMatchObject({
      ...{ dialed: 1, answered: 1, callsHandled: 1, dialSeconds: 30, talkSeconds: 30, wrapUpSeconds: 0 },
    })
    const day = await dayOf(agentOf(shift), '2026-11-21')
    expect(day).toMatchObject({
      ...{ dialed: 0, callsHandled: 0, dialSeconds: 0, talkSeconds: 60, wrapUpSeconds: 20, occupancy: 80 / 1080 },
    })
    expect(secondsOf(day)).toEqual({ BUSY: 60, WRAP_UP: 20, AVAILABLE: 1000 })
  })

  it('is of no time before the agent was there and after now', async () => {
    const agentId = agentOf(await emptyShift())
    clock.advance(60)
    expect(secondsOf(await dayOf(agentId))).toEqual({ OFFLINE: 60 })
    for (const date of ['2026-11-19', '2026-11-21', '1970-01-01', '2999-12-31']) {
      expect(secondsOf(await dayOf(agentId, date))).toEqual({})
    }
  })
})

/** The first instant that `Intl` takes for that day in that zone: an implementation of its own. */
function startsAt(date: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' })
  let [before, first] = [
    Date.parse(`${date}T00:00:00Z`) - 15 * 3_600_000,
    Date.parse(`${date}T00:00:00Z`) + 13 * 3_600_000,
  ]
  // Days never go back, so the search by halves finds the one place where the day begins.
  while (first - before > 1) {
    const middle = Math.floor((before + first) / 2)
    if (format.format(middle) < date) before = middle
    else first = middle
  }
  return new Date(first).toISOString()
}

describe('the hours of a day', () => {
  it.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['America/New_York', '2026-11-20', 24],
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    // The clocks change at midnight: forward, so that the day has none; back, so that it has two.
    ['Africa/Cairo', '2026-04-24', 23],
    ['Atlantic/Azores', '2026-10-25', 25],
    ['America/Havana', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Asia/Kathmandu', '2026-11-20', 24],
    ['UTC', '2026-11-20', 24],
  ])('in %s on %s are %d, all of them counted', async (timeZone, date, hours) => {
    const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    clock.set(new Date(Date.parse(`${date}T00:00:00Z`) - 3 * 86_400_000).toISOString())
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    clock.advance(8 * 86_400)
    const day = await dayOf(agentId, date, timeZone)
    expect(day).toMatchObject({ date, timeZone, from: startsAt(date, timeZone), until: startsAt(next, timeZone) })
    expect(secondsOf(day)).toEqual({ AVAILABLE: hours * 3600 })
  })

  it("are the organization's when no zone is named", async () => {
    const agentId = agentOf(await emptyShift())
    clock.set('2026-11-21T03:00:00.000Z')
    expect(await dayOf(agentId)).toMatchObject({ date: '2026-11-20', timeZone: 'America/New_York' })
    expect(await dayOf(agentId, undefined, 'Europe/Berlin')).toMatchObject({ date: '2026-11-21' })
  })

  it.each(['Mars/Olympus', 'Etc/GMT+5', '+02:00', ''])('are none of a zone such as %j', async (timeZone) => {
    const agentId = agentOf(await emptyShift())
    expect(codeOf(await floor.ask(document, { agentId, timeZone }))).toBe('BAD_USER_INPUT')
  })
})

describe('who may see it', () => {
  it('is the agent itself, and a supervisor or dialler of its organization', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 2 })
    const [one, other] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    const ask = (agentId: string | null, as: Parameters<Floor['ask']>[2]) => floor.ask(document, { agentId }, as)
    expect(codeOf(await ask(null, { agentId: one }))).toBe('0 errors')
    expect(codeOf(await ask(other, { agentId: one }))).toBe('FORBIDDEN')
    expect(codeOf(await ask(null, { role: 'SUPERVISOR' }))).toBe('BAD_USER_INPUT')
    for (const role of ['SUPERVISOR', 'ADMIN', 'DIALER'] as const)
      expect(codeOf(await ask(one, { role }))).toBe('0 errors')
    const elsewhere = await openOtherOrganization(floor)
    expect(codeOf(await elsewhere.ask(document, { agentId: one }))).toBe('NOT_FOUND')
    expect(codeOf(await ask('999999999', {}))).toBe('NOT_FOUND')
  })

  it('asks once for all agents of a list', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 12, queued: false })
    clock.advance(60)
    const list = `query ($id: ID!) { agents(campaignId: $id) { day { ${fields} } yesterday: day(date: "2026-11-19") { date } } }`
    const log = logStatements(floor.instance.work.database.pool)
    const { agents } = await floor.get<{ agents: { day: Day }[] }>(list, { id: shift.campaignId })
    expect(agents).toHaveLength(12)
    for (const { day } of agents) expect(secondsOf(day)).toEqual({ AVAILABLE: 60 })
    expect(log.texts.filter((text) => text.includes('/* agentDays */'))).toHaveLength(2)
  })

  it('shows an AGENT its own day beside its name', async () => {
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    const { me } = await floor.get<{ me: { agent: { day: Day } } }>(
      `{ me { agent { day { ${fields} } } } }`,
      {},
      { agentId },
    )
    expect(me.agent.day.date).toBe('2026-11-20')
  })
})
