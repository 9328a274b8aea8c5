import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import {
  agentOf,
  askCorrection,
  type Caller,
  claim,
  correct,
  type CorrectionFields,
  type EntryView,
  generate,
  nth,
  report,
  row,
  rows,
} from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { refusal } from '../support/refusal.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
  await rows(floor, `INSERT INTO outcome VALUES ($1, 'GAVE_UP', 'Never answers', 'NO_ANSWER', NULL)`, [
    floor.organizationId,
  ])
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const HOUR = 3600

/** A call that ended so, ten seconds after it began. */
async function ended(
  outcome: string,
  status: QueueStatus = 'COMPLETED',
  options: Parameters<typeof openShift>[1] = {},
): Promise<{ shift: Shift; entry: EntryView }> {
  const shift = await openShift(floor, { contacts: 1, agents: 1, ...options })
  return { shift, entry: await dial(shift, outcome, status) }
}
async function dial(shift: Shift, outcome: string, status: QueueStatus = 'COMPLETED'): Promise<EntryView> {
  const { id } = await claim(floor, shift.campaignId, agentOf(shift))
  clock.advance(10)
  return report(floor, id, status, { outcome })
}
const refused = (entryId: string, fields: CorrectionFields, as: Caller = {}): Promise<string> =>
  refusal(floor, () => askCorrection(floor, entryId, fields, as))
const contactOf = (shift: Shift) =>
  row(
    floor,
    `SELECT contact.status, last_outcome, next_attempt_at, promise.agent_id AS callback_agent_id, contact.attempt_count, is_closed
     FROM contact JOIN campaign_contact AS progress ON contact_id = contact.id
     LEFT JOIN callback AS promise ON promise.contact_id = contact.id AND promise.status = 'OPEN' WHERE contact.id = $1`,
    [shift.contactIds[0]],
  )
const figuresOf = async ({ campaignId }: Shift) => {
  const document = `query ($id: ID!) { campaignStats(campaignId: $id) { dialedToday connectedToday completedToday
    conversionsToday outcomesToday { outcome category count } } }`
  return (await floor.get<{ campaignStats: unknown }>(document, { id: campaignId })).campaignStats
}

