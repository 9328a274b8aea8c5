import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { campaignKeyText, parseCampaignKey, type CampaignKey, type QueueChanges } from './queueChanges.js'

/** Who is told of changes and troubles. */
export interface ChannelObserver {
  /** Another instance, or this one, changed the campaign. */
  changed(key: CampaignKey): void
  /** The connection was lost and is back: changes may have been missed. */
  missed(): void
  /** The connection broke; it is being made again. */
  failed(error: unknown): void
}

const CHANNEL = 'dialqueue_changes'
/** Changes are collected this long and sent in one NOTIFY: it locks the database for all, so few and outside any business. */
const COLLECT_MILLISECONDS = 50
/** PostgreSQL refuses payloads of 8,000 bytes. */
const LONGEST_PAYLOAD = 7_900
/** A notification to itself proves the connection; a silent one is replaced after this time. */
const HEARTBEAT_MILLISECONDS = 5_000
const LONGEST_BACKOFF_MILLISECONDS = 5_000
/** What is still to be sent at the end may take this long; a connection that hangs is not waited for. */
const LONGEST_GOODBYE_MILLISECONDS = 1_000

/**
 * LISTEN/NOTIFY between the instances, on one dedicated connection (never through a transaction pooler). A notification
 * is a hint: it holds organization and campaign ids only, may be lost, and is followed by a read of the truth.
 *
 * connecting → listening (LISTEN sent) → proved (its own heartbeat came back) → broken → connecting, with backoff.
 */
export class ChangeChannel implements QueueChanges {
  private readonly instance = randomUUID().slice(0, 8)
  private pending = new Set<string>()
  private sendTimer: NodeJS.Timeout | null = null
  private client: pg.Client | null = null
  /** What the connection is busy with: pg wants one statement to end before the next begins. Never rejects. */
  private sending: Promise<void> = Promise.resolve()
  private heartbeatTimer: NodeJS.Timeout | null = null
  private retryTimer: NodeJS.Timeout | null = null
  private lastHeardAt = -Infinity
  private failures = 0
  private wasConnected = false
  private isClosed = false

  constructor(
    private readonly connectionString: string,
    private readonly observer: ChannelObserver,
  ) {}

  /** Connects and listens; resolves after the first try, whether it succeeded or not (it goes on trying). */
  async open(): Promise<void> {
    await this.connect()
  }

  /** True while a notification to itself has come back within the last two heartbeats. */
  isProved(): boolean {
    return performance.now() - this.lastHeardAt < 2 * HEARTBEAT_MILLISECONDS
  }

  /** Collects a change of this instance: told to its own observer at once, to the others within 50 ms. */
  mark(organizationId: string, campaignId: string): void {
    if (this.isClosed) return
    this.observer.changed({ organizationId, campaignId })
    this.pending.add(campaignKeyText(organizationId, campaignId))
    this.sendTimer ??= setTimeout(() => {
      this.sendTimer = null
      this.send()
    }, COLLECT_MILLISECONDS)
  }

  /** Sends what is collected and disconnects. Idempotent. */
  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    for (const timer of [this.sendTimer, this.heartbeatTimer, this.retryTimer]) if (timer !== null) clearTimeout(timer)
    this.send()
    await Promise.race([this.sending, pause(LONGEST_GOODBYE_MILLISECONDS, undefined, { ref: false })])
    const client = this.client
    this.client = null
    await client?.end().catch(() => undefined)
  }

  private send(): void {
    const keys = [...this.pending]
    this.pending = new Set()
    let payload = this.instance
    for (const key of keys) {
      if (payload.length + 1 + key.length > LONGEST_PAYLOAD) {
        this.notify(payload)
        payload = this.instance
      }
      payload += `,${key}`
    }
    if (payload !== this.instance) this.notify(payload)
  }

  private notify(payload: string): void {
    const client = this.client
    // Without a connection the hint is lost; the others' poll finds the change within a second.
    if (client === null) return
    this.sending = this.sending
      .then(() => client.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]))
      .then(undefined, (error: unknown) => {
        this.broken(client, error)
      })
      .then(() => undefined)
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: 'dialqueue listen',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client.on('error', (error) => {
      this.broken(client, error)
    })
    client.on('notification', ({ payload }) => {
      this.hear(payload ?? '')
    })
    this.client = client
    const listening = this.listen(client)
    this.sending = listening.catch(() => undefined)
    try {
      await listening
      this.failures = 0
      this.heartbeatTimer = setTimeout(() => {
        this.beat(client)
      }, HEARTBEAT_MILLISECONDS)
      // What was notified while nobody listened is found by a full comparison.
      if (this.wasConnected) this.observer.missed()
      this.wasConnected = true
    } catch (error) {
      this.broken(client, error)
    }
  }

  private async listen(client: pg.Client): Promise<void> {
    await client.connect()
    await client.query(`LISTEN ${CHANNEL}`)
    await client.query('SELECT pg_notify($1, $2)', [CHANNEL, this.instance])
  }

  private beat(client: pg.Client): void {
    if (this.isClosed || client !== this.client) return
    if (!this.isProved()) {
      this.broken(client, new Error('the notification to itself did not come back'))
      return
    }
    this.notify(this.instance)
    this.heartbeatTimer = setTimeout(() => {
      this.beat(client)
    }, HEARTBEAT_MILLISECONDS)
  }

  private hear(payload: string): void {
    const [instance, ...keys] = payload.split(',')
    // Its own changes were told when they were marked; hearing them proves the connection.
    if (instance === this.instance) this.lastHeardAt = performance.now()
    else for (const key of keys.flatMap((text) => parseCampaignKey(text) ?? [])) this.observer.changed(key)
  }

  private broken(client: pg.Client, error: unknown): void {
    if (this.isClosed || client !== this.client) return
    this.client = null
    this.lastHeardAt = -Infinity
    if (this.heartbeatTimer !== null) clearTimeout(this.heartbeatTimer)
    client.end().catch(() => undefined)
    this.observer.failed(error)
    this.failures += 1
    this.retryTimer = setTimeout(
      () => {
        void this.connect()
      },
      Math.min(LONGEST_BACKOFF_MILLISECONDS, 100 * 2 ** this.failures),
    )
  }
}
