import pg from 'pg'
import type { Clock } from '../database/clock.js'
import { statement, type Statement } from '../database/database.js'
import { text, type Row } from '../database/row.js'

/** What a run came to: a sentence, or the kind of its failure. */
export type RunEnd = { readonly result: string } | { readonly error: string }

/** A statement that takes longer means a connection that hangs; none of these reads more than a few rows. */
const LONGEST_STATEMENT_MILLISECONDS = 5_000

// The row of a job is made once. A job that now comes more often than its last run believed is not kept waiting for it.
const registerJobs = statement(
  'registerJobs',
  `INSERT INTO background_job (name, next_run_at)
   SELECT name, coalesce($3::timestamptz, now()) FROM unnest($1::text[], $2::integer[]) AS job (name, every_seconds)
   ON CONFLICT (name) DO UPDATE SET next_run_at = least(background_job.next_run_at,
     coalesce($3::timestamptz, now()) + make_interval(secs => (
       SELECT every_seconds FROM unnest($1::text[], $2::integer[]) AS job (name, every_seconds)
       WHERE job.name = excluded.name)))`,
)

const readDue = statement(
  'dueJobs',
  `SELECT name FROM background_job WHERE name = ANY ($1::text[]) AND next_run_at <= coalesce($2::timestamptz, now())
   ORDER BY next_run_at, name`,
)

const lockJob = statement(
  'lockJob',
  `SELECT pg_try_advisory_lock(hashtextextended('dialqueue.job.' || $1::text, 0)) AS is_locked`,
)
const unlockJob = statement('unlockJob', `SELECT pg_advisory_unlock(hashtextextended('dialqueue.job.' || $1::text, 0))`)

// Asked again under the lock: another instance may have run the job since it was found due. next_run_at stays where it
// is, in the past, until the run has ended: if this instance dies, the job is due for every other one at once.
const startRun = statement(
  'startJobRun',
  `UPDATE background_job SET last_started_at = coalesce($3::timestamptz, now())
   WHERE name = $1 AND ($2::boolean OR next_run_at <= coalesce($3::timestamptz, now()))
   RETURNING name`,
)

const endRun = statement(
  'endJobRun',
  `UPDATE background_job AS job SET last_finished_at = moment.at, last_duration_ms = $2::integer,
     last_result = left($3::text, 500), last_error = left($4::text, 500),
     next_run_at = greatest(job.last_started_at + make_interval(secs => $5::integer), moment.at),
     run_count = job.run_count + 1, failure_count = job.failure_count + CASE WHEN $4::text IS NULL THEN 0 ELSE 1 END
   FROM (SELECT coalesce($6::timestamptz, now()) AS at) AS moment
   WHERE job.name = $1`,
)

/**
 * The jobs' rows and locks, on one dedicated connection (never through a transaction pooler, and none of the pool's): the
 * locks are advisory locks of its session, so all of them fall with it, and a long run keeps no connection of the pool
 * for a lock. A connection that breaks is made again by the next call.
 */
export class JobLedger {
  private client: Promise<pg.Client> | null = null
  /** By job: the connection whose session holds its lock. */
  private readonly held = new Map<string, Promise<pg.Client>>()
  private isClosed = false
  /** What the connection is busy with: pg wants one statement to end before the next begins. */
  private last: Promise<unknown> = Promise.resolve()

  /** @param onLost told when the connection broke: every lock is gone */
  constructor(
    private readonly connectionString: string,
    private readonly clock: Clock,
    private readonly onLost: (error: unknown) => void,
  ) {}

  /** Makes the rows of jobs that have none; a new job is due at once. */
  async register(jobs: readonly { readonly name: string; readonly everySeconds: number }[]): Promise<void> {
    const names = jobs.map(({ name }) => name)
    await this.query(registerJobs, [names, jobs.map(({ everySeconds }) => everySeconds), this.clock()])
  }

  /** Those of these jobs whose time has come by the database's clock, longest due first. */
  async due(names: readonly string[]): Promise<string[]> {
    return (await this.query(readDue, [names, this.clock()])).map((row) => text(row, 'name'))
  }

  /**
   * Takes the job's lock and records the start. False: another instance runs it, or has run it since it was found due;
   * then nothing is held. `isEarly` runs it whatever its time. Not for a job that this ledger holds already.
   */
  async begin(name: string, isEarly: boolean): Promise<boolean> {
    const [lock] = await this.query(lockJob, [name])
    if (lock?.['is_locked'] !== true) return false
    const session = this.client
    const started = await this.query(startRun, [name, isEarly, this.clock()])
    if (started.length > 0 && session !== null && this.client === session) {
      this.held.set(name, session)
      return true
    }
    await this.query(unlockJob, [name])
    return false
  }

  /**
   * Records how the run ended and when the next is due, then lets the lock go. False, and nothing is recorded, when the
   * lock was lost meanwhile: the row is that of whoever runs the job now.
   */
  async finish(name: string, end: RunEnd, durationMs: number, everySeconds: number): Promise<boolean> {
    const session = this.held.get(name)
    this.held.delete(name)
    if (session === undefined || session !== this.client) return false
    const result = 'result' in end ? end.result : null
    const error = 'error' in end ? end.error : null
    await this.query(endRun, [name, Math.round(durationMs), result, error, everySeconds, this.clock()])
    await this.query(unlockJob, [name])
    return true
  }

  /** Disconnects, and so lets go whatever is held. Idempotent. */
  async close(): Promise<void> {
    this.isClosed = true
    await this.last.catch(() => undefined)
    const client = await this.client?.catch(() => null)
    this.client = null
    await client?.end().catch(() => undefined)
  }

  private async query(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const turn = this.last.catch(() => undefined).then(() => this.send(statement, values))
    this.last = turn
    return turn
  }

  private async send(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    if (this.isClosed) throw new Error('the ledger of jobs is closed')
    const connecting = (this.client ??= this.connect())
    try {
      const client = await connecting
      return (await client.query<Row>({ ...statement, values: [...values] })).rows
    } catch (error) {
      // Whatever it was: a session in doubt may or may not hold its locks, so it is ended.
      this.lose(connecting, error)
      throw error
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: 'dialqueue jobs',
      connectionTimeoutMillis: LONGEST_STATEMENT_MILLISECONDS,
      query_timeout: LONGEST_STATEMENT_MILLISECONDS,
      keepAlive: true,
    })
    client.on('error', (error) => {
      if (this.client !== null) this.lose(this.client, error)
    })
    try {
      await client.connect()
      // A machine that vanishes without a word: the server notices within about 20 s, not after two hours.
      await client.query(`SELECT set_config('tcp_keepalives_idle', '10', false),
        set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '2', false)`)
      return client
    } catch (error) {
      void client.end().catch(() => undefined)
      throw error
    }
  }

  private lose(connecting: Promise<pg.Client>, error: unknown): void {
    if (this.client !== connecting) return
    this.client = null
    void connecting.then((client) => client.end()).catch(() => undefined)
    if (!this.isClosed) this.onLost(error)
  }
}
