import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { changeContact, codeOf, generate, nextContact, nth, report, rows } from '../support/desk.js'
import {
  askInstance,
  openFloor,
  openInstance,
  openShift,
  type Answer,
  type Floor,
  type Shift,
} from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
let second: Instance

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
  second = await openInstance(floor.connectionString, { clock: clock.read })
})
afterAll(async () => {
  await second.close()
  await floor.close()
})

const document = `mutation ($input: PushContactsInput!) { pushContacts(input: $input) {
  entries { id status contact { id } assignedAgent { id status } } waitingAgentCount reason retryAt } }`

interface Pushed {
  readonly entries: readonly {
    id: string
    status: string
    contact: { id: string }
    assignedAgent: { id: string; status: string } | null
  }[]
  readonly waitingAgentCount: number
  readonly reason: string | null
  readonly retryAt: string | null
}

function ask(shift: Shift, count: number, idempotencyKey?: string): Promise<Answer> {
  return floor.ask(document, { input: { campaignId: shift.campaignId, count, idempotencyKey } }, { role: 'DIALER' })
}

async function push(shift: Shift, count: number, idempotencyKey?: string): Promise<Pushed> {
  const answer = await ask(shift, count, idempotencyKey)
  if (answer.errors.length > 0) throw new Error(answer.text)
  return (
    (answer.data as { pushContacts: Pushed } | null)?.pushContacts ?? {
      entries: [],
      waitingAgentCount: 0,
      reason: null,
      retryAt: null,
    }
  )
}

const agentsOf = (pushed: Pushed): (string | undefined)[] => pushed.entries.map((entry) => entry.assignedAgent?.id)

async function distributeBy(shift: Shift, distribution: string): Promise<void> {
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, distribution },
  })
}

/** Since how many minutes each agent of the shift is AVAILABLE. */
async function waitingFor(shift: Shift, minutes: readonly number[]): Promise<void> {
  for (const [index, agentId] of shift.agentIds.entries()) {
    await rows(floor, 'UPDATE agent SET status_changed_at = $2 WHERE id = $1', [
      agentId,
      clock.at(-60 * nth(minutes, index)),
    ])
  }
}

describe('a dialler that pushes work', () => {
  it('gives each AVAILABLE agent at most one entry, who is then BUSY with it', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 3 })
    const pushed = await push(shift, 5)
    expect(pushed).toMatchObject({ waitingAgentCount: 3, reason: null, retryAt: null })
    expect(pushed.entries).toHaveLength(3)
    expect(new Set(agentsOf(pushed))).toEqual(new Set(shift.agentIds))
    expect(new Set(pushed.entries.map(({ contact }) => contact.id)).size).toBe(3)
    for (const { status, assignedAgent } of pushed.entries) {
      expect([status, assignedAgent?.status]).toEqual(['DIALING', 'BUSY'])
    }
    expect(await push(shift, 5)).toEqual({ entries: [], waitingAgentCount: 0, reason: null, retryAt: null })
  })

  it('reserves the entries of a PREVIEW campaign', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, dialMethod: 'PREVIEW' })
    expect((await push(shift, 1)).entries).toMatchObject([{ status: 'RESERVED' }])
  })

  it('hands out no more than it asked for', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 5 })
    expect((await push(shift, 2)).entries).toHaveLength(2)
  })

  it('is told why there is nothing', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 2, queued: false })
    // The next refill, ten seconds from now at the latest, queues the contact.
    const retryAt = clock.at(10)
    expect(await push(shift, 2)).toEqual({ entries: [], waitingAgentCount: 2, reason: 'QUEUE_EMPTY', retryAt })
    await generate(floor, shift.campaignId, 1)
    await changeContact(floor, nth(shift.contactIds, 0), { next_attempt_at: clock.at(600), status: 'IN_PROGRESS' })
    expect(await push(shift, 2)).toMatchObject({ reason: 'RETRY_NOT_DUE', retryAt: clock.at(600) })
    const paused = await openShift(floor, { contacts: 1, agents: 1, campaignStatus: 'PAUSED' })
    expect(await push(paused, 1)).toMatchObject({ entries: [], reason: 'CAMPAIGN_NOT_ACTIVE' })
  })

  it('is refused for a campaign that is not there, and may not be an agent', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    expect(codeOf(await ask({ ...shift, campaignId: '999999' }, 1))).toBe('NOT_FOUND')
    const variables = { input: { campaignId: shift.campaignId, count: 1 } }
    expect(codeOf(await floor.ask(document, variables, { agentId: nth(shift.agentIds, 0) }))).toBe('FORBIDDEN')
  })

  it('gives no contact twice when two servers push and agents ask at the same time', async () => {
    const shift = await openShift(floor, { contacts: 60, agents: 40 })
    const token = await floor.token({ role: 'DIALER' })
    const input = { campaignId: shift.campaignId, count: 15 }
    const answers = await Promise.all([
      ...[floor.instance, second, floor.instance, second].map((instance) =>
        askInstance(instance.url, token, document, { input }),
      ),
      ...shift.agentIds.slice(0, 10).map((agentId) =>
        // Whoever was pushed something meanwhile is refused, as it should be.
        nextContact(floor, shift.campaignId, agentId).catch(() => null),
      ),
    ])
    expect(answers).toHaveLength(14)
    const held = await rows(
      floor,
      `SELECT count(*)::int AS entries, count(DISTINCT contact_id)::int AS contacts, count(DISTINCT assigned_agent_id)::int AS agents
       FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'DIALING'`,
      [shift.campaignId],
    )
    expect(held).toEqual([{ entries: 40, contacts: 40, agents: 40 }])
  })
})

