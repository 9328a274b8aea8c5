import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { type Answer, clientOf, codeOf, countOf, firstAnswer, init, protocol, rawSocket } from './socketClient.js'
import { eventually, startTestServer, viewerOf } from './testServer.js'

describe('a socket', () => {
  it('runs queries, mutations and subscriptions for the viewer of its token', async (test) => {
    const server = await startTestServer(test)
    const client = clientOf(server)
    expect(await firstAnswer(client, '{ me }')).toEqual({ data: { me: 'SUPERVISOR in a test' } })
    expect(await firstAnswer(client, 'mutation { touch }')).toEqual({ data: { touch: true } })
    expect(await firstAnswer(client, 'subscription { mine }')).toEqual({ data: { mine: 'SUPERVISOR in a test' } })
    for (const operation of ['me', 'touch', 'mine']) {
      const line = `dialqueue_operations_total{operation="${operation}",transport="ws",code="OK"}`
      expect(await countOf(server, line)).toBe(1)
    }
  })

  it.each([
    ['nobody', undefined, 4403, 'Authentication is required'],
    ['a bad token', 'Bearer a.b.c', 4403, 'The token is not trusted'],
    ['no token at all', 'Basic x', 4403, 'The authorization is not "Bearer" followed by a token'],
  ])('is closed to %s', async (_what, authorization, code, reason) => {
    const { socket, opened, closed } = rawSocket(await startTestServer({ onTestFinished }))
    await opened
    socket.send(init(authorization))
    expect(await closed).toEqual({ code, reason })
  })

  it('is closed when it asks before it has authenticated, or never does', async (test) => {
    const server = await startTestServer(test, { limits: { connectionInitSeconds: 0.1 } })
    const hasty = rawSocket(server)
    await hasty.opened
    hasty.socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ me }' } }))
    expect(await hasty.closed).toMatchObject({ code: 4401 })
    expect(await rawSocket(server).closed).toMatchObject({ code: 4408 })
  })

  it('is closed when its token expires, and so are its subscriptions', async (test) => {
    const expiresAt = new Date(Date.now() + 300)
    const server = await startTestServer(test, {
      limits: { slowSocketSeconds: 0.1 },
      verifyToken: () => Promise.resolve({ ...viewerOf('AGENT'), expiresAt }),
    })
    const { socket, opened, closed } = rawSocket(server)
    await opened
    socket.send(init('Bearer a.b.c'))
    socket.once('message', () => {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { status }' } }))
    })
    await eventually(() => server.probe.subscriberCount() === 1)
    expect(await closed).toEqual({ code: 4403, reason: 'The token has expired' })
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime())
    await eventually(() => server.probe.subscriberCount() === 0)
  })

  it('lets a client whose token expired come back with a fresh one', async (test) => {
    let connections = 0
    const server = await startTestServer(test, {
      limits: { slowSocketSeconds: 0.1 },
      verifyToken: () => {
        const expiresAt = connections++ === 0 ? new Date(Date.now() + 100) : null
        return Promise.resolve({ ...viewerOf('AGENT'), expiresAt })
      },
    })
    const client = clientOf(server, { retryAttempts: 5, retryWait: () => Promise.resolve() })
    const first = client.iterate({ query: 'subscription { status }' }).next()
    await eventually(() => connections === 2 && server.probe.subscriberCount() === 1)
    server.probe.publish({ text: 'after' })
    expect(await first).toMatchObject({ value: { data: { status: 'after' } } })
  })

  it.each([
    ['https://evil.example.com', 403],
    ['null', 403],
    ['https://desk.example.com', 'open'],
    [undefined, 'open'],
  ])('opened by a page of %s is answered %s', async (origin, expected) => {
    const server = await startTestServer({ onTestFinished })
    expect(await rawSocket(server, origin === undefined ? {} : { origin }).opened).toBe(expected)
  })

  it('may be opened by our own pages, and speaks one protocol', async (test) => {
    const server = await startTestServer(test)
    expect(await rawSocket(server, { origin: server.url }).opened).toBe('open')
    expect(await rawSocket(server, { protocols: [] }).closed).toMatchObject({ code: 4406 })
    const elsewhere = new WebSocket(server.socketUrl.replace('/graphql', '/other'), protocol)
    const status = await new Promise((resolve) => {
      elsewhere.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode)
      })
    })
    elsewhere.on('error', () => undefined).terminate()
    expect(status).toBe(404)
  })

  it('is closed by a message that is too large, without harm to others', async (test) => {
    const server = await startTestServer(test)
    const { socket, opened, closed } = rawSocket(server)
    await opened
    socket.send(init(`Bearer ${'x'.repeat(5 * 1024 * 1024)}`))
    expect(await closed).toMatchObject({ code: 1009 })
    expect(await firstAnswer(clientOf(server), '{ me }')).toMatchObject({ data: { me: 'SUPERVISOR in a test' } })
  })

  it('is closed by a message that is none', async (test) => {
    const server = await startTestServer(test)
    const { socket, opened, closed } = rawSocket(server)
    await opened
    socket.send('not JSON')
    expect(await closed).toMatchObject({ code: 4400 })
  })

  it('that stops answering pings is ended, one that answers stays', async (test) => {
    const server = await startTestServer(test, { limits: { pingSeconds: 0.3, slowSocketSeconds: 0.5 } })
    const alive = rawSocket(server)
    const dead = rawSocket(server, { autoPong: false })
    const pings = new Promise((resolve) => {
      let count = 0
      alive.socket.on('ping', () => {
        if (++count === 4) resolve('four pings')
      })
    })
    expect(await dead.closed).toMatchObject({ code: 1006 })
    expect(await Promise.race([pings, alive.closed])).toBe('four pings')
  })

  it('is answered when it pings', async (test) => {
    const { socket, opened } = rawSocket(await startTestServer(test))
    await opened
    const answer = new Promise((resolve) => socket.once('pong', resolve))
    socket.ping('are you there')
    expect(String(await answer)).toBe('are you there')
  })
})

