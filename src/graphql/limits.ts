import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { DomainError } from '../domainError.js'

/** The request asks for more than one request may. */
export class LimitExceededError extends DomainError {
  readonly code = 'LIMIT_EXCEEDED'
}

/** How large one GraphQL document may be. The same bounds hold over HTTP and WebSocket. */
export interface QueryLimits {
  /** Lexical tokens of the whole document. */
  maxTokens: number
  /** Levels of nested fields of an operation; a root field is level 1. */
  maxDepth: number
  /** Fields and fragment spreads of an operation after its fragments are expanded. */
  maxFields: number
  /** Fields of an operation that carry an alias, after expansion. */
  maxAliases: number
  /** Root fields of an operation, after expansion. */
  maxRootFields: number
  /** Fields that the answer would hold if every list were as long as `listSize` says. */
  maxCost: number
}

/**
 * Chosen by measuring against the contract's schema:
 * - GraphiQL's introspection has 184 tokens. Every figure of `CampaignStats` for every campaign: 53 tokens, depth 4,
 *   41 fields, cost 1,941. A page of 100 whole entries with contact, list, campaign and agent: 74 tokens, depth 6,
 *   48 fields, cost 4,206.
 * - A document of 2,000 tokens takes graphql-js at most 75 ms to validate, once; 5,000 could take half a second.
 * - Three unbounded lists inside each other, the usual way to make a small query expensive, cost 8,421 with
 *   one leaf; a fourth list is refused, and so is a third with more than one leaf or two.
 * Data belongs in variables: 1,000 contacts written out as literals are some 25,000 tokens and are refused.
 */
export const defaultQueryLimits: QueryLimits = {
  maxTokens: 2000,
  maxDepth: 10,
  maxFields: 500,
  maxAliases: 50,
  maxRootFields: 20,
  maxCost: 20_000,
}

/** What a list without `first` is taken to hold: campaigns, agents and lists of an organization are a few dozen. */
const assumedListSize = 20
/** The largest page that the domain accepts; also what `first: $variable` is taken to be. */
const maxPageSize = 100

/**
 * The first limit that the document breaks, or null. Introspection is not measured (graphql-js bounds it by a rule of
 * its own) but refused altogether unless it is allowed; `__typename` is always fine.
 *
 * Runs before graphql-js validates, because validation itself is what a hostile document makes expensive. So the
 * document may be nonsense here: unknown fields count as leaves and fragment cycles are followed once; validation
 * reports them afterwards. The work is bounded by `maxFields` visits per operation.
 */
export function brokenLimit(
  schema: GraphQLSchema,
  document: DocumentNode,
  limits: QueryLimits,
  allowIntrospection: boolean,
): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    try {
      const walk = new OperationWalk(schema, fragments, limits, allowIntrospection)
      const rootType = schema.getRootType(definition.operation)
      walk.visit(definition.selectionSet, { type: rootType?.name ?? '', depth: 1, copies: 1, pageSize: null })
    } catch (error) {
      if (!(error instanceof LimitExceededError)) throw error
      return new GraphQLError(error.message, { nodes: definition, originalError: error })
    }
  }
  return null
}

/** Where the walk is: the fields selected here belong to `type` and exist `copies` times in the answer. */
interface Place {
  type: string
  depth: number
  copies: number
  /** The `first` of the connection around us, which its list of edges has yet to use up. */
  pageSize: number | null
}

class OperationWalk {
  private visited = 0
  private aliases = 0
  private rootFields = 0
  private cost = 0
  private readonly openFragments = new Set<string>()

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly limits: QueryLimits,
    private readonly allowIntrospection: boolean,
  ) {}

  /** @throws LimitExceededError at the first broken limit. */
  visit(selectionSet: SelectionSetNode, place: Place): void {
    for (const selection of selectionSet.selections) {
      this.require(++this.visited, this.limits.maxFields, 'fields')
      if (selection.kind === Kind.FIELD) {
        this.visitField(selection, place)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition?.name.value ?? place.type
        this.visit(selection.selectionSet, { ...place, type })
      } else {
        this.visitFragment(selection.name.value, place)
      }
    }
  }

  private visitFragment(name: string, place: Place): void {
    const fragment = this.fragments.get(name)
    if (fragment === undefined || this.openFragments.has(name)) return
    this.openFragments.add(name)
    this.visit(fragment.selectionSet, { ...place, type: fragment.typeCondition.name.value })
    this.openFragments.delete(name)
  }

  private visitField(node: FieldNode, place: Place): void {
    const name = node.name.value
    this.require(place.depth, this.limits.maxDepth, 'levels of nesting')
    if (node.alias !== undefined) this.require(++this.aliases, this.limits.maxAliases, 'aliases')
    if (place.depth === 1) this.require(++this.rootFields, this.limits.maxRootFields, 'root fields')
    this.cost += place.copies
    this.require(this.cost, this.limits.maxCost, 'fields in the answer')
    if (place.depth === 1 && (name === '__schema' || name === '__type')) {
      if (!this.allowIntrospection) throw new LimitExceededError('Introspection is switched off')
      return
    }
    const field = fieldOf(this.schema, place.type, name)
    if (field === undefined || node.selectionSet === undefined) return
    const requested = requestedPageSize(node, field)
    const isList = isListType(getNullableType(field.type))
    const size = isList ? (requested ?? place.pageSize ?? assumedListSize) : 1
    this.visit(node.selectionSet, {
      type: getNamedType(field.type).name,
      depth: place.depth + 1,
      copies: place.copies * size,
      pageSize: isList ? null : requested,
    })
  }

  private require(count: number, limit: number, what: string): void {
    if (count > limit) throw new LimitExceededError(`The operation has more than ${limit} ${what}`)
  }
}

function fieldOf(schema: GraphQLSchema, typeName: string, name: string): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(typeName)
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
}

/** The page that a field with a `first` argument is asked for, kept within what the domain allows; null without one. */
function requestedPageSize(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
  const definition = field.args.find((argument) => argument.name === 'first')
  if (definition === undefined) return null
  const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value
  if (value === undefined) return typeof definition.defaultValue === 'number' ? definition.defaultValue : maxPageSize
  if (value.kind !== Kind.INT) return maxPageSize
  return Math.min(Math.max(Number(value.value), 1), maxPageSize)
}
