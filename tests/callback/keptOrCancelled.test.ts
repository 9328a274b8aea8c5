import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, claim, correct, generate, nextContact, nth, report, row, rows } from '../support/desk.js'
import { cancelForbiddenCallbacks } from '../../src/callback/cancelForbiddenCallbacks.js'
import { expireLeases } from '../../src/dialQueue/expireLeases.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { callbackDesk, HOUR } from './callbackDesk.js'
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

const { callbacksOf, contactOf, promised, called } = callbackDesk(() => floor, clock)

const complete = (shift: Shift): Promise<unknown> =>
  floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, status: 'COMPLETED' },
  })

/** A call to the first contact of `shift` that the other campaign had begun before the promise was made. */
async function ring(shift: Shift, other: Shift): Promise<string> {
  await rows(floor, `UPDATE agent SET status = 'BUSY' WHERE id = $1`, [agentOf(other)])
  const { id } = await row(
    floor,
    `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt, status, assigned_agent_id,
       dialed_at, lease_expires_at)
     SELECT organization_id, $2, id, phone, 1, 'DIALING', $3, $4, $5 FROM contact WHERE id = $1 RETURNING id`,
    [shift.contactIds[0], other.campaignId, agentOf(other), clock.at(-60), clock.at(60)],
  )
  return String(id)
}

describe('a callback is kept', () => {
  it('by a dial that began at its instant or later, whatever came of it; then the outcome says what is next', async () => {
    const { shift, dueAt } = await promised()
    clock.advance(HOUR)
    const entry = await called(shift)
    const dialedAt = clock.now
    clock.advance(30)
    await report(floor, entry.id, 'FAILED', { outcome: 'NO_ANSWER' })
    expect(await callbacksOf(shift)).toEqual([
      {
        status: 'KEPT',
        agent_id: agentOf(shift),
        due_at: dueAt,
        dialed_at: dialedAt,
        ended_at: clock.now,
        ended_reason: null,
      },
    ])
    expect(await contactOf(shift)).toEqual({ status: 'IN_PROGRESS', next_attempt_at: new Date(clock.at(4 * HOUR)) })
  })

  it('and another is promised, when the contact asks again', async () => {
    const { shift } = await promised()
    clock.advance(HOUR)
    const { id } = await called(shift)
    await report(floor, id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(2 * HOUR) })
    expect(await callbacksOf(shift)).toMatchObject([
      { status: 'KEPT' },
      { status: 'OPEN', due_at: new Date(clock.at(2 * HOUR)) },
    ])
  })

  it('though no attempts are left, in its own campaign alone', async () => {
    const { shift } = await promised({ maxAttempts: 1 })
    clock.advance(HOUR)
    const { id } = await called(shift)
    await report(floor, id, 'FAILED', { outcome: 'BUSY' })
    expect(await contactOf(shift)).toMatchObject({ status: 'EXHAUSTED' })
    clock.advance(HOUR)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })

  it('first by its agent, and once the grace is over by anyone', async () => {
    const { shift } = await promised()
    const [promiser = '', other = ''] = shift.agentIds
    await rows(floor, `UPDATE agent SET status = 'PAUSED' WHERE id = $1`, [promiser])
    clock.advance(HOUR)
    await generate(floor, shift.campaignId, 10)
    expect((await nextContact(floor, shift.campaignId, other)).entry).toBeNull()
    clock.advance(15 * 60)
    expect((await claim(floor, shift.campaignId, other)).contact.id).toBe(shift.contactIds[0])
  })
})

