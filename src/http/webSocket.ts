import type { IncomingMessage, Server } from 'node:http'
import { handleProtocols } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { ForbiddenError, NotFoundError } from '../domainError.js'
import type { FormatError } from '../graphql/errorFormatting.js'
import type { Logger } from '../logger.js'
import type { Metrics } from '../metrics.js'
import { ServiceUnavailableError } from '../serviceUnavailable.js'
import { type Drain, within } from './drain.js'
import { BadRequestError, endWithError } from './errorAnswers.js'
import type { HttpLimits } from './httpLimits.js'
import type { OriginPolicy } from './originPolicy.js'
import { requestIdOf } from './requestId.js'
import { closeCodes, GuardedSocket, SocketWatch } from './socketGuard.js'
import type { ServeSocket } from './socketProtocol.js'

export interface WebSocketOptions {
  path: string
  /** Takes over a socket that was accepted. */
  serveSocket: ServeSocket
  isOriginAllowed: OriginPolicy
  formatError: FormatError
  drain: Drain
  limits: HttpLimits
  metrics: Metrics
  logger: Logger
}

/** The WebSockets of a server. */
export interface WebSockets {
  /**
   * Closes every socket with 1001: those that run no query or mutation at once, the others when they have answered, and
   * ends what is left after `milliseconds`. Resolves when all are gone.
   */
  close(milliseconds: number): Promise<void>
}

/** Serves graphql-ws on the path of an HTTP server that does not listen yet. */
export function serveWebSockets(server: Server, options: WebSocketOptions): WebSockets {
  const { serveSocket, limits, metrics, logger } = options
  const upgrades = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socketMessageBytes,
    // Compression would cost 200 subscribers 200 deflate streams for frames of a few hundred bytes.
    perMessageDeflate: false,
    autoPong: false,
    clientTracking: false,
    handleProtocols,
  })
  const watch = new SocketWatch({
    slowSocketSeconds: limits.slowSocketSeconds,
    pingSeconds: limits.pingSeconds,
    onSlow: () => {
      metrics.slowSocketClosed()
      logger.warn('a slow socket was ended')
    },
  })

  const accept = (socket: WebSocket, requestId: string) => {
    const guarded = new GuardedSocket(socket)
    watch.add(guarded)
    socket.on('error', (error) => {
      // Too large a message, a broken frame, a lost network: ws closes the socket by itself.
      logger.debug({ err: error, requestId }, 'socket error')
    })
    serveSocket(guarded, requestId)
  }

  server.on('upgrade', (request, socket, head) => {
    // Without a listener an aborted handshake would end the process.
    socket.on('error', () => socket.destroy())
    const requestId = requestIdOf(request)
    const refusal = refusalOf(request, options)
    if (refusal !== null) {
      endWithError(socket, refusal.status, options.formatError(refusal.error, requestId))
      return
    }
    upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      accept(webSocket, requestId)
    })
  })

  return {
    async close(milliseconds) {
      const gone = [...watch.sockets].map(async (guarded) => {
        const closed = new Promise((resolve) => guarded.socket.once('close', resolve))
        await within(milliseconds, guarded.running.idle())
        guarded.socket.close(closeCodes.goingAway, 'The server is shutting down')
        await within(Math.min(milliseconds, closingHandshakeMs), closed)
        guarded.socket.terminate()
      })
      await Promise.all(gone)
      watch.close()
    },
  }
}

/** A client that is there answers a close frame at once; one that is not is not waited for. */
const closingHandshakeMs = 1000

/** Browsers let any page open a WebSocket to anywhere, so here a foreign origin must be refused. */
function refusalOf(request: IncomingMessage, options: WebSocketOptions): { status: number; error: Error } | null {
  const { origin, host, upgrade } = request.headers
  if (options.drain.isDraining) {
    return { status: 503, error: new ServiceUnavailableError('The server is shutting down; try again') }
  }
  if (upgrade?.toLowerCase() !== 'websocket') {
    return { status: 400, error: new BadRequestError('Only an upgrade to WebSocket is possible') }
  }
  if (request.url?.split('?', 1)[0] !== options.path) return { status: 404, error: new NotFoundError('Path') }
  if (!options.isOriginAllowed(origin, host)) {
    return { status: 403, error: new ForbiddenError('This origin is not allowed') }
  }
  return null
}
