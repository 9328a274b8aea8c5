import { type DestinationStream, type Logger, pino } from 'pino'
import { causesOf } from './serviceUnavailable.js'

export type { Logger } from 'pino'

/** pino's levels, and 'silent'. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Properties that never reach the log, at the top of an entry and one level down. */
const secretProperties = ['authorization', 'token', 'secret', 'password', 'phone', 'email', 'connectionString']

/** A JSON Web Token, an E.164 number, and the password in a database address, wherever a line quotes one. */
const secretTexts: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\+\d{7,15}\b/g, '[phone]'],
  [/(postgres(?:ql)?:\/\/[^:/@\s]*):[^@\s]*@/g, '$1:[password]@'],
]

/**
 * One JSON object a line, to stdout unless `destination` says otherwise. An error goes under `err`; of a database error
 * only its code and message are kept, because its details quote rows.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretProperties.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    serializers: { err: describeError },
    hooks: { streamWrite: withoutSecrets },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

interface ErrorDescription {
  type: string
  message: string
  code?: string
  stack?: string
}

/** The error and its causes, first the error itself, without anything that a statement's parameters could be in. */
function describeError(error: unknown): ErrorDescription[] {
  if (typeof error !== 'object' || error === null) return [{ type: typeof error, message: String(error) }]
  return causesOf(error).map((cause) => ({
    type: typeof cause['name'] === 'string' ? cause['name'] : 'Error',
    message: typeof cause['message'] === 'string' ? withoutQuotedValues(cause['message'], cause['code']) : '',
    ...(typeof cause['code'] === 'string' && { code: cause['code'] }),
    ...(typeof cause['stack'] === 'string' && { stack: withoutQuotedValues(cause['stack'], cause['code']) }),
  }))
}

/** The database's data exceptions (class 22) quote the value that they could not read: a name, a note. */
function withoutQuotedValues(text: string, code: unknown): string {
  return typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code) ? text.replace(/"(?:[^"]|"")*"/g, '"[value]"') : text
}

function withoutSecrets(line: string): string {
  return secretTexts.reduce((cleaned, [pattern, placeholder]) => cleaned.replace(pattern, placeholder), line)
}
