import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, changeContact, claim, codeOf, generate, nextContact, nth, report, row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { add, askAdd, entryStatuses, phoneOf, remove, standing } from './doNotCallDesk.js'

const clock = new MovableClock()
let floor: Floor

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(() => {
  clock.reset()
})
afterAll(() => floor.close())

describe('a number added to do-not-call', () => {
  it('takes its queued entry away at once, and is not queued again', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = nth(shift.contactIds, 0)
    expect(await add(floor, { phone: await phoneOf(floor, contactId) })).toBe(1)
    expect(await entryStatuses(floor, contactId)).toEqual(['CANCELLED'])
    expect(await nextContact(floor, shift.campaignId, agentOf(shift))).toMatchObject({ entry: null })
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 0, excluded: { DO_NOT_CALL: 1 } })
  })

  it('takes an offered entry back, and sets its agent free', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    expect(entry.status).toBe('RESERVED')
    expect(await add(floor, { phone: await phoneOf(floor, entry.contact.id) })).toBe(1)
    expect(await entryStatuses(floor, entry.contact.id)).toEqual(['CANCELLED'])
    expect(await row(floor, 'SELECT status FROM agent WHERE id = $1', [agentOf(shift)])).toEqual({
      status: 'AVAILABLE',
    })
  })

  it('gives the agent of an offered entry the break that it had asked for', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await floor.get(
      'mutation { setAgentStatus(input: { status: PAUSED, reason: "Lunch" }) { status } }',
      {},
      { agentId: agentOf(shift) },
    )
    await add(floor, { phone: await phoneOf(floor, entry.contact.id) })
    const agent = 'SELECT status, pause_reason, requested_status FROM agent WHERE id = $1'
    expect(await row(floor, agent, [agentOf(shift)])).toEqual({
      ...{ status: 'PAUSED', pause_reason: 'Lunch', requested_status: null },
    })
  })

  it('lets a call that runs come to its end, and forbids the next', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    expect(await add(floor, { phone: await phoneOf(floor, entry.contact.id) })).toBe(0)
    await report(floor, entry.id, 'CONNECTED')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'NO_ANSWER' })
    clock.advance(86_400)
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 0, excluded: { DO_NOT_CALL: 1 } })
  })

  it('is not handed out again when its agent gives the running dial back', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await add(floor, { phone: await phoneOf(floor, entry.contact.id) })
    await report(floor, entry.id, 'QUEUED')
    expect(await nextContact(floor, shift.campaignId, agentOf(shift))).toMatchObject({ entry: null })
    expect(await entryStatuses(floor, entry.contact.id)).toEqual(['CANCELLED'])
  })

  it('names its reason, source, beginning and end', async () => {
    const phone = '+14155550100'
    await add(floor, { phone: '+1 (415) 555-0100', reason: 'a letter', source: 'post', expiresAt: clock.at(60) })
    expect(await standing(floor, phone)).toEqual([
      {
        ...{ kind: 'NUMBER', campaignId: null, contactId: null, matches: phone, reason: 'a letter', source: 'post' },
        ...{ since: clock.at(0), expiresAt: clock.at(60), byRole: 'SUPERVISOR', byAgentId: null },
      },
    ])
  })

  it('is free again at the very instant of its expiry, and not a millisecond before', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const phone = await phoneOf(floor, nth(shift.contactIds, 0))
    await add(floor, { phone, expiresAt: clock.at(60) })
    clock.advance(59.999)
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 0, excluded: { DO_NOT_CALL: 1 } })
    expect(await standing(floor, phone)).toHaveLength(1)
    clock.advance(0.001)
    expect(await standing(floor, phone)).toEqual([])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1 })
    expect(await nextContact(floor, shift.campaignId, agentOf(shift))).toMatchObject({ reason: null })
  })

  it('stands as long as the longest of its additions, with the words of that one', async () => {
    const phone = '+14155550101'
    await add(floor, { phone, reason: 'long', expiresAt: clock.at(600) })
    await add(floor, { phone, reason: 'short', expiresAt: clock.at(60) })
    expect(await standing(floor, phone)).toMatchObject([{ reason: 'long', expiresAt: clock.at(600) }])
    await add(floor, { phone, reason: 'for good' })
    expect(await standing(floor, phone)).toMatchObject([{ reason: 'for good', expiresAt: null, since: clock.at(0) }])
    clock.advance(1_000)
    await add(floor, { phone, reason: 'short', expiresAt: clock.at(60) })
    expect(await standing(floor, phone)).toMatchObject([{ reason: 'for good', expiresAt: null }])
  })

  it('of one campaign leaves the others alone', async () => {
    const here = await openShift(floor, { contacts: 1, agents: 1 })
    const elsewhere = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const contactId = nth(here.contactIds, 0)
    const phone = await phoneOf(floor, contactId)
    await floor.database.pool.query(
      'INSERT INTO campaign_list (organization_id, campaign_id, list_id) VALUES ($1, $2, $3)',
      [floor.organizationId, elsewhere.campaignId, here.listId],
    )
    expect(await add(floor, { phone, campaignId: elsewhere.campaignId })).toBe(0)
    expect(await entryStatuses(floor, contactId)).toEqual(['QUEUED'])
    expect(await generate(floor, elsewhere.campaignId, 10)).toMatchObject({ excluded: { DO_NOT_CALL: 1 } })
    expect(await add(floor, { phone, campaignId: here.campaignId })).toBe(1)
    expect(await standing(floor, phone)).toMatchObject([
      { campaignId: here.campaignId },
      { campaignId: elsewhere.campaignId },
    ])
    expect(await remove(floor, { phone, campaignId: elsewhere.campaignId })).toBe(1)
    expect(await generate(floor, elsewhere.campaignId, 10)).toMatchObject({ created: 1 })
  })

  it('of another organization means nothing here', async () => {
    const other = await openOtherOrganization(floor)
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const phone = await phoneOf(floor, nth(shift.contactIds, 0))
    expect(await add(other, { phone })).toBe(0)
    expect(await standing(floor, phone)).toEqual([])
    expect(await nextContact(floor, shift.campaignId, agentOf(shift))).toMatchObject({ reason: null })
    expect(codeOf(await askAdd(other, { phone, campaignId: shift.campaignId }))).toBe('NOT_FOUND')
    expect(codeOf(await askAdd(other, { contactId: nth(shift.contactIds, 0) }))).toBe('NOT_FOUND')
  })
})

