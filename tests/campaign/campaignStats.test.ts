import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { agentOf, claim, codeOf, generate, nth, report, rows, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
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

/** A call: the agent takes the next contact, then each step so many seconds after the one before. */
async function call(shift: Shift, agentId: string, ...steps: [number, QueueStatus, string?][]): Promise<string> {
  const { id } = await claim(floor, shift.campaignId, agentId)
  for (const [seconds, status, outcome] of steps) {
    clock.advance(seconds)
    await report(floor, id, status, outcome === undefined ? {} : { outcome })
  }
  return id
}

describe('the figures of a day', () => {
  it('are those that a person would count by hand', async () => {
    const shift = await openShift(floor, { contacts: 12, agents: 6 })
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = shift.agentIds
    await setAgentStatus(floor, e, 'PAUSED')
    await setAgentStatus(floor, f, 'OFFLINE')
    // Finished:                dial seconds         talk            wrap-up
    await call(shift, a, [8, 'CONNECTED'], [60, 'WRAP_UP'], [20, 'COMPLETED', 'SALE'])
    await call(shift, a, [4, 'CONNECTED'], [30, 'WRAP_UP'], [10, 'COMPLETED', 'NOT_INTERESTED'])
    await call(shift, a, [25, 'FAILED', 'NO_ANSWER'])
    await call(shift, a, [5, 'FAILED', 'BUSY'])
    await call(shift, a, [6, 'CONNECTED'], [3, 'ABANDONED'])
    await call(shift, a, [10, 'ABANDONED'])
    await call(shift, a, [12, 'COMPLETED', 'VOICEMAIL'])
    // Still running: in conversation, saving the outcome, ringing.
    await call(shift, a, [7, 'CONNECTED'])
    await call(shift, b, [5, 'CONNECTED'], [20, 'WRAP_UP'])
    await call(shift, c)
    clock.advance(9)
    // Never dialled: one taken out by a supervisor, one that waits.
    const [entry] = await rows(
      floor,
      `SELECT id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED' ORDER BY id LIMIT 1`,
      [shift.campaignId],
    )
    await report(floor, String(entry?.['id']), 'CANCELLED')
    expect((await rows(floor, 'SELECT status FROM agent WHERE id = $1', [d]))[0]).toEqual({ status: 'AVAILABLE' })

    const stats = await statsOf(floor, shift.campaignId)
    expect(stats).toEqual({
      counts: {
        ...{ queued: 1, reserved: 0, dialing: 1, connected: 1, wrapUp: 1 },
        ...{ completed: 3, failed: 2, abandoned: 2, cancelled: 1, total: 12 },
      },
      agents: { available: 1, busy: 2, wrapUp: 1, paused: 1, offline: 1 },
      activeAgents: 4,
      dialedToday: 10,
      // Two talks, two abandoned calls, a machine, and two that are running.
      connectedToday: 7,
      completedToday: 3,
      conversionsToday: 1,
      outcomesToday: [
        { outcome: 'ABANDONED', category: 'ABANDONED', count: 2 },
        { outcome: 'BUSY', category: 'BUSY', count: 1 },
        { outcome: 'NO_ANSWER', category: 'NO_ANSWER', count: 1 },
        { outcome: 'NOT_INTERESTED', category: 'CONTACT', count: 1 },
        { outcome: 'SALE', category: 'SUCCESS', count: 1 },
        { outcome: 'VOICEMAIL', category: 'VOICEMAIL', count: 1 },
      ],
      answerRate: 7 / 10,
      // One sale of two people who were spoken to.
      conversionRate: 1 / 2,
      // Two of seven answers but one machine.
      abandonRate: 2 / 6,
      // The call that rings has not finished dialling.
      averageDialSeconds: (8 + 4 + 25 + 5 + 6 + 10 + 12 + 7 + 5) / 9,
      // The abandoned call talked for 3 s; the running one that has hung up for 20 s.
      averageTalkSeconds: (60 + 30 + 3 + 20) / 4,
      averageWrapUpSeconds: (20 + 10 + 0) / 3,
      listPenetration: 10 / 12,
      // 4 agents, 2 dials a minute while there are fewer than 20 to measure, 5 minutes.
      optimalQueueSize: 40,
      callbacksDue: 0,
      callbacksKeptOnTimeShare: null,
    })
  })

  it('are empty, and no ratio is made of nothing, before anything has happened', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 0, queued: false })
    expect(await statsOf(floor, shift.campaignId)).toEqual({
      counts: {
        ...{ queued: 0, reserved: 0, dialing: 0, connected: 0, wrapUp: 0 },
        ...{ completed: 0, failed: 0, abandoned: 0, cancelled: 0, total: 0 },
      },
      agents: { available: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 },
      ...{ activeAgents: 0, dialedToday: 0, connectedToday: 0, completedToday: 0, conversionsToday: 0 },
      outcomesToday: [],
      ...{ answerRate: null, conversionRate: null, abandonRate: null, listPenetration: null },
      ...{ averageDialSeconds: null, averageTalkSeconds: null, averageWrapUpSeconds: null },
      optimalQueueSize: 20,
      callbacksDue: 0,
      callbacksKeptOnTimeShare: null,
    })
  })

  it('tell nothing from 0: a contact that was never dialled is 0 of 1, a call that rings is 0 answers of 1', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    expect(await statsOf(floor, shift.campaignId)).toMatchObject({ listPenetration: 0, answerRate: null })
    await call(shift, agentOf(shift))
    expect(await statsOf(floor, shift.campaignId)).toMatchObject({
      ...{ listPenetration: 1, answerRate: 0, conversionRate: null, abandonRate: null },
      ...{ averageDialSeconds: null, averageTalkSeconds: null },
    })
  })

  it('are not shown of a campaign of another organization, or of none', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    const document = 'query ($id: ID!) { campaignStats(campaignId: $id) { activeAgents } }'
    expect(codeOf(await floor.ask(document, { id: shift.campaignId }, { organizationId }))).toBe('NOT_FOUND')
    expect(codeOf(await floor.ask(document, { id: '999999999' }))).toBe('NOT_FOUND')
    expect(codeOf(await floor.ask(document, { id: '-1' }))).toBe('BAD_USER_INPUT')
  })

  it('follow the dials of the last quarter of an hour in the size of the queue', async () => {
    const shift = await openShift(floor, { contacts: 90, agents: 2 })
    for (let turn = 0; turn < 45; turn += 1) {
      for (const agentId of shift.agentIds) await call(shift, agentId, [0, 'FAILED', 'BUSY'])
      clock.advance(1)
    }
    // 90 dials of 2 agents in 15 minutes: 6 a minute, 30 in five.
    expect((await statsOf(floor, shift.campaignId)).optimalQueueSize).toBe(30)
    clock.advance(14 * 60)
    // The first second's two dials are older than 15 minutes at the end of this one.
    clock.advance(16)
    expect((await statsOf(floor, shift.campaignId)).optimalQueueSize).toBe(Math.ceil((88 / 15) * 5))
    clock.advance(3600)
    expect((await statsOf(floor, shift.campaignId)).optimalQueueSize).toBe(20)
  })
})

