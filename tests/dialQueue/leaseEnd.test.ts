import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import {
  agentOf,
  claim,
  type EntryView,
  generate,
  nextContactDocument,
  nth,
  report,
  row,
  rows,
} from '../support/desk.js'
import { askInstance, type Floor, openFloor, openInstance, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { until } from '../support/until.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const HOUR = 3600

/** An entry that an agent holds, ten seconds between the steps; the agent falls silent at the last. */
async function held(
  status: QueueStatus,
  options: Parameters<typeof openShift>[1] = {},
): Promise<{ shift: Shift; entry: EntryView }> {
  const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW', ...options })
  let entry = await claim(floor, shift.campaignId, agentOf(shift))
  const steps = ['DIALING', 'CONNECTED', 'WRAP_UP'] as const
  for (const step of steps.slice(0, steps.findIndex((each) => each === status) + 1)) {
    clock.advance(10)
    entry = await report(floor, entry.id, step)
  }
  return { shift, entry }
}

const entryRow = (id: string) => row(floor, 'SELECT * FROM dial_queue_entry WHERE id = $1', [id])
const whenActedOn = (entry: EntryView) =>
  until(
    () => entryRow(entry.id),
    ({ status }) => status !== entry.status,
  )
const agentStatus = async (id: string) => (await row(floor, 'SELECT status FROM agent WHERE id = $1', [id]))['status']
const contactOf = (shift: Shift) =>
  row(floor, 'SELECT status, attempt_count, last_outcome, next_attempt_at FROM contact WHERE id = $1', [
    shift.contactIds[0],
  ])

describe('when an agent falls silent,', () => {
  it('two hundred holds that cannot be ended do not keep the next one from its end', async () => {
    const broken = await openShift(floor, { contacts: 200, agents: 200, dialMethod: 'PREVIEW' })
    const { entry } = await held('RESERVED')
    await floor.database.pool.query(
      `UPDATE dial_queue_entry AS entry SET status = 'RESERVED', lease_expires_at = $3::timestamptz,
         assigned_agent_id = ($2::bigint[])[array_position($4::bigint[], entry.contact_id)] WHERE campaign_id = $1`,
      [broken.campaignId, broken.agentIds, clock.at(1), broken.contactIds],
    )
    const rule = `CHECK (campaign_id <> ${broken.campaignId} OR status = 'RESERVED')`
    await floor.database.pool.query(`ALTER TABLE dial_queue_entry ADD CONSTRAINT test_broken ${rule}`)
    try {
      clock.advance(60)
      expect((await whenActedOn(entry))['status']).toBe('QUEUED')
    } finally {
      await floor.database.pool.query('ALTER TABLE dial_queue_entry DROP CONSTRAINT test_broken')
    }
  })

  it('a reserved contact goes back to its old place in the queue and to the next agent', async () => {
    const { shift, entry } = await held('RESERVED', { contacts: 3, agents: 2 })
    clock.advance(60)
    expect(await whenActedOn(entry)).toMatchObject({
      status: 'QUEUED',
      queued_at: new Date(entry.queuedAt),
      assigned_agent_id: null,
      lease_expires_at: null,
      lease_lost_agent_id: agentOf(shift),
      version: entry.version + 1,
      attempt: 1,
    })
    expect(await agentStatus(agentOf(shift))).toBe('AVAILABLE')
    expect(await contactOf(shift)).toMatchObject({ status: 'NEW', attempt_count: 0 })
    expect(await rows(floor, 'SELECT * FROM call_record WHERE entry_id = $1', [entry.id])).toEqual([])
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 1))).id).toBe(entry.id)
  })

  it('a dial counts as an attempt and is repeated only after its delay: it may still be ringing', async () => {
    const { shift, entry } = await held('DIALING')
    clock.advance(90)
    const acted = await whenActedOn(entry)
    expect(acted).toMatchObject({
      status: 'FAILED',
      outcome: 'LEASE_EXPIRED',
      assigned_agent_id: agentOf(shift),
      lease_expires_at: null,
      ended_at: clock.now,
      completed_at: clock.now,
    })
    expect(await agentStatus(agentOf(shift))).toBe('AVAILABLE')
    expect(await contactOf(shift)).toEqual({
      status: 'IN_PROGRESS',
      attempt_count: 1,
      last_outcome: 'LEASE_EXPIRED',
      next_attempt_at: new Date(clock.at(HOUR)),
    })
    expect(
      await rows(floor, 'SELECT outcome, category, final_status, agent_id FROM call_record WHERE entry_id = $1', [
        entry.id,
      ]),
    ).toEqual([{ outcome: 'LEASE_EXPIRED', category: 'FAILED', final_status: 'FAILED', agent_id: agentOf(shift) }])
    clock.advance(HOUR - 1)
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ RETRY_NOT_DUE: 1 })
    clock.advance(1)
    expect((await generate(floor, shift.campaignId, 1)).created).toBe(1)
  })

  it('a dial that was the last attempt is not repeated', async () => {
    const { shift, entry } = await held('DIALING', { maxAttempts: 1 })
    clock.advance(90)
    await whenActedOn(entry)
    expect((await contactOf(shift))['status']).toBe('EXHAUSTED')
    clock.advance(30 * 24 * HOUR)
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })

  it.each([
    { status: 'CONNECTED', seconds: 4 * HOUR },
    { status: 'WRAP_UP', seconds: 600 },
  ] as const)('a conversation ($status) is completed and not redialled by itself', async ({ status, seconds }) => {
    const { shift, entry } = await held(status)
    clock.advance(seconds)
    expect(await whenActedOn(entry)).toMatchObject({
      status: 'COMPLETED',
      outcome: 'LEASE_EXPIRED',
      connected_at: new Date(entry.connectedAt ?? ''),
      ended_at: entry.endedAt === null ? clock.now : new Date(entry.endedAt),
      completed_at: clock.now,
    })
    expect(await agentStatus(agentOf(shift))).toBe('AVAILABLE')
    expect(await contactOf(shift)).toEqual({
      status: 'REACHED',
      attempt_count: 1,
      last_outcome: 'LEASE_EXPIRED',
      next_attempt_at: null,
    })
    clock.advance(30 * 24 * HOUR)
    expect((await generate(floor, shift.campaignId, 1)).excluded).toEqual({ ALREADY_REACHED: 1 })
  })

  it('nothing happens before the hold ends: not a millisecond', async () => {
    const { entry } = await held('DIALING')
    // A reservation of the same moment tells when the holds have been looked at.
    const sentinel = await held('RESERVED')
    clock.advance(89.999)
    await whenActedOn(sentinel.entry)
    expect(await entryRow(entry.id)).toMatchObject({ status: 'DIALING', version: entry.version })
    clock.advance(0.001)
    expect((await whenActedOn(entry))['status']).toBe('FAILED')
  })
})

