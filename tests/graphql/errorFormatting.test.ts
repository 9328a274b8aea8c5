import { GraphQLError, Kind, parse, Source } from 'graphql'
import { describe, expect, it } from 'vitest'
import { NotFoundError } from '../../src/domainError.js'
import { createErrorFormatter } from '../../src/graphql/errorFormatting.js'
import { createLogger } from '../../src/logger.js'

const privateText = 'SELECT phone FROM contact WHERE phone = +14155550123'

function createFormatter(hideSuggestions = false) {
  const log: string[] = []
  const logger = createLogger('info', { write: (line) => void log.push(line) })
  return { log, format: createErrorFormatter(logger, { hideSuggestions }) }
}

/** As graphql-js wraps what a resolver threw. */
const thrownInField = (originalError: Error) =>
  new GraphQLError(originalError.message, { originalError, path: ['claim'] })
const withCode = (code: string, message = privateText) => Object.assign(new Error(message), { code })

describe('an error becomes an answer:', () => {
  it('a refusal of the domain says what it says', () => {
    const { format, log } = createFormatter()
    expect(format(thrownInField(new NotFoundError('Campaign')))).toEqual({
      message: 'Campaign not found',
      path: ['claim'],
      extensions: { code: 'NOT_FOUND', what: 'Campaign' },
    })
    expect(log).toEqual([])
  })

  it.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a database that shuts down', withCode('57P01')],
    ['a broken connection', withCode('08006')],
    ['too many connections', withCode('53300')],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['Prisma without a server', withCode('P1001')],
    ['Prisma without a free connection', withCode('P2024')],
    [
      'an outage behind Prisma',
      Object.assign(new Error(privateText), {
        code: 'P2010',
        meta: { driverAdapterError: { cause: { originalCode: '57P01' } } },
      }),
    ],
    ['an outage on every address', new AggregateError([withCode('ECONNREFUSED')], privateText)],
  ])('%s is SERVICE_UNAVAILABLE', (_what, error) => {
    const { format, log } = createFormatter()
    const answer = format(thrownInField(error))
    expect(answer.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE' })
    expect(answer.message).not.toContain('SELECT')
    expect(log).toHaveLength(1)
  })

  it('an outage is logged once a second, not once a request', () => {
    const { format, log } = createFormatter()
    for (let i = 0; i < 100; i++) format(withCode('ECONNREFUSED'))
    expect(log).toHaveLength(1)
  })

  it.each([
    ['an unknown column', withCode('42703')],
    ['a bug', new TypeError(privateText)],
    ['a GraphQLError that a resolver made up', new GraphQLError(privateText)],
  ])('%s is INTERNAL_SERVER_ERROR, and only the log knows more', (_what, error) => {
    const { format, log } = createFormatter()
    const answer = format(thrownInField(error), 'request-1')
    const { errorId } = answer.extensions
    expect(answer).toEqual({
      message: 'Internal error',
      path: ['claim'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
    })
    expect(log).toHaveLength(1)
    const line = JSON.parse(log[0] ?? '') as Record<string, unknown>
    expect(line).toMatchObject({ level: 'error', errorId, requestId: 'request-1' })
    expect(log[0]).toContain('SELECT phone FROM contact WHERE phone = [phone]')
  })

  it('what was thrown need not be an error', () => {
    const { format } = createFormatter()
    for (const thrown of [undefined, null, 'text', 7, {}]) {
      expect(format(thrown).extensions.code).toBe('INTERNAL_SERVER_ERROR')
    }
  })

  it('a long message is cut and loses its control characters', () => {
    const { format } = createFormatter()
    const document = parse('query Q($v: Int) { f(v: $v) }')
    const answer = format(
      new GraphQLError(`got "a\u0000\u001b[31m\n${'x'.repeat(10_000)}"`, { nodes: document.definitions[0] }),
    )
    expect(answer.extensions.code).toBe('BAD_USER_INPUT')
    expect(answer.message).toHaveLength(300)
    expect(answer.message).toMatch(/^got "a \[31m x+…$/)
  })

  it('suggestions name the schema only to those who may read it', () => {
    const error = new GraphQLError('Cannot query field "nam" on type "Query". Did you mean "name"?', {
      source: new Source('{ nam }'),
      positions: [2],
    })
    expect(createFormatter(false).format(error).message).toContain('Did you mean "name"?')
    expect(createFormatter(true).format(error).message).toBe('Cannot query field "nam" on type "Query".')
  })

  it('a scalar that refuses a variable with an error of its own is bad input, not our fault', () => {
    const { format } = createFormatter()
    const definition = parse('query Q($v: Int) { f(v: $v) }').definitions[0]
    expect(definition?.kind).toBe(Kind.OPERATION_DEFINITION)
    const inner = new GraphQLError('Expected type "At". no date', { originalError: new TypeError('no date') })
    const error = new GraphQLError('Variable "$v" got invalid value', { nodes: definition, originalError: inner })
    expect(format(error).extensions.code).toBe('BAD_USER_INPUT')
  })
})
