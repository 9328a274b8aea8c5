import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runJob } from '../background/rehearsal.js'
import { agentOf, claim, correct, report } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { logStatements } from '../support/statementLog.js'
import { statsOf } from '../support/statsView.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const DAY = 86_400
const document = `query ($campaignId: ID!) { campaignStats(campaignId: $campaignId) {
  abandonRate abandonRate30Days liveAnswers30Days abandoned30Days } }`

interface Figures {
  readonly abandonRate: number | null
  readonly abandonRate30Days: number | null
  readonly liveAnswers30Days: number
  readonly abandoned30Days: number
}
async function figuresOf({ campaignId }: Shift): Promise<Figures> {
  return (await floor.get<{ campaignStats: Figures }>(document, { campaignId })).campaignStats
}

/** A call that begins and ends now. */
async function call(shift: Shift, status: 'COMPLETED' | 'FAILED' | 'ABANDONED', outcome?: string): Promise<string> {
  const { id } = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, id, status, outcome === undefined ? {} : { outcome })
  return id
}

describe('the abandon rate of 30 days', () => {
  it('is made of live answers only, running conversations included, and of nothing is null', async () => {
    const shift = await openShift(floor, { contacts: 8, agents: 1 })
    const nothing = { liveAnswers30Days: 0, abandoned30Days: 0, abandonRate30Days: null }
    expect(await figuresOf(shift)).toEqual({ ...nothing, abandonRate: null })
    await call(shift, 'FAILED', 'NO_ANSWER')
    await call(shift, 'COMPLETED', 'VOICEMAIL')
    expect(await figuresOf(shift)).toEqual({ ...nothing, abandonRate: null })
    await call(shift, 'COMPLETED', 'SALE')
    await call(shift, 'ABANDONED')
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 2, abandoned30Days: 1, abandonRate30Days: 1 / 2 })
    await report(floor, id, 'CONNECTED')
    const withRunning = { liveAnswers30Days: 3, abandoned30Days: 1, abandonRate30Days: 1 / 3, abandonRate: 1 / 3 }
    expect(await figuresOf(shift)).toEqual(withRunning)
    await report(floor, id, 'WRAP_UP')
    expect(await figuresOf(shift)).toEqual(withRunning)
    await report(floor, id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
    expect(await figuresOf(shift)).toEqual(withRunning)
  })

  it('keeps what today no longer shows, for 30 days to the quarter of an hour', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1 })
    clock.set('2026-10-20T15:07:00Z')
    await call(shift, 'ABANDONED')
    clock.set('2026-10-20T15:20:00Z')
    await call(shift, 'COMPLETED', 'SALE')
    clock.set('2026-11-19T15:14:59.999Z')
    expect(await figuresOf(shift)).toEqual({
      ...{ abandonRate: null, abandonRate30Days: 1 / 2, liveAnswers30Days: 2, abandoned30Days: 1 },
    })
    clock.set('2026-11-19T15:15:00Z')
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 1, abandoned30Days: 0, abandonRate30Days: 0 })
    await call(shift, 'ABANDONED')
    expect(await figuresOf(shift)).toEqual({
      ...{ abandonRate: 1, abandonRate30Days: 1 / 2, liveAnswers30Days: 2, abandoned30Days: 1 },
    })
    clock.set('2026-11-19T15:30:00Z')
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 1, abandoned30Days: 1, abandonRate30Days: 1 })
  })

  it('loses and doubles nothing while a call passes from the last day into the days before', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    await call(shift, 'ABANDONED')
    for (let quarter = 0; quarter <= 100; quarter += 4) {
      expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 1, abandoned30Days: 1 })
      clock.advance(4 * 900)
    }
    await runJob(floor, 'archiveEntries')
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 1, abandoned30Days: 1 })
  })

  it('follows a correction at once within a day, and later with the next quarter of an hour', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const id = await call(shift, 'COMPLETED', 'VOICEMAIL')
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 0 })
    await correct(floor, id, { outcome: 'NOT_INTERESTED' })
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 1 })
    clock.advance(2 * DAY)
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 1 })
    await correct(floor, id, { outcome: 'VOICEMAIL' })
    clock.advance(900)
    expect(await figuresOf(shift)).toMatchObject({ liveAnswers30Days: 0 })
  })

  it('is counted for each campaign by itself', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const other = await openShift(floor, { contacts: 1, agents: 1 })
    await call(shift, 'ABANDONED')
    expect(await figuresOf(other)).toMatchObject({ liveAnswers30Days: 0 })
    clock.advance(2 * DAY)
    await call(other, 'COMPLETED', 'SALE')
    const { campaigns } = await floor.get<{ campaigns: { id: string; stats: Figures }[] }>(
      '{ campaigns { id stats { abandonRate30Days } } }',
    )
    const rates = new Map(campaigns.map(({ id, stats }) => [id, stats.abandonRate30Days]))
    expect([rates.get(shift.campaignId), rates.get(other.campaignId)]).toEqual([1, 0])
  })

  it('reads the days before the last one once in a quarter of an hour', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const log = logStatements(floor.instance.work.database.pool)
    clock.set('2026-12-24T10:00:00Z')
    const namesOf = async (work: () => Promise<unknown>): Promise<string[]> => {
      const before = log.texts.length
      await work()
      return log.texts.slice(before).flatMap((text) => /^\/\* (\w+Answers) /.exec(text)?.[1] ?? [])
    }
    expect(await namesOf(() => figuresOf(shift))).toEqual(['recentAnswers', 'pastAnswers'])
    clock.advance(899)
    expect(await namesOf(() => figuresOf(shift))).toEqual(['recentAnswers'])
    clock.advance(1)
    expect(await namesOf(() => figuresOf(shift))).toEqual(['recentAnswers', 'pastAnswers'])
    // Who does not ask for it does not pay for it.
    expect(await namesOf(() => statsOf(floor, shift.campaignId))).toEqual([])
  })
})
