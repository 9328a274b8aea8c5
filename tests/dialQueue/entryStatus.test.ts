import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import { agentOf, askReport, claim, codeOf, type EntryView, report, row } from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
// Else the holds of earlier tests would run out while a later one compares rows.
beforeEach(() => {
  clock.reset()
})

const statuses: readonly QueueStatus[] = [
  'QUEUED',
  'RESERVED',
  'DIALING',
  'CONNECTED',
  'WRAP_UP',
  'COMPLETED',
  'FAILED',
  'ABANDONED',
  'CANCELLED',
]

/** design.md, section 3, copied by hand: what updateQueueStatus may do. RESERVED and DIALING of a QUEUED entry are nextContact's. */
const allowed: Record<string, readonly QueueStatus[]> = {
  QUEUED: ['CANCELLED'],
  RESERVED: ['DIALING', 'QUEUED', 'CANCELLED'],
  DIALING: ['CONNECTED', 'WRAP_UP', 'COMPLETED', 'FAILED', 'ABANDONED', 'QUEUED'],
  CONNECTED: ['WRAP_UP', 'COMPLETED', 'ABANDONED', 'FAILED'],
  WRAP_UP: ['COMPLETED'],
}
const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to })))
const isAllowed = ({ from, to }: { from: QueueStatus; to: QueueStatus }) => allowed[from]?.includes(to) ?? false

/** The steps from QUEUED to each status; the first is the claim of a PREVIEW campaign. */
const wayTo: Record<QueueStatus, readonly QueueStatus[]> = {
  QUEUED: [],
  RESERVED: ['RESERVED'],
  DIALING: ['RESERVED', 'DIALING'],
  CONNECTED: ['RESERVED', 'DIALING', 'CONNECTED'],
  WRAP_UP: ['RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'],
  COMPLETED: ['RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP', 'COMPLETED'],
  FAILED: ['RESERVED', 'DIALING', 'FAILED'],
  ABANDONED: ['RESERVED', 'DIALING', 'CONNECTED', 'ABANDONED'],
  CANCELLED: ['CANCELLED'],
}

const outcomeFor = (status: QueueStatus) => (status === 'COMPLETED' ? { outcome: 'SALE' } : {})

/** A campaign of one contact and one agent, its entry taken to `status` with ten seconds between the steps. */
async function entryIn(status: QueueStatus): Promise<{ shift: Shift; entry: EntryView }> {
  const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
  const { id } = await row(floor, 'SELECT id FROM dial_queue_entry WHERE campaign_id = $1', [shift.campaignId])
  const entryId = String(id)
  for (const step of wayTo[status]) {
    clock.advance(10)
    if (step === 'RESERVED') await claim(floor, shift.campaignId, agentOf(shift))
    else await report(floor, entryId, step, outcomeFor(step))
  }
  return { shift, entry: await read(entryId) }
}

async function read(id: string): Promise<EntryView> {
  const document = `query ($id: ID!) { dialQueueEntry(id: $id) { id status priority attempt version queuedAt dialedAt
    connectedAt endedAt completedAt leaseExpiresAt outcome notes contact { id status nextAttemptAt }
    assignedAgent { id status } } }`
  return (await floor.get<{ dialQueueEntry: EntryView }>(document, { id })).dialQueueEntry
}

const leaseSeconds: Partial<Record<QueueStatus, number>> = {
  RESERVED: 60,
  DIALING: 90,
  CONNECTED: 14_400,
  WRAP_UP: 600,
}

