import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentsWaiting } from '../../src/agent/agentsWaiting.store.js'
import { checkSkills } from '../../src/agent/skills.js'
import { agentOf, claim, codeOf, nth, report, row, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { refusal } from '../support/refusal.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const create = 'mutation ($input: CreateAgentInput!) { createAgent(input: $input) { id skills } }'
const update = 'mutation ($input: UpdateAgentInput!) { updateAgent(input: $input) { id name skills } }'
const twentyOne = Array.from({ length: 21 }, (_, index) => `skill-${index}`)

describe('the skills of an agent', () => {
  it('are kept sorted, each once', async () => {
    const input = { name: 'Ada', email: 'ada@test.example', skills: ['mortgage', 'german', 'b2b', 'german', '24h'] }
    const { createAgent } = await floor.get<{ createAgent: { id: string } }>(create, { input })
    expect(createAgent).toMatchObject({ skills: ['24h', 'b2b', 'german', 'mortgage'] })
    expect(await row(floor, 'SELECT skills FROM agent WHERE id = $1', [createAgent.id])).toEqual({
      skills: ['24h', 'b2b', 'german', 'mortgage'],
    })
  })

  it('are none when none are named, and can be given, changed and taken', async () => {
    const input = { name: 'Bob', email: 'bob@test.example' }
    const { createAgent } = await floor.get<{ createAgent: { id: string } }>(create, { input })
    expect(createAgent).toMatchObject({ skills: [] })
    const { id } = createAgent
    const change = async (fields: object) => (await floor.get<object>(update, { input: { id, ...fields } })) as unknown
    expect(await change({ skills: ['french'] })).toEqual({ updateAgent: { id, name: 'Bob', skills: ['french'] } })
    expect(await change({ name: '  Bobby ' })).toEqual({ updateAgent: { id, name: 'Bobby', skills: ['french'] } })
    expect(await change({})).toEqual({ updateAgent: { id, name: 'Bobby', skills: ['french'] } })
    expect(await change({ name: null, skills: [] })).toEqual({ updateAgent: { id, name: 'Bobby', skills: [] } })
  })

  it.each([
    [['']],
    [['German']],
    [['zwei Wörter']],
    [['-first']],
    [['_first']],
    [['a'.repeat(41)]],
    [['a\nb']],
    [['a\n']],
    [['ok', 'not ok']],
    [twentyOne],
  ])('are not %j', async (skills) => {
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    expect(await refusal(floor, () => floor.ask(update, { input: { id: agentId, skills } }))).toBe('BAD_USER_INPUT')
    const input = { name: 'Eve', email: 'eve@test.example', skills }
    expect(await refusal(floor, () => floor.ask(create, { input }))).toBe('BAD_USER_INPUT')
    expect(() => checkSkills('skills', skills)).toThrow(/skill/)
  })

  it('are sorted by the database too, whatever program writes them', async () => {
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    await floor.database.pool.query(`UPDATE agent SET skills = '{b,a_b,a-b,b,ab}' WHERE id = $1`, [agentId])
    expect(await row(floor, 'SELECT skills FROM agent WHERE id = $1', [agentId])).toEqual({
      skills: checkSkills('skills', ['b', 'a_b', 'a-b', 'ab']),
    })
  })

  it("are changed by supervisors of the agent's organization alone", async () => {
    const agentId = agentOf(await openShift(floor, { contacts: 0, agents: 1, queued: false }))
    const input = { id: agentId, skills: ['german'] }
    expect(await refusal(floor, () => floor.ask(update, { input }, { agentId }))).toBe('FORBIDDEN')
    expect(await refusal(floor, () => floor.ask(update, { input }, { role: 'DIALER' }))).toBe('FORBIDDEN')
    const elsewhere = await openOtherOrganization(floor)
    expect(await refusal(floor, () => elsewhere.ask(update, { input }))).toBe('NOT_FOUND')
    expect(codeOf(await floor.ask(update, { input }, { role: 'ADMIN' }))).toBe('0 errors')
  })
})

describe('the agents who wait for pushed work', () => {
  it("are the campaign's AVAILABLE ones, the longest waiting first, with their calls since its midnight", async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 4 })
    await openShift(floor, { contacts: 0, agents: 2, queued: false })
    const [caller, paused, skilled] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1), nth(shift.agentIds, 2)]
    // New York's midnight is at 5 o'clock.
    for (const at of ['2026-11-21T04:59:59.999Z', '2026-11-21T05:00:00.000Z']) {
      clock.set(at)
      const { id } = await claim(floor, shift.campaignId, caller)
      clock.advance(10)
      await report(floor, id, 'FAILED')
    }
    await setAgentStatus(floor, paused, 'PAUSED')
    await floor.get(update, { input: { id: skilled, skills: ['german'] } })
    const waiting = await agentsWaiting(floor.database, clock.read, floor.organizationId, shift.campaignId)
    const waitingSince = new Date('2026-11-20T15:00:00.000Z')
    expect(waiting).toEqual([
      { agentId: skilled, waitingSince, callsToday: 0, skills: ['german'] },
      { agentId: nth(shift.agentIds, 3), waitingSince, callsToday: 0, skills: [] },
      { agentId: caller, waitingSince: clock.now, callsToday: 1, skills: [] },
    ])
    const elsewhere = await openOtherOrganization(floor)
    expect(await agentsWaiting(floor.database, clock.read, elsewhere.organizationId, shift.campaignId)).toEqual([])
  })
})
