import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { getOperationAST, OperationTypeNode } from 'graphql'
import { ForbiddenError } from '../domainError.js'
import type { RequestContext } from '../graphql/authorization.js'
import type { PrepareDocument } from '../graphql/documents.js'
import { brokenVariables } from '../graphql/variables.js'
import { UnauthenticatedError, type VerifyToken } from '../identity/token.js'
import type { Viewer } from '../identity/viewer.js'
import { ServiceUnavailableError } from '../serviceUnavailable.js'
import { type ApolloOptions, createApollo } from './apollo.js'
import type { Drain } from './drain.js'
import { BadRequestError, InvalidDocumentError } from './errorAnswers.js'
import type { OriginPolicy } from './originPolicy.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the token was verified; null without a token. */
    viewer: Viewer | null
  }
}

interface GraphqlRouteOptions<TContext extends RequestContext> extends ApolloOptions {
  path: string
  createContext: (viewer: Viewer | null, requestId: string) => TContext
  verifyToken: VerifyToken
  prepareDocument: PrepareDocument
  isOriginAllowed: OriginPolicy
  /** Then a request without a token goes on as nobody, so that a tool can read the schema. */
  allowIntrospection: boolean
  drain: Drain
}

/**
 * GraphQL over HTTP: POST, and GET for queries. A request passes the token, then the document gate that it shares with
 * the WebSocket, then Apollo Server.
 */
export async function serveGraphql<TContext extends RequestContext>(
  app: FastifyInstance,
  options: GraphqlRouteOptions<TContext>,
): Promise<void> {
  const { path, drain, isOriginAllowed, prepareDocument } = options
  const apollo = createApollo<TContext>(options)
  await apollo.start()
  const handle = fastifyApolloHandler(apollo, {
    context: (request) => Promise.resolve(options.createContext(request.viewer, request.id)),
  })

  app.decorateRequest('viewer', null)
  app.addHook('onClose', () => apollo.stop())
  app.route<{ Reply: string }>({
    method: ['GET', 'POST'],
    url: path,
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      allowOrigin(request, reply, isOriginAllowed)
      if (drain.isDraining) {
        void reply.header('connection', 'close')
        throw new ServiceUnavailableError('The server is shutting down; try again')
      }
      requireAcceptableAnswer(request)
      request.viewer = await viewerOf(request, options)
    },
    preHandler: (request, _reply, done) => {
      checkDocument(request, prepareDocument)
      done()
    },
    handler: (request, reply) => drain.track(Promise.resolve(handle.call(app, request, reply))),
  })
  app.options(path, (request, reply) => answerPreflight(request, reply, isOriginAllowed))
}

/** Apollo would say 406 too, but only after it has executed the operation. */
function requireAcceptableAnswer({ headers: { accept } }: FastifyRequest): void {
  if (accept === undefined || /\*\/\*|application\/(\*|json|graphql-response\+json)/i.test(accept)) return
  throw new BadRequestError('Answers are application/graphql-response+json or application/json', 406)
}

/** A bad token is refused before its body is read; no token is refused too unless there is a schema to read. */
async function viewerOf(
  request: FastifyRequest,
  { verifyToken, allowIntrospection }: { verifyToken: VerifyToken; allowIntrospection: boolean },
): Promise<Viewer | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) return verifyToken(authorization)
  if (!allowIntrospection) throw new UnauthenticatedError('missing')
  return null
}

/** Refuses what the gate refuses. What is not even a text is left to Apollo, which says what is missing. */
function checkDocument(request: FastifyRequest, prepareDocument: PrepareDocument): void {
  const { query, operationName, variables } = parametersOf(request.method === 'GET' ? request.query : request.body)
  if (typeof query !== 'string' || query === '') return
  const prepared = prepareDocument(query)
  if ('errors' in prepared) throw new InvalidDocumentError(prepared.errors)
  const fault = brokenVariables(typeof variables === 'string' ? parsed(variables) : variables)
  if (fault !== null) throw new InvalidDocumentError([fault])
  const operation = getOperationAST(prepared.document, typeof operationName === 'string' ? operationName : null)
  if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new BadRequestError('Subscriptions are served over WebSocket, on this path')
  }
}

function parametersOf(source: unknown): { query?: unknown; operationName?: unknown; variables?: unknown } {
  return typeof source === 'object' && source !== null ? source : {}
}

/** The variables of a GET; null for what is no JSON, about which Apollo complains. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Lets a page of an allowed origin read the answer. Other pages' requests carry no token, so they are harmless. */
function allowOrigin(request: FastifyRequest, reply: FastifyReply, isOriginAllowed: OriginPolicy): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  void reply.header('vary', 'Origin')
  if (!isOriginAllowed(origin, host)) return false
  void reply.header('access-control-allow-origin', origin)
  void reply.header('access-control-expose-headers', 'x-request-id')
  return true
}

/** A browser asks this before a request that is not simple; the answer may be kept for ten minutes. */
function answerPreflight(request: FastifyRequest, reply: FastifyReply, isOriginAllowed: OriginPolicy): FastifyReply {
  if (!allowOrigin(request, reply, isOriginAllowed)) throw new ForbiddenError('This origin is not allowed')
  return reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST')
    .header('access-control-allow-headers', 'authorization, content-type, x-request-id, apollo-require-preflight')
    .header('access-control-max-age', '600')
    .send()
}
