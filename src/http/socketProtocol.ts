import {
  execute,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql'
import { type ConnectionInitMessage, type Context, makeServer, type SubscribePayload } from 'graphql-ws'
import type { RequestContext } from '../graphql/authorization.js'
import type { PrepareDocument } from '../graphql/documents.js'
import type { FormatError } from '../graphql/errorFormatting.js'
import { LimitExceededError } from '../graphql/limits.js'
import { rootFieldName } from '../graphql/rootField.js'
import { brokenVariables } from '../graphql/variables.js'
import { UnauthenticatedError, type VerifyToken } from '../identity/token.js'
import type { Viewer } from '../identity/viewer.js'
import type { Logger } from '../logger.js'
import type { Metrics } from '../metrics.js'
import { ServiceUnavailableError } from '../serviceUnavailable.js'
import type { Drain } from './drain.js'
import type { HttpLimits } from './httpLimits.js'
import type { ReportOperation } from './operationReport.js'
import { createPublicResults } from './publicResult.js'
import { operationKeyOf, subscribeShared } from './socketExecution.js'
import { closeCodes, type GuardedSocket } from './socketGuard.js'

interface SocketProtocolOptions<TContext extends RequestContext> {
  schema: GraphQLSchema
  createContext: (viewer: Viewer | null, requestId: string) => TContext
  verifyToken: VerifyToken
  prepareDocument: PrepareDocument
  formatError: FormatError
  report: ReportOperation
  drain: Drain
  limits: HttpLimits
  metrics: Metrics
  logger: Logger
}

/** Speaks graphql-ws with a client until its socket closes. */
export type ServeSocket = (guarded: GuardedSocket, requestId: string) => void

/** What the protocol remembers of a socket. */
interface Session {
  readonly guarded: GuardedSocket
  readonly requestId: string
  operationCount: number
}

/** What is known of an operation that has passed the gate. */
interface Operation {
  readonly name: string
  readonly type: OperationTypeNode
  readonly requestId: string
  readonly viewer: Viewer | null
  readonly payload: SubscribePayload
  readonly startedAt: number
}

/**
 * Queries, mutations and subscriptions over graphql-ws, through the same token check, document gate, schema guards and
 * error formatting as HTTP.
 */
export function createSocketProtocol<TContext extends RequestContext>(
  options: SocketProtocolOptions<TContext>,
): ServeSocket {
  const { limits, metrics, logger, formatError, report } = options
  const publicResults = createPublicResults(formatError)
  // By the execution arguments and by the message that asked: all that graphql-ws hands to its hooks.
  const operations = new WeakMap<object, Operation>()

  const operationOf = (args: ExecutionArgs): Operation => {
    const operation = operations.get(args)
    if (operation === undefined) throw new Error('graphql-ws executes what has not passed onSubscribe')
    return operation
  }
  const reportAnswer = ({ name, startedAt, requestId }: Operation, code: ReturnType<typeof publicResults.codeOf>) => {
    report({ operation: name, transport: 'ws', code, seconds: (performance.now() - startedAt) / 1000, requestId })
  }

  const server = makeServer<ConnectionInitMessage['payload'], Session>({
    connectionInitWaitTimeout: limits.connectionInitSeconds * 1000,
    onConnect: ({ connectionParams, extra }) => connect(extra, connectionParams, options),
    onSubscribe({ subscriptions, extra }, _id, payload) {
      const refusal = refusalOf(Object.keys(subscriptions).length, options)
      if (refusal !== null) return [new GraphQLError(refusal.message, { originalError: refusal })]
      const prepared = options.prepareDocument(payload.query)
      if ('errors' in prepared) return prepared.errors
      const fault = brokenVariables(payload.variables)
      if (fault !== null) return [fault]
      const { document } = prepared
      const ast = getOperationAST(document, payload.operationName)
      if (!ast) return [new GraphQLError('The document has no operation of this name')]
      const { viewer, running } = extra.guarded
      const requestId = `${extra.requestId}.${++extra.operationCount}`
      const startedAt = performance.now()
      const operation = {
        name: rootFieldName(document, ast),
        type: ast.operation,
        requestId,
        viewer,
        payload,
        startedAt,
      }
      const args: ExecutionArgs = {
        schema: options.schema,
        document,
        operationName: payload.operationName ?? null,
        variableValues: payload.variables ?? null,
        contextValue: options.createContext(viewer, requestId),
      }
      operations.set(args, operation).set(payload, operation)
      if (ast.operation !== OperationTypeNode.SUBSCRIPTION) running.start()
      return args
    },
    async execute(args: ExecutionArgs) {
      const result = await execute(args)
      const operation = operationOf(args)
      reportAnswer(operation, publicResults.codeOf(result, operation.requestId))
      return result
    },
    async subscribe(args: ExecutionArgs) {
      const operation = operationOf(args)
      const { viewer, requestId } = operation
      const stream = await subscribeShared(args, {
        operationKey: operationKeyOf(operation.payload),
        createContext: () => options.createContext(viewer, requestId),
        onEnd: () => {
          metrics.subscriberLeft()
        },
      })
      const isOpen = Symbol.asyncIterator in stream
      if (isOpen) metrics.subscriberJoined()
      reportAnswer(operation, isOpen ? 'OK' : publicResults.codeOf(stream, requestId))
      return stream
    },
    onNext: (_ctx, _id, payload, _args, result) => publicResults.of(result, operations.get(payload)?.requestId),
    onError({ extra }, _id, payload, errors) {
      const operation = operations.get(payload)
      const requestId = operation?.requestId ?? extra.requestId
      const formatted = errors.map((error) => formatError(error, requestId))
      const code = formatted[0]?.extensions.code ?? 'INTERNAL_SERVER_ERROR'
      // Without an operation the message was refused at the gate; with one, a stream broke that was counted already.
      if (operation === undefined) report({ operation: 'none', transport: 'ws', code, seconds: 0, requestId })
      return formatted
    },
    onComplete({ extra }, _id, payload) {
      const operation = operations.get(payload)
      if (operation === undefined || operation.type === OperationTypeNode.SUBSCRIPTION) return
      // One turn later, because the frame that says so leaves after this hook.
      setImmediate(() => {
        extra.guarded.running.finish()
      })
    },
  })

  return (guarded, requestId) => {
    const { socket } = guarded
    const fail = (error: unknown) => {
      formatError(error, requestId)
      socket.close(closeCodes.internalError, 'Internal error')
    }
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) => guarded.send(data),
        close: (code, reason) => {
          socket.close(code, reason)
        },
        onMessage: (listener) => {
          socket.on('message', (data: Buffer) => void listener(data.toString()).catch(fail))
        },
      },
      { guarded, requestId, operationCount: 0 },
    )
    socket.once('close', (code, reason) => {
      logger.debug({ requestId, code }, 'socket closed')
      closed(code, reason.toString()).catch(fail)
    })
  }
}

