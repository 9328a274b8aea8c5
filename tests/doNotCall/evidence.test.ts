import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, claim, correct, generate, nth, report, row } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { add, entryStatuses, phoneOf, remove, standing } from './doNotCallDesk.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(() => {
  clock.reset()
})
afterAll(() => floor.close())

/** Further numbers of a contact behind its own, as an import would have brought them. */
async function giveNumbers(contactId: string, ...phones: string[]): Promise<void> {
  await floor.database.pool.query(
    `INSERT INTO contact_number (organization_id, contact_id, position, phone, time_zone)
     SELECT organization_id, id, 1, phone, time_zone FROM contact WHERE id = $1
     UNION ALL SELECT organization_id, id, 1 + place, given, time_zone
     FROM contact, unnest($2::text[]) WITH ORDINALITY AS g (given, place) WHERE id = $1`,
    [contactId, phones],
  )
}

const statusOf = async (contactId: string): Promise<unknown> =>
  (await row(floor, 'SELECT status FROM contact WHERE id = $1', [contactId]))['status']

async function called(outcome: string, contacts = 1): Promise<{ shift: Shift; contactId: string; entryId: string }> {
  const shift = await openShift(floor, { contacts, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, entry.id, 'COMPLETED', { outcome }, { agentId: agentOf(shift) })
  return { shift, contactId: entry.contact.id, entryId: entry.id }
}

describe('A10: the evidence of a suppression', () => {
  it('A10: says who, when and why of a supervisor, not the earlier sale, and REACHED comes back', async () => {
    const { contactId } = await called('SALE')
    clock.advance(3_600)
    await add(floor, { contactId, reason: 'Asked by letter', source: 'post' })
    const said = {
      reason: 'Asked by letter',
      source: 'post',
      byRole: 'SUPERVISOR',
      byAgentId: null,
      since: clock.at(0),
    }
    expect(await standing(floor, await phoneOf(floor, contactId))).toMatchObject([
      { kind: 'CONTACT', ...said },
      { kind: 'NUMBER', ...said },
    ])
    await remove(floor, { contactId })
    expect(await statusOf(contactId)).toBe('REACHED')
  })

  it('A10: names the agent in whose call it was said, and whatever the contact said later', async () => {
    const { shift, contactId, entryId } = await called('DO_NOT_CALL')
    const at = clock.at(0)
    clock.advance(60)
    await correct(floor, entryId, { notes: 'twice' })
    await floor.database.pool.query("UPDATE contact SET last_outcome = 'SALE', updated_at = now() WHERE id = $1", [
      contactId,
    ])
    const said = { reason: 'asked in a call', source: 'outcome DO_NOT_CALL', byAgentId: agentOf(shift), since: at }
    expect(await standing(floor, await phoneOf(floor, contactId))).toMatchObject([
      { kind: 'CONTACT', ...said },
      { kind: 'NUMBER', ...said },
    ])
  })

  it('A10: is the word of the agent who adds its contact by hand', async () => {
    const { shift, contactId } = await called('NO_ANSWER')
    await add(floor, { contactId, reason: 'Said so on the way out' }, { agentId: agentOf(shift) })
    const said = { reason: 'Said so on the way out', byRole: 'AGENT', byAgentId: agentOf(shift) }
    expect(await standing(floor, await phoneOf(floor, contactId))).toMatchObject([said, said])
  })

  it.each([
    ['NEW', { status: 'NEW' }, 'NEW'],
    ['IN_PROGRESS', { status: 'IN_PROGRESS', attempts: 2 }, 'IN_PROGRESS'],
    ['REACHED', { status: 'REACHED', attempts: 1 }, 'REACHED'],
    ['EXHAUSTED', { status: 'EXHAUSTED', attempts: 3 }, 'EXHAUSTED'],
    ['INVALID', { status: 'INVALID', attempts: 1 }, 'INVALID'],
  ])('A10: a contact that was %s is so again when it is taken off', async (_, { status, ...more }, expected) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const contactId = nth(shift.contactIds, 0)
    await floor.database.pool.query(
      'UPDATE contact SET status = $2, attempt_count = $3, next_attempt_at = $4 WHERE id = $1',
      [contactId, status, 'attempts' in more ? more.attempts : 0, clock.at(7_200)],
    )
    await add(floor, { contactId })
    expect(await statusOf(contactId)).toBe('DO_NOT_CALL')
    await remove(floor, { contactId })
    const after = await row(floor, 'SELECT status, next_attempt_at FROM contact WHERE id = $1', [contactId])
    expect(after).toEqual({ status: expected, next_attempt_at: new Date(clock.at(7_200)) })
    expect(
      await row(floor, 'SELECT count(*)::int AS left FROM forbidden_contact WHERE contact_id = $1', [contactId]),
    ).toEqual({
      left: 0,
    })
  })

  it('A10: a promised callback is cancelled; taken off, the contact is tried again, not before the promised instant', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(7_200) })
    await add(floor, { contactId: entry.contact.id })
    await remove(floor, { contactId: entry.contact.id })
    expect(await statusOf(entry.contact.id)).toBe('IN_PROGRESS')
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ excluded: { RETRY_NOT_DUE: 1 } })
    clock.advance(7_200)
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1 })
  })

  it('A10: an earlier call that was corrected to DO_NOT_CALL and back leaves the later sale what it was', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const first = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, first.id, 'COMPLETED', { outcome: 'NO_ANSWER' })
    clock.advance(86_400)
    await generate(floor, shift.campaignId, 10)
    const second = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, second.id, 'COMPLETED', { outcome: 'SALE' })
    await correct(floor, first.id, { outcome: 'DO_NOT_CALL' })
    expect(await statusOf(first.contact.id)).toBe('DO_NOT_CALL')
    await correct(floor, first.id, { outcome: 'BUSY' })
    expect(await statusOf(first.contact.id)).toBe('REACHED')
    expect(await standing(floor, await phoneOf(floor, first.contact.id))).toEqual([])
  })

  it('A10: what a corrected outcome had said stays in the table, with its end', async () => {
    const { contactId, entryId } = await called('DO_NOT_CALL')
    clock.advance(60)
    await correct(floor, entryId, { outcome: 'NO_ANSWER' })
    expect(
      await row(floor, 'SELECT reason, removed_reason, expires_at FROM do_not_call WHERE phone = $1', [
        await phoneOf(floor, contactId),
      ]),
    ).toEqual({
      reason: 'asked in a call',
      removed_reason: 'outcome corrected to NO_ANSWER',
      expires_at: new Date(clock.at(0)),
    })
  })
})

