import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import {
  agentOf,
  askReport,
  claim,
  codeOf,
  type EntryView,
  nextContact,
  nextContactDocument,
  nth,
  report,
  row,
  rows,
  updateStatusDocument,
} from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import {
  type Answer,
  askInstance,
  type Floor,
  openFloor,
  openInstance,
  openShift,
  type Shift,
} from '../support/floor.js'
import { pruneIdempotencyKeys } from '../../src/dialQueue/pruneIdempotencyKeys.js'
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
beforeEach(() => {
  clock.reset()
})

const askSecond = async (shift: Shift, idempotencyKey: string): Promise<Answer> =>
  askInstance(second.url, await floor.token({ agentId: agentOf(shift) }), nextContactDocument, {
    input: { campaignId: shift.campaignId, idempotencyKey },
  })
const entryOf = (answer: Answer): EntryView =>
  (answer.data as unknown as { nextContact: { entry: EntryView } }).nextContact.entry

describe('nextContact with a key that was used before', () => {
  it('gives the same entry as before and claims nothing more', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const first = await nextContact(floor, shift.campaignId, agentOf(shift), 'again')
    const before = await everyRow(floor)
    expect(await nextContact(floor, shift.campaignId, agentOf(shift), 'again')).toEqual(first)
    expect(entryOf(await askSecond(shift, 'again'))).toEqual(first.entry)
    expect(await everyRow(floor)).toEqual(before)
  })

  it('gives the same entry to 16 requests at once, at two instances', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shift = await openShift(floor, { contacts: 20, agents: 1 })
      const key = `16 at once ${round}`
      const answers = await Promise.all(
        Array.from({ length: 16 }, async (_, index) =>
          index % 2 === 0
            ? (await nextContact(floor, shift.campaignId, agentOf(shift), key)).entry?.id
            : entryOf(await askSecond(shift, key)).id,
        ),
      )
      expect(new Set(answers).size).toBe(1)
      const counts = await rows(
        floor,
        'SELECT status, count(*)::int AS count FROM dial_queue_entry WHERE campaign_id = $1 GROUP BY 1 ORDER BY 1',
        [shift.campaignId],
      )
      expect(counts).toEqual([
        { status: 'DIALING', count: 1 },
        { status: 'QUEUED', count: 19 },
      ])
    }
  })

  it('gives the same entry after it was finished and the agent is free again', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const { entry } = await nextContact(floor, shift.campaignId, agentOf(shift), 'finished since')
    await report(floor, entry?.id ?? '', 'COMPLETED', { outcome: 'SALE' })
    const again = await nextContact(floor, shift.campaignId, agentOf(shift), 'finished since')
    expect(again.entry).toMatchObject({ id: entry?.id, status: 'COMPLETED', outcome: 'SALE' })
    const agent = await row(floor, 'SELECT status FROM agent WHERE id = $1', [agentOf(shift)])
    expect(agent).toEqual({ status: 'AVAILABLE' })
    expect((await nextContact(floor, shift.campaignId, agentOf(shift), 'the next')).entry?.id).not.toBe(entry?.id)
  })

  it('is refused when the agent or the campaign is another', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 2 })
    const other = await openShift(floor, { contacts: 3, agents: 0 })
    const [one = '', two = ''] = shift.agentIds
    await rows(floor, 'INSERT INTO campaign_agent VALUES ($1, $2, $3)', [floor.organizationId, other.campaignId, one])
    const { entry } = await nextContact(floor, shift.campaignId, one, 'mine')
    await report(floor, entry?.id ?? '', 'FAILED')
    const before = await everyRow(floor)
    const inputs = [
      { agentId: two, campaignId: shift.campaignId },
      { agentId: one, campaignId: other.campaignId },
    ]
    for (const { agentId, campaignId } of inputs) {
      const answer = await floor.ask(
        nextContactDocument,
        { input: { campaignId, idempotencyKey: 'mine' } },
        { agentId },
      )
      expect(codeOf(answer)).toBe('IDEMPOTENCY_MISMATCH')
    }
    expect(await everyRow(floor)).toEqual(before)
  })

  it('by two agents at once gives a contact to one of them and refuses the other', async () => {
    for (let round = 0; round < 10; round += 1) {
      const shift = await openShift(floor, { contacts: 3, agents: 2 })
      const input = { campaignId: shift.campaignId, idempotencyKey: `race ${round}` }
      const answers = await Promise.all(
        shift.agentIds.map((agentId) => floor.ask(nextContactDocument, { input }, { agentId })),
      )
      expect(answers.map(codeOf).sort()).toEqual(['0 errors', 'IDEMPOTENCY_MISMATCH'])
      const held = await rows(
        floor,
        `SELECT count(*)::int AS count FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'DIALING'`,
        [shift.campaignId],
      )
      expect(held).toEqual([{ count: 1 }])
    }
  })

  it('claims anew when there was nothing to hand out before: an empty queue is not remembered', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    expect((await nextContact(floor, shift.campaignId, agentOf(shift), 'waiting')).reason).toBe('QUEUE_EMPTY')
    await floor.get('mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }', {
      input: { campaignId: shift.campaignId },
    })
    expect((await nextContact(floor, shift.campaignId, agentOf(shift), 'waiting')).entry).not.toBeNull()
  })
})

