import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, claim, correct, type EntryView, generate, nth, report, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const HOUR = 3600
const PAUSE = 30 * 60
const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

let serial = 0
/** Three numbers that no other contact has: in New York, Chicago and Los Angeles. */
function threeNumbers(): [string, string, string] {
  serial += 1
  const last = String(1000 + serial)
  return [`+1212555${last}`, `+1312555${last}`, `+1213555${last}`]
}

/** A shift over one contact with these numbers. */
async function shiftOver(phones: readonly string[], maxAttempts = 10): Promise<Shift> {
  const shift = await openShift(floor, { contacts: 0, agents: 1, maxAttempts, queued: false })
  const [phone, ...others] = phones
  const { addContacts } = await floor.get<{ addContacts: { rejected: unknown[] } }>(
    'mutation ($input: AddContactsInput!) { addContacts(input: $input) { rejected { field message } } }',
    {
      input: {
        listId: shift.listId,
        contacts: [
          { externalId: 'a', firstName: 'A', lastName: 'B', phone, phones: others.map((other) => ({ phone: other })) },
        ],
      },
    },
  )
  expect(addContacts.rejected).toEqual([])
  const { id } = await row(floor, 'SELECT id FROM contact WHERE list_id = $1', [shift.listId])
  return { ...shift, contactIds: [String(id)] }
}

/** The contact is queued and dialled. */
async function dialled(shift: Shift): Promise<EntryView> {
  expect((await generate(floor, shift.campaignId, 10)).created).toBe(1)
  return claim(floor, shift.campaignId, agentOf(shift))
}

/** Dials the contact, which ends so; the number that was dialled. */
async function dial(shift: Shift, outcome: string): Promise<unknown> {
  const { id } = await dialled(shift)
  const isFailed = ['NO_ANSWER', 'BUSY', 'WRONG_NUMBER', 'FAILED'].includes(outcome)
  await report(floor, id, isFailed ? 'FAILED' : 'COMPLETED', { outcome })
  return (await row(floor, 'SELECT phone FROM call_record WHERE entry_id = $1', [id]))['phone']
}
const contactOf = (shift: Shift) =>
  row(floor, 'SELECT status, next_attempt_at, next_phone FROM contact WHERE id = $1', [shift.contactIds[0]])

interface NumberView {
  readonly position: number
  readonly phone: string
  readonly timeZone: string | null
  readonly isRetired: boolean
  readonly retiredOutcome: string | null
}
const numbersOf = async (shift: Shift): Promise<NumberView[]> => {
  const document =
    'query ($id: ID!) { contact(id: $id) { numbers { position phone timeZone isRetired retiredOutcome } } }'
  const answer = await floor.get<{ contact: { numbers: NumberView[] } }>(document, { id: shift.contactIds[0] })
  return answer.contact.numbers
}

