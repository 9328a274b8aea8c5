import { createClient, type Client } from 'graphql-ws'
import { signOut } from '../session/session.js'
import { heard, lost } from './connection.js'

/** How often the server is asked whether it is there; twice within the five seconds after which figures count as stale. */
const PING_MS = 2_000
/** An answer that has not come by then will not come: the network is gone, or the laptop has slept. */
const PONG_MS = 2_000
/** Between two attempts, so that a page is right again within 3 s of the server's return; a little apart from the others'. */
const retryWaitMs = (): number => 400 + Math.random() * 600
/** The server's word for a token that is bad or has ended. */
const FORBIDDEN = 4403

/** One socket for all subscriptions of the page, opened anew for as long as the page is there. */
export function openSocket(token: string): Client {
  let pongTimer: number | undefined
  let socket: WebSocket | undefined
  const client = createClient({
    url: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    connectionParams: { authorization: `Bearer ${token}` },
    lazy: false,
    // The retries below handle every failure of a connection that is not lazy.
    onNonLazyError: () => undefined,
    keepAlive: PING_MS,
    retryAttempts: Infinity,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, retryWaitMs())),
    shouldRetry: () => true,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket
      },
      connected: heard,
      message: heard,
      ping: (isReceived) => {
        if (isReceived) return
        clearTimeout(pongTimer)
        pongTimer = window.setTimeout(() => {
          lost()
          client.terminate()
        }, PONG_MS)
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(pongTimer)
      },
      closed: (event) => {
        clearTimeout(pongTimer)
        lost()
        if ((event as CloseEvent).code === FORBIDDEN) signOut('expired')
      },
    },
  })
  // A laptop that wakes or finds its network again should not wait for a ping to fail.
  window.addEventListener('online', () => {
    if (socket?.readyState === WebSocket.OPEN) client.terminate()
  })
  window.addEventListener('offline', lost)
  return client
}
