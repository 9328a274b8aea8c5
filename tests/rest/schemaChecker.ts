import type { JsonSchema } from '../../src/http/rest/jsonSchema.js'
import { openApiDocument } from '../../src/http/rest/openApi.js'

/** The keywords that our schemas use: another one is a fault of the schema, because nobody here would check it. */
const knownKeywords = new Set(
  '$ref type enum const required properties items anyOf oneOf allOf pattern minimum maximum minLength maxLength format description'.split(
    ' ',
  ),
)

/**
 * What is wrong with a value, as the paths of its faults; empty when it is as described. An object that is described in
 * full (every property required) may hold nothing else.
 */
export function faultsOf(schema: JsonSchema, value: unknown, path = 'data'): string[] {
  const unknown = Object.keys(schema).filter((keyword) => !knownKeywords.has(keyword))
  if (unknown.length > 0) return [`${path}: the schema has ${unknown.join(', ')}`]
  const { $ref, anyOf, oneOf, allOf } = schema as Record<string, JsonSchema[] | undefined> & { $ref?: string }
  return [
    ...($ref === undefined ? [] : faultsOf(referred($ref), value, path)),
    ...(allOf ?? []).flatMap((one) => faultsOf(one, value, path)),
    ...(anyOf !== undefined && !anyOf.some((one) => faultsOf(one, value, path).length === 0)
      ? [`${path}: none of ${anyOf.length}: ${faultsOf(anyOf[0] ?? {}, value, path).join('; ')}`]
      : []),
    ...(oneOf !== undefined && oneOf.filter((one) => faultsOf(one, value, path).length === 0).length !== 1
      ? [`${path}: not one of ${oneOf.length}`]
      : []),
    ...simpleFaults(schema, value, path),
    ...partFaults(schema, value, path),
  ]
}

function referred($ref: string): JsonSchema {
  const name = /^#\/components\/schemas\/(\w+)$/.exec($ref)?.[1] ?? ''
  const schemas: Readonly<Record<string, JsonSchema>> = openApiDocument.components.schemas
  const schema = schemas[name]
  if (schema === undefined) throw new Error(`${$ref} leads nowhere`)
  return schema
}

function simpleFaults(schema: JsonSchema, value: unknown, path: string): string[] {
  const faults: string[] = []
  const types = schema['type'] === undefined ? [] : ([schema['type']].flat() as string[])
  const own = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const isOfType = types.some((type) => type === own || (type === 'integer' && Number.isInteger(value)))
  if (types.length > 0 && !isOfType) faults.push(`${path}: ${own} is not ${types.join(' or ')}`)
  const words = schema['enum'] as unknown[] | undefined
  if (words !== undefined && !words.includes(value)) faults.push(`${path}: ${String(value)} is none of its words`)
  if ('const' in schema && schema['const'] !== value) faults.push(`${path}: is not ${String(schema['const'])}`)
  if (typeof value === 'string') {
    const { pattern, format } = schema as { pattern?: string; format?: string }
    if (pattern !== undefined && !new RegExp(pattern).test(value)) faults.push(`${path}: does not match ${pattern}`)
    if (format === 'date-time' && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) faults.push(`${path}: is no instant`)
  }
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema as { minimum?: number; maximum?: number }
    if (value < minimum || value > maximum) faults.push(`${path}: ${value} is out of bounds`)
  }
  return faults
}

function partFaults(schema: JsonSchema, value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    const items = schema['items'] as JsonSchema | undefined
    return items === undefined ? [] : value.flatMap((one, index) => faultsOf(items, one, `${path}.${index}`))
  }
  if (typeof value !== 'object' || value === null) return []
  const { properties, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] }
  const isWhole = properties !== undefined && required.length === Object.keys(properties).length
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${path}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, part]) => {
      const described = properties?.[name]
      if (described !== undefined) return faultsOf(described, part, `${path}.${name}`)
      return isWhole ? [`${path}.${name}: is not described`] : []
    }),
  ]
}
