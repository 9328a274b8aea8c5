import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeContact, generate, nextContact, nth, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

// When asking again can give a contact: the first instant at which one of them may be dialled, whatever it waits for.

let floor: Floor
const clock = new MovableClock()
const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
type Week = Partial<Record<(typeof DAYS)[number] | 'HOLIDAY', [string, string][]>>

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(() => {
  // A Friday, 20:00 in New York.
  clock.set('2026-11-21T01:00:00.000Z')
})
afterAll(async () => {
  await floor.close()
})

async function setHours({ campaignId }: Shift, week: Week): Promise<void> {
  await rows(floor, 'UPDATE campaign SET hours = $2, hours_version = hours_version + 1 WHERE id = $1', [
    campaignId,
    JSON.stringify(week),
  ])
}
const everyDay = (opens: string, closes: string): Week =>
  Object.fromEntries(DAYS.map((day) => [day, [[opens, closes]]]))

const ask = (shift: Shift, agent = 0): Promise<{ reason: string | null; retryAt: string | null }> =>
  nextContact(floor, shift.campaignId, nth(shift.agentIds, agent)).then(({ reason, retryAt }) => ({ reason, retryAt }))

async function addCall(shift: Shift, contact: number, secondsAgo: number): Promise<void> {
  await rows(
    floor,
    `INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, phone, attempt, started_at,
       ended_at, completed_at, final_status, outcome, category)
     SELECT organization_id, nextval(pg_get_serial_sequence('dial_queue_entry', 'id')), $2, id, list_id, phone, 1, $3, $3,
       $3, 'FAILED', 'NO_ANSWER', 'NO_ANSWER' FROM contact WHERE id = $1`,
    [nth(shift.contactIds, contact), shift.campaignId, clock.at(-secondsAgo)],
  )
}

describe('E7: the next instant', () => {
  it('of a campaign that calls on Mondays only is the next Monday, asked on any day of the week before', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    await setHours(shift, { MON: [['10:00', '12:00']] })
    for (const at of ['2026-11-23T17:00:00Z', '2026-11-24T01:00:00Z', '2026-11-27T12:00:00Z', '2026-11-30T14:59:59Z']) {
      clock.set(at)
      expect(await ask(shift)).toEqual({ reason: 'OUTSIDE_CALLING_HOURS', retryAt: '2026-11-30T15:00:00.000Z' })
    }
  })

  it('lies behind weeks in which nothing opens', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await changeContact(floor, nth(shift.contactIds, 0), { region: 'US-NY' })
    // Closed on every weekday: open on public holidays only, of which Thanksgiving is five days off, Christmas the next.
    await setHours(shift, { HOLIDAY: [['10:00', '11:00']] })
    expect((await ask(shift)).retryAt).toBe('2026-11-26T15:00:00.000Z')
    clock.set('2026-11-26T16:00:00.000Z')
    expect((await ask(shift)).retryAt).toBe('2026-12-25T15:00:00.000Z')
    const { explainContact } = await floor.get<{ explainContact: { dialableAt: string; rules: Verdict[] } }>(
      'query ($c: ID!, $k: ID!) { explainContact(campaignId: $c, contactId: $k) { dialableAt rules { id passesAt } } }',
      { c: shift.campaignId, k: shift.contactIds[0] },
    )
    expect(explainContact.dialableAt).toBe('2026-12-25T15:00:00.000Z')
    expect(explainContact.rules.find(({ id }) => id === 'calling-hours')?.passesAt).toBe('2026-12-25T15:00:00.000Z')
  })

  it('is none when no day ever opens', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await setHours(shift, {})
    expect((await ask(shift)).retryAt).toBeNull()
  })

  it('of a retry that falls due at night is the opening after it', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await setHours(shift, everyDay('09:00', '20:30'))
    await changeContact(floor, nth(shift.contactIds, 0), { next_attempt_at: clock.at(2 * 3600), status: 'IN_PROGRESS' })
    expect(await ask(shift)).toEqual({ reason: 'RETRY_NOT_DUE', retryAt: '2026-11-21T14:00:00.000Z' })
  })
})

