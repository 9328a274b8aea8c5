/** Bytes of a file that are looked at before it is sent; the rest is never read by the page. */
export const PREVIEW_BYTES = 64 * 1024
/** Rows that are shown. */
const PREVIEW_ROWS = 8

/** The beginning of a CSV file. */
export interface CsvPreview {
  /** Exactly as it stands in the file: the server knows a column by it. */
  readonly header: readonly string[]
  /** The first rows, at most eight. */
  readonly rows: readonly (readonly string[])[]
  /** Rows in the whole file, by the length of those that were seen; null when the file is shorter than what was read. */
  readonly estimatedRows: number | null
}

/** Why a file cannot be previewed, in words. */
export class PreviewError extends Error {}

/** Reads the beginning of a file, and no more of it. Throws PreviewError. */
export async function previewFile(file: Blob): Promise<CsvPreview> {
  const bytes = new Uint8Array(await file.slice(0, PREVIEW_BYTES).arrayBuffer())
  const isWhole = file.size <= PREVIEW_BYTES
  return previewText(decode(bytes, isWhole), isWhole ? null : file.size)
}

function decode(bytes: Uint8Array<ArrayBuffer>, isWhole: boolean): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new PreviewError('The file is UTF-16: save it as UTF-8.')
  }
  if (bytes.includes(0)) throw new PreviewError('This is no text: save the table as CSV.')
  try {
    // A character that the cut has split is left out; the byte order mark is too.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole })
  } catch {
    // Single rows may be wrong: the server names them. What is shown has a sign in place of each.
    return new TextDecoder('utf-8').decode(bytes)
  }
}

/** @param fileSize bytes of the file when `text` is only its beginning; the last record is then left out */
export function previewText(text: string, fileSize: number | null): CsvPreview {
  const delimiter = findDelimiter(text)
  const { records, rest } = readRecords(text, delimiter)
  const isCut = fileSize !== null
  const all = isCut || rest === null ? records : [...records, rest]
  const [header, ...rows] = all
  if (header === undefined) {
    throw new PreviewError(isCut ? 'The first line is longer than 64 kB: is this a CSV file?' : 'The file is empty.')
  }
  const seen = text.length
  const estimatedRows = isCut && rows.length > 0 ? Math.round((fileSize / seen) * rows.length) : null
  return { header, rows: rows.slice(0, PREVIEW_ROWS), estimatedRows }
}

/** The one of `,` `;` tab that stands most often outside quotes in the header, as the server finds it. */
function findDelimiter(text: string): string {
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ])
  let isQuoted = false
  for (const character of text.trimStart()) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === '\n' && !isQuoted) break
    else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const count = (delimiter: string): number => counts.get(delimiter) ?? 0
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

/** Whole records; `rest` is what stands behind the last line break, null when nothing does. Empty lines are none. */
function readRecords(text: string, delimiter: string): { records: string[][]; rest: string[] | null } {
  const records: string[][] = []
  let [record, value, isQuoted]: [string[], string, boolean] = [[], '', false]
  const endRecord = (): string[] | null => {
    const whole = [...record, value]
    record = []
    value = ''
    return whole.length === 1 && whole[0] === '' ? null : whole
  }
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place)
    if (isQuoted) {
      if (character !== '"') value += character
      else if (text.charAt(place + 1) === '"') {
        value += '"'
        place += 1
      } else isQuoted = false
    } else if (character === '"' && value === '') isQuoted = true
    else if (character === delimiter) {
      record.push(value)
      value = ''
    } else if (character === '\n') {
      if (value.endsWith('\r')) value = value.slice(0, -1)
      const whole = endRecord()
      if (whole !== null) records.push(whole)
    } else value += character
  }
  return { records, rest: endRecord() }
}
