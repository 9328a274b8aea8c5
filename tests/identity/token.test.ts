import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createTokenVerifier, signToken, UnauthenticatedError, type VerifyToken } from '../../src/identity/token.js'
import type { Viewer } from '../../src/identity/viewer.js'
import { ServiceUnavailableError } from '../../src/serviceUnavailable.js'

const secret = 'a secret of more than thirty-two bytes'
const supervisor = { organizationId: '7', subject: 'sue', role: 'SUPERVISOR', agentId: null } as const

async function signed(claims: Record<string, unknown>, key = secret, alg = 'HS256'): Promise<string> {
  const token = await new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key))
  return `Bearer ${token}`
}

/** The fault for which the verifier refuses; 'none' when it does not. */
async function faultOf(verify: VerifyToken, authorization: string | undefined): Promise<string> {
  const refusal: unknown = await verify(authorization).catch((error: unknown) => error)
  if (!(refusal instanceof Error)) return 'none'
  if (!(refusal instanceof UnauthenticatedError)) throw refusal
  expect(refusal.message).not.toMatch(/ey|[.]/)
  return refusal.fault
}

describe('a token signed with the shared secret', () => {
  const verify = createTokenVerifier({ secret })

  it('says who is asking, until when', async () => {
    const viewer = await verify(`Bearer ${await signToken(secret, supervisor, '12h')}`)
    expect(viewer).toEqual({ ...supervisor, expiresAt: expect.any(Date) as Date })
    const hours = ((viewer.expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeCloseTo(12, 1)
  })

  it('names the agent of an AGENT, and of nobody else', async () => {
    const agent: Omit<Viewer, 'expiresAt'> = { organizationId: '7', subject: 'al', role: 'AGENT', agentId: '42' }
    expect(await verify(`Bearer ${await signToken(secret, agent, '1h')}`)).toMatchObject({ agentId: '42' })
    const dialler = await signed({ sub: 'd', org: 7, role: 'DIALER', agent: '42' })
    expect(await verify(dialler)).toMatchObject({ organizationId: '7', agentId: null, expiresAt: null })
  })

  it.each([
    ['no sub', { org: '7', role: 'ADMIN' }],
    ['an empty sub', { sub: '', org: '7', role: 'ADMIN' }],
    ['no organization', { sub: 'a', role: 'ADMIN' }],
    ['an organization that is no id', { sub: 'a', org: '7; DROP', role: 'ADMIN' }],
    ['an organization larger than a bigint', { sub: 'a', org: '9223372036854775808', role: 'ADMIN' }],
    ['a fractional organization', { sub: 'a', org: 1.5, role: 'ADMIN' }],
    ['no role', { sub: 'a', org: '7' }],
    ['an unknown role', { sub: 'a', org: '7', role: 'admin' }],
    ['an AGENT without an agent', { sub: 'a', org: '7', role: 'AGENT' }],
    ['an expiry that is no number', { sub: 'a', org: '7', role: 'ADMIN', exp: 'tomorrow' }],
  ])('is refused with %s', async (_what, claims) => {
    expect(await faultOf(verify, await signed(claims))).toBe('claims')
  })

  it.each([
    ['nothing', undefined, 'missing'],
    ['an empty value', '', 'malformed'],
    ['another scheme', 'Basic c3VlOnB3', 'malformed'],
    ['no token', 'Bearer ', 'malformed'],
    ['what is no token', 'Bearer a.b', 'malformed'],
    ['an endless token', `Bearer ${'a'.repeat(9000)}.b.c`, 'malformed'],
    ['a token of nonsense', 'Bearer a.b.c', 'untrusted'],
  ])('is not %s', async (_what, authorization, fault) => {
    expect(await faultOf(verify, authorization)).toBe(fault)
  })

  it('is refused when another secret signed it, or when it was changed', async () => {
    const claims = { sub: 'a', org: '7', role: 'ADMIN' }
    expect(await faultOf(verify, await signed(claims, 'another secret of more than thirty-two bytes'))).toBe(
      'untrusted',
    )
    const [header = '', , signature = ''] = (await signed(claims)).split('.')
    const forged = Buffer.from(JSON.stringify({ ...claims, org: '8' })).toString('base64url')
    expect(await faultOf(verify, `${header}.${forged}.${signature}`)).toBe('untrusted')
  })

  it.each(['none', 'None', 'HS384', 'HS512'])('is refused when its algorithm is %s', async (alg) => {
    const claims = { sub: 'a', org: '7', role: 'ADMIN' }
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
    const unsigned = `Bearer ${encode({ alg })}.${encode(claims)}.`
    expect(await faultOf(verify, unsigned)).toBe('untrusted')
    if (alg.startsWith('HS')) {
      const longSecret = secret.repeat(2)
      const verifyLong = createTokenVerifier({ secret: longSecret })
      expect(await faultOf(verifyLong, await signed(claims, longSecret, alg))).toBe('untrusted')
    }
  })

  it('stops counting when it expires, also after it was seen', async () => {
    let now = Date.now()
    const verifyAt = createTokenVerifier({ secret }, () => now)
    const authorization = `Bearer ${await signToken(secret, supervisor, '1h')}`
    expect(await faultOf(verifyAt, authorization)).toBe('none')
    now += 3_599_000
    expect(await faultOf(verifyAt, authorization)).toBe('none')
    now += 2000
    expect(await faultOf(verifyAt, authorization)).toBe('expired')
  })

  it('needs a secret of 32 bytes', async () => {
    expect(() => createTokenVerifier({ secret: 'x'.repeat(31) })).toThrow('at least 32 bytes')
    await expect(signToken('short', supervisor, '1h')).rejects.toThrow('at least 32 bytes')
    await expect(signToken(secret, supervisor, 'soon')).rejects.toThrow(TypeError)
  })
})

describe('a token signed by a key of the JWKS', () => {
  let rsa: Awaited<ReturnType<typeof generateKeyPair>>
  let ec: Awaited<ReturnType<typeof generateKeyPair>>

  beforeAll(async () => {
    rsa = await generateKeyPair('RS256', { extractable: true })
    ec = await generateKeyPair('ES256', { extractable: true })
  })

  async function serveKeys(keys: JWK[], status = 200): Promise<string> {
    const server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify({ keys })))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
  }

  const publicKeys = async () => [
    { ...(await exportJWK(rsa.publicKey)), kid: 'r', alg: 'RS256' },
    { ...(await exportJWK(ec.publicKey)), kid: 'e', alg: 'ES256' },
  ]
  const claims = { sub: 'a', org: '7', role: 'ADMIN' }
  const signedBy = async (key: CryptoKey, alg: string, kid: string) =>
    `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg, kid }).setExpirationTime('1h').sign(key)}`

  it('is accepted with RS256 and ES256', async () => {
    const verify = createTokenVerifier({ jwksUrl: await serveKeys(await publicKeys()) })
    expect(await verify(await signedBy(rsa.privateKey, 'RS256', 'r'))).toMatchObject({ organizationId: '7' })
    expect(await verify(await signedBy(ec.privateKey, 'ES256', 'e'))).toMatchObject({ organizationId: '7' })
  })

  it('is refused when the public key was used as an HMAC secret', async () => {
    const pem = await exportSPKI(rsa.publicKey)
    const sharedKey = { kty: 'oct', k: Buffer.from(pem).toString('base64url'), kid: 'o', alg: 'HS256' }
    const verify = createTokenVerifier({ jwksUrl: await serveKeys([...(await publicKeys()), sharedKey]) })
    for (const kid of ['r', 'o']) {
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid })
        .sign(new TextEncoder().encode(pem))
      expect(await faultOf(verify, `Bearer ${token}`)).toBe('untrusted')
    }
  })

  it('is refused by a server that trusts a secret', async () => {
    const verify = createTokenVerifier({ secret: await exportSPKI(rsa.publicKey) })
    expect(await faultOf(verify, await signedBy(rsa.privateKey, 'RS256', 'r'))).toBe('untrusted')
  })

  it('is refused when nobody knows its key', async () => {
    const verify = createTokenVerifier({ jwksUrl: await serveKeys([]) })
    expect(await faultOf(verify, await signedBy(rsa.privateKey, 'RS256', 'r'))).toBe('untrusted')
  })

  it.each(['a server error', 'nobody listening'])('cannot be checked while the key server has %s', async (what) => {
    const jwksUrl = what === 'a server error' ? await serveKeys([], 500) : 'http://127.0.0.1:1/jwks.json'
    const verify = createTokenVerifier({ jwksUrl })
    const token = await signedBy(rsa.privateKey, 'RS256', 'r')
    await expect(verify(token)).rejects.toThrow(ServiceUnavailableError)
  })
})
