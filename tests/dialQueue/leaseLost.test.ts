import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import type { Answer } from '../support/floor.js'
import {
  agentOf,
  askCorrection,
  askReport,
  type Caller,
  claim,
  codeOf,
  type EntryView,
  nth,
  report,
  row,
} from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { refusal } from '../support/refusal.js'
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
// Else what one test has left in an agent's hands would run out while another compares rows.
afterEach(async () => {
  clock.advance(24 * 3600)
  const held = 'SELECT count(*)::int AS count FROM dial_queue_entry WHERE lease_expires_at IS NOT NULL'
  await until(
    () => row(floor, held),
    ({ count }) => count === 0,
  )
})

const renewDocument = 'mutation ($entryId: ID!) { renewLease(entryId: $entryId) { id status leaseExpiresAt version } }'
const askRenewal = (entryId: string, as: Caller = {}): Promise<Answer> => floor.ask(renewDocument, { entryId }, as)
const renewed = (answer: Answer): unknown => (answer.data as unknown as { renewLease: unknown }).renewLease

const leases = { RESERVED: 60, DIALING: 90, CONNECTED: 14_400, WRAP_UP: 600 } as const
const heldStatuses = ['RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'] as const

async function held(status: QueueStatus, agents = 2): Promise<{ shift: Shift; entry: EntryView }> {
  const shift = await openShift(floor, { contacts: 1, agents, dialMethod: 'PREVIEW' })
  let entry = await claim(floor, shift.campaignId, agentOf(shift))
  for (const step of heldStatuses.slice(1, heldStatuses.findIndex((each) => each === status) + 1)) {
    entry = await report(floor, entry.id, step)
  }
  return { shift, entry }
}

/** Something that the holder would do next in each status. */
const nextStep = { RESERVED: 'DIALING', DIALING: 'CONNECTED', CONNECTED: 'WRAP_UP', WRAP_UP: 'COMPLETED' } as const
const late = ({ id, status }: EntryView, as: Caller, agentId?: string) =>
  askReport(
    floor,
    id,
    nextStep[status as keyof typeof nextStep],
    { ...(status === 'WRAP_UP' ? { outcome: 'SALE' } : {}), ...(agentId === undefined ? {} : { agentId }) },
    as,
  )
const statusOf = async (id: string) =>
  (await row(floor, 'SELECT status FROM dial_queue_entry WHERE id = $1', [id]))['status']

describe.each(heldStatuses)('a hold (%s)', (status) => {
  it('that is renewed lasts its full time from then on', async () => {
    const { shift, entry } = await held(status)
    expect(entry.leaseExpiresAt).toBe(clock.at(leases[status]))
    clock.advance(leases[status] - 1)
    const answer = await askRenewal(entry.id, { agentId: agentOf(shift) })
    const leaseExpiresAt = clock.at(leases[status])
    expect(renewed(answer)).toEqual({ id: entry.id, status, leaseExpiresAt, version: entry.version })
    // The old end passes; another reservation tells when the holds have been looked at.
    const sentinel = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
    const { id } = await claim(floor, sentinel.campaignId, agentOf(sentinel))
    await floor.database.pool.query('UPDATE dial_queue_entry SET lease_expires_at = $2 WHERE id = $1', [
      id,
      clock.at(1),
    ])
    clock.advance(1)
    expect(
      await until(
        () => statusOf(id),
        (found) => found === 'QUEUED',
      ),
    ).toBe('QUEUED')
    expect(await statusOf(entry.id)).toBe(status)
    expect(codeOf(await late(entry, { agentId: agentOf(shift) }))).toBe('0 errors')
  })

  it('that has run out is lost before anybody has acted on it', async () => {
    const { shift, entry } = await held(status)
    const other = new pg.Client({ connectionString: floor.connectionString })
    await other.connect()
    try {
      // Whoever would act on the end of the hold waits for this lock.
      await other.query('BEGIN')
      await other.query('SELECT 1 FROM dial_queue_entry WHERE id = $1 FOR UPDATE', [entry.id])
      clock.advance(leases[status])
      const holder = agentOf(shift)
      expect(await refusal(floor, () => late(entry, { agentId: holder }))).toBe('LEASE_LOST')
      expect(await refusal(floor, () => late(entry, { role: 'DIALER' }))).toBe('LEASE_LOST')
      expect(await refusal(floor, () => late(entry, { role: 'DIALER' }, holder))).toBe('LEASE_LOST')
      expect(await refusal(floor, () => askRenewal(entry.id, { agentId: holder }))).toBe('LEASE_LOST')
      expect(await refusal(floor, () => askRenewal(entry.id, { role: 'DIALER' }))).toBe('LEASE_LOST')
      const notes = () => askCorrection(floor, entry.id, { notes: 'late' }, { agentId: holder })
      expect(await refusal(floor, notes)).toBe('LEASE_LOST')
      expect(await statusOf(entry.id)).toBe(status)
      await other.query('ROLLBACK')
    } finally {
      await other.end()
    }
    await until(
      () => statusOf(entry.id),
      (found) => found !== status,
    )
    expect(await refusal(floor, () => late(entry, { agentId: agentOf(shift) }))).toBe('LEASE_LOST')
  })

  it('that has run out is lost after it was acted on', async () => {
    const { shift, entry } = await held(status)
    const holder = agentOf(shift)
    clock.advance(leases[status])
    await until(
      () => statusOf(entry.id),
      (found) => found !== status,
    )
    expect(await refusal(floor, () => late(entry, { agentId: holder }))).toBe('LEASE_LOST')
    expect(await refusal(floor, () => late(entry, { role: 'DIALER' }, holder))).toBe('LEASE_LOST')
    expect(await refusal(floor, () => askRenewal(entry.id, { agentId: holder }))).toBe('LEASE_LOST')
    // Without naming the agent, a dialler cannot mean a hold that is gone: the contact may be another's by now.
    const code = status === 'RESERVED' ? 'INVALID_TRANSITION' : 'LEASE_LOST'
    expect(await refusal(floor, () => late(entry, { role: 'DIALER' }))).toBe(code)
    expect(await refusal(floor, () => late(entry, { agentId: nth(shift.agentIds, 1) }))).toBe('FORBIDDEN')
  })
})