describe('updateQueueStatus with a key that was used before', () => {
  it('answers with the entry as it is now and does nothing twice', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const fields = { outcome: 'SALE', notes: 'bought two', idempotencyKey: 'report once' }
    const first = await report(floor, id, 'COMPLETED', fields)
    const before = await everyRow(floor)
    expect(await report(floor, id, 'COMPLETED', fields)).toEqual(first)
    const input = { entryId: id, status: 'COMPLETED', ...fields }
    const elsewhere = await askInstance(second.url, await floor.token(), updateStatusDocument, { input })
    expect(elsewhere.errors).toEqual([])
    expect(await everyRow(floor)).toEqual(before)
  })

  it('does it once for 16 requests at once, at two instances', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const input = { entryId: id, status: 'CONNECTED', idempotencyKey: '16 reports' }
    const token = await floor.token()
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        askInstance(index % 2 === 0 ? floor.instance.url : second.url, token, updateStatusDocument, { input }),
      ),
    )
    expect(answers.map(codeOf)).toEqual(Array<string>(16).fill('0 errors'))
    const entry = await row(floor, 'SELECT status, version FROM dial_queue_entry WHERE id = $1', [id])
    expect(entry).toEqual({ status: 'CONNECTED', version: 3 })
  })

  it('is refused when anything else of the input differs', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    const { id } = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    const other = await claim(floor, shift.campaignId, nth(shift.agentIds, 1))
    const used = { notes: 'as it was', expectedVersion: 2, idempotencyKey: 'the input counts' }
    await report(floor, id, 'CONNECTED', used)
    const before = await everyRow(floor)
    const answers = [
      await askReport(floor, other.id, 'CONNECTED', used),
      await askReport(floor, id, 'WRAP_UP', used),
      await askReport(floor, id, 'CONNECTED', { ...used, notes: 'something else' }),
      await askReport(floor, id, 'CONNECTED', { ...used, expectedVersion: 3 }),
      await askReport(floor, id, 'CONNECTED', { ...used, agentId: nth(shift.agentIds, 0) }),
      await askReport(floor, id, 'CONNECTED', used, { agentId: nth(shift.agentIds, 0) }),
    ]
    expect(answers.map(codeOf)).toEqual(Array<string>(6).fill('IDEMPOTENCY_MISMATCH'))
    expect(await everyRow(floor)).toEqual(before)
  })

  it('is not used up by a report that was refused', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const refused = await askReport(floor, id, 'COMPLETED', { idempotencyKey: 'no outcome yet' })
    expect(codeOf(refused)).toBe('BAD_USER_INPUT')
    const done = await report(floor, id, 'COMPLETED', { outcome: 'SALE', idempotencyKey: 'no outcome yet' })
    expect(done.status).toBe('COMPLETED')
  })
})

describe('a key', () => {
  it('of the one operation is refused by the other', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    const [one = '', two = ''] = shift.agentIds
    const { entry } = await nextContact(floor, shift.campaignId, one, 'from nextContact')
    const id = entry?.id ?? ''
    expect(codeOf(await askReport(floor, id, 'CONNECTED', { idempotencyKey: 'from nextContact' }))).toBe(
      'IDEMPOTENCY_MISMATCH',
    )
    await report(floor, id, 'CONNECTED', { idempotencyKey: 'from a report' })
    const input = { campaignId: shift.campaignId, idempotencyKey: 'from a report' }
    const answer = await floor.ask(nextContactDocument, { input }, { agentId: two })
    expect(codeOf(answer)).toBe('IDEMPOTENCY_MISMATCH')
  })

  it.each([
    { what: 'empty', key: '' },
    { what: 'longer than 200 characters', key: 'k'.repeat(201) },
    { what: 'with a NUL', key: 'a\u0000b' },
    { what: 'with a line break', key: 'a\nb' },
    { what: 'of 10 kB', key: 'k'.repeat(10_000) },
  ])('that is $what is refused and nothing happens', async ({ key }) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const before = await everyRow(floor)
    const input = { campaignId: shift.campaignId, idempotencyKey: key }
    const answer = await floor.ask(nextContactDocument, { input }, { agentId: agentOf(shift) })
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
    const [entry] = await rows(floor, 'SELECT id FROM dial_queue_entry WHERE campaign_id = $1', [shift.campaignId])
    const reported = await askReport(floor, String(entry?.['id']), 'CANCELLED', { idempotencyKey: key })
    expect(codeOf(reported)).toBe('BAD_USER_INPUT')
    expect(await everyRow(floor)).toEqual(before)
  })

  it.each([
    { what: '200 characters', key: 'k'.repeat(200) },
    { what: 'one character', key: '☎' },
  ])('of $what is kept', async ({ key }) => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const first = await nextContact(floor, shift.campaignId, agentOf(shift), key)
    expect(await nextContact(floor, shift.campaignId, agentOf(shift), key)).toEqual(first)
  })

  it('is forgotten when its 24 hours are over, not before', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { entry } = await nextContact(floor, shift.campaignId, agentOf(shift), 'a day old')
    await report(floor, entry?.id ?? '', 'COMPLETED', { outcome: 'SALE' })
    const keys = () => rows(floor, `SELECT key FROM idempotency_key WHERE key = 'a day old'`)
    const prune = () => pruneIdempotencyKeys(floor.instance.work, new AbortController().signal)
    clock.advance(25 * 3600 - 1)
    await prune()
    expect(await keys()).toHaveLength(1)
    clock.advance(2)
    await prune()
    expect(await keys()).toEqual([])
  })
})
