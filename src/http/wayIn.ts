import type { FastifyReply, FastifyRequest } from 'fastify'
import { ForbiddenError } from '../domainError.js'
import { UnauthenticatedError, type VerifyToken } from '../identity/token.js'
import type { Viewer } from '../identity/viewer.js'
import { ServiceUnavailableError } from '../serviceUnavailable.js'
import type { Drain } from './drain.js'
import type { OriginPolicy } from './originPolicy.js'

/** What every request to the API passes first, whatever its path. */
export interface WayIn {
  readonly isOriginAllowed: OriginPolicy
  readonly drain: Drain
}

/**
 * Lets a page of an allowed origin read the answer, and turns everybody away while the server is on its way out.
 * @throws ServiceUnavailableError while the server drains.
 */
export function admit(request: FastifyRequest, reply: FastifyReply, { isOriginAllowed, drain }: WayIn): void {
  allowOrigin(request, reply, isOriginAllowed)
  if (drain.isDraining) {
    void reply.header('connection', 'close')
    throw new ServiceUnavailableError('The server is shutting down; try again')
  }
}

/**
 * Who asks. A bad token is refused before its body is read; no token is refused too unless nobody may ask as well, to
 * read the schema.
 * @throws UnauthenticatedError, ServiceUnavailableError when tokens cannot be checked now.
 */
export async function viewerOf(
  request: FastifyRequest,
  { verifyToken, allowNobody }: { verifyToken: VerifyToken; allowNobody: boolean },
): Promise<Viewer | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) return verifyToken(authorization)
  if (!allowNobody) throw new UnauthenticatedError('missing')
  return null
}

/** What pages of other origins may send: upper-case methods and lower-case header names, comma-separated. */
export interface CrossOriginRequests {
  readonly methods: string
  readonly headers: string
}

/**
 * A browser asks this before a request that is not simple; the answer may be kept for ten minutes.
 * @throws ForbiddenError for an origin that is not allowed.
 */
export function answerPreflight(
  request: FastifyRequest,
  reply: FastifyReply,
  isOriginAllowed: OriginPolicy,
  { methods, headers }: CrossOriginRequests,
): FastifyReply {
  if (!allowOrigin(request, reply, isOriginAllowed)) throw new ForbiddenError('This origin is not allowed')
  return reply
    .code(204)
    .header('access-control-allow-methods', methods)
    .header('access-control-allow-headers', headers)
    .header('access-control-max-age', '600')
    .send()
}

/** Other pages' requests carry no token, so they are harmless: they only cannot read the answer. */
function allowOrigin(request: FastifyRequest, reply: FastifyReply, isOriginAllowed: OriginPolicy): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  void reply.header('vary', 'Origin')
  if (!isOriginAllowed(origin, host)) return false
  void reply.header('access-control-allow-origin', origin)
  void reply.header('access-control-expose-headers', 'x-request-id')
  return true
}
