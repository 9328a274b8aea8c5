import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileFilter } from '../../src/contactFilter/compileFilter.js'
import {
  filterFields,
  readFilter,
  type ContactFilter,
  type FilterValue,
} from '../../src/contactFilter/contactFilter.js'
import { filterBlocks } from '../../src/contactFilter/contactFilter.store.js'
import { contactStatuses } from '../../src/contact/contact.js'
import { matchesFilter, type FilteredContact } from '../support/filterOracle.js'
import { Database } from '../../src/database/database.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { createTestDatabase } from '../support/testDatabase.js'

const CONTACTS = 60

// Few keys and few values, so that filters and contacts meet; some are there to be quoted, some to be misread.
const keys = ['age', 'plan', 'a.b', 'say "hi"', "it's \\ $v0", 'größe', 'since']
const texts = [
  '41',
  '41.0',
  '042',
  '7',
  '-1.5',
  '1e3',
  ' 9 ',
  'gold',
  'Gold',
  'true',
  '2026-05-01',
  '2026-05-01T10:00:00Z',
  "'; DROP TABLE contact; --",
  '😀',
  '"',
  '$v1',
]
const numbers = [0, 7, 41, -1.5, 1000, 9]

const scalar = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...numbers), fc.boolean())
const field = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...keys.map((key) => `attributes.${key}`)) },
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(filterFields)) },
)
const words: Readonly<Record<string, readonly FilterValue[]>> = {
  status: contactStatuses,
  priority: [0, 1, 7, '7', 41],
  attemptCount: [0, 1, 7, '1'],
}
const valueFor = (name: string): fc.Arbitrary<FilterValue> => {
  const known = words[name]
  return known === undefined ? scalar : fc.constantFrom(...known)
}
const date = fc.constantFrom('2025-01-01', '2026-05-01', '2026-05-02', '2026-05-01T10:00:00Z', '2027-01-01')
const bounds = <T extends number | string>(bound: fc.Arbitrary<T>): fc.Arbitrary<{ from?: T; to?: T }> =>
  fc
    .tuple(fc.option(bound), fc.option(bound))
    .filter(([from, to]) => (from !== null || to !== null) && (from === null || to === null || from < to))
    .map(([from, to]) => ({ ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }))
const ranges = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('priority', 'attemptCount', ...keys.map((key) => `attributes.${key}`)),
      bounds(fc.constantFrom(-2, 0, 7, 8.5, 41, 42, 1001)),
    )
    .map(([name, range]) => ({ range: { field: name, ...range } })),
  fc
    .tuple(fc.constantFrom(...keys), bounds(date))
    .map(([key, range]) => ({ range: { field: `attributes.${key}`, ...range } })),
)
const filter = fc.letrec<{ node: ContactFilter }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    field.chain((name) => valueFor(name).map((value) => ({ equals: { field: name, value } }))),
    field.map((name) => ({ exists: { field: name } })),
    field.chain((name) =>
      fc.array(valueFor(name), { minLength: 1, maxLength: 4 }).map((values) => ({ in: { field: name, values } })),
    ),
    ranges,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
    tie('node').map((not) => ({ not })),
  ),
})).node

const contact = fc.record({
  firstName: fc.constantFrom('Ada', '', 'gold', '😀'),
  lastName: fc.constantFrom('Adler', '', '41'),
  email: fc.constantFrom(null, 'ada@adler.example'),
  timeZone: fc.constantFrom(null, 'America/New_York', 'America/Chicago,America/New_York'),
  region: fc.constantFrom('', 'US', 'US-CA', 'GB'),
  status: fc.constantFrom(...contactStatuses),
  priority: fc.constantFrom(0, 1, 7, 41, -3),
  attemptCount: fc.constantFrom(0, 1, 7),
  externalId: fc.option(fc.constantFrom('41', 'gold', 'crm-1')),
  attributes: fc.dictionary(
    fc.constantFrom(...keys),
    fc.oneof(
      { weight: 8, arbitrary: scalar },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          null,
          '',
          [],
          ['gold'],
          {},
          { age: 41 },
          'abc',
          '0041',
          '+5',
          '.5',
          '5.',
          '1e999',
          'NaN',
          '12345678901234567890',
        ),
      },
    ),
  ),
})

