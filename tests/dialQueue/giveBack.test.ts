import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, changeContact, claim, generate, nextContact, nth, report, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
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

const update = (input: object) =>
  floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', { input })
const statusOf = async (entryId: string) =>
  (await row(floor, 'SELECT status FROM dial_queue_entry WHERE id = $1', [entryId]))['status']
const agentStatus = async (agentId: string) =>
  (await row(floor, 'SELECT status FROM agent WHERE id = $1', [agentId]))['status']

describe('a skipped contact', () => {
  it('goes behind all others of its kind, and the agent gets the next one', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, dialMethod: 'PREVIEW' })
    const order: string[] = []
    for (let turn = 0; turn < 6; turn += 1) {
      clock.advance(1)
      const entry = await claim(floor, shift.campaignId, agentOf(shift))
      order.push(entry.contact.id)
      clock.advance(1)
      expect(await report(floor, entry.id, 'QUEUED')).toMatchObject({
        status: 'QUEUED',
        queuedAt: clock.at(0),
        leaseExpiresAt: null,
        assignedAgent: null,
        attempt: 1,
        version: entry.version + 1,
      })
    }
    expect(order).toEqual([...shift.contactIds, ...shift.contactIds])
  })

  it('still goes before a contact of lower priority, and a callback before all', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, dialMethod: 'PREVIEW', queued: false })
    await changeContact(floor, nth(shift.contactIds, 1), { priority: -1 })
    await generate(floor, shift.campaignId, 10)
    const first = await claim(floor, shift.campaignId, agentOf(shift))
    clock.advance(1)
    await report(floor, first.id, 'QUEUED')
    expect((await claim(floor, shift.campaignId, agentOf(shift))).id).toBe(first.id)
  })
})

describe('a call that was not placed', () => {
  it('goes back without a trace: no dial in the figures, no attempt, no call record', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const stats = async () => {
      const document = 'query ($id: ID!) { campaignStats(campaignId: $id) { dialedToday listPenetration answerRate } }'
      return (await floor.get<{ campaignStats: unknown }>(document, { id: shift.campaignId })).campaignStats
    }
    expect(await stats()).toEqual({ dialedToday: 1, listPenetration: 0.5, answerRate: 0 })
    clock.advance(1)
    expect(await report(floor, id, 'QUEUED')).toMatchObject({ dialedAt: null, queuedAt: clock.at(0), attempt: 1 })
    expect(await stats()).toEqual({ dialedToday: 0, listPenetration: 0, answerRate: null })
    expect(await rows(floor, 'SELECT * FROM call_record WHERE entry_id = $1', [id])).toEqual([])
    const contact = await row(floor, 'SELECT status, attempt_count FROM contact WHERE id = $1', [shift.contactIds[0]])
    expect(contact).toEqual({ status: 'NEW', attempt_count: 0 })
    // Behind the other one.
    expect((await claim(floor, shift.campaignId, agentOf(shift))).contact.id).toBe(shift.contactIds[1])
  })
})

interface Case {
  readonly what: string
  readonly forbid: (shift: Shift) => Promise<unknown>
}
const cases: readonly Case[] = [
  { what: 'its campaign was completed', forbid: ({ campaignId }) => update({ id: campaignId, status: 'COMPLETED' }) },
  { what: 'its list was taken from the campaign', forbid: ({ campaignId }) => update({ id: campaignId, listIds: [] }) },
  {
    what: 'the contact asked not to be called',
    forbid: (shift) => changeContact(floor, nth(shift.contactIds, 0), { status: 'DO_NOT_CALL' }),
  },
  {
    what: 'the contact has another number',
    forbid: (shift) =>
      changeContact(floor, nth(shift.contactIds, 0), { phone: `+1999${shift.listId.padStart(7, '0')}` }),
  },
]

describe('an entry that is given back when', () => {
  it.each(cases)('$what is cancelled: it would wait for ever, and keep its number from others', async ({ forbid }) => {
    for (const isDialed of [false, true]) {
      const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
      const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [shift.contactIds[0]])
      const { id } = await claim(floor, shift.campaignId, agentOf(shift))
      if (isDialed) await report(floor, id, 'DIALING')
      await forbid(shift)
      expect(await statusOf(id)).toBe(isDialed ? 'DIALING' : 'RESERVED')
      const given = await report(floor, id, 'QUEUED', {}, { agentId: agentOf(shift) })
      expect(given).toMatchObject({
        status: 'CANCELLED',
        completedAt: clock.at(0),
        dialedAt: null,
        assignedAgent: null,
      })
      expect(await agentStatus(agentOf(shift))).toBe('AVAILABLE')
      const other = await openShift(floor, { contacts: 1, agents: 0, queued: false })
      await changeContact(floor, nth(other.contactIds, 0), { phone })
      expect((await generate(floor, other.campaignId, 1)).created).toBe(1)
    }
  })

  it.each(cases)('$what is cancelled by the end of the hold as well', async ({ forbid }) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await forbid(shift)
    clock.advance(61)
    expect(
      await until(
        () => statusOf(id),
        (status) => status !== 'RESERVED',
      ),
    ).toBe('CANCELLED')
    expect(await agentStatus(agentOf(shift))).toBe('AVAILABLE')
  })

  it('the contact is only to be called later waits for that', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await changeContact(floor, nth(shift.contactIds, 0), { next_attempt_at: clock.at(600) })
    expect((await report(floor, id, 'QUEUED')).status).toBe('QUEUED')
    expect(await nextContact(floor, shift.campaignId, agentOf(shift))).toEqual({
      entry: null,
      reason: 'RETRY_NOT_DUE',
      retryAt: clock.at(600),
    })
  })

  it('the campaign is completed at the same moment never stays in the queue', async () => {
    for (let round = 0; round < 20; round += 1) {
      const shift = await openShift(floor, { contacts: 2, agents: 1, dialMethod: 'PREVIEW' })
      const { id } = await claim(floor, shift.campaignId, agentOf(shift))
      await Promise.all([
        report(floor, id, 'QUEUED'),
        round % 2 === 0
          ? update({ id: shift.campaignId, status: 'COMPLETED' })
          : update({ id: shift.campaignId, listIds: [] }),
      ])
      const statuses = await rows(floor, 'SELECT DISTINCT status FROM dial_queue_entry WHERE campaign_id = $1', [
        shift.campaignId,
      ])
      expect(statuses).toEqual([{ status: 'CANCELLED' }])
    }
  })
})
