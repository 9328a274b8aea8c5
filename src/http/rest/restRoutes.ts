import type { ApolloServer } from '@apollo/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { UnauthenticatedError, type VerifyToken } from '../../identity/token.js'
import type { RequestContext } from '../../graphql/authorization.js'
import type { FormatError, PublicError } from '../../graphql/errorFormatting.js'
import type { Viewer } from '../../identity/viewer.js'
import type { ReportOperation } from '../operationReport.js'
import { admit, answerPreflight, viewerOf, type CrossOriginRequests, type WayIn } from '../wayIn.js'
import { dialQueueRoutes } from './dialQueueRoutes.js'
import { openApiDocument } from './openApi.js'
import { answerErrorsAsRest, answerUnknownPathsAsRest, failureOf, sendData, sendFailure } from './restAnswers.js'
import type { RestRoute } from './restRoute.js'
import { restStatuses } from './restStatus.js'

interface RestOptions<TContext extends RequestContext> extends WayIn {
  /** Executes the operations, as those of `/graphql`: with its permissions, error formatting and report. */
  apollo: ApolloServer<TContext>
  createContext: (viewer: Viewer | null, requestId: string) => TContext
  verifyToken: VerifyToken
  formatError: FormatError
  report: ReportOperation
  /** Then the description is for everyone, as the schema is. */
  allowIntrospection: boolean
}

/** All that is served by `serveRest` is below this. */
export const restPrefix = '/api'

const crossOrigin: CrossOriginRequests = {
  methods: 'GET, POST, PUT',
  headers: 'authorization, content-type, x-request-id, idempotency-key',
}

/**
 * The REST endpoints for those who come from the old module, below `/api`, with their description at
 * `/api/openapi.json`. Each executes one GraphQL operation, so no rule lives here.
 */
export async function serveRest<TContext extends RequestContext>(
  app: FastifyInstance,
  options: RestOptions<TContext>,
): Promise<void> {
  const { formatError, isOriginAllowed, verifyToken, allowIntrospection } = options
  await app.register(
    (rest, _options, done) => {
      answerErrorsAsRest(rest, options)
      answerUnknownPathsAsRest(rest, formatError)
      for (const route of dialQueueRoutes) serveRoute(rest, route, options)
      const text = JSON.stringify(openApiDocument)
      rest.get('/openapi.json', { exposeHeadRoute: false }, async (request, reply) => {
        admit(request, reply, options)
        await viewerOf(request, { verifyToken, allowNobody: allowIntrospection })
        return reply.type('application/json; charset=utf-8').send(text)
      })
      rest.options('/*', (request, reply) => answerPreflight(request, reply, isOriginAllowed, crossOrigin))
      done()
    },
    { prefix: restPrefix },
  )
}

function serveRoute<TContext extends RequestContext>(
  rest: FastifyInstance,
  route: RestRoute,
  options: RestOptions<TContext>,
): void {
  rest.route({
    method: route.method,
    url: route.path,
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      admit(request, reply, options)
      request.viewer = await viewerOf(request, { verifyToken: options.verifyToken, allowNobody: false })
    },
    handler: async (request, reply) => {
      const result = await options.drain.track(execute(route, request, options))
      if ('error' in result) return sendFailure(reply, result.error, restStatuses[result.code])
      return sendData(reply, result.data)
    },
  })
}

type Result = { data: object } | { code: keyof typeof restStatuses; error: ReturnType<typeof failureOf> }

async function execute<TContext extends RequestContext>(
  route: RestRoute,
  request: FastifyRequest,
  { apollo, createContext }: RestOptions<TContext>,
): Promise<Result> {
  if (request.viewer === null) throw new UnauthenticatedError('missing')
  const variables = route.variablesOf({ ...requestParts(request), idempotencyKey: idempotencyKeyOf(request) })
  const contextValue = createContext(request.viewer, request.id)
  const { body } = await apollo.executeOperation({ query: route.document, variables }, { contextValue })
  // Only @defer and @stream make any other kind.
  if (body.kind !== 'single') throw new Error('an operation of REST was answered in parts')
  const { data, errors } = body.singleResult
  // Every error in an answer went through our formatter, which sets one of our codes.
  const [error] = (errors ?? []) as readonly PublicError[]
  if (error !== undefined) return { code: error.extensions.code, error: renamed(failureOf(error), route.renamed) }
  return { data: route.present(data) }
}

function requestParts({ params, query, body }: FastifyRequest): { params: unknown; query: unknown; body: unknown } {
  return { params, query, body }
}

function idempotencyKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key']
  return typeof key === 'string' ? key : null
}

/** A refusal names inputs as GraphQL does: what is called otherwise here is called so in the answer. */
function renamed(failure: ReturnType<typeof failureOf>, names: RestRoute['renamed']): ReturnType<typeof failureOf> {
  const message = Object.entries(names).reduce(
    (text, [theirs, ours]) => text.replaceAll(new RegExp(`\\b${theirs}\\b`, 'g'), ours),
    failure.message,
  )
  const { field } = failure
  const ours = typeof field === 'string' ? (names[field] ?? field) : field
  return { ...failure, message, ...(ours === undefined ? {} : { field: ours }) }
}
