import type { WebSocket } from 'ws'
import type { Viewer } from '../identity/viewer.js'
import { RunningWork } from './drain.js'

/** Why the server ends a socket (RFC 6455 section 7.4; 4000 to 4999 are ours, as graphql-ws names them). */
export const closeCodes = {
  /** The server is being stopped; a client reconnects, to another instance or to this one when it is back. */
  goingAway: 1001,
  /** The token cannot be checked now; a client tries again later. */
  tryAgainLater: 1013,
  /**
   * No token, a bad one, or one that has just expired. graphql-ws clients try again after this code (after 4401 they
   * give up), and so come back by themselves when their `connectionParams` function gives a fresh token.
   */
  forbidden: 4403,
  internalError: 4500,
} as const

/** One WebSocket, with what is needed to know whether its client is alive, entitled and reading. */
export class GuardedSocket {
  /** Set when the client has authenticated. */
  viewer: Viewer | null = null
  /** Queries and mutations that have not been answered yet. */
  readonly running = new RunningWork()
  /** When each frame that the network has not taken yet was given to it, oldest first. */
  private readonly unsentSince: number[] = []
  private pingedAt = performance.now()
  private hasAnsweredPing = true

  constructor(readonly socket: WebSocket) {
    socket.on('pong', () => {
      this.hasAnsweredPing = true
    })
    // ws would answer pings without asking whether anybody takes the answers.
    socket.on('ping', (data) => {
      void this.write((sent) => {
        socket.pong(data, false, sent)
      })
    })
  }

  /** Resolves when the frame has left for the network, or never will because the socket is closing. */
  send(data: string): Promise<void> {
    return this.write((sent) => {
      this.socket.send(data, sent)
    })
  }

  /** Milliseconds that the oldest unsent frame has been waiting; 0 when nothing waits. */
  stalledMs(now: number): number {
    return now - (this.unsentSince[0] ?? now)
  }

  /** False when a ping stayed unanswered for a whole interval; pings when one is due. */
  isAlive(now: number, intervalMs: number): boolean {
    if (now - this.pingedAt < intervalMs) return true
    if (!this.hasAnsweredPing) return false
    this.pingedAt = now
    this.hasAnsweredPing = false
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping()
    return true
  }

  private write(start: (sent: () => void) => void): Promise<void> {
    if (this.socket.readyState !== this.socket.OPEN) return Promise.resolve()
    return new Promise((resolve) => {
      this.unsentSince.push(performance.now())
      // ws calls back in the order of its frames, also when they fail; the close that follows a failure cleans up.
      start(() => {
        this.unsentSince.shift()
        resolve()
      })
    })
  }
}

interface SocketWatchOptions {
  slowSocketSeconds: number
  pingSeconds: number
  /** Called just before a socket is ended because its client does not read. */
  onSlow: (socket: GuardedSocket) => void
}

/**
 * Looks after all sockets with one timer. Ends those whose client does not read (watching `bufferedAmount` finds
 * nothing, because frames wait for the promise of `send` and never pile up there), those that do not answer pings, and
 * closes those whose token has expired.
 */
export class SocketWatch {
  readonly sockets = new Set<GuardedSocket>()
  private readonly timer: NodeJS.Timeout
  private readonly intervalMs: number
  private lookedAt = performance.now()

  constructor(private readonly options: SocketWatchOptions) {
    this.intervalMs = Math.min(1000, options.slowSocketSeconds * 200)
    this.timer = setInterval(() => {
      this.look()
    }, this.intervalMs)
    this.timer.unref()
  }

  add(socket: GuardedSocket): void {
    this.sockets.add(socket)
    socket.socket.once('close', () => this.sockets.delete(socket))
  }

  close(): void {
    clearInterval(this.timer)
  }

  private look(): void {
    const now = performance.now()
    // When this process itself was busy, the network's answers are still waiting to be read: judge next time.
    const wasBusy = now - this.lookedAt > this.intervalMs * 2
    this.lookedAt = now
    for (const guarded of this.sockets) {
      if (guarded.viewer?.expiresAt && guarded.viewer.expiresAt.getTime() <= Date.now()) {
        guarded.socket.close(closeCodes.forbidden, 'The token has expired')
      }
      if (wasBusy) continue
      if (guarded.stalledMs(now) > this.options.slowSocketSeconds * 1000) {
        this.options.onSlow(guarded)
        guarded.socket.terminate()
      } else if (!guarded.isAlive(now, this.options.pingSeconds * 1000)) {
        guarded.socket.terminate()
      }
    }
  }
}
