import type { AddressInfo } from 'node:net'
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { RequestContext } from '../graphql/authorization.js'
import { createDocumentGate } from '../graphql/documents.js'
import { createErrorFormatter, type FormatError } from '../graphql/errorFormatting.js'
import type { VerifyToken } from '../identity/token.js'
import type { Viewer } from '../identity/viewer.js'
import type { Logger } from '../logger.js'
import type { Metrics } from '../metrics.js'
import { type DemoSignIn, serveDemoSignIn } from './demoSignIn.js'
import { BodyDeadline } from './bodyDeadline.js'
import { Drain, within } from './drain.js'
import { answerErrorsAsJson, BadRequestError, endWithError, sendErrors } from './errorAnswers.js'
import { serveGraphql } from './graphqlRoute.js'
import { defaultHttpLimits, type HttpLimits } from './httpLimits.js'
import { serveImport, type ImportWork } from './import/importRoute.js'
import { createOperationReporter } from './operationReport.js'
import { createOriginPolicy } from './originPolicy.js'
import { servePages } from './pages.js'
import { type ReadinessReport, serveProbes } from './probes.js'
import { requestIdOf } from './requestId.js'
import { serveRest } from './rest/restRoutes.js'
import { createSocketProtocol } from './socketProtocol.js'
import { serveWebSockets } from './webSocket.js'

export interface HttpServerOptions<TContext extends RequestContext> {
  /** The address to listen on, e.g. '127.0.0.1', or '0.0.0.0' for every interface. */
  host: string
  /** 0 takes a free port. */
  port: number
  /** Its root fields guard themselves: see `enforcePermissions`. */
  schema: GraphQLSchema
  /**
   * Called for each query and mutation, and for each event of a subscription, so that loaders never outlive what they
   * were filled for. Apollo works on a shallow copy of it with the same prototype: it cannot have `#private` fields.
   */
  createContext: (viewer: Viewer | null, requestId: string) => TContext
  verifyToken: VerifyToken
  /** What `/readyz` answers while the server is not draining. */
  isReady: () => Promise<ReadinessReport>
  metrics: Metrics
  logger: Logger
  /** Origins of pages elsewhere that may use the API; the server's own host always may. */
  allowedOrigins: readonly string[]
  /** Lets anybody, also without a token, read the schema. */
  allowIntrospection: boolean
  /** Serves GraphiQL at /graphiql, and lets whoever has a token read the schema. */
  hasGraphiql: boolean
  /** Signs visitors of the demo in; null where there is none. */
  demo: DemoSignIn | null
  /** What `POST /import` works with; without it there is none. */
  imports?: ImportWork
  limits?: Partial<HttpLimits>
}

export interface HttpServer {
  /** Starts to accept connections. Rejects when the address cannot be used. */
  listen(): Promise<{ port: number; url: string }>
  /**
   * Ends in order: `/readyz` says 503 and new work is refused, sockets are closed with 1001, running requests finish
   * (at most `drainSeconds`), then the port is free. Calling it again waits for the same end.
   */
  close(): Promise<void>
}

const graphqlPath = '/graphql'

/** How long a client may take to send a request's head; its body has a deadline of its own. */
const headTimeoutMs = 30_000

/** Builds the server: GraphQL over HTTP and WebSocket at `/graphql`, the pages, `/healthz`, `/readyz` and `/metrics`. */
export async function createHttpServer<TContext extends RequestContext>(
  options: HttpServerOptions<TContext>,
): Promise<HttpServer> {
  const { schema, metrics, logger, allowIntrospection } = options
  const limits = { ...defaultHttpLimits, ...options.limits }
  const drain = new Drain()
  const formatError = createErrorFormatter(logger, { hideSuggestions: !allowIntrospection })
  const pipeline = {
    ...{ schema, metrics, logger, limits, drain, formatError, allowIntrospection },
    path: graphqlPath,
    createContext: options.createContext,
    verifyToken: options.verifyToken,
    // GraphiQL is nothing without the schema; whoever reads it there has a token, unless nobody needs one.
    prepareDocument: createDocumentGate(schema, limits.query, allowIntrospection || options.hasGraphiql),
    report: createOperationReporter(metrics, logger, limits.slowOperationSeconds),
    isOriginAllowed: createOriginPolicy(options.allowedOrigins),
  }

  const app = createFastify(logger, formatError, limits)
  answerErrorsAsJson(app, { graphqlPath, formatError, report: pipeline.report })
  const { readinessSeconds } = limits
  serveProbes(app, { isReady: options.isReady, readinessSeconds, isDraining: () => drain.isDraining, metrics })
  const apollo = await serveGraphql(app, pipeline)
  await serveRest(app, { ...pipeline, apollo })
  const deadline = new BodyDeadline(limits.bodySeconds * 1000, () => formatError(unreadable()))
  deadline.watch(app.server)
  if (options.imports !== undefined) await serveImport(app, { ...pipeline, deadline, work: options.imports })
  serveDemoSignIn(app, options.demo)
  await servePages(app, options)
  const sockets = serveWebSockets(app.server, { ...pipeline, serveSocket: createSocketProtocol(pipeline) })
  await app.ready()

  const end = async () => {
    drain.begin()
    const milliseconds = limits.drainSeconds * 1000
    await Promise.all([sockets.close(milliseconds), within(milliseconds, drain.idle())])
    // Answers that are still being sent may finish; a connection that only stays open is cut.
    const cut = setTimeout(() => {
      app.server.closeAllConnections()
    }, lastBytesMs)
    await app.close()
    clearTimeout(cut)
  }
  let ending: Promise<void> | undefined

  return {
    async listen() {
      await app.listen({ host: options.host, port: options.port })
      const { port } = app.server.address() as AddressInfo
      return { port, url: urlOf(options.host, port) }
    },
    close: () => (ending ??= end()),
  }
}

/** After the last handler is done its answer is in the kernel's buffers, unless the client does not read. */
const lastBytesMs = 1000

const unreadable = (): BadRequestError => new BadRequestError('The request cannot be read')

function createFastify(logger: Logger, formatError: FormatError, limits: HttpLimits): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = logger
  const app = fastify({
    loggerInstance,
    // No logger and no line for each request: what is worth a line is logged with its requestId.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: limits.bodyBytes,
    // BodyDeadline's business, which can lift it for one route.
    requestTimeout: 0,
    // Draining answers its own 503.
    return503OnClosing: false,
    clientErrorHandler: ({ code }, socket) => {
      const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
      endWithError(socket, status, formatError(unreadable()))
    },
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void sendErrors(reply, [formatError(unreadable())])
    },
  })
  app.server.headersTimeout = headTimeoutMs
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    if (logger.isLevelEnabled('debug')) {
      const { method, id: requestId, routeOptions } = request
      const { statusCode, elapsedTime: milliseconds } = reply
      logger.debug({ requestId, method, route: routeOptions.url, statusCode, milliseconds }, 'request')
    }
    done()
  })
  return app
}

/** An address that a browser on this machine can open. */
function urlOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
