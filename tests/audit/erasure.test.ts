import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replaceErasedNumbers } from '../../src/audit/replaceErasedNumbers.js'
import { exportNumber } from '../../src/audit/exportNumber.js'
import { everyRow } from '../support/everyRow.js'
import { agentOf, changeContact, claim, codeOf, nth, report, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { chainAll, trailOf, verify } from './trail.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

const document = `mutation ($id: ID!, $reason: String!) { eraseContact(contactId: $id, reason: $reason) {
  id firstName lastName phone email attributes status } }`

/** A contact with a past: imported, renamed, called, noted about. */
async function openPerson(): Promise<{ contactId: string; phone: string; entryId: string; campaignId: string }> {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const contactId = nth(shift.contactIds, 0)
  await changeContact(floor, contactId, {
    first_name: 'Wilhelmina',
    last_name: 'Murray',
    email: 'mina@purfleet.example',
    attributes: { street: 'Carfax 1' },
  })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED', notes: 'Wilhelmina was at Carfax' })
  const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [contactId])
  return { contactId, phone: String(phone), entryId: entry.id, campaignId: shift.campaignId }
}

const asAdmin = { role: 'ADMIN' } as const
const personal = /Wilhelmina|Murray|purfleet|Carfax/

describe('the erasure of a person', () => {
  it('leaves nothing personal anywhere, and the chain whole', async () => {
    const person = await openPerson()
    await chainAll(floor)
    expect(JSON.stringify(await everyRow(floor))).toMatch(personal)
    const { eraseContact } = await floor.get<{ eraseContact: Record<string, unknown> }>(
      document,
      { id: person.contactId, reason: 'Letter of 3 May' },
      asAdmin,
    )
    expect(eraseContact).toMatchObject({ firstName: '', lastName: '', email: null, attributes: {}, status: 'INVALID' })
    expect(eraseContact['phone']).toMatch(/^\+999/)
    expect(JSON.stringify(await everyRow(floor))).not.toMatch(personal)
    await chainAll(floor)
    expect((await verify(floor)).fault).toBeNull()
    const trail = await trailOf(floor, 'CONTACT', person.contactId)
    expect(trail.filter(({ isErased }) => isErased).length).toBeGreaterThanOrEqual(2)
    expect(trail.at(-1)).toMatchObject({ action: 'ERASED', role: 'ADMIN' })
    expect(JSON.stringify(trail)).not.toMatch(/Letter/)
  })

  it('keeps the called number in the call records until they need not be kept, and then replaces it', async () => {
    const { contactId, phone } = await openPerson()
    await floor.database.pool.query("UPDATE call_record SET recording = 'rec-1' WHERE contact_id = $1", [contactId])
    await floor.get(document, { id: contactId, reason: 'Asked' }, asAdmin)
    const read = () => row(floor, 'SELECT phone, notes, recording FROM call_record WHERE contact_id = $1', [contactId])
    expect(await read()).toEqual({ phone, notes: null, recording: 'rec-1' })
    const work = (at: Date) => ({ database: floor.instance.work.database, clock: () => at })
    const { signal } = new AbortController()
    const inFourYears = new Date(Date.now() + 4 * 366 * 86_400_000)
    expect(await replaceErasedNumbers(work(inFourYears), signal)).toBe('0 numbers replaced')
    const inSixYears = new Date(Date.now() + 6 * 366 * 86_400_000)
    // The other erased person of this file is due as well.
    expect(await replaceErasedNumbers(work(inSixYears), signal)).toBe('2 numbers replaced')
    expect(await read()).toMatchObject({ phone: expect.stringMatching(/^\+999/) as string, recording: null })
    expect(JSON.stringify(await everyRow(floor))).not.toContain(phone)
    await chainAll(floor)
    expect((await verify(floor)).fault).toBeNull()
  })

  it('cancels what is queued, and waits for the end of a call', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const held = await claim(floor, shift.campaignId, agentOf(shift))
    const waiting = nth(
      shift.contactIds.filter((id) => id !== held.contact.id),
      0,
    )
    const refused = await floor.ask(document, { id: held.contact.id, reason: 'Asked' }, asAdmin)
    expect(codeOf(refused)).toBe('CONFLICT')
    await floor.get(document, { id: waiting, reason: 'Asked' }, asAdmin)
    const entries = await rows(floor, 'SELECT status FROM dial_queue_entry WHERE contact_id = $1', [waiting])
    expect(entries).toEqual([{ status: 'CANCELLED' }])
  })

  it('leaves a do-not-call entry, or the person would be called again', async () => {
    const { contactId, phone, campaignId } = await openPerson()
    await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }', {
      input: { phone, reason: 'Asked', source: 'phone' },
    })
    await floor.get(document, { id: contactId, reason: 'Asked' }, asAdmin)
    expect(campaignId).toMatch(/\d/)
    expect(await rows(floor, 'SELECT phone FROM do_not_call WHERE phone = $1', [phone])).toEqual([{ phone }])
  })

  it('is for administrators, with a reason, of a contact that exists', async () => {
    const { contactId } = await openPerson()
    expect(codeOf(await floor.ask(document, { id: contactId, reason: 'Asked' }))).toBe('FORBIDDEN')
    expect(codeOf(await floor.ask(document, { id: contactId, reason: ' ' }, asAdmin))).toBe('BAD_USER_INPUT')
    expect(codeOf(await floor.ask(document, { id: '999999', reason: 'Asked' }, asAdmin))).toBe('NOT_FOUND')
  })
})

describe("the export of a number's history", () => {
  async function exported(phone: string): Promise<Record<string, Record<string, unknown>[]>> {
    const pieces: string[] = []
    for await (const piece of exportNumber(floor.instance.work.database, floor.organizationId, phone))
      pieces.push(piece)
    return JSON.parse(pieces.join('')) as Record<string, Record<string, unknown>[]>
  }

  it('holds the contacts, entries, calls, promises, prohibitions and audit rows of the number', async () => {
    const { contactId, phone, entryId } = await openPerson()
    await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }', {
      input: { phone, reason: 'Asked', source: 'phone' },
    })
    await chainAll(floor)
    const history = await exported(phone)
    expect(history).toMatchObject({
      phone,
      contacts: [{ id: Number(contactId), first_name: 'Wilhelmina' }],
      entries: [{ id: Number(entryId), status: 'COMPLETED' }],
      calls: [{ entry_id: Number(entryId), phone }],
      doNotCall: [{ phone, source: 'phone' }],
    })
    const audit = history['audit'] ?? []
    expect(audit.map(({ entity }) => entity)).toEqual(expect.arrayContaining(['CONTACT', 'ENTRY', 'DO_NOT_CALL']))
    expect(audit.every(({ chain }) => typeof chain === 'string')).toBe(true)
  })

  it('still holds the calls of a person who was erased, and nothing personal', async () => {
    const { contactId, phone } = await openPerson()
    await floor.get(document, { id: contactId, reason: 'Asked' }, asAdmin)
    const history = await exported(phone)
    expect(history['calls']).toHaveLength(1)
    expect(history['contacts']).toMatchObject([{ id: Number(contactId), first_name: '' }])
    expect(JSON.stringify(history)).not.toMatch(personal)
  })

  it('is empty for a number that nobody has', async () => {
    const history = await exported('+12125559999')
    expect(Object.values(history).filter((part) => Array.isArray(part) && part.length > 0)).toEqual([])
  })
})