describe('a prefix', () => {
  it('forbids every number that begins so, in the queue and in the next generate', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    await changeContact(floor, nth(shift.contactIds, 0), { phone: '+19005550100' })
    await floor.database.pool.query("UPDATE dial_queue_entry SET phone = '+19005550100' WHERE contact_id = $1", [
      nth(shift.contactIds, 0),
    ])
    expect(await add(floor, { prefix: '+1 900', expiresAt: clock.at(60) })).toBe(1)
    expect(await standing(floor, '+19005550100')).toMatchObject([{ kind: 'PREFIX', matches: '+1900' }])
    expect(await standing(floor, '+18005550100')).toEqual([])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ kept: 2, excluded: { DO_NOT_CALL: 1 } })
    clock.advance(60)
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1 })
    await add(floor, { prefix: '+1900' })
    expect(await remove(floor, { phone: '+19005550100' })).toBe(0)
    expect(await remove(floor, { prefix: '+1900' })).toBe(1)
    expect(await standing(floor, '+19005550100')).toEqual([])
  })

  it('is one of at most 200', async () => {
    const other = await openOtherOrganization(floor)
    await floor.database.pool.query(
      `INSERT INTO do_not_call_prefix (organization_id, prefix, reason, source)
       SELECT $1, '+1' || n, 'test', 'test' FROM generate_series(1001, 1200) AS n`,
      [other.organizationId],
    )
    expect(codeOf(await askAdd(other, { prefix: '+11201' }))).toBe('LIMIT_EXCEEDED')
    expect(await add(other, { prefix: '+11200' })).toBe(0)
  })
})

