import type { ExecutionResult, FormattedExecutionResult } from 'graphql'
import type { ErrorCode } from '../domainError.js'
import type { FormatError } from '../graphql/errorFormatting.js'

/** Results as they may leave the server. The errors of a result are formatted (and logged) once, however often it is sent. */
interface PublicResults {
  of(result: ExecutionResult, requestId?: string): FormattedExecutionResult
  /** 'OK', or the code of the first error. */
  codeOf(result: ExecutionResult, requestId: string): ErrorCode | 'OK'
}

export function createPublicResults(formatError: FormatError): PublicResults {
  const formatted = new WeakMap<ExecutionResult, ReturnType<FormatError>[]>()

  const errorsOf = (result: ExecutionResult, requestId?: string) => {
    let errors = formatted.get(result)
    if (errors === undefined) {
      errors = (result.errors ?? []).map((error) => formatError(error, requestId))
      formatted.set(result, errors)
    }
    return errors
  }

  return {
    of: (result, requestId) =>
      result.errors === undefined ? result : { ...result, errors: errorsOf(result, requestId) },
    codeOf: (result, requestId) =>
      result.errors === undefined ? 'OK' : (errorsOf(result, requestId)[0]?.extensions.code ?? 'INTERNAL_SERVER_ERROR'),
  }
}
