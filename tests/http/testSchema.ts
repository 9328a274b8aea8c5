import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql'
import { ForbiddenError } from '../../src/domainError.js'
import { enforcePermissions, type RequestContext } from '../../src/graphql/authorization.js'
import type { Role } from '../../src/identity/viewer.js'
import { shareSnapshot } from '../../src/liveStatus/sharedSnapshot.js'

/** What a leaked error would show: a statement, a number and a place in the code. */
export const privateText = 'SELECT phone FROM contact -- +14155550123 at /srv/app/src/store.ts:7'

/** What the tests steer and observe. */
export interface Probe {
  /** Times that `status` was executed on an event. */
  executions: number
  /** Work that `slow` waits for. */
  gate: Promise<void>
  /** Calls of `slow` and `wait` so far. */
  waitingCount: number
  /** Sends a snapshot to every subscriber of `status`. */
  publish(snapshot: { text: string }): void
  subscriberCount(): number
}

/** A schema with one field for each way an answer can come about. */
export function createTestSchema(): { schema: GraphQLSchema; probe: Probe } {
  const subscribers = new Set<(snapshot: object) => void>()
  const probe: Probe = {
    executions: 0,
    gate: Promise.resolve(),
    waitingCount: 0,
    publish(snapshot) {
      shareSnapshot(snapshot)
      for (const notify of subscribers) notify(snapshot)
    },
    subscriberCount: () => subscribers.size,
  }
  const waitAtGate = async () => {
    probe.waitingCount++
    await probe.gate
    return 'done'
  }
  const positive = new GraphQLScalarType({
    name: 'Positive',
    parseValue(value) {
      if (typeof value !== 'number' || value <= 0) throw new GraphQLError('Positive must be greater than 0')
      return value
    },
  })
  const node: GraphQLObjectType = new GraphQLObjectType({
    name: 'Node',
    fields: () => ({
      name: { type: GraphQLString, resolve: () => 'node' },
      child: { type: node, resolve: () => ({}) },
      children: { type: new GraphQLList(node), args: { first: { type: GraphQLInt } }, resolve: () => [{}] },
    }),
  })
  const text = { type: new GraphQLNonNull(GraphQLString) }
  const query = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Query',
    fields: {
      me: { ...text, resolve: (_source, _args, context) => context.viewer?.subject },
      requestId: { ...text, resolve: (_source, _args, context) => context.requestId },
      node: { type: node, resolve: () => ({}) },
      echo: { ...text, args: { text }, resolve: (_source, args: { text: string }) => args.text },
      half: { type: GraphQLInt, args: { of: { type: positive } }, resolve: () => 1 },
      slow: { ...text, resolve: () => waitAtGate() },
      broken: {
        ...text,
        resolve: () => {
          throw Object.assign(new Error(privateText), { code: '42P01' })
        },
      },
      wrongOutput: { type: GraphQLInt, resolve: () => privateText },
      missing: { ...text, resolve: () => null },
      unavailable: {
        ...text,
        resolve: () => {
          throw Object.assign(new Error(privateText), { code: 'ECONNREFUSED' })
        },
      },
      forbidden: {
        ...text,
        resolve: () => {
          throw new ForbiddenError('Not yours', { entry: '5' })
        },
      },
    },
  })
  const mutation = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Mutation',
    fields: {
      touch: { type: GraphQLBoolean, resolve: () => true },
      wait: { ...text, resolve: () => waitAtGate() },
    },
  })
  const statusField = {
    ...text,
    args: { campaign: { type: GraphQLString } },
    resolve: (snapshot: { text: string }) => {
      probe.executions++
      return snapshot.text
    },
  }
  const subscription = new GraphQLObjectType<{ text: string }, RequestContext>({
    name: 'Subscription',
    fields: {
      status: { ...statusField, subscribe: () => stream(subscribers) },
      mine: {
        ...text,
        resolve: (_event, _args, context) => {
          probe.executions++
          return context.viewer?.subject
        },
        async *subscribe() {
          yield await Promise.resolve({})
        },
      },
      brokenStream: {
        ...text,
        resolve: () => 'never',
        async *subscribe() {
          await Promise.resolve()
          throw new Error(privateText)
        },
      },
      flood: {
        ...text,
        resolve: () => 'x'.repeat(100_000),
        async *subscribe() {
          for (;;) yield await new Promise((resolve) => setImmediate(resolve, {}))
        },
      },
    },
  })
  const schema = new GraphQLSchema({ query, mutation, subscription })
  const everyone: Role[] = ['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER']
  const table = Object.fromEntries(
    [query, mutation, subscription].flatMap((type) =>
      Object.keys(type.getFields()).map((name) => [`${type.name}.${name}`, everyone]),
    ),
  )
  enforcePermissions(schema, { ...table, 'Mutation.touch': ['SUPERVISOR'] })
  return { schema, probe }
}

/** The latest snapshot for one subscriber, whose end does not wait for another. */
function stream(subscribers: Set<(snapshot: object) => void>): AsyncIterableIterator<object> {
  const snapshots: object[] = []
  let wake: (() => void) | undefined
  let isOpen = true
  const notify = (snapshot: object) => {
    snapshots.push(snapshot)
    wake?.()
  }
  subscribers.add(notify)
  return {
    async next() {
      while (isOpen && snapshots.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      const value = snapshots.shift()
      return isOpen && value !== undefined ? { done: false, value } : { done: true, value: undefined }
    },
    return() {
      isOpen = false
      subscribers.delete(notify)
      wake?.()
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
