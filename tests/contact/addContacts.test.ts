import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addContacts, type ContactInput } from '../../src/contact/addContacts.js'
import { contactsOf, openImportFloor, type ImportFloor } from './importFloor.js'

let floor: ImportFloor
let target: { organizationId: string; listId: string }
beforeAll(async () => {
  floor = await openImportFloor()
})
afterAll(() => floor.close())
beforeEach(async () => {
  target = { organizationId: floor.organizationId, listId: await floor.addList() }
})

const ann: ContactInput = { firstName: 'Ann', lastName: 'Lee', phone: '+12125550100' }
const add = (...contacts: ContactInput[]) => addContacts(floor.database, target, contacts, null)
const nested = (levels: number): Record<string, unknown> => (levels === 0 ? {} : { deeper: nested(levels - 1) })

describe('contacts that are added by a request', () => {
  it('are inserted or updated by the rules of an import, attributes of any JSON kind among them', async () => {
    const attributes = { n: 1.5, list: [1, 'two', null], nested: { ok: true }, text: '"\\\n\t€😀' }
    expect(await add({ ...ann, externalId: 'a', attributes, priority: 3 }, { ...ann, externalId: 'b' })).toEqual({
      inserted: 2,
      updated: 0,
      changedFields: [],
      duplicates: [],
      warnings: [],
      rejected: [],
      changedCampaignIds: [],
    })
    expect(await add({ ...ann, externalId: 'b', lastName: 'Ray', timeZone: 'UTC' })).toMatchObject({
      inserted: 0,
      updated: 1,
    })
    expect(await contactsOf(floor, target.listId)).toMatchObject([
      { external_id: 'a', priority: 3, attributes },
      { external_id: 'b', last_name: 'Ray', time_zone: 'America/New_York,UTC', attributes: {} },
    ])
  })

  it('are refused one by one, by row, and the good ones go in', async () => {
    const result = await add(
      ann,
      { ...ann },
      { ...ann, phone: '2125550101' },
      { ...ann, phone: '+12125550103', attributes: { a: '\u0000' } },
      { ...ann, phone: '+12125550104', attributes: { a: { b: ['\ud800'] } } },
      { ...ann, phone: '+12125550105', attributes: nested(10_000) },
      { ...ann, phone: '+12125550106', attributes: nested(31) },
      { ...ann, phone: '+12125550107', firstName: 'x'.repeat(10_240) },
      { ...ann, phone: '+12125550108', priority: 2_000_000 },
    )
    expect(result).toMatchObject({ inserted: 2, updated: 0 })
    expect(result.rejected.map(({ row, field }) => [row, field])).toEqual([
      [2, 'phone'],
      [3, 'phone'],
      [4, 'attributes'],
      [5, 'attributes'],
      [6, 'attributes'],
      [8, 'firstName'],
      [9, 'priority'],
    ])
    expect(JSON.stringify(result.rejected)).not.toMatch(/Ann|212555|xxx/)
  })

  it('are 1 to 1,000', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => ({ ...ann, phone: `+1212555${1000 + index}` }))
    const tooMany = { code: 'BAD_USER_INPUT', details: { field: 'contacts' } }
    await expect(add()).rejects.toMatchObject(tooMany)
    await expect(add(...many)).rejects.toMatchObject(tooMany)
    expect(await add(...many.slice(1))).toMatchObject({ inserted: 1_000 })
  })

  it('go into a list of their own organization only', async () => {
    const foreign = { ...target, organizationId: '999' }
    await expect(addContacts(floor.database, foreign, [ann], null)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('may be added by many requests at once, each contact once', async () => {
    const requests = Array.from({ length: 12 }, () => add(ann, { ...ann, externalId: 'b', phone: '+12125550101' }))
    const results = await Promise.all(requests)
    expect(results.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(2)
    expect(await contactsOf(floor, target.listId)).toHaveLength(2)
  })
})
