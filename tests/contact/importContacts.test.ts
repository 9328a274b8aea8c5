import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importContacts } from '../../src/contact/importContacts.js'
import { contactsOf, importText, openImportFloor, rawRow, type ImportFloor } from './importFloor.js'

let floor: ImportFloor
let listId: string
beforeAll(async () => {
  floor = await openImportFloor()
})
afterAll(() => floor.close())
beforeEach(async () => {
  listId = await floor.addList()
})

describe('an import into an empty list', () => {
  it('puts every good row in, with all its columns, in the order of the file', async () => {
    const csv =
      'External ID;Name;Telephone;E-Mail;Time Zone;Priority;Note;Städte\r\n' +
      'k1;Ann Lee;+1 212 555 0100;ann@example.org;America/Chicago;5;"a ""quote"";\r\n\\n";Köln\r\n' +
      ';Bob;+1 800 555 0101;;;;;\r\n'
    expect(await importText(floor, listId, csv)).toEqual({
      read: 2,
      inserted: 2,
      updated: 0,
      rejectedRows: 0,
      duplicateRows: 0,
      changedFields: [],
      rejected: [],
      changedCampaignIds: [],
    })
    expect(await contactsOf(floor, listId)).toEqual([
      {
        external_id: 'k1',
        first_name: 'Ann',
        last_name: 'Lee',
        phone: '+12125550100',
        email: 'ann@example.org',
        time_zone: 'America/Chicago,America/New_York',
        priority: 5,
        attributes: { Note: 'a "quote";\r\n\\n', Städte: 'Köln' },
      },
      {
        external_id: null,
        first_name: 'Bob',
        last_name: '',
        phone: '+18005550101',
        email: null,
        time_zone: null,
        priority: 0,
        attributes: { Note: '', Städte: '' },
      },
    ])
  })

  it('reports each bad row with its number, field and reason, and the good rows still go in', async () => {
    const csv =
      'name,phone,email,time zone,priority\n' +
      'A,+12125550100,,,\n' +
      'B,+1212555,,,\n' +
      'C,+12125550102,nobody,Mars/Base,many\n' +
      'D,+12125550103\n' +
      'E,+12125550104,,,\n'
    const result = await importText(floor, listId, csv)
    expect(result).toMatchObject({ read: 5, inserted: 2, rejectedRows: 3 })
    expect(result.rejected).toEqual([
      { row: 2, field: 'phone', message: 'not a phone number' },
      { row: 3, field: 'email', message: 'not an email address' },
      { row: 3, field: 'timeZone', message: 'not an IANA time zone, such as America/New_York' },
      { row: 3, field: 'priority', message: 'not a whole number from -1000000 to 1000000' },
      { row: 4, field: null, message: 'has 2 columns where the header has 5' },
    ])
    expect((await contactsOf(floor, listId)).map((row) => row['first_name'])).toEqual(['A', 'E'])
  })

  it('refuses a NUL wherever it stands', async () => {
    const csv = 'id,first name,phone,x\nk\u0000,A,+12125550100,\n1,A\u0000,+12125550101,\n2,C,+12125550102,a\u0000b\n'
    const result = await importText(floor, listId, csv)
    expect(result.rejected.map(({ row, field }) => [row, field])).toEqual([
      [1, 'externalId'],
      [2, 'firstName'],
      [3, 'attributes'],
    ])
  })

  it('reads numbers without country code in the default region only', async () => {
    const csv = 'phone\n(212) 555-0100\n+44 20 7946 0018\n'
    expect(await importText(floor, listId, csv)).toMatchObject({ inserted: 1, rejectedRows: 1 })
    expect(await importText(floor, listId, csv, { defaultRegion: 'US' })).toMatchObject({ inserted: 1, updated: 1 })
  })

  it('may be nothing at all', async () => {
    expect(await importText(floor, listId, 'phone\n')).toMatchObject({ read: 0, inserted: 0, updated: 0 })
  })
})

