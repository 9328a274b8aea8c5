import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { migrateDatabase, MigrationFailedError, pendingMigrations } from '../../src/database/migrations.js'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/testDatabase.js'

const TABLE = 'CREATE TABLE thing (id bigint PRIMARY KEY);'
const FUNCTION = 'CREATE FUNCTION nothing() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN; END $$;'

let database: TestDatabase
let directory: string
let client: pg.Client

beforeEach(async () => {
  database = await createEmptyDatabase()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-migrations-'))
  client = new pg.Client({ connectionString: database.connectionString })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.close()
  await rm(directory, { recursive: true, force: true })
})

describe('migrating a database', () => {
  it('applies what is pending, in order, and then nothing', async () => {
    await addMigration('2_function', FUNCTION)
    await addMigration('1_table', TABLE)

    expect(await pending()).toEqual(['1_table', '2_function'])
    expect(await migrate()).toEqual({ applied: ['1_table', '2_function'] })
    expect(await pending()).toEqual([])
    expect(await migrate()).toEqual({ applied: [] })

    await addMigration('3_more', 'ALTER TABLE thing ADD name text -- the last line is a comment')
    expect(await pending()).toEqual(['3_more'])
    expect(await migrate()).toEqual({ applied: ['3_more'] })
  })

  it('keeps functions whole, which hold semicolons', async () => {
    await addMigration('1_function', FUNCTION)
    await migrate()
    expect((await client.query("SELECT prosrc FROM pg_proc WHERE proname = 'nothing'")).rows).toEqual([
      { prosrc: ' BEGIN PERFORM 1; RETURN; END ' },
    ])
  })

  it('happens once when instances start together', async () => {
    await addMigration('1_table', TABLE)
    const runs = await Promise.all([migrate(), migrate(), migrate()])
    expect(runs.flatMap((run) => run.applied)).toEqual(['1_table'])
    expect(await recorded()).toEqual([{ migration_name: '1_table', is_finished: true, is_rolled_back: false }])
  })

  it("shows the database's own message, and where, when a migration is broken", async () => {
    await addMigration('1_table', TABLE)
    await addMigration('2_broken', 'CREATE TABLE other (id bigint);\n\nALTER TABLE thing ADD size no_such_type;')
    const failure = await migrate().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrationFailedError)
    expect(failure).toMatchObject({
      migration: '2_broken',
      message: 'migration 2_broken failed at line 3: type "no_such_type" does not exist (SQLSTATE 42704)',
    })
  })

  it('undoes a broken migration as a whole and tries it again when it was mended', async () => {
    await addMigration('1_broken', `${TABLE}\nSELECT 1 / 0;`)
    await expect(migrate()).rejects.toThrow('division by zero (SQLSTATE 22012)')
    expect((await client.query("SELECT to_regclass('thing') AS thing")).rows).toEqual([{ thing: null }])
    expect(await pending()).toEqual(['1_broken'])

    await addMigration('1_broken', TABLE)
    expect(await migrate()).toEqual({ applied: ['1_broken'] })
    expect(await pending()).toEqual([])
  })

  it('is done again after a process was killed in the middle of a migration', async () => {
    await addMigration('1_table', TABLE)
    await migrate()
    await addMigration('2_function', FUNCTION)
    // What a kill leaves behind: the engine noted the beginning, and the script was undone with its connection.
    await client.query(`
      INSERT INTO _prisma_migrations (id, checksum, started_at, migration_name) VALUES ('killed', '', now(), '2_function')`)

    expect(await pending()).toEqual(['2_function'])
    expect(await migrate()).toEqual({ applied: ['2_function'] })
    expect(await pending()).toEqual([])
  })

  it('is not done again when the process was killed right after a migration was committed', async () => {
    await addMigration('1_table', TABLE)
    // Stops the engine's own note, which comes after the script: as if it had been killed there.
    await addMigration(
      '2_function',
      `${FUNCTION}
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$;
      CREATE TRIGGER refuse BEFORE UPDATE OF applied_steps_count ON _prisma_migrations EXECUTE FUNCTION refuse();`,
    )
    await expect(migrate()).rejects.toThrow()
    await client.query('DROP TRIGGER refuse ON _prisma_migrations')

    expect(await pending()).toEqual([])
    expect(await migrate()).toEqual({ applied: [] })
  })

  it('waits for the one that holds the lock', async () => {
    await addMigration('1_table', TABLE)
    await client.query('SELECT pg_advisory_lock(72707369)')
    const waiting = migrate()
    await expect
      .poll(
        async () => (await client.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount,
      )
      .toBe(1)
    expect(await pending()).toEqual(['1_table'])
    await client.query('SELECT pg_advisory_unlock_all()')
    expect(await waiting).toEqual({ applied: ['1_table'] })
  })

  it('says so when the server is not there', async () => {
    await expect(migrateDatabase('postgresql://127.0.0.1:1/nowhere', directory)).rejects.toThrow('ECONNREFUSED')
  })
})

describe("this version's migrations", () => {
  it('are all in the template that tests clone', async () => {
    const clone = await createTestDatabase()
    try {
      expect(await pendingMigrations(clone.connectionString)).toEqual([])
    } finally {
      await clone.close()
    }
  })
})

function migrate(): Promise<{ applied: string[] }> {
  return migrateDatabase(database.connectionString, directory)
}

function pending(): Promise<string[]> {
  return pendingMigrations(database.connectionString, directory)
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true })
  await writeFile(join(directory, name, 'migration.sql'), sql)
}

async function recorded(): Promise<unknown[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT migration_name, finished_at IS NOT NULL AS is_finished, rolled_back_at IS NOT NULL AS is_rolled_back
     FROM _prisma_migrations ORDER BY started_at`,
  )
  return rows
}
