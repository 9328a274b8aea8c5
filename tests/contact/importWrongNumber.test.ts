import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, claim, generate, report, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

let serial = 0
function newPhone(): string {
  serial += 1
  return `+1212555${1000 + serial}`
}

/** Imports the one contact of the list. */
async function importOne(listId: string, phone: string, further: readonly string[] | null = null): Promise<void> {
  const { addContacts } = await floor.get<{ addContacts: { rejected: unknown[] } }>(
    'mutation ($input: AddContactsInput!) { addContacts(input: $input) { rejected { field message } } }',
    {
      input: {
        listId,
        contacts: [
          {
            externalId: 'a',
            firstName: 'A',
            lastName: 'B',
            phone,
            ...(further === null ? {} : { phones: further.map((each) => ({ phone: each })) }),
          },
        ],
      },
    },
  )
  expect(addContacts.rejected).toEqual([])
}

/** A campaign that dialled its only contact, whose only number proved wrong. */
async function wrongNumber(): Promise<{ shift: Shift; phone: string }> {
  const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
  const phone = newPhone()
  await importOne(shift.listId, phone)
  await dial(shift, 'WRONG_NUMBER')
  expect(await contactOf(shift)).toMatchObject({ status: 'INVALID' })
  return { shift, phone }
}

/** Dials the contact, which ends so; the number that was dialled. */
async function dial(shift: Shift, outcome: string): Promise<unknown> {
  expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1 })
  const { id } = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, id, outcome === 'SALE' ? 'COMPLETED' : 'FAILED', { outcome })
  return (await row(floor, 'SELECT phone FROM call_record WHERE entry_id = $1', [id]))['phone']
}

const contactOf = ({ listId }: Shift) =>
  row(floor, 'SELECT status, next_phone FROM contact WHERE list_id = $1', [listId])

describe('a contact whose number proved wrong', () => {
  it('is dialled again when an import brings another number', async () => {
    const { shift } = await wrongNumber()
    const phone = newPhone()
    await importOne(shift.listId, phone)
    expect(await dial(shift, 'SALE')).toBe(phone)
  })

  it('is dialled on a further number that an import brings, and not on the wrong one', async () => {
    const { shift, phone } = await wrongNumber()
    const further = newPhone()
    await importOne(shift.listId, phone, [further])
    expect(await dial(shift, 'WRONG_NUMBER')).toBe(further)
    expect(await contactOf(shift)).toMatchObject({ status: 'INVALID' })
    expect(await rows(floor, 'SELECT phone FROM contact_number WHERE retired_at IS NULL')).toEqual([])
  })

  it('stays wrong when the import says nothing new, or brings a number back that proved wrong', async () => {
    const { shift, phone } = await wrongNumber()
    await importOne(shift.listId, phone)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ INVALID_NUMBER: 1 })
    await importOne(shift.listId, newPhone())
    await dial(shift, 'WRONG_NUMBER')
    await importOne(shift.listId, phone)
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ INVALID_NUMBER: 1 })
  })

  it('is not dialled again by a campaign that had reached the person before', async () => {
    const { shift } = await wrongNumber()
    await floor.database.pool.query(
      "UPDATE call_record SET outcome = 'SALE', category = 'SUCCESS' WHERE campaign_id = $1",
      [shift.campaignId],
    )
    await importOne(shift.listId, newPhone())
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })
})
