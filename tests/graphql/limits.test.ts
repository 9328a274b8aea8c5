import { buildSchema, getIntrospectionQuery, GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domainError.js'
import { createDocumentGate } from '../../src/graphql/documents.js'
import { defaultQueryLimits } from '../../src/graphql/limits.js'

const schema = buildSchema(`
  type Query { me: Viewer! campaigns: [Campaign!]! agents: [Agent!]! dialQueue(campaignId: ID!, first: Int = 50): Page! }
  type Viewer { role: String! agent: Agent }
  type Campaign { id: ID! name: String! lists: [List!]! agents: [Agent!]! stats: Stats! }
  type Stats { counts: Counts! outcomesToday: [Outcome!]! dialedToday: Int! answerRate: Float }
  type Counts { queued: Int! dialing: Int! total: Int! }
  type Outcome { outcome: String! count: Int! }
  type List { id: ID! name: String! }
  type Agent { id: ID! name: String! campaigns: [Campaign!]! }
  type Page { edges: [Edge!]! totalCount: Int! }
  type Edge { node: Entry! }
  type Entry { id: ID! contact: Contact! campaign: Campaign! assignedAgent: Agent }
  type Contact { id: ID! firstName: String! lastName: String! phone: String! list: List! }
`)
const gate = createDocumentGate(schema, defaultQueryLimits, true)
const closedGate = createDocumentGate(schema, defaultQueryLimits, false)

/** 'fine', or the code and message of the first thing that is wrong. */
function verdict(text: string, through = gate): string {
  const prepared = through(text)
  if ('document' in prepared) return 'fine'
  const [error] = prepared.errors
  const cause: unknown = error.originalError
  return cause instanceof DomainError ? `${cause.code}: ${cause.message}` : error.message
}

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ')
/** A chain of fields, each selected in the one before. */
const nested = (fields: string[]): string => fields.reduceRight((inner, field) => `${field} { ${inner} }`, 'id')

describe('the document gate lets pass', () => {
  it.each([
    [
      'a wallboard',
      '{ campaigns { id name stats { dialedToday answerRate counts { queued dialing total } outcomesToday { outcome count } } agents { id name } lists { id name } } }',
    ],
    [
      'a page of 100 entries with all that belongs to them',
      '{ dialQueue(campaignId: 1, first: 100) { totalCount edges { node { id contact { id firstName lastName phone list { name } } campaign { id name } assignedAgent { id name } } } } }',
    ],
    ['twenty campaigns under aliases', `{ ${times(20, (i) => `c${i}: dialQueue(campaignId: ${i}) { totalCount }`)} }`],
    [
      'introspection as GraphiQL sends it',
      getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true }),
    ],
    ['__typename everywhere', '{ __typename me { __typename agent { __typename } } }'],
  ])('%s', (_what, text) => {
    expect(verdict(text)).toBe('fine')
  })
})

describe('the document gate refuses with LIMIT_EXCEEDED', () => {
  it.each([
    [
      'a document of too many tokens',
      `{ me { ${times(2000, () => 'role')} } }`,
      /^Syntax Error: Document contains more/,
    ],
    [
      'lists inside lists inside lists',
      `{ ${nested(['campaigns', 'agents', 'campaigns', 'agents'])} }`,
      /fields in the answer/,
    ],
    ['too many fields', `{ me { ${times(501, () => 'role')} } }`, /500 fields/],
    ['too many aliases', `{ me { ${times(51, (i) => `r${i}: role`)} } }`, /50 aliases/],
    ['too many root fields', `{ ${times(21, () => 'me { role }')} }`, /20 root fields/],
    [
      'aliases hidden in fragments',
      `{ ${times(6, () => 'me { ...F }')} } fragment F on Viewer { ${times(10, (i) => `r${i}: role`)} }`,
      /50 aliases/,
    ],
    [
      'fragments that double at each step',
      `{ ...F0 } ${times(40, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Query { me { role } }`,
      /20 root fields|500 fields/,
    ],
    [
      'a large ring of fragments',
      `{ ...F0 } ${times(150, (i) => `fragment F${i} on Query { ...F${(i + 1) % 150} ...F${(i + 2) % 150} }`)}`,
      /500 fields/,
    ],
  ])('%s', (_what, text, message) => {
    expect(verdict(text)).toMatch(message)
  })

  it('nesting that is too deep, however cheap', () => {
    const cheap = createDocumentGate(schema, { ...defaultQueryLimits, maxCost: Infinity }, true)
    const levels = (count: number) => times(count - 1, (i) => (i % 2 === 0 ? 'agents' : 'campaigns')).split(' ')
    expect(verdict(`{ ${nested(levels(10))} }`, cheap)).toBe('fine')
    expect(verdict(`{ ${nested(levels(11))} }`, cheap)).toBe(
      'LIMIT_EXCEEDED: The operation has more than 10 levels of nesting',
    )
  })

  it('introspection when it is switched off, but never __typename', () => {
    expect(verdict('{ __schema { queryType { name } } }', closedGate)).toBe(
      'LIMIT_EXCEEDED: Introspection is switched off',
    )
    expect(verdict('{ ...F } fragment F on Query { __type(name: "Query") { name } }', closedGate)).toMatch(/LIMIT/)
    expect(verdict('{ __typename }', closedGate)).toBe('fine')
  })
})

describe('what graphql-js itself refuses', () => {
  it('keeps its message: a field that does not exist, a small ring of fragments', () => {
    expect(verdict('{ you }')).toMatch(/^Cannot query field "you"/)
    expect(verdict('{ ...A } fragment A on Query { ...A }')).toMatch(/^Cannot spread fragment "A" within itself/)
    expect(verdict('{ me ')).toMatch(/^Syntax Error/)
  })
})

describe('a document that passed', () => {
  it('is parsed and validated once', () => {
    const [first, second] = [gate('{ me { role } }'), gate('{ me { role } }')]
    expect(second).toBe(first)
  })

  it('is forgotten when a thousand others came since', () => {
    const fresh = createDocumentGate(schema, defaultQueryLimits, true)
    const first = fresh('{ me { role } }')
    for (let i = 0; i < 1000; i++) fresh(`{ a${i}: me { role } }`)
    expect(fresh('{ me { role } }')).not.toBe(first)
  })
})

it('errors of the gate point into the document', () => {
  const prepared = gate(`{ ${times(21, () => 'me { role }')} }`)
  const error = 'errors' in prepared ? prepared.errors[0] : undefined
  expect(error).toBeInstanceOf(GraphQLError)
  expect(error?.locations).toEqual([{ line: 1, column: 1 }])
})
