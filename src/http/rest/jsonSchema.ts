import type { ErrorCode } from '../../domainError.js'

/** A schema of JSON Schema 2020-12, as OpenAPI 3.1 holds it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** An object that always has all of these properties. */
export function objectOf(description: string, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', description, required: Object.keys(properties), properties }
}

/** A list. */
export function listOf(items: JsonSchema, description: string): JsonSchema {
  return { type: 'array', description, items }
}

/** One of the two types of value that may be missing: the type itself, or null. */
export function orNull(schema: JsonSchema): JsonSchema {
  return '$ref' in schema ? { anyOf: [schema, { type: 'null' }] } : { ...schema, type: [schema['type'], 'null'] }
}

export const textSchema = (description: string): JsonSchema => ({ type: 'string', description })
export const wholeNumberSchema = (description: string): JsonSchema => ({ type: 'integer', description })
export const idSchema = (description: string): JsonSchema => ({
  type: 'string',
  pattern: '^[0-9]{1,19}$',
  description,
})
export const instantSchema = (description: string): JsonSchema => ({ type: 'string', format: 'date-time', description })

/** `{ "success": false, "error": { … } }` with one of these codes. */
export function failureSchema(codes: readonly ErrorCode[]): JsonSchema {
  return {
    allOf: [{ $ref: '#/components/schemas/Failure' }],
    properties: { error: { properties: { code: { enum: codes } } } },
  }
}
