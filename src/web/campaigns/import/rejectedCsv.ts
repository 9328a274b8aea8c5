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
  /** Rows that went in and are to be looked at, likewise: numbers that somebody else has, or of another country. */
  readonly oddities: Blob | null
}

/** Characters that are gathered before the browser takes them out of the page's memory. */
const PIECE_LENGTH = 256 * 1024

/** A CSV file of rows that is made piece by piece, so that it is never in the page's memory as a whole. */
class RowsFile {
  private readonly pieces: Blob[] = []
  private piece = 'row,field,message\r\n'
  private count = 0

  add(row: number, field: string, message: string): void {
    this.count += 1
    this.piece += `${row},${quoted(field)},${quoted(message)}\r\n`
    if (this.piece.length < PIECE_LENGTH) return
    this.pieces.push(new Blob([this.piece]))
    this.piece = ''
  }

  /** Null when there is no row. */
  end(): Blob | null {
    return this.count === 0 ? null : new Blob([...this.pieces, this.piece], { type: 'text/csv' })
  }
}

/**
 * Reads the lines of an import's answer, and makes a CSV file of the rejected rows among them and one of those to be looked at:
 * neither the answer nor a file is ever in the page's memory as a whole, however many rows there are.
 */
export async function readImportAnswer(answer: Blob): Promise<ImportAnswer> {
  const [rejected, oddities] = [new RowsFile(), new RowsFile()]
  let done: ImportDone | null = null
  let failure: string | null = null
  for await (const line of linesOf(answer)) {
    const said = JSON.parse(line) as Line
    if (said.type === 'rejected') rejected.add(said.row, said.field ?? '', said.message)
    else if (said.type === 'warning') oddities.add(said.row, said.field ?? '', said.message)
    else if (said.type === 'duplicate') oddities.add(said.row, 'phone', said.message)
    else if (said.type === 'done') done = said
    else if (said.type === 'failed') failure = said.error.message
  }
  if (done === null) failure ??= 'the answer broke off; whether anything was imported is not known'
  return { done, failure, rejected: rejected.end(), oddities: oddities.end() }
}

type Line =
  | { readonly type: 'rejected'; readonly row: number; readonly field: string | null; readonly message: string }
  | { readonly type: 'warning'; readonly row: number; readonly field: string | null; readonly message: string }
  | { readonly type: 'duplicate'; readonly row: number; readonly message: string }
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
