import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import { agentOf, claim, codeOf, nextContact, report, row, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { until } from '../support/until.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const agentRow = (id: string) =>
  row(
    floor,
    'SELECT status, pause_reason, requested_status, requested_reason, status_changed_at FROM agent WHERE id = $1',
    [id],
  )
const free = { pause_reason: null, requested_status: null, requested_reason: null }

/** Takes a contact of a PREVIEW campaign through these steps, a second apart, and gives what the agent is after each. */
async function follow(steps: readonly QueueStatus[]): Promise<unknown[]> {
  const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
  const { id } = await claim(floor, shift.campaignId, agentOf(shift))
  const seen = [(await agentRow(agentOf(shift)))['status']]
  for (const step of steps) {
    clock.advance(1)
    await report(floor, id, step, step === 'COMPLETED' ? { outcome: 'NOT_INTERESTED' } : {})
    seen.push((await agentRow(agentOf(shift)))['status'])
  }
  return seen
}

describe('an agent is', () => {
  it.each<{ what: string; steps: readonly QueueStatus[]; statuses: readonly string[] }>([
    {
      what: 'BUSY with a contact, in WRAP_UP after the call, and AVAILABLE when the outcome is saved',
      steps: ['DIALING', 'CONNECTED', 'WRAP_UP', 'COMPLETED'],
      statuses: ['BUSY', 'BUSY', 'BUSY', 'WRAP_UP', 'AVAILABLE'],
    },
    { what: 'AVAILABLE after a skip', steps: ['QUEUED'], statuses: ['BUSY', 'AVAILABLE'] },
    { what: 'AVAILABLE after a cancelled reservation', steps: ['CANCELLED'], statuses: ['BUSY', 'AVAILABLE'] },
    {
      what: 'AVAILABLE after a call that was not placed',
      steps: ['DIALING', 'QUEUED'],
      statuses: ['BUSY', 'BUSY', 'AVAILABLE'],
    },
    { what: 'AVAILABLE after a failed dial', steps: ['DIALING', 'FAILED'], statuses: ['BUSY', 'BUSY', 'AVAILABLE'] },
    {
      what: 'AVAILABLE after an abandoned call',
      steps: ['DIALING', 'ABANDONED'],
      statuses: ['BUSY', 'BUSY', 'AVAILABLE'],
    },
    {
      what: 'AVAILABLE after a conversation whose outcome is saved at once',
      steps: ['DIALING', 'CONNECTED', 'COMPLETED'],
      statuses: ['BUSY', 'BUSY', 'BUSY', 'AVAILABLE'],
    },
  ])('$what', async ({ steps, statuses }) => {
    expect(await follow(steps)).toEqual(statuses)
  })

  it('BUSY since the contact was handed out, not since the last step', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    clock.advance(10)
    const claimedAt = clock.now
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    clock.advance(10)
    await report(floor, id, 'CONNECTED')
    expect(await agentRow(agentOf(shift))).toEqual({ ...free, status: 'BUSY', status_changed_at: claimedAt })
    clock.advance(10)
    await report(floor, id, 'WRAP_UP')
    expect(await agentRow(agentOf(shift))).toEqual({ ...free, status: 'WRAP_UP', status_changed_at: clock.now })
  })
})

describe('a break asked for during a call', () => {
  it.each([
    { status: 'PAUSED', reason: 'lunch', pauseReason: 'lunch' },
    { status: 'PAUSED', reason: undefined, pauseReason: null },
    { status: 'OFFLINE', reason: 'ignored', pauseReason: null },
  ])('($status, $reason) begins when the entry ends, not before', async ({ status, reason, pauseReason }) => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    expect((await setAgentStatus(floor, agentOf(shift), status, reason)).status).toBe('BUSY')
    await report(floor, id, 'WRAP_UP')
    expect((await agentRow(agentOf(shift)))['status']).toBe('WRAP_UP')
    clock.advance(5)
    await report(floor, id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
    expect(await agentRow(agentOf(shift))).toEqual({
      status,
      pause_reason: pauseReason,
      requested_status: null,
      requested_reason: null,
      status_changed_at: clock.now,
    })
    const next = await floor.ask(
      'mutation ($input: NextContactInput!) { nextContact(input: $input) { reason } }',
      { input: { campaignId: shift.campaignId } },
      { agentId: agentOf(shift) },
    )
    expect(codeOf(next)).toBe('AGENT_UNAVAILABLE')
  })

  it('is taken back by asking to be AVAILABLE again', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await setAgentStatus(floor, agentOf(shift), 'PAUSED', 'lunch')
    expect(await setAgentStatus(floor, agentOf(shift), 'AVAILABLE')).toEqual({ status: 'BUSY', pauseReason: null })
    await report(floor, id, 'FAILED')
    expect(await agentRow(agentOf(shift))).toMatchObject({ ...free, status: 'AVAILABLE' })
  })

  it('is the last that was asked for', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await setAgentStatus(floor, agentOf(shift), 'PAUSED', 'lunch')
    await setAgentStatus(floor, agentOf(shift), 'OFFLINE')
    await report(floor, id, 'FAILED')
    expect(await agentRow(agentOf(shift))).toMatchObject({ ...free, status: 'OFFLINE' })
  })

  it('also begins when the hold runs out', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await claim(floor, shift.campaignId, agentOf(shift))
    await setAgentStatus(floor, agentOf(shift), 'PAUSED', 'gone for lunch')
    clock.advance(91)
    const agent = await until(
      () => agentRow(agentOf(shift)),
      ({ status }) => status !== 'BUSY',
    )
    expect(agent).toMatchObject({ ...free, status: 'PAUSED', pause_reason: 'gone for lunch' })
  })

  it('asked for while contacts are being taken leaves no agent without its break or on two sides at once', async () => {
    for (let round = 0; round < 15; round += 1) {
      const shift = await openShift(floor, { contacts: 1, agents: 1 })
      const agentId = agentOf(shift)
      const [claimed] = await Promise.all([
        nextContact(floor, shift.campaignId, agentId).catch(() => null),
        setAgentStatus(floor, agentId, 'PAUSED', 'lunch'),
      ])
      const agent = await agentRow(agentId)
      const entry = claimed?.entry ?? null
      expect(agent).toMatchObject(
        entry === null
          ? { ...free, status: 'PAUSED', pause_reason: 'lunch' }
          : { ...free, status: 'BUSY', requested_status: 'PAUSED', requested_reason: 'lunch' },
      )
      if (entry !== null) await report(floor, entry.id, 'FAILED')
      expect(await agentRow(agentId)).toMatchObject({ ...free, status: 'PAUSED', pause_reason: 'lunch' })
    }
  })
})