describe('several instances', () => {
  it('that look at the same moment act once on each of many holds', async () => {
    const second = await openInstance(floor.connectionString, { clock: clock.read })
    try {
      // More than one round of a sweep takes.
      const shift = await openShift(floor, { contacts: 230, agents: 230 })
      await rows(
        floor,
        `WITH pair AS (
           SELECT entry.id, (SELECT array_agg(agent_id ORDER BY agent_id) FROM campaign_agent WHERE campaign_id = $1)
             [row_number() OVER (ORDER BY entry.id)] AS agent_id
           FROM dial_queue_entry AS entry WHERE campaign_id = $1),
         busy AS (UPDATE agent SET status = 'BUSY' FROM pair WHERE agent.id = pair.agent_id)
         UPDATE dial_queue_entry AS entry SET status = 'DIALING', assigned_agent_id = pair.agent_id, dialed_at = $2,
           lease_expires_at = $3 FROM pair WHERE entry.id = pair.id`,
        [shift.campaignId, clock.at(0), clock.at(90)],
      )
      clock.advance(90)
      const counts = () =>
        rows(
          floor,
          'SELECT status, version, count(*)::int AS count FROM dial_queue_entry WHERE campaign_id = $1 GROUP BY 1, 2',
          [shift.campaignId],
        )
      const isOver = (found: Record<string, unknown>[]) => found.every(({ status }) => status !== 'DIALING')
      expect(await until(counts, isOver, 30)).toEqual([{ status: 'FAILED', version: 2, count: 230 }])
      const records = await row(
        floor,
        `SELECT count(*)::int AS calls, count(DISTINCT contact_id)::int AS contacts FROM call_record WHERE campaign_id = $1`,
        [shift.campaignId],
      )
      expect(records).toEqual({ calls: 230, contacts: 230 })
      const progress = await rows(floor, 'SELECT DISTINCT attempt_count FROM campaign_contact WHERE campaign_id = $1', [
        shift.campaignId,
      ])
      expect(progress).toEqual([{ attempt_count: 1 }])
      const agents = await rows(
        floor,
        'SELECT DISTINCT status FROM agent JOIN campaign_agent ON agent_id = agent.id WHERE campaign_id = $1',
        [shift.campaignId],
      )
      expect(agents).toEqual([{ status: 'AVAILABLE' }])
    } finally {
      await second.close()
    }
  })

  it('stand in for each other: the holds that one has handed out are ended by those that are left', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const second = await openInstance(floor.connectionString, { clock: clock.read })
    const token = await floor.token({ agentId: agentOf(shift) })
    const answer = await askInstance(second.url, token, nextContactDocument, {
      input: { campaignId: shift.campaignId },
    })
    await second.close()
    const { entry } = (answer.data as unknown as { nextContact: { entry: EntryView } }).nextContact
    clock.advance(90)
    expect((await whenActedOn(entry))['status']).toBe('FAILED')
  })
})

describe('by the clock of the database', () => {
  it('a hold of one second is acted on within about a second of its end', async () => {
    const real = await openFloor({ leaseSeconds: { RESERVED: 1, DIALING: 1 } })
    try {
      for (const dialMethod of ['PREVIEW', 'PROGRESSIVE']) {
        const shift = await openShift(real, { contacts: 1, agents: 1, dialMethod })
        const { id, leaseExpiresAt } = await claim(real, shift.campaignId, agentOf(shift))
        const state = () =>
          row(real, 'SELECT status, now() AS seen_at, completed_at FROM dial_queue_entry WHERE id = $1', [id])
        const acted = await until(state, ({ status }) => status !== 'RESERVED' && status !== 'DIALING')
        expect(acted['status']).toBe(dialMethod === 'PREVIEW' ? 'QUEUED' : 'FAILED')
        const end = Date.parse(leaseExpiresAt ?? '')
        const actedAt = (acted['completed_at'] ?? acted['seen_at']) as Date
        expect(actedAt.getTime()).toBeGreaterThanOrEqual(end)
        // 0.5 s between two looks on a quiet machine; the rest is for a busy one.
        expect(actedAt.getTime() - end).toBeLessThan(3000)
      }
    } finally {
      await real.close()
    }
  })
})
