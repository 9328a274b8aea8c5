import { useSyncExternalStore } from 'react'
import { currentSession } from '../../session/session.js'
import { readImportAnswer, type ImportDone } from './rejectedCsv.js'

/**
 * The upload of this tab. It goes on while other views of the room are looked at:
 * idle → sending → filing → done | failed, and from sending or filing → cancelled.
 */
export type ImportRun =
  | { readonly state: 'idle' }
  | { readonly state: 'sending'; readonly isDryRun: boolean; readonly sentBytes: number; readonly totalBytes: number }
  /** Every byte is sent: the server files the rows, and the answer is read. */
  | { readonly state: 'filing'; readonly isDryRun: boolean; readonly totalBytes: number }
  | {
      readonly state: 'done'
      readonly isDryRun: boolean
      readonly done: ImportDone
      readonly rejectedUrl: string | null
      readonly odditiesUrl: string | null
    }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'cancelled' }

let run: ImportRun = { state: 'idle' }
let request: XMLHttpRequest | null = null
const listeners = new Set<() => void>()

function change(next: ImportRun): void {
  if (run.state === 'done') {
    for (const url of [run.rejectedUrl, run.odditiesUrl]) if (url !== null) URL.revokeObjectURL(url)
  }
  run = next
  for (const listener of listeners) listener()
}

/** The upload, and a new rendering when it changes. */
export function useImportRun(): ImportRun {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => run,
  )
}

/** Whether an upload is under way. */
export function isRunning({ state }: ImportRun): boolean {
  return state === 'sending' || state === 'filing'
}

// Leaving the page would cancel the import: the browser asks first.
window.addEventListener('beforeunload', (event) => {
  if (isRunning(run)) event.preventDefault()
})

/**
 * Sends a file to be imported. The file itself is the body: the browser reads it from disk as it is sent. An XMLHttpRequest,
 * because only that tells how many bytes are sent; its answer is a Blob, which the browser keeps outside the page's memory.
 */
export function startImport(address: string, file: Blob, isDryRun: boolean, onDone: () => void): void {
  if (isRunning(run)) return
  const sending = new XMLHttpRequest()
  request = sending
  sending.open('POST', address)
  sending.responseType = 'blob'
  sending.setRequestHeader('content-type', 'text/csv')
  sending.setRequestHeader('authorization', `Bearer ${currentSession()?.token ?? ''}`)
  sending.upload.addEventListener('progress', ({ loaded, total }) => {
    if (run.state === 'sending') change({ ...run, sentBytes: loaded, totalBytes: total })
  })
  sending.upload.addEventListener('load', () => {
    change({ state: 'filing', isDryRun, totalBytes: file.size })
  })
  sending.addEventListener('error', () => {
    end({ state: 'failed', message: 'The server cannot be reached, or broke off. Nothing was imported.' })
  })
  sending.addEventListener('abort', () => {
    end({ state: 'cancelled' })
  })
  sending.addEventListener('load', () => {
    void finish(sending.status, sending.response as Blob, isDryRun, onDone)
  })
  change({ state: 'sending', isDryRun, sentBytes: 0, totalBytes: file.size })
  sending.send(file)
}

/** Ends the upload; the server takes back what it had begun. */
export function cancelImport(): void {
  request?.abort()
}

/** Makes room for the next file. */
export function forgetImport(): void {
  if (!isRunning(run)) change({ state: 'idle' })
}

async function finish(status: number, body: Blob, isDryRun: boolean, onDone: () => void): Promise<void> {
  if (status !== 200) {
    end({ state: 'failed', message: await refusalOf(status, body) })
    return
  }
  const { done, failure, rejected, oddities } = await readImportAnswer(body)
  if (done === null) {
    end({ state: 'failed', message: failure ?? '' })
    return
  }
  const urlOf = (file: Blob | null): string | null => (file === null ? null : URL.createObjectURL(file))
  end({ state: 'done', isDryRun, done, rejectedUrl: urlOf(rejected), odditiesUrl: urlOf(oddities) })
  onDone()
}

function end(next: ImportRun): void {
  request = null
  change(next)
}

async function refusalOf(status: number, body: Blob): Promise<string> {
  try {
    return (JSON.parse(await body.text()) as { error: { message: string } }).error.message
  } catch {
    return `the server refused it (${status})`
  }
}
