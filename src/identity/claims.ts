import { type Role, roles, type Viewer } from './viewer.js'

/** Ids are PostgreSQL bigints: a larger number could not be asked for and would fail inside the database. */
const largestId = 2n ** 63n - 1n

/** An issuer's `sub` is a key, not a text; longer ones are refused (RFC 7519, 4.1.2 leaves the length open). */
const maxSubjectCharacters = 255

/**
 * The viewer that a token's verified claims describe. Null when `sub`, `org` or `role` is missing or not what it should
 * be, or when an AGENT's token names no agent.
 */
export function viewerFromClaims(claims: Readonly<Record<string, unknown>>): Viewer | null {
  const { sub, org, role, agent, exp } = claims
  const organizationId = idOf(org)
  if (typeof sub !== 'string' || sub === '' || sub.length > maxSubjectCharacters) return null
  if (organizationId === null || !isRole(role)) return null
  const agentId = role === 'AGENT' ? idOf(agent) : null
  if (role === 'AGENT' && agentId === null) return null
  return {
    organizationId,
    subject: sub,
    role,
    agentId,
    expiresAt: typeof exp === 'number' ? new Date(exp * 1000) : null,
  }
}

/** A decimal string without leading zeros; null for anything that is not a positive bigint. */
function idOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null
  if (typeof value !== 'string' || !/^[1-9]\d{0,18}$/.test(value)) return null
  return BigInt(value) <= largestId ? value : null
}

function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value)
}
