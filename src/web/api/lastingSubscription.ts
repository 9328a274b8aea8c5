import type { ExecutionResult, Sink, SubscribePayload } from 'graphql-ws'
import { retryWait, type LastingSocket } from './socket.js'

/** What a server says that is there, but cannot serve just now: it stops, or has lost its database. */
const passing = ['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']

/**
 * A subscription that lasts until it is stopped: whatever ends it (a server that stops completes its streams first, a
 * close code that is fatal to graphql-ws, a server without its database), it is asked for again. Only an answer that would
 * be the same the next time (FORBIDDEN, NOT_FOUND, a bad document) goes to the sink's `error` and ends it.
 * @returns stops it
 */
export function subscribeLasting(
  socket: LastingSocket,
  payload: SubscribePayload,
  sink: Sink<ExecutionResult>,
): () => void {
  let stop = (): void => undefined
  let isStopped = false
  const again = (): void => {
    void retryWait().then(() => {
      if (!isStopped) start()
    })
  }
  const start = (): void => {
    stop = socket.client.subscribe(payload, {
      next: (result) => {
        sink.next(result as ExecutionResult)
      },
      error: (error) => {
        if (isPassing(error)) again()
        else sink.error(error)
      },
      complete: () => {
        if (!isStopped) again()
      },
    })
  }
  start()
  return () => {
    isStopped = true
    stop()
  }
}

/** False for the API's own refusals, which come as a list of GraphQL errors; a closed socket is an event. */
export function isPassing(error: unknown): boolean {
  if (!Array.isArray(error)) return true
  return error.some((one: { extensions?: { code?: unknown } } | null) => {
    const code = one?.extensions?.code
    return typeof code === 'string' && passing.includes(code)
  })
}
