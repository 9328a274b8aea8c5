import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, changeContact, claim, generate, nth, report, row, rows } from '../support/desk.js'
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

const recordsOf = ({ campaignId }: Shift) =>
  rows(floor, 'SELECT * FROM call_record WHERE campaign_id = $1 ORDER BY id', [campaignId])

describe('every dial leaves one call record', () => {
  it('with who called whom, when, and how it ended', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [shift.contactIds[0]])
    const instants = [clock.now]
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const next = () => {
      clock.advance(7)
      instants.push(clock.now)
    }
    next()
    await report(floor, id, 'CONNECTED', { notes: 'asked for the price' })
    next()
    await report(floor, id, 'WRAP_UP')
    next()
    expect(await recordsOf(shift)).toEqual([])
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    expect(await recordsOf(shift)).toEqual([
      {
        organization_id: floor.organizationId,
        id: expect.any(String) as unknown,
        entry_id: id,
        campaign_id: shift.campaignId,
        contact_id: shift.contactIds[0],
        list_id: shift.listId,
        agent_id: agentOf(shift),
        phone,
        attempt: 1,
        started_at: instants[0],
        answered_at: instants[1],
        ended_at: instants[2],
        completed_at: instants[3],
        final_status: 'COMPLETED',
        outcome: 'SALE',
        category: 'SUCCESS',
        is_refusal: false,
        notes: 'asked for the price',
        // What record-keeping rules ask for beside: see tests/audit.
        seller: null,
        product: null,
        is_consumer: true,
        is_prerecorded: false,
        calling_number: null,
        caller_id: null,
        script: null,
        recording: null,
        retain_until: expect.any(Date) as unknown,
      },
    ])
  })

  it('without an answer when nobody answered', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    const startedAt = clock.now
    clock.advance(25)
    await report(floor, id, 'FAILED', { outcome: 'BUSY', notes: 'engaged' })
    expect(await recordsOf(shift)).toMatchObject([
      {
        started_at: startedAt,
        answered_at: null,
        ended_at: clock.now,
        completed_at: clock.now,
        final_status: 'FAILED',
        outcome: 'BUSY',
        category: 'BUSY',
        notes: 'engaged',
      },
    ])
  })

  it('from DIALING to the saved outcome when the call ended before anybody answered', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    clock.advance(20)
    const endedAt = clock.now
    await report(floor, id, 'WRAP_UP')
    clock.advance(5)
    await report(floor, id, 'COMPLETED', { outcome: 'NO_ANSWER' })
    expect(await recordsOf(shift)).toMatchObject([
      { answered_at: null, ended_at: endedAt, completed_at: clock.now, final_status: 'COMPLETED' },
    ])
  })

  it('with the number that was dialled, though the contact has another one since', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [shift.contactIds[0]])
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await changeContact(floor, nth(shift.contactIds, 0), { phone: '+12025550177' })
    await report(floor, id, 'FAILED')
    expect((await recordsOf(shift)).map((record) => record['phone'])).toEqual([phone])
  })

  it('and none is left by a reservation, a skip, a call that was not placed, or a cancelled entry', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, dialMethod: 'PREVIEW' })
    const skipped = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, skipped.id, 'QUEUED')
    const released = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, released.id, 'DIALING')
    await report(floor, released.id, 'QUEUED')
    const cancelled = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, cancelled.id, 'CANCELLED')
    expect(await recordsOf(shift)).toEqual([])
    const contacts = await rows(
      floor,
      'SELECT DISTINCT status, attempt_count, last_attempt_at, last_outcome FROM contact WHERE list_id = $1',
      [shift.listId],
    )
    expect(contacts).toEqual([{ status: 'NEW', attempt_count: 0, last_attempt_at: null, last_outcome: null }])
    expect(await rows(floor, 'SELECT * FROM campaign_contact WHERE campaign_id = $1', [shift.campaignId])).toEqual([])
  })
})

describe('attempts are numbered', () => {
  it('per campaign and contact, one for each dial', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 3 })
    for (const attempt of [1, 2, 3]) {
      const entry = await claim(floor, shift.campaignId, agentOf(shift))
      expect(entry.attempt).toBe(attempt)
      // Given back: the same attempt once more.
      await report(floor, entry.id, 'QUEUED')
      expect((await claim(floor, shift.campaignId, agentOf(shift))).attempt).toBe(attempt)
      await report(floor, entry.id, 'FAILED', { outcome: 'BUSY' })
      clock.advance(15 * 60)
      await generate(floor, shift.campaignId, 10)
    }
    expect((await recordsOf(shift)).map((record) => record['attempt'])).toEqual([1, 2, 3])
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })

  it('from 1 again in another campaign, while the contact counts them all', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 1 })
    const other = await openShift(floor, { contacts: 0, agents: 0, queued: false, maxAttempts: 1 })
    await rows(floor, 'INSERT INTO campaign_list VALUES ($1, $2, $3)', [
      floor.organizationId,
      other.campaignId,
      shift.listId,
    ])
    await rows(floor, 'INSERT INTO campaign_agent VALUES ($1, $2, $3)', [
      floor.organizationId,
      other.campaignId,
      agentOf(shift),
    ])
    await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', { outcome: 'BUSY' })
    clock.advance(15 * 60)
    await generate(floor, other.campaignId, 10)
    const entry = await claim(floor, other.campaignId, agentOf(shift))
    expect(entry.attempt).toBe(1)
    await report(floor, entry.id, 'FAILED', { outcome: 'BUSY' })
    const { attempt_count: attemptCount } = await row(floor, 'SELECT attempt_count FROM contact WHERE id = $1', [
      shift.contactIds[0],
    ])
    expect(attemptCount).toBe(2)
    const progress = await rows(
      floor,
      'SELECT campaign_id, attempt_count FROM campaign_contact WHERE contact_id = $1 ORDER BY campaign_id',
      [shift.contactIds[0]],
    )
    expect(progress).toEqual([
      { campaign_id: shift.campaignId, attempt_count: 1 },
      { campaign_id: other.campaignId, attempt_count: 1 },
    ])
  })
})
