import { connect } from 'node:net'
import { getIntrospectionQuery } from 'graphql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { privateText } from './testSchema.js'
import { startTestServer, type TestServer } from './testServer.js'

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: unknown; extensions: { code: string; errorId?: string } }[]
}

async function answerOf(response: Response): Promise<Answer & { status: number; code: string | undefined }> {
  const answer = (await response.json()) as Answer
  return { ...answer, status: response.status, code: answer.errors?.[0]?.extensions.code }
}

/** What the server answers to bytes that fetch would not send. */
async function rawAnswer(server: TestServer, text: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.end(text)
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

describe('a request', () => {
  it('is executed for the viewer of its token', async (test) => {
    const server = await startTestServer(test)
    const response = await server.post({ query: '{ me }' })
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await answerOf(response)).toMatchObject({ status: 200, data: { me: 'SUPERVISOR in a test' } })
  })

  it('keeps its own sane id, and gets one otherwise', async (test) => {
    const server = await startTestServer(test)
    const ask = async (id: string) => {
      const response = await server.post({ query: '{ requestId }' }, { 'x-request-id': id })
      const { data } = await answerOf(response)
      expect(data?.['requestId']).toBe(response.headers.get('x-request-id'))
      return data?.['requestId']
    }
    expect(await ask('desk-7_B')).toBe('desk-7_B')
    expect(await ask('x'.repeat(65))).toMatch(/^[\w-]{36}$/)
    expect(await ask('a"b')).toMatch(/^[\w-]{36}$/)
  })

  it('may be a GET when it is a query, and carries a header that no foreign form can set', async (test) => {
    const server = await startTestServer(test)
    const authorization = `Bearer ${await server.tokenFor('SUPERVISOR')}`
    const get = async (query: string, headers: Record<string, string>) =>
      answerOf(
        await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, {
          headers: { authorization, ...headers },
        }),
      )
    const preflighted = { 'apollo-require-preflight': 'yes' }
    expect(await get('{ me }', preflighted)).toMatchObject({ status: 200, data: { me: 'SUPERVISOR in a test' } })
    expect(await get('{ me }', {})).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
    expect(await get('mutation { touch }', preflighted)).toMatchObject({ status: 405, code: 'BAD_USER_INPUT' })
  })

  it('logs no header, body, variable or query string', async (test) => {
    const server = await startTestServer(test)
    const token = await server.tokenFor('SUPERVISOR')
    await server.post({
      query: 'query Mine($text: String!) { echo(text: $text) }',
      variables: { text: 'a secret text' },
    })
    await fetch(`${server.url}/graphql?query=%7Bme%7D&note=private`, { headers: { authorization: `Bearer ${token}` } })
    expect(server.log.length).toBeGreaterThan(0)
    expect(server.log.join('')).not.toMatch(/secret text|Mine|note=|Bearer|eyJ/)
    expect(server.log.join('')).toContain('"operation":"echo"')
  })
})

