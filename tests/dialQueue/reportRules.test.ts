import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import {
  agentOf,
  askReport,
  type Caller,
  claim,
  codeOf,
  type EntryView,
  nth,
  report,
  type ReportFields,
  row,
} from '../support/desk.js'
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

async function dialing(contacts = 1, agents = 1): Promise<{ shift: Shift; entry: EntryView }> {
  const shift = await openShift(floor, { contacts, agents })
  return { shift, entry: await claim(floor, shift.campaignId, agentOf(shift)) }
}

const refused = (entryId: string, status: QueueStatus, fields: ReportFields = {}, as: Caller = {}): Promise<string> =>
  refusal(floor, () => askReport(floor, entryId, status, fields, as))

describe('a final report without an outcome', () => {
  it.each([
    { status: 'FAILED', outcome: 'NO_ANSWER' },
    { status: 'ABANDONED', outcome: 'ABANDONED' },
  ] as const)('that is $status means $outcome', async ({ status, outcome }) => {
    const { entry } = await dialing()
    expect((await report(floor, entry.id, status)).outcome).toBe(outcome)
  })

  it('that is COMPLETED is refused: an agent has to say what happened', async () => {
    const { entry } = await dialing()
    expect(await refused(entry.id, 'COMPLETED')).toBe('BAD_USER_INPUT')
  })
})

describe('an outcome is refused', () => {
  it.each<{ why: string; status: QueueStatus; fields: ReportFields }>([
    { why: 'that is not in the catalogue', status: 'COMPLETED', fields: { outcome: 'HAPPY' } },
    { why: 'that is written in small letters', status: 'COMPLETED', fields: { outcome: 'sale' } },
    { why: 'that is empty', status: 'COMPLETED', fields: { outcome: '' } },
    { why: 'that holds a NUL', status: 'COMPLETED', fields: { outcome: 'SALE\u0000' } },
    { why: 'of 10 kB', status: 'COMPLETED', fields: { outcome: 'S'.repeat(10_000) } },
    { why: 'that only the system saves', status: 'COMPLETED', fields: { outcome: 'LEASE_EXPIRED' } },
    { why: 'that only the system saves, of a failed dial too', status: 'FAILED', fields: { outcome: 'LEASE_EXPIRED' } },
    { why: 'with a status that is not final', status: 'CONNECTED', fields: { outcome: 'SALE' } },
    { why: 'with a hang-up', status: 'WRAP_UP', fields: { outcome: 'SALE' } },
    { why: 'with an entry that is given back', status: 'QUEUED', fields: { outcome: 'BUSY' } },
    { why: 'of a sale in a failed dial', status: 'FAILED', fields: { outcome: 'SALE' } },
    { why: 'of a conversation in a failed dial', status: 'FAILED', fields: { outcome: 'NOT_INTERESTED' } },
    { why: 'of a promise in a failed dial', status: 'FAILED', fields: { outcome: 'CALLBACK' } },
    { why: 'of an abandoned call in a failed dial', status: 'FAILED', fields: { outcome: 'ABANDONED' } },
    { why: 'of an abandoned call in a completed one', status: 'COMPLETED', fields: { outcome: 'ABANDONED' } },
    { why: 'of a sale in an abandoned call', status: 'ABANDONED', fields: { outcome: 'SALE' } },
    { why: 'of no answer in an abandoned call', status: 'ABANDONED', fields: { outcome: 'NO_ANSWER' } },
  ])('$why', async ({ status, fields }) => {
    const { entry } = await dialing()
    expect(await refused(entry.id, status, fields)).toBe('BAD_USER_INPUT')
  })
})

describe('what is said for the call record is refused', () => {
  it.each<{ why: string; status: QueueStatus; fields: ReportFields }>([
    { why: 'before the call is over', status: 'CONNECTED', fields: { recording: 'recordings/1.wav' } },
    { why: 'with a hang-up', status: 'WRAP_UP', fields: { callingNumber: '+12125550100' } },
    { why: 'with an entry that is given back', status: 'QUEUED', fields: { isPrerecorded: false } },
    {
      why: 'when the line is no number',
      status: 'COMPLETED',
      fields: { outcome: 'SALE', callingNumber: '12125550100' },
    },
    { why: 'with a NUL', status: 'COMPLETED', fields: { outcome: 'SALE', recording: 'a\u0000' } },
    { why: 'of 2,001 characters', status: 'FAILED', fields: { recording: 'r'.repeat(2_001) } },
  ])('$why', async ({ status, fields }) => {
    const { entry } = await dialing()
    expect(await refused(entry.id, status, fields)).toBe('BAD_USER_INPUT')
  })
})

