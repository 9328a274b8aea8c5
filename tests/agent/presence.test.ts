import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endSilentAgents } from '../../src/agent/endSilentAgents.js'
import type { Instance } from '../../src/composition.js'
import { agentOf, claim, codeOf, nextContact, nth, report, row, rows, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openInstance, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { refusal } from '../support/refusal.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(async () => {
  clock.reset()
  await floor.database.pool.query('DELETE FROM agent_presence')
})

const document = 'mutation ($agentId: ID) { heartbeat(agentId: $agentId) { id status pauseReason } }'

/** A heartbeat by the agent itself; what it then is. */
async function beat(agentId: string): Promise<{ status: string; pauseReason: string | null }> {
  type Data = { heartbeat: { status: string; pauseReason: string | null } }
  return (await floor.get<Data>(document, {}, { agentId })).heartbeat
}

const failures: unknown[] = []
const endSilent = (instance: Instance = floor.instance): Promise<number> =>
  endSilentAgents(instance.work, (error) => failures.push(error))
const agentRow = (id: string) =>
  row(floor, 'SELECT status, pause_reason, requested_status, requested_reason FROM agent WHERE id = $1', [id])
const presentAgents = async () =>
  (await rows(floor, 'SELECT agent_id FROM agent_presence ORDER BY agent_id')).map((one) => one['agent_id'])
const free = { pause_reason: null, requested_status: null, requested_reason: null }
const gone = { status: 'OFFLINE', pause_reason: 'no heartbeat', requested_status: null, requested_reason: null }

