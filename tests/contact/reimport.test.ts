import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importContacts, type ImportResult } from '../../src/contact/importContacts.js'
import { readContactsCsv } from '../../src/contact/csvContacts.js'
import { row } from '../support/desk.js'
import { openFloor, type Floor } from '../support/floor.js'

// What a second file says of contacts that are there: a column that it does not have says nothing.

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

function importFile(list: string, lines: readonly string[], keepsEmpty = false): Promise<ImportResult> {
  const source = Readable.from([Buffer.from(lines.join('\n'))])
  const target = { organizationId: floor.organizationId, listName: list }
  return importContacts(floor.database, target, readContactsCsv(source), { keepsEmpty })
}

const contactOf = (externalId: string): Promise<Record<string, unknown>> =>
  row(
    floor,
    `SELECT first_name, last_name, email, phone, time_zone, region, priority, attributes FROM contact WHERE external_id = $1`,
    [externalId],
  )

it('A5: a file without name and zone leaves both as they are', async () => {
  await importFile('A5', ['id,name,tz,phone', 'T1,Ann Lee,America/New_York,+14155550182'])
  const before = await contactOf('T1')
  expect(before['time_zone']).toBe('America/Los_Angeles,America/New_York')
  const { changedFields } = await importFile('A5', ['id,phone', 'T1,+14155550182'])
  expect(changedFields).toEqual([])
  expect(await contactOf('T1')).toEqual(before)
})

it('A5: a new number brings its own place, and never takes the zone away that the first file named', async () => {
  await importFile('A5', ['id,name,tz,phone', 'T2,Ann Lee,America/New_York,+14155550183'])
  const { changedFields } = await importFile('A5', ['id,phone', 'T2,+13125550183'])
  expect(changedFields).toEqual([
    { field: 'phone', count: 1 },
    { field: 'timeZone', count: 1 },
    { field: 'region', count: 1 },
  ])
  expect(await contactOf('T2')).toMatchObject({
    ...{ first_name: 'Ann', phone: '+13125550183' },
    time_zone: 'America/Chicago,America/New_York',
    region: 'US-IL',
  })
})

it('A5: an empty cell of a column that is there empties the field, unless blank cells are to be kept', async () => {
  const header = 'id,first name,email,phone,plan'
  await importFile('A5', [header, 'T3,Ann,ann@example.com,+14155550184,gold'])
  await importFile('A5', [header, 'T3,,,+14155550184,gold'], true)
  expect(await contactOf('T3')).toMatchObject({ first_name: 'Ann', email: 'ann@example.com' })
  await importFile('A5', [header, 'T3,,,+14155550184,'])
  expect(await contactOf('T3')).toMatchObject({ first_name: '', email: null, attributes: { plan: '' } })
})

it('A5: the further columns of a file are laid over those of the file before', async () => {
  await importFile('A5', ['id,phone,plan,city', 'T4,+14155550185,gold,Oakland'])
  const { changedFields } = await importFile('A5', ['id,phone,plan', 'T4,+14155550185,silver'])
  expect(changedFields).toEqual([{ field: 'attributes', count: 1 }])
  expect(await contactOf('T4')).toMatchObject({ attributes: { plan: 'silver', city: 'Oakland' } })
})

it('A5: a further number is dialled only when it is also legal where the contact is known to be', async () => {
  await importFile('A5', ['id,tz,phone', 'T5,America/New_York,+14155550186'])
  await importFile('A5', ['id,phone,phone2', 'T5,+14155550186,+13035550186'])
  const { time_zone: timeZone } = await row(
    floor,
    `SELECT number.time_zone FROM contact_number AS number JOIN contact
       ON contact.organization_id = number.organization_id AND contact.id = number.contact_id
     WHERE contact.external_id = 'T5' AND number.position = 2`,
  )
  expect(timeZone).toBe('America/Denver,America/Los_Angeles,America/New_York')
})

it('A5: a field that a client of the API leaves out is left alone, and null empties it', async () => {
  await importFile('A5', ['id,email,tz,phone,priority', 'T6,ann@example.com,America/New_York,+14155550187,7'])
  const { id: listId } = await row(floor, "SELECT id FROM contact_list WHERE name = 'A5'")
  const add = (fields: object) =>
    floor.get<{ addContacts: { changedFields: unknown } }>(
      'mutation ($input: AddContactsInput!) { addContacts(input: $input) { updated changedFields { field count } } }',
      {
        input: {
          listId: String(listId),
          contacts: [{ externalId: 'T6', firstName: 'Ann', lastName: 'Lee', phone: '+14155550187', ...fields }],
        },
      },
    )
  // The schema gives priority a default.
  expect((await add({ priority: 7 })).addContacts.changedFields).toEqual([
    { field: 'firstName', count: 1 },
    { field: 'lastName', count: 1 },
  ])
  expect(await contactOf('T6')).toMatchObject({ email: 'ann@example.com', priority: 7 })
  expect((await add({ priority: 7, email: null })).addContacts.changedFields).toEqual([{ field: 'email', count: 1 }])
})
