import { type Client, type ClientOptions, createClient, type ExecutionResult } from 'graphql-ws'
import { onTestFinished } from 'vitest'
import { type ClientOptions as WebSocketOptions, WebSocket } from 'ws'
import type { TestServer } from './testServer.js'

export const protocol = 'graphql-transport-ws'

/** A graphql-ws client of this role that never reconnects, disposed when the test ends. */
export function clientOf(server: TestServer, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    url: server.socketUrl,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ authorization: `Bearer ${await server.tokenFor('SUPERVISOR')}` }),
    retryAttempts: 0,
    ...options,
  })
  onTestFinished(() => void client.dispose())
  return client
}

export type Answer = ExecutionResult | { extensions: { code: string }; message: string }[]

/** The first result of an operation, or the errors with which it was refused. */
export async function firstAnswer(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const results = client.iterate({ query, variables })
  try {
    const step = await results.next()
    return step.value as ExecutionResult
  } catch (errors) {
    return errors as Answer
  }
}

/** The code of the first error of an answer. */
export const codeOf = (answer: Answer) => {
  const errors = Array.isArray(answer) ? answer : answer.errors
  return errors?.[0]?.extensions['code']
}

/** A raw socket and the code with which it ends. */
export function rawSocket(server: TestServer, options: WebSocketOptions & { protocols?: string[] } = {}) {
  const { protocols = [protocol], ...rest } = options
  const socket = new WebSocket(server.socketUrl, protocols, rest)
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: reason.toString() })
    })
  })
  const opened = new Promise<number | 'open'>((resolve) => {
    socket.on('open', () => {
      resolve('open')
    })
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
    })
  })
  socket.on('error', () => undefined)
  onTestFinished(() => {
    socket.terminate()
  })
  return { socket, opened, closed }
}

/** The message that authenticates. */
export const init = (authorization?: string) =>
  JSON.stringify({ type: 'connection_init', payload: authorization === undefined ? {} : { authorization } })

/** The value of one line of /metrics; 0 when there is none. */
export async function countOf(server: TestServer, line: string): Promise<number> {
  const text = await server.metrics.text()
  const found = text.split('\n').find((entry) => entry.startsWith(`${line} `))
  return Number(found?.split(' ').at(-1) ?? 0)
}
