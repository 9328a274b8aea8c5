/** The closed list of `extensions.code` values that a client can meet (design: "One way in"). */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'INVALID_TRANSITION',
  'CONFLICT',
  'LEASE_LOST',
  'AGENT_UNAVAILABLE',
  'CAMPAIGN_NOT_ACTIVE',
  'IDEMPOTENCY_MISMATCH',
  'LIMIT_EXCEEDED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/**
 * A refusal that the caller can understand and act on. Its message is shown to the client as it is, so it never holds
 * SQL, a phone number, a name or a token. A refused use case has changed nothing.
 */
export abstract class DomainError extends Error {
  /** Stable, machine-readable: `extensions.code` in GraphQL. */
  abstract readonly code: ErrorCode
  /** Further `extensions`, plain JSON, e.g. `{ from: 'QUEUED', to: 'COMPLETED' }`. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = new.target.name
    this.details = details
  }
}

/** The input has the right GraphQL type but a value that cannot be meant. `details.field` names the argument. */
export class BadInputError extends DomainError {
  readonly code = 'BAD_USER_INPUT'

  constructor(field: string, message: string) {
    super(message, { field })
  }
}

/** No such thing in the caller's organization; another organization's id gives the same answer. */
export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND'

  constructor(what: string) {
    super(`${what} not found`, { what })
  }
}

/** The caller is known, but its role or agent may not do this. */
export class ForbiddenError extends DomainError {
  readonly code = 'FORBIDDEN'
}
