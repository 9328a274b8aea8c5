import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importContacts } from '../../src/contact/importContacts.js'
import { until } from '../support/until.js'
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

describe('an import', () => {
  it('changes nothing in a dry run, and says what it would do', async () => {
    await importText(floor, listId, 'id,phone\na,+12125550100\n')
    const before = await contactsOf(floor, listId)
    const csv = 'id,phone\na,+12125550109\nb,+12125550101\nb,+12125550102\n,bad\n'
    const result = await importText(floor, listId, csv, { dryRun: true })
    expect(result).toMatchObject({ read: 4, inserted: 1, updated: 1, rejectedRows: 2 })
    expect(await contactsOf(floor, listId)).toEqual(before)
    expect(await importText(floor, listId, csv)).toMatchObject({ read: 4, inserted: 1, updated: 1, rejectedRows: 2 })
  })

  it('changes nothing when its rows end with an error', async () => {
    async function* broken() {
      for (let batch = 0; batch < 50; batch += 1) {
        yield Array.from({ length: 1_000 }, (_, index) =>
          rawRow(batch * 1_000 + index + 1, { externalId: `${batch}/${index}` }),
        )
        await Promise.resolve()
      }
      throw new Error('the upload was cut off')
    }
    const target = { organizationId: floor.organizationId, listId }
    await expect(importContacts(floor.database, target, broken())).rejects.toThrow('the upload was cut off')
    expect(await contactsOf(floor, listId)).toEqual([])
    // Nothing is left locked either.
    expect(await importText(floor, listId, 'phone\n+12125550100\n')).toMatchObject({ inserted: 1 })
  })

  it('does not bring a person back who is erased while it runs', async () => {
    await importText(floor, listId, 'id,phone\na,+12125550100\n')
    const other = await floor.database.pool.connect()
    try {
      await other.query('BEGIN')
      await other.query(
        `UPDATE contact SET first_name = '', phone = '+999000000000001', external_id = NULL, status = 'INVALID',
           erased_at = now(), erased_reason = 'asked' WHERE list_id = $1`,
        [listId],
      )
      const csv = 'id,phone,phone2,firstName\na,+12125550101,+12125550102,Mina\n'
      const importing = importText(floor, listId, csv)
      await until(
        () =>
          floor.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"),
        (waiting) => waiting.length > 0,
        10,
      )
      await other.query('COMMIT')
      await importing
    } finally {
      other.release()
    }
    expect(await contactsOf(floor, listId)).toMatchObject([{ first_name: '', phone: '+999000000000001' }])
    expect(await floor.query('SELECT phone FROM contact_number')).toEqual([])
  })

  it('changes nothing when its connection breaks while it waits for rows', async () => {
    async function* interrupted() {
      yield [rawRow(1)]
      // The rows are asked for ahead of the COPY, which may not have begun.
      await until(
        () =>
          floor.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%copyContacts%' AND datname = current_database() AND pid <> pg_backend_pid()",
          ),
        (ended) => ended.length > 0,
      )
      for (let row = 2; row < 50_000; row += 1) yield [rawRow(row)]
    }
    const target = { organizationId: floor.organizationId, listId }
    await expect(importContacts(floor.database, target, interrupted())).rejects.toThrow()
    expect(await contactsOf(floor, listId)).toEqual([])
  })

  it('of one list at a time: two at once make no contact twice', async () => {
    const csv = `id,phone\n${Array.from({ length: 2_000 }, (_, index) => `${index % 3 === 0 ? '' : index},+1212555${1000 + index}`).join('\n')}\n`
    const results = await Promise.all(Array.from({ length: 3 }, () => importText(floor, listId, csv)))
    expect(results.map(({ inserted, updated }) => [inserted, updated]).sort()).toEqual([
      [0, 2_000],
      [0, 2_000],
      [2_000, 0],
    ])
    expect(await contactsOf(floor, listId)).toHaveLength(2_000)
    const [counter] = await floor.query(
      'SELECT sum(contacts)::integer AS contacts FROM contact_list_counter WHERE list_id = $1',
      [listId],
    )
    expect(counter).toEqual({ contacts: 2_000 })
  })

  it('finds its list in its own organization only', async () => {
    const csv = rawRow(1)
    const missing = { organizationId: floor.organizationId, listId: '999999' }
    await expect(importContacts(floor.database, missing, [[csv]])).rejects.toThrow('Contact list not found')
    const [other] = await floor.query("INSERT INTO organization (name, time_zone) VALUES ('Other', 'UTC') RETURNING id")
    const foreign = { organizationId: String(other?.['id']), listId }
    await expect(importContacts(floor.database, foreign, [[csv]])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const nobody = { organizationId: '999999', listName: 'new' }
    await expect(importContacts(floor.database, nobody, [[csv]])).rejects.toThrow('Organization not found')
    const noId = { organizationId: '1; DROP TABLE contact', listId }
    await expect(importContacts(floor.database, noId, [[csv]])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('adds a list of the given name once, however many imports ask for it', async () => {
    const target = { organizationId: floor.organizationId, listName: 'Spring' }
    const import1 = () => importContacts(floor.database, target, [[rawRow(1), rawRow(2)]])
    const results = await Promise.all([import1(), import1(), import1()])
    expect(results.map(({ inserted }) => inserted).sort()).toEqual([0, 0, 2])
    expect(await floor.query("SELECT count(*)::integer AS lists FROM contact_list WHERE name = 'Spring'")).toEqual([
      { lists: 1 },
    ])
    await importContacts(floor.database, { ...target, listName: 'Summer' }, [[rawRow(1)]], { dryRun: true })
    expect(await floor.query("SELECT id FROM contact_list WHERE name = 'Summer'")).toEqual([])
  })
})