interface Verdict {
  readonly id: string
  readonly passesAt: string | null
}

describe('E8: an empty queue says when asking helps', () => {
  it('though everybody was never queued and is only outside the calling hours', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, queued: false })
    await setHours(shift, everyDay('09:00', '19:30'))
    await changeContact(floor, nth(shift.contactIds, 1), { time_zone: 'America/Chicago' })
    await changeContact(floor, nth(shift.contactIds, 2), { time_zone: 'Europe/London' })
    expect(await ask(shift)).toMatchObject({ reason: 'QUEUE_EMPTY' })
    // 19:00 in Chicago: that contact can be called now, and is queued by the next refill.
    expect((await ask(shift)).retryAt).toBe(clock.at(10))
    await changeContact(floor, nth(shift.contactIds, 1), { time_zone: 'America/Halifax' })
    expect(await ask(shift)).toEqual({ reason: 'QUEUE_EMPTY', retryAt: '2026-11-21T09:00:00.000Z' })
  })

  it('when they wait for a cap, and for the hours behind it', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    await rows(
      floor,
      `INSERT INTO campaign_cap (organization_id, campaign_id, rule_id, subject, scope, counts, call_limit, window_minutes)
       VALUES ($1, $2, 'cap', 'NUMBER', 'ORGANIZATION', 'CALLS', 1, 600)`,
      [floor.organizationId, shift.campaignId],
    )
    await addCall(shift, 0, 3600)
    await addCall(shift, 1, 1800)
    expect(await ask(shift)).toEqual({ reason: 'QUEUE_EMPTY', retryAt: clock.at(9 * 3600) })
    await setHours(shift, everyDay('09:00', '20:30'))
    expect((await ask(shift)).retryAt).toBe('2026-11-21T14:00:00.000Z')
  })

  it('when they wait for the end of a do-not-call entry', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await rows(
      floor,
      `INSERT INTO do_not_call (organization_id, phone, reason, source, expires_at)
       SELECT organization_id, phone, 'test', 'test', $2 FROM contact WHERE id = $1`,
      [shift.contactIds[0], clock.at(5000)],
    )
    expect((await ask(shift)).retryAt).toBe(clock.at(5000))
  })

  it('each agent by its own skills, and by the callbacks that it promised', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 2, queued: false })
    await rows(floor, "UPDATE agent SET skills = '{welsh}' WHERE id = $1", [shift.agentIds[1]])
    const later = (seconds: number): Record<string, unknown> => ({
      status: 'IN_PROGRESS',
      next_attempt_at: clock.at(seconds),
    })
    await changeContact(floor, nth(shift.contactIds, 0), { ...later(600), required_skills: ['welsh'] })
    await changeContact(floor, nth(shift.contactIds, 1), later(900))
    await changeContact(floor, nth(shift.contactIds, 2), { ...later(300), status: 'CALLBACK' })
    await rows(
      floor,
      `INSERT INTO callback (organization_id, campaign_id, contact_id, agent_id, due_at, grace_minutes)
       VALUES ($1, $2, $3, $4, $5, 8)`,
      [floor.organizationId, shift.campaignId, shift.contactIds[2], shift.agentIds[1], clock.at(300)],
    )
    expect((await ask(shift, 1)).retryAt).toBe(clock.at(300))
    // The callback is anybody's from 780 seconds on.
    expect((await ask(shift, 0)).retryAt).toBe(clock.at(780))
  })

  it('and says nothing when nobody can ever be dialled by time alone', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    await changeContact(floor, nth(shift.contactIds, 0), { status: 'REACHED' })
    await changeContact(floor, nth(shift.contactIds, 1), { time_zone: null })
    expect(await ask(shift)).toEqual({ reason: 'QUEUE_EMPTY', retryAt: null })
  })

  it('when the refill has come by then: the contact is handed out at that very instant', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await setHours(shift, everyDay('09:00', '19:30'))
    const { retryAt } = await ask(shift)
    clock.set(retryAt ?? '')
    await generate(floor, shift.campaignId, 1)
    expect((await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))).entry?.contact.id).toBe(
      shift.contactIds[0],
    )
  })
})
