import { existsSync, readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schemaText } from '../../src/graphql/schema.js'

const contractFile = new URL('../../../shared/contract/schema.graphql', import.meta.url)

/**
 * What a schema promises, one line for each thing that a client can rely on: types, fields, arguments, nullability,
 * enum values, defaults. A schema keeps another's promises when it has all its lines.
 */
function promisesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isSpecifiedScalarType(type) && !type.name.startsWith('__'))
    .flatMap((type) => [`${kindOf(type)} ${type.name}`, ...membersOf(type)])
}

function kindOf(type: GraphQLNamedType): string {
  return type.constructor.name.replace(/^GraphQL(.*)Type$/, '$1')
}

function membersOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`)
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${valueOf(field)}`)
  }
  if (!isObjectType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}: ${String(field.type)}`,
    ...field.args.map((arg) => `${type.name}.${field.name}(${arg.name}: ${valueOf(arg)})`),
  ])
}

function valueOf(input: { type: unknown; defaultValue?: unknown }): string {
  return `${String(input.type)} = ${JSON.stringify(input.defaultValue)}`
}

const emitted = new Set(promisesOf(buildSchema(schemaText())))

describe.skipIf(!existsSync(contractFile))(
  'the contract beside the repository (../shared/contract/schema.graphql)',
  () => {
    it('is kept in every type, field, argument, nullability, enum value and default', () => {
      const promises = promisesOf(buildSchema(readFileSync(contractFile, 'utf8')))
      expect(promises.length).toBeGreaterThan(200)
      expect(promises.filter((promise) => !emitted.has(promise))).toEqual([])
    })
  },
)

it('a missing argument, another nullability and another default are broken promises', () => {
  const [theirs, ours] = ['f(a: Int = 1): Int!', 'f: Int'].map((field) =>
    promisesOf(buildSchema(`type Query { ${field} }`)),
  )
  expect(theirs?.filter((promise) => ours?.includes(promise) !== true)).toEqual([
    'Query.f: Int!',
    'Query.f(a: Int = 1)',
  ])
})