describe('a callback survives', () => {
  it('the pause of its campaign', async () => {
    const { shift } = await promised()
    const set = (status: string) =>
      floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
        input: { id: shift.campaignId, status },
      })
    await set('PAUSED')
    clock.advance(5 * HOUR)
    await set('ACTIVE')
    expect((await called(shift)).contact.id).toBe(shift.contactIds[0])
  })

  it('a new import of its contact', async () => {
    const { shift, dueAt } = await promised()
    const { external_id: externalId, phone } = await row(
      floor,
      'SELECT external_id, phone FROM contact WHERE id = $1',
      [shift.contactIds[0]],
    )
    await floor.get('mutation ($input: AddContactsInput!) { addContacts(input: $input) { updated } }', {
      input: {
        listId: shift.listId,
        contacts: [{ externalId, phone: '+14155550123', firstName: 'New', lastName: 'Name' }],
      },
    })
    expect(phone).not.toBe('+14155550123')
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN', due_at: dueAt }])
    expect(await contactOf(shift)).toEqual({ status: 'CALLBACK', next_attempt_at: dueAt })
  })

  it('an agent who falls silent over the preview: it is offered again', async () => {
    const { shift } = await promised({ dialMethod: 'PREVIEW' })
    clock.advance(HOUR)
    const entry = await called(shift)
    clock.advance(61)
    await expireLeases(floor.instance.work, (error) => {
      throw error
    })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN' }])
    await rows(floor, `UPDATE agent SET status = 'AVAILABLE' WHERE id = $1`, [agentOf(shift)])
    expect((await claim(floor, shift.campaignId, agentOf(shift))).id).toBe(entry.id)
  })

  it('an agent who falls silent while it rings: it is tried again after the delay of that outcome', async () => {
    const { shift, dueAt } = await promised({ maxAttempts: 1 })
    clock.advance(HOUR)
    await called(shift)
    clock.advance(91)
    await expireLeases(floor.instance.work, (error) => {
      throw error
    })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN', due_at: dueAt, dialed_at: null }])
    expect(await contactOf(shift)).toEqual({ status: 'CALLBACK', next_attempt_at: new Date(clock.at(HOUR)) })
    clock.advance(HOUR)
    const { id } = await called(shift, nth(shift.agentIds, 1))
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'KEPT' }])
  })

  it('the call of another campaign, but not a later wish of the contact', async () => {
    const { shift, dueAt } = await promised()
    const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await report(floor, await ring(shift, other), 'FAILED', { outcome: 'BUSY' })
    await report(floor, await ring(shift, other), 'COMPLETED', { outcome: 'SALE' })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN' }])
    expect(await contactOf(shift)).toEqual({ status: 'CALLBACK', next_attempt_at: dueAt })
    await report(floor, await ring(shift, other), 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(3 * HOUR) })
    expect(await callbacksOf(shift)).toMatchObject([
      { status: 'CANCELLED', ended_reason: 'outcome CALLBACK' },
      { status: 'OPEN', due_at: new Date(clock.at(3 * HOUR)) },
    ])
  })

  it('the wish that another campaign has no time left to keep', async () => {
    const { shift, dueAt } = await promised()
    const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const id = await ring(shift, other)
    await complete(other)
    await report(floor, id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(3 * HOUR) })
    expect(await callbacksOf(shift)).toMatchObject([
      { status: 'OPEN', due_at: dueAt },
      { status: 'CANCELLED', ended_reason: 'the campaign is over' },
    ])
    expect(await contactOf(shift)).toEqual({ status: 'CALLBACK', next_attempt_at: dueAt })
  })
})

