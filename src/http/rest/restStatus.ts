import type { ErrorCode } from '../../domainError.js'

/** The HTTP status of each code, for whoever speaks REST: 409 means that the world is not as the caller thought. */
export const restStatuses: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_TRANSITION: 409,
  CONFLICT: 409,
  LEASE_LOST: 409,
  AGENT_UNAVAILABLE: 409,
  CAMPAIGN_NOT_ACTIVE: 409,
  IDEMPOTENCY_MISMATCH: 409,
  LIMIT_EXCEEDED: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
}

/** Statuses that say more than the code: of a request that HTTP itself refuses. */
export const requestTooLarge = 413
export const wrongContentType = 415