describe('bad input over a socket gets the same codes as over HTTP:', () => {
  it.each([
    ['a syntax error', '{ me', {}, 'BAD_USER_INPUT'],
    ['an unknown field', '{ you }', {}, 'BAD_USER_INPUT'],
    ['a wrong variable', 'query Q($t: String!) { echo(text: $t) }', { t: 1 }, 'BAD_USER_INPUT'],
    ['what a scalar refuses', 'query Q($n: Positive) { half(of: $n) }', { n: -1 }, 'BAD_USER_INPUT'],
    ['too deep a query', `{ node ${'{ child '.repeat(10)}{ name }${' }'.repeat(10)} }`, {}, 'LIMIT_EXCEEDED'],
    [
      'too many aliases',
      `{ node { ${Array.from({ length: 51 }, (_, i) => `a${i}: name`).join(' ')} } }`,
      {},
      'LIMIT_EXCEEDED',
    ],
    ['what broke inside', '{ broken }', {}, 'INTERNAL_SERVER_ERROR'],
    ['a wrong output', '{ wrongOutput }', {}, 'INTERNAL_SERVER_ERROR'],
    ['a stream that broke', 'subscription { brokenStream }', {}, 'INTERNAL_SERVER_ERROR'],
    ['a database that is away', '{ unavailable }', {}, 'SERVICE_UNAVAILABLE'],
    ['a refusal of the domain', '{ forbidden }', {}, 'FORBIDDEN'],
  ])('%s', async (_what, query, variables, code) => {
    const server = await startTestServer({ onTestFinished })
    const answer = await firstAnswer(clientOf(server), query, variables)
    expect(codeOf(answer)).toBe(code)
    expect(JSON.stringify(answer)).not.toMatch(/SELECT|\+1415|store\.ts|stack|node_modules/)
    if (!query.startsWith('subscription')) {
      const overHttp = (await (await server.post({ query, variables })).json()) as { errors: object[] }
      const [error] = Array.isArray(answer) ? answer : (answer.errors ?? [])
      const withoutId = (value: unknown) => JSON.stringify(value).replace(/"errorId":"[^"]*",?/, '')
      expect(withoutId(error)).toBe(withoutId(overHttp.errors[0]))
    }
  })

  it('an unknown operation name', async (test) => {
    const client = clientOf(await startTestServer(test))
    const results = client.iterate({ query: 'query A { me }', operationName: 'B' })
    const errors: unknown = await results.next().catch((error: unknown) => error)
    expect(codeOf(errors as Answer)).toBe('BAD_USER_INPUT')
  })

  it('introspection when it is switched off', async (test) => {
    const server = await startTestServer(test, { allowIntrospection: false })
    const answer = await firstAnswer(clientOf(server), '{ __schema { queryType { name } } }')
    expect(codeOf(answer)).toBe('LIMIT_EXCEEDED')
  })

  it('a role that may not', async (test) => {
    const server = await startTestServer(test)
    const connectionParams = async () => ({ authorization: `Bearer ${await server.tokenFor('AGENT')}` })
    expect(codeOf(await firstAnswer(clientOf(server, { connectionParams }), 'mutation { touch }'))).toBe('FORBIDDEN')
  })

  it('the hundred-and-first operation at once, which harms none of the others', async (test) => {
    const server = await startTestServer(test)
    const client = clientOf(server)
    const open = Array.from({ length: 100 }, () => client.iterate({ query: 'subscription { status }' }))
    const results = open.map((one) => one.next())
    await eventually(() => server.probe.subscriberCount() === 100)
    expect(codeOf(await firstAnswer(client, '{ me }'))).toBe('LIMIT_EXCEEDED')
    server.probe.publish({ text: 'still here' })
    for (const result of results) expect(await result).toMatchObject({ value: { data: { status: 'still here' } } })
    await open[0]?.return?.()
    await eventually(() => server.probe.subscriberCount() === 99)
    expect(await firstAnswer(client, '{ me }')).toMatchObject({ data: { me: 'SUPERVISOR in a test' } })
  })
})
