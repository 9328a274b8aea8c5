import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import {
  agentOf,
  askReport,
  changeContact,
  claim,
  codeOf,
  type EntryView,
  generate,
  nth,
  report,
  row,
  rows,
} from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
  // What an organization may add to its catalogue: an outcome without a retry in a category that usually has one.
  await rows(
    floor,
    `INSERT INTO outcome VALUES ($1, 'GAVE_UP', 'Never answers', 'NO_ANSWER', NULL), ($1, 'HUNG_UP', 'Hung up', 'FAILED', NULL),
       ($1, 'CALL_AT', 'Call at', 'CALLBACK', NULL)`,
    [floor.organizationId],
  )
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

/** One contact, claimed; ten seconds between all steps up to `last`. */
async function call(shift: Shift, last: 'DIALING' | 'CONNECTED' | 'WRAP_UP'): Promise<EntryView> {
  let entry = await claim(floor, shift.campaignId, agentOf(shift))
  for (const step of { DIALING: [], CONNECTED: ['CONNECTED'], WRAP_UP: ['CONNECTED', 'WRAP_UP'] }[last]) {
    clock.advance(10)
    entry = await report(floor, entry.id, step as QueueStatus)
  }
  clock.advance(10)
  return entry
}

const contactOf = (shift: Shift) =>
  row(
    floor,
    `SELECT contact.status, contact.attempt_count, last_attempt_at, next_attempt_at, last_outcome,
       progress.attempt_count AS campaign_attempts, is_closed, promise.agent_id AS callback_agent_id, promise.due_at AS callback_at
     FROM contact LEFT JOIN callback AS promise ON promise.contact_id = contact.id AND promise.status = 'OPEN'
     LEFT JOIN campaign_contact AS progress ON progress.contact_id = contact.id AND progress.campaign_id = $2
     WHERE contact.id = $1`,
    [shift.contactIds[0], shift.campaignId],
  )

const MINUTE = 60
const HOUR = 3600

interface Case {
  readonly outcome: string
  readonly from: 'DIALING' | 'CONNECTED' | 'WRAP_UP'
  readonly to: 'COMPLETED' | 'FAILED' | 'ABANDONED'
  /** With attempts left, and on the last attempt. */
  readonly becomes: readonly [string, string]
  /** Seconds until the next attempt; null: none by itself. */
  readonly retryAfter: number | null
}
const cases: readonly Case[] = [
  { outcome: 'SALE', from: 'WRAP_UP', to: 'COMPLETED', becomes: ['REACHED', 'REACHED'], retryAfter: null },
  { outcome: 'NOT_INTERESTED', from: 'WRAP_UP', to: 'COMPLETED', becomes: ['REACHED', 'REACHED'], retryAfter: null },
  { outcome: 'CALLBACK', from: 'WRAP_UP', to: 'COMPLETED', becomes: ['CALLBACK', 'CALLBACK'], retryAfter: 24 * HOUR },
  { outcome: 'NO_ANSWER', from: 'DIALING', to: 'FAILED', becomes: ['IN_PROGRESS', 'EXHAUSTED'], retryAfter: 4 * HOUR },
  {
    outcome: 'NO_ANSWER',
    from: 'WRAP_UP',
    to: 'COMPLETED',
    becomes: ['IN_PROGRESS', 'EXHAUSTED'],
    retryAfter: 4 * HOUR,
  },
  { outcome: 'BUSY', from: 'DIALING', to: 'FAILED', becomes: ['IN_PROGRESS', 'EXHAUSTED'], retryAfter: 15 * MINUTE },
  {
    outcome: 'VOICEMAIL',
    from: 'CONNECTED',
    to: 'COMPLETED',
    becomes: ['IN_PROGRESS', 'EXHAUSTED'],
    retryAfter: 4 * HOUR,
  },
  { outcome: 'WRONG_NUMBER', from: 'DIALING', to: 'FAILED', becomes: ['INVALID', 'INVALID'], retryAfter: null },
  {
    outcome: 'DO_NOT_CALL',
    from: 'CONNECTED',
    to: 'COMPLETED',
    becomes: ['DO_NOT_CALL', 'DO_NOT_CALL'],
    retryAfter: null,
  },
  {
    outcome: 'ABANDONED',
    from: 'CONNECTED',
    to: 'ABANDONED',
    becomes: ['IN_PROGRESS', 'EXHAUSTED'],
    retryAfter: 72 * HOUR,
  },
  { outcome: 'FAILED', from: 'DIALING', to: 'FAILED', becomes: ['IN_PROGRESS', 'EXHAUSTED'], retryAfter: HOUR },
  { outcome: 'GAVE_UP', from: 'DIALING', to: 'FAILED', becomes: ['EXHAUSTED', 'EXHAUSTED'], retryAfter: null },
  { outcome: 'HUNG_UP', from: 'CONNECTED', to: 'COMPLETED', becomes: ['REACHED', 'REACHED'], retryAfter: null },
]

