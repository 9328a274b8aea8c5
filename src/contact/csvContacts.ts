import { finished } from 'node:stream/promises'
import { CsvError, Parser, type Options } from 'csv-parse'
import type { ContactRowError, RawContactRow } from './contactRow.js'
import { readHeader, type ColumnMap, type RecordReader } from './csvColumns.js'
import { CsvFileError } from './csvFileError.js'
import { findDelimiter, firstLineEnd, NOT_UTF8, Utf8Guard, withoutByteOrderMark } from './csvText.js'

/** A row as it stood in a file, or why it cannot be read. */
export type ContactItem = RawContactRow | ContactRowError

/** How a file is read. */
export interface CsvOptions {
  /** Columns that hold another field than their header says; see `csvColumns.ts` for the headers that are understood. */
  readonly map?: ColumnMap
}

/** A row or header beyond this is a quote that was never closed; without the bound it would take the file into memory. */
const LONGEST_RECORD_BYTES = 1024 * 1024

/**
 * Reads contacts from a CSV file, in batches as large as the chunks of `source`, so that memory does not grow with the
 * file. Delimiter (`,` `;` tab) by the header; UTF-8 with or without byte order mark; CRLF or LF; quotes with line
 * breaks. Rows are counted from 1; the header and empty lines are not counted. A row with a wrong number of columns or
 * with bytes that are not UTF-8 comes as an error, and the others go on.
 *
 * @throws CsvFileError for a file that cannot be read as a whole; a broken quote is one, as nothing says where the next
 *   row starts
 */
export async function* readContactsCsv(
  source: AsyncIterable<Buffer>,
  options: CsvOptions = {},
): AsyncGenerator<readonly ContactItem[]> {
  const chunks = source[Symbol.asyncIterator]()
  const head = await readHead(chunks)
  const guard = new Utf8Guard()
  const records = new RecordCollector(guard, options.map ?? new Map())
  const parser = new RecordParser(records, {
    delimiter: findDelimiter(head.toString('utf8', 0, firstLineEnd(head) ?? head.length)),
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD_BYTES,
  })
  // Errors reach us by the callback of the write; without a listener they would also end the process.
  parser.on('error', () => undefined)
  parser.resume()
  try {
    for (let chunk: Buffer | null = head; chunk !== null; chunk = await nextChunk(chunks)) {
      await write(parser, guard.next(chunk))
      yield records.take()
    }
    await write(parser, guard.end())
    parser.end()
    await finished(parser)
    yield records.take()
    if (!records.hasHeader) throw new CsvFileError('the file is empty')
  } catch (error) {
    throw error instanceof CsvError ? new CsvFileError(describe(error, records.row + 1)) : error
  } finally {
    parser.destroy()
    await chunks.return?.()
  }
}

async function nextChunk(chunks: AsyncIterator<Buffer>): Promise<Buffer | null> {
  const next = await chunks.next()
  return next.done === true ? null : next.value
}

/** The first bytes of the file, at least up to the end of its header. */
async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0)
  while (firstLineEnd(head) === null && head.length < LONGEST_RECORD_BYTES) {
    const chunk = await nextChunk(chunks)
    if (chunk === null) break
    head = Buffer.concat([head, chunk])
  }
  return withoutByteOrderMark(head)
}

/**
 * Hands its records over at once. Through its readable side each would cost a microsecond more, and `on_record` makes
 * three objects for each.
 */
class RecordParser extends Parser {
  constructor(
    private readonly records: RecordCollector,
    options: Options,
  ) {
    super(options)
  }

  override push(record: readonly string[] | null): boolean {
    if (record === null) return super.push(null)
    this.records.add(record)
    return true
  }
}

function write(parser: Parser, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(bytes, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
}

/** Our own words: those of csv-parse show the field. */
function describe(error: CsvError, row: number): string {
  const where = row === 0 ? 'the header' : `row ${row}`
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `${where}: a quote is never closed`
    case 'CSV_MAX_RECORD_SIZE':
      return `${where}: is longer than 1 MB; is a quote missing?`
    default:
      return `${where}: a quote stands where none can stand; inside quotes it is written twice`
  }
}

class RecordCollector {
  /** Of the last record; -1 before the header. */
  row = -1
  private read: RecordReader | null = null
  private columnCount = 0
  private items: ContactItem[] = []
  private failure: Error | null = null

  constructor(
    private readonly guard: Utf8Guard,
    private readonly map: ColumnMap,
  ) {}

  get hasHeader(): boolean {
    return this.read !== null
  }

  add(record: readonly string[]): void {
    this.row += 1
    if (this.failure !== null) return
    if (this.read !== null) {
      this.items.push(this.refusal(record) ?? this.read(this.row, record))
      return
    }
    try {
      this.takeHeader(record)
    } catch (error) {
      // An error thrown into the parser's stream would reach nobody.
      this.failure = error instanceof Error ? error : new Error(String(error))
    }
  }

  /** The rows since the last call. Throws CsvFileError when the header cannot be understood. */
  take(): readonly ContactItem[] {
    if (this.failure !== null) throw this.failure
    const items = this.items
    this.items = []
    return items
  }

  private takeHeader(header: readonly string[]): void {
    if (this.isMarked(header)) throw new CsvFileError('the header is not UTF-8')
    this.read = readHeader(header, this.map)
    this.columnCount = header.length
  }

  private refusal(record: readonly string[]): ContactRowError | null {
    if (record.length !== this.columnCount) {
      const message = `has ${record.length} columns where the header has ${this.columnCount}`
      return { row: this.row, field: null, message }
    }
    return this.isMarked(record) ? { row: this.row, field: null, message: 'is not UTF-8' } : null
  }

  private isMarked(record: readonly string[]): boolean {
    return this.guard.hasMarked && record.some((value) => value.includes(NOT_UTF8))
  }
}
