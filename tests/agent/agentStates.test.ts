import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pruneAgentStates } from '../../src/agent/pruneAgentStates.js'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { agentOf, claim, codeOf, nextContact, nth, report, rows, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

interface Page {
  readonly edges: {
    cursor: string
    node: { status: string; reason: string | null; startedAt: string; endedAt: string | null }
  }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const document = `query ($agentId: ID, $from: DateTime, $until: DateTime, $first: Int, $after: String) {
  agentStates(agentId: $agentId, from: $from, until: $until, first: $first, after: $after) {
    edges { cursor node { status reason startedAt endedAt } } pageInfo { hasNextPage endCursor } } }`
const pageOf = async (agentId: string, variables: object = {}): Promise<Page> =>
  (await floor.get<{ agentStates: Page }>(document, { agentId, ...variables })).agentStates
const statesOf = async (agentId: string, variables: object = {}) =>
  (await pageOf(agentId, variables)).edges.map(({ node }) => node)

describe("an agent's history", () => {
  it('has a state for each step of a working day, each until the next', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, agentStatus: 'OFFLINE' })
    const agentId = agentOf(shift)
    const instants = [clock.at(0)]
    const later = (): void => {
      clock.advance(7)
      instants.push(clock.at(0))
    }
    later()
    await setAgentStatus(floor, agentId, 'AVAILABLE')
    later()
    const { id } = await claim(floor, shift.campaignId, agentId)
    clock.advance(1)
    await report(floor, id, 'CONNECTED')
    later()
    await report(floor, id, 'WRAP_UP')
    await setAgentStatus(floor, agentId, 'PAUSED', 'lunch')
    later()
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    later()
    await setAgentStatus(floor, agentId, 'PAUSED', 'still at lunch')
    later()
    await setAgentStatus(floor, agentId, 'OFFLINE')
    const steps = [
      ...[
        ['OFFLINE', null] as const,
        ['AVAILABLE', null] as const,
        ['BUSY', null] as const,
        ['WRAP_UP', null] as const,
      ],
      ...[['PAUSED', 'lunch'] as const, ['PAUSED', 'still at lunch'] as const, ['OFFLINE', null] as const],
    ]
    expect(await statesOf(agentId)).toEqual(
      steps.map(([status, reason], index) => ({
        ...{ status, reason, startedAt: instants[index], endedAt: instants[index + 1] ?? null },
      })),
    )
  })

  it('has one more state for each agent of a combined claim, and none for what changes no state', async () => {
    const shift = await openShift(floor, { contacts: 40, agents: 40 })
    clock.advance(5)
    await Promise.all(shift.agentIds.map((agentId) => nextContact(floor, shift.campaignId, agentId)))
    await setAgentStatus(floor, nth(shift.agentIds, 0), 'PAUSED', 'wanted, not yet taken')
    await floor.get('mutation ($input: UpdateAgentInput!) { updateAgent(input: $input) { id } }', {
      input: { id: nth(shift.agentIds, 1), name: 'Other', skills: ['german'] },
    })
    const states = await rows(
      floor,
      'SELECT status, started_at, count(*)::int FROM agent_state WHERE agent_id = ANY ($1) GROUP BY 1, 2 ORDER BY 2',
      [shift.agentIds],
    )
    expect(states).toEqual([
      { status: 'AVAILABLE', started_at: new Date(clock.at(-5)), count: 40 },
      { status: 'BUSY', started_at: clock.now, count: 40 },
    ])
  })

  it('never goes back in time, though a statement that waited carries an older clock', async () => {
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    clock.advance(10)
    await setAgentStatus(floor, agentId, 'PAUSED', 'tea')
    clock.advance(-3)
    await setAgentStatus(floor, agentId, 'AVAILABLE')
    clock.advance(6)
    await setAgentStatus(floor, agentId, 'PAUSED', 'tea')
    expect((await statesOf(agentId)).map(({ status, startedAt }) => [status, startedAt])).toEqual([
      ['AVAILABLE', clock.at(-13)],
      ['PAUSED', clock.at(-3)],
      ['AVAILABLE', clock.at(-3)],
      ['PAUSED', clock.at(0)],
    ])
    const broken = (await runDoctor(floor.database, floor.organizationId)).filter(({ count }) => count > 0)
    expect(broken.filter(({ id }) => id.startsWith('agent'))).toEqual([])
  })

  it('begins at the state that ran at the asked instant, and ends before the other', async () => {
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    for (const status of ['PAUSED', 'AVAILABLE', 'PAUSED', 'OFFLINE']) {
      clock.advance(10)
      await setAgentStatus(floor, agentId, status)
    }
    const named = async (from: number | null, until: number | null) =>
      (
        await statesOf(agentId, {
          from: from === null ? null : clock.at(from),
          until: until === null ? null : clock.at(until),
        })
      ).map(({ status }) => status)
    expect(await named(null, null)).toEqual(['AVAILABLE', 'PAUSED', 'AVAILABLE', 'PAUSED', 'OFFLINE'])
    expect(await named(-25, null)).toEqual(['PAUSED', 'AVAILABLE', 'PAUSED', 'OFFLINE'])
    expect(await named(-30, -10)).toEqual(['PAUSED', 'AVAILABLE'])
    expect(await named(-25, -24)).toEqual(['PAUSED'])
    expect(await named(-100, -40)).toEqual([])
    expect(await named(5, null)).toEqual(['OFFLINE'])
    const turned = { agentId, from: clock.at(0), until: clock.at(-1) }
    expect(codeOf(await floor.ask(document, turned))).toBe('BAD_USER_INPUT')
  })

  it('is read page by page, also where several states began at one instant', async () => {
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    for (let turn = 0; turn < 9; turn += 1) {
      if (turn % 3 === 0) clock.advance(1)
      await setAgentStatus(floor, agentId, 'PAUSED', `reason ${turn}`)
    }
    const whole = await pageOf(agentId, { first: 100 })
    expect(whole).toMatchObject({ pageInfo: { hasNextPage: false } })
    expect(whole.edges.map(({ node }) => node.reason)).toEqual([
      ...[null, ...Array.from({ length: 9 }, (_, turn) => `reason ${turn}`)],
    ])
    for (const first of [1, 3, 4]) {
      const edges: Page['edges'] = []
      for (let after: string | null = null; ;) {
        const page: Page = await pageOf(agentId, { first, after })
        edges.push(...page.edges)
        after = page.pageInfo.endCursor
        if (!page.pageInfo.hasNextPage) break
      }
      expect(edges).toEqual(whole.edges)
    }
  })

  it("is the agent's own and its supervisors', of one organization", async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 2, queued: false })
    const [one, other] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    expect(codeOf(await floor.ask(document, {}, { agentId: one }))).toBe('0 errors')
    expect(codeOf(await floor.ask(document, { agentId: other }, { agentId: one }))).toBe('FORBIDDEN')
    expect(codeOf(await floor.ask(document, { agentId: other }, { role: 'DIALER' }))).toBe('0 errors')
    const elsewhere = await openOtherOrganization(floor)
    expect(codeOf(await elsewhere.ask(document, { agentId: one }))).toBe('NOT_FOUND')
    // A cursor is a place, not a key: that of another agent gives no state of that agent.
    const { pageInfo } = await pageOf(other)
    expect(await statesOf(one, { after: pageInfo.endCursor })).toEqual([])
  })
})

