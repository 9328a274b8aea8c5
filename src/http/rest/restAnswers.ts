import type { FastifyInstance, FastifyReply } from 'fastify'
import { NotFoundError, type ErrorCode } from '../../domainError.js'
import type { FormatError, PublicError } from '../../graphql/errorFormatting.js'
import { refusalOfFastify, statusOf } from '../errorAnswers.js'
import type { ReportOperation } from '../operationReport.js'
import { restStatuses } from './restStatus.js'

/** What went wrong, for a client of REST; further members are the error's details, e.g. `field`, `from` and `to`. */
export interface Failure {
  readonly message: string
  readonly code: ErrorCode
  readonly [detail: string]: unknown
}

/** The public error in the words of REST. */
export function failureOf({ message, extensions }: PublicError): Failure {
  return { message, ...extensions }
}

/** `{ "success": true, "data": … }` */
export function sendData(reply: FastifyReply, data: unknown): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ success: true, data }))
}

/** `{ "success": false, "error": { "message", "code", … } }`, with the status that follows from the code unless given. */
export function sendFailure(reply: FastifyReply, failure: Failure, status: number): FastifyReply {
  if (status === restStatuses.UNAUTHENTICATED) void reply.header('www-authenticate', 'Bearer')
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ success: false, error: failure }))
}

interface RestErrorOptions {
  formatError: FormatError
  report: ReportOperation
}

/**
 * Makes every refusal in this part of the server one of REST's, and reports it: those of the way in (no token, no
 * JSON, drain) and paths that are not there.
 */
export function answerErrorsAsRest(app: FastifyInstance, { formatError, report }: RestErrorOptions): void {
  app.setErrorHandler((error, request, reply) => {
    const fault = refusalOfFastify(error)
    const answer = formatError(fault, request.id)
    const { code } = answer.extensions
    report({ operation: 'none', transport: 'http', code, seconds: reply.elapsedTime / 1000, requestId: request.id })
    return sendFailure(reply, failureOf(answer), statusOf(fault) ?? restStatuses[code])
  })
}

/** Paths below this part's prefix that are not there, and methods that a path does not have. */
export function answerUnknownPathsAsRest(app: FastifyInstance, formatError: FormatError): void {
  app.setNotFoundHandler((request, reply) => {
    const answer = formatError(new NotFoundError('Path'), request.id)
    return sendFailure(reply, failureOf(answer), restStatuses.NOT_FOUND)
  })
}