describe('E9: explainContact', () => {
  const explained = async (shift: Shift, contactId: string): Promise<unknown> => {
    type Data = { explainContact: { rules: { id: string; passes: boolean; value: string }[] } }
    const { explainContact } = await floor.get<Data>(
      `query ($campaignId: ID!, $contactId: ID!) {
         explainContact(campaignId: $campaignId, contactId: $contactId) { rules { id passes value } } }`,
      { campaignId: shift.campaignId, contactId },
    )
    return explainContact.rules.find(({ id }) => id === 'do-not-call')
  }

  it('E9: says truly what stands, until when, and what has been lifted', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const contactId = nth(shift.contactIds, 0)
    const phone = await phoneOf(floor, contactId)
    expect(await explained(shift, contactId)).toMatchObject({ passes: true, value: 'not listed' })
    await add(floor, { phone, expiresAt: clock.at(3_600) })
    const end = clock.at(3_600)
    expect(await explained(shift, contactId)).toMatchObject({
      passes: false,
      value: `the number is listed until ${end}`,
    })
    await add(floor, { phone })
    expect(await explained(shift, contactId)).toMatchObject({ passes: false, value: 'the number is listed' })
    clock.advance(60)
    await remove(floor, { phone })
    expect(await explained(shift, contactId)).toMatchObject({ passes: true, value: `was listed until ${clock.at(0)}` })
  })
})

describe('E12: a person who asked not to be called', () => {
  it('E12: is not called at any of its numbers, in no campaign, by whoever has them', async () => {
    const { shift, contactId } = { ...(await withNumbers('+14155550171', '+14155550172')) }
    const other = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    await floor.database.pool.query("UPDATE contact SET phone = '+14155550171' WHERE id = $1", [
      nth(other.contactIds, 0),
    ])
    await generate(floor, other.campaignId, 10)
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
    for (const phone of [await phoneOf(floor, contactId), '+14155550171', '+14155550172']) {
      expect(await standing(floor, phone)).toMatchObject([
        { kind: 'CONTACT', contactId },
        { kind: 'NUMBER', contactId },
      ])
    }
    expect(await entryStatuses(floor, nth(other.contactIds, 0))).toEqual(['CANCELLED'])
    expect(await entryStatuses(floor, nth(other.contactIds, 1))).toEqual(['QUEUED'])
    await correct(floor, entry.id, { outcome: 'NO_ANSWER' })
    for (const phone of ['+14155550171', '+14155550172']) expect(await standing(floor, phone)).toEqual([])
  })

  it('E12: nor at a number that an import finds for it later', async () => {
    const { shift, contactId } = await called('DO_NOT_CALL')
    await giveNumbers(contactId, '+14155550173')
    expect(await standing(floor, '+14155550173')).toMatchObject([
      { kind: 'CONTACT', contactId },
      { kind: 'NUMBER', contactId, source: 'outcome DO_NOT_CALL' },
    ])
    await floor.database.pool.query("UPDATE contact SET phone = '+14155550174' WHERE id = $1", [contactId])
    expect(await standing(floor, '+14155550174')).toMatchObject([{ kind: 'CONTACT' }, { kind: 'NUMBER' }])
    const other = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await floor.database.pool.query("UPDATE contact SET phone = '+14155550173' WHERE id = $1", [
      nth(other.contactIds, 0),
    ])
    expect(await generate(floor, other.campaignId, 10)).toMatchObject({ excluded: { DO_NOT_CALL: 1 } })
    expect(shift.campaignId).not.toBe(other.campaignId)
  })

  it('E12: so it is when a supervisor forbids the contact, and both end together', async () => {
    const { contactId } = await withNumbers('+14155550175')
    await add(floor, { contactId })
    await floor.database.pool.query(
      `INSERT INTO contact_number (organization_id, contact_id, position, phone)
       SELECT organization_id, id, 3, '+14155550176' FROM contact WHERE id = $1`,
      [contactId],
    )
    expect(await standing(floor, '+14155550176')).toMatchObject([{ kind: 'CONTACT' }, { reason: 'asked by letter' }])
    expect(await remove(floor, { contactId })).toBe(4)
    expect(await standing(floor, '+14155550176')).toEqual([])
  })

  async function withNumbers(...phones: string[]): Promise<{ shift: Shift; contactId: string }> {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await giveNumbers(nth(shift.contactIds, 0), ...phones)
    return { shift, contactId: nth(shift.contactIds, 0) }
  }
})
