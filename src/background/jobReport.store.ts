import type { Database } from '../database/database.js'
import type { BackgroundJob } from './job.js'

/** What is known of a background job, on whichever instance it ran. */
export interface JobReport {
  readonly name: string
  readonly sentence: string
  /** Start of the run that goes on, or of the last one; null before the first. */
  readonly lastRunAt: Date | null
  /** Of the last run that ended. */
  readonly lastDurationSeconds: number | null
  /** What the last run said it did; null after a failure. */
  readonly lastResult: string | null
  /** The kind of failure, when the last run failed. */
  readonly lastError: string | null
  /** Not before this instant; in the past while the job runs or nobody runs jobs; null before the first. */
  readonly nextRunAt: Date | null
}

/** One report for each of these jobs, in their order; a job that no instance has registered yet has nulls. */
export async function jobReports(database: Database, jobs: readonly BackgroundJob[]): Promise<JobReport[]> {
  const rows = new Map((await database.prisma.backgroundJob.findMany()).map((row) => [row.name, row]))
  return jobs.map(({ name, sentence }) => {
    const row = rows.get(name)
    const milliseconds = row?.lastDurationMs ?? null
    return {
      name,
      sentence,
      lastRunAt: row?.lastStartedAt ?? null,
      lastDurationSeconds: milliseconds === null ? null : milliseconds / 1000,
      lastResult: row?.lastResult ?? null,
      lastError: row?.lastError ?? null,
      nextRunAt: row?.nextRunAt ?? null,
    }
  })
}
