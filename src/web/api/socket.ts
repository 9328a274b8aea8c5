import { createClient, type Client } from 'graphql-ws'
import { signOut } from '../session/session.js'
import { connectionNow, heard, lost } from './connection.js'

/** How often the server is asked whether it is there; twice within the five seconds after which figures count as stale. */
const PING_MS = 2_000
/** An answer that has not come by then will not come: the network is gone, or the server hangs. */
const PONG_MS = 2_000
/** A handshake into nothing would take minutes to fail; with the wait below the next one begins within 3 s. */
const CONNECT_MS = 2_200
/** Between two attempts, so that a page is right again within 3 s of the server's return; a little apart from the others'. */
const retryWaitMs = (): number => 300 + Math.random() * 500
/** Timers that were late by so much: this machine has slept. */
const SLEPT_MS = 4_000
/** The server's word for a token that is bad or has ended. */
const FORBIDDEN = 4403

/** Ends after `retryWaitMs`. */
export function retryWait(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, retryWaitMs()))
}

/** The page's one socket, opened anew for as long as the page is there. */
export interface LastingSocket {
  /** The connection of now: after some faults another one takes its place. */
  readonly client: Client
}

/**
 * Opens the socket. It is tried again after every end: a server that stops or hangs, a network that is lost, a machine
 * that slept, and also after those close codes (4400, 4500, 1011, …) after which a graphql-ws client gives up for good:
 * then a new client is made. Only a refused token ends it, and leads to the sign-in page.
 */
export function openSocket(token: string): LastingSocket {
  const connect = (): Client =>
    createSupervisedClient(token, () => {
      void retryWait().then(() => {
        lasting.client = connect()
      })
    })
  const lasting = { client: connect() }
  whenAwake(() => {
    const { state, heardAt } = connectionNow()
    // What has not been heard for so long may be a socket that only looks open.
    if (state === 'live' && Date.now() - (heardAt ?? 0) > PING_MS + PONG_MS) lasting.client.terminate()
  })
  // An address of another network does not carry the old one's connections.
  window.addEventListener('online', () => {
    if (connectionNow().state === 'live') lasting.client.terminate()
  })
  window.addEventListener('offline', lost)
  return lasting
}

/** One graphql-ws client with a time limit on each step. `onGivenUp` is called when it will not try again by itself. */
function createSupervisedClient(token: string, onGivenUp: () => void): Client {
  let stepTimer: number | undefined
  const answerWithin = (milliseconds: number): void => {
    clearTimeout(stepTimer)
    stepTimer = window.setTimeout(() => {
      client.terminate()
    }, milliseconds)
  }
  const client = createClient({
    url: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    connectionParams: { authorization: `Bearer ${token}` },
    lazy: false,
    onNonLazyError: onGivenUp,
    keepAlive: PING_MS,
    retryAttempts: Infinity,
    retryWait,
    shouldRetry: () => true,
    on: {
      connecting: () => {
        answerWithin(CONNECT_MS)
      },
      connected: () => {
        clearTimeout(stepTimer)
        heard()
      },
      message: heard,
      ping: (isReceived) => {
        if (!isReceived) answerWithin(PONG_MS)
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(stepTimer)
      },
      closed: (event) => {
        clearTimeout(stepTimer)
        lost()
        if ((event as CloseEvent).code === FORBIDDEN) signOut('expired')
      },
    },
  })
  return client
}

/** Calls back when the machine has slept, or the page was out of sight and its timers slow. */
function whenAwake(onAwake: () => void): void {
  let lastTick = Date.now()
  window.setInterval(() => {
    const now = Date.now()
    if (now - lastTick > SLEPT_MS && !document.hidden) onAwake()
    lastTick = now
  }, 1_000)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) onAwake()
  })
}
