import { DomainError } from './domainError.js'

/** Something this server depends on cannot be reached now: nothing was changed, and asking again later may work. */
export class ServiceUnavailableError extends DomainError {
  readonly code = 'SERVICE_UNAVAILABLE'

  constructor(message = 'The service is unavailable now; try again later', options: { cause?: unknown } = {}) {
    super(message)
    if ('cause' in options) this.cause = options.cause
  }
}

/** Network faults of Node, and the codes by which Prisma says that it could not get or keep a connection. */
const failureCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037'],
])

/**
 * SQLSTATEs (PostgreSQL manual, appendix A): 08 connection exception, 53 insufficient resources (53300 is "too many
 * connections"), 57P01 to 57P03 shutdown, crash, starting up, 57014 statement timeout, 55P03 lock timeout.
 */
const failureSqlState = /^(08\w{3}|53\w{3}|57P0[123]|57014|55P03)$/

/** What `pg` and its pool say without a code. */
const failureMessage =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end)/

/** How far a chain of causes is followed; a real one is at most five long (GraphQL, Prisma, adapter, driver, socket). */
const maxCauses = 10

/** True when the error, or anything that caused it, says that the database (or another server) cannot be reached. */
export function isConnectionFailure(error: unknown): boolean {
  return causesOf(error).some((cause) => {
    const { code, originalCode, message } = cause
    const codes = [code, originalCode].filter((value) => typeof value === 'string')
    if (codes.some((value) => failureCodes.has(value) || failureSqlState.test(value))) return true
    return typeof message === 'string' && failureMessage.test(message)
  })
}

/** The error and what lies behind it, in the places where graphql-js, Prisma, its adapters and Node keep a cause. */
export function causesOf(error: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  const waiting: unknown[] = [error]
  while (waiting.length > 0 && found.length < maxCauses) {
    const next = waiting.shift()
    if (!isRecord(next) || found.includes(next)) continue
    found.push(next)
    const driverError = isRecord(next['meta']) ? next['meta']['driverAdapterError'] : undefined
    waiting.push(next['originalError'], next['cause'], driverError)
    if (Array.isArray(next['errors'])) waiting.push(...(next['errors'] as unknown[]))
  }
  return found
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
