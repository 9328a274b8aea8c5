import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contactsAfter } from '../../src/contact/contactPage.store.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { codeOf, rows } from '../support/desk.js'
import { type Floor, openFloor } from '../support/floor.js'
import { tuplesRead } from '../support/tuplesRead.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

const document = `query ($listId: ID, $search: String, $first: Int, $after: String) {
  contacts(listId: $listId, search: $search, first: $first, after: $after) {
    edges { cursor node { id firstName lastName } } pageInfo { hasNextPage endCursor } } }`

interface Page {
  readonly edges: { readonly cursor: string; readonly node: { readonly id: string; readonly lastName: string } }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
interface Question {
  readonly listId?: string
  readonly search?: string
  readonly first?: number
  readonly after?: string | null
}

async function pageOf(question: Question): Promise<Page> {
  return (await floor.get<{ contacts: Page }>(document, question)).contacts
}
async function namesOf(question: Question): Promise<string[]> {
  return (await pageOf(question)).edges.map(({ node }) => node.lastName)
}
/** All pages of so many contacts each. */
async function walk(question: Question, first: number): Promise<string[]> {
  const names: string[] = []
  let after: string | null = null
  for (;;) {
    const page: Page = await pageOf({ ...question, first, after })
    expect(page.edges.length).toBeLessThanOrEqual(first)
    names.push(...page.edges.map(({ node }) => node.lastName))
    if (!page.pageInfo.hasNextPage) return names
    after = page.pageInfo.endCursor
  }
}

/** A list of people of these last names, each with key and number after its place; the list's id and the people's. */
async function listOf(
  ...lastNames: string[]
): Promise<{ listId: string; ids: string[]; phoneOf: (n: number) => string }> {
  const [list] = await rows(floor, 'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id', [
    floor.organizationId,
    randomUUID(),
  ])
  const listId = String(list?.['id'])
  const phoneOf = (n: number): string => `+1202555${String(100 + n).padStart(4, '0')}`
  const people = await rows(
    floor,
    `INSERT INTO contact (organization_id, list_id, external_id, first_name, last_name, phone, time_zone)
     SELECT $1, $2, 'key-' || ord, 'First', name, '+1202555' || to_char(100 + ord, 'FM0000'), 'America/New_York'
     FROM unnest($3::text[]) WITH ORDINALITY AS given (name, ord) ORDER BY ord RETURNING id`,
    [floor.organizationId, listId, lastNames],
  )
  return { listId, ids: people.map(({ id }) => String(id)), phoneOf }
}

describe('a supervisor who looks for a person', () => {
  it('finds it by the beginning of its last name, whatever the case, in the order of names', async () => {
    const { listId } = await listOf(
      'Smith',
      'Jones',
      'smythe',
      'SMITHERS',
      'Müller',
      'Smith',
      '100% _real',
      "O'Brien",
      '',
    )
    expect(await namesOf({ listId })).toEqual([
      ...['', '100% _real', 'Jones', 'Müller', "O'Brien", 'Smith', 'Smith', 'SMITHERS', 'smythe'],
    ])
    expect(await namesOf({ listId, search: 'SMITH' })).toEqual(['Smith', 'Smith', 'SMITHERS'])
    expect(await namesOf({ listId, search: 'smi' })).toEqual(['Smith', 'Smith', 'SMITHERS'])
    expect(await namesOf({ listId, search: ' mÜl' })).toEqual(['Müller'])
    expect(await namesOf({ listId, search: "o'b" })).toEqual(["O'Brien"])
    expect(await namesOf({ listId, search: '100%' })).toEqual(['100% _real'])
    // No pattern: what stands for any text elsewhere stands for itself.
    expect(await namesOf({ listId, search: 'S%' })).toEqual([])
    expect(await namesOf({ listId, search: '_ones' })).toEqual([])
    expect(await namesOf({ listId, search: 'ones' })).toEqual([])
    expect(await namesOf({ listId, search: '' })).toHaveLength(9)
  })

  it('finds it by its key, by its number as people write it, and by its further numbers', async () => {
    const { listId, ids, phoneOf } = await listOf('Adams', 'Baker', 'Clark')
    expect(await namesOf({ listId, search: 'key-2' })).toEqual(['Baker'])
    expect(await namesOf({ listId, search: 'KEY-2' })).toEqual([])
    expect(await namesOf({ listId, search: phoneOf(3) })).toEqual(['Clark'])
    expect(await namesOf({ listId, search: '+1 (202) 555-0103' })).toEqual(['Clark'])
    expect(await namesOf({ listId, search: '555-0103' })).toEqual([])
    await rows(
      floor,
      `INSERT INTO contact_number (organization_id, contact_id, position, phone)
       VALUES ($1, $2, 1, '+12025550101'), ($1, $2, 2, '+442079460958')`,
      [floor.organizationId, ids[0]],
    )
    expect(await namesOf({ listId, search: '+44 20 7946 0958' })).toEqual(['Adams'])
    expect(await namesOf({ listId, search: phoneOf(1) })).toEqual(['Adams'])
  })

  it('finds one person once, page by page, when several things fit', async () => {
    const { listId } = await listOf('key-3', 'Key-3b', 'Aaron', 'Zoe', 'KEY-3')
    // Two by name, one of them by name and one by key, in the order of names: Aaron's key is key-3.
    expect(await namesOf({ listId, search: 'key-3' })).toEqual(['Aaron', 'key-3', 'KEY-3', 'Key-3b'])
    for (const first of [1, 2, 3]) {
      expect(await walk({ listId, search: 'key-3' }, first)).toEqual(['Aaron', 'key-3', 'KEY-3', 'Key-3b'])
    }
  })

  it('looks through all lists together when none is named', async () => {
    const tag = `Zz${randomUUID().slice(0, 6)}`
    await listOf(`${tag} b`, `${tag} d`)
    await listOf(`${tag} a`, `${tag} c`, `${tag} d`)
    const all = [`${tag} a`, `${tag} b`, `${tag} c`, `${tag} d`, `${tag} d`]
    expect(await namesOf({ search: tag.toLowerCase() })).toEqual(all)
    for (const first of [1, 2, 4]) expect(await walk({ search: tag }, first)).toEqual(all)
  })

  it('walks a list to its end, without a gap among people of the same name', async () => {
    const { listId, ids } = await listOf(
      ...Array.from({ length: 23 }, (_, index) => (index % 3 === 0 ? 'Same' : `N${index}`)),
    )
    for (const first of [1, 7, 22, 23]) expect(await walk({ listId }, first)).toHaveLength(ids.length)
    expect((await pageOf({ listId, first: 23 })).pageInfo.hasNextPage).toBe(false)
  })

  it('no longer finds a person whose data were erased', async () => {
    const { listId, ids, phoneOf } = await listOf('Gone', 'Stays')
    await floor.get(
      'mutation ($id: ID!) { eraseContact(contactId: $id, reason: "asked for it") { id } }',
      { id: ids[0] },
      { role: 'ADMIN' },
    )
    expect(await namesOf({ listId })).toEqual(['Stays'])
    for (const search of ['Gone', 'key-1', phoneOf(1)]) expect(await namesOf({ listId, search })).toEqual([])
  })

  it('finds nobody of another organization, and its list is not there', async () => {
    const { listId, phoneOf } = await listOf('Ours')
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    for (const search of ['Ours', 'key-1', phoneOf(1), '']) {
      const { contacts } = await floor.get<{ contacts: Page }>(document, { search }, { organizationId })
      expect(contacts.edges).toEqual([])
    }
    expect(codeOf(await floor.ask(document, { listId }, { organizationId }))).toBe('NOT_FOUND')
    expect(codeOf(await floor.ask(document, { listId, search: 's'.repeat(201) }))).toBe('BAD_USER_INPUT')
  })

  it('costs a few rows of the index wherever the page lies, in a list of twenty thousand', async () => {
    const { listId } = await listOf('First')
    await rows(
      floor,
      `INSERT INTO contact (organization_id, list_id, external_id, first_name, last_name, phone)
       SELECT $1, $2, 'x' || g, 'F', 'Name' || to_char(g, 'FM00000'), '+1303' || to_char(g, 'FM0000000')
       FROM generate_series(1, 20000) AS g`,
      [floor.organizationId, listId],
    )
    await rows(floor, 'ANALYZE contact')
    const readBy = async (namePrefix: string, nameKey: string | null): Promise<number> => {
      const search = { namePrefix, externalId: 'nobody', phone: '+13030000001' }
      const after = nameKey === null ? null : { nameKey, id: '1' }
      const { result, byIndex, scanned } = await tuplesRead(floor.database, 'contact', (transaction) =>
        contactsAfter(transaction, floor.organizationId, listId, search, after, 51),
      )
      expect(result.length).toBeGreaterThanOrEqual(50)
      expect(scanned).toBe(0)
      return byIndex
    }
    expect(await readBy('', null)).toBeLessThan(120)
    expect(await readBy('name1', null)).toBeLessThan(120)
    expect(await readBy('name', 'name19900')).toBeLessThan(120)
    expect(await readBy('name199', 'name10000')).toBeLessThan(120)
  })
})
