/** Who is signed in, as the token says. The server checks it again at every request; this only chooses what to show. */
export interface Session {
  /** As `Authorization: Bearer …` wants it, without the word Bearer. */
  readonly token: string
  readonly role: 'AGENT' | 'SUPERVISOR' | 'ADMIN' | 'DIALER'
  /** The agent that an AGENT's token stands for; null for the others. */
  readonly agentId: string | null
  /** Epoch milliseconds; null for a token without an end. */
  readonly expiresAt: number | null
}

/** Why somebody is asked to sign in again. */
export type SignOutReason = 'expired' | 'refused' | 'left'

const KEY = 'dialqueue.token'
const roles = ['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER'] as const

/** What a token says; null when it is none that the server could have signed, or its time is over. */
export function readToken(text: string, now = Date.now()): Session | null {
  const token = text.trim().replace(/^Bearer\s+/i, '')
  const claims = claimsOf(token)
  const role = roles.find((known) => known === claims?.['role'])
  if (claims === null || role === undefined) return null
  const expiresAt = typeof claims['exp'] === 'number' ? claims['exp'] * 1000 : null
  if (expiresAt !== null && expiresAt <= now) return null
  const agent = claims['agent']
  const agentId = typeof agent === 'string' || typeof agent === 'number' ? String(agent) : null
  return { token, role, agentId: role === 'AGENT' ? agentId : null, expiresAt }
}

function claimsOf(token: string): Record<string, unknown> | null {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token)?.[1]
  if (payload === undefined) return null
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    const claims: unknown = JSON.parse(text)
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Keeps the token for this tab, until it is closed. */
export function keepSession({ token }: Session): void {
  sessionStorage.setItem(KEY, token)
}

/** The session of this tab; null when nobody is signed in or the token has ended. */
export function currentSession(): Session | null {
  const token = sessionStorage.getItem(KEY)
  return token === null ? null : readToken(token)
}

/** What a page keeps of people for this agent, in either storage, has a key that begins so: it goes when the agent leaves. */
export function personalPrefix(agentId: string): string {
  return `dialqueue.personal.${agentId}.`
}

/** Forgets the token and leads to the sign-in page, which leads back to this one unless the person chose to leave. */
export function signOut(reason: SignOutReason): void {
  const agentId = currentSession()?.agentId ?? null
  if (reason === 'left' && agentId !== null) forgetPersonal(personalPrefix(agentId))
  sessionStorage.removeItem(KEY)
  location.replace(signInAddress(location, reason))
}

function forgetPersonal(prefix: string): void {
  for (const storage of [sessionStorage, localStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key)
  }
}

/** Where somebody signs in who was at `place`. */
export function signInAddress(
  { pathname, search }: { pathname: string; search: string },
  reason: SignOutReason | null,
): string {
  const query = new URLSearchParams()
  if (reason !== 'left') query.set('next', pathname + search)
  if (reason !== null) query.set('why', reason)
  return `/?${query.toString()}`
}

/** A page of this server to go on to; null for anything else, so that no link can lead a fresh token elsewhere. */
export function nextPage(search: string): string | null {
  const next = new URLSearchParams(search).get('next')
  return next !== null && /^\/(wallboard|desk|campaigns|graphiql)(?=$|[/?])/.test(next) ? next : null
}
