import { setTimeout as sleep } from 'node:timers/promises'
import type { TestContext } from 'vitest'
import type { RequestContext } from '../../src/graphql/authorization.js'
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server.js'
import { createTokenVerifier, signToken } from '../../src/identity/token.js'
import type { Role, Viewer } from '../../src/identity/viewer.js'
import { createLogger } from '../../src/logger.js'
import { createMetrics, type Metrics } from '../../src/metrics.js'
import { createTestSchema, type Probe } from './testSchema.js'

export const secret = 'a secret of more than thirty-two bytes'

export interface TestServer extends HttpServer {
  url: string
  socketUrl: string
  metrics: Metrics
  probe: Probe
  /** The lines written to the log so far. */
  log: string[]
  tokenFor(role: Role, expiresIn?: string | Date): Promise<string>
  /** POST /graphql as a SUPERVISOR unless headers say otherwise. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
}

/** A server on a free port with a schema of a few fields, closed when the test ends. */
export async function startTestServer(
  test: Pick<TestContext, 'onTestFinished'>,
  overrides: Partial<HttpServerOptions<RequestContext>> = {},
): Promise<TestServer> {
  const { schema, probe } = createTestSchema()
  const metrics = createMetrics()
  const log: string[] = []
  const server = await createHttpServer<RequestContext>({
    host: '127.0.0.1',
    port: 0,
    schema,
    createContext: (viewer, requestId) => ({ viewer, requestId }),
    verifyToken: createTokenVerifier({ secret }),
    isReady: () => Promise.resolve({ ready: true, checks: { database: true } }),
    metrics,
    logger: createLogger('debug', { write: (line) => void log.push(line) }),
    allowedOrigins: ['https://desk.example.com'],
    allowIntrospection: true,
    hasGraphiql: false,
    demo: null,
    ...overrides,
  })
  test.onTestFinished(() => server.close())
  const { url } = await server.listen()
  const tokenFor = (role: Role, expiresIn: string | Date = '1h') => signToken(secret, viewerOf(role), expiresIn)
  return {
    ...server,
    ...{ url, metrics, probe, log, tokenFor },
    socketUrl: `${url.replace('http', 'ws')}/graphql`,
    post: async (body, headers) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenFor('SUPERVISOR')}`,
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  }
}

export function viewerOf(role: Role): Omit<Viewer, 'expiresAt'> {
  return { organizationId: '7', subject: `${role} in a test`, role, agentId: role === 'AGENT' ? '42' : null }
}

/** Resolves when the condition holds; fails the test after five seconds. */
export async function eventually(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('the condition never held')
    await sleep(5)
  }
}