describe('an allowed step is taken and stamped with its instant:', () => {
  it.each(pairs.filter(isAllowed))('from $from to $to', async ({ from, to }) => {
    const { shift, entry } = await entryIn(from)
    clock.advance(10)
    const now = clock.at(0)
    const after = await report(floor, entry.id, to, outcomeFor(to))

    const isFinal = ['COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED'].includes(to)
    const isGivenBack = to === 'QUEUED'
    const isOver = ['WRAP_UP', 'COMPLETED', 'FAILED', 'ABANDONED'].includes(to)
    const seconds = leaseSeconds[to]
    const isReleased = isGivenBack || to === 'CANCELLED'
    const outcomes: Partial<Record<QueueStatus, string>> = {
      COMPLETED: 'SALE',
      FAILED: 'NO_ANSWER',
      ABANDONED: 'ABANDONED',
    }
    const agentStatus = to === 'WRAP_UP' ? 'WRAP_UP' : isFinal || isGivenBack ? 'AVAILABLE' : 'BUSY'
    expect(after).toMatchObject({
      id: entry.id,
      status: to,
      version: entry.version + 1,
      attempt: 1,
      queuedAt: isGivenBack ? now : entry.queuedAt,
      dialedAt: isGivenBack ? null : to === 'DIALING' ? now : entry.dialedAt,
      connectedAt: isGivenBack ? null : to === 'CONNECTED' ? now : entry.connectedAt,
      endedAt: isOver ? (entry.endedAt ?? now) : null,
      completedAt: isFinal ? now : null,
      leaseExpiresAt: seconds === undefined ? null : clock.at(seconds),
      outcome: outcomes[to] ?? null,
      assignedAgent: isReleased ? null : { id: agentOf(shift), status: agentStatus },
    })
    const agent = await row(floor, 'SELECT status FROM agent WHERE id = $1', [agentOf(shift)])
    expect(agent['status']).toBe(agentStatus)
    const records = await row(floor, 'SELECT count(*)::int AS count FROM call_record WHERE entry_id = $1', [entry.id])
    expect(records['count']).toBe(isFinal && to !== 'CANCELLED' ? 1 : 0)
  })
})

describe('every other step is refused and changes nothing at all:', () => {
  it.each(pairs.filter((pair) => !isAllowed(pair)))('from $from to $to', async ({ from, to }) => {
    const { entry } = await entryIn(from)
    clock.advance(10)
    const before = await everyRow(floor)
    const answer = await askReport(floor, entry.id, to, { notes: 'too late', ...outcomeFor(to) })
    expect(codeOf(answer)).toBe('INVALID_TRANSITION')
    expect(answer.errors[0]?.extensions).toMatchObject({ from, to })
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('nextContact alone takes an entry out of the queue:', () => {
  it.each([
    { dialMethod: 'PREVIEW', status: 'RESERVED' },
    { dialMethod: 'PROGRESSIVE', status: 'DIALING' },
    { dialMethod: 'PREDICTIVE', status: 'DIALING' },
  ] as const)('a $dialMethod campaign makes it $status', async ({ dialMethod, status }) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod })
    clock.advance(10)
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    expect(entry).toMatchObject({
      status,
      version: 2,
      dialedAt: status === 'DIALING' ? clock.at(0) : null,
      leaseExpiresAt: clock.at(status === 'DIALING' ? 90 : 60),
      connectedAt: null,
      endedAt: null,
      completedAt: null,
      assignedAgent: { id: agentOf(shift), status: 'BUSY' },
    })
  })
})

describe('cancelling', () => {
  it.each([
    { role: 'SUPERVISOR', code: null },
    { role: 'ADMIN', code: null },
    { role: 'DIALER', code: 'FORBIDDEN' },
    { role: 'AGENT', code: 'FORBIDDEN' },
  ] as const)('a queued entry as $role is answered with $code', async ({ role, code }) => {
    const { shift, entry } = await entryIn('QUEUED')
    const before = await everyRow(floor)
    const as = role === 'AGENT' ? { agentId: agentOf(shift) } : { role }
    const answer = await askReport(floor, entry.id, 'CANCELLED', {}, as)
    expect(answer.errors[0]?.extensions.code ?? null).toBe(code)
    expect(await read(entry.id)).toMatchObject({ status: code === null ? 'CANCELLED' : 'QUEUED' })
    const changed = JSON.stringify(await everyRow(floor)) !== JSON.stringify(before)
    expect(changed).toBe(code === null)
  })

  it('a reserved entry is open to the agent who looks at it, who is free afterwards', async () => {
    const { shift, entry } = await entryIn('RESERVED')
    const as = { agentId: agentOf(shift) }
    expect(await report(floor, entry.id, 'CANCELLED', {}, as)).toMatchObject({
      status: 'CANCELLED',
      assignedAgent: null,
    })
    expect(await row(floor, 'SELECT status FROM agent WHERE id = $1', [agentOf(shift)])).toEqual({
      status: 'AVAILABLE',
    })
  })

  it('a reserved entry is not open to another agent', async () => {
    const { entry } = await entryIn('RESERVED')
    const { agentIds } = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const before = await everyRow(floor)
    const answer = await askReport(floor, entry.id, 'CANCELLED', {}, { agentId: agentIds[0] ?? '' })
    expect(codeOf(answer)).toBe('FORBIDDEN')
    expect(await everyRow(floor)).toEqual(before)
  })
})