describe('bad input over HTTP gets a coded error:', () => {
  it.each([
    ['malformed JSON', '{"query": "{ me }"', 400, 'BAD_USER_INPUT'],
    ['no JSON at all', 'me', 400, 'BAD_USER_INPUT'],
    ['a JSON text', '"me"', 400, 'BAD_USER_INPUT'],
    ['a prototype', '{"query": "{ me }", "variables": {"__proto__": {}}}', 400, 'BAD_USER_INPUT'],
    ['no query', {}, 400, 'BAD_USER_INPUT'],
    ['a query that is no text', { query: { me: true } }, 400, 'BAD_USER_INPUT'],
    ['variables that are no object', { query: '{ me }', variables: 'v' }, 400, 'BAD_USER_INPUT'],
    ['a batch', [{ query: '{ me }' }, { query: '{ me }' }], 400, 'BAD_USER_INPUT'],
    ['a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }, 200, 'BAD_USER_INPUT'],
    ['a syntax error', { query: '{ me' }, 400, 'BAD_USER_INPUT'],
    ['an unknown field', { query: '{ you }' }, 400, 'BAD_USER_INPUT'],
    ['an unknown operation', { query: 'query A { me }', operationName: 'B' }, 400, 'BAD_USER_INPUT'],
    ['a missing variable', { query: 'query Q($t: String!) { echo(text: $t) }' }, 400, 'BAD_USER_INPUT'],
    [
      'a wrong variable',
      { query: 'query Q($t: String!) { echo(text: $t) }', variables: { t: 1 } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'what a scalar refuses',
      { query: 'query Q($n: Positive) { half(of: $n) }', variables: { n: -1 } },
      400,
      'BAD_USER_INPUT',
    ],
    ['what a scalar refuses, written out', { query: '{ half(of: -1) }' }, 400, 'BAD_USER_INPUT'],
    ['a subscription', { query: 'subscription { status }' }, 400, 'BAD_USER_INPUT'],
    [
      'too deep a query',
      { query: `{ node ${'{ child '.repeat(10)}{ name }${' }'.repeat(10)} }` },
      400,
      'LIMIT_EXCEEDED',
    ],
    [
      'too many aliases',
      { query: `{ node { ${Array.from({ length: 51 }, (_, i) => `a${i}: name`).join(' ')} } }` },
      400,
      'LIMIT_EXCEEDED',
    ],
    ['too large a body', { query: '{ me }', variables: { text: 'x'.repeat(5 * 1024 * 1024) } }, 413, 'LIMIT_EXCEEDED'],
  ])('%s', async (_what, body, status, code) => {
    const server = await startTestServer({ onTestFinished })
    const answer = await answerOf(await server.post(body))
    expect(answer).toMatchObject({ status, code })
    expect(answer.errors?.[0]?.message.length).toBeLessThanOrEqual(300)
    expect(JSON.stringify(answer)).not.toMatch(/node_modules|stack|at .*\.[jt]s/)
  })

  it('another content type', async (test) => {
    const server = await startTestServer(test)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      const answer = await answerOf(await server.post('query={me}', { 'content-type': type }))
      expect(answer).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' })
    }
  })

  it('another method, another path', async (test) => {
    const server = await startTestServer(test)
    const put = await fetch(`${server.url}/graphql`, { method: 'PUT' })
    expect(put.headers.get('allow')).toBe('GET, POST, OPTIONS')
    expect(await answerOf(put)).toMatchObject({ status: 405, code: 'BAD_USER_INPUT' })
    expect(await answerOf(await fetch(`${server.url}/graphq`))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect(await answerOf(await fetch(`${server.url}/%ff`))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
  })

  it('what is not HTTP, and a host that is none', async (test) => {
    const server = await startTestServer(test)
    expect(await rawAnswer(server, 'HELO\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*"code":"BAD_USER_INPUT"/s)
    const get = (host: string) =>
      `GET /graphql?query=%7Bme%7D HTTP/1.1\r\nHost: ${host}\r\napollo-require-preflight: 1\r\nConnection: close\r\n\r\n`
    expect(await rawAnswer(server, get('a b]['))).toMatch(/^HTTP\/1.1 400 .*"code":"BAD_USER_INPUT"/s)
  })
})

describe('an answer that the client could not read', () => {
  it('is refused before anything is executed', async (test) => {
    const server = await startTestServer(test)
    const answer = await answerOf(await server.post({ query: 'mutation { wait }' }, { accept: 'text/html' }))
    expect(answer).toMatchObject({ status: 406, code: 'BAD_USER_INPUT' })
    expect(server.probe.waitingCount).toBe(0)
    const modern = await server.post({ query: '{ me }' }, { accept: 'application/graphql-response+json' })
    expect(modern.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8')
  })
})

describe('authentication over HTTP', () => {
  it('refuses a bad token at once with 401', async (test) => {
    const server = await startTestServer(test)
    const expired = `Bearer ${await server.tokenFor('AGENT', new Date(0))}`
    for (const authorization of ['Bearer a.b.c', 'Basic x', expired]) {
      const response = await server.post({ query: '{ __typename }' }, { authorization })
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(await answerOf(response)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
    }
  })

  it('lets nobody read the schema, and nothing else', async (test) => {
    const server = await startTestServer(test)
    const ask = async (query: string) =>
      answerOf(
        await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        }),
      )
    expect(await ask(getIntrospectionQuery())).toMatchObject({ status: 200, code: undefined })
    expect(await ask('{ me }')).toMatchObject({ data: null, code: 'UNAUTHENTICATED' })
  })

  it('refuses nobody at once when there is no schema to read', async (test) => {
    const server = await startTestServer(test, { allowIntrospection: false })
    const body = JSON.stringify({ query: '{ __typename }' })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })
    expect(await answerOf(response)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
    const schema = await answerOf(await server.post({ query: getIntrospectionQuery() }))
    expect(schema).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' })
    const misspelt = await answerOf(await server.post({ query: '{ mee }' }))
    expect(misspelt.errors?.[0]?.message).toBe('Cannot query field "mee" on type "Query".')
  })

  it('lets only whoever has a token read the schema when GraphiQL is served in production', async (test) => {
    const server = await startTestServer(test, { allowIntrospection: false, hasGraphiql: true })
    const body = JSON.stringify({ query: getIntrospectionQuery() })
    const headers = { 'content-type': 'application/json' }
    const nobody = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })
    expect(await answerOf(nobody)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
    const authorization = `Bearer ${await server.tokenFor('AGENT')}`
    expect(await answerOf(await server.post(body, { authorization }))).toMatchObject({ status: 200, code: undefined })
  })

  it('answers FORBIDDEN to a role that may not', async (test) => {
    const server = await startTestServer(test)
    const authorization = `Bearer ${await server.tokenFor('AGENT')}`
    const answer = await answerOf(await server.post({ query: 'mutation { touch }' }, { authorization }))
    expect(answer).toMatchObject({ status: 200, code: 'FORBIDDEN' })
  })
})

describe('what goes wrong inside', () => {
  it.each([
    ['broken', 'INTERNAL_SERVER_ERROR'],
    ['wrongOutput', 'INTERNAL_SERVER_ERROR'],
    ['missing', 'INTERNAL_SERVER_ERROR'],
    ['unavailable', 'SERVICE_UNAVAILABLE'],
    ['forbidden', 'FORBIDDEN'],
  ])('stays inside: %s answers %s', async (field, code) => {
    const server = await startTestServer({ onTestFinished })
    const response = await server.post({ query: `{ ${field} }` }, { 'x-request-id': 'r-1' })
    const answer = await answerOf(response)
    expect(answer.code).toBe(code)
    expect(JSON.stringify(answer)).not.toMatch(/SELECT|\+1415|store\.ts|stack/)
    const { errorId } = answer.errors?.[0]?.extensions ?? {}
    expect(errorId === undefined).toBe(code !== 'INTERNAL_SERVER_ERROR')
    if (errorId !== undefined) {
      const line = server.log.find((entry) => entry.includes(errorId)) ?? ''
      expect(line).toContain('"requestId":"r-1"')
      expect(line).not.toContain('+14155550123')
    }
  })
})

describe('a page of another origin', () => {
  it.each([
    ['https://desk.example.com', true],
    ['https://desk.example.com:8443', false],
    ['https://evil.example.com', false],
    ['null', false],
  ])('%s may read answers: %s', async (origin, isAllowed) => {
    const server = await startTestServer({ onTestFinished })
    const response = await server.post({ query: '{ me }' }, { origin })
    expect(response.headers.get('access-control-allow-origin')).toBe(isAllowed ? origin : null)
    expect(response.headers.get('vary')).toBe('Origin')
    const preflight = await fetch(`${server.url}/graphql`, { method: 'OPTIONS', headers: { origin } })
    expect(preflight.status).toBe(isAllowed ? 204 : 403)
    expect(preflight.headers.get('access-control-allow-headers')?.includes('authorization') ?? false).toBe(isAllowed)
  })

  it('is not foreign when it is our own', async (test) => {
    const server = await startTestServer(test)
    const response = await server.post({ query: '{ me }' }, { origin: server.url })
    expect(response.headers.get('access-control-allow-origin')).toBe(server.url)
  })
})

describe('the probes', () => {
  it('say that the process serves, and whether it should be asked', async (test) => {
    let isReady = () => Promise.resolve({ ready: true, checks: { database: true } })
    const server = await startTestServer(test, { isReady: () => isReady(), limits: { readinessSeconds: 0.1 } })
    const ready = async () => {
      const response = await fetch(`${server.url}/readyz`)
      return [response.status, await response.json()]
    }
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await ready()).toEqual([200, { ready: true, checks: { database: true } }])
    isReady = () => Promise.resolve({ ready: false, checks: { database: false } })
    expect(await ready()).toEqual([503, { ready: false, checks: { database: false } }])
    isReady = () => Promise.reject(new Error(privateText))
    expect(await ready()).toEqual([503, { ready: false, checks: { answered: false } }])
    isReady = () => new Promise(() => undefined)
    expect(await ready()).toEqual([503, { ready: false, checks: { answered: false } }])
  })

  it('count operations by root field, never by what the client calls them', async (test) => {
    const server = await startTestServer(test)
    await server.post({ query: 'query Forged { alias: me node { name } }' })
    await server.post({ query: '{ ...F } fragment F on Query { __typename echo(text: "a") }' })
    await server.post({ query: '{ broken }' })
    await server.post({ query: '{ nope }' })
    await server.post({ query: '{ me }' }, { authorization: 'Bearer a.b.c' })
    server.metrics.claimAnswered('claimed')
    server.metrics.watchPool({ totalCount: 8, idleCount: 5, waitingCount: 2 })
    const text = await (await fetch(`${server.url}/metrics`)).text()
    const lines = text.split('\n')
    for (const line of [
      'dialqueue_operations_total{operation="me",transport="http",code="OK"} 1',
      'dialqueue_operations_total{operation="echo",transport="http",code="OK"} 1',
      'dialqueue_operations_total{operation="broken",transport="http",code="INTERNAL_SERVER_ERROR"} 1',
      'dialqueue_operations_total{operation="none",transport="http",code="BAD_USER_INPUT"} 1',
      'dialqueue_operations_total{operation="none",transport="http",code="UNAUTHENTICATED"} 1',
      'dialqueue_operation_duration_seconds_count{operation="me",transport="http"} 1',
      'dialqueue_claims_total{result="claimed"} 1',
      'dialqueue_pool_connections{state="in_use"} 3',
      'dialqueue_pool_connections{state="waiting"} 2',
      'dialqueue_live_subscribers 0',
    ]) {
      expect(lines).toContain(line)
    }
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
    expect(text).not.toMatch(/Forged|alias|nope/)
  })
})
