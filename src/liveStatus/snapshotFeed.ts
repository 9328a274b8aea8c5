import type { Clock } from '../database/clock.js'
import type { Queryable } from '../database/database.js'
import { campaignKeyText, parseCampaignKey } from './queueChanges.js'
import { shareSnapshot } from './sharedSnapshot.js'
import { SnapshotMailbox } from './snapshotMailbox.js'
import { snapshotsOf, snapshotsOfOrganizations, type QueueStatusSnapshot } from './snapshot.store.js'

/** A campaign is read at most once in this time, so a busy floor costs ten reads a second, not one per change. */
const SPACING_MILLISECONDS = 100
/** A notification is only a hint: all watched campaigns are compared this often whatever was notified. */
const POLL_MILLISECONDS = 1_000

/**
 * Turns changes into snapshots for all subscribers of this instance. One read per tick for all changed campaigns, however
 * many subscribers; they share the snapshot object.
 *
 * Idle → (a change) → reading → idle, or reading again when more changed meanwhile; the poll marks everything changed once
 * a second. A snapshot goes to a mailbox only if it is newer than what that mailbox has, so order never matters.
 */
export class SnapshotFeed {
  private readonly mailboxes = new Set<SnapshotMailbox>()
  private readonly latest = new Map<string, QueueStatusSnapshot>()
  private changed = new Set<string>()
  private wholeOrganizations = new Set<string>()
  private timer: NodeJS.Timeout | null = null
  private poll: NodeJS.Timeout | null = null
  private reading: Promise<void> | null = null
  private lastReadAt = -Infinity
  private isClosed = false

  /** @param onError told when a read of the counters failed; the feed tries again within a second */
  constructor(
    private readonly database: Queryable,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  /**
   * A subscription: first a full snapshot of each campaign, read after this call, then newer ones. Campaigns that are
   * created later are included when `campaignIds` is null. Ends by `return()`, or when the feed closes.
   */
  subscribe(organizationId: string, campaignIds: readonly string[] | null): SnapshotMailbox {
    const wanted = campaignIds === null ? null : new Set(campaignIds)
    const mailbox = new SnapshotMailbox(organizationId, wanted, (closed) => {
      this.mailboxes.delete(closed)
      if (this.mailboxes.size === 0) this.rest()
    })
    if (this.isClosed) {
      void mailbox.return()
      return mailbox
    }
    this.mailboxes.add(mailbox)
    this.poll ??= setInterval(() => {
      this.markAll()
    }, POLL_MILLISECONDS)
    if (wanted === null) this.wholeOrganizations.add(organizationId)
    else for (const campaignId of wanted) this.changed.add(campaignKeyText(organizationId, campaignId))
    // At once, however recent the last read: a wallboard that has just come back shows nothing until this arrives.
    this.readSoon(0)
    return mailbox
  }

  /** A campaign may have changed. Costs nothing when nobody watches it. */
  markChanged(organizationId: string, campaignId: string): void {
    for (const mailbox of this.mailboxes) {
      if (mailbox.organizationId !== organizationId) continue
      if (mailbox.campaignIds === null || mailbox.campaignIds.has(campaignId)) {
        this.changed.add(campaignKeyText(organizationId, campaignId))
        this.readSoon(Math.max(0, this.lastReadAt + SPACING_MILLISECONDS - performance.now()))
        return
      }
    }
  }

  /** Everything watched may have changed: the listener was cut off, or a second has passed. */
  markAll(): void {
    if (this.mailboxes.size === 0) return
    for (const { organizationId, campaignIds } of this.mailboxes) {
      if (campaignIds === null) this.wholeOrganizations.add(organizationId)
      else for (const campaignId of campaignIds) this.changed.add(campaignKeyText(organizationId, campaignId))
    }
    this.readSoon(0)
  }

  /** Ends all subscriptions and waits for a read in flight. Idempotent. */
  async close(): Promise<void> {
    this.isClosed = true
    for (const mailbox of this.mailboxes) await mailbox.return()
    this.rest()
    await this.reading
  }

  private rest(): void {
    if (this.poll !== null) clearInterval(this.poll)
    if (this.timer !== null) clearTimeout(this.timer)
    this.poll = null
    this.timer = null
    this.latest.clear()
    this.changed.clear()
    this.wholeOrganizations.clear()
  }

  private readSoon(milliseconds: number): void {
    // A read in flight may have missed the change; its end looks again.
    if (this.reading !== null || (this.timer !== null && milliseconds > 0)) return
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.timer = null
      this.reading = this.read()
        .catch((error: unknown) => {
          this.onError(error)
        })
        .finally(() => {
          this.reading = null
          if (this.changed.size + this.wholeOrganizations.size > 0) this.readSoon(SPACING_MILLISECONDS)
        })
    }, milliseconds)
  }

  private async read(): Promise<void> {
    const organizations = [...this.wholeOrganizations]
    const keys = [...this.changed].flatMap((key) => parseCampaignKey(key) ?? [])
    const campaigns = keys.filter(({ organizationId }) => !this.wholeOrganizations.has(organizationId))
    this.wholeOrganizations = new Set()
    this.changed = new Set()
    this.lastReadAt = performance.now()
    const snapshots = [
      ...(campaigns.length === 0 ? [] : await snapshotsOf(this.database, this.clock, campaigns)),
      ...(organizations.length === 0 ? [] : await snapshotsOfOrganizations(this.database, this.clock, organizations)),
    ]
    for (const snapshot of snapshots) this.publish(snapshot)
  }

  private publish(read: QueueStatusSnapshot): void {
    const key = campaignKeyText(read.organizationId, read.campaignId)
    const known = this.latest.get(key)
    // The object that the others already have serves a newcomer too: equal versions mean equal counts.
    const snapshot = known !== undefined && known.version >= read.version ? known : shareSnapshot(read)
    this.latest.set(key, snapshot)
    for (const mailbox of this.mailboxes) mailbox.offer(snapshot)
  }
}
