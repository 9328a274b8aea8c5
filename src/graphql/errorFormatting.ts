import { randomUUID } from 'node:crypto'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { DomainError, type ErrorCode } from '../domainError.js'
import type { Logger } from '../logger.js'
import { causesOf, isConnectionFailure, ServiceUnavailableError } from '../serviceUnavailable.js'

/** An error as it may leave the server, over HTTP or WebSocket. `extensions.code` is always there. */
export interface PublicError extends GraphQLFormattedError {
  readonly extensions: { readonly code: ErrorCode; readonly [detail: string]: unknown }
}

/** Makes an answer of any thrown value; `requestId` only goes to the log. Never throws. */
export type FormatError = (error: unknown, requestId?: string) => PublicError

/** graphql-js quotes the offending input in its messages, and an input may be megabytes. */
const maxMessageCharacters = 300

/** What graphql-js says when a document is stopped by a bound of its own (parser tokens, work of comparing fields). */
const graphqlBound = /Document contains more tha[nt] \d+ tokens|^Validation aborted\.$/

/** An outage makes every request fail: one line a second says so without drowning everything else. */
const outageLogIntervalMs = 1000

/**
 * The one place where errors become answers:
 * - a DomainError says what it says, with its code and details;
 * - a fault of the document or its variables is BAD_USER_INPUT (LIMIT_EXCEEDED when a bound stopped it) with the
 *   message of graphql-js, shortened and without control characters, and without "Did you mean" when the schema is not
 *   for everyone to read;
 * - a database that cannot be reached is SERVICE_UNAVAILABLE;
 * - anything else is INTERNAL_SERVER_ERROR with an `errorId`, under which the log has the cause.
 */
export function createErrorFormatter(logger: Logger, options: { hideSuggestions: boolean }): FormatError {
  let outageLoggedAt = -Infinity

  const unavailable = (error: unknown, requestId?: string) => {
    if (Date.now() - outageLoggedAt >= outageLogIntervalMs) {
      outageLoggedAt = Date.now()
      logger.warn({ err: rootOf(error), requestId }, 'a service is unavailable')
    }
    return answer(error, 'SERVICE_UNAVAILABLE', new ServiceUnavailableError().message)
  }

  const internal = (error: unknown, requestId?: string) => {
    const errorId = randomUUID()
    logger.error({ err: rootOf(error), errorId, requestId }, 'internal error')
    return answer(error, 'INTERNAL_SERVER_ERROR', 'Internal error', { errorId })
  }

  return (error, requestId) => {
    const domainError = causesOf(error).find((cause) => cause instanceof DomainError)
    if (domainError !== undefined) {
      if (domainError instanceof ServiceUnavailableError && domainError.cause !== undefined) {
        return { ...unavailable(error, requestId), message: domainError.message }
      }
      return answer(error, domainError.code, domainError.message, domainError.details)
    }
    if (isRequestFault(error)) {
      const message = presentable(error.message, options.hideSuggestions)
      return answer(error, graphqlBound.test(error.message) ? 'LIMIT_EXCEEDED' : 'BAD_USER_INPUT', message)
    }
    return isConnectionFailure(error) ? unavailable(error, requestId) : internal(error, requestId)
  }
}

function answer(
  error: unknown,
  code: ErrorCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): PublicError {
  const { locations, path } = error instanceof GraphQLError ? error : {}
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { ...details, code } }
}

/**
 * True for what graphql-js (or Apollo) itself found wrong with the request. Such errors have no cause outside GraphQL,
 * except a scalar's refusal, which points into the document. While fields are resolved (the error has a path) only the
 * coercion of arguments blames the caller: it too points into the document, a resolver or an output scalar does not.
 */
function isRequestFault(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError)) return false
  if (error.path !== undefined) {
    const { originalError } = error
    return originalError instanceof GraphQLError && originalError.nodes !== undefined
  }
  return rootOf(error) instanceof GraphQLError || error.nodes !== undefined
}

/** The first cause, through GraphQL's wrappings. */
function rootOf(error: unknown): unknown {
  let root = error
  while (root instanceof GraphQLError && root.originalError !== undefined) root = root.originalError
  return root
}

function presentable(message: string, hideSuggestions: boolean): string {
  const known = hideSuggestions ? message.replace(/ Did you mean [^?]*\?/g, '') : message
  // C0, DEL, C1 and the two line separators: a message ends up in logs and terminals.
  const clean = known.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  return clean.length <= maxMessageCharacters ? clean : `${clean.slice(0, maxMessageCharacters - 1)}…`
}
