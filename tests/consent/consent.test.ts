import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentOf,
  changeContact,
  claim,
  codeOf,
  generate,
  nextContact,
  nth,
  report,
  row,
  rows,
} from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { askRecord, demand, demandConsent, phoneOf, record, revoke, verdict, writePack } from './consentDesk.js'

const clock = new MovableClock('2026-11-20T15:00:00.000Z')
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.advance(60)
})

/** A campaign over contacts in no queue yet, which demands consent everywhere. */
async function demanding(contacts = 1, consent?: object): Promise<Shift> {
  const shift = await openShift(floor, { contacts, agents: 2, queued: false })
  await demandConsent(floor, shift.campaignId, consent)
  return shift
}
const first = ({ contactIds }: Shift): string => nth(contactIds, 0)
const queued = ({ campaignId }: Shift) => generate(floor, campaignId, 10)

describe('E14: a campaign whose pack demands consent', () => {
  it('queues nobody of whom none is recorded, and says so', async () => {
    const shift = await demanding(2)
    expect(await queued(shift)).toMatchObject({ created: 0, excluded: { NO_CONSENT: 2 } })
    expect(await verdict(floor, shift, first(shift))).toEqual({
      passes: false,
      value: 'test-consent asks for EXPRESS or WRITTEN or REQUESTED_CALLBACK: not recorded',
    })
  })

  it('queues who has given one that it accepts, and says which, of which day', async () => {
    const shift = await demanding(2)
    await record(floor, { contactId: first(shift), givenAt: '2026-11-02T10:00:00.000Z' })
    await record(floor, { contactId: nth(shift.contactIds, 1), basis: 'INQUIRY', givenAt: '2026-11-03T10:00:00.000Z' })
    expect(await queued(shift)).toMatchObject({ created: 1, excluded: { NO_CONSENT: 1 } })
    const { value } = await verdict(floor, shift, first(shift))
    expect(value).toBe('test-consent asks for EXPRESS or WRITTEN or REQUESTED_CALLBACK: EXPRESS of 2026-11-02')
    const other = await verdict(floor, shift, nth(shift.contactIds, 1))
    expect(other).toMatchObject({ passes: false })
    expect(other.value).toMatch(/INQUIRY of 2026-11-03 is not enough$/)
  })

  it('takes the consent of a number for whoever has it, and of a contact for all of its numbers', async () => {
    const shift = await demanding(3)
    const [, second = '', third = ''] = shift.contactIds
    await record(floor, { phone: await phoneOf(floor, second) })
    await record(floor, { contactId: third })
    await rows(
      floor,
      `INSERT INTO contact_number (organization_id, contact_id, position, phone, region, time_zone)
       SELECT organization_id, id, 1, phone, region, time_zone FROM contact WHERE id = $1
       UNION ALL SELECT organization_id, id, 2, '+12125550199', region, time_zone FROM contact WHERE id = $1`,
      [third],
    )
    await changeContact(floor, third, { next_phone: '+12125550199' })
    expect(await queued(shift)).toMatchObject({ created: 2, excluded: { NO_CONSENT: 1 } })
    const waiting = await rows(
      floor,
      'SELECT contact_id, phone FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY 1',
      [shift.campaignId],
    )
    expect(waiting).toEqual([
      { contact_id: second, phone: await phoneOf(floor, second) },
      { contact_id: third, phone: '+12125550199' },
    ])
  })

  it('takes no consent after its expiry: the claim of that very instant passes the entry over', async () => {
    const shift = await demanding(1)
    await record(floor, { contactId: first(shift), expiresAt: clock.at(600) })
    expect((await queued(shift)).created).toBe(1)
    clock.advance(600)
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).reason).toBe('NO_CONSENT')
    const { passes, value } = await verdict(floor, shift, first(shift))
    expect([passes, value]).toEqual([false, expect.stringContaining('expired on 2026-11-20')])
  })

  it('leaves other campaigns alone', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    expect((await queued(shift)).created).toBe(1)
    expect(await verdict(floor, shift, first(shift))).toEqual({ passes: true, value: 'no consent is demanded' })
  })

  it('stops as soon as its pack demands it, and goes on when it no longer does', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const code = await demandConsent(floor, shift.campaignId)
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).toBeNull()
    await writePack(floor, code, { demands: [] })
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).not.toBeNull()
  })

  it('demands it of whoever may be in the region, at its dial method, on a day that the rule holds somewhere', async () => {
    const cases: [region: string, consent: object, isDemanded: boolean][] = [
      ['US-FL', { region: 'US-FL' }, true],
      ['US-FL', { region: 'US' }, true],
      ['US-CA', { region: 'US-FL' }, false],
      ['US', { region: 'US-FL' }, true],
      ['', { region: 'FR' }, true],
      ['US-CA', { dialMethods: ['PREDICTIVE'] }, false],
      ['US-CA', { dialMethods: ['PREDICTIVE', 'PROGRESSIVE'] }, true],
      ['US-CA', { lineTypes: ['MOBILE'] }, true],
      ['US-CA', { holdsFrom: '2026-11-22' }, false],
      ['US-CA', { holdsFrom: '2026-11-21' }, true],
      ['US-CA', { holdsUntil: '2026-11-18' }, false],
      ['US-CA', { holdsUntil: '2026-11-19' }, true],
    ]
    // 11:00 UTC: the 21st has begun at UTC+14, the 19th has just an hour left at UTC-12.
    clock.set('2026-11-20T11:00:00.000Z')
    for (const [region, more, isDemanded] of cases) {
      const shift = await demanding(1, { demands: [demand(more)] })
      await changeContact(floor, first(shift), { region })
      expect((await verdict(floor, shift, first(shift))).passes, `${region} ${JSON.stringify(more)}`).toBe(!isDemanded)
      expect((await queued(shift)).created, `${region} ${JSON.stringify(more)}`).toBe(isDemanded ? 0 : 1)
    }
  })

  it('has all demands met that concern a contact, one by one', async () => {
    const demands = [demand(), demand({ id: 'test-writing', region: 'US', bases: ['WRITTEN'] })]
    const shift = await demanding(1, { demands })
    await changeContact(floor, first(shift), { region: 'US-NY' })
    await record(floor, { contactId: first(shift), givenAt: clock.at(-60) })
    expect((await verdict(floor, shift, first(shift))).value).toMatch(/^test-writing asks for WRITTEN: EXPRESS/)
    await record(floor, { contactId: first(shift), basis: 'WRITTEN', givenAt: clock.at(-30) })
    expect((await queued(shift)).created).toBe(1)
  })

  it('does not take a callback of which there is no record for a request', async () => {
    const shift = await demanding(1)
    await changeContact(floor, first(shift), { status: 'CALLBACK' })
    expect(await queued(shift)).toMatchObject({ created: 0, excluded: { NO_CONSENT: 1 } })
  })

  it('takes its own open callback for a request to be called', async () => {
    const shift = await demanding(1)
    await record(floor, { contactId: first(shift), expiresAt: clock.at(600) })
    await queued(shift)
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'CONNECTED')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(3_600) })
    clock.advance(3_600)
    expect(await verdict(floor, shift, first(shift))).toMatchObject({ passes: true })
    expect((await verdict(floor, shift, first(shift))).value).toMatch(/a callback was promised on 2026-11-20$/)
    expect((await queued(shift)).created).toBe(1)
  })
})

