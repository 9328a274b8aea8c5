import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { schemaSql } from '../../src/database/migrations.js'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { readCatalog } from './catalog.js'

// The engine cannot read a live database over adapter-pg, so its own comparison does not work here: instead one
// database is migrated, another is built from what schema.prisma prints, and the two catalogs are compared.
describe('schema.prisma and the migrations', () => {
  let migrated: TestDatabase
  let printed: TestDatabase

  beforeAll(async () => {
    migrated = await createTestDatabase()
    printed = await createEmptyDatabase()
    await execute(printed, await schemaSql(printed.connectionString))
  })
  afterAll(async () => {
    await migrated.close()
    await printed.close()
  })

  it('make the same tables, columns, defaults and keys', async () => {
    const facts = await readCatalog(migrated.connectionString)
    expect(facts.filter((fact) => fact.startsWith('table '))).not.toHaveLength(0)
    expect(facts).toEqual(await readCatalog(printed.connectionString))
  })

  it.each([
    ['a column more', 'ALTER TABLE campaign ADD colour text', 'column campaign.colour text NULL'],
    [
      'another type',
      'ALTER TABLE campaign ALTER name TYPE varchar(200)',
      'column campaign.name character varying(200) NOT NULL',
    ],
    ['another nullability', 'ALTER TABLE campaign ALTER name DROP NOT NULL', 'column campaign.name text NULL'],
    [
      'another default',
      "ALTER TABLE campaign ALTER name SET DEFAULT 'x'",
      "column campaign.name text NOT NULL DEFAULT 'x'::text",
    ],
    [
      'a unique key more',
      'CREATE UNIQUE INDEX one_name ON campaign (name)',
      'CREATE UNIQUE INDEX one_name ON public.campaign USING btree (name)',
    ],
    [
      'a foreign key more',
      'ALTER TABLE campaign ADD CONSTRAINT odd FOREIGN KEY (id) REFERENCES organization ON DELETE CASCADE',
      'constraint campaign.odd FOREIGN KEY (id) REFERENCES organization(id) ON DELETE CASCADE',
    ],
  ])('would not pass with %s', async (_, change, fact) => {
    const changed = await createTestDatabase()
    try {
      await execute(changed, change)
      const facts = await readCatalog(changed.connectionString)
      expect(facts).toContain(fact)
      expect(await readCatalog(printed.connectionString)).not.toContain(fact)
    } finally {
      await changed.close()
    }
  })
})

async function execute(database: TestDatabase, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
