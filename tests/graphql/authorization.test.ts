import { buildSchema, graphql, type GraphQLSchema, parse, subscribe } from 'graphql'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domainError.js'
import { enforcePermissions, type PermissionTable, type RequestContext } from '../../src/graphql/authorization.js'
import { type Role, roles } from '../../src/identity/viewer.js'

const table: PermissionTable = {
  'Query.me': ['AGENT', 'SUPERVISOR'],
  'Mutation.touch': ['ADMIN'],
  'Subscription.status': ['SUPERVISOR'],
}

function guardedSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { me: String } type Mutation { touch: String } type Subscription { status: String }
  `)
  const status = schema.getSubscriptionType()?.getFields()['status']
  if (status) {
    status.subscribe = async function* () {
      yield await Promise.resolve({ status: 'open' })
    }
  }
  enforcePermissions(schema, table)
  return schema
}

function contextOf(role: Role | null): RequestContext {
  const viewer = role && { organizationId: '1', subject: 's', role, agentId: null, expiresAt: null }
  return { viewer, requestId: 'r' }
}

const codeOf = (error: { originalError?: unknown } | undefined) =>
  error?.originalError instanceof DomainError ? error.originalError.code : 'OK'

const documents = {
  'Query.me': '{ me }',
  'Mutation.touch': 'mutation { touch }',
  'Subscription.status': 'subscription { status }',
}

describe.each(Object.entries(documents))('%s', (field, source) => {
  it.each([...roles, null])('is open to %s exactly when the table says so', async (role) => {
    const schema = guardedSchema()
    const rootValue = { me: 'me', touch: 'touched' }
    const contextValue = contextOf(role)
    const result = field.startsWith('Subscription')
      ? await subscribe({ schema, document: parse(source), contextValue })
      : await graphql({ schema, source, rootValue, contextValue })
    const code = 'next' in result ? 'OK' : codeOf(result.errors?.[0])
    const expected = role === null ? 'UNAUTHENTICATED' : table[field]?.includes(role) ? 'OK' : 'FORBIDDEN'
    expect(code).toBe(expected)
  })
})

describe('the permission table', () => {
  it('must have a row for each root field', () => {
    const schema = buildSchema('type Query { me: String more: String }')
    expect(() => {
      enforcePermissions(schema, { 'Query.me': [] })
    }).toThrow('no row for Query.more')
  })

  it('must have a root field for each row', () => {
    const schema = buildSchema('type Query { me: String }')
    expect(() => {
      enforcePermissions(schema, { 'Query.me': [], 'Query.gone': [] })
    }).toThrow('rows without a field: Query.gone')
  })
})
