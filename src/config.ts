import { minSecretBytes } from './identity/token.js'
import { defaultArchiveAfterHours } from './dialQueue/archiveEntries.js'
import { DEFAULT_AGENT_TIMEOUT_SECONDS } from './agent/agentTimeout.js'
import { defaultLeaseSeconds, type LeaseSeconds } from './dialQueue/lease.js'
import { logLevels, type LogLevel } from './logger.js'

/** How this process is set up, from the environment. Everything has a default that suits a first try. */
export interface Config {
  /** `HOST`, the address to listen on: 127.0.0.1. */
  readonly host: string
  /** `PORT`: 4000; 0 takes a free one. */
  readonly port: number
  /** `DATABASE_URL`, your own PostgreSQL 14 or newer; null: an embedded one under DATA_DIR. */
  readonly databaseUrl: string | null
  /** `DATABASE_POOL_SIZE`, connections of this process at most: 16. */
  readonly databasePoolSize: number
  /** `DATA_DIR`, where the embedded server and its secrets live: .data. */
  readonly dataDir: string
  /** `AUTH_JWT_SECRET`, at least 32 bytes; null: made and kept under DATA_DIR (embedded database only). */
  readonly authJwtSecret: string | null
  /** `AUTH_JWKS_URL`, public keys of your issuer, instead of the secret. */
  readonly authJwksUrl: string | null
  /** `ALLOWED_ORIGINS`, comma-separated origins of pages elsewhere that may use the API: none. */
  readonly allowedOrigins: readonly string[]
  /** `LOG_LEVEL`: info. */
  readonly logLevel: LogLevel
  /** `NODE_ENV` is production: the schema cannot be read, unless GRAPHIQL is on, and then only with a token. */
  readonly isProduction: boolean
  /** `GRAPHIQL`, on or off: whether /graphiql is served: on, but in production off; on there lets every token read the schema. */
  readonly hasGraphiql: boolean
  /** `LEASE_RESERVED_SECONDS` 60, `LEASE_DIALING_SECONDS` 90, `LEASE_CONNECTED_SECONDS` 14400, `LEASE_WRAP_UP_SECONDS` 600. */
  readonly leaseSeconds: LeaseSeconds
  /** `AGENT_TIMEOUT_SECONDS`, after which an agent that sent heartbeats and went silent is OFFLINE: 60. */
  readonly agentTimeoutSeconds: number
  /** `AUDIT_ANCHOR_FILE`, to which the ends of the audit chains are appended; null: audit-anchors.jsonl under DATA_DIR. */
  readonly auditAnchorFile: string | null
  /** `ARCHIVE_AFTER_HOURS`, hours that a finished entry stays in the queue's own table before it moves to the history: 24. */
  readonly archiveAfterHours: number
}

/** One line that says which variable is wrong and what it should be. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/** For the server: as a command's, and with DATABASE_URL somebody to trust. Throws ConfigError. */
export function readConfig(environment: Environment = process.env): Config {
  const config = readCommandConfig(environment)
  if (config.databaseUrl !== null && config.authJwtSecret === null && config.authJwksUrl === null) {
    throw new ConfigError('with DATABASE_URL, set AUTH_JWT_SECRET (at least 32 bytes) or AUTH_JWKS_URL too')
  }
  return config
}

/** For a command that only needs the database: reads and checks the environment. Throws ConfigError. */
export function readCommandConfig(environment: Environment = process.env): Config {
  const databaseUrl = readUrl(environment, 'DATABASE_URL', ['postgres:', 'postgresql:'])
  const authJwtSecret = environment['AUTH_JWT_SECRET'] || null
  const authJwksUrl = readUrl(environment, 'AUTH_JWKS_URL', ['https:', 'http:'])
  if (authJwtSecret !== null && authJwksUrl !== null) {
    throw new ConfigError('set AUTH_JWT_SECRET or AUTH_JWKS_URL, not both')
  }
  if (authJwtSecret !== null && Buffer.byteLength(authJwtSecret) < minSecretBytes) {
    throw new ConfigError(`AUTH_JWT_SECRET has at least ${minSecretBytes} bytes`)
  }
  return {
    host: environment['HOST'] || '127.0.0.1',
    port: readInteger(environment, 'PORT', 4000, 0, 65_535),
    databaseUrl,
    databasePoolSize: readInteger(environment, 'DATABASE_POOL_SIZE', 16, 2, 1_000),
    dataDir: environment['DATA_DIR'] || '.data',
    auditAnchorFile: environment['AUDIT_ANCHOR_FILE'] || null,
    authJwtSecret,
    authJwksUrl,
    allowedOrigins: readOrigins(environment),
    logLevel: readLogLevel(environment),
    isProduction: environment['NODE_ENV'] === 'production',
    hasGraphiql: readSwitch(environment, 'GRAPHIQL', environment['NODE_ENV'] !== 'production'),
    archiveAfterHours: readInteger(environment, 'ARCHIVE_AFTER_HOURS', defaultArchiveAfterHours, 1, 8_760),
    leaseSeconds: {
      RESERVED: readInteger(environment, 'LEASE_RESERVED_SECONDS', defaultLeaseSeconds.RESERVED, 1, 86_400),
      DIALING: readInteger(environment, 'LEASE_DIALING_SECONDS', defaultLeaseSeconds.DIALING, 1, 86_400),
      CONNECTED: readInteger(environment, 'LEASE_CONNECTED_SECONDS', defaultLeaseSeconds.CONNECTED, 1, 86_400),
      WRAP_UP: readInteger(environment, 'LEASE_WRAP_UP_SECONDS', defaultLeaseSeconds.WRAP_UP, 1, 86_400),
    },
    agentTimeoutSeconds: readInteger(environment, 'AGENT_TIMEOUT_SECONDS', DEFAULT_AGENT_TIMEOUT_SECONDS, 5, 86_400),
  }
}

function readInteger(environment: Environment, name: string, fallback: number, least: number, most: number): number {
  const text = environment[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new ConfigError(`${name} is a whole number from ${least} to ${most}`)
  }
  return value
}

function readSwitch(environment: Environment, name: string, fallback: boolean): boolean {
  const text = environment[name]
  if (text === undefined || text === '') return fallback
  if (text !== 'on' && text !== 'off') throw new ConfigError(`${name} is on or off`)
  return text === 'on'
}

function readUrl(environment: Environment, name: string, protocols: readonly string[]): string | null {
  const text = environment[name]
  if (text === undefined || text === '') return null
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new ConfigError(`${name} is a URL that starts with ${protocols.map((each) => `${each}//`).join(' or ')}`)
  }
  return text
}

function readOrigins(environment: Environment): string[] {
  const origins = (environment['ALLOWED_ORIGINS'] ?? '').split(',').map((origin) => origin.trim())
  return origins
    .filter((origin) => origin !== '')
    .map((origin) => {
      if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
        throw new ConfigError('ALLOWED_ORIGINS is a comma-separated list of origins, e.g. https://wallboard.example')
      }
      return origin
    })
}

function readLogLevel(environment: Environment): LogLevel {
  const text = environment['LOG_LEVEL'] || 'info'
  const level = logLevels.find((known) => known === text)
  if (level === undefined) throw new ConfigError(`LOG_LEVEL is one of ${logLevels.join(', ')}`)
  return level
}