describe('a contact with several numbers', () => {
  it('is dialled on the next when the one whose turn it is may never be called', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    const add = 'mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }'
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(1)
    await floor.get(add, { input: { phone: phones[0], reason: 'asked by letter' } })
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[1])
    clock.advance(PAUSE)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[2])
    // The round begins again behind the forbidden one.
    clock.advance(24 * HOUR)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[1])
    await floor.get(add, { input: { phone: phones[1], reason: 'asked by letter' } })
    await floor.get(add, { input: { phone: phones[2], reason: 'asked by letter' } })
    clock.advance(24 * HOUR)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ DO_NOT_CALL: 1 })
  })

  it('waits for the one whose turn it is while that is forbidden for a time only', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }', {
      input: { phone: phones[0], reason: 'on holiday', expiresAt: clock.at(HOUR) },
    })
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ DO_NOT_CALL: 1 })
    clock.advance(HOUR)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[0])
  })

  it('is dialled on the next when nobody knows where the first is', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    await rows(floor, 'UPDATE contact SET time_zone = NULL WHERE id = $1', [shift.contactIds[0]])
    await rows(floor, 'UPDATE contact_number SET time_zone = NULL WHERE contact_id = $1 AND position <> 3', [
      shift.contactIds[0],
    ])
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[2])
    await rows(floor, 'UPDATE contact_number SET time_zone = NULL WHERE contact_id = $1', [shift.contactIds[0]])
    clock.advance(24 * HOUR)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ UNKNOWN_TIME_ZONE: 1 })
  })

  it('is dialled on each in order, with a pause between, and after the last on the first, after the delay', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[0])
    expect(await contactOf(shift)).toEqual({
      status: 'IN_PROGRESS',
      next_attempt_at: new Date(clock.at(PAUSE)),
      next_phone: phones[1],
    })
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ RETRY_NOT_DUE: 1 })
    clock.advance(PAUSE)
    expect(await dial(shift, 'VOICEMAIL')).toBe(phones[1])
    clock.advance(PAUSE)
    expect(await dial(shift, 'BUSY')).toBe(phones[2])
    expect(await contactOf(shift)).toMatchObject({ next_attempt_at: new Date(clock.at(15 * 60)), next_phone: null })
    clock.advance(15 * 60)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[0])
  })

  it('is, with each number, where its first number and that one may be', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    expect(await numbersOf(shift)).toEqual([
      { position: 1, phone: phones[0], timeZone: 'America/New_York', isRetired: false, retiredOutcome: null },
      {
        position: 2,
        phone: phones[1],
        timeZone: 'America/Chicago,America/New_York',
        isRetired: false,
        retiredOutcome: null,
      },
      {
        position: 3,
        phone: phones[2],
        timeZone: 'America/Los_Angeles,America/New_York',
        isRetired: false,
        retiredOutcome: null,
      },
    ])
    const places = await rows(floor, `SELECT time_zones FROM place WHERE time_zones = ANY ($1)`, [
      ['America/Chicago,America/New_York', 'America/Los_Angeles,America/New_York'],
    ])
    expect(places).toHaveLength(2)
  })

  it('loses a number that proved wrong, and is INVALID only when none is left', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    expect(await dial(shift, 'WRONG_NUMBER')).toBe(phones[0])
    expect(await contactOf(shift)).toMatchObject({ status: 'IN_PROGRESS', next_phone: phones[1] })
    clock.advance(PAUSE)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[1])
    clock.advance(PAUSE)
    expect(await dial(shift, 'WRONG_NUMBER')).toBe(phones[2])
    expect((await numbersOf(shift)).map(({ isRetired, retiredOutcome }) => [isRetired, retiredOutcome])).toEqual([
      [true, 'WRONG_NUMBER'],
      [false, null],
      [true, 'WRONG_NUMBER'],
    ])
    clock.advance(PAUSE)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[1])
    clock.advance(4 * HOUR)
    expect(await dial(shift, 'WRONG_NUMBER')).toBe(phones[1])
    expect(await contactOf(shift)).toMatchObject({ status: 'INVALID', next_attempt_at: null })
    clock.advance(30 * 24 * HOUR)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ INVALID_NUMBER: 1 })
  })

  it('gets a number back when the outcome that retired it is corrected', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    await dial(shift, 'WRONG_NUMBER')
    const { entry_id: entryId } = await row(floor, 'SELECT entry_id FROM call_record WHERE contact_id = $1', [
      shift.contactIds[0],
    ])
    await floor.get(
      'mutation ($input: UpdateQueueOutcomeInput!) { updateQueueOutcome(input: $input) { entry { id } } }',
      {
        input: { entryId, outcome: 'BUSY' },
      },
    )
    expect((await numbersOf(shift)).map(({ isRetired }) => isRetired)).toEqual([false, false, false])
  })

  it('is called back on the number on which that was promised', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    await dial(shift, 'NO_ANSWER')
    clock.advance(PAUSE)
    expect(await dial(shift, 'CALLBACK')).toBe(phones[1])
    clock.advance(24 * HOUR)
    expect(await dial(shift, 'SALE')).toBe(phones[1])
  })

  it('counts each dial as an attempt', async () => {
    const shift = await shiftOver(threeNumbers(), 2)
    await dial(shift, 'NO_ANSWER')
    clock.advance(PAUSE)
    await dial(shift, 'NO_ANSWER')
    expect(await contactOf(shift)).toMatchObject({ status: 'EXHAUSTED' })
    clock.advance(24 * HOUR)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })

  it('is not dialled again on a number that the correction of an earlier call says is wrong', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones.slice(0, 2))
    const { id } = await dialled(shift)
    await report(floor, id, 'FAILED', { outcome: 'NO_ANSWER' })
    clock.advance(PAUSE)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[1])
    const before = await contactOf(shift)
    expect(before['next_phone']).toBe(null)
    await correct(floor, id, { outcome: 'WRONG_NUMBER' })
    expect(await contactOf(shift)).toEqual({ ...before, next_phone: phones[1] })
    clock.advance(24 * HOUR)
    expect(await dial(shift, 'NO_ANSWER')).toBe(phones[1])
  })

  it('keeps no wrong number in its round when a call to it ends while an earlier one is corrected', async () => {
    const shift = await shiftOver(threeNumbers().slice(0, 2))
    const { id: earlier } = await dialled(shift)
    await report(floor, earlier, 'FAILED', { outcome: 'NO_ANSWER' })
    clock.advance(PAUSE)
    const { id } = await dialled(shift)
    await Promise.all([
      correct(floor, earlier, { outcome: 'WRONG_NUMBER' }),
      report(floor, id, 'FAILED', { outcome: 'WRONG_NUMBER' }),
    ])
    expect((await numbersOf(shift)).map(({ isRetired }) => isRetired)).toEqual([true, true])
    expect(await contactOf(shift)).toMatchObject({ status: 'INVALID' })
  })
})

