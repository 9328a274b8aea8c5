import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

import { withSchemaEngine } from './schemaEngine.js'

/** A migration was refused by the database. It is undone as a whole and tried again at the next start. */
export class MigrationFailedError extends Error {
  /** The migration's directory name. */
  readonly migration: string

  constructor(migration: string, script: string, reason: pg.DatabaseError) {
    const position = Number(reason.position)
    const line = position > 0 ? ` at line ${script.slice(0, position).split('\n').length}` : ''
    super(`migration ${migration} failed${line}: ${reason.message} (SQLSTATE ${reason.code ?? 'unknown'})`, {
      cause: reason,
    })
    this.name = 'MigrationFailedError'
    this.migration = migration
  }
}

/** The files below prisma/ of this package, seen from src/database as well as from dist/database. */
const PRISMA_DIR = fileURLToPath(new URL('../../prisma/', import.meta.url))

/** Where the migrations are: one directory each, applied in the order of their names. */
const MIGRATIONS_DIR = join(PRISMA_DIR, 'migrations')

/**
 * Instances that start together migrate one after the other, so that all but the first find nothing to do. It is the
 * key of `prisma migrate deploy`, which is kept out as well; the engine takes it again on the same connection.
 */
const MIGRATION_LOCK = 72707369

/**
 * Run at the end of every migration's script, in the transaction that PostgreSQL makes of a script: the migration is
 * recorded if and only if it is applied, wherever the process is killed. The engine records it afterwards, too late.
 */
const RECORD_APPLIED =
  '\n;UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL'

/**
 * For the same reason a migration that is not recorded was undone: by an error, or because its process was killed.
 * The engine refuses to go on until it is told so. Safe only under the lock.
 */
const FORGET_UNDONE =
  '/* forgetUndone */ UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL'

const NO_FILTERS = { externalTables: [], externalEnums: [] }

/**
 * Brings a database up to the migrations of this version, with Prisma's own engine; waits while another instance does.
 *
 * @param connectionString the server itself: behind a transaction pooler the lock would not hold
 * @returns the names of the migrations that were applied now, in order; empty when there was nothing to do
 * @throws MigrationFailedError with the database's own message
 */
export async function migrateDatabase(
  connectionString: string,
  migrationsDir = MIGRATIONS_DIR,
): Promise<{ applied: string[] }> {
  const migrationsList = await readMigrations(migrationsDir)
  let failure: MigrationFailedError | undefined

  return withOneConnection(connectionString, async (pool, isUnbroken) => {
    // On the connection that runs the scripts: a server still at work for a killed process holds the lock until done.
    await pool.query(`/* migrationLock */ SELECT pg_advisory_lock(${MIGRATION_LOCK})`)
    if (await hasMigrationsTable(pool)) await pool.query(FORGET_UNDONE)

    const runScript = async (script: string): Promise<void> => {
      const migration = migrationsList.migrationDirectories.find((one) => one.migrationFile.content.value === script)
      if (!isUnbroken()) throw new Error('the connection was lost, and the migration lock with it')
      try {
        // A text without parameters: PostgreSQL runs the whole script, as one transaction.
        await pool.query(migration === undefined ? script : script + RECORD_APPLIED)
      } catch (error) {
        if (migration !== undefined && error instanceof pg.DatabaseError) {
          failure = new MigrationFailedError(migration.path, script, error)
        }
        throw error
      }
    }
    try {
      const { appliedMigrationNames } = await withSchemaEngine({ pool, runScript }, (engine) =>
        engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
      )
      return { applied: appliedMigrationNames }
    } catch (error) {
      throw failure ?? error
    }
  })
}

/**
 * The migrations of this version that the database lacks, in order; empty when it is up to date. Changes nothing and
 * does not wait for one that is being applied: that one is pending.
 */
export async function pendingMigrations(connectionString: string, migrationsDir = MIGRATIONS_DIR): Promise<string[]> {
  const names = await migrationNames(migrationsDir)
  return withOneConnection(connectionString, async (pool) => {
    if (!(await hasMigrationsTable(pool))) return names
    const { rows } = await pool.query<{ migration_name: unknown }>(
      '/* pendingMigrations */ SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const applied = new Set(rows.map((row) => row.migration_name))
    return names.filter((name) => !applied.has(name))
  })
}

/**
 * The SQL that makes everything schema.prisma says in an empty database: to compare with what the migrations make.
 *
 * @param connectionString any reachable database, as the engine insists on one; it is not changed
 */
export async function schemaSql(
  connectionString: string,
  schemaFile = join(PRISMA_DIR, 'schema.prisma'),
): Promise<string> {
  const content = await readFile(schemaFile, 'utf8')
  return withOneConnection(connectionString, async (pool) => {
    const runScript = (): Promise<void> => Promise.reject(new Error('printing a schema runs no script'))
    const { stdout } = await withSchemaEngine({ pool, runScript }, (engine) =>
      engine.diff({
        from: { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
        script: true,
        exitCode: null,
        filters: NO_FILTERS,
      }),
    )
    return stdout ?? ''
  })
}

async function migrationNames(migrationsDir: string): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

async function readMigrations(migrationsDir: string): Promise<MigrationList> {
  const names = await migrationNames(migrationsDir)
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  }
}

async function hasMigrationsTable(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ found: unknown }>(
    "/* hasMigrationsTable */ SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
  )
  return rows[0]?.found === true
}

/** `isUnbroken` tells whether the connection is still the first one, with everything that its session holds. */
async function withOneConnection<T>(
  connectionString: string,
  work: (pool: pg.Pool, isUnbroken: () => boolean) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 0, application_name: 'dialqueue migrate' })
  let connectionCount = 0
  pool.on('connect', () => (connectionCount += 1))
  // The statement at hand, or the next one, fails and tells; without a listener the process would end.
  pool.on('error', () => undefined)
  try {
    return await work(pool, () => connectionCount === 1)
  } finally {
    await pool.end()
  }
}
