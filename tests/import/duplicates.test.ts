import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContactsCsv } from '../../src/contact/csvContacts.js'
import type { DuplicateRow, DuplicateScope } from '../../src/contact/duplicates.store.js'
import { duplicateWords } from '../../src/contact/duplicateWords.js'
import { importContacts } from '../../src/contact/importContacts.js'
import { row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

let lists = 0
async function addList(): Promise<string> {
  lists += 1
  const sql = 'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id'
  return String((await row(floor, sql, [floor.organizationId, `List ${lists}`]))['id'])
}

async function importInto(
  listId: string,
  lines: readonly string[],
  duplicates?: DuplicateScope,
): Promise<{ told: DuplicateRow[]; inserted: number; updated: number; duplicateRows: number }> {
  const told: DuplicateRow[] = []
  const source = Readable.from([Buffer.from(lines.join('\n'))])
  const result = await importContacts(
    floor.database,
    { organizationId: floor.organizationId, listId },
    readContactsCsv(source),
    { onDuplicate: (duplicate) => told.push(duplicate), ...(duplicates === undefined ? {} : { duplicates }) },
  )
  return { told, ...result }
}

const idOf = async (listId: string, externalId: string): Promise<string> =>
  String(
    (await row(floor, 'SELECT id FROM contact WHERE list_id = $1 AND external_id = $2', [listId, externalId]))['id'],
  )

describe('A7: an import that looks for duplicates', () => {
  it('tells a row with another key whose number a contact or an earlier row has, and imports it', async () => {
    const listId = await addList()
    await importInto(listId, ['id,phone', 'A1,+14155550301'])
    const { told, inserted, duplicateRows } = await importInto(
      listId,
      ['id,phone', 'B2,+1 (415) 555-0301', 'C3,+14155550302', 'D4,+14155550302'],
      'LIST',
    )
    expect({ inserted, duplicateRows }).toEqual({ inserted: 3, duplicateRows: 2 })
    expect(told).toEqual([
      { row: 1, contactId: await idOf(listId, 'A1'), listId, firstRow: null, others: 0 },
      { row: 3, contactId: null, listId: null, firstRow: 2, others: 0 },
    ])
  })

  it('looks at first and further numbers on both sides, and not at the contact that the row itself means', async () => {
    const listId = await addList()
    await importInto(listId, ['id,phone,phone2', 'A1,+14155550311,+14155550312', 'A2,+14155550313,'])
    const file = ['id,phone,phone2', 'A1,+14155550311,+14155550312', 'B1,+14155550314,+14155550313', 'B2,+14155550312,']
    const { told, inserted, updated } = await importInto(listId, file, 'ORGANIZATION')
    expect({ inserted, updated }).toEqual({ inserted: 2, updated: 1 })
    const first = await idOf(listId, 'A1')
    expect(told).toEqual([
      { row: 2, contactId: await idOf(listId, 'A2'), listId, firstRow: null, others: 0 },
      { row: 3, contactId: first, listId, firstRow: 1, others: 0 },
    ])
    expect(told.map(duplicateWords)[1]).toBe(`the same number as contact ${first} of list ${listId}, and as row 1`)
  })

  it('looks in the list, in the lists of its campaigns, or everywhere, as asked; and nowhere unless asked', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 0, queued: false })
    const [beside, apart] = [await addList(), await addList()]
    await floor.database.pool.query('INSERT INTO campaign_list VALUES ($1, $2, $3)', [
      floor.organizationId,
      shift.campaignId,
      beside,
    ])
    await importInto(apart, ['id,phone', 'x,+14155550321'])
    await importInto(beside, ['id,phone', 'y,+14155550321'])
    const file = ['id,phone', 'z,+14155550321']
    const heard = async (scope?: DuplicateScope) =>
      (await importInto(shift.listId, file, scope)).told.map(({ contactId, others }) => [contactId, others])
    expect(await heard()).toEqual([])
    expect(await heard('LIST')).toEqual([])
    expect(await heard('CAMPAIGN')).toEqual([[await idOf(beside, 'y'), 0]])
    expect(await heard('ORGANIZATION')).toEqual([[await idOf(apart, 'x'), 1]])
  })

  it('finds nobody of another organization', async () => {
    const listId = await addList()
    await importInto(listId, ['id,phone', 'A1,+14155550331'])
    const other = await row(
      floor,
      `INSERT INTO organization (name, time_zone) VALUES ('Another', 'UTC') RETURNING id`,
      [],
    )
    const told: DuplicateRow[] = []
    const source = Readable.from([Buffer.from('id,phone\nB1,+14155550331\n')])
    await importContacts(
      floor.database,
      { organizationId: String(other['id']), listName: 'Theirs' },
      readContactsCsv(source),
      { duplicates: 'ORGANIZATION', onDuplicate: (duplicate) => told.push(duplicate) },
    )
    expect(told).toEqual([])
  })

  it('is asked of addContacts likewise', async () => {
    const listId = await addList()
    await importInto(listId, ['id,phone', 'A1,+14155550341'])
    const contact = { externalId: 'B2', firstName: 'Ann', lastName: 'Lee', phone: '+14155550341' }
    const ask = (duplicates?: string) =>
      floor.get(
        `mutation ($input: AddContactsInput!) { addContacts(input: $input) {
          inserted duplicates { row contactId listId firstRow others } } }`,
        { input: { listId, contacts: [contact], duplicates } },
      )
    const found = { row: 1, contactId: await idOf(listId, 'A1'), listId, firstRow: null, others: 0 }
    expect(await ask('LIST')).toEqual({ addContacts: { inserted: 1, duplicates: [found] } })
    expect(await ask()).toEqual({ addContacts: { inserted: 0, duplicates: [] } })
  })
})
