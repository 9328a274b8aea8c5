import type { ErrorCode } from '../../domainError.js'
import { readFields, type Fields, type Given } from './fields.js'
import type { JsonSchema } from './jsonSchema.js'

/** What a request brings, as Fastify parsed it. */
export interface RestRequest {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  /** The value of its `Idempotency-Key` header. */
  readonly idempotencyKey: string | null
}

/** One REST endpoint: what it takes, which GraphQL operation it executes, what it answers. */
export interface RestRoute {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Below `/api`, its parameters as `:name`. */
  readonly path: string
  /** Unique among the routes; the name of the operation in clients that are generated. */
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly params: Fields
  readonly query: Fields
  /** Null: it takes none. */
  readonly body: Fields | null
  readonly takesIdempotencyKey: boolean
  /** What the operation may refuse, besides a missing token, an unreachable database and what is unexpected. */
  readonly codes: readonly ErrorCode[]
  /** Of `data` in the answer. */
  readonly answer: JsonSchema
  /** The GraphQL operation. */
  readonly document: string
  /** GraphQL's names of inputs by which an error may call them, with the names they have here. */
  readonly renamed: Readonly<Record<string, string>>
  /** @throws BadInputError for what is missing or has another type. */
  variablesOf(request: RestRequest): Record<string, unknown>
  /** `data` of the answer from that of the operation. */
  present(data: unknown): object
}

type Definition<P extends Fields, Q extends Fields, B extends Fields> = Omit<
  RestRoute,
  'params' | 'query' | 'body' | 'variablesOf' | 'present'
> & {
  readonly params: P
  readonly query: Q
  readonly body: B | null
  readonly variables: (given: {
    params: Given<P>
    query: Given<Q>
    body: Given<B>
    idempotencyKey: string | null
  }) => Record<string, unknown>
}

/**
 * A route whose variables have the types of its fields.
 * @param present given what `document` selects, as the caller declares it
 */
export function restRoute<P extends Fields, Q extends Fields, B extends Fields>(
  definition: Definition<P, Q, B>,
  present: (data: never) => object,
): RestRoute {
  const { params, query, body, takesIdempotencyKey, variables, ...rest } = definition
  return {
    ...rest,
    ...{ params, query, body, takesIdempotencyKey },
    variablesOf: (request) =>
      variables({
        params: readFields(params, request.params),
        query: readFields(query, request.query),
        body: readFields((body ?? {}) as B, request.body),
        idempotencyKey: takesIdempotencyKey ? request.idempotencyKey : null,
      }),
    present: (data) => present(data as never),
  }
}
