import {
  cacheExchange,
  Client,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
  type CombinedError,
  type Exchange,
} from 'urql'
import { signOut, type Session } from '../session/session.js'
import { subscribeLasting } from './lastingSubscription.js'
import { openSocket, type LastingSocket } from './socket.js'

/** How a page uses the API. */
export interface ApiUse {
  /**
   * Queries go over the socket too, and nothing is kept of their answers: for a page that asks for hours, each time for
   * something else. By HTTP after a cut it would first wait for connections that only look open.
   */
  readonly allOverSocket?: boolean
}

/**
 * The page's way to the API: queries and mutations over HTTP, subscriptions over one socket. A token that the server
 * refuses leads back to the sign-in page.
 */
export function createApiClient({ token, expiresAt }: Session, { allOverSocket = false }: ApiUse = {}): Client {
  const socket = openSocket(token)
  if (expiresAt !== null) endWith(expiresAt)
  const signedOut = mapExchange({
    onResult: ({ error }) => {
      if (codeOf(error) === 'UNAUTHENTICATED') signOut('refused')
    },
  })
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // What is shown is never older than the question; the cache only spares the blank moment.
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({ headers: { authorization: `Bearer ${token}` } }),
    exchanges: allOverSocket
      ? [signedOut, overSocket(socket, allOverSocket)]
      : [signedOut, cacheExchange, fetchExchange, overSocket(socket, allOverSocket)],
  })
}

function overSocket(socket: LastingSocket, enableAllOperations: boolean): Exchange {
  return subscriptionExchange({
    enableAllOperations,
    forwardSubscription: ({ query, variables }, { kind }) => ({
      subscribe: (sink) => {
        const payload = { query: query ?? '', variables: variables as Record<string, unknown> }
        const unsubscribe =
          kind === 'subscription' ? subscribeLasting(socket, payload, sink) : socket.client.subscribe(payload, sink)
        return { unsubscribe }
      },
    }),
  })
}

/** The code of the first error that the API names; null without one (no error, or the server was not reached). */
export function codeOf(error: CombinedError | undefined): string | null {
  const code = error?.graphQLErrors[0]?.extensions['code']
  return typeof code === 'string' ? code : null
}

/** Timers longer than this overflow to 0 (milliseconds). */
const LONGEST_TIMER = 2 ** 31 - 1

function endWith(expiresAt: number): void {
  const left = expiresAt - Date.now()
  setTimeout(
    () => {
      if (Date.now() >= expiresAt) signOut('expired')
      else endWith(expiresAt)
    },
    Math.min(Math.max(left, 0), LONGEST_TIMER),
  )
}
