import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { DomainError } from '../domainError.js'
import { ServiceUnavailableError } from '../serviceUnavailable.js'
import { viewerFromClaims } from './claims.js'
import type { Viewer } from './viewer.js'

/** One fixed sentence per fault, so that no part of a token can ever be echoed. */
const faultMessages = {
  missing: 'Authentication is required',
  malformed: 'The authorization is not "Bearer" followed by a token',
  untrusted: 'The token is not trusted',
  expired: 'The token has expired',
  claims: 'The token lacks a claim that is needed, or one has a wrong value',
}
type TokenFault = keyof typeof faultMessages

/** Nobody, or nobody we can trust, is asking. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'UNAUTHENTICATED'

  constructor(readonly fault: TokenFault) {
    super(faultMessages[fault])
  }
}

/**
 * Turns an `Authorization` value ("Bearer …") into the viewer.
 * @throws UnauthenticatedError when it is missing or bad; ServiceUnavailableError when the JWKS cannot be read.
 */
export type VerifyToken = (authorization: string | undefined) => Promise<Viewer>

/** Exactly one family of keys: a shared secret, or the public keys at a URL. */
export type TokenTrust = { secret: string } | { jwksUrl: string }

/** HS256 wants a key as long as its hash (RFC 7518, 3.2). */
export const minSecretBytes = 32

/** A header may be 16 KiB in Node; a token of ours is about 250 characters. */
const maxTokenCharacters = 8192
const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i

/** Tokens remembered as good. At about 1 KiB each that is 10 MiB at most; the oldest goes first. */
const maxRemembered = 10_000

/** A key withdrawn from the JWKS stops counting within this time, even for a token that was seen before. */
const rememberedMs = 5 * 60_000

interface Remembered {
  viewer: Viewer
  /** Epoch milliseconds. */
  until: number
}

/**
 * A verifier that remembers good tokens by their text, because a WebCrypto HMAC costs more than the rest of a small
 * request. What was remembered is checked against the clock on every use.
 *
 * The algorithms follow from the trust alone, never from the token's header: a secret accepts HS256 only and a JWKS
 * RS256 and ES256 only, so no public key can be used as an HMAC secret and "none" is never accepted.
 * @param now epoch milliseconds; tests move it.
 * @throws Error when the secret is shorter than 32 bytes or the URL is none: the configuration is wrong.
 */
export function createTokenVerifier(trust: TokenTrust, now: () => number = Date.now): VerifyToken {
  const readClaims = createClaimsReader(trust, now)
  const remembered = new Map<string, Remembered>()

  return async (authorization) => {
    if (authorization === undefined) throw new UnauthenticatedError('missing')
    const known = remembered.get(authorization)
    if (known !== undefined) {
      if (known.until > now()) return known.viewer
      remembered.delete(authorization)
    }
    const viewer = viewerFromClaims(await readClaims(tokenIn(authorization)))
    if (viewer === null) throw new UnauthenticatedError('claims')
    const until = Math.min(viewer.expiresAt?.getTime() ?? Infinity, now() + rememberedMs)
    if (remembered.size >= maxRemembered) forgetOldest(remembered)
    remembered.set(authorization, { viewer, until })
    return viewer
  }
}

/**
 * A signed HS256 token for the command line and for tests.
 * @param expiresIn a time span such as '12h', '90 seconds' or '7 days', or the instant itself; one in the past makes an expired token.
 * @throws Error when the secret is too short; TypeError when the time span cannot be read.
 */
export async function signToken(
  secret: string,
  viewer: Omit<Viewer, 'expiresAt'>,
  expiresIn: string | Date,
): Promise<string> {
  const claims = { org: viewer.organizationId, role: viewer.role, ...(viewer.agentId && { agent: viewer.agentId }) }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(viewer.subject)
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(secretKey(secret))
}

function tokenIn(authorization: string): string {
  if (authorization.length > maxTokenCharacters) throw new UnauthenticatedError('malformed')
  const token = bearer.exec(authorization)?.[1]
  if (token === undefined) throw new UnauthenticatedError('malformed')
  return token
}

function createClaimsReader(trust: TokenTrust, now: () => number): (token: string) => Promise<JWTPayload> {
  const verify = createSignatureCheck(trust)
  return async (token) => {
    try {
      return await verify(token, new Date(now()))
    } catch (error) {
      throw refusalOf(error)
    }
  }
}

function createSignatureCheck(trust: TokenTrust): (token: string, currentDate: Date) => Promise<JWTPayload> {
  if ('secret' in trust) {
    const key = secretKey(trust.secret)
    return async (token, currentDate) => {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate })
      return payload
    }
  }
  const keys = createRemoteJWKSet(new URL(trust.jwksUrl))
  return async (token, currentDate) => {
    const { payload } = await jwtVerify(token, keys, { algorithms: ['RS256', 'ES256'], currentDate })
    return payload
  }
}

function refusalOf(error: unknown): DomainError {
  if (error instanceof errors.JWTExpired) return new UnauthenticatedError('expired')
  if (error instanceof errors.JWTClaimValidationFailed) return new UnauthenticatedError('claims')
  // The token's own faults are subclasses; a key server that is away, slow or broken is anything else.
  const isTokenFault =
    error instanceof errors.JOSEError && error.constructor !== errors.JOSEError && !isKeySetFault(error)
  if (isTokenFault) return new UnauthenticatedError('untrusted')
  return new ServiceUnavailableError('Tokens cannot be checked now; try again later', { cause: error })
}

function isKeySetFault(error: Error): boolean {
  return error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid
}

function secretKey(secret: string): Uint8Array {
  const key = new TextEncoder().encode(secret)
  if (key.length < minSecretBytes) throw new Error(`The token secret must have at least ${minSecretBytes} bytes`)
  return key
}

function forgetOldest(remembered: Map<string, Remembered>): void {
  const oldest = remembered.keys().next()
  if (oldest.done !== true) remembered.delete(oldest.value)
}
