import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql'
import { isSharedSnapshot } from '../liveStatus/sharedSnapshot.js'

type MaybePromise<T> = T | Promise<T>

/** Results on shared snapshots. A snapshot that nobody holds any more takes its results with it. */
const sharedResults = new WeakMap<object, Map<string, MaybePromise<ExecutionResult>>>()

interface SubscriptionOptions {
  /** Text, variables and name of the operation: what else than the snapshot its result can depend on. */
  operationKey: string
  /** A new context, so that no loader remembers an older event's rows. */
  createContext: () => unknown
  /** Called once, when the stream has ended for whatever reason. */
  onEnd: () => void
}

/** The identity of an operation for `SubscriptionOptions.operationKey`. */
export function operationKeyOf(payload: {
  query: string
  operationName?: string | null | undefined
  variables?: Record<string, unknown> | null | undefined
}): string {
  return JSON.stringify([payload.query, payload.operationName, payload.variables])
}

/**
 * graphql-js's `subscribe`, except that an operation is executed once on a shared snapshot however many subscribers run
 * it: 200 wallboards that watch one campaign cost one execution per change.
 * @returns the stream, or a result with errors when it could not be opened.
 */
export async function subscribeShared(
  args: ExecutionArgs,
  options: SubscriptionOptions,
): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  const source = await createSourceEventStream(args)
  if (!(Symbol.asyncIterator in source)) return source
  const executeOn = (event: unknown) => execute({ ...args, rootValue: event, contextValue: options.createContext() })
  return mapStream(source, options.onEnd, (event) =>
    isSharedSnapshot(event) ? sharedResult(event, options.operationKey, executeOn) : executeOn(event),
  )
}

function sharedResult(
  snapshot: object,
  key: string,
  executeOn: (event: unknown) => MaybePromise<ExecutionResult>,
): MaybePromise<ExecutionResult> {
  const results = sharedResults.get(snapshot) ?? new Map<string, MaybePromise<ExecutionResult>>()
  sharedResults.set(snapshot, results)
  let result = results.get(key)
  if (result === undefined) results.set(key, (result = executeOn(snapshot)))
  return result
}

/** Not an async generator: its `return` would wait for the next event, and a subscriber who left would linger. */
function mapStream(
  source: AsyncIterable<unknown>,
  onEnd: () => void,
  map: (event: unknown) => MaybePromise<ExecutionResult>,
): AsyncGenerator<ExecutionResult, void, void> {
  const events = source[Symbol.asyncIterator]()
  let hasEnded = false
  const end = () => {
    if (!hasEnded) onEnd()
    hasEnded = true
  }
  const stop = async () => {
    end()
    await events.return?.()
  }
  return {
    async next() {
      try {
        const step = await events.next()
        if (step.done !== true && !hasEnded) return { done: false, value: await map(step.value) }
        end()
        return { done: true, value: undefined }
      } catch (error) {
        await stop()
        throw error
      }
    },
    async return() {
      await stop()
      return { done: true, value: undefined }
    },
    async throw(error: unknown) {
      await stop()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
