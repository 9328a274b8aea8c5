import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, askReport, changeContact, claim, type EntryView, nth, report, row } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { refusal } from '../support/refusal.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

/** A contact that an agent is looking at before the dial. */
async function previewed(): Promise<{ shift: Shift; entry: EntryView }> {
  const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
  return { shift, entry: await claim(floor, shift.campaignId, agentOf(shift)) }
}

describe('the dial of a contact that an agent has looked at', () => {
  it('is placed while the rules still allow it', async () => {
    const { entry } = await previewed()
    expect((await report(floor, entry.id, 'DIALING')).status).toBe('DIALING')
  })

  it.each<{ why: string; columns: Record<string, unknown>; reason: string; liftsAt?: string }>([
    { why: 'asked not to be called', columns: { status: 'DO_NOT_CALL' }, reason: 'DO_NOT_CALL' },
    { why: 'was reached meanwhile', columns: { status: 'REACHED' }, reason: 'ALREADY_REACHED' },
    { why: 'has another number now', columns: { phone: '+12025550188' }, reason: 'INVALID_NUMBER' },
    { why: 'is in a zone that is not known any more', columns: { time_zone: null }, reason: 'UNKNOWN_TIME_ZONE' },
    {
      why: 'is to be tried later',
      columns: { next_attempt_at: '2026-11-20T16:00:00.000Z' },
      reason: 'RETRY_NOT_DUE',
      liftsAt: '2026-11-20T16:00:00.000Z',
    },
  ])('is refused when the contact $why, and the entry stays reserved', async ({ columns, reason, liftsAt }) => {
    const { shift, entry } = await previewed()
    await changeContact(floor, nth(shift.contactIds, 0), columns)
    expect(await refusal(floor, () => askReport(floor, entry.id, 'DIALING'))).toBe('INVALID_TRANSITION')
    const answer = await askReport(floor, entry.id, 'DIALING')
    expect(answer.errors[0]?.extensions).toMatchObject({
      from: 'RESERVED',
      to: 'DIALING',
      ruleId: expect.any(String) as unknown,
      reason,
      liftsAt: liftsAt ?? null,
    })
    expect(await row(floor, 'SELECT status FROM dial_queue_entry WHERE id = $1', [entry.id])).toEqual({
      status: 'RESERVED',
    })
    // It can be given back; what nobody may ever be handed again is cancelled.
    const { status } = await report(floor, entry.id, 'QUEUED')
    expect(status).toBe(liftsAt === undefined ? 'CANCELLED' : 'QUEUED')
  })

  it('is refused outside the calling hours that the campaign has got meanwhile', async () => {
    const { shift, entry } = await previewed()
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, callingHours: { sunday: [{ opens: '09:00', closes: '10:00' }] } },
    })
    const answer = await askReport(floor, entry.id, 'DIALING')
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'INVALID_TRANSITION',
      ruleId: 'calling-hours',
      // It is Friday in New York.
      liftsAt: '2026-11-22T14:00:00.000Z',
    })
  })
})

describe('card numbers in notes', () => {
  it('are masked before they are stored, with the report and with its correction', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const entry = await report(floor, id, 'COMPLETED', { outcome: 'SALE', notes: 'paid with 4111 1111 1111 1111' })
    expect(entry.notes).toBe('paid with **** **** **** 1111')
    await floor.get(
      'mutation ($input: UpdateQueueOutcomeInput!) { updateQueueOutcome(input: $input) { entry { id } } }',
      {
        input: { entryId: id, notes: 'no, with 5500-0000-0000-0004' },
      },
    )
    const { notes } = await row(floor, 'SELECT notes FROM call_record WHERE entry_id = $1', [id])
    expect(notes).toBe('no, with ****-****-****-0004')
  })
})
