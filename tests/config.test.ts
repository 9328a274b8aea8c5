import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { ConfigError, readCommandConfig, readConfig, type Config } from '../src/config.js'

const secret = 's'.repeat(32)

/** The message with which the environment is refused; throws when it is not. */
function complaint(environment: Record<string, string>, read = readConfig): string {
  try {
    read(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('the environment was accepted')
}

it('without any setting, everything has a value that suits a first try', () => {
  const expected: Config = {
    host: '127.0.0.1',
    port: 4000,
    databaseUrl: null,
    databasePoolSize: 16,
    dataDir: '.data',
    authJwtSecret: null,
    authJwksUrl: null,
    allowedOrigins: [],
    logLevel: 'info',
    isProduction: false,
    hasGraphiql: true,
    leaseSeconds: { RESERVED: 60, DIALING: 90, CONNECTED: 14_400, WRAP_UP: 600 },
    agentTimeoutSeconds: 60,
    archiveAfterHours: 24,
    auditAnchorFile: null,
  }
  expect(readConfig({})).toEqual(expected)
})

it('a variable that is set to nothing counts as not set', () => {
  const names = [
    ...['HOST', 'PORT', 'DATABASE_URL', 'DATABASE_POOL_SIZE', 'DATA_DIR', 'AUTH_JWT_SECRET', 'AUTH_JWKS_URL'],
    ...[
      'ALLOWED_ORIGINS',
      'LOG_LEVEL',
      'NODE_ENV',
      'GRAPHIQL',
      'LEASE_RESERVED_SECONDS',
      'LEASE_WRAP_UP_SECONDS',
      'ARCHIVE_AFTER_HOURS',
    ],
  ]
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}))
})

describe('a good value is taken:', () => {
  it.each<[name: string, value: string, expected: Partial<Config>]>([
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['DATABASE_POOL_SIZE', '2', { databasePoolSize: 2 }],
    ['DATABASE_POOL_SIZE', '1000', { databasePoolSize: 1000 }],
    ['DATA_DIR', '/var/lib/dialqueue', { dataDir: '/var/lib/dialqueue' }],
    ['AUTH_JWT_SECRET', secret, { authJwtSecret: secret }],
    ['AUTH_JWT_SECRET', 'é'.repeat(16), { authJwtSecret: 'é'.repeat(16) }],
    ['AUTH_JWKS_URL', 'https://id.example/jwks.json', { authJwksUrl: 'https://id.example/jwks.json' }],
    [
      'ALLOWED_ORIGINS',
      'https://desk.example, http://localhost:5173,',
      { allowedOrigins: ['https://desk.example', 'http://localhost:5173'] },
    ],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['NODE_ENV', 'production', { isProduction: true, hasGraphiql: false }],
    ['NODE_ENV', 'development', { isProduction: false }],
    ['LEASE_RESERVED_SECONDS', '1', { leaseSeconds: { ...readConfig({}).leaseSeconds, RESERVED: 1 } }],
    ['LEASE_DIALING_SECONDS', '45', { leaseSeconds: { ...readConfig({}).leaseSeconds, DIALING: 45 } }],
    ['LEASE_CONNECTED_SECONDS', '86400', { leaseSeconds: { ...readConfig({}).leaseSeconds, CONNECTED: 86_400 } }],
    ['GRAPHIQL', 'off', { hasGraphiql: false }],
    ['AGENT_TIMEOUT_SECONDS', '20', { agentTimeoutSeconds: 20 }],
    ['ARCHIVE_AFTER_HOURS', '48', { archiveAfterHours: 48 }],
    ['LEASE_WRAP_UP_SECONDS', '5', { leaseSeconds: { ...readConfig({}).leaseSeconds, WRAP_UP: 5 } }],
  ])('%s=%s', (name, value, expected) => {
    expect(readConfig({ [name]: value })).toEqual({ ...readConfig({}), ...expected })
  })

  it.each(['postgres://u:p@db.example/q', 'postgresql://db.example:5433/q?sslmode=require'])(
    'DATABASE_URL=%s, with somebody to trust',
    (databaseUrl) => {
      const trusts = [{ AUTH_JWT_SECRET: secret }, { AUTH_JWKS_URL: 'https://id.example/jwks.json' }]
      for (const trust of trusts)
        expect(readConfig({ DATABASE_URL: databaseUrl, ...trust })).toMatchObject({ databaseUrl })
    },
  )
})

