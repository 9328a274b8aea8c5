import type { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { BadRequestError } from '../errorAnswers.js'

/** So many bytes earn the sender another whole idle time: 64 KiB in 30 s are 17 kbit/s, less than any line there is. */
const BYTES_PER_IDLE_TIME = 64 * 1024

/**
 * The server's other work waits while a piece is parsed: 4 KiB are some 200 rows and 3 ms; a whole chunk of 64 KiB, 55 ms
 * each time, was felt by every agent.
 */
const PIECE_BYTES = 4 * 1024

/** The body of a request, read at the pace at which it is used, by a sender that may not stall. */
export class Upload {
  /** Bytes that were taken so far. */
  byteCount = 0
  /** Resolves when the body was read to its end. */
  readonly received: Promise<void>
  private isReceived: () => void = () => undefined

  /** @param idleSeconds how long the sender may keep us waiting for 64 KiB; our own pauses do not count */
  constructor(
    private readonly body: Readable,
    private readonly idleSeconds: number,
  ) {
    this.received = new Promise((resolve) => {
      this.isReceived = resolve
    })
  }

  /**
   * The body, piece by piece. Ended early, it leaves the body open: the answer still has to leave on its connection.
   * @throws BadRequestError when the sender stalls (408) or is gone.
   */
  async *chunks(): AsyncGenerator<Buffer> {
    const chunks = this.body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
    let [waitMs, earnedBytes] = [this.idleSeconds * 1000, 0]
    let isWaiting = false
    try {
      for (;;) {
        const askedAt = performance.now()
        isWaiting = true
        const next = await this.within(waitMs, chunks.next())
        isWaiting = false
        waitMs -= performance.now() - askedAt
        if (next.done === true) {
          this.isReceived()
          return
        }
        this.byteCount += next.value.length
        earnedBytes += next.value.length
        if (earnedBytes >= BYTES_PER_IDLE_TIME) [waitMs, earnedBytes] = [this.idleSeconds * 1000, 0]
        for (let start = 0; start < next.value.length; start += PIECE_BYTES) {
          if (start > 0) await turn()
          yield next.value.subarray(start, start + PIECE_BYTES)
        }
      }
    } finally {
      // While it waits for the next chunk it would not hear.
      if (!isWaiting) await chunks.return?.()
    }
  }

  private async within<T>(milliseconds: number, chunk: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const stalled = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new BadRequestError('The upload stalled; nothing was imported', 408))
      }, milliseconds)
    })
    const read = chunk.catch(() => {
      throw new BadRequestError('The upload was broken off; nothing was imported')
    })
    // It may fail after the sender stalled, when nobody listens any more.
    read.catch(() => undefined)
    try {
      return await Promise.race([read, stalled])
    } finally {
      clearTimeout(timer)
    }
  }
}
