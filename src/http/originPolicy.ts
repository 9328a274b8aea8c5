/** True when a browser page of this origin may use the API of this host. */
export type OriginPolicy = (origin: string | undefined, host: string | undefined) => boolean

/**
 * Allows the listed origins and the server's own host. A request without an Origin is no browser's cross-site request
 * (programs, same-origin GETs) and is always allowed; "null" and anything that is no address is not.
 * @param allowedOrigins e.g. `https://desk.example.com`, scheme and port included
 * @throws TypeError when an entry is no address.
 */
export function createOriginPolicy(allowedOrigins: readonly string[]): OriginPolicy {
  const allowed = new Set(allowedOrigins.map((entry) => new URL(entry).origin))
  return (origin, host) => {
    if (origin === undefined) return true
    if (!URL.canParse(origin)) return false
    const parsed = new URL(origin)
    return allowed.has(parsed.origin) || (host !== undefined && parsed.host === host.toLowerCase())
  }
}
