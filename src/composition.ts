import { backgroundJobs } from './background/jobs.js'
import { Scheduler } from './background/scheduler.js'
import { AnchorFile } from './audit/anchorFile.js'
import { chainHeads } from './audit/chain.store.js'
import { DEFAULT_AGENT_TIMEOUT_SECONDS } from './agent/agentTimeout.js'
import { SignsOfLife } from './agent/signsOfLife.js'
import { databaseClock, type Clock } from './database/clock.js'
import { Database } from './database/database.js'
import { demoIdentities, demoToken } from './demo/demoIdentity.js'
import { pendingMigrations } from './database/migrations.js'
import { defaultArchiveAfterHours } from './dialQueue/archiveEntries.js'
import { ClaimCombiner } from './dialQueue/claimCombiner.js'
import { FutureKeeper } from './dialQueue/futureKeeper.js'
import { JudgementKeeper } from './diagnosis/judgementKeeper.js'
import { LeaseSweeper } from './dialQueue/leaseSweeper.js'
import type { LeaseSeconds } from './dialQueue/lease.js'
import { QueueRefill } from './dialQueue/queueRefill.js'
import { GraphQLContext, type Work } from './graphql/context.js'
import { createSchema } from './graphql/schema.js'
import type { DemoSignIn } from './http/demoSignIn.js'
import type { HttpLimits } from './http/httpLimits.js'
import { createHttpServer } from './http/server.js'
import type { ReadinessReport } from './http/probes.js'
import { createTokenVerifier, type TokenTrust } from './identity/token.js'
import { ChangeChannel } from './liveStatus/changeChannel.js'
import { SnapshotFeed } from './liveStatus/snapshotFeed.js'
import type { Logger } from './logger.js'
import { createMetrics } from './metrics.js'

/** What an instance is made of; the database is migrated already. */
export interface InstanceOptions {
  readonly connectionString: string
  readonly databasePoolSize: number
  readonly trust: TokenTrust
  readonly host: string
  readonly port: number
  readonly allowedOrigins: readonly string[]
  readonly allowIntrospection: boolean
  /** Whether /graphiql is served; true when left out. */
  readonly hasGraphiql?: boolean
  /** The secret with which visitors of the demo are signed in; nobody is when left out or null. */
  readonly demoSecret?: string | null
  readonly leaseSeconds: LeaseSeconds
  /** 60 when left out. */
  readonly agentTimeoutSeconds?: number
  readonly logger: Logger
  /** False: this instance runs no background jobs but the end of leases; true when left out. */
  readonly backgroundJobs?: boolean
  /** Hours that a finished entry stays in the queue's own table; 24 when left out. */
  readonly archiveAfterHours?: number
  /** Where the heads of the audit chains are appended; only the log is told when left out or null. */
  readonly auditAnchorFile?: string | null
  /** Tests move time with it; the database's own when left out. */
  readonly clock?: Clock
  /** Tests tighten them. */
  readonly limits?: Partial<HttpLimits>
}

/** A server that answers. */
export interface Instance {
  readonly port: number
  /** The server's own address, e.g. http://127.0.0.1:4000. */
  readonly url: string
  readonly work: Work
  /** Drains: no new work, sockets closed with 1001, what runs is finished, then the database is let go. Idempotent. */
  close(): Promise<void>
}

