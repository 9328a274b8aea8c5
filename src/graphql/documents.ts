import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import { brokenLimit, LimitExceededError, type QueryLimits } from './limits.js'

/** A document that may be executed, or everything that is wrong with it. */
type PreparedDocument = { document: DocumentNode } | { errors: readonly [GraphQLError, ...GraphQLError[]] }

/** Parses, limits and validates a text. Never throws. */
export type PrepareDocument = (text: string) => PreparedDocument

/** Documents remembered; a client has a few dozen texts, so more than this is somebody generating them. */
const maxRemembered = 1000
/** Longer texts are prepared each time: 1,000 of them would hold the memory of a small server. */
const maxRememberedCharacters = 10_000

/**
 * The one gate that every GraphQL text passes, over HTTP as over WebSocket. What is good is remembered by its text, the
 * least recently used forgotten first; what is bad is not, so that nobody can fill the memory with it.
 */
export function createDocumentGate(
  schema: GraphQLSchema,
  limits: QueryLimits,
  allowIntrospection: boolean,
): PrepareDocument {
  const remembered = new Map<string, PreparedDocument>()

  return (text) => {
    const known = remembered.get(text)
    if (known !== undefined) {
      // Moves it to the end: a Map keeps the order of insertion.
      remembered.delete(text)
      remembered.set(text, known)
      return known
    }
    const prepared = prepare(text, schema, limits, allowIntrospection)
    if ('document' in prepared && text.length <= maxRememberedCharacters) {
      remembered.set(text, prepared)
      const oldest = remembered.keys().next()
      if (remembered.size > maxRemembered && oldest.done !== true) remembered.delete(oldest.value)
    }
    return prepared
  }
}

function prepare(
  text: string,
  schema: GraphQLSchema,
  limits: QueryLimits,
  allowIntrospection: boolean,
): PreparedDocument {
  try {
    const document = parse(text, { maxTokens: limits.maxTokens })
    const broken = brokenLimit(schema, document, limits, allowIntrospection)
    if (broken !== null) return { errors: [broken] }
    const [first, ...rest] = validate(schema, document)
    return first === undefined ? { document } : { errors: [first, ...rest] }
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    // graphql-js compares fragments by recursion, and a ring of a hundred fragments overflows the stack.
    if (error instanceof RangeError) return { errors: [tooComplex()] }
    throw error
  }
}

function tooComplex(): GraphQLError {
  const originalError = new LimitExceededError('The document is too complex to be checked')
  return new GraphQLError(originalError.message, { originalError })
}
