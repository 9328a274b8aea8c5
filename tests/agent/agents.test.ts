import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOrganization } from '../../src/organization/organization.store.js'
import { agentOf, claim, codeOf, nth, report, row, rows, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
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

const create = 'mutation ($input: CreateAgentInput!) { createAgent(input: $input) { id name email status } }'
const setStatus = 'mutation ($input: SetAgentStatusInput!) { setAgentStatus(input: $input) { id status } }'

describe('a new agent', () => {
  it('is OFFLINE, its name and address without surrounding blanks', async () => {
    const { createAgent } = await floor.get<{ createAgent: { id: string } }>(create, {
      input: { name: '  Ada Lovelace ', email: ' ada@test.example ' },
    })
    expect(createAgent).toMatchObject({ name: 'Ada Lovelace', email: 'ada@test.example', status: 'OFFLINE' })
    expect(await row(floor, 'SELECT status FROM agent WHERE id = $1', [createAgent.id])).toEqual({ status: 'OFFLINE' })
  })

  it.each([
    { what: 'an empty name', input: { name: ' ', email: 'a@test.example' } },
    { what: 'a name of 201 characters', input: { name: 'n'.repeat(201), email: 'a@test.example' } },
    { what: 'a name of 10 kB', input: { name: 'n'.repeat(10_000), email: 'a@test.example' } },
    { what: 'a NUL in its name', input: { name: 'a\u0000b', email: 'a@test.example' } },
    { what: 'no address', input: { name: 'A', email: '' } },
    { what: 'an address without @', input: { name: 'A', email: 'test.example' } },
    { what: 'an address with a blank', input: { name: 'A', email: 'a b@test.example' } },
    { what: 'an address with a NUL', input: { name: 'A', email: 'a\u0000@test.example' } },
    { what: 'an address of 255 characters', input: { name: 'A', email: `${'a'.repeat(242)}@test.example` } },
  ])('with $what is refused', async ({ input }) => {
    expect(await refusal(floor, () => floor.ask(create, { input }))).toBe('BAD_USER_INPUT')
  })

  it('with an address that is taken is refused, but another organization may have it', async () => {
    const input = { name: 'Grace', email: 'grace@test.example' }
    await floor.get(create, { input })
    expect(codeOf(await floor.ask(create, { input }))).toBe('BAD_USER_INPUT')
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    expect(codeOf(await floor.ask(create, { input }, { organizationId }))).toBe('0 errors')
    const agents = await rows(floor, 'SELECT organization_id FROM agent WHERE email = $1 ORDER BY 1', [input.email])
    expect(agents.map((agent) => agent['organization_id'])).toEqual([floor.organizationId, organizationId])
  })
})

describe('an agent chooses its status', () => {
  it('AVAILABLE, PAUSED with a reason, OFFLINE, each from its instant on', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false, agentStatus: 'OFFLINE' })
    const agentId = agentOf(shift)
    for (const [status, reason, pauseReason] of [
      ['AVAILABLE', undefined, null],
      ['PAUSED', 'coffee', 'coffee'],
      ['PAUSED', undefined, null],
      ['AVAILABLE', 'ignored', null],
      ['OFFLINE', undefined, null],
    ] as const) {
      clock.advance(10)
      expect(await setAgentStatus(floor, agentId, status, reason)).toEqual({ status, pauseReason })
    }
    const columns = 'SELECT status, pause_reason, requested_status, status_changed_at FROM agent WHERE id = $1'
    expect(await row(floor, columns, [agentId])).toEqual({
      status: 'OFFLINE',
      pause_reason: null,
      requested_status: null,
      status_changed_at: clock.now,
    })
  })

  it('and keeps its instant when it asks for what it already is', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await setAgentStatus(floor, agentOf(shift), 'PAUSED')
    const since = clock.now
    clock.advance(60)
    await setAgentStatus(floor, agentOf(shift), 'PAUSED', 'still here')
    expect(
      await row(floor, 'SELECT status_changed_at, pause_reason FROM agent WHERE id = $1', [agentOf(shift)]),
    ).toEqual({
      status_changed_at: since,
      pause_reason: 'still here',
    })
  })

  it.each(['BUSY', 'WRAP_UP'])('but not %s, which follows from its calls', async (status) => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const ask = () => floor.ask(setStatus, { input: { status } }, { agentId: agentOf(shift) })
    expect(await refusal(floor, ask)).toBe('BAD_USER_INPUT')
  })

  it.each([
    { what: 'longer than 500 characters', reason: 'r'.repeat(501) },
    { what: 'with a NUL', reason: 'a\u0000b' },
  ])('but not for a reason $what', async ({ reason }) => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const ask = () => floor.ask(setStatus, { input: { status: 'PAUSED', reason } }, { agentId: agentOf(shift) })
    expect(await refusal(floor, ask)).toBe('BAD_USER_INPUT')
  })

  it('but not that of another agent; a supervisor may', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 2, queued: false })
    const [one = '', other = ''] = shift.agentIds
    const ask = (as: Parameters<Floor['ask']>[2]) =>
      floor.ask(setStatus, { input: { agentId: other, status: 'PAUSED' } }, as)
    expect(await refusal(floor, () => ask({ agentId: one }))).toBe('FORBIDDEN')
    expect(codeOf(await ask({ role: 'SUPERVISOR' }))).toBe('0 errors')
    expect(await row(floor, 'SELECT status FROM agent WHERE id = $1', [other])).toEqual({ status: 'PAUSED' })
  })

  it('only in its own organization, and only if it exists', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    const input = { agentId: agentOf(shift), status: 'PAUSED' }
    expect(await refusal(floor, () => floor.ask(setStatus, { input }, { organizationId }))).toBe('NOT_FOUND')
    const unknown = { input: { agentId: '999999999', status: 'PAUSED' } }
    expect(await refusal(floor, () => floor.ask(setStatus, unknown))).toBe('NOT_FOUND')
    expect(await refusal(floor, () => floor.ask(setStatus, { input: { status: 'PAUSED' } }))).toBe('BAD_USER_INPUT')
  })
})

describe('the agents of the floor', () => {
  it('are listed by name, by status and by campaign, with what they hold', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 3 })
    const entry = await claim(floor, shift.campaignId, nth(shift.agentIds, 1))
    await setAgentStatus(floor, nth(shift.agentIds, 2), 'OFFLINE')
    const document = `query ($campaignId: ID, $status: AgentStatus) {
      agents(campaignId: $campaignId, status: $status) { id status currentEntry { id } campaigns { id } } }`
    const list = async (variables: object) =>
      (await floor.get<{ agents: { id: string }[] }>(document, variables)).agents
    const { campaignId } = shift
    const campaigns = [{ id: campaignId }]
    expect(await list({ campaignId })).toEqual([
      { id: shift.agentIds[0], status: 'AVAILABLE', currentEntry: null, campaigns },
      { id: shift.agentIds[1], status: 'BUSY', currentEntry: { id: entry.id }, campaigns },
      { id: shift.agentIds[2], status: 'OFFLINE', currentEntry: null, campaigns },
    ])
    expect((await list({ campaignId, status: 'BUSY' })).map(({ id }) => id)).toEqual([shift.agentIds[1]])
    await report(floor, entry.id, 'FAILED')
    expect(await list({ campaignId, status: 'BUSY' })).toEqual([])
  })
})
