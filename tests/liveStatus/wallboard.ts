import { QueueStatusDocument, type QueueStatusSubscription } from '../generated/graphql.js'
import type { Floor } from '../support/floor.js'
import { openFloorSocket, type FloorSocket, type Watch } from '../support/floorSocket.js'

/** A snapshot as a client gets it. */
export type Snapshot = QueueStatusSubscription['queueStatus']

interface WallboardOptions {
  /** Of another instance than the floor's own. */
  readonly url?: string
  /** All campaigns when left out. */
  readonly campaignIds?: string[]
  readonly as?: Parameters<Floor['token']>[0]
}

/** A client that watches the queue. */
export class Wallboard {
  private constructor(
    private readonly socket: FloorSocket,
    private readonly watch: Watch<QueueStatusSubscription>,
  ) {}

  static async open(floor: Floor, options: WallboardOptions = {}): Promise<Wallboard> {
    const socket = openFloorSocket(options.url ?? floor.instance.url, await floor.token(options.as))
    return new Wallboard(socket, socket.watch(QueueStatusDocument, { campaignIds: options.campaignIds ?? null }))
  }

  /** Everything it was told, oldest first. */
  get snapshots(): Snapshot[] {
    return this.watch.frames.map(({ queueStatus }) => queueStatus)
  }

  /** What went wrong on the way. */
  get errors(): readonly unknown[] {
    return this.watch.errors
  }

  /** What it shows for the campaign now; throws while it shows nothing. */
  latest(campaignId: string): Snapshot {
    const found = this.snapshots.findLast((snapshot) => snapshot.campaignId === campaignId)
    if (found === undefined) throw new Error(`nothing was shown of campaign ${campaignId}`)
    return found
  }

  /** The first snapshot of the campaign, shown already or still to come, that fits. */
  async until(campaignId: string, fits: (snapshot: Snapshot) => boolean, seconds?: number): Promise<Snapshot> {
    const frame = await this.watch.until(
      ({ queueStatus }) => queueStatus.campaignId === campaignId && fits(queueStatus),
      seconds,
    )
    return frame.queueStatus
  }

  /** Resolves when the server has ended the subscription. */
  over(): Promise<void> {
    return this.watch.over()
  }

  async close(): Promise<void> {
    this.watch.stop()
    await this.socket.close()
  }
}
