import { setTimeout as delay } from 'node:timers/promises'
import type { ImportResult } from '../../contact/importContacts.js'
import type { Failure } from '../rest/restAnswers.js'
import type { RejectedRows } from './rejectedRows.js'

/** How an import ended. */
export type ImportEnd = { readonly result: ImportResult } | { readonly failure: Failure }

/** How far an import is. */
export interface ImportProgress {
  /** Rows that were read and checked. */
  readonly rows: number
  /** Bytes of the file that were read. */
  readonly bytes: number
}

/**
 * Rows of the answer while an import is at work, one a second: they also keep a proxy from giving up. An import that ends
 * within its first second after the upload has none, so that it may still be refused with a status of its own.
 */
const PROGRESS_MILLISECONDS = 1000

/** What comes of `running`, or null when it is not there a second after the whole file is. */
export async function soon<T>(running: Promise<T>, received: Promise<void>): Promise<T | null> {
  const stop = new AbortController()
  try {
    return await Promise.race([running, received.then(() => nothingYet(stop.signal))])
  } finally {
    stop.abort()
  }
}

/**
 * The answer to an upload that was received, as lines of JSON: `progress` while it is at work, `rejected` for each fault, `warning` for
 * what is odd about a row that is imported, `duplicate` for
 * each row whose number somebody else has,
 * and at last `done` or `failed`.
 */
export async function* answerLines(
  running: Promise<ImportEnd>,
  rejected: RejectedRows,
  progress: () => ImportProgress,
): AsyncGenerator<string> {
  let end = await soon(running, Promise.resolve())
  while (end === null) {
    yield line({ type: 'progress', ...progress() })
    end = await soon(running, Promise.resolve())
  }
  if ('failure' in end) {
    yield line({ type: 'failed', error: end.failure })
    return
  }
  yield* rejected.lines()
  const { read, inserted, updated, changedFields, rejectedRows, duplicateRows } = end.result
  yield line({ type: 'done', read, inserted, updated, changedFields, rejectedRows, duplicateRows })
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}

async function nothingYet(signal: AbortSignal): Promise<null> {
  return delay(PROGRESS_MILLISECONDS, null, { signal }).catch(() => null)
}
