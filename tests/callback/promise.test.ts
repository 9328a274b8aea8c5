import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentOf,
  askReport,
  changeContact,
  claim,
  codeOf,
  generate,
  nth,
  report,
  type ReportFields,
  rows,
} from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { callbackDesk, HOUR } from './callbackDesk.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const { callbacksOf, contactOf, promised, called } = callbackDesk(() => floor, clock)

describe('a callback is promised', () => {
  it('by the agent who had the call, in the transaction that ends it', async () => {
    const { shift, dueAt } = await promised()
    expect(dueAt).toEqual(new Date(clock.at(HOUR)))
    expect(await callbacksOf(shift)).toEqual([
      { status: 'OPEN', agent_id: agentOf(shift), due_at: dueAt, dialed_at: null, ended_at: null, ended_reason: null },
    ])
    expect(await contactOf(shift)).toEqual({ status: 'CALLBACK', next_attempt_at: dueAt })
  })

  it('for anyone, when that is what was said', async () => {
    const { shift } = await promised({}, { callbackFor: 'ANYONE' })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN', agent_id: null }])
    clock.advance(HOUR)
    expect((await called(shift, nth(shift.agentIds, 1))).contact.id).toBe(shift.contactIds[0])
  })

  it("in the contact's local time", async () => {
    const { dueAt } = await promised({}, { callbackLocalTime: '2026-11-23T14:30' })
    expect(dueAt.toISOString()).toBe('2026-11-23T19:30:00.000Z')
  })

  it('at the first instant after the gap, when the clocks skip that time', async () => {
    clock.set('2026-03-06T15:00:00Z')
    const { dueAt } = await promised({}, { callbackLocalTime: '2026-03-08T02:30' })
    expect(dueAt.toISOString()).toBe('2026-03-08T07:00:00.000Z')
  })

  it('at the first of both, when the clocks show that time twice', async () => {
    clock.set('2026-10-30T15:00:00Z')
    const { dueAt } = await promised({}, { callbackLocalTime: '2026-11-01T01:30' })
    expect(dueAt.toISOString()).toBe('2026-11-01T05:30:00.000Z')
  })

  it.each<{ why: string; fields: ReportFields; columns?: Record<string, unknown> }>([
    { why: 'in the past', fields: { callbackLocalTime: '2026-11-20T09:00' } },
    { why: 'more than a year ahead', fields: { callbackLocalTime: '2027-12-01T09:00' } },
    { why: 'that is none', fields: { callbackLocalTime: '2026-11-31T09:00' } },
    { why: 'without a time of day', fields: { callbackLocalTime: '2026-11-23' } },
    { why: 'beside an instant', fields: { callbackLocalTime: '2026-11-23T09:00', callbackAt: clock.at(HOUR) } },
    {
      why: 'of a contact who may be in several zones',
      fields: { callbackLocalTime: '2026-11-23T09:00' },
      columns: { time_zone: 'America/Chicago,America/New_York' },
    },
    {
      why: 'of a contact whose zone is unknown',
      fields: { callbackLocalTime: '2026-11-23T09:00' },
      columns: { time_zone: null },
    },
  ])('not at a local time $why', async ({ fields, columns }) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    if (columns !== undefined) await changeContact(floor, nth(shift.contactIds, 0), columns)
    expect(codeOf(await askReport(floor, id, 'COMPLETED', { outcome: 'CALLBACK', ...fields }))).toBe('BAD_USER_INPUT')
    expect(await callbacksOf(shift)).toEqual([])
    // Nothing was changed: the call can still be ended.
    expect((await report(floor, id, 'COMPLETED', { outcome: 'SALE' })).status).toBe('COMPLETED')
  })

  it('once, when two reports of the same call are sent at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shift = await openShift(floor, { contacts: 1, agents: 1 })
      const { id } = await claim(floor, shift.campaignId, agentOf(shift))
      const answers = await Promise.all(
        [HOUR, 2 * HOUR].map((seconds) =>
          askReport(floor, id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(seconds) }),
        ),
      )
      expect(answers.map(codeOf).sort()).toEqual(['0 errors', 'INVALID_TRANSITION'])
      const [callback, ...others] = await callbacksOf(shift)
      expect(others).toEqual([])
      expect(await contactOf(shift)).toEqual({ status: 'CALLBACK', next_attempt_at: callback?.['due_at'] })
    }
  })

  it('outside the calling hours too, with a warning', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const windows = [{ opens: '09:00', closes: '17:00' }]
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, callingHours: { friday: windows, saturday: windows } },
    })
    await generate(floor, shift.campaignId, 1)
    const warningsAt = async (callbackLocalTime: string): Promise<string[]> => {
      await rows(floor, `UPDATE contact SET status = 'NEW', next_attempt_at = NULL WHERE id = $1`, [
        shift.contactIds[0],
      ])
      await generate(floor, shift.campaignId, 1)
      const { id } = await claim(floor, shift.campaignId, agentOf(shift))
      const { updateQueueStatus } = await floor.get<{ updateQueueStatus: { warnings: string[] } }>(
        'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { warnings } }',
        { input: { entryId: id, status: 'COMPLETED', outcome: 'CALLBACK', callbackLocalTime } },
      )
      return updateQueueStatus.warnings
    }
    expect(await warningsAt('2026-11-21T10:00')).toEqual([])
    expect(await warningsAt('2026-11-22T10:00')).toHaveLength(1)
  })

  it('not at all, when the database fails before the end: the call is still to be reported', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await rows(floor, `ALTER TABLE callback ADD CONSTRAINT broken CHECK (contact_id <> ${shift.contactIds[0] ?? ''})`)
    expect(codeOf(await askReport(floor, id, 'COMPLETED', { outcome: 'CALLBACK' }))).toBe('INTERNAL_SERVER_ERROR')
    await rows(floor, 'ALTER TABLE callback DROP CONSTRAINT broken')
    expect(await rows(floor, 'SELECT FROM call_record WHERE entry_id = $1', [id])).toEqual([])
    expect(await contactOf(shift)).toEqual({ status: 'NEW', next_attempt_at: null })
    await report(floor, id, 'COMPLETED', { outcome: 'CALLBACK' })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN' }])
  })
})