describe('a wrong value is refused with one line that names the variable and says what it should be:', () => {
  const port = 'PORT is a whole number from 0 to 65535'
  const pool = 'DATABASE_POOL_SIZE is a whole number from 2 to 1000'
  const url = 'DATABASE_URL is a URL that starts with postgres:// or postgresql://'
  const jwks = 'AUTH_JWKS_URL is a URL that starts with https:// or http://'
  const origins = 'ALLOWED_ORIGINS is a comma-separated list of origins, e.g. https://wallboard.example'
  const level = 'LOG_LEVEL is one of fatal, error, warn, info, debug, trace, silent'
  it.each([
    ...['-1', '65536', 'http', '40.5', '0x10', '1e3', ' 80', '８０'].map((value) => ['PORT', value, port]),
    ...['1', '0', '1001', 'many'].map((value) => ['DATABASE_POOL_SIZE', value, pool]),
    ...['db.example', 'mysql://db.example/q', '//db', 'localhost:5432'].map((value) => ['DATABASE_URL', value, url]),
    ['AUTH_JWT_SECRET', 's'.repeat(31), 'AUTH_JWT_SECRET has at least 32 bytes'],
    ...['id.example', 'ftp://id.example', 'file:///keys'].map((value) => ['AUTH_JWKS_URL', value, jwks]),
    ...['desk.example', 'https://desk.example/', 'https://desk.example/path', '*', 'null'].map((value) => [
      'ALLOWED_ORIGINS',
      value,
      origins,
    ]),
    ...['verbose', 'INFO', '30'].map((value) => ['LOG_LEVEL', value, level]),
    ...['4', '86401', '1.5', '-5'].map((value) => [
      'AGENT_TIMEOUT_SECONDS',
      value,
      'AGENT_TIMEOUT_SECONDS is a whole number from 5 to 86400',
    ]),
    ...['RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'].flatMap((status) =>
      ['0', '86401', '1.5', '-5'].map((value) => [
        `LEASE_${status}_SECONDS`,
        value,
        `LEASE_${status}_SECONDS is a whole number from 1 to 86400`,
      ]),
    ),
  ])('%s=%s', (name = '', value = '', message = '') => {
    for (const read of [readConfig, readCommandConfig]) {
      expect(complaint({ [name]: value }, read)).toBe(message)
    }
  })

  it('two ways to trust', () => {
    const both = { AUTH_JWT_SECRET: secret, AUTH_JWKS_URL: 'https://id.example/jwks.json' }
    expect(complaint(both)).toBe('set AUTH_JWT_SECRET or AUTH_JWKS_URL, not both')
  })

  it('nobody to trust on a database of your own, which only a server needs', () => {
    const environment = { DATABASE_URL: 'postgres://db.example/q' }
    expect(complaint(environment)).toBe(
      'with DATABASE_URL, set AUTH_JWT_SECRET (at least 32 bytes) or AUTH_JWKS_URL too',
    )
    expect(readCommandConfig(environment).databaseUrl).toBe('postgres://db.example/q')
  })

  it('and never shows the value of a secret', () => {
    const shown = complaint({ AUTH_JWT_SECRET: 'short-but-secret', DATABASE_URL: 'postgres://u:hunter2@db.example/q' })
    expect(shown).not.toMatch(/short-but-secret|hunter2/)
  })
})

it('the README and the source name the same variables', async () => {
  const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')
  const [readme, source] = await Promise.all([read('../README.md'), read('../src/config.ts')])
  const variables = (text: string) => new Set(text.match(/\b[A-Z]+(_[A-Z]+)+\b|\b(PORT|HOST|GRAPHIQL)\b/g))
  const readBySource = [...source.matchAll(/(?:environment\['|environment, ')([A-Z_]+)'/g)].map(([, name = '']) => name)
  expect(readBySource.length).toBeGreaterThan(10)
  expect(readBySource.filter((name) => !variables(readme).has(name))).toEqual([])
})