describe('the numbers of a contact are imported', () => {
  const give = (shift: Shift, contact: object) =>
    floor.get<{ addContacts: { updated: number; rejected: unknown[] } }>(
      'mutation ($input: AddContactsInput!) { addContacts(input: $input) { updated rejected { field message } } }',
      { input: { listId: shift.listId, contacts: [{ externalId: 'a', firstName: 'A', lastName: 'B', ...contact }] } },
    )

  it('once each, the first being its phone', async () => {
    const [one, two] = threeNumbers()
    const shift = await shiftOver([one, one, two, two])
    expect((await numbersOf(shift)).map(({ phone }) => phone)).toEqual([one, two])
  })

  it('again as they stand, and stay as they are when nothing is said of them', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    await dial(shift, 'WRONG_NUMBER')
    const before = await numbersOf(shift)
    const [first, second, third] = phones
    await give(shift, { phone: first })
    expect(await numbersOf(shift)).toEqual(before)
    await give(shift, { phone: first, phones: [{ phone: first }, { phone: second }, { phone: third }] })
    expect(await numbersOf(shift)).toEqual(before)
  })

  it('in another order, of which those that proved wrong stay retired', async () => {
    const phones = threeNumbers()
    const shift = await shiftOver(phones)
    await dial(shift, 'WRONG_NUMBER')
    const [first, second, third] = phones
    await give(shift, { phone: third, phones: [{ phone: first }] })
    expect((await numbersOf(shift)).map(({ phone, isRetired }) => [phone, isRetired])).toEqual([
      [third, false],
      [first, true],
    ])
    // The number that was next is gone: the round begins anew.
    expect(await contactOf(shift)).toMatchObject({ next_phone: null })
    await give(shift, { phone: second, phones: [] })
    expect((await numbersOf(shift)).map(({ phone }) => phone)).toEqual([second])
    expect(await rows(floor, 'SELECT FROM contact_number WHERE contact_id = $1', [shift.contactIds[0]])).toEqual([])
  })

  it('but not with one that is none, or more than ten', async () => {
    const [first] = threeNumbers()
    const shift = await shiftOver([first])
    const many = Array.from({ length: 10 }, (_, index) => ({ phone: `+1212555${2000 + index}` }))
    expect((await give(shift, { phone: first, phones: [{ phone: '123' }] })).addContacts.rejected).toMatchObject([
      { field: 'phones' },
    ])
    expect((await give(shift, { phone: first, phones: many })).addContacts.rejected).toMatchObject([
      { field: 'phones' },
    ])
    expect(
      (await give(shift, { phone: first, phones: [{ phone: '+13125552222', timeZone: 'Mars/Olympus' }] })).addContacts,
    ).toMatchObject({ rejected: [{ field: 'phones' }] })
    expect(nth(await numbersOf(shift), 0).phone).toBe(first)
  })
})
