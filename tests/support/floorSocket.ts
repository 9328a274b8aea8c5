import { createClient, type Client, type ExecutionResult } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { TypedDocumentString } from '../generated/graphql.js'
import type { Answer } from './floor.js'

/** What a GraphQL answer looks like over a socket. */
export type SocketAnswer = Omit<Answer, 'status'>

/** A graphql-ws connection to an instance. It never reconnects. */
export interface FloorSocket {
  /** Runs one operation and gives its first result; what refused it is in `errors`. Rejects when the socket is closed. */
  ask(document: string, variables?: object): Promise<SocketAnswer>
  /** Opens a subscription. */
  watch<TResult, TVariables extends object>(
    document: TypedDocumentString<TResult, TVariables>,
    variables: TVariables,
  ): Watch<TResult>
  close(): Promise<void>
}

/** Connects with this token when the first operation is asked for; without a token for null. */
export function openFloorSocket(url: string, token: string | null): FloorSocket {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    // One socket for all operations, also while none is running.
    lazyCloseTimeout: 60_000,
  })
  return {
    async ask(document, variables = {}) {
      const results = client.iterate({ query: document, variables: { ...variables } })
      try {
        const { value } = (await results.next()) as { value: ExecutionResult | undefined }
        return answerOf({ data: value?.data ?? null, errors: value?.errors ?? [] })
      } catch (errors) {
        if (!Array.isArray(errors)) throw errors
        return answerOf({ data: null, errors })
      } finally {
        await results.return?.()
      }
    },
    watch: (document, variables) => new Watch(client, document.toString(), variables),
    close: async () => {
      await client.dispose()
    },
  }
}

function answerOf(result: { data: unknown; errors: readonly unknown[] }): SocketAnswer {
  return { ...(result as Omit<SocketAnswer, 'text'>), text: JSON.stringify(result) }
}

/** A subscription that keeps what it got. */
export class Watch<TResult> {
  /** Every frame's data so far. */
  readonly frames: TResult[] = []
  /** The errors of the frames and of its end. */
  readonly errors: unknown[] = []
  isOver = false
  private readonly waiting = new Set<() => void>()
  private readonly stopStream: () => void

  constructor(client: Client, query: string, variables: object) {
    this.stopStream = client.subscribe<TResult>(
      { query, variables: { ...variables } },
      {
        next: ({ data, errors }) => {
          if (data != null) this.frames.push(data)
          if (errors !== undefined) this.errors.push(...errors)
          this.wake()
        },
        error: (error) => {
          this.errors.push(error)
          this.end()
        },
        complete: () => {
          this.end()
        },
      },
    )
  }

  /** The first frame, of those that came or will come, that fits. Rejects when the stream ends or after `seconds`. */
  async until(fits: (frame: TResult) => boolean, seconds = 10): Promise<TResult> {
    const deadline = performance.now() + seconds * 1000
    for (;;) {
      const found = this.frames.find(fits)
      if (found !== undefined) return found
      if (this.isOver) throw new Error(`the stream has ended: ${JSON.stringify(this.errors)}`)
      const left = deadline - performance.now()
      if (left <= 0) throw new Error(`no such frame among ${JSON.stringify(this.frames)}`)
      await this.news(left)
    }
  }

  /** Resolves when the stream has ended. */
  async over(): Promise<void> {
    while (!this.isOver) await this.news(10_000)
  }

  /** Unsubscribes. */
  stop(): void {
    this.stopStream()
  }

  private end(): void {
    this.isOver = true
    this.wake()
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve()
    this.waiting.clear()
  }

  private news(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.waiting.add(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
