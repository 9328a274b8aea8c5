import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import {
  agentOf,
  askCorrection,
  type Caller,
  claim,
  correct,
  type CorrectionFields,
  type EntryView,
  report,
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

async function ended(outcome: string, status: QueueStatus, agents = 1): Promise<{ shift: Shift; entry: EntryView }> {
  const shift = await openShift(floor, { contacts: 1, agents })
  const { id } = await claim(floor, shift.campaignId, agentOf(shift))
  return { shift, entry: await report(floor, id, status, { outcome }) }
}

const refused = (entryId: string, fields: CorrectionFields, as: Caller = {}): Promise<string> =>
  refusal(floor, () => askCorrection(floor, entryId, fields, as))

describe('a correction is refused', () => {
  it.each<{ why: string; outcome: string; status: QueueStatus; fields: CorrectionFields; code: string }>([
    { why: 'that says nothing', outcome: 'SALE', status: 'COMPLETED', fields: {}, code: 'BAD_USER_INPUT' },
    {
      why: 'to an unknown outcome',
      outcome: 'SALE',
      status: 'COMPLETED',
      fields: { outcome: 'HAPPY' },
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'to the outcome of the system',
      outcome: 'SALE',
      status: 'COMPLETED',
      fields: { outcome: 'LEASE_EXPIRED' },
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'to a sale of a failed dial',
      outcome: 'BUSY',
      status: 'FAILED',
      fields: { outcome: 'SALE' },
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'to anything else of an abandoned call',
      outcome: 'ABANDONED',
      status: 'ABANDONED',
      fields: { outcome: 'NO_ANSWER' },
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'with a callback in the past',
      outcome: 'SALE',
      status: 'COMPLETED',
      fields: { outcome: 'CALLBACK', callbackAt: '2026-11-20T14:00:00.000Z' },
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'with a callback that no outcome promises',
      outcome: 'SALE',
      status: 'COMPLETED',
      fields: { notes: 'x', callbackAt: '2026-11-21T14:00:00.000Z' },
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'with notes that are too long',
      outcome: 'SALE',
      status: 'COMPLETED',
      fields: { notes: 'x'.repeat(10_001) },
      code: 'BAD_USER_INPUT',
    },
    {
      why: 'of a version that has passed',
      outcome: 'SALE',
      status: 'COMPLETED',
      fields: { notes: 'x', expectedVersion: 2 },
      code: 'CONFLICT',
    },
  ])('$why', async ({ outcome, status, fields, code }) => {
    const { entry } = await ended(outcome, status)
    expect(await refused(entry.id, fields)).toBe(code)
  })

  it('of an outcome that has not been saved yet', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
    const { id } = await row(floor, 'SELECT id FROM dial_queue_entry WHERE campaign_id = $1', [shift.campaignId])
    expect(await refused(String(id), { outcome: 'SALE' })).toBe('BAD_USER_INPUT')
    await claim(floor, shift.campaignId, agentOf(shift))
    for (const step of ['DIALING', 'CONNECTED', 'WRAP_UP'] as const) {
      expect(await refused(String(id), { outcome: 'SALE' })).toBe('BAD_USER_INPUT')
      await report(floor, String(id), step)
    }
    expect(await refused(String(id), { outcome: 'SALE' })).toBe('BAD_USER_INPUT')
  })

  it('by an agent who did not have the call; the one who had it may', async () => {
    const { shift, entry } = await ended('SALE', 'COMPLETED', 2)
    const [own = '', other = ''] = shift.agentIds
    expect(await refused(entry.id, { outcome: 'NOT_INTERESTED' }, { agentId: other })).toBe('FORBIDDEN')
    expect((await correct(floor, entry.id, { outcome: 'NOT_INTERESTED' }, { agentId: own })).outcome).toBe(
      'NOT_INTERESTED',
    )
    expect(await refused('999999999', { notes: 'x' })).toBe('NOT_FOUND')
  })

  it('of two at once with the same expectedVersion: one is taken, the other hears CONFLICT', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { entry } = await ended('NO_ANSWER', 'COMPLETED')
      const answers = await Promise.all(
        ['SALE', 'VOICEMAIL'].map((outcome) =>
          askCorrection(floor, entry.id, { outcome, expectedVersion: entry.version }),
        ),
      )
      expect(answers.map(({ errors }) => errors[0]?.extensions.code ?? 'taken').sort()).toEqual(['CONFLICT', 'taken'])
    }
  })
})
