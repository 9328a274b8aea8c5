import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { trailOf } from '../audit/trail.js'
import { agentOf, claim, correct, generate, nth, report, row, rows } from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { dial, reset } from './reset.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(() => {
  clock.reset()
})
afterAll(() => floor.close())

const DAY = 86_400

/** Dials the only contact of the shift so often, each time when it is due again. */
async function exhaust(shift: Shift, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    await generate(floor, shift.campaignId, 1)
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    clock.advance(DAY)
  }
}

const contactRow = (id: string | undefined) =>
  row(
    floor,
    'SELECT status, attempt_count, last_outcome, next_attempt_at, last_attempt_at FROM contact WHERE id = $1',
    [id],
  )

/** A campaign more, with the same agents, over the lists. */
async function campaignOver(shift: Shift, ...listIds: readonly string[]): Promise<string> {
  const { createCampaign } = await floor.get<{ createCampaign: { id: string } }>(
    'mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { id } }',
    {
      input: {
        ...{ name: 'Second pass', dialMethod: 'PROGRESSIVE', timeZone: 'America/New_York', policyPack: 'NONE' },
        ...{ listIds, agentIds: shift.agentIds },
      },
    },
  )
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: createCampaign.id, status: 'ACTIVE' },
  })
  return createCampaign.id
}