describe('E14: a consent that is withdrawn', () => {
  it('no longer counts: what waits and what is offered on it is cancelled at once, what runs goes on', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 2, dialMethod: 'PREVIEW', queued: false })
    await demandConsent(floor, shift.campaignId)
    for (const contactId of shift.contactIds) await record(floor, { contactId, givenAt: clock.at(-60) })
    await queued(shift)
    const [running, offered] = [
      await claim(floor, shift.campaignId, nth(shift.agentIds, 0)),
      await claim(floor, shift.campaignId, nth(shift.agentIds, 1)),
    ]
    await report(floor, running.id, 'DIALING')
    await report(floor, running.id, 'CONNECTED')
    const answers = []
    for (const contactId of shift.contactIds) answers.push(await revoke(floor, { contactId }))
    expect(answers.map(({ revoked }) => revoked)).toEqual([1, 1, 1])
    expect(answers.reduce((sum, { cancelled }) => sum + cancelled, 0)).toBe(2)
    const entries = await rows(floor, 'SELECT id, status FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [
      shift.campaignId,
    ])
    expect(entries.map(({ status }) => status).sort()).toEqual(['CANCELLED', 'CANCELLED', 'CONNECTED'])
    expect(entries.find(({ id }) => id === offered.id)?.['status']).toBe('CANCELLED')
    const { status } = await row(floor, 'SELECT status FROM agent WHERE id = $1', [nth(shift.agentIds, 1)])
    expect(status).toBe('AVAILABLE')
    expect(await queued(shift)).toMatchObject({ created: 0 })
    const { value } = await verdict(floor, shift, nth(shift.contactIds, 2))
    expect(value).toMatch(/: none since 2026-11-20$/)
  })

  it('is withdrawn for every number of the person, whoever else is known under it, and not for others', async () => {
    const shift = await demanding(3)
    const [contactId = '', twin = '', other = ''] = shift.contactIds
    const phone = await phoneOf(floor, contactId)
    const beside = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await changeContact(floor, first(beside), { phone })
    await demandConsent(floor, beside.campaignId)
    await record(floor, { contactId: first(beside), givenAt: clock.at(-60) })
    await record(floor, { phone, givenAt: clock.at(-60) })
    for (const one of [twin, other]) await record(floor, { contactId: one, givenAt: clock.at(-60) })
    expect((await queued(beside)).created).toBe(1)
    expect(await revoke(floor, { contactId })).toEqual({ revoked: 1, cancelled: 1 })
    expect(await queued(beside)).toMatchObject({ created: 0, excluded: { NO_CONSENT: 1 } })
    expect(await queued(shift)).toMatchObject({ created: 2, excluded: { NO_CONSENT: 1 } })
  })

  it('does not come back with an older consent, only with a later one', async () => {
    const shift = await demanding(1)
    await record(floor, { contactId: first(shift), givenAt: clock.at(-600) })
    await revoke(floor, { contactId: first(shift) })
    clock.advance(60)
    await record(floor, { contactId: first(shift), givenAt: clock.at(-600) })
    await record(floor, { contactId: first(shift), basis: 'WRITTEN', givenAt: clock.at(-60) })
    expect(await queued(shift)).toMatchObject({ created: 0, excluded: { NO_CONSENT: 1 } })
    await record(floor, { contactId: first(shift), givenAt: clock.at(0) })
    expect((await queued(shift)).created).toBe(1)
  })

  it('E11: takes the callback with it that stood on it or on the promise alone', async () => {
    const shift = await demanding(1)
    await record(floor, { contactId: first(shift), givenAt: clock.at(-60) })
    await queued(shift)
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'CONNECTED')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(3_600) })
    clock.advance(60)
    await revoke(floor, { contactId: first(shift) })
    const callbacks = await rows(floor, 'SELECT status, ended_reason FROM callback WHERE contact_id = $1', [
      first(shift),
    ])
    expect(callbacks).toEqual([{ status: 'CANCELLED', ended_reason: 'NO_CONSENT' }])
    clock.advance(3_600)
    expect(await queued(shift)).toMatchObject({ created: 0, excluded: { NO_CONSENT: 1 } })
  })

  it('is withdrawn, too, by a NONE, up to the day of which it is', async () => {
    const shift = await demanding(1)
    await record(floor, { contactId: first(shift), givenAt: clock.at(-600) })
    await record(floor, { contactId: first(shift), basis: 'WRITTEN', givenAt: clock.at(-100) })
    await queued(shift)
    expect(await record(floor, { contactId: first(shift), basis: 'NONE', givenAt: clock.at(-300) })).toBe(0)
    expect(await record(floor, { contactId: first(shift), basis: 'NONE' })).toBe(1)
  })
})