describe('after 13 months', () => {
  it('states are forgotten, but for the one that ran at that time and all that came after', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 2, queued: false })
    const [one, away] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    for (const at of ['2026-11-20T16:00:00.000Z', '2026-11-20T17:00:00.000Z', '2027-01-01T08:00:00.000Z']) {
      clock.set(at)
      await setAgentStatus(floor, one, 'PAUSED', at)
    }
    const work = { database: floor.database, clock: clock.read }
    clock.set('2027-12-20T16:59:59.999Z')
    await pruneAgentStates(work)
    const reasons = async (agentId: string) => (await statesOf(agentId)).map(({ reason }) => reason)
    expect(await reasons(one)).toEqual([
      ...['2026-11-20T16:00:00.000Z', '2026-11-20T17:00:00.000Z', '2027-01-01T08:00:00.000Z'],
    ])
    clock.set('2027-12-20T17:00:00.001Z')
    // At least: holds of the tests above run out meanwhile, which makes states of other agents.
    expect(await pruneAgentStates(work)).toBeGreaterThanOrEqual(1)
    expect(await reasons(one)).toEqual(['2026-11-20T17:00:00.000Z', '2027-01-01T08:00:00.000Z'])
    clock.set('2040-01-01T00:00:00.000Z')
    expect(await pruneAgentStates(work)).toBeGreaterThanOrEqual(1)
    expect(await reasons(one)).toEqual(['2027-01-01T08:00:00.000Z'])
    expect(await reasons(away)).toEqual([null])
  })
})
