import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { PublicError } from '../graphql/errorFormatting.js'
import { endWithError } from './errorAnswers.js'

/**
 * How long a client may take to send a body: without a bound, slow senders could hold every connection. Node's own
 * `requestTimeout` has one bound for all, and an upload of a large file needs longer: `lift` is for a route that has a
 * bound of its own.
 */
export class BodyDeadline {
  private readonly timers = new WeakMap<IncomingMessage, NodeJS.Timeout>()

  /** @param late what a client that was too slow is told */
  constructor(
    private readonly milliseconds: number,
    private readonly late: () => PublicError,
  ) {}

  /** Starts with each request of the server, whatever becomes of it. */
  watch(server: Server): void {
    server.prependListener('request', (request, response) => {
      const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
      if ((length !== undefined && length !== '0') || encoding !== undefined) this.start(request, response)
    })
  }

  /** From now the rest of the body has the whole time, even if nobody reads it any more. */
  start(request: IncomingMessage, response: ServerResponse): void {
    this.lift(request)
    const timer = setTimeout(() => {
      if (response.headersSent) request.socket.destroy()
      else endWithError(request.socket, 408, this.late())
    }, this.milliseconds)
    this.timers.set(request, timer)
    // Emitted when the body was read to its end, and when the connection breaks.
    request.once('close', () => {
      clearTimeout(timer)
    })
  }

  /** The route sees to it that the body comes. */
  lift(request: IncomingMessage): void {
    clearTimeout(this.timers.get(request))
  }
}
