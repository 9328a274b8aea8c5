import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { expect, it } from 'vitest'
import { schemaText } from '../../src/graphql/schema.js'

const schema = buildSchema(schemaText())
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isSpecifiedScalarType(type) && !isIntrospectionType(type),
)
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]

/** Enums whose words say all that there is to say. */
const plainEnums = ['ExclusionReason', 'OutcomeCategory']

type Described = readonly [name: string, description: string | null | undefined]

const described: Described[] = [
  ...types
    .filter((type) => !roots.some((root) => root === type))
    .map((type): Described => [type.name, type.description]),
  ...types.flatMap((type): Described[] => {
    if (isEnumType(type)) {
      if (plainEnums.includes(type.name)) return []
      return type.getValues().map((value) => [`${type.name}.${value.name}`, value.description])
    }
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description])
    }
    if (!isObjectType(type)) return []
    return Object.values(type.getFields()).flatMap((field): Described[] => [
      [`${type.name}.${field.name}`, field.description],
      ...field.args.map((arg): Described => [`${type.name}.${field.name}(${arg.name})`, arg.description]),
    ])
  }),
]

it('GraphiQL says in a sentence what each type, field, argument and enum value is', () => {
  const names = described.map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining(['QueueStatus.WRAP_UP', 'Query.dialQueue(first)', 'ContactInput.phone']))
  const silent = described.filter(([, description]) => !/^\S.*\.$/s.test(description ?? ''))
  expect(silent).toEqual([])
})
