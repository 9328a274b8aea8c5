import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentOf,
  changeContact,
  claim,
  codeOf,
  generate,
  type Generated,
  nextContact,
  nth,
  report,
  row,
  rows,
} from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const document = 'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }'
const live = async ({ campaignId }: Shift) =>
  (
    await rows(
      floor,
      'SELECT contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND completed_at IS NULL ORDER BY id',
      [campaignId],
    )
  ).map((entry) => String(entry['contact_id']))

describe('generateQueue tops the queue up', () => {
  it('to maxEntries live entries, held ones included, and keeps what is there in its order', async () => {
    const shift = await openShift(floor, { contacts: 20, agents: 1, queued: false })
    expect(await generate(floor, shift.campaignId, 5)).toEqual({ created: 5, kept: 0, excluded: {} })
    await claim(floor, shift.campaignId, agentOf(shift))
    const before = await rows(floor, 'SELECT * FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [
      shift.campaignId,
    ])
    clock.advance(10)
    await changeContact(floor, nth(shift.contactIds, 19), { priority: 9 })
    expect(await generate(floor, shift.campaignId, 8)).toEqual({ created: 3, kept: 5, excluded: { ALREADY_QUEUED: 5 } })
    const after = await rows(floor, 'SELECT * FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [
      shift.campaignId,
    ])
    expect(after.slice(0, 5)).toEqual(before)
    // The highest priority is queued first, then the order of the list goes on.
    expect(after.slice(5).map((entry) => entry['contact_id'])).toEqual(
      [19, 5, 6].map((index) => shift.contactIds[index]),
    )
    expect(await generate(floor, shift.campaignId, 3)).toMatchObject({ created: 0, kept: 8 })
    expect(await live(shift)).toHaveLength(8)
  })

  it('without counting entries that are finished', async () => {
    const shift = await openShift(floor, { contacts: 5, agents: 1, queued: false })
    await generate(floor, shift.campaignId, 2)
    await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', { outcome: 'BUSY' })
    expect(await generate(floor, shift.campaignId, 2)).toEqual({
      created: 1,
      kept: 1,
      excluded: { ALREADY_QUEUED: 1, RETRY_NOT_DUE: 1 },
    })
    clock.advance(15 * 60)
    await generate(floor, shift.campaignId, 5)
    const entries = await rows(floor, `SELECT attempt FROM dial_queue_entry WHERE contact_id = $1 ORDER BY id`, [
      shift.contactIds[0],
    ])
    expect(entries).toEqual([{ attempt: 1 }, { attempt: 2 }])
  })

  it('to 20 entries for few agents when no size is asked for', async () => {
    const shift = await openShift(floor, { contacts: 30, agents: 2, queued: false })
    expect((await generate(floor, shift.campaignId)).created).toBe(20)
  })

  it('to what the agents at work use in five minutes, at two dials a minute until there is more to measure', async () => {
    const shift = await openShift(floor, { contacts: 100, agents: 9, queued: false })
    await rows(floor, `UPDATE agent SET status = 'PAUSED' WHERE id = $1`, [shift.agentIds[0]])
    await rows(floor, `UPDATE agent SET status = 'OFFLINE' WHERE id = $1`, [shift.agentIds[1]])
    // 7 agents × 2 dials × 5 minutes.
    expect((await generate(floor, shift.campaignId)).created).toBe(70)
  })

  it('to what the agents used in the last quarter of an hour', async () => {
    const shift = await openShift(floor, { contacts: 100, agents: 3, queued: false })
    await rows(
      floor,
      `INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, phone, attempt, started_at,
         ended_at, completed_at, final_status, outcome, category)
       SELECT $1, -nextval('dial_queue_entry_id_seq'), $2, $3, $4, '+12025550100', 2, $5, $5, $5, 'FAILED', 'BUSY', 'BUSY'
       FROM generate_series(1, 150)`,
      [floor.organizationId, shift.campaignId, shift.contactIds[0], shift.listId, clock.at(-14 * 60)],
    )
    // 150 dials in 15 minutes are 10 a minute, so 50 in five.
    expect((await generate(floor, shift.campaignId)).created).toBe(50)
  })

  it.each([0, -1, 1_000_001, 2.5, 3_000_000_000])('not to %s entries: that is refused', async (maxEntries) => {
    const shift = await openShift(floor, { contacts: 3, agents: 0, queued: false })
    const before = await everyRow(floor)
    expect(codeOf(await floor.ask(document, { input: { campaignId: shift.campaignId, maxEntries } }))).toBe(
      'BAD_USER_INPUT',
    )
    expect(await everyRow(floor)).toEqual(before)
  })

  it('to 1,000,000 entries when there are as many: that size is allowed', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 0, queued: false })
    expect((await generate(floor, shift.campaignId, 1_000_000)).created).toBe(3)
  })

  it.each(['DRAFT', 'PAUSED'])('while the campaign is %s, for later', async (campaignStatus) => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, campaignStatus, queued: false })
    expect((await generate(floor, shift.campaignId, 3)).created).toBe(3)
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).reason).toBe('CAMPAIGN_NOT_ACTIVE')
  })

  it('no more once the campaign is COMPLETED, nor for one that does not exist', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 0, campaignStatus: 'COMPLETED', queued: false })
    const before = await everyRow(floor)
    expect(codeOf(await floor.ask(document, { input: { campaignId: shift.campaignId } }))).toBe('CAMPAIGN_NOT_ACTIVE')
    expect(codeOf(await floor.ask(document, { input: { campaignId: '999999999' } }))).toBe('NOT_FOUND')
    expect(codeOf(await floor.ask(document, { input: { campaignId: '999999999', maxEntries: 1 } }))).toBe('NOT_FOUND')
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('a number that several contacts of a list share', () => {
  const share = async (shift: Shift, ...indexes: number[]) => {
    for (const index of indexes) {
      const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [shift.contactIds[0]])
      await changeContact(floor, nth(shift.contactIds, index), { phone })
    }
  }

  it.each<{ maxEntries: number; queued: number[]; result: Generated }>([
    { maxEntries: 10, queued: [0, 3, 4, 5], result: { created: 4, kept: 0, excluded: { PHONE_IN_USE: 2 } } },
    { maxEntries: 4, queued: [0, 3, 4, 5], result: { created: 4, kept: 0, excluded: { PHONE_IN_USE: 2 } } },
    { maxEntries: 3, queued: [0, 3, 4], result: { created: 3, kept: 0, excluded: { PHONE_IN_USE: 2 } } },
    { maxEntries: 2, queued: [0, 3], result: { created: 2, kept: 0, excluded: { PHONE_IN_USE: 2 } } },
    { maxEntries: 1, queued: [0], result: { created: 1, kept: 0, excluded: { PHONE_IN_USE: 2 } } },
  ])(
    'is queued once, and the others are counted, with room for $maxEntries',
    async ({ maxEntries, queued, result }) => {
      const shift = await openShift(floor, { contacts: 6, agents: 0, queued: false })
      await share(shift, 1, 2)
      expect(await generate(floor, shift.campaignId, maxEntries)).toEqual(result)
      expect(await live(shift)).toEqual(queued.map((index) => shift.contactIds[index]))
    },
  )
})
