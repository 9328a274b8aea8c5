import { AnchorFile } from '../../src/audit/anchorFile.js'
import { Database } from '../../src/database/database.js'
import { backgroundJobs } from '../../src/background/jobs.js'
import type { BackgroundJob, JobWork } from '../../src/background/job.js'
import { Scheduler } from '../../src/background/scheduler.js'
import { defaultLeaseSeconds } from '../../src/dialQueue/lease.js'
import { QueueRefill } from '../../src/dialQueue/queueRefill.js'
import { createLogger } from '../../src/logger.js'
import { createMetrics, type Metrics } from '../../src/metrics.js'
import type { Clock } from '../../src/database/clock.js'
import type { Floor } from '../support/floor.js'

const noAnchors = new AnchorFile(null, () => undefined)

/** One instance's scheduler, without the server around it: `tick` is the test's to call. */
export interface Rehearsal {
  readonly scheduler: Scheduler
  readonly work: JobWork
  readonly metrics: Metrics
  close(): Promise<void>
}

/** A scheduler with these jobs on this database, as one more instance would have it. */
export function openRehearsal(connectionString: string, clock: Clock, jobs: readonly BackgroundJob[]): Rehearsal {
  const database = new Database(connectionString, 4, () => undefined)
  const metrics = createMetrics()
  const work: JobWork = {
    database,
    clock,
    leases: defaultLeaseSeconds,
    changes: { mark: () => undefined },
    logger: createLogger('silent'),
    refill: new QueueRefill(() => undefined),
    archiveAfterHours: 24,
    agentTimeoutSeconds: 60,
    anchors: noAnchors,
  }
  const scheduler = new Scheduler({ connectionString, jobs, work, metrics })
  return {
    scheduler,
    work,
    metrics,
    async close() {
      await scheduler.close()
      await database.close()
    },
  }
}

/** One run of one job on the floor's own instance, whose clock moves time for it too; what it says. */
export async function runJob(floor: Floor, name: string): Promise<string> {
  const job = backgroundJobs.find((known) => known.name === name)
  if (job === undefined) throw new Error(`there is no job ${name}`)
  const logger = createLogger('silent')
  // A refill of its own: every run looks at all queues, as the first of an instance does.
  const refill = new QueueRefill(() => undefined)
  const work: JobWork = { ...floor.instance.work, logger, refill, archiveAfterHours: 24, anchors: noAnchors }
  return job.run(work, new AbortController().signal)
}

/** One look of a scheduler, and everything that it started. */
export async function turn({ scheduler }: Rehearsal): Promise<void> {
  await scheduler.tick()
  await scheduler.settled()
}

/** A job whose run may answer at once. */
export function job(
  name: string,
  run: (...args: Parameters<BackgroundJob['run']>) => string | Promise<string>,
  everySeconds = 10,
): BackgroundJob {
  return { name, sentence: 'A job of a test.', everySeconds, run: (work, signal) => Promise.resolve(run(work, signal)) }
}

/** A run that lasts until the test lets it end. */
export function gate(): { started: Promise<void>; start: () => void; opened: Promise<void>; open: () => void } {
  let start = (): void => undefined
  let open = (): void => undefined
  const started = new Promise<void>((resolve) => {
    start = resolve
  })
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { started, start, opened, open }
}
