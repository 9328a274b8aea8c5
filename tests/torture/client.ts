import { setTimeout as delay } from 'node:timers/promises'
import { ask, operations, type Answer } from './api.js'
import type { KeyedRequest, Ledger } from './ledger.js'
import type { Random } from './random.js'

/** An answer that says what was done. */
export type Settled = Exclude<Answer, { kind: 'doubt' }>

/** Longer than everything is ever dead. */
const MOST_SECONDS_IN_DOUBT = 90

/** Asks any of the instances, and the same again for as long as the answer is in doubt. */
export class Client {
  /** When an answer was in doubt last; epoch milliseconds. */
  doubtedAt = 0

  /**
   * @param urls where the instances are, dead or alive, at the moment of the call
   * @param end aborted when nothing will answer any more
   */
  constructor(
    private readonly urls: () => readonly string[],
    private readonly random: Random,
    private readonly ledger: Ledger,
    private readonly end: AbortSignal,
  ) {}

  /** What came of it at last. Throws at the end of all, or when it cannot be found out for a minute and a half. */
  async settle(token: string, operation: keyof typeof operations, variables: object): Promise<Settled> {
    const giveUpAt = Date.now() + MOST_SECONDS_IN_DOUBT * 1000
    for (;;) {
      this.end.throwIfAborted()
      const answer = await ask(this.random.pick(this.urls()), token, operations[operation], variables)
      if (answer.kind !== 'doubt') {
        this.ledger.count(`${operation} ${answer.kind === 'data' ? 'acknowledged' : answer.code}`)
        return answer
      }
      this.ledger.count(`${operation} in doubt: ${answer.reason}`)
      this.doubtedAt = Date.now()
      // A database that was killed is an outage, not a fault of the server's code.
      if (answer.reason === 'INTERNAL_SERVER_ERROR') this.ledger.accuse(`${operation} was answered ${answer.reason}`)
      if (Date.now() > giveUpAt) throw new Error(`${operation} was in doubt for ${MOST_SECONDS_IN_DOUBT} s`)
      await delay(this.random.between(20, 150))
    }
  }

  /** Repeats answered requests under their keys: the answer is about the same entry, and nothing is done twice. */
  async repeat(requests: readonly KeyedRequest[]): Promise<void> {
    for (const { operation, token, input, entryId, version } of requests) {
      const answer = await this.settle(token, operation, { input })
      const entry =
        answer.kind === 'data' ? (answer.data['answer'] as { entry: { id: string; version: number } }).entry : null
      if (entry?.id !== entryId || entry.version < version) {
        const got = answer.kind === 'data' ? JSON.stringify(entry) : answer.code
        this.ledger.accuse(`a repeated ${operation} of entry ${entryId}, version ${version}, was answered ${got}`)
      }
    }
  }
}
