import type { QueueStatusSnapshot } from './snapshot.store.js'

/**
 * What one subscriber has not read yet: per campaign exactly one snapshot, the latest. A slow reader therefore costs one
 * snapshot per campaign, never a growing queue, and always reads the newest state next.
 *
 * It is an async iterator: `next()` waits for the first unread snapshot; after `return()` it is done.
 */
export class SnapshotMailbox implements AsyncIterableIterator<QueueStatusSnapshot> {
  private readonly unread = new Map<string, QueueStatusSnapshot>()
  private readonly readVersions = new Map<string, number>()
  private wake: (() => void) | null = null
  private isClosed = false

  /**
   * @param campaignIds what the subscriber wants; null: every campaign of the organization
   * @param onClose called once, when the subscriber has gone
   */
  constructor(
    readonly organizationId: string,
    readonly campaignIds: ReadonlySet<string> | null,
    private readonly onClose: (mailbox: SnapshotMailbox) => void,
  ) {}

  /** Keeps the snapshot when the subscriber wants its campaign and has not seen this version or a newer one. */
  offer(snapshot: QueueStatusSnapshot): void {
    const { campaignId, organizationId, version } = snapshot
    if (this.isClosed || organizationId !== this.organizationId) return
    if (this.campaignIds !== null && !this.campaignIds.has(campaignId)) return
    if (version <= (this.unread.get(campaignId)?.version ?? this.readVersions.get(campaignId) ?? -1)) return
    this.unread.set(campaignId, snapshot)
    this.wake?.()
  }

  async next(): Promise<IteratorResult<QueueStatusSnapshot>> {
    while (!this.isClosed) {
      const [snapshot] = this.unread.values()
      if (snapshot !== undefined) {
        this.unread.delete(snapshot.campaignId)
        this.readVersions.set(snapshot.campaignId, snapshot.version)
        return { done: false, value: snapshot }
      }
      await new Promise<void>((resolve) => (this.wake = resolve))
      this.wake = null
    }
    return { done: true, value: undefined }
  }

  /** Ends the subscription: a waiting `next()` is done, the feed forgets the mailbox. Idempotent. */
  return(): Promise<IteratorResult<QueueStatusSnapshot>> {
    if (!this.isClosed) {
      this.isClosed = true
      this.unread.clear()
      this.wake?.()
      this.onClose(this)
    }
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