describe('a list that is reset for a campaign', () => {
  it('E14: gives a contact whose attempts were used up as many again, and its calls stay as they are', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 2, queued: false })
    await exhaust(shift, 2)
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
    const calls = await rows(floor, 'SELECT * FROM call_record WHERE campaign_id = $1 ORDER BY id', [shift.campaignId])
    const before = await contactRow(shift.contactIds[0])
    expect(before).toMatchObject({ status: 'EXHAUSTED', attempt_count: 2 })

    expect(await reset(floor, shift)).toEqual({ resetCount: 1, leftOut: {}, isDryRun: false, warnings: [] })

    expect(await contactRow(shift.contactIds[0])).toEqual({ ...before, status: 'IN_PROGRESS', next_attempt_at: null })
    expect(
      await rows(floor, 'SELECT * FROM call_record WHERE campaign_id = $1 ORDER BY id', [shift.campaignId]),
    ).toEqual(calls)
    await generate(floor, shift.campaignId, 1)
    const third = await claim(floor, shift.campaignId, agentOf(shift))
    expect(third.attempt).toBe(3)
    await report(floor, third.id, 'FAILED')
    expect(await contactRow(shift.contactIds[0])).toMatchObject({ status: 'IN_PROGRESS', attempt_count: 3 })
    clock.advance(DAY)
    await exhaust(shift, 1)
    expect(await contactRow(shift.contactIds[0])).toMatchObject({ status: 'EXHAUSTED', attempt_count: 4 })
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
    expect((await runDoctor(floor.database, null)).filter(({ count }) => count > 0)).toEqual([])
  })

  it('E14: holds no contact back by the delay of its last outcome, and counts that outcome anew', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 9 })
    await floor.get(
      'mutation ($id: ID, $rules: [RetryRuleInput!]!) { setRetryRules(campaignId: $id, rules: $rules) { outcome } }',
      {
        id: shift.campaignId,
        rules: [{ outcome: 'NO_ANSWER', delayMinutes: 60, growth: 'LINEAR', maxAttempts: 2 }],
      },
    )
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ RETRY_NOT_DUE: 1 })
    await reset(floor, shift)
    expect((await generate(floor, shift.campaignId, 1)).created).toBe(1)
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    // The first of the fresh pass: not the second, after which the rule would end it.
    const { status, next_attempt_at: next } = await contactRow(shift.contactIds[0])
    expect({ status, next: (next as Date).toISOString() }).toEqual({ status: 'IN_PROGRESS', next: clock.at(3_600) })
    clock.advance(3_600)
    await generate(floor, shift.campaignId, 1)
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    expect(await contactRow(shift.contactIds[0])).toMatchObject({ status: 'EXHAUSTED' })
    expect((await reset(floor, shift)).resetCount).toBe(1)
    expect((await generate(floor, shift.campaignId, 1)).created).toBe(1)
  })

  it('E14: goes on counting the calls of before in its frequency caps', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: {
        id: shift.campaignId,
        frequencyCaps: [{ subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS', limit: 1, windowMinutes: 1440 }],
      },
    })
    await generate(floor, shift.campaignId, 1)
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    expect((await reset(floor, shift)).resetCount).toBe(1)
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ FREQUENCY_CAP: 1 })
    clock.advance(DAY)
    expect((await generate(floor, shift.campaignId, 1)).created).toBe(1)
  })

  it('E14: lets a new campaign call again whom an old one has reached or used up, and the old one stays done', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, maxAttempts: 1 })
    const sold = await dial(floor, shift.campaignId, agentOf(shift), 'SALE')
    const silent = await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    const campaignId = await campaignOver(shift, shift.listId)
    expect((await generate(floor, campaignId, 2)).excluded).toEqual({ ALREADY_REACHED: 1, RETRY_NOT_DUE: 1 })
    const fresh = await reset(floor, { campaignId, listId: shift.listId }, { outcomes: ['SALE', 'NO_ANSWER'] })
    expect(fresh).toMatchObject({ resetCount: 2, leftOut: {} })
    expect(fresh.warnings).toEqual([expect.stringContaining('1 other campaign dials this list')])
    expect((await generate(floor, shift.campaignId, 2)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 2 })
    expect((await generate(floor, campaignId, 2)).created).toBe(2)
    const again = [await claim(floor, campaignId, agentOf(shift))]
    await report(floor, nth(again, 0).id, 'FAILED')
    again.push(await claim(floor, campaignId, agentOf(shift)))
    expect(again.map(({ contact, attempt }) => [contact.id, attempt]).sort()).toEqual(
      [
        [sold, 1],
        [silent, 1],
      ].sort(),
    )
  })

  it('queues a contact with a fresh pass as one of its first attempt, also when the queue is ranked anew', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, maxAttempts: 3 })
    const first = await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    const second = await dial(floor, shift.campaignId, agentOf(shift), 'BUSY')
    clock.advance(DAY)
    // The second has had one attempt and waits for its second; the first is as good as new.
    expect((await reset(floor, shift, { outcomes: ['BUSY'] })).resetCount).toBe(1)
    await generate(floor, shift.campaignId, 2)
    const order = async (): Promise<unknown[]> =>
      (
        await rows(
          floor,
          `SELECT contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'
           ORDER BY urgency, turn_at, id`,
          [shift.campaignId],
        )
      ).map((entry) => entry['contact_id'])
    expect(await order()).toEqual([second, first])
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, ageingMinutes: 10 },
    })
    expect(await order()).toEqual([second, first])
  })

  it('takes a late correction of a call from before as what it is: it waits, and is not used up', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'NO_ANSWER' })
    await reset(floor, shift)
    await correct(floor, entry.id, { outcome: 'BUSY' })
    expect(await contactRow(shift.contactIds[0])).toMatchObject({ status: 'IN_PROGRESS', last_outcome: 'BUSY' })
    await correct(floor, entry.id, { outcome: 'NOT_INTERESTED' })
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ ALREADY_REACHED: 1 })
    expect(await reset(floor, shift, { outcomes: ['BUSY', 'NO_ANSWER'] })).toMatchObject({
      resetCount: 0,
      leftOut: { REFUSED: 1 },
    })
  })

  it('has only those whose last outcome was named and whom nobody has dialled since the instant', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1 })
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    await dial(floor, shift.campaignId, agentOf(shift), 'BUSY')
    clock.advance(DAY)
    const instant = clock.at(0)
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    await rows(
      floor,
      `UPDATE dial_queue_entry SET status = 'CANCELLED', completed_at = queued_at
       WHERE campaign_id = $1 AND status = 'QUEUED'`,
      [shift.campaignId],
    )
    clock.advance(60)
    const counts = async (fields: object) => {
      const { resetCount, leftOut } = await reset(floor, shift, { ...fields, dryRun: true })
      return { resetCount, ...leftOut }
    }
    expect(await counts({})).toEqual({ resetCount: 2, NOT_CHOSEN: 1, NEVER_CALLED: 1 })
    expect(await counts({ outcomes: ['BUSY', 'NO_ANSWER', 'BUSY'] })).toEqual({ resetCount: 3, NEVER_CALLED: 1 })
    expect(await counts({ notCalledSince: instant })).toEqual({ resetCount: 1, NOT_CHOSEN: 2, NEVER_CALLED: 1 })
    expect(await counts({ outcomes: ['VOICEMAIL'] })).toEqual({ resetCount: 0, NOT_CHOSEN: 3, NEVER_CALLED: 1 })
  })

  it('is as it was after a dry run, which counts the same', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, maxAttempts: 1 })
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    await dial(floor, shift.campaignId, agentOf(shift), 'NOT_INTERESTED')
    const before = await everyRow(floor)
    const dry = await reset(floor, shift, { dryRun: true })
    expect(dry).toMatchObject({ resetCount: 1, leftOut: { REFUSED: 1, LIVE_ENTRY: 1 }, isDryRun: true })
    expect(await everyRow(floor)).toEqual(before)
    expect(await reset(floor, shift)).toEqual({ ...dry, isDryRun: false })
  })

  it('E14: is one row of the trail: who, when, which contacts, and how many', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, maxAttempts: 1 })
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    await reset(floor, shift, { outcomes: ['NO_ANSWER', 'BUSY'], notCalledSince: clock.at(0) })
    clock.advance(60)
    await reset(floor, shift, { notCalledSince: clock.at(0) })
    const acts = (await trailOf(floor, 'CONTACT_LIST', shift.listId)).filter(({ action }) => action === 'RESET')
    expect(acts).toHaveLength(2)
    expect(acts[0]).toMatchObject({ subject: 'test', role: 'SUPERVISOR' })
    expect(acts[0]?.changes).toMatchObject({
      count: 0,
      outcomes: ['NO_ANSWER', 'BUSY'],
      left_out: { LIVE_ENTRY: 1, NOT_CHOSEN: 1 },
    })
    expect(acts[1]?.changes).toMatchObject({
      count: 1,
      campaign_id: Number(shift.campaignId),
      outcomes: ['NO_ANSWER'],
      left_out: { LIVE_ENTRY: 1 },
    })
    const changed = (await trailOf(floor, 'CONTACT', nth(shift.contactIds, 0))).at(-1)
    expect(changed).toMatchObject({ action: 'CHANGED', changes: { status: ['EXHAUSTED', 'IN_PROGRESS'] } })
  })

  it('wakes a queue that had found nobody', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 1 })
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    await rows(floor, `INSERT INTO campaign_upkeep (organization_id, campaign_id, refill_after) VALUES ($1, $2, $3)`, [
      floor.organizationId,
      shift.campaignId,
      clock.at(DAY),
    ])
    await reset(floor, shift)
    const { refill_after: after } = await row(
      floor,
      'SELECT refill_after FROM campaign_upkeep WHERE campaign_id = $1',
      [shift.campaignId],
    )
    expect(after).toBeNull()
  })

  it('warns where nobody would be called yet', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, campaignStatus: 'PAUSED', queued: false })
    await rows(floor, 'UPDATE campaign SET is_refilled = false WHERE id = $1', [shift.campaignId])
    const { warnings } = await reset(floor, shift)
    expect(warnings).toEqual([expect.stringContaining('PAUSED'), expect.stringContaining('generateQueue')])
  })
})
