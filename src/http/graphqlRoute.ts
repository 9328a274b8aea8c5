import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { getOperationAST, OperationTypeNode } from 'graphql'
import type { RequestContext } from '../graphql/authorization.js'
import type { PrepareDocument } from '../graphql/documents.js'
import { brokenVariables } from '../graphql/variables.js'
import type { VerifyToken } from '../identity/token.js'
import type { Viewer } from '../identity/viewer.js'
import { type ApolloOptions, createApollo } from './apollo.js'
import { BadRequestError, InvalidDocumentError } from './errorAnswers.js'
import { admit, answerPreflight, viewerOf, type CrossOriginRequests, type WayIn } from './wayIn.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the token was verified; null without a token. */
    viewer: Viewer | null
  }
}

interface GraphqlRouteOptions<TContext extends RequestContext> extends ApolloOptions, WayIn {
  path: string
  createContext: (viewer: Viewer | null, requestId: string) => TContext
  verifyToken: VerifyToken
  prepareDocument: PrepareDocument
  /** Then a request without a token goes on as nobody, so that a tool can read the schema. */
  allowIntrospection: boolean
}

const crossOrigin: CrossOriginRequests = {
  methods: 'GET, POST',
  headers: 'authorization, content-type, x-request-id, apollo-require-preflight',
}

/**
 * GraphQL over HTTP: POST, and GET for queries. A request passes the token, then the document gate that it shares with
 * the WebSocket, then Apollo Server, which is returned: what else executes operations goes through the same one.
 */
export async function serveGraphql<TContext extends RequestContext>(
  app: FastifyInstance,
  options: GraphqlRouteOptions<TContext>,
): Promise<ApolloServer<TContext>> {
  const { path, drain, isOriginAllowed, prepareDocument, verifyToken } = options
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
      admit(request, reply, options)
      requireAcceptableAnswer(request)
      request.viewer = await viewerOf(request, { verifyToken, allowNobody: options.allowIntrospection })
    },
    preHandler: (request, _reply, done) => {
      checkDocument(request, prepareDocument)
      done()
    },
    handler: (request, reply) => drain.track(Promise.resolve(handle.call(app, request, reply))),
  })
  app.options(path, (request, reply) => answerPreflight(request, reply, isOriginAllowed, crossOrigin))
  return apollo
}

/** Apollo would say 406 too, but only after it has executed the operation. */
function requireAcceptableAnswer({ headers: { accept } }: FastifyRequest): void {
  if (accept === undefined || /\*\/\*|application\/(\*|json|graphql-response\+json)/i.test(accept)) return
  throw new BadRequestError('Answers are application/graphql-response+json or application/json', 406)
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
