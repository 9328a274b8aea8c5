/** What an import did, as the server's last line says it. */
export interface ImportDone {
  readonly read: number
  readonly inserted: number
  readonly updated: number
  readonly rejectedRows: number
}

/** What the server answered to a whole upload. */
export interface ImportAnswer {
  /** Null when the import failed. */
  readonly done: ImportDone | null
  /** Why it failed; null when it did not. */
  readonly failure: string | null
  /** The rejected rows as CSV: row, field, message. Null when there are none. */
  readonly rejected: Blob | null
}

/** Characters that are gathered before the browser takes them out of the page's memory. */
const PIECE_LENGTH = 256 * 1024

/**
 * Reads the lines of an import's answer, and makes a CSV file of the rejected rows among them, piece by piece: neither
 * the answer nor the file is ever in the page's memory as a whole, however many rows were rejected.
 */
export async function readImportAnswer(answer: Blob): Promise<ImportAnswer> {
  const pieces: Blob[] = []
  let piece = 'row,field,message\r\n'
  let rejectedCount = 0
  let done: ImportDone | null = null
  let failure: string | null = null
  for await (const line of linesOf(answer)) {
    const said = JSON.parse(line) as Line
    if (said.type === 'rejected') {
      rejectedCount += 1
      piece += `${said.row},${quoted(said.field ?? '')},${quoted(said.message)}\r\n`
      if (piece.length < PIECE_LENGTH) continue
      pieces.push(new Blob([piece]))
      piece = ''
    } else if (said.type === 'done') done = said
    else if (said.type === 'failed') failure = said.error.message
  }
  pieces.push(new Blob([piece]))
  if (done === null) failure ??= 'the answer broke off; whether anything was imported is not known'
  return { done, failure, rejected: rejectedCount === 0 ? null : new Blob(pieces, { type: 'text/csv' }) }
}

type Line =
  | { readonly type: 'rejected'; readonly row: number; readonly field: string | null; readonly message: string }
  | ({ readonly type: 'done' } & ImportDone)
  | { readonly type: 'failed'; readonly error: { readonly message: string } }
  | { readonly type: 'progress' }

async function* linesOf(answer: Blob): AsyncGenerator<string> {
  const reader = answer.stream().pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
