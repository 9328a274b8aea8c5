import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runJob } from '../background/rehearsal.js'
import { nextContact, nth, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { callbackDesk, HOUR } from './callbackDesk.js'

// E11: a promise that nobody could keep is let go, and one that cannot be kept at its instant says so.

let floor: Floor
const clock = new MovableClock()
const { callbacksOf, contactOf, promised, called } = callbackDesk(() => floor, clock)

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(async () => {
  clock.reset()
  // Every test has the floor for itself.
  await rows(floor, "UPDATE campaign SET status = 'PAUSED' WHERE status = 'ACTIVE'", [])
})
afterAll(async () => {
  await floor.close()
})

async function update(shift: Shift, fields: object): Promise<void> {
  const document = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }'
  await floor.get(document, { input: { id: shift.campaignId, ...fields } })
}

/** A campaign of its own over the list of the shift. */
async function otherCampaignOf(shift: Shift): Promise<Shift> {
  const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
  await update(other, { listIds: [other.listId, shift.listId] })
  return other
}

describe('E11: a list that is taken off its campaign', () => {
  it('takes its callbacks along: they are cancelled, and others may call, not before the promised instant', async () => {
    const { shift, dueAt } = await promised()
    const other = await otherCampaignOf(shift)
    const another = await openShift(floor, { contacts: 0, queued: false })
    await update(shift, { listIds: [another.listId] })
    expect(await callbacksOf(shift)).toMatchObject([
      { status: 'CANCELLED', ended_reason: 'the list was taken off the campaign', ended_at: clock.now },
    ])
    expect(await contactOf(shift)).toEqual({ status: 'IN_PROGRESS', next_attempt_at: dueAt })
    // A minute before: a queue that found nobody rests for ten times what looking took.
    clock.advance(HOUR - 60)
    await runJob(floor, 'topUpQueues')
    expect((await nextContact(floor, other.campaignId, nth(other.agentIds, 0))).retryAt).toBe(dueAt.toISOString())
    clock.advance(60)
    await runJob(floor, 'topUpQueues')
    const { entry } = await nextContact(floor, other.campaignId, nth(other.agentIds, 0))
    expect(entry?.contact.id).toBe(shift.contactIds[0])
  })

  it('takes along what was queued for them', async () => {
    const { shift } = await promised()
    clock.advance(HOUR)
    await runJob(floor, 'releaseDue')
    const another = await openShift(floor, { contacts: 0, queued: false })
    await update(shift, { listIds: [another.listId] })
    const left = "SELECT id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'"
    expect(await rows(floor, left, [shift.campaignId])).toEqual([])
  })

  it('is noticed by the job when a contact has moved to a list that the campaign does not have', async () => {
    const { shift } = await promised()
    const another = await openShift(floor, { contacts: 0, queued: false })
    await rows(floor, 'UPDATE contact SET list_id = $2 WHERE id = $1', [shift.contactIds[0], another.listId])
    expect(await runJob(floor, 'cancelForbiddenCallbacks')).toBe('0 callbacks cancelled, 1 freed')
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'CANCELLED' }])
    expect(await runJob(floor, 'cancelForbiddenCallbacks')).toBe('0 callbacks cancelled')
  })
})

