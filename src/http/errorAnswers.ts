import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { GraphQLError } from 'graphql'
import { DomainError, type ErrorCode, NotFoundError } from '../domainError.js'
import { hasCode } from '../errorCode.js'
import type { FormatError, PublicError } from '../graphql/errorFormatting.js'
import { LimitExceededError } from '../graphql/limits.js'
import type { ReportOperation } from './operationReport.js'

/** The request cannot be understood as HTTP or as GraphQL over HTTP. */
export class BadRequestError extends DomainError {
  readonly code = 'BAD_USER_INPUT'

  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message)
  }
}

/** A GraphQL text that the document gate refused, with everything it found. */
export class InvalidDocumentError extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('The GraphQL document was refused')
  }
}

/** The status of a request that was refused before anything was executed; the rest are 400 or 500. */
const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  LIMIT_EXCEEDED: 400,
  SERVICE_UNAVAILABLE: 503,
}

interface ErrorAnswerOptions {
  graphqlPath: string
  formatError: FormatError
  report: ReportOperation
}

/**
 * Makes every answer that Fastify itself would word into `{ "errors": [{ "message", "extensions": { "code" } }] }`, and
 * reports the requests to the GraphQL path that were refused on the way in.
 */
export function answerErrorsAsJson(app: FastifyInstance, options: ErrorAnswerOptions): void {
  const { graphqlPath, formatError, report } = options
  app.setErrorHandler((error, request, reply) => {
    const fault = refusalOfFastify(error)
    const faults = fault instanceof InvalidDocumentError ? fault.errors : [fault]
    const errors = faults.map((one) => formatError(one, request.id))
    if (request.routeOptions.url === graphqlPath) {
      const code = codeOf(errors)
      report({ operation: 'none', transport: 'http', code, seconds: reply.elapsedTime / 1000, requestId: request.id })
    }
    return sendErrors(reply, errors, statusOf(fault))
  })
  app.setNotFoundHandler((request, reply) => {
    if (request.url.split('?', 1)[0] !== graphqlPath) {
      return sendErrors(reply, [formatError(new NotFoundError('Path'), request.id)])
    }
    const fault = new BadRequestError('The method must be GET or POST', 405)
    void reply.header('allow', 'GET, POST, OPTIONS')
    return sendErrors(reply, [formatError(fault, request.id)], fault.status)
  })
}

/** Answers a request that was refused as a whole. The status follows from the first error unless it is given. */
export function sendErrors(reply: FastifyReply, errors: readonly PublicError[], status?: number): FastifyReply {
  const code = codeOf(errors)
  if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer')
  const accept = reply.request.headers.accept
  const type = accept?.includes('application/graphql-response+json') ? 'graphql-response+json' : 'json'
  return reply
    .code(status ?? statuses[code] ?? 500)
    .header('content-type', `application/${type}; charset=utf-8`)
    .send(JSON.stringify({ errors }))
}

function codeOf(errors: readonly PublicError[]): ErrorCode {
  return errors[0]?.extensions.code ?? 'INTERNAL_SERVER_ERROR'
}

/** Answers on a connection that has no HTTP response (an upgrade, or what is not even HTTP) and ends it. */
export function endWithError(socket: Duplex, status: number, error: PublicError): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify({ errors: [error] })
  socket.once('finish', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\nConnection: close\r\n` +
      `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** A body over the limit; otherwise an exceeded limit is a 400. */
class BodyTooLargeError extends LimitExceededError {
  readonly status = 413
}

/** The status that a fault has of its own; undefined when it follows from its code. */
export function statusOf(fault: unknown): number | undefined {
  return fault instanceof BadRequestError || fault instanceof BodyTooLargeError ? fault.status : undefined
}

/** Fastify's refusals in our words: its own messages name internals and quote the request. */
export function refusalOfFastify(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error
  // The Apollo integration builds an address from the Host header, which may be anything.
  if (hasCode(error, 'ERR_INVALID_URL')) return new BadRequestError('The address cannot be read')
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status < 400 || status >= 500) return error
  if (status === 413) return new BodyTooLargeError('The request body is too large')
  if (status === 415) return new BadRequestError('The content type must be application/json', status)
  return new BadRequestError('The request body is not valid JSON', status)
}
