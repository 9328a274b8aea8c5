import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a proxy or client may choose as its request's id: anything else could forge log lines. */
const saneId = /^[A-Za-z0-9_-]{1,64}$/

/** The caller's `x-request-id` when it is sane, else a new one. It is answered in `x-request-id` and logged. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && saneId.test(given) ? given : randomUUID()
}
