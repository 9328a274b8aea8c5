import type { FastifyInstance } from 'fastify'
import { BadInputError, ForbiddenError } from '../domainError.js'
import type { DemoIdentity } from '../demo/demoIdentity.js'

/** How visitors of the demo are signed in; null everywhere but on an embedded database out of production. */
export interface DemoSignIn {
  /** Whom the sign-in page offers; none when the database holds no demo. */
  identities(): Promise<readonly DemoIdentity[]>
  /** A token for one of them; null for anybody else. */
  tokenFor(agentId: string | null): Promise<string | null>
}

/** `GET /demo/identities` and `POST /demo/token`, for the sign-in page. Where there is no demo: nobody, and FORBIDDEN. */
export function serveDemoSignIn(app: FastifyInstance, demo: DemoSignIn | null): void {
  app.get('/demo/identities', async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
    return { identities: (await demo?.identities()) ?? [] }
  })
  app.post('/demo/token', async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    if (demo === null) throw new ForbiddenError('This server signs nobody in by itself')
    const token = await demo.tokenFor(agentIdOf(request.body))
    if (token === null) throw new ForbiddenError('The demo has nobody like this')
    return { token }
  })
}

/** Null: the supervisor. */
function agentIdOf(body: unknown): string | null {
  const agentId: unknown = typeof body === 'object' && body !== null && 'agentId' in body ? body.agentId : undefined
  if (agentId === null || typeof agentId === 'string') return agentId
  throw new BadInputError('agentId', 'agentId is the id of an agent of the demo, or null for its supervisor')
}
