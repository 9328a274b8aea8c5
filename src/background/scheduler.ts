import { Cron } from 'croner'
import { jobActor, runAs } from '../database/actor.js'
import type { Metrics } from '../metrics.js'
import type { BackgroundJob, JobWork } from './job.js'
import { JobLedger, type RunEnd } from './jobLedger.store.js'
import { faultName } from './faultName.js'

/*
 * Why neither graphile-worker nor pg-boss, but croner for the time and PostgreSQL's advisory locks for the "once":
 *
 * - graphile-worker 0.17: after a kill -9 "the jobs that that worker was executing remain locked for at least 4 hours"
 *   (worker.graphile.org/docs/error-handling; the JavaScript API has no setting for it, graphile/worker#198, #209, #222),
 *   and its crontab starts at the minute (worker.graphile.org/docs/cron: five fields).
 * - pg-boss 10: a killed worker's job stays active until it expires, 15 minutes unless set, found by a maintenance that
 *   looks once a minute or less often (timgit/pg-boss#130, #436: no heartbeat); its schedules have the precision of a
 *   minute (timgit/pg-boss#427, open).
 * - An agent who went silent, a queue that runs dry, an audit chain two seconds behind: this work is due every few
 *   seconds, is a dozen fixed jobs without payload, and must go on within a second when its instance is killed. An
 *   advisory lock is let go by the server the moment its session ends, however it ends, and nothing has to be cleaned up.
 */

/** Of one instance: the jobs share the pool with the agents' own work. Each job uses one connection at a time. */
const MOST_RUNS_AT_ONCE = 2
/** Pokes are collected this long, so that a burst of claims makes one run. */
const POKE_MILLISECONDS = 100

interface SchedulerOptions {
  readonly connectionString: string
  readonly jobs: readonly BackgroundJob[]
  readonly work: JobWork
  readonly metrics: Pick<Metrics, 'backgroundRunEnded'>
}

/**
 * Runs each job once per interval, however many instances run a scheduler on the same database.
 *
 * waiting → due (its time has come by the database's clock) → locked (this session has the job's advisory lock, and it
 * is still due) → running → recorded (next time written, lock let go) → waiting. A killed instance's session ends, the
 * lock falls, the time is still in the past: another instance's next look, within a second, runs it.
 *
 * The lock saves work; it is not what the data rely on: every job is safe to run twice at once.
 */
export class Scheduler {
  private readonly ledger: JobLedger
  private readonly jobs: ReadonlyMap<string, BackgroundJob>
  private readonly running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>()
  private readonly poked = new Set<string>()
  private pokeTimer: NodeJS.Timeout | null = null
  private timing: Cron | null = null
  private looking: Promise<void> | null = null
  /** Something was poked or has ended during the look: one more follows. */
  private looksAgain = false
  private isRegistered = false
  private isClosed = false

  constructor(private readonly options: SchedulerOptions) {
    this.jobs = new Map(options.jobs.map((job) => [job.name, job]))
    this.ledger = new JobLedger(options.connectionString, options.work.clock, (error) => {
      options.work.logger.warn({ err: error }, 'the connection of the background jobs broke')
      // Somebody else may have their locks in a moment.
      for (const { abort } of this.running.values()) abort.abort()
    })
  }

  /** Looks for due jobs now and then once a second. */
  start(): void {
    if (this.isClosed || this.timing !== null) return
    this.timing = new Cron('* * * * * *', { unref: true, protect: true }, () => this.tick())
    void this.tick()
  }

  /** Runs the job soon, whatever its time; pokes within 100 ms are one. Does nothing unless the scheduler was started. */
  poke(name: string): void {
    if (this.isClosed || this.timing === null || !this.jobs.has(name)) return
    this.poked.add(name)
    this.pokeTimer ??= setTimeout(() => {
      this.pokeTimer = null
      void this.tick()
    }, POKE_MILLISECONDS).unref()
  }

  /** One look: starts what is due or poked and not running anywhere, as far as there is room. Never rejects. */
  tick(): Promise<void> {
    if (this.looking === null) this.looking = this.lookAround()
    else this.looksAgain = true
    return this.looking
  }

  /** Resolves when no job runs here. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all([...this.running.values()].map(({ ended }) => ended))
  }

  /** Tells running jobs to end soon, waits for them, records them, and lets the locks go. Idempotent. */
  async close(): Promise<void> {
    this.isClosed = true
    this.timing?.stop()
    if (this.pokeTimer !== null) clearTimeout(this.pokeTimer)
    for (const { abort } of this.running.values()) abort.abort()
    await this.looking
    await this.settled()
    await this.ledger.close()
  }

  private async lookAround(): Promise<void> {
    try {
      do await this.look()
      while (this.takesOneMoreLook())
    } catch (error) {
      if (!this.isClosed) this.options.work.logger.warn({ err: error }, 'background jobs could not be looked at')
    } finally {
      this.looking = null
    }
  }

  private takesOneMoreLook(): boolean {
    const takes = this.looksAgain
    this.looksAgain = false
    return takes
  }

  private async look(): Promise<void> {
    if (this.isClosed) return
    if (!this.isRegistered) {
      await this.ledger.register(this.options.jobs)
      this.isRegistered = true
    }
    const waiting = [...this.jobs.keys()].filter((name) => !this.running.has(name))
    const due = await this.ledger.due(waiting)
    const wanted = new Set([...[...this.poked].filter((name) => waiting.includes(name)), ...due])
    for (const name of wanted) {
      if (this.hasNoRoom()) return
      const isPoked = this.poked.delete(name)
      const job = this.jobs.get(name)
      if (job === undefined) continue
      if (await this.ledger.begin(name, isPoked)) this.run(job)
      // Somebody else runs it now and may have begun before what the poke is about: it stays wanted.
      else if (isPoked) this.poked.add(name)
    }
  }

  private hasNoRoom(): boolean {
    return this.isClosed || this.running.size >= MOST_RUNS_AT_ONCE
  }

  private run(job: BackgroundJob): void {
    const abort = new AbortController()
    if (this.isClosed) abort.abort()
    const ended = this.runAndRecord(job, abort.signal).finally(() => {
      this.running.delete(job.name)
      // There is room again, and this job may have been poked meanwhile.
      if (!this.isClosed) void this.tick()
    })
    this.running.set(job.name, { abort, ended })
  }

  private async runAndRecord(job: BackgroundJob, signal: AbortSignal): Promise<void> {
    const { work, metrics } = this.options
    const startedAt = performance.now()
    const end: RunEnd = await runAs(jobActor(job.name), async () => job.run(work, signal)).then(
      (result) => ({ result }),
      (error: unknown) => {
        work.logger.warn({ err: error, job: job.name }, 'a background job failed')
        return { error: faultName(error) }
      },
    )
    const milliseconds = performance.now() - startedAt
    metrics.backgroundRunEnded({
      job: job.name,
      result: 'error' in end ? 'failed' : 'done',
      seconds: milliseconds / 1000,
    })
    // A lost connection has let the lock go: whoever has it now records its own run.
    await this.ledger.finish(job.name, end, milliseconds, job.everySeconds).catch((error: unknown) => {
      work.logger.warn({ err: error, job: job.name }, 'the run of a background job could not be recorded')
    })
  }
}