let test: Awaited<ReturnType<typeof createTestDatabase>>
let database: Database
let listId: string

beforeAll(async () => {
  test = await createTestDatabase()
  database = new Database(test.connectionString, 2, () => undefined)
  const { id } = await createOrganization(database, { name: 'Test', timeZone: 'America/New_York' })
  const lists = await database.pool.query<{ id: string }>(
    `INSERT INTO contact_list (organization_id, name) VALUES ($1, 'list') RETURNING id`,
    [id],
  )
  listId = lists.rows[0]?.id ?? ''
  await database.pool.query(
    `INSERT INTO contact (organization_id, list_id, first_name, last_name, phone)
     SELECT $1, $2, '', '', '+1' || (4155550000 + g)::text FROM generate_series(1, $3::int) AS g`,
    [id, listId, CONTACTS],
  )
})
afterAll(async () => {
  await database.close()
  await test.close()
})

describe('a campaign filter', () => {
  it('means to PostgreSQL, for every contact, what its documentation says', async () => {
    let matched = 0
    let judged = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(contact, { minLength: CONTACTS, maxLength: CONTACTS }),
        fc.array(filter, { minLength: 20, maxLength: 20 }),
        async (contacts, filters) => {
          const rows = await rewriteContacts(contacts)
          for (const one of filters) {
            const ids = await matchingIds(readFilter('filter', one))
            const expected = rows.filter((row) => matchesFilter(one, row)).map(({ id }) => id)
            // The compiled filter stands beside its answer, to be seen when they differ.
            expect({ ids, ...compileFilter(one) }).toEqual({ ids: expected, ...compileFilter(one) })
            matched += ids.length
            judged += rows.length
          }
        },
      ),
      { numRuns: 30 },
    )
    // The property would be empty if filters matched nobody, or everybody.
    expect(matched / judged).toBeGreaterThan(0.1)
    expect(matched / judged).toBeLessThan(0.9)
  }, 120_000)
})

async function rewriteContacts(
  contacts: readonly Omit<FilteredContact, 'phone' | 'list'>[],
): Promise<(FilteredContact & { id: string })[]> {
  const { rows } = await database.pool.query<{ id: string; phone: string }>(
    `UPDATE contact SET first_name = c."firstName", last_name = c."lastName", email = c.email, time_zone = c."timeZone",
       region = c.region, status = c.status, priority = c.priority, attempt_count = c."attemptCount",
       external_id = c."externalId" || '-' || c.n, attributes = c.attributes
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM contact WHERE list_id = $1) AS place
     JOIN (SELECT * FROM ROWS FROM (jsonb_to_recordset($2) AS ("firstName" text, "lastName" text, email text, "timeZone" text,
       region text, status text, priority int, "attemptCount" int, "externalId" text, attributes jsonb)) WITH ORDINALITY AS r
       ("firstName", "lastName", email, "timeZone", region, status, priority, "attemptCount", "externalId", attributes, n)) AS c USING (n)
     WHERE contact.id = place.id RETURNING contact.id, phone, n`,
    [listId, JSON.stringify(contacts)],
  )
  const sorted = rows.sort((one, other) => Number(one.id) - Number(other.id))
  return contacts.map((one, index) => {
    const row = sorted[index]
    const externalId = one.externalId === null ? null : `${one.externalId}-${index + 1}`
    return { ...one, externalId, list: listId, phone: row?.phone ?? '', id: row?.id ?? '' }
  })
}

async function matchingIds(one: ContactFilter): Promise<string[]> {
  const { path, values } = compileFilter(one)
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT contact.id FROM contact CROSS JOIN (SELECT $2::jsonpath AS filter_path, $3::jsonb AS filter_values) AS campaign
     WHERE contact.list_id = $1 AND NOT ${filterBlocks} ORDER BY contact.id`,
    [listId, path, JSON.stringify(values)],
  )
  return rows.map(({ id }) => id)
}