describe('a corrected outcome', () => {
  it('moves the entry, its call record, the contact and the figures', async () => {
    const { shift, entry } = await ended('NO_ANSWER')
    const figures = { dialedToday: 1, completedToday: 1 }
    expect(await figuresOf(shift)).toEqual({
      ...figures,
      connectedToday: 0,
      conversionsToday: 0,
      outcomesToday: [{ outcome: 'NO_ANSWER', category: 'NO_ANSWER', count: 1 }],
    })
    clock.advance(60)
    expect(await correct(floor, entry.id, { outcome: 'SALE', notes: 'she called back at once' })).toEqual({
      ...entry,
      outcome: 'SALE',
      notes: 'she called back at once',
      version: entry.version + 1,
      contact: { ...entry.contact, status: 'REACHED', nextAttemptAt: null },
    })
    expect(
      await row(floor, 'SELECT outcome, category, notes, final_status FROM call_record WHERE entry_id = $1', [
        entry.id,
      ]),
    ).toEqual({
      outcome: 'SALE',
      category: 'SUCCESS',
      notes: 'she called back at once',
      final_status: 'COMPLETED',
    })
    expect(await contactOf(shift)).toEqual({
      status: 'REACHED',
      last_outcome: 'SALE',
      next_attempt_at: null,
      callback_agent_id: null,
      attempt_count: 1,
      is_closed: true,
    })
    expect(await figuresOf(shift)).toEqual({
      ...figures,
      connectedToday: 1,
      conversionsToday: 1,
      outcomesToday: [{ outcome: 'SALE', category: 'SUCCESS', count: 1 }],
    })
  })

  it('opens a contact again that was wrongly closed, its delay counted from the end of the call', async () => {
    const { shift, entry } = await ended('SALE')
    clock.advance(HOUR)
    await correct(floor, entry.id, { outcome: 'BUSY' })
    expect(await contactOf(shift)).toMatchObject({
      status: 'IN_PROGRESS',
      is_closed: false,
      next_attempt_at: new Date(Date.parse(entry.completedAt ?? '') + 15 * 60_000),
    })
    expect((await generate(floor, shift.campaignId, 1)).created).toBe(1)
  })

  it('can promise a callback, which is the promise of the agent who had the call', async () => {
    const { shift, entry } = await ended('NOT_INTERESTED')
    const callbackAt = clock.at(2 * HOUR)
    await correct(floor, entry.id, { outcome: 'CALLBACK', callbackAt })
    expect(await contactOf(shift)).toMatchObject({
      status: 'CALLBACK',
      next_attempt_at: new Date(callbackAt),
      callback_agent_id: agentOf(shift),
      is_closed: false,
    })
  })

  it('cancels what is queued for a contact who is not to be called again', async () => {
    for (const outcome of ['SALE', 'DO_NOT_CALL', 'WRONG_NUMBER']) {
      const { shift, entry } = await ended('BUSY')
      clock.advance(HOUR)
      expect((await generate(floor, shift.campaignId, 1)).created).toBe(1)
      await correct(floor, entry.id, { outcome })
      const entries = await rows(
        floor,
        'SELECT status, completed_at, version FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id',
        [shift.campaignId],
      )
      expect(entries[1]).toEqual({ status: 'CANCELLED', completed_at: clock.now, version: 2 })
      expect((await generate(floor, shift.campaignId, 1)).created).toBe(0)
    }
  })

  it('leaves the queue alone when the contact may still be called', async () => {
    const { shift, entry } = await ended('BUSY')
    clock.advance(HOUR)
    await generate(floor, shift.campaignId, 1)
    await correct(floor, entry.id, { outcome: 'VOICEMAIL' })
    const entries = await rows(floor, 'SELECT status FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [
      shift.campaignId,
    ])
    expect(entries).toEqual([{ status: 'COMPLETED' }, { status: 'QUEUED' }])
  })

  it('of an earlier call does not undo what the last call made of the contact', async () => {
    const { shift, entry } = await ended('BUSY')
    clock.advance(HOUR)
    await generate(floor, shift.campaignId, 1)
    await dial(shift, 'GAVE_UP')
    const before = await contactOf(shift)
    expect(before).toMatchObject({ status: 'EXHAUSTED', last_outcome: 'GAVE_UP', is_closed: true })
    await correct(floor, entry.id, { outcome: 'NO_ANSWER' })
    expect(await contactOf(shift)).toEqual(before)
    clock.advance(30 * 24 * HOUR)
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })

  it('of an earlier call counts all the same when it says that the contact asked not to be called', async () => {
    const { shift, entry } = await ended('BUSY')
    clock.advance(HOUR)
    await generate(floor, shift.campaignId, 1)
    await dial(shift, 'NO_ANSWER')
    await correct(floor, entry.id, { outcome: 'DO_NOT_CALL' })
    expect(await contactOf(shift)).toMatchObject({ status: 'DO_NOT_CALL', last_outcome: 'NO_ANSWER' })
  })
})

describe('do-not-call', () => {
  it('is lifted when the outcome that said it is corrected', async () => {
    const { shift, entry } = await ended('DO_NOT_CALL')
    await correct(floor, entry.id, { outcome: 'NO_ANSWER' })
    expect(await contactOf(shift)).toMatchObject({ status: 'IN_PROGRESS', is_closed: false })
  })

  it('is not lifted by the correction of any other outcome', async () => {
    const { shift, entry } = await ended('NO_ANSWER')
    await rows(floor, `UPDATE contact SET status = 'DO_NOT_CALL' WHERE id = $1`, [shift.contactIds[0]])
    for (const outcome of ['BUSY', 'SALE', 'CALLBACK']) await correct(floor, entry.id, { outcome })
    expect((await contactOf(shift))['status']).toBe('DO_NOT_CALL')
  })
})

describe('a correction of the notes alone', () => {
  it('changes nothing but the notes', async () => {
    const { shift, entry } = await ended('SALE')
    const before = await contactOf(shift)
    const corrected = await correct(floor, entry.id, { notes: 'two, not one' })
    expect(corrected).toEqual({ ...entry, notes: 'two, not one', version: entry.version + 1 })
    expect(await contactOf(shift)).toEqual(before)
    expect(await row(floor, 'SELECT outcome, notes FROM call_record WHERE entry_id = $1', [entry.id])).toEqual({
      outcome: 'SALE',
      notes: 'two, not one',
    })
  })

  it('is open to the agent while the call still runs', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 2 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const as = { agentId: agentOf(shift) }
    expect(await correct(floor, id, { notes: 'typing' }, as)).toMatchObject({ status: 'DIALING', notes: 'typing' })
    expect(await refused(id, { notes: 'mine' }, { agentId: nth(shift.agentIds, 1) })).toBe('FORBIDDEN')
  })
})
