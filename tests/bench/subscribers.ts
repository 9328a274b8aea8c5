import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Endpoint } from './httpConnection.js'

/** A frame as a subscriber got it. */
export interface Frame {
  /** Milliseconds of `performance.now()`. */
  readonly at: number
  readonly version: number
  /** Entries in DIALING. */
  readonly dialing: number
}

interface Message {
  readonly type: string
  readonly payload?: { readonly data?: { readonly queueStatus: { version: number; counts: { dialing: number } } } }
}

const WATCH = `subscription ($campaignIds: [ID!]) {
  queueStatus(campaignIds: $campaignIds) {
    campaignId campaignName campaignStatus version at
    counts { queued reserved dialing connected wrapUp completed failed abandoned cancelled total }
    agents { available busy wrapUp paused offline }
  }
}`

/** One wallboard: a WebSocket with one queueStatus subscription, as graphql-ws speaks it, and every frame it got. */
export class Subscriber {
  readonly frames: Frame[] = []
  private isAcknowledged = false
  private wake: (() => void) | null = null
  private failure: Error | null = null

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.take(data)
    })
    socket.on('close', (code, reason) => {
      this.fail(new Error(`the socket closed with ${code} ${reason.toString()}`))
    })
    socket.on('error', (error) => {
      this.fail(error)
    })
  }

  /** Connects, subscribes to the campaign and waits for the first snapshot. */
  static async open({ url, token }: Endpoint, campaignId: string): Promise<Subscriber> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
    })
    await once(socket, 'open')
    const subscriber = new Subscriber(socket)
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }))
    await subscriber.until(() => subscriber.isAcknowledged)
    const payload = { query: WATCH, variables: { campaignIds: [campaignId] } }
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
    await subscriber.until(() => subscriber.frames.length > 0)
    return subscriber
  }

  /** Waits until the condition, looked at with each frame, is true. Rejects when the socket ends before. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      if (this.failure !== null) throw this.failure
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }

  /** Ends the subscription with its socket. */
  close(): void {
    this.socket.terminate()
  }

  private take(data: Buffer): void {
    const at = performance.now()
    const { type, payload } = JSON.parse(data.toString('utf8')) as Message
    if (type === 'ping') this.socket.send('{"type":"pong"}')
    if (type === 'error' || type === 'complete')
      this.fail(new Error(`the subscription ended: ${data.toString('utf8')}`))
    if (type === 'connection_ack') {
      this.isAcknowledged = true
      this.wake?.()
    }
    const snapshot = payload?.data?.queueStatus
    if (type !== 'next' || snapshot === undefined) return
    this.frames.push({ at, version: snapshot.version, dialing: snapshot.counts.dialing })
    this.wake?.()
  }

  private fail(error: Error): void {
    this.failure ??= error
    this.wake?.()
  }
}

/** Subscribers of these campaigns, spread evenly, while the work goes on. */
export async function withSubscribers<T>(
  endpoint: Endpoint,
  campaignIds: readonly string[],
  count: number,
  work: (subscribers: readonly Subscriber[]) => Promise<T>,
): Promise<T> {
  const opening = Array.from({ length: count }, (_, n) =>
    Subscriber.open(endpoint, campaignIds[n % campaignIds.length] ?? ''),
  )
  const opened = await Promise.allSettled(opening)
  const subscribers = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  try {
    const refused = opened.find((result) => result.status === 'rejected')
    if (refused !== undefined) throw refused.reason
    return await work(subscribers)
  } finally {
    for (const subscriber of subscribers) subscriber.close()
  }
}
