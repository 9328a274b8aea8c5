import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import { runAs } from '../database/actor.js'
import { ForbiddenError } from '../domainError.js'
import { UnauthenticatedError } from '../identity/token.js'
import type { Role, Viewer } from '../identity/viewer.js'

/** What the way in needs to find in every GraphQL context. */
export interface RequestContext {
  /** Null when a request came without a token: only introspection is left to it. */
  readonly viewer: Viewer | null
  /** Connects an answer with its log lines. */
  readonly requestId: string
}

/** Who may use which root field: 'Query.me', 'Mutation.nextContact', 'Subscription.queueStatus', … */
export type PermissionTable = Readonly<Record<string, readonly Role[]>>

/**
 * Guards every root field of the schema by the table, in place. A caller without a viewer gets UNAUTHENTICATED, a role
 * that is not in the field's row FORBIDDEN, before any of the field's own code runs. A subscription is guarded when it
 * is opened; its socket ends with the token.
 * @throws Error when a root field has no row or a row has no field: the server must not start with such a table.
 */
export function enforcePermissions(schema: GraphQLSchema, table: PermissionTable): void {
  const unused = new Set(Object.keys(table))
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  for (const root of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const key = `${root?.name ?? ''}.${field.name}`
      const allowed = table[key]
      if (allowed === undefined) throw new Error(`The permission table has no row for ${key}`)
      unused.delete(key)
      if (root === schema.getSubscriptionType()) field.subscribe = guard(field.subscribe, allowed)
      else if (root === schema.getMutationType()) field.resolve = guard(asViewer(field.resolve), allowed)
      else field.resolve = guard(field.resolve, allowed)
    }
  }
  if (unused.size > 0) throw new Error(`The permission table has rows without a field: ${[...unused].join(', ')}`)
}

/** What a mutation writes is written as its caller: the audit log says who, and in which request. */
function asViewer(resolver: Resolver | undefined): Resolver {
  const resolve = resolver ?? defaultFieldResolver
  return (source, args, context, info) => {
    const { viewer, requestId } = context
    const run = (): unknown => resolve(source, args as never, context, info)
    return viewer === null ? run() : runAsViewer(viewer, requestId, run)
  }
}

/** Runs what writes for a caller: the audit log says who, and in which request. */
export function runAsViewer<T>({ subject, role, agentId }: Viewer, requestId: string, work: () => T): T {
  return runAs({ subject, role, agentId, requestId }, work)
}

/**
 * The caller, if its role is one of these.
 * @throws UnauthenticatedError when there is none, ForbiddenError for another role.
 */
export function permittedViewer(viewer: Viewer | null, allowed: readonly Role[]): Viewer {
  if (viewer === null) throw new UnauthenticatedError('missing')
  if (!allowed.includes(viewer.role)) throw new ForbiddenError('Your role may not do this')
  return viewer
}

type Resolver = GraphQLFieldResolver<unknown, RequestContext>

function guard(resolver: Resolver | undefined, allowed: readonly Role[]): Resolver {
  const guarded = resolver ?? defaultFieldResolver
  return (source, args, context, info) => {
    permittedViewer(context.viewer, allowed)
    return guarded(source, args as never, context, info)
  }
}
