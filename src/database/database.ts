import { setTimeout as delay } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { actorText } from './actor.js'
import { PrismaClient } from './generated/prisma/client.js'
import type { Row } from './row.js'

/** A raw statement with a name: prepared once per connection, and the label is what pg_stat_activity shows. */
export interface Statement {
  /** Unique, bounded in number: each name is one prepared statement on each connection. */
  readonly name: string
  /** Parameterised SQL. */
  readonly text: string
}

/** Makes a statement whose text starts with its own name as a comment, as pg_stat_activity shows it. */
export function statement(name: string, text: string): Statement {
  return { name, text: `/* ${name} */ ${text}` }
}

/**
 * The text that opens a transaction, as a simple query: it also says who acts (`runAs`), in the same round trip. The
 * audit triggers read it; it ends with the transaction.
 */
export function beginText(): string {
  const actor = actorText()
  // SET, unlike SELECT set_config, takes no snapshot: the transaction may still choose its isolation level.
  return actor === '' ? 'BEGIN' : `BEGIN; SET LOCAL dialqueue.actor = ${pg.escapeLiteral(actor)}`
}

/** Something that runs raw statements: the pool (each statement its own transaction), or one open transaction. */
export interface Queryable {
  /** Runs one statement and gives its rows; an empty array when it gave none. */
  query(statement: Statement, values: readonly unknown[]): Promise<Row[]>
}

/**
 * How the connections of the pool plan. The named statements of the hot path find a few rows through an index, whatever
 * their values, so each is planned once per connection (planning the claim costs three times its execution: 2.8 ms
 * against 0.8 ms), and only by nested loops over indexes: planned while a table was still small, a sequential scan would
 * be kept while the table grows, and each claim would read it whole. Before PostgreSQL 18 a plan without an alternative
 * to what is switched off looks so expensive that it would be compiled first, which takes seconds: hence no jit.
 */
const planForFewRows = `SELECT set_config('plan_cache_mode', 'force_generic_plan', false),
  set_config('enable_seqscan', 'off', false), set_config('enable_hashjoin', 'off', false),
  set_config('enable_mergejoin', 'off', false), set_config('jit', 'off', false)`

const planFreely = `set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'on', true),
  set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true)`

/** Within a transaction: plan its further statements freely, for the very values they are given. */
export const planForValues = statement('planForValues', `SELECT ${planFreely}`)

/**
 * Within a transaction, for statements over whole lists: plan for the very values, and join by hashing. Just after an
 * import or a generate the tables have no statistics yet; a planner that believes them empty nests loops over them
 * (measured: two minutes instead of one second at 41,188 contacts).
 */
export const planForWholeLists = statement(
  'planForWholeLists',
  `SELECT ${planFreely}, set_config('enable_nestloop', 'off', true)`,
)

/**
 * The connections work as the server's own role, which can neither change nor remove a line of the audit log; the login
 * that migrated the database owns the tables and could. Nothing happens where the role is missing, was not granted, or
 * the database is not migrated that far (`dialqueue doctor` tells).
 */
const becomeApplication = `SELECT set_config('role', rolname, false) FROM pg_roles
  WHERE rolname = 'dialqueue_app' AND pg_has_role(session_user, oid, 'MEMBER')
    AND has_table_privilege(oid, to_regclass('audit_log'), 'INSERT')`

/** PostgreSQL gave up one of two transactions that waited for each other, or asks for a retry: nothing was changed. */
const RETRYABLE = new Set(['40001', '40P01'])
const RETRY_COUNT = 5

/** A server that has vanished never answers a goodbye. */
const LONGEST_GOODBYE_MILLISECONDS = 1_000

/** The one pool of a process, shared by Prisma (simple reads and writes) and by the raw statements of the stores. */
export class Database implements Queryable {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** One for each connection that is not gone; resolves when it is. */
  private readonly open = new Set<Promise<void>>()
  private closing: Promise<void> | null = null

  /**
   * @param connectionString a `postgresql://` address
   * @param poolSize connections at most
   * @param onIdleError told of connections that broke while idle (the server went away); the pool replaces them
   * @param rights those of the server's role `dialqueue_app`, or all that the login has (for tests that damage tables)
   */
  constructor(
    connectionString: string,
    poolSize: number,
    onIdleError: (error: Error) => void,
    rights: 'application' | 'login' = 'application',
  ) {
    const setUp = rights === 'application' ? `${planForFewRows}; ${becomeApplication}` : planForFewRows
    this.pool = new pg.Pool({
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      application_name: 'dialqueue',
      // eslint-disable-next-line @typescript-eslint/no-misused-promises -- pg-pool awaits it; its types do not say so yet
      onConnect: (client) => client.query(setUp),
    })
    // Without a listener a broken idle connection ends the process.
    this.pool.on('error', onIdleError)
    // Nor may one that breaks between two statements of a transaction: the next statement says so to who waits for it.
    this.pool.on('connect', (client) => {
      client.on('error', () => undefined)
      const gone = new Promise<void>((resolve) => client.once('end', resolve)).then(() => {
        this.open.delete(gone)
      })
      this.open.add(gone)
    })
    // Prisma's texts are bounded by our code, but not by us: hash-named caching would grow without a limit, so only the
    // raw statements are named.
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) })
  }

  /**
   * Runs one statement as its own transaction; a deadlock or serialization failure is retried, as nothing was changed.
   * For reads: a statement that writes goes through `write`, or says itself who acts, or the audit log does not know who
   * it was.
   */
  async query(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return retried(async () => (await this.pool.query<Row>({ ...statement, values: [...values] })).rows)
  }

  /** As `query`, for a statement that writes: a transaction of one statement, which says who acts. */
  async write(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.transaction((transaction) => transaction.query(statement, values))
  }

  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. `work` may run again. */
  async transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T> {
    return retried(() => this.once(work))
  }

  /** A connection of its own, for COPY and temporary tables; released whatever happens, and dropped when `work` failed. */
  async withConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    let broken = true
    try {
      const result = await work(client)
      broken = false
      return result
    } finally {
      client.release(broken)
    }
  }

  /** Ends all connections and waits until they are gone, at most a second for their goodbye. Idempotent. */
  async close(): Promise<void> {
    this.closing ??= this.end()
    await this.closing
  }

  private async end(): Promise<void> {
    await this.prisma.$disconnect()
    if (!this.pool.ended) await this.pool.end()
    // The pool has said goodbye on each, but does not wait: a server that is stopped next would break what is still open.
    await Promise.race([Promise.all(this.open), delay(LONGEST_GOODBYE_MILLISECONDS, undefined, { ref: false })])
  }

  private async once<T>(work: (transaction: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    let isUsable = false
    try {
      await client.query(beginText())
      const result = await work({
        query: async (statement, values) => (await client.query<Row>({ ...statement, values: [...values] })).rows,
      })
      await client.query('COMMIT')
      isUsable = true
      return result
    } catch (error) {
      // A refusal of ours leaves the connection as good as it was; one that cannot even roll back is dropped.
      isUsable = await client.query('ROLLBACK').then(
        () => true,
        () => false,
      )
      throw error
    } finally {
      client.release(!isUsable)
    }
  }
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= RETRY_COUNT || !RETRYABLE.has(sqlState(error) ?? '')) throw error
    }
  }
}

/** The SQLSTATE of a database error, or null when the error is none. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}

/** The name of the constraint that a database error names, or null. */
export function violatedConstraint(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.constraint ?? null) : null
}
