import type { Floor } from '../support/floor.js'
import type { Caller } from '../support/desk.js'

/** An answer of REST. */
export interface RestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly success: boolean
    readonly data: Record<string, unknown>
    readonly error: { readonly message: string; readonly code: string } & Record<string, unknown>
  }
}

/** What a request carries besides its path. */
export interface RestCall {
  /** Who asks: see `Floor.ask`; null sends no token. */
  readonly as?: Caller | null
  /** A text is sent as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends one request, e.g. `askRest(floor, 'POST', '/api/dial-queue/next', { body: { campaignId } })`. */
export async function askRest(floor: Floor, method: string, path: string, call: RestCall = {}): Promise<RestAnswer> {
  const { as = {}, body } = call
  const response = await fetch(`${floor.instance.url}${path}`, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${await floor.token(as)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as RestAnswer['body'] }
}
