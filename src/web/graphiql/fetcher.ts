import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit'

/**
 * The way from GraphiQL to the API: queries and mutations over HTTP, each subscription over a graphql-ws socket of its own,
 * all with the headers of the tab as they are at that moment, so that a person may try another token.
 */
export function createFetcher(): Fetcher {
  const fetcher = createGraphiQLFetcher({
    url: '/graphql',
    subscriptionUrl: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    enableIncrementalDelivery: false,
  })
  return (parameters, options) => fetcher(parameters, { ...options, headers: lowerCased(options?.headers) })
}

// The socket takes them as its connectionParams, where names are told apart by their case.
function lowerCased(headers: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value as unknown]),
  )
}