/** Builds one instance by hand, in the order in which its parts need each other, and starts to listen. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { logger, connectionString, clock = databaseClock } = options
  const metrics = createMetrics()
  const database = new Database(connectionString, options.databasePoolSize, (error) => {
    logger.warn({ err: error }, 'an idle database connection broke')
  })
  metrics.watchPool(database.pool)
  const feed = new SnapshotFeed(database, clock, (error) => {
    logger.warn({ err: error }, 'the live counts could not be read')
  })
  const changes = new ChangeChannel(connectionString, {
    changed: ({ organizationId, campaignId }) => {
      feed.markChanged(organizationId, campaignId)
    },
    missed: () => {
      feed.markAll()
    },
    failed: (error) => {
      logger.warn({ err: error }, 'the notification connection broke')
    },
  })
  const claims = new ClaimCombiner(database, clock, options.leaseSeconds, changes)
  const refill = new QueueRefill(() => {
    scheduler.poke('topUpQueues')
  })
  const agentTimeoutSeconds = options.agentTimeoutSeconds ?? DEFAULT_AGENT_TIMEOUT_SECONDS
  const signsOfLife = new SignsOfLife(database, clock, agentTimeoutSeconds, (error) => {
    logger.warn({ err: error }, 'signs of life could not be written down')
  })
  const work: Work = {
    ...{ database, clock, leases: options.leaseSeconds, claims, changes, feed, metrics, refill },
    ...{ signsOfLife, agentTimeoutSeconds, judgements: new JudgementKeeper(database, clock) },
    futures: new FutureKeeper(database, clock),
  }
  const archiveAfterHours = options.archiveAfterHours ?? defaultArchiveAfterHours
  const anchors = new AnchorFile(options.auditAnchorFile ?? null, (anchor) => {
    logger.info({ anchor }, 'the audit chain was anchored')
  })
  const scheduler = new Scheduler({
    connectionString,
    jobs: backgroundJobs,
    work: { ...work, logger, archiveAfterHours, anchors },
    metrics,
  })
  const sweeper = new LeaseSweeper(work, (error) => {
    logger.warn({ err: error }, 'expired leases could not be acted on')
  })
  const server = await createHttpServer({
    host: options.host,
    port: options.port,
    schema: createSchema(),
    createContext: (viewer, requestId) => new GraphQLContext(work, viewer, requestId),
    verifyToken: createTokenVerifier(options.trust),
    isReady: () => readiness(database, changes, connectionString),
    metrics,
    logger,
    allowedOrigins: options.allowedOrigins,
    allowIntrospection: options.allowIntrospection,
    hasGraphiql: options.hasGraphiql ?? true,
    demo: demoSignIn(database, options.demoSecret ?? null),
    imports: { database, clock, changes, atOnce: importsAtOnce(options.databasePoolSize) },
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  })
  const end = async (): Promise<void> => {
    // The way in first, so that nothing new begins; the database last, because everything before may still write.
    await server.close()
    await signsOfLife.close()
    await feed.close()
    await scheduler.close()
    if (options.backgroundJobs ?? true) await anchorLast(database, anchors, logger)
    await sweeper.close()
    await changes.close()
    await database.close()
  }
  let ending: Promise<void> | null = null
  const close = (): Promise<void> => (ending ??= end())
  try {
    await changes.open()
    const { port, url } = await server.listen()
    sweeper.start()
    if (options.backgroundJobs ?? true) scheduler.start()
    return { port, url, work, close }
  } catch (error) {
    await close()
    throw error
  }
}

function demoSignIn(database: Database, secret: string | null): DemoSignIn | null {
  if (secret === null) return null
  return {
    identities: () => demoIdentities(database),
    tokenFor: (agentId) => demoToken(database, secret, agentId),
  }
}

/** Two imports keep a database busy; they never hold more than a quarter of the pool, but one is always possible. */
function importsAtOnce(databasePoolSize: number): number {
  return Math.max(1, Math.min(2, Math.floor(databasePoolSize / 4)))
}

/** The ends of the audit chains, written down once more: nobody may cut off what was chained in the last minute. */
async function anchorLast(database: Database, anchors: AnchorFile, logger: Logger): Promise<void> {
  await chainHeads(database, null)
    .then((heads) => anchors.append(heads, true))
    .catch((error: unknown) => {
      logger.warn({ err: error }, 'the audit chain could not be anchored')
    })
}

async function readiness(
  database: Database,
  changes: ChangeChannel,
  connectionString: string,
): Promise<ReadinessReport> {
  const isReachable = await database.pool.query('SELECT 1').then(
    () => true,
    () => false,
  )
  const isMigrated =
    isReachable &&
    (await pendingMigrations(connectionString).then(
      (pending) => pending.length === 0,
      () => false,
    ))
  const checks = { database: isReachable, migrations: isMigrated, listen: changes.isProved() }
  return { ready: Object.values(checks).every(Boolean), checks }
}