describe('an agent that sent heartbeats and was not heard of for 60 seconds', () => {
  it.each(['AVAILABLE', 'PAUSED'])('is OFFLINE for want of a heartbeat: %s', async (status) => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const agentId = agentOf(shift)
    await setAgentStatus(floor, agentId, status, 'lunch')
    await beat(agentId)
    clock.advance(59.999)
    expect(await endSilent()).toBe(0)
    clock.advance(0.001)
    expect(await endSilent()).toBe(1)
    expect(await agentRow(agentId)).toEqual(gone)
    expect(await presentAgents()).toEqual([])
    expect(await endSilent()).toBe(0)
    const latest = await row(
      floor,
      'SELECT status, reason, started_at FROM agent_state WHERE agent_id = $1 ORDER BY seq DESC LIMIT 1',
      [agentId],
    )
    expect(latest).toEqual({ status: 'OFFLINE', reason: 'no heartbeat', started_at: clock.now })
  })

  it('gives the contact that it only looked at back to its old place, for the next agent', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 2, dialMethod: 'PREVIEW' })
    const [silent, other] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    const entry = await claim(floor, shift.campaignId, silent)
    await beat(silent)
    // The desk renews its hold through somebody else's token, so the hold does not end by itself.
    clock.advance(50)
    await floor.get('mutation ($id: ID!) { renewLease(entryId: $id) { id } }', { id: entry.id })
    clock.advance(10)
    expect(await endSilent()).toBe(1)
    expect(await agentRow(silent)).toEqual(gone)
    const back = await row(floor, 'SELECT status, queued_at, lease_lost_agent_id FROM dial_queue_entry WHERE id = $1', [
      entry.id,
    ])
    expect(back).toEqual({ status: 'QUEUED', queued_at: new Date(entry.queuedAt), lease_lost_agent_id: silent })
    expect((await claim(floor, shift.campaignId, other)).id).toBe(entry.id)
    const late = await floor.ask(
      'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }',
      { input: { entryId: entry.id, status: 'DIALING' } },
      { agentId: silent },
    )
    expect(codeOf(late)).toBe('LEASE_LOST')
  })

  it.each(['DIALING', 'CONNECTED', 'WRAP_UP'] as const)(
    'keeps a call that is %s to its end, and is OFFLINE then',
    async (status) => {
      const shift = await openShift(floor, { contacts: 1, agents: 1 })
      const agentId = agentOf(shift)
      const { id } = await claim(floor, shift.campaignId, agentId)
      if (status !== 'DIALING') await report(floor, id, status)
      await beat(agentId)
      clock.advance(60)
      expect(await endSilent()).toBe(1)
      expect(await row(floor, 'SELECT status FROM dial_queue_entry WHERE id = $1', [id])).toEqual({ status })
      expect(await agentRow(agentId)).toMatchObject({
        status: status === 'WRAP_UP' ? 'WRAP_UP' : 'BUSY',
        requested_status: 'OFFLINE',
        requested_reason: 'no heartbeat',
      })
      await report(floor, id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
      expect(await agentRow(agentId)).toEqual(gone)
    },
  )

  it('that is back during its call is AVAILABLE after it', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await beat(agentOf(shift))
    clock.advance(60)
    await endSilent()
    await beat(agentOf(shift))
    await report(floor, id, 'FAILED')
    expect(await agentRow(agentOf(shift))).toEqual({ ...free, status: 'AVAILABLE' })
  })

  it('that wanted to leave after its call anyway still leaves, without a reason', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await setAgentStatus(floor, agentOf(shift), 'OFFLINE')
    await beat(agentOf(shift))
    clock.advance(60)
    await endSilent()
    await beat(agentOf(shift))
    await report(floor, id, 'FAILED')
    expect(await agentRow(agentOf(shift))).toEqual({ ...free, status: 'OFFLINE' })
  })

  it('that had left of its own will is only forgotten', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await beat(agentOf(shift))
    await setAgentStatus(floor, agentOf(shift), 'OFFLINE')
    clock.advance(61)
    expect(await endSilent()).toBe(0)
    expect(await agentRow(agentOf(shift))).toEqual({ ...free, status: 'OFFLINE' })
    expect(await presentAgents()).toEqual([])
  })

  it('stays OFFLINE when it is back until it asks to be AVAILABLE', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await beat(agentOf(shift))
    clock.advance(60)
    await endSilent()
    expect(await beat(agentOf(shift))).toMatchObject({ status: 'OFFLINE', pauseReason: 'no heartbeat' })
    expect(await setAgentStatus(floor, agentOf(shift), 'AVAILABLE')).toEqual({ status: 'AVAILABLE', pauseReason: null })
  })

  it('is ended once by two instances that look at the same moment', async () => {
    const second = await openInstance(floor.connectionString, { clock: clock.read })
    try {
      for (let round = 0; round < 10; round += 1) {
        const shift = await openShift(floor, { contacts: 8, agents: 8, dialMethod: 'PREVIEW' })
        for (const agentId of shift.agentIds) {
          await claim(floor, shift.campaignId, agentId)
          await beat(agentId)
        }
        clock.advance(30)
        for (const agentId of shift.agentIds) await floor.get(document, { agentId })
        clock.advance(60)
        const counts = await Promise.all([endSilent(), endSilent(second), endSilent(), endSilent(second)])
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8)
        const states = await rows(
          floor,
          `SELECT agent_id FROM agent_state WHERE agent_id = ANY ($1) AND status = 'OFFLINE'`,
          [shift.agentIds],
        )
        expect(states).toHaveLength(8)
        const waiting = await rows(
          floor,
          `SELECT id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'`,
          [shift.campaignId],
        )
        expect(waiting).toHaveLength(8)
      }
      expect(failures).toEqual([])
    } finally {
      await second.close()
    }
  })

  it('and is heard of again at that very moment is either there or gone, never half of it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
      const agentId = agentOf(shift)
      await beat(agentId)
      clock.advance(60)
      const [ended, heard] = await Promise.all([endSilent(), beat(agentId)])
      const agent = await agentRow(agentId)
      if (ended === 0) expect([heard.status, agent]).toEqual(['AVAILABLE', { ...free, status: 'AVAILABLE' }])
      else expect([agent, await beat(agentId)]).toMatchObject([gone, { status: 'OFFLINE' }])
      expect(await presentAgents()).toEqual([agentId])
      await floor.database.pool.query('DELETE FROM agent_presence')
    }
  })
})

