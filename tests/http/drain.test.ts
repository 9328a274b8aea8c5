import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { createClient } from 'graphql-ws'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { eventually, startTestServer, type TestServer } from './testServer.js'

const protocol = 'graphql-transport-ws'

/** A gate to hold `slow` and `wait` with, and the key to it. */
function holdWork(server: TestServer): () => void {
  let open: () => void = () => undefined
  server.probe.gate = new Promise((resolve) => {
    open = resolve
  })
  return () => {
    open()
  }
}

/** An authenticated socket, its frames and how it closes. */
async function openSocket(server: TestServer) {
  const socket = new WebSocket(server.socketUrl, protocol)
  const frames: { type: string; id?: string; payload?: unknown }[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as (typeof frames)[number]))
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve) => socket.once('open', resolve))
  const authorization = `Bearer ${await server.tokenFor('SUPERVISOR')}`
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }))
  await eventually(() => frames.length === 1)
  const subscribe = (id: string, query: string) => {
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }))
  }
  return { socket, frames, closed, subscribe }
}

describe('a server that is told to end', () => {
  it('closes sockets with 1001, which a client answers by coming back', async (test) => {
    const server = await startTestServer(test)
    const { closed, subscribe } = await openSocket(server)
    subscribe('1', 'subscription { status }')
    await eventually(() => server.probe.subscriberCount() === 1)
    const ending = server.close()
    expect(await closed).toBe(1001)
    await ending
    expect(server.probe.subscriberCount()).toBe(0)
    const refused: unknown = await fetch(server.url).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(TypeError)
  })

  it('finishes the requests that are running and refuses new ones with 503', async (test) => {
    const server = await startTestServer(test)
    const release = holdWork(server)
    const running = server.post({ query: '{ slow }' })
    await eventually(() => server.probe.waitingCount === 1)
    const ending = server.close()
    const refused = await server.post({ query: '{ me }' })
    expect(refused.status).toBe(503)
    expect(refused.headers.get('connection')).toBe('close')
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] })
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(await upgradeStatus(server)).toBe(503)
    release()
    expect(await (await running).json()).toEqual({ data: { slow: 'done' } })
    await ending
  })

  it('lets a mutation on a socket finish before it closes the socket', async (test) => {
    const server = await startTestServer(test)
    const release = holdWork(server)
    const { frames, closed, subscribe } = await openSocket(server)
    subscribe('1', 'mutation { wait }')
    subscribe('2', '{ me }')
    await eventually(() => frames.some(({ id, type }) => id === '2' && type === 'complete'))
    const ending = server.close()
    subscribe('3', '{ me }')
    await eventually(() => frames.some(({ id }) => id === '3'))
    expect(frames.at(-1)).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] })
    release()
    expect(await closed).toBe(1001)
    expect(frames.slice(-2)).toEqual([
      { id: '1', type: 'next', payload: { data: { wait: 'done' } } },
      { id: '1', type: 'complete' },
    ])
    await ending
  })

  it('does not wait for ever: not for work, not for silent connections, not for a socket that does not answer', async (test) => {
    const server = await startTestServer(test, { limits: { drainSeconds: 0.2 } })
    holdWork(server)
    const abandoned = server.post({ query: '{ slow }' }).catch(() => 'cut off')
    const { socket, subscribe } = await openSocket(server)
    subscribe('1', 'mutation { wait }')
    socket.pause()
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
    await new Promise((resolve) => silent.once('connect', resolve))
    const agent = new Agent({ keepAlive: true })
    await new Promise((resolve) => {
      request(`${server.url}/healthz`, { agent }, (response) => response.resume().on('end', resolve)).end()
    })
    await eventually(() => server.probe.waitingCount === 2)
    const startedAt = Date.now()
    await server.close()
    expect(Date.now() - startedAt).toBeLessThan(4000)
    expect(await abandoned).toBe('cut off')
    socket.terminate()
    silent.destroy()
    agent.destroy()
  })

  it('ends once, however often it is told', async (test) => {
    const server = await startTestServer(test)
    const first = server.close()
    expect(server.close()).toBe(first)
    await first
    await server.close()
  })

  it('leaves a wallboard that reconnects to the next server', async (context) => {
    const first = await startTestServer(context)
    const second = await startTestServer(context)
    let url = first.socketUrl
    const client = createClient({
      url: () => url,
      webSocketImpl: WebSocket,
      connectionParams: async () => ({ authorization: `Bearer ${await first.tokenFor('AGENT')}` }),
      retryWait: () => Promise.resolve(),
    })
    context.onTestFinished(() => void client.dispose())
    const result = client.iterate({ query: 'subscription { status }' }).next()
    await eventually(() => first.probe.subscriberCount() === 1)
    url = second.socketUrl
    await first.close()
    await eventually(() => second.probe.subscriberCount() === 1)
    second.probe.publish({ text: 'moved' })
    expect(await result).toMatchObject({ value: { data: { status: 'moved' } } })
  })
})

/** The status with which the server refuses a WebSocket. */
async function upgradeStatus(server: TestServer): Promise<number | undefined> {
  const socket = new WebSocket(server.socketUrl, protocol)
  socket.on('error', () => undefined)
  const status = await new Promise<number | undefined>((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode)
    })
  })
  socket.terminate()
  return status
}