describe('a row that repeats an earlier one', () => {
  it.each([
    [
      'has its key',
      'a,+12125550100\na,+12125550101\n',
      [{ row: 2, field: 'externalId', message: 'the same key as row 1' }],
    ],
    [
      'has its number, both without key',
      ',+12125550100\n,+12125550100\n',
      [{ row: 2, field: 'phone', message: 'the same number as row 1' }],
    ],
    [
      'has its number and no key',
      'a,+12125550100\n,+12125550100\n',
      [{ row: 2, field: 'phone', message: 'the same number as row 1' }],
    ],
    [
      'has its number, the first without key',
      ',+12125550100\na,+12125550100\n',
      [{ row: 2, field: 'phone', message: 'the same number as row 1' }],
    ],
  ])('is reported when it %s', async (_, rows, rejected) => {
    expect(await importText(floor, listId, `id,phone\n${rows}`)).toMatchObject({
      inserted: 1,
      rejectedRows: 1,
      rejected,
    })
  })

  it('is none when two keys share a number: a household', async () => {
    const csv = 'id,phone\na,+12125550100\nb,+12125550100\n,+12125550100\nc,+12125550100\n'
    const rejected = [{ row: 3, field: 'phone', message: 'the same number as row 1' }]
    expect(await importText(floor, listId, csv)).toMatchObject({ inserted: 3, rejected })
  })

  it('repeats the first good row, not one that was left out itself', async () => {
    // Row 2 repeats row 1 by its key, so the number of row 2 is nobody's, and row 3 is good.
    const csv = 'id,phone\na,+12125550100\na,+12125550101\n,+12125550101\n,bad\nb,+12125550102\n,+12125550102\n'
    expect((await importText(floor, listId, csv)).rejected).toEqual([
      { row: 4, field: 'phone', message: 'not a phone number with its country code, such as +1 202 555 0123' },
      { row: 2, field: 'externalId', message: 'the same key as row 1' },
      { row: 6, field: 'phone', message: 'the same number as row 5' },
    ])
    expect(await contactsOf(floor, listId)).toHaveLength(3)
  })

  it('is found however many there are', async () => {
    const items = Array.from({ length: 12_000 }, (_, index) => rawRow(index + 1, { phone: '+12125550100' }))
    let last = 0
    const target = { organizationId: floor.organizationId, listId }
    const result = await importContacts(floor.database, target, [items], { onRejected: ({ row }) => (last = row) })
    expect(result).toMatchObject({ read: 12_000, inserted: 1, rejectedRows: 11_999 })
    expect(last).toBe(12_000)
  })
})

