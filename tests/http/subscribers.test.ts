import type { Client } from 'graphql-ws'
import { describe, expect, it } from 'vitest'
import { clientOf, countOf, firstAnswer, init, rawSocket } from './socketClient.js'
import { eventually, startTestServer, type TestServer } from './testServer.js'

describe('subscribers of the same snapshot', () => {
  it('share one execution, whoever they are', async (test) => {
    const server = await startTestServer(test)
    const clients = Array.from({ length: 5 }, () => clientOf(server))
    const query = 'subscription S($campaign: String) { status(campaign: $campaign) }'
    const subscribe = (client: Client, campaign: string) => client.iterate({ query, variables: { campaign } }).next()
    const same = clients.flatMap((client) => Array.from({ length: 10 }, () => subscribe(client, '1')))
    await eventually(() => server.probe.subscriberCount() === 50)
    expect(await countOf(server, 'dialqueue_live_subscribers')).toBe(50)
    server.probe.publish({ text: 'first' })
    const answers = await Promise.all(same)
    for (const answer of answers) expect(answer).toMatchObject({ value: { data: { status: 'first' } } })
    expect(server.probe.executions).toBe(1)
  })

  it('do not share what was asked with other variables', async (test) => {
    const server = await startTestServer(test)
    const client = clientOf(server)
    const query = 'subscription S($campaign: String) { status(campaign: $campaign) }'
    const results = ['1', '2', '2'].map((campaign) => client.iterate({ query, variables: { campaign } }).next())
    await eventually(() => server.probe.subscriberCount() === 3)
    server.probe.publish({ text: 'any' })
    await Promise.all(results)
    expect(server.probe.executions).toBe(2)
  })

  it('never share an event that was not declared to be the same for all', async (test) => {
    const server = await startTestServer(test)
    const agent = async () => ({ authorization: `Bearer ${await server.tokenFor('AGENT')}` })
    const answers = [
      await firstAnswer(clientOf(server), 'subscription { mine }'),
      await firstAnswer(clientOf(server, { connectionParams: agent }), 'subscription { mine }'),
    ]
    expect(answers).toEqual([{ data: { mine: 'SUPERVISOR in a test' } }, { data: { mine: 'AGENT in a test' } }])
    expect(server.probe.executions).toBe(2)
  })

  it('are counted until they leave', async (test) => {
    const server = await startTestServer(test)
    const client = clientOf(server)
    void client.iterate({ query: 'subscription { status }' }).next()
    await eventually(() => server.probe.subscriberCount() === 1)
    await client.dispose()
    await eventually(() => server.probe.subscriberCount() === 0)
    expect(await countOf(server, 'dialqueue_live_subscribers')).toBe(0)
  })
})

describe('a client that stops reading', () => {
  async function stalledClient(server: TestServer) {
    const { socket, opened, closed } = rawSocket(server)
    await opened
    socket.send(init(`Bearer ${await server.tokenFor('SUPERVISOR')}`))
    await new Promise((resolve) => socket.once('message', resolve))
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { flood }' } }))
    await new Promise((resolve) => socket.once('message', resolve))
    socket.pause()
    return { socket, closed }
  }

  it('is ended and counted, and others go on', async (test) => {
    const server = await startTestServer(test, { limits: { slowSocketSeconds: 0.3 } })
    const before = process.memoryUsage().rss
    const { socket, closed } = await stalledClient(server)
    const reader = clientOf(server)
    let slow = 0
    while (slow === 0) {
      expect(await firstAnswer(reader, '{ me }')).toMatchObject({ data: { me: 'SUPERVISOR in a test' } })
      slow = await countOf(server, 'dialqueue_slow_sockets_closed_total')
    }
    socket.resume()
    expect(await closed).toMatchObject({ code: 1006 })
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    expect(await countOf(server, 'dialqueue_live_subscribers')).toBe(0)
  })
})