describe('the instant of a callback', () => {
  it.each<{ why: string; status: QueueStatus; fields: ReportFields }>([
    { why: 'lies in the past', status: 'COMPLETED', fields: { outcome: 'CALLBACK', callbackAt: clock.at(-61) } },
    {
      why: 'lies more than a year ahead',
      status: 'COMPLETED',
      fields: { outcome: 'CALLBACK', callbackAt: clock.at(366 * 86_400 + 1) },
    },
    {
      why: 'comes with an outcome that promises none',
      status: 'COMPLETED',
      fields: { outcome: 'SALE', callbackAt: clock.at(60) },
    },
    { why: 'comes with a failed dial', status: 'FAILED', fields: { callbackAt: clock.at(60) } },
    { why: 'comes before the outcome', status: 'CONNECTED', fields: { callbackAt: clock.at(60) } },
    { why: 'is no date', status: 'COMPLETED', fields: { outcome: 'CALLBACK', callbackAt: 'tomorrow' } },
    {
      why: 'is an impossible date',
      status: 'COMPLETED',
      fields: { outcome: 'CALLBACK', callbackAt: '2027-02-30T10:00:00Z' },
    },
  ])('is refused when it $why', async ({ status, fields }) => {
    const { entry } = await dialing()
    expect(await refused(entry.id, status, fields)).toBe('BAD_USER_INPUT')
  })

  it.each([-60, 0, 1, 366 * 86_400])('may be %s seconds from now', async (seconds) => {
    const { entry } = await dialing()
    const callbackAt = clock.at(seconds)
    const { contact } = await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt })
    expect(contact).toMatchObject({ status: 'CALLBACK', nextAttemptAt: callbackAt })
  })
})

describe('notes', () => {
  it('of 10,000 characters are kept as they are', async () => {
    const { entry } = await dialing()
    const notes = `${'ä'.repeat(9_990)}\n☎ "ok"\t`
    expect((await report(floor, entry.id, 'CONNECTED', { notes })).notes).toBe(notes)
  })

  it.each([
    { what: 'longer than that', notes: 'x'.repeat(10_001) },
    { what: 'with a NUL', notes: 'a\u0000b' },
  ])('$what are refused', async ({ notes }) => {
    const { entry } = await dialing()
    expect(await refused(entry.id, 'CONNECTED', { notes })).toBe('BAD_USER_INPUT')
  })

  it('stay when a later report brings none, and are replaced by the next', async () => {
    const { entry } = await dialing()
    await report(floor, entry.id, 'CONNECTED', { notes: 'first' })
    expect((await report(floor, entry.id, 'WRAP_UP')).notes).toBe('first')
    expect((await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE', notes: 'second' })).notes).toBe('second')
  })
})

describe('a report with expectedVersion', () => {
  it('is taken when the entry still has that version', async () => {
    const { entry } = await dialing()
    const connected = await report(floor, entry.id, 'CONNECTED', { expectedVersion: entry.version })
    expect(connected.version).toBe(entry.version + 1)
  })

  it('is refused with CONFLICT and the current version when it has not', async () => {
    const { entry } = await dialing()
    await report(floor, entry.id, 'CONNECTED')
    expect(await refused(entry.id, 'WRAP_UP', { expectedVersion: entry.version })).toBe('CONFLICT')
    const answer = await askReport(floor, entry.id, 'WRAP_UP', { expectedVersion: 99 })
    expect(answer.errors[0]?.extensions['currentVersion']).toBe(entry.version + 1)
  })

  it('wins once when two are sent at once; the other hears CONFLICT', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { shift, entry } = await dialing()
      const fields = { expectedVersion: entry.version }
      const answers = await Promise.all([
        askReport(floor, entry.id, 'COMPLETED', { ...fields, outcome: 'SALE' }),
        askReport(floor, entry.id, 'FAILED', fields, { agentId: agentOf(shift) }),
      ])
      expect(answers.map(codeOf).sort()).toEqual(['0 errors', 'CONFLICT'])
      const { count } = await row(floor, 'SELECT count(*)::int AS count FROM call_record WHERE entry_id = $1', [
        entry.id,
      ])
      expect(count).toBe(1)
    }
  })
})

describe('who may report', () => {
  it('is the agent who holds the entry, and no other agent', async () => {
    const { shift, entry } = await dialing(1, 2)
    expect(await refused(entry.id, 'CONNECTED', {}, { agentId: nth(shift.agentIds, 1) })).toBe('FORBIDDEN')
    const as = { agentId: agentOf(shift) }
    expect((await report(floor, entry.id, 'CONNECTED', {}, as)).status).toBe('CONNECTED')
  })

  it('is not an agent in the name of another', async () => {
    const { shift, entry } = await dialing(1, 2)
    const [one = '', two = ''] = shift.agentIds
    expect(await refused(entry.id, 'CONNECTED', { agentId: two }, { agentId: one })).toBe('FORBIDDEN')
    expect(await refused(entry.id, 'CONNECTED', { agentId: one }, { agentId: two })).toBe('FORBIDDEN')
  })

  it.each(['DIALER', 'SUPERVISOR', 'ADMIN'] as const)(
    'is a %s, in its own name or for the holder only',
    async (role) => {
      const { shift, entry } = await dialing(1, 2)
      const [holder = '', other = ''] = shift.agentIds
      expect(await refused(entry.id, 'CONNECTED', { agentId: other }, { role })).toBe('BAD_USER_INPUT')
      expect((await report(floor, entry.id, 'CONNECTED', { agentId: holder }, { role })).status).toBe('CONNECTED')
      expect((await report(floor, entry.id, 'WRAP_UP', {}, { role })).status).toBe('WRAP_UP')
    },
  )

  it('is nobody of another organization: there is no such entry', async () => {
    const { entry } = await dialing()
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    expect(await refused(entry.id, 'CONNECTED', {}, { organizationId })).toBe('NOT_FOUND')
    expect(await refused('999999999', 'CONNECTED')).toBe('NOT_FOUND')
    expect(await refused('one', 'CONNECTED')).toBe('BAD_USER_INPUT')
  })
})
