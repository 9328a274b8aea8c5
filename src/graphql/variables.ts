import { GraphQLError } from 'graphql'
import { BadInputError } from '../domainError.js'
import { LimitExceededError } from './limits.js'

/** Levels of objects and lists in variables: the schema's own inputs have five, attributes may have 32 more. */
const maxVariableDepth = 64

/**
 * What is wrong with the variables as such, whatever the operation makes of them; null when nothing is. Every operation
 * passes this, over HTTP as over WebSocket: names that could change what all objects are, and nesting that overflows the
 * stack of whatever walks it by recursion (JSON.stringify does, at a few thousand levels). This walk does not.
 */
export function brokenVariables(variables: unknown): GraphQLError | null {
  let level: object[] = isObject(variables) ? [variables] : []
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxVariableDepth) return refusal(new LimitExceededError('The variables have too many levels'))
    if (level.some(isPoisoned)) return refusal(new BadInputError('variables', 'The variables hold a forbidden name'))
    level = level.flatMap((value) => Object.values(value).filter(isObject))
  }
  return null
}

/** As Fastify refuses it in a body: own properties of these names end up in the prototype of whoever copies them. */
function isPoisoned(value: object): boolean {
  if (Object.hasOwn(value, '__proto__')) return true
  if (!Object.hasOwn(value, 'constructor') || !('constructor' in value)) return false
  return isObject(value.constructor) && Object.hasOwn(value.constructor, 'prototype')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function refusal(originalError: Error): GraphQLError {
  return new GraphQLError(originalError.message, { originalError })
}