describe('the old holder', () => {
  it('cannot write while the next agent has the contact, and not afterwards', async () => {
    const { shift, entry } = await held('RESERVED')
    const [old = '', next = ''] = shift.agentIds
    clock.advance(60)
    await until(
      () => statusOf(entry.id),
      (found) => found === 'QUEUED',
    )
    expect((await claim(floor, shift.campaignId, next)).id).toBe(entry.id)
    const skip = () => askReport(floor, entry.id, 'QUEUED', {}, { agentId: old })
    expect(await refusal(floor, () => late(entry, { agentId: old }))).toBe('LEASE_LOST')
    expect(await refusal(floor, skip)).toBe('LEASE_LOST')
    expect(await refusal(floor, () => askRenewal(entry.id, { agentId: old }))).toBe('LEASE_LOST')
    expect((await report(floor, entry.id, 'DIALING', {}, { agentId: next })).status).toBe('DIALING')
    await report(floor, entry.id, 'FAILED', {}, { agentId: next })
    expect(await refusal(floor, () => late(entry, { agentId: old }))).toBe('LEASE_LOST')
  })

  it('holds the contact like anybody else when it is handed out to the same agent again', async () => {
    const { shift, entry } = await held('RESERVED', 1)
    clock.advance(60)
    await until(
      () => statusOf(entry.id),
      (found) => found === 'QUEUED',
    )
    expect((await claim(floor, shift.campaignId, agentOf(shift))).id).toBe(entry.id)
    expect(codeOf(await late(entry, { agentId: agentOf(shift) }))).toBe('0 errors')
  })

  it('of a conversation cannot say afterwards what had come of it, but a supervisor can, as a correction', async () => {
    const { shift, entry } = await held('WRAP_UP')
    clock.advance(600)
    await until(
      () => statusOf(entry.id),
      (found) => found === 'COMPLETED',
    )
    const late = await askCorrection(floor, entry.id, { outcome: 'SALE' }, { agentId: agentOf(shift) })
    expect(codeOf(late)).toBe('LEASE_LOST')
    expect(codeOf(await askCorrection(floor, entry.id, { outcome: 'SALE' }))).toBe('0 errors')
    const contact = await row(floor, 'SELECT status, last_outcome FROM contact WHERE id = $1', [shift.contactIds[0]])
    expect(contact).toEqual({ status: 'REACHED', last_outcome: 'SALE' })
  })
})

describe('renewing is refused', () => {
  it('to another agent, for an entry that nobody holds, and for one that does not exist', async () => {
    const { shift, entry } = await held('DIALING')
    expect(await refusal(floor, () => askRenewal(entry.id, { agentId: nth(shift.agentIds, 1) }))).toBe('FORBIDDEN')
    expect(await refusal(floor, () => askRenewal('999999999'))).toBe('NOT_FOUND')
    expect(await refusal(floor, () => askRenewal('x'))).toBe('BAD_USER_INPUT')
    await report(floor, entry.id, 'QUEUED')
    expect(await refusal(floor, () => askRenewal(entry.id))).toBe('INVALID_TRANSITION')
    expect(await refusal(floor, () => askRenewal(entry.id, { agentId: agentOf(shift) }))).toBe('FORBIDDEN')
    await report(floor, entry.id, 'CANCELLED')
    expect(await refusal(floor, () => askRenewal(entry.id))).toBe('INVALID_TRANSITION')
  })
})