describe('an agent is not timed out', () => {
  it('when its program never sends heartbeats, whatever else it does', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await floor.instance.work.signsOfLife.flush()
    expect(await presentAgents()).toEqual([])
    clock.advance(80)
    expect(await endSilent()).toBe(0)
    await report(floor, id, 'FAILED')
    expect(await agentRow(agentOf(shift))).toEqual({ ...free, status: 'AVAILABLE' })
  })

  it.each<[what: string, act: (campaignId: string, agentId: string, entryId: string) => Promise<unknown>]>([
    ['asks for a contact', (campaignId, agentId) => nextContact(floor, campaignId, agentId).catch(() => null)],
    ['reports', (_campaignId, agentId, entryId) => report(floor, entryId, 'CONNECTED', {}, { agentId })],
    [
      'renews its hold',
      (_campaignId, agentId, id) =>
        floor.get('mutation ($id: ID!) { renewLease(entryId: $id) { id } }', { id }, { agentId }),
    ],
  ])('while it %s', async (_what, act) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await beat(agentOf(shift))
    clock.advance(59)
    await act(shift.campaignId, agentOf(shift), id)
    clock.advance(59)
    await floor.instance.work.signsOfLife.flush()
    expect(await endSilent()).toBe(0)
    clock.advance(1)
    expect(await endSilent()).toBe(1)
  })

  it('because of a dialler that works for it: that is no sign of life', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await beat(agentOf(shift))
    clock.advance(59)
    const input = { campaignId: shift.campaignId, agentId: agentOf(shift) }
    await floor.get(
      'mutation ($input: NextContactInput!) { nextContact(input: $input) { reason } }',
      { input },
      { role: 'DIALER' },
    )
    clock.advance(1)
    await floor.instance.work.signsOfLife.flush()
    expect(await endSilent()).toBe(1)
  })
})

describe('a heartbeat', () => {
  it('is for itself from an agent, and for the agent they name from a supervisor or a dialler', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 2, queued: false })
    const [one, other] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    const ask = (as: Parameters<Floor['ask']>[2], agentId?: string) => () => floor.ask(document, { agentId }, as)
    expect(await refusal(floor, ask({ agentId: one }, other))).toBe('FORBIDDEN')
    expect(await refusal(floor, ask({ role: 'DIALER' }))).toBe('BAD_USER_INPUT')
    for (const role of ['DIALER', 'SUPERVISOR', 'ADMIN'] as const) {
      expect(codeOf(await ask({ role }, other)())).toBe('0 errors')
    }
    expect(await presentAgents()).toEqual([other])
    expect(codeOf(await ask({ agentId: one }, one)())).toBe('0 errors')
    expect(await presentAgents()).toEqual([one, other])
  })

  it('never makes an agent older than it was seen', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await beat(agentOf(shift))
    const seen = clock.now
    clock.advance(-30)
    await beat(agentOf(shift))
    expect(await row(floor, 'SELECT last_seen_at FROM agent_presence')).toEqual({ last_seen_at: seen })
  })

  it('is counted in its own organization alone', async () => {
    const other = await openOtherOrganization(floor)
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const theirs = await openShift(other, { contacts: 0, agents: 1, queued: false })
    expect(await refusal(floor, () => other.ask(document, { agentId: agentOf(shift) }))).toBe('NOT_FOUND')
    await beat(agentOf(shift))
    await other.get(document, {}, { agentId: agentOf(theirs), organizationId: other.organizationId })
    clock.advance(30)
    await beat(agentOf(shift))
    clock.advance(30)
    expect(await endSilent()).toBe(1)
    expect(await agentRow(agentOf(theirs))).toEqual(gone)
    expect((await agentRow(agentOf(shift)))['status']).toBe('AVAILABLE')
  })
})