describe('the campaign chooses the agents', () => {
  it('who wait longest, unless it says otherwise', async () => {
    const shift = await openShift(floor, { contacts: 5, agents: 3 })
    await waitingFor(shift, [5, 30, 10])
    expect(agentsOf(await push(shift, 2))).toEqual([shift.agentIds[1], shift.agentIds[2]])
  })

  it('who have had the fewest calls today', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 2 })
    await distributeBy(shift, 'FEWEST_CALLS')
    const [busy, idle] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    const { entry } = await nextContact(floor, shift.campaignId, busy)
    await report(floor, entry?.id ?? '', 'COMPLETED', { outcome: 'NOT_INTERESTED' })
    await waitingFor(shift, [60, 1])
    expect(agentsOf(await push(shift, 1))).toEqual([idle])
  })

  it('whose skills fit best, and passes over those for whom there is nothing', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 4, queued: false })
    await distributeBy(shift, 'BY_SKILL')
    const skills = [['german', 'spanish'], ['german'], [], ['spanish']]
    for (const [index, agentId] of shift.agentIds.entries()) {
      await rows(floor, 'UPDATE agent SET skills = $2 WHERE id = $1', [agentId, nth(skills, index)])
    }
    await waitingFor(shift, [60, 30, 10, 5])
    await changeContact(floor, nth(shift.contactIds, 1), { required_skills: ['german'] })
    await changeContact(floor, nth(shift.contactIds, 2), { required_skills: ['german', 'spanish'] })
    await generate(floor, shift.campaignId, 3)
    const pushed = await push(shift, 4)
    expect(agentsOf(pushed)).toEqual([shift.agentIds[2], shift.agentIds[1], shift.agentIds[0]])
    expect(pushed.entries.map(({ contact }) => contact.id)).toEqual(shift.contactIds)
    expect(await push(shift, 1)).toMatchObject({ waitingAgentCount: 1, reason: 'QUEUE_EMPTY' })
  })

  it('and says why when nobody waits who could', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await changeContact(floor, nth(shift.contactIds, 0), { required_skills: ['german'] })
    await generate(floor, shift.campaignId, 1)
    expect(await push(shift, 1)).toMatchObject({ entries: [], waitingAgentCount: 1, reason: 'FILTERED_OUT' })
  })
})

describe('a push that is sent again with its key', () => {
  it('gives the same entries and hands out nothing more', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 6 })
    const key = randomUUID()
    const first = await push(shift, 3, key)
    expect(first.entries).toHaveLength(3)
    const again = await push(shift, 3, key)
    expect(again.entries.map(({ id }) => id).sort()).toEqual(first.entries.map(({ id }) => id).sort())
    expect(await held(shift)).toBe(3)
  })

  it('hands out no more than one push would, even when both arrive at once on two servers', async () => {
    const shift = await openShift(floor, { contacts: 20, agents: 12 })
    const token = await floor.token({ role: 'DIALER' })
    const input = { campaignId: shift.campaignId, count: 5, idempotencyKey: randomUUID() }
    await Promise.all([floor.instance, second].map((instance) => askInstance(instance.url, token, document, { input })))
    expect(await held(shift)).toBe(5)
    expect((await push(shift, 5, input.idempotencyKey)).entries).toHaveLength(5)
  })

  it('is refused when it asks for something else, or the key was an agent’s', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 4 })
    const key = randomUUID()
    await push(shift, 2, key)
    expect(codeOf(await ask(shift, 1, key))).toBe('IDEMPOTENCY_MISMATCH')
    const own = randomUUID()
    await nextContact(floor, shift.campaignId, nth(shift.agentIds, 2), own).catch(() => null)
    await nextContact(floor, shift.campaignId, nth(shift.agentIds, 3), own).catch(() => null)
    expect(codeOf(await ask(shift, 1, own))).toBe('IDEMPOTENCY_MISMATCH')
  })
})

async function held(shift: Shift): Promise<number> {
  const [row] = await rows(
    floor,
    `SELECT count(*)::int AS held FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'DIALING'`,
    [shift.campaignId],
  )
  return Number(row?.['held'])
}