describe('a callback is cancelled', () => {
  it('when its contact asks not to be called', async () => {
    const { shift } = await promised()
    clock.advance(HOUR)
    const { id } = await called(shift)
    await rows(floor, `UPDATE callback SET due_at = due_at + interval '1 day' WHERE contact_id = $1`, [
      shift.contactIds[0],
    ])
    await report(floor, id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'CANCELLED', ended_reason: 'outcome DO_NOT_CALL' }])
    expect(await contactOf(shift)).toMatchObject({ status: 'DO_NOT_CALL' })
  })

  it('when its campaign is completed; other campaigns may then call', async () => {
    const { shift, dueAt } = await promised()
    await complete(shift)
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'CANCELLED', ended_reason: 'the campaign is over' }])
    expect(await contactOf(shift)).toEqual({ status: 'IN_PROGRESS', next_attempt_at: dueAt })
  })

  it('at once, when its campaign was completed during the call: the outcome is saved, and the agent is told', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await complete(shift)
    type Data = { updateQueueStatus: { entry: { status: string }; warnings: string[] } }
    const { updateQueueStatus } = await floor.get<Data>(
      'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { status } warnings } }',
      { input: { entryId: id, status: 'COMPLETED', outcome: 'CALLBACK', callbackAt: clock.at(HOUR) } },
    )
    expect(updateQueueStatus.entry.status).toBe('COMPLETED')
    expect(updateQueueStatus.warnings).toEqual([expect.stringContaining('campaign is over')])
    expect(await callbacksOf(shift)).toEqual([
      {
        status: 'CANCELLED',
        agent_id: agentOf(shift),
        due_at: new Date(clock.at(HOUR)),
        dialed_at: null,
        ended_at: clock.now,
        ended_reason: 'the campaign is over',
      },
    ])
    expect(await contactOf(shift)).toEqual({ status: 'IN_PROGRESS', next_attempt_at: new Date(clock.at(HOUR)) })
    const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await rows(floor, 'INSERT INTO campaign_list (organization_id, campaign_id, list_id) VALUES ($1, $2, $3)', [
      ...[floor.organizationId, other.campaignId, shift.listId],
    ])
    expect(await generate(floor, other.campaignId, 10)).toMatchObject({ created: 0, excluded: { RETRY_NOT_DUE: 1 } })
    clock.advance(HOUR)
    expect((await called(other)).contact.id).toBe(shift.contactIds[0])
  })

  it('at once, when an outcome is corrected to one after the campaign was completed', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    await complete(shift)
    await correct(floor, id, { outcome: 'CALLBACK', callbackAt: clock.at(HOUR) })
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'CANCELLED', ended_reason: 'the campaign is over' }])
    expect(await contactOf(shift)).toMatchObject({ status: 'IN_PROGRESS' })
    // Corrected back, there is nothing to be warned of.
    const document = `mutation ($input: UpdateQueueOutcomeInput!) { updateQueueOutcome(input: $input) { warnings } }`
    expect(await floor.get(document, { input: { entryId: id, outcome: 'SALE' } })).toEqual({
      updateQueueOutcome: { warnings: [] },
    })
  })

  it('and not kept open by a report that arrives while a supervisor completes the campaign', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shift = await openShift(floor, { contacts: 4, agents: 4 })
      const entries = await Promise.all(shift.agentIds.map((agentId) => claim(floor, shift.campaignId, agentId)))
      await Promise.all([
        ...entries.map(({ id }) => report(floor, id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(HOUR) })),
        complete(shift),
      ])
      const states = await rows(floor, 'SELECT status, ended_reason FROM callback WHERE campaign_id = $1', [
        shift.campaignId,
      ])
      expect(states).toEqual(Array(4).fill({ status: 'CANCELLED', ended_reason: 'the campaign is over' }))
      expect(
        await rows(floor, `SELECT id FROM contact WHERE list_id = $1 AND status = 'CALLBACK'`, [shift.listId]),
      ).toEqual([])
    }
  })

  it('when the outcome that promised it was a slip of the hand', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(HOUR) })
    await correct(floor, id, { outcome: 'CALLBACK', callbackAt: clock.at(2 * HOUR) })
    await correct(floor, id, { outcome: 'SALE' })
    expect(await callbacksOf(shift)).toMatchObject([
      { status: 'CANCELLED', ended_reason: 'corrected to CALLBACK' },
      { status: 'CANCELLED', due_at: new Date(clock.at(2 * HOUR)), ended_reason: 'corrected to SALE' },
    ])
    expect(await contactOf(shift)).toEqual({ status: 'REACHED', next_attempt_at: null })
  })
})

describe('a due callback of a contact who may never be called again', () => {
  // Without what it frees: other tests of this file leave such.
  const cancelForbidden = async (): Promise<string | undefined> =>
    (await cancelForbiddenCallbacks(floor.instance.work, new AbortController().signal)).split(',')[0]

  it('is cancelled by the job that looks for them, and is no broken promise', async () => {
    const { shift } = await promised()
    const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [shift.contactIds[0]])
    await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }', {
      input: { prefix: phone, reason: 'listed' },
    })
    expect(await cancelForbidden()).toBe('0 callbacks cancelled')
    clock.advance(2 * HOUR)
    expect((await statsOf(floor, shift.campaignId)).callbacksKeptOnTimeShare).toBe(0)
    expect(await cancelForbidden()).toBe('1 callbacks cancelled')
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'CANCELLED', ended_reason: 'DO_NOT_CALL' }])
    expect((await statsOf(floor, shift.campaignId)).callbacksKeptOnTimeShare).toBeNull()
  })

  it('is left alone while its contact may be called later', async () => {
    const { shift } = await promised()
    clock.advance(HOUR)
    expect(await cancelForbidden()).toBe('0 callbacks cancelled')
    expect(await callbacksOf(shift)).toMatchObject([{ status: 'OPEN' }])
  })
})
