import {
  getNamedType,
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { createSchema } from '../../src/graphql/schema.js'
import { operations } from './operations.js'

/** A place in the variables of an operation where a client puts a value. */
export interface InputLeaf {
  /** E.g. Mutation.createCampaign */
  readonly operation: string
  /** E.g. ['input', 'listIds'] */
  readonly path: readonly (string | number)[]
  /** Scalar or enum; or an input that holds itself, such as a filter. */
  readonly typeName: string
  readonly isEnum: boolean
  readonly isList: boolean
  readonly isNonNull: boolean
}

const schema = createSchema()

/** Every root field of the schema, as the table of permissions names them. */
export function rootFields(): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  return roots.flatMap((root) => Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name ?? ''}.${field}`))
}

/** The arguments of a root field that its document leaves to their defaults; the walks would miss them. */
export function argumentsLeftOut(operation: string): string[] {
  const [typeName = '', fieldName = ''] = operation.split('.')
  const type = schema.getType(typeName)
  const args = isObjectType(type) ? (type.getFields()[fieldName]?.args ?? []) : []
  const variables = variablesOf(operation).map(({ name }) => name)
  return args.map(({ name }) => name).filter((name) => !variables.includes(name))
}

/** All places in the operation's variables, those within input objects included. */
export function inputLeaves(operation: string): InputLeaf[] {
  return variablesOf(operation).flatMap(({ name, type }) => leavesOf(operation, [name], type))
}

/** The variables with another value at the leaf; a list leaf gets a list of that value. */
export function withValue(variables: object, { path, isList }: InputLeaf, value: unknown): object {
  const changed = structuredClone(variables)
  let place = changed as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>
  place[path.at(-1) ?? ''] = isList ? [value] : value
  return changed
}

/** How a test calls the leaf. */
export function nameOf({ operation, path }: InputLeaf): string {
  return `${operation} ${path.join('.')}`
}

function variablesOf(operation: string): { name: string; type: GraphQLInputType }[] {
  const [definition] = parse(operations[operation]?.document ?? '').definitions as OperationDefinitionNode[]
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${operation} has no document`)
  return (definition.variableDefinitions ?? []).map(({ variable, type }) => {
    const known = typeFromAST(schema, type)
    if (known === undefined) throw new Error(`${operation} has a variable of no known type`)
    return { name: variable.name.value, type: known as GraphQLInputType }
  })
}

/** Such an input, a filter within a filter, has no end of leaves: as a whole it is one. */
function holdsItself(type: GraphQLInputObjectType): boolean {
  return Object.values(type.getFields()).some((field) => getNamedType(field.type) === type)
}

function leavesOf(operation: string, path: readonly (string | number)[], type: GraphQLInputType): InputLeaf[] {
  const isList = isListType(getNullableType(type))
  const named = getNamedType(type)
  if (isInputObjectType(named) && !holdsItself(named)) {
    const inside = isList ? [...path, 0] : path
    return Object.values(named.getFields()).flatMap((field) => leavesOf(operation, [...inside, field.name], field.type))
  }
  const isEnum = 'getValues' in named
  return [{ operation, path, typeName: named.name, isEnum, isList, isNonNull: isNonNullType(type) }]
}
