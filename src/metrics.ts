import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ErrorCode } from './domainError.js'

type Transport = 'http' | 'ws'

/** One answered GraphQL operation. */
export interface OperationReport {
  /** A root field of the schema, 'import', or 'none' when the request was refused before a root field was known. */
  operation: string
  transport: Transport
  /** 'OK', or the code of the first error in the answer. */
  code: ErrorCode | 'OK'
  seconds: number
}

/** What a pg.Pool says about its connections. */
interface PoolCounts {
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

/** Everything this process measures; `text()` is what `GET /metrics` answers. */
export interface Metrics {
  /** For `text()`. */
  readonly contentType: string
  text(): Promise<string>
  /**
   * Counts an operation by its first root field. An operation with several root fields is counted once. A subscription
   * is counted when its stream is open (or refused), and its seconds end there.
   */
  operationAnswered(report: OperationReport): void
  /** `result` is 'claimed' or the ExclusionReason of a claim that gave nothing. */
  claimAnswered(result: string): void
  subscriberJoined(): void
  subscriberLeft(): void
  slowSocketClosed(): void
  /** A background job of this instance has ended: `done`, or `failed` (it threw). */
  backgroundRunEnded(run: { job: string; result: 'done' | 'failed'; seconds: number }): void
  /** From now on each scrape reads this pool. */
  watchPool(pool: PoolCounts): void
}

/** Claims take about 1 ms, a page of entries 5 ms; what takes longer than 5 s has failed its caller. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** A registry of its own for each call, so that several servers (and tests) live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // CPU, memory, garbage collection and event-loop lag (`nodejs_eventloop_lag_p99_seconds`, …).
  collectDefaultMetrics({ register: registry })

  const operations = new Counter({
    name: 'dialqueue_operations_total',
    help: 'GraphQL operations (and uploads: import) answered, by first root field, transport (http, ws) and code (OK or the first error code)',
    labelNames: ['operation', 'transport', 'code'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'dialqueue_operation_duration_seconds',
    help: 'Seconds from the parsed request to the finished answer; of a subscription, to the open stream',
    labelNames: ['operation', 'transport'] as const,
    buckets: durationBuckets,
    registers,
  })
  const claims = new Counter({
    name: 'dialqueue_claims_total',
    help: 'nextContact calls answered: claimed, or the reason why nothing was handed out',
    labelNames: ['result'] as const,
    registers,
  })
  const subscribers = new Gauge({
    name: 'dialqueue_live_subscribers',
    help: 'GraphQL subscriptions that are open on this instance',
    registers,
  })
  const slowSockets = new Counter({
    name: 'dialqueue_slow_sockets_closed_total',
    help: 'WebSockets ended because the client did not read what it was sent',
    registers,
  })
  const backgroundRuns = new Counter({
    name: 'dialqueue_background_runs_total',
    help: 'Runs of background jobs that ended on this instance, by job and result (done, failed)',
    labelNames: ['job', 'result'] as const,
    registers,
  })
  const backgroundDurations = new Histogram({
    name: 'dialqueue_background_duration_seconds',
    help: 'Seconds that a run of a background job took',
    labelNames: ['job'] as const,
    buckets: [...durationBuckets, 15, 60, 300],
    registers,
  })

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    operationAnswered({ operation, transport, code, seconds }) {
      operations.inc({ operation, transport, code })
      durations.observe({ operation, transport }, seconds)
    },
    claimAnswered(result) {
      claims.inc({ result })
    },
    subscriberJoined() {
      subscribers.inc()
    },
    subscriberLeft() {
      subscribers.dec()
    },
    slowSocketClosed() {
      slowSockets.inc()
    },
    backgroundRunEnded({ job, result, seconds }) {
      backgroundRuns.inc({ job, result })
      backgroundDurations.observe({ job }, seconds)
    },
    watchPool(pool) {
      new Gauge({
        name: 'dialqueue_pool_connections',
        help: 'Database connections in use and idle, and callers waiting for one',
        labelNames: ['state'] as const,
        registers,
        collect() {
          this.set({ state: 'in_use' }, pool.totalCount - pool.idleCount)
          this.set({ state: 'idle' }, pool.idleCount)
          this.set({ state: 'waiting' }, pool.waitingCount)
        },
      })
    },
  }
}