describe('an import into a list with contacts', () => {
  it('updates the contact with the same externalId, its number too', async () => {
    await importText(floor, listId, 'id,name,phone,x\na,Ann Lee,+12125550100,1\nb,Bob Ray,+12125550101,1\n')
    const again = await importText(
      floor,
      listId,
      'id,name,phone,y,priority\na,Anna Lee,+13125550100,2,9\nc,Cyd,+12125550102,2,0\n',
    )
    expect(again).toMatchObject({ inserted: 1, updated: 1, rejectedRows: 0 })
    expect(await contactsOf(floor, listId)).toMatchObject([
      {
        external_id: 'a',
        first_name: 'Anna',
        phone: '+13125550100',
        // The number was all that was known of the place.
        time_zone: 'America/Chicago',
        priority: 9,
        attributes: { x: '1', y: '2' },
      },
      { external_id: 'b', first_name: 'Bob', attributes: { x: '1' } },
      { external_id: 'c', first_name: 'Cyd' },
    ])
  })

  it('updates the contact with the same number when the row has no key, whatever key the contact has', async () => {
    await importText(floor, listId, 'id,name,phone\na,Ann,+12125550100\n,Bob,+12125550101\n')
    const again = await importText(floor, listId, 'name,phone\nAnna,+12125550100\nBobby,+12125550101\n')
    expect(again).toMatchObject({ inserted: 0, updated: 2 })
    expect(await contactsOf(floor, listId)).toMatchObject([
      { external_id: 'a', first_name: 'Anna' },
      { external_id: null, first_name: 'Bobby' },
    ])
  })

  it('takes the contact with the lowest id when several have the number', async () => {
    await importText(floor, listId, 'id,name,phone\nb,Bea,+12125550100\na,Ann,+12125550100\n')
    await importText(floor, listId, 'name,phone\nBeatrice,+12125550100\n')
    expect((await contactsOf(floor, listId)).map((row) => row['first_name'])).toEqual(['Beatrice', 'Ann'])
  })

  it('gives a contact without key the first new key of its number', async () => {
    await importText(floor, listId, 'name,phone\nAnn,+12125550100\n')
    const again = await importText(floor, listId, 'id,name,phone\na,Anna,+12125550100\nb,Bea,+12125550100\n')
    expect(again).toMatchObject({ inserted: 1, updated: 1, rejectedRows: 0 })
    expect(await contactsOf(floor, listId)).toMatchObject([
      { external_id: 'a', first_name: 'Anna' },
      { external_id: 'b', first_name: 'Bea' },
    ])
  })

  it('does not take a new key for a contact that has another', async () => {
    await importText(floor, listId, 'id,name,phone\na,Ann,+12125550100\n')
    expect(await importText(floor, listId, 'id,name,phone\nb,Bea,+12125550100\n')).toMatchObject({
      inserted: 1,
      updated: 0,
    })
  })

  it('adds a contact where the old owner of the number has moved in the same file', async () => {
    await importText(floor, listId, 'id,name,phone\na,Ann,+12125550100\n')
    const again = await importText(floor, listId, 'id,name,phone\n,Bob,+12125550100\na,Ann,+12125550101\n')
    expect(again).toMatchObject({ inserted: 1, updated: 1, rejectedRows: 0 })
    expect(await contactsOf(floor, listId)).toMatchObject([
      { external_id: 'a', phone: '+12125550101' },
      { external_id: null, phone: '+12125550100' },
    ])
  })

  it('keeps status, attempts and callback, and leaves a contact alone that the row does not change', async () => {
    const csv = 'id,phone,x\na,+12125550100,1\nb,+12125550101,1\n'
    await importText(floor, listId, csv)
    await floor.query(
      `UPDATE contact SET status = 'CALLBACK', attempt_count = 2, next_attempt_at = '2030-01-01Z', last_outcome = 'CALLBACK',
         updated_at = '2026-01-01Z' WHERE list_id = $1`,
      [listId],
    )
    expect(await importText(floor, listId, csv.replace('+12125550100,1', '+12125550100,2'))).toMatchObject({
      updated: 2,
    })
    const rows = await floor.query(
      `SELECT external_id, status, attempt_count, next_attempt_at = '2030-01-01Z' AS is_due, last_outcome, attributes,
         updated_at = '2026-01-01Z' AS is_untouched FROM contact WHERE list_id = $1 ORDER BY id`,
      [listId],
    )
    const kept = { status: 'CALLBACK', attempt_count: 2, is_due: true, last_outcome: 'CALLBACK' }
    expect(rows).toEqual([
      { ...kept, external_id: 'a', attributes: { x: '2' }, is_untouched: false },
      { ...kept, external_id: 'b', attributes: { x: '1' }, is_untouched: true },
    ])
  })

  it('knows nothing of other lists', async () => {
    const other = await floor.addList()
    const csv = 'id,phone\na,+12125550100\n,+12125550101\n'
    await importText(floor, other, csv)
    expect(await importText(floor, listId, csv)).toMatchObject({ inserted: 2, updated: 0 })
  })
})

describe('an import of addresses', () => {
  it('finds where each contact may be, notes the places, and reads a part that a later file says with what it kept', async () => {
    const places = async () =>
      (
        await floor.query('SELECT phone, region, time_zone FROM contact WHERE list_id = $1 ORDER BY phone', [listId])
      ).map(({ phone, region, time_zone }) => [phone, region, time_zone])
    const first =
      'phone,state,zip,country\n+12125551001,CA,,\n+12125551002,,10001,US\n+18005551003,NY,,\n+493012345678,,,\n'
    await importText(floor, listId, first)
    const [west, east] = ['America/Los_Angeles', 'America/New_York']
    expect(await places()).toEqual([
      ['+12125551001', 'US-CA,US-NY', `${west},${east}`],
      ['+12125551002', 'US-NY', east],
      ['+18005551003', 'US-NY', null],
      ['+493012345678', 'DE', 'Europe/Berlin'],
    ])
    await importText(floor, listId, 'phone,state\n+12125551001,TX\n')
    expect((await places())[0]).toEqual(['+12125551001', 'US-NY,US-TX', `America/Chicago,America/Denver,${east}`])
    const unknown = await floor.query(
      `SELECT 1 FROM contact WHERE time_zone IS NOT NULL AND NOT EXISTS (
         SELECT FROM place WHERE place.region = contact.region AND place.time_zones = contact.time_zone)`,
    )
    expect(unknown).toEqual([])
  })
})
