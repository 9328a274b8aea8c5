import type { SignsOfLife } from '../agent/signsOfLife.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { ClaimCombiner } from '../dialQueue/claimCombiner.js'
import type { JudgementKeeper } from '../diagnosis/judgementKeeper.js'
import type { FutureKeeper } from '../dialQueue/futureKeeper.js'
import type { LeaseSeconds } from '../dialQueue/lease.js'
import type { QueueRefill } from '../dialQueue/queueRefill.js'
import type { Viewer } from '../identity/viewer.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { SnapshotFeed } from '../liveStatus/snapshotFeed.js'
import type { Metrics } from '../metrics.js'
import { UnauthenticatedError } from '../identity/token.js'
import type { RequestContext } from './authorization.js'
import { Loaders } from './loaders.js'

/** What the use cases work with: built once by the composition, the same for all requests. */
export interface Work {
  readonly database: Database
  readonly clock: Clock
  readonly leases: LeaseSeconds
  readonly claims: ClaimCombiner
  readonly judgements: JudgementKeeper
  /** Says when an agent for whom there is nothing may ask again. */
  readonly futures: FutureKeeper
  readonly changes: QueueChanges
  readonly feed: SnapshotFeed
  readonly metrics: Metrics
  readonly signsOfLife: SignsOfLife
  /** Seconds without a sign of life after which an agent that sends heartbeats is gone. */
  readonly agentTimeoutSeconds: number
  /** Told by claims; keeps queues from running dry. */
  readonly refill: QueueRefill
}

/** What every resolver finds: who asks, the loaders of this request, and the work of the process. */
export class GraphQLContext implements RequestContext {
  private ownLoaders: Loaders | null = null

  constructor(
    readonly work: Work,
    readonly viewer: Viewer | null,
    readonly requestId: string,
  ) {}

  /** Who asks, for resolvers: the permissions let a request without a token reach none. */
  get caller(): Viewer {
    if (this.viewer === null) throw new UnauthenticatedError('missing')
    return this.viewer
  }

  /** Made when first needed: most mutations need none. */
  get loaders(): Loaders {
    this.ownLoaders ??= new Loaders(this.work.database, this.work.clock, this.caller)
    return this.ownLoaders
  }
}
