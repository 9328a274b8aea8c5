import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from '@graphiql/toolkit'
import { parse, type DocumentNode } from 'graphql'

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
  return (parameters, options) => {
    const documentAST = read(parameters.query) ?? options?.documentAST
    const headers = lowerCased(options?.headers)
    return fetcher(named(parameters, documentAST), { ...options, headers, ...(documentAST && { documentAST }) })
  }
}

// For a moment after a change of tabs GraphiQL still holds the last tab's operation: its name and its kind. What is about to
// be sent counts. A text that is none is sent as it is: the server says what is wrong with it.
function read(query: string): DocumentNode | undefined {
  try {
    return parse(query)
  } catch {
    return undefined
  }
}

function named(parameters: FetcherParams, document: DocumentNode | undefined): FetcherParams {
  const names = document?.definitions.map((one) => ('name' in one ? one.name?.value : undefined)) ?? []
  if (document === undefined || names.includes(parameters.operationName ?? undefined)) return parameters
  return { ...parameters, operationName: names.length === 1 ? names[0] : undefined }
}

// The socket takes them as its connectionParams, where names are told apart by their case.
function lowerCased(headers: unknown): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(headers ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]))
}