describe.each([
  { attempts: 'attempts left', maxAttempts: 2, index: 0 },
  { attempts: 'the last attempt used', maxAttempts: 1, index: 1 },
] as const)('with $attempts', ({ maxAttempts, index }) => {
  it.each(cases)('the outcome $outcome after $from makes of the contact what it says', async (expected) => {
    const { outcome, from, to, becomes, retryAfter } = expected
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts })
    const dialedAt = clock.now
    const entry = await call(shift, from)
    await report(floor, entry.id, to, { outcome })
    const end = clock.at(0)
    const isClosed = retryAfter === null
    expect(await contactOf(shift)).toEqual({
      status: becomes[index],
      attempt_count: 1,
      last_attempt_at: dialedAt,
      next_attempt_at: retryAfter === null ? null : new Date(Date.parse(end) + retryAfter * 1000),
      callback_agent_id: outcome === 'CALLBACK' ? agentOf(shift) : null,
      callback_at: outcome === 'CALLBACK' ? new Date(Date.parse(end) + 24 * HOUR * 1000) : null,
      last_outcome: outcome,
      campaign_attempts: 1,
      is_closed: isClosed,
    })

    // What it means for the queue: the next attempt, when its time has come and not before.
    const isRetried = retryAfter !== null && (maxAttempts === 2 || outcome === 'CALLBACK')
    clock.advance((retryAfter ?? 30 * 24 * HOUR) - 1)
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(0)
    clock.advance(1)
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(isRetried ? 1 : 0)
    const attempts = await rows(floor, 'SELECT attempt FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [
      shift.campaignId,
    ])
    expect(attempts).toEqual(isRetried ? [{ attempt: 1 }, { attempt: 2 }] : [{ attempt: 1 }])
  })
})

describe('a promised callback', () => {
  it('is due at the promised instant and goes to the agent who promised it', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    const [promiser = '', other = ''] = shift.agentIds
    const { id } = await claim(floor, shift.campaignId, promiser)
    const callbackAt = clock.at(2 * HOUR)
    await report(floor, id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt }, { agentId: promiser })
    expect(await contactOf(shift)).toMatchObject({
      status: 'CALLBACK',
      next_attempt_at: new Date(callbackAt),
      callback_agent_id: promiser,
    })
    clock.advance(2 * HOUR)
    await changeContact(floor, nth(shift.contactIds, 1), { priority: 100 })
    await generate(floor, shift.campaignId, 10)
    const [first, second] = [
      await claim(floor, shift.campaignId, promiser),
      await claim(floor, shift.campaignId, other),
    ]
    expect([first.contact.id, second.contact.id]).toEqual(shift.contactIds)
    expect(first.attempt).toBe(2)
  })

  it('needs its instant when the outcome has no delay of its own', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await call(shift, 'WRAP_UP')
    const before = await everyRow(floor)
    expect(codeOf(await askReport(floor, id, 'COMPLETED', { outcome: 'CALL_AT' }))).toBe('BAD_USER_INPUT')
    expect(await everyRow(floor)).toEqual(before)
    const callbackAt = clock.at(HOUR)
    await report(floor, id, 'COMPLETED', { outcome: 'CALL_AT', callbackAt })
    expect(await contactOf(shift)).toMatchObject({ next_attempt_at: new Date(callbackAt), is_closed: false })
  })

  it('is kept even when the contact has no attempts left, and ends with its own outcome', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 1 })
    await report(floor, (await call(shift, 'WRAP_UP')).id, 'COMPLETED', {
      outcome: 'CALLBACK',
      callbackAt: clock.at(HOUR),
    })
    clock.advance(HOUR)
    await generate(floor, shift.campaignId, 10)
    const callback = await call(shift, 'DIALING')
    expect(callback.attempt).toBe(2)
    await report(floor, callback.id, 'FAILED', { outcome: 'NO_ANSWER' })
    expect(await contactOf(shift)).toMatchObject({ status: 'EXHAUSTED', callback_agent_id: null, campaign_attempts: 2 })
    clock.advance(24 * HOUR)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })
})

describe('a contact who asked not to be called while a call was running', () => {
  it('stays so, whatever the outcome of that call', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id } = await call(shift, 'DIALING')
    await changeContact(floor, nth(shift.contactIds, 0), { status: 'DO_NOT_CALL' })
    await report(floor, id, 'FAILED', { outcome: 'NO_ANSWER' })
    expect(await contactOf(shift)).toMatchObject({ status: 'DO_NOT_CALL', attempt_count: 1, last_outcome: 'NO_ANSWER' })
    clock.advance(30 * 24 * HOUR)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ DO_NOT_CALL: 1 })
  })
})

describe('the catalogue of a new organization', () => {
  it('holds the default outcomes with their delays', async () => {
    const { outcomes } = await floor.get<{ outcomes: { code: string; retryAfterMinutes: number | null }[] }>(
      '{ outcomes { code category retryAfterMinutes } }',
    )
    expect(outcomes.filter(({ code }) => !['GAVE_UP', 'HUNG_UP', 'CALL_AT'].includes(code))).toEqual([
      { code: 'ABANDONED', category: 'ABANDONED', retryAfterMinutes: 4320 },
      { code: 'BUSY', category: 'BUSY', retryAfterMinutes: 15 },
      { code: 'CALLBACK', category: 'CALLBACK', retryAfterMinutes: 1440 },
      { code: 'DO_NOT_CALL', category: 'DO_NOT_CALL', retryAfterMinutes: null },
      { code: 'FAILED', category: 'FAILED', retryAfterMinutes: 60 },
      { code: 'LEASE_EXPIRED', category: 'FAILED', retryAfterMinutes: 60 },
      { code: 'NOT_INTERESTED', category: 'CONTACT', retryAfterMinutes: null },
      { code: 'NO_ANSWER', category: 'NO_ANSWER', retryAfterMinutes: 240 },
      { code: 'SALE', category: 'SUCCESS', retryAfterMinutes: null },
      { code: 'VOICEMAIL', category: 'VOICEMAIL', retryAfterMinutes: 240 },
      { code: 'WRONG_NUMBER', category: 'INVALID_NUMBER', retryAfterMinutes: null },
    ])
  })
})