describe('a person who is erased', () => {
  it('leaves no consent behind, neither of the contact nor of its number, nor their words in the trail', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    const [contactId = '', other = ''] = shift.contactIds
    const phone = await phoneOf(floor, contactId)
    await record(floor, { contactId, source: 'a secret source' })
    await record(floor, { phone, source: 'a secret source' })
    await record(floor, { contactId: other, source: 'another source' })
    await floor.get(
      'mutation ($id: ID!) { eraseContact(contactId: $id, reason: "asked") { id } }',
      { id: contactId },
      { role: 'ADMIN' },
    )
    const left = await rows(floor, 'SELECT contact_id FROM consent WHERE contact_id = ANY ($1) OR phone = $2', [
      [contactId, other],
      phone,
    ])
    expect(left).toEqual([{ contact_id: other }])
    const trail = await rows(floor, "SELECT 1 FROM audit_log WHERE personal::text LIKE '%a secret source%'")
    expect(trail).toEqual([])
  })
})

describe('whoever records consent', () => {
  it('is a supervisor, or an agent for a contact that is or was in its hands', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    const [agentId = '', other = ''] = shift.agentIds
    const entry = await claim(floor, shift.campaignId, agentId)
    expect(await record(floor, { contactId: entry.contact.id }, { agentId })).toBe(0)
    expect(await revoke(floor, { contactId: entry.contact.id }, { agentId })).toMatchObject({ revoked: 1 })
    expect(codeOf(await askRecord(floor, { contactId: entry.contact.id }, { agentId: other }))).toBe('NOT_FOUND')
    expect(codeOf(await askRecord(floor, { phone: '+12125550123' }, { agentId }))).toBe('FORBIDDEN')
    expect(codeOf(await askRecord(floor, { contactId: entry.contact.id }, { role: 'DIALER' }))).toBe('FORBIDDEN')
  })

  it('is told what cannot be one', async () => {
    const { contactIds } = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const contactId = nth(contactIds, 0)
    const fieldOf = async (input: object): Promise<unknown> =>
      (await askRecord(floor, input)).errors[0]?.extensions['field']
    expect(await fieldOf({})).toBe('contactId')
    expect(await fieldOf({ contactId, phone: '+12125550123' })).toBe('contactId')
    expect(await fieldOf({ phone: '+1' })).toBe('phone')
    expect(await fieldOf({ contactId, source: ' ' })).toBe('source')
    expect(await fieldOf({ contactId, givenAt: clock.at(1) })).toBe('givenAt')
    expect(await fieldOf({ contactId, expiresAt: clock.at(0) })).toBe('expiresAt')
    expect(await fieldOf({ contactId, basis: 'NONE', expiresAt: clock.at(60) })).toBe('expiresAt')
    expect(codeOf(await askRecord(floor, { contactId: '999999' }))).toBe('NOT_FOUND')
    expect(codeOf(await askRecord(floor, { contactId: '999999', basis: 'NONE' }))).toBe('NOT_FOUND')
  })

  it('tells the same consent twice and has one, with the later proof', async () => {
    const { contactIds } = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const contactId = nth(contactIds, 0)
    const givenAt = clock.at(-60)
    await record(floor, { contactId, givenAt })
    await record(floor, { contactId, givenAt, source: 'tape 7' })
    await record(floor, { phone: await phoneOf(floor, contactId), basis: 'INQUIRY', givenAt })
    const page = `{ edges { node { contactId basis source revokedReason } } }`
    const { consents } = await floor.get<{ consents: { edges: { node: object }[] } }>(
      `query ($contactId: ID!) { consents(contactId: $contactId) ${page} }`,
      { contactId },
    )
    expect(consents.edges.map(({ node }) => node)).toEqual([
      { contactId, basis: 'EXPRESS', source: 'tape 7', revokedReason: null },
      { contactId: null, basis: 'INQUIRY', source: 'web form 12', revokedReason: null },
    ])
    const { contact } = await floor.get<{ contact: { consents: { basis: string }[] } }>(
      'query ($id: ID!) { contact(id: $id) { consents(first: 1) { basis } } }',
      { id: contactId },
    )
    expect(contact.consents).toHaveLength(1)
  })
})
