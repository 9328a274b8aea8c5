import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { agentOf, claim, correct, generate, nth, report, row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
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

it('an outcome of category DO_NOT_CALL suppresses the dialled number by itself, for good', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  clock.advance(30)
  await report(floor, entry.id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
  const phone = await phoneOf(floor, entry.contact.id)
  expect(await standing(floor, phone)).toMatchObject([
    { kind: 'CONTACT', contactId: entry.contact.id, source: 'outcome DO_NOT_CALL' },
    {
      ...{ kind: 'NUMBER', campaignId: null, contactId: entry.contact.id, reason: 'asked in a call' },
      ...{ source: 'outcome DO_NOT_CALL', since: clock.at(0), expiresAt: null },
    },
  ])
})

it('whoever else has the number is not called either', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const other = await openShift(floor, { contacts: 1, agents: 1, queued: false })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  await floor.database.pool.query(
    'UPDATE contact SET phone = (SELECT phone FROM contact WHERE id = $1) WHERE id = $2',
    [entry.contact.id, nth(other.contactIds, 0)],
  )
  await report(floor, entry.id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
  expect(await generate(floor, other.campaignId, 10)).toMatchObject({ created: 0, excluded: { DO_NOT_CALL: 1 } })
})

it('makes a suppression for a time one for good', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  const phone = await phoneOf(floor, entry.contact.id)
  await add(floor, { phone, expiresAt: clock.at(60) })
  await report(floor, entry.id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
  clock.advance(120)
  expect(await standing(floor, phone)).toMatchObject([
    { kind: 'CONTACT' },
    { reason: 'asked in a call', expiresAt: null },
  ])
})

it("leaves what a supervisor had suppressed for a time in place when the call's outcome is corrected", async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  const phone = await phoneOf(floor, entry.contact.id)
  await add(floor, { phone, expiresAt: clock.at(86_400) })
  await report(floor, entry.id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
  await correct(floor, entry.id, { outcome: 'VOICEMAIL' })
  expect(await standing(floor, phone)).toMatchObject([{ kind: 'NUMBER', matches: phone }])
})

it('a correction to DO_NOT_CALL suppresses and takes away what was offered meanwhile; one away from it lifts', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 2, dialMethod: 'PREVIEW' })
  const contactId = nth(shift.contactIds, 0)
  const first = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, first.id, 'DIALING')
  await report(floor, first.id, 'COMPLETED', { outcome: 'NO_ANSWER' })
  clock.advance(86_400)
  await generate(floor, shift.campaignId, 10)
  await claim(floor, shift.campaignId, nth(shift.agentIds, 1))
  await correct(floor, first.id, { outcome: 'DO_NOT_CALL' })
  expect(await entryStatuses(floor, contactId)).toEqual(['COMPLETED', 'CANCELLED'])
  expect(await row(floor, 'SELECT status FROM agent WHERE id = $1', [nth(shift.agentIds, 1)])).toEqual({
    status: 'AVAILABLE',
  })
  const phone = await phoneOf(floor, contactId)
  expect(await standing(floor, phone)).toMatchObject([{ kind: 'CONTACT' }, { kind: 'NUMBER' }])
  await correct(floor, first.id, { outcome: 'NO_ANSWER' })
  expect(await standing(floor, phone)).toEqual([])
})

it.each(['before', 'after'])(
  'a supervisor who forbids the contact %s the call ends keeps it from being lifted by a correction',
  async (when) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const contactId = entry.contact.id
    if (when === 'before') await add(floor, { contactId })
    await report(floor, entry.id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
    if (when === 'after') await add(floor, { contactId })
    await correct(floor, entry.id, { outcome: 'NO_ANSWER' })
    const { status } = await row(floor, 'SELECT status FROM contact WHERE id = $1', [contactId])
    expect(status).toBe('DO_NOT_CALL')
    await remove(floor, { contactId })
    expect(await standing(floor, await phoneOf(floor, contactId))).toEqual([])
    // What was taken back does not come back with the next outcome and its correction.
    await correct(floor, entry.id, { outcome: 'DO_NOT_CALL' })
    await correct(floor, entry.id, { outcome: 'NO_ANSWER' })
    expect(await standing(floor, await phoneOf(floor, contactId))).toEqual([])
  },
)

it('an agent who fell silent while it was offered such a contact is OFFLINE, and it says why', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  await floor.database.pool.query(
    "UPDATE agent SET requested_status = 'OFFLINE', requested_reason = 'no heartbeat' WHERE id = $1",
    [agentOf(shift)],
  )
  await add(floor, { contactId: entry.contact.id })
  expect(await row(floor, 'SELECT status, pause_reason FROM agent WHERE id = $1', [agentOf(shift)])).toEqual({
    status: 'OFFLINE',
    pause_reason: 'no heartbeat',
  })
})

it('a supervisor who adds the number too keeps it from being lifted by a correction', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  const phone = await phoneOf(floor, entry.contact.id)
  await report(floor, entry.id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
  await add(floor, { phone })
  await correct(floor, entry.id, { outcome: 'NOT_INTERESTED' })
  expect(await standing(floor, phone)).toMatchObject([{ kind: 'NUMBER', reason: 'asked by letter' }])
})
