/** What one request told the client. */
export type Answer =
  | { readonly kind: 'data'; readonly data: Readonly<Record<string, unknown>> }
  /** A coded refusal: nothing was changed. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly status: string | null }
  /** No answer, or one that does not say whether it was done: only the same request again can tell. */
  | { readonly kind: 'doubt'; readonly reason: string }

/** Longer than any answer takes that is still to come. */
const PATIENCE_MILLISECONDS = 4_000

/** Codes of a server that could not find out itself. */
const DOUBTFUL = ['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']

interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly { message: string; extensions?: { code?: string; status?: string } }[]
}

/** Posts one operation and never throws. */
export async function ask(url: string, token: string, document: string, variables: object): Promise<Answer> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: document, variables }),
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    })
    const { data, errors = [] } = (await response.json()) as GraphQLAnswer
    const [error] = errors
    if (error !== undefined) {
      const code = error.extensions?.code ?? 'no code'
      if (DOUBTFUL.includes(code)) return { kind: 'doubt', reason: code }
      return { kind: 'refused', code, message: error.message, status: error.extensions?.status ?? null }
    }
    return data === undefined || data === null ? { kind: 'doubt', reason: 'no data' } : { kind: 'data', data }
  } catch (error) {
    return { kind: 'doubt', reason: error instanceof Error ? error.name : 'unknown' }
  }
}

const ENTRY = '{ id version status outcome leaseExpiresAt assignedAgent { id } contact { id phone } }'

/** The operations of a desk and of its supervisor; each gives its field `answer`. */
export const operations = {
  claim: `mutation ($input: NextContactInput!) { answer: nextContact(input: $input) { entry ${ENTRY} reason } }`,
  report: `mutation ($input: UpdateQueueStatusInput!) { answer: updateQueueStatus(input: $input) { entry ${ENTRY} } }`,
  renew: `mutation ($entryId: ID!) { answer: renewLease(entryId: $entryId) ${ENTRY} }`,
  setStatus: 'mutation ($input: SetAgentStatusInput!) { answer: setAgentStatus(input: $input) { status } }',
  generate: 'mutation ($input: GenerateQueueInput!) { answer: generateQueue(input: $input) { created } }',
} as const

/** An entry as the API shows it. */
export interface EntryShown {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly outcome: string | null
  readonly leaseExpiresAt: string | null
  readonly assignedAgent: { readonly id: string } | null
  readonly contact: { readonly id: string; readonly phone: string }
}
