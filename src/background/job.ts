import type { AnchorFile } from '../audit/anchorFile.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { LeaseSeconds } from '../dialQueue/lease.js'
import type { QueueRefill } from '../dialQueue/queueRefill.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { Logger } from '../logger.js'

/** What the jobs work with. */
export interface JobWork {
  readonly database: Database
  readonly clock: Clock
  readonly leases: LeaseSeconds
  readonly changes: QueueChanges
  readonly logger: Logger
  /** What the claims of this instance know of queues that run low. */
  readonly refill: QueueRefill
  /** Hours that a finished entry stays in the queue's own table. */
  readonly archiveAfterHours: number
  /** Seconds without a heartbeat after which an agent counts as gone. */
  readonly agentTimeoutSeconds: number
  /** Where the heads of the audit chains are written down outside of the database. */
  readonly anchors: AnchorFile
}

/**
 * Something that is done again and again, by one instance at a time. A job must be safe to kill at any point, and safe to
 * run twice at once (a connection that breaks lets the lock go before the work has heard of it): its work goes in
 * portions, each one transaction that leaves the data whole.
 */
export interface BackgroundJob {
  /** Stable: the table, the metrics, the audit log (`job:<name>`) and docs quote it. */
  readonly name: string
  /** What it does, as a supervisor would say it. */
  readonly sentence: string
  /** Seconds from the start of one run to the start of the next; a longer run is followed by the next at once. */
  readonly everySeconds: number
  /**
   * One run. Ends soon, with what it has done so far, once `signal` is aborted (the instance drains, or the lock was
   * lost). Gives one short sentence of counts for `backgroundJobs`: no names, no numbers to call. What it throws is
   * recorded as a failure; the next run is at the usual time.
   */
  run(work: JobWork, signal: AbortSignal): Promise<string>
}
