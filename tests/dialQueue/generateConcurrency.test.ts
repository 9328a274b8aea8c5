import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { changeContact, claim, codeOf, generate, nth, row, rows } from '../support/desk.js'
import {
  type Answer,
  askInstance,
  type Floor,
  openFloor,
  openInstance,
  openShift,
  type Shift,
} from '../support/floor.js'

let floor: Floor
let second: Instance
beforeAll(async () => {
  floor = await openFloor()
  second = await openInstance(floor.connectionString)
})
afterAll(async () => {
  await second.close()
  await floor.close()
})

const ask = async (url: string, campaignId: string, maxEntries: number): Promise<Answer> =>
  askInstance(
    url,
    await floor.token(),
    'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created kept } }',
    { input: { campaignId, maxEntries } },
  )
const createdBy = (answer: Answer) =>
  (answer.data as unknown as { generateQueue: { created: number } }).generateQueue.created
const update = (input: object) =>
  floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', { input })
const countsOf = async (...shifts: readonly Shift[]) =>
  row(
    floor,
    `SELECT count(*)::int AS entries, count(DISTINCT contact_id)::int AS contacts, count(DISTINCT phone)::int AS phones
     FROM dial_queue_entry WHERE campaign_id = ANY ($1::bigint[]) AND completed_at IS NULL`,
    [shifts.map(({ campaignId }) => campaignId)],
  )
const queuedCount = async ({ campaignId }: Shift) =>
  (
    await row(
      floor,
      `SELECT count(*)::int AS count FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'`,
      [campaignId],
    )
  )['count']

describe('several who fill one queue at once', () => {
  it('fill it once, to the size that was asked for', async () => {
    const shift = await openShift(floor, { contacts: 500, agents: 0, queued: false })
    const answers = await Promise.all(
      [300, 300, 200, 300, 100, 300].map((size, index) =>
        ask(index % 2 === 0 ? floor.instance.url : second.url, shift.campaignId, size),
      ),
    )
    expect(answers.map(createdBy).reduce((sum, created) => sum + created, 0)).toBe(300)
    expect(await countsOf(shift)).toEqual({ entries: 300, contacts: 300, phones: 300 })
  })

  it('fill it while agents take contacts out of it: nobody is queued twice', async () => {
    const shift = await openShift(floor, { contacts: 200, agents: 50, queued: false })
    await generate(floor, shift.campaignId, 60)
    await Promise.all([
      ...shift.agentIds.map((agentId) => claim(floor, shift.campaignId, agentId)),
      ...Array.from({ length: 6 }, () => ask(second.url, shift.campaignId, 120)),
    ])
    expect(await countsOf(shift)).toEqual({ entries: 120, contacts: 120, phones: 120 })
  })
})

describe('two campaigns that share numbers and are filled at once', () => {
  it('queue each number once between them, and neither gives up', async () => {
    for (let round = 0; round < 8; round += 1) {
      const one = await openShift(floor, { contacts: 60, agents: 0, queued: false })
      const other = await openShift(floor, { contacts: 60, agents: 0, queued: false })
      // The other list has the same numbers, to be dialled in the opposite order.
      await rows(
        floor,
        `UPDATE contact SET phone = same.phone, priority = substr(same.external_id, 2)::int FROM contact AS same
         WHERE contact.list_id = $1 AND same.list_id = $2 AND same.external_id = contact.external_id`,
        [other.listId, one.listId],
      )
      const answers = await Promise.all([
        ask(floor.instance.url, one.campaignId, 40),
        ask(second.url, other.campaignId, 40),
        ask(second.url, one.campaignId, 40),
        ask(floor.instance.url, other.campaignId, 40),
      ])
      expect(answers.map(codeOf)).toEqual(Array<string>(4).fill('0 errors'))
      expect(await countsOf(one, other)).toEqual({ entries: 60, contacts: 60, phones: 60 })
    }
  })
})

describe('a queue that is filled while its campaign', () => {
  it('is completed holds nothing that waits afterwards', async () => {
    let refused = 0
    for (let round = 0; round < 20; round += 1) {
      const shift = await openShift(floor, { contacts: 50, agents: 0, queued: false })
      // The hours of a new campaign are worked out before the queue is filled; without that the two meet.
      await generate(floor, shift.campaignId, 1)
      const [generated] = await Promise.all([
        ask(round % 2 === 0 ? floor.instance.url : second.url, shift.campaignId, 50),
        // A little later each time, so that they meet at every point of the generate.
        delay(2 * round).then(() => update({ id: shift.campaignId, status: 'COMPLETED' })),
      ])
      if (generated.errors.length > 0) {
        expect(codeOf(generated)).toBe('CAMPAIGN_NOT_ACTIVE')
        refused += 1
      } else {
        expect(createdBy(generated)).toBe(49)
      }
      expect(await queuedCount(shift)).toBe(0)
    }
    expect(refused).toBeLessThan(20)
  })

  it('loses its list holds nobody of that list who waits afterwards', async () => {
    for (let round = 0; round < 10; round += 1) {
      const shift = await openShift(floor, { contacts: 50, agents: 0, queued: false })
      await Promise.all([
        ask(round % 2 === 0 ? floor.instance.url : second.url, shift.campaignId, 50),
        update({ id: shift.campaignId, listIds: [] }),
      ])
      expect(await queuedCount(shift)).toBe(0)
    }
  })

  it('loses its list keeps what agents hold, and lets the numbers of the others go', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const held = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await update({ id: shift.campaignId, listIds: [] })
    const entries = await rows(floor, 'SELECT id, status FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [
      shift.campaignId,
    ])
    expect(entries.map(({ status }) => status)).toEqual(['DIALING', 'CANCELLED', 'CANCELLED'])
    expect(entries[0]?.['id']).toBe(held.id)
    const other = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [shift.contactIds[2]])
    await changeContact(floor, nth(other.contactIds, 0), { phone })
    expect((await generate(floor, other.campaignId, 1)).created).toBe(1)
  })
})