describe('E11: an agent who promised a callback and', () => {
  it('was removed from the campaign holds nobody up: anybody takes it at its instant', async () => {
    const { shift } = await promised()
    await update(shift, { agentIds: [nth(shift.agentIds, 1)] })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN', agent_id: null }])
    clock.advance(HOUR)
    expect((await called(shift, nth(shift.agentIds, 1))).contact.id).toBe(shift.contactIds[0])
  })

  it('was removed while it waits in the queue: the grace ends at once', async () => {
    const { shift } = await promised()
    clock.advance(HOUR)
    await runJob(floor, 'releaseDue')
    expect((await nextContact(floor, shift.campaignId, nth(shift.agentIds, 1))).reason).toBe('CALLBACK_RESERVED')
    await update(shift, { agentIds: [nth(shift.agentIds, 1)] })
    const { entry } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 1))
    expect(entry?.contact.id).toBe(shift.contactIds[0])
  })

  it('is OFFLINE when its time comes, or goes, holds nobody up', async () => {
    const { shift } = await promised()
    const [promiser, colleague] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    clock.advance(HOUR)
    await runJob(floor, 'releaseDue')
    const before = await nextContact(floor, shift.campaignId, colleague)
    expect(before).toMatchObject({ reason: 'CALLBACK_RESERVED', retryAt: clock.at(15 * 60) })
    await rows(floor, "UPDATE agent SET status = 'OFFLINE' WHERE id = $1", [promiser])
    await runJob(floor, 'releaseDue')
    const { entry } = await nextContact(floor, shift.campaignId, colleague)
    expect(entry?.contact.id).toBe(shift.contactIds[0])
  })

  it('is PAUSED keeps its grace', async () => {
    const { shift } = await promised()
    await rows(floor, "UPDATE agent SET status = 'PAUSED' WHERE id = $1", [nth(shift.agentIds, 0)])
    clock.advance(HOUR)
    await runJob(floor, 'releaseDue')
    const { entry, retryAt } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 1))
    expect({ entry, retryAt }).toEqual({ entry: null, retryAt: clock.at(15 * 60) })
  })
})

describe('E11: a callback for a time at which a rule stands in its way', () => {
  const warnings = '{ ruleId sentence dialableAt }'
  const move = `mutation ($id: ID!, $at: DateTime) { rescheduleCallback(id: $id, callbackAt: $at) { dueAt warnings ${warnings} } }`

  async function moved(shift: Shift, at: string): Promise<readonly { ruleId: string; dialableAt: string }[]> {
    const [callback] = await rows(floor, 'SELECT id FROM callback WHERE contact_id = $1', [shift.contactIds[0]])
    type Answer = { rescheduleCallback: { dueAt: string; warnings: { ruleId: string; dialableAt: string }[] } }
    const { rescheduleCallback } = await floor.get<Answer>(move, { id: callback?.['id'], at })
    expect(rescheduleCallback.dueAt).toBe(at)
    return rescheduleCallback.warnings
  }

  it('is taken, and the answer names the hours and when they open', async () => {
    const { shift } = await promised()
    const day = [{ opens: '09:00', closes: '20:00' }]
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
    await update(shift, { callingHours: Object.fromEntries(days.map((name) => [name, day])) })
    // 22:00 on a Friday in New York, weeks beyond the stored hours.
    expect(await moved(shift, '2026-12-19T03:00:00.000Z')).toMatchObject([
      { ruleId: 'calling-hours', dialableAt: '2026-12-19T14:00:00.000Z' },
    ])
    expect(await moved(shift, '2026-12-19T15:00:00.000Z')).toEqual([])
  })

  it('or at which a cap is reached: when it lets go', async () => {
    const { shift } = await promised()
    const cap = { limit: 1, windowMinutes: 1_440, subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS' }
    await update(shift, { frequencyCaps: [cap] })
    const dialledAt = clock.at(0)
    expect(await moved(shift, clock.at(2 * HOUR))).toMatchObject([
      { ruleId: 'frequency-cap', dialableAt: new Date(Date.parse(dialledAt) + 86_400_000).toISOString() },
    ])
  })

  it('warns already when it is promised', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await update(shift, {
      frequencyCaps: [{ limit: 1, windowMinutes: 1_440, subject: 'CONTACT', scope: 'CAMPAIGN', counts: 'CALLS' }],
    })
    const { entry } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))
    const document = `mutation ($input: UpdateQueueStatusInput!) {
      updateQueueStatus(input: $input) { warnings callbackWarnings ${warnings} } }`
    const input = { entryId: entry?.id, status: 'COMPLETED', outcome: 'CALLBACK', callbackAt: clock.at(HOUR) }
    const { updateQueueStatus } = await floor.get<{ updateQueueStatus: { warnings: string[] } }>(document, { input })
    expect(updateQueueStatus.warnings).toHaveLength(1)
    expect(updateQueueStatus).toMatchObject({
      callbackWarnings: [{ ruleId: 'frequency-cap', dialableAt: clock.at(24 * HOUR) }],
    })
  })
})