describe('list penetration', () => {
  const setLists = (campaignId: string, listIds: readonly string[]) =>
    floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: campaignId, listIds },
    })

  it('counts each contact once, in the lists that the campaign has now', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1, maxAttempts: 5 })
    const other = await openShift(floor, { contacts: 6, agents: 0, queued: false })
    const penetration = async () => (await statsOf(floor, shift.campaignId)).listPenetration
    await call(shift, agentOf(shift), [5, 'FAILED', 'BUSY'])
    await call(shift, agentOf(shift), [5, 'FAILED', 'BUSY'])
    clock.advance(3600)
    await generate(floor, shift.campaignId, 10)
    // The second attempt at the first contact, once it runs and once it is over.
    await rows(floor, 'UPDATE dial_queue_entry SET urgency = -9000 WHERE contact_id = $1', [nth(shift.contactIds, 0)])
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    expect(await penetration()).toBe(2 / 4)
    await report(floor, id, 'FAILED', { outcome: 'BUSY' })
    expect(await penetration()).toBe(2 / 4)

    await setLists(shift.campaignId, [shift.listId, other.listId])
    expect(await penetration()).toBe(2 / 10)
    await setLists(shift.campaignId, [other.listId])
    expect(await penetration()).toBe(0)
    await generate(floor, shift.campaignId, 10)
    await call(shift, agentOf(shift), [5, 'FAILED', 'BUSY'])
    expect(await penetration()).toBe(1 / 6)
    await setLists(shift.campaignId, [shift.listId, other.listId])
    expect(await penetration()).toBe(3 / 10)
    // What one campaign has dialled is no dial of another.
    await setLists(other.campaignId, [shift.listId, other.listId])
    expect((await statsOf(floor, other.campaignId)).listPenetration).toBe(0)
  })

  it('follows the contacts that are added to a list', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await call(shift, agentOf(shift), [5, 'FAILED', 'BUSY'])
    expect((await statsOf(floor, shift.campaignId)).listPenetration).toBe(1)
    await rows(
      floor,
      `INSERT INTO contact (organization_id, list_id, external_id, first_name, last_name, phone)
       SELECT organization_id, list_id, 'n' || g, first_name, last_name, '+1202555' || to_char(g, 'FM0000')
       FROM contact, generate_series(1, 3) AS g WHERE list_id = $1`,
      [shift.listId],
    )
    expect((await statsOf(floor, shift.campaignId)).listPenetration).toBe(1 / 4)
  })
})
