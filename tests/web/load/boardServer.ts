import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer, type WebSocket } from 'ws'
import { boardAnswer, snapshotOf } from './boardAnswers.js'

/**
 * Serves the built wallboard, and on its socket as many snapshots as asked for. It stands in for the API because only the
 * page is measured: on two cores a database that makes a thousand changes a second would take the browser's time. The page,
 * its socket and each frame's text are what they are in production.
 */
export interface BoardServer {
  readonly url: string
  /** Sends so many snapshots, one for each campaign in turn, over each open subscription. */
  send(count: number): void
  /** Resolves when the page has subscribed. */
  subscribed(): Promise<void>
  close(): Promise<void>
}

const pages = fileURLToPath(new URL('../../../dist/web', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Starts it on a free port. */
export async function openBoardServer(campaignCount: number): Promise<BoardServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = path === '/wallboard' ? '/wallboard/index.html' : path
    readFile(pages + file).then(
      (content) => response.setHeader('content-type', types[extname(file)] ?? 'text/plain').end(content),
      () => response.writeHead(404).end(),
    )
  })
  const sockets = new WebSocketServer({ server, path: '/graphql', handleProtocols: () => 'graphql-transport-ws' })
  const streams = new Map<WebSocket, string>()
  let onSubscribed = (): void => undefined
  const subscribed = new Promise<void>((resolve) => (onSubscribed = resolve))
  let version = 0
  const sendTo = (socket: WebSocket, id: string, data: object): void => {
    socket.send(JSON.stringify({ id, type: 'next', payload: { data } }))
  }
  sockets.on('connection', (socket) => {
    socket.on('close', () => streams.delete(socket))
    socket.on('message', (text: Buffer) => {
      const { id = '', type, payload } = JSON.parse(text.toString()) as Message
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}')
      if (type === 'ping') socket.send('{"type":"pong"}')
      if (type === 'complete' && streams.get(socket) === id) streams.delete(socket)
      if (type !== 'subscribe' || payload === undefined) return
      if (payload.query.startsWith('subscription')) {
        streams.set(socket, id)
        for (let campaign = 1; campaign <= campaignCount; campaign += 1) {
          sendTo(socket, id, { queueStatus: snapshotOf(campaign, (version += 1)) })
        }
        onSubscribed()
      } else {
        sendTo(socket, id, boardAnswer(payload, campaignCount))
        socket.send(JSON.stringify({ id, type: 'complete' }))
      }
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    send(count) {
      for (let sent = 0; sent < count; sent += 1) {
        version += 1
        for (const [socket, id] of streams) {
          sendTo(socket, id, { queueStatus: snapshotOf((version % campaignCount) + 1, version) })
        }
      }
    },
    subscribed: () => subscribed,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Message {
  readonly id?: string
  readonly type: string
  readonly payload?: { readonly query: string; readonly variables: Record<string, unknown> }
}