describe('a contact added to do-not-call', () => {
  it('is not called at any of its numbers, by any campaign, and is said to be so', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = nth(shift.contactIds, 0)
    await floor.database.pool.query(
      `INSERT INTO contact_number (organization_id, contact_id, position, phone)
       SELECT organization_id, id, 1, phone FROM contact WHERE id = $1
       UNION ALL SELECT organization_id, id, 2, '+14155550142' FROM contact WHERE id = $1`,
      [contactId],
    )
    expect(await add(floor, { contactId })).toBe(1)
    expect(await row(floor, 'SELECT status FROM contact WHERE id = $1', [contactId])).toEqual({ status: 'DO_NOT_CALL' })
    expect(await standing(floor, '+14155550142')).toMatchObject([
      { kind: 'CONTACT', contactId },
      { kind: 'NUMBER', contactId },
    ])
    expect(await remove(floor, { contactId })).toBe(3)
    expect(await standing(floor, '+14155550142')).toEqual([])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1 })
  })

  it('for one campaign, or for a time, stays what it was', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = nth(shift.contactIds, 0)
    expect(await add(floor, { contactId, campaignId: shift.campaignId })).toBe(1)
    await add(floor, { contactId, expiresAt: clock.at(60) })
    expect(await row(floor, 'SELECT status FROM contact WHERE id = $1', [contactId])).toEqual({ status: 'NEW' })
  })

  it('is added by the agent who has it in its hands, and by no other', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2, dialMethod: 'PREVIEW' })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const contactId = entry.contact.id
    const other = { agentId: nth(shift.agentIds, 1) }
    expect(codeOf(await askAdd(floor, { contactId }, other))).toBe('NOT_FOUND')
    const own = { agentId: agentOf(shift) }
    expect(codeOf(await askAdd(floor, { phone: '+14155550100' }, own))).toBe('FORBIDDEN')
    expect(codeOf(await askAdd(floor, { prefix: '+1415' }, own))).toBe('FORBIDDEN')
    expect(await add(floor, { contactId }, own)).toBe(1)
    expect(await standing(floor, await phoneOf(floor, contactId))).toMatchObject([
      { kind: 'CONTACT' },
      { kind: 'NUMBER', source: 'agent' },
    ])
  })
})

describe('E12: a number with a digit short', () => {
  it('E12: is refused with a clear fault, one of full length that nobody is assigned is taken', async () => {
    const short = await askAdd(floor, { phone: '+1 212 700 432' })
    expect(codeOf(short)).toBe('BAD_USER_INPUT')
    expect(short.text).toContain('phone: has too few digits for a number of its country')
    expect(await add(floor, { phone: '+1 436 555 0432' })).toBe(0)
    expect(await standing(floor, '+14365550432')).toHaveLength(1)
  })

  it('E12: one that an older release has taken can still be asked about and taken off', async () => {
    await floor.database.pool.query(
      "INSERT INTO do_not_call (organization_id, phone, reason, source) VALUES ($1, '+1212700432', 'asked', 'test')",
      [floor.organizationId],
    )
    expect(await standing(floor, '+1 212 700 432')).toHaveLength(1)
    expect(await remove(floor, { phone: '+1 212 700 432' })).toBe(1)
  })
})

describe('bad input', () => {
  it.each([
    ['no target', {}],
    ['two targets', { phone: '+14155550100', prefix: '+1' }],
    ['a word for a number', { phone: 'call me' }],
    ['a number without its country', { phone: '415 555 0100' }],
    ['a prefix without a plus', { prefix: '1900' }],
    ['a prefix of 16 digits', { prefix: '+1234567890123456' }],
    ['an empty reason', { phone: '+14155550100', reason: ' ' }],
    ['a reason with a line break', { phone: '+14155550100', reason: 'a\nb' }],
    ['a source that is too long', { phone: '+14155550100', source: 'x'.repeat(201) }],
    ['an expiry that has passed', { phone: '+14155550100', expiresAt: '2026-11-20T15:00:00.000Z' }],
    ['an id that is none', { contactId: 'abc' }],
  ])('%s is refused', async (_, input) => {
    expect(codeOf(await askAdd(floor, input))).toBe('BAD_USER_INPUT')
  })

  it('names a campaign that does not exist', async () => {
    expect(codeOf(await askAdd(floor, { phone: '+14155550100', campaignId: '999999' }))).toBe('NOT_FOUND')
  })
})