type ConnectOptions = Pick<SocketProtocolOptions<RequestContext>, 'verifyToken' | 'formatError' | 'report'>

/** Authenticates a socket; false, with the close code and reason that say why, when that fails. */
async function connect(
  { guarded, requestId }: Session,
  params: Context['connectionParams'],
  { verifyToken, formatError, report }: ConnectOptions,
): Promise<boolean> {
  try {
    const authorization = params?.['authorization']
    guarded.viewer = await verifyToken(typeof authorization === 'string' ? authorization : undefined)
    return true
  } catch (error) {
    const { message, extensions } = formatError(error, requestId)
    report({ operation: 'none', transport: 'ws', code: extensions.code, seconds: 0, requestId })
    const isRefused = error instanceof UnauthenticatedError
    guarded.socket.close(isRefused ? closeCodes.forbidden : closeCodes.tryAgainLater, message)
    return false
  }
}

/** Why this socket may not start another operation now. `operationCount` includes the one that is asked for. */
function refusalOf(
  operationCount: number,
  { drain, limits }: { drain: Drain; limits: HttpLimits },
): LimitExceededError | ServiceUnavailableError | null {
  if (drain.isDraining) return new ServiceUnavailableError('The server is shutting down; try again')
  if (operationCount <= limits.operationsPerSocket) return null
  return new LimitExceededError(`A socket may run ${limits.operationsPerSocket} operations at once`)
}
