import { cacheExchange, Client, fetchExchange, mapExchange, subscriptionExchange, type CombinedError } from 'urql'
import { signOut, type Session } from '../session/session.js'
import { openSocket } from './socket.js'

/**
 * The page's way to the API: queries and mutations over HTTP, subscriptions over one socket. A token that the server
 * refuses leads back to the sign-in page.
 */
export function createApiClient({ token, expiresAt }: Session): Client {
  const socket = openSocket(token)
  if (expiresAt !== null) endWith(expiresAt)
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // What is shown is never older than the question; the cache only spares the blank moment.
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({ headers: { authorization: `Bearer ${token}` } }),
    exchanges: [
      mapExchange({
        onResult: ({ error }) => {
          if (codeOf(error) === 'UNAUTHENTICATED') signOut('refused')
        },
      }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query: query ?? '', variables: variables as Record<string, unknown> },
              sink,
            ),
          }),
        }),
      }),
    ],
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
