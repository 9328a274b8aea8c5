import { isUtf8 } from 'node:buffer'
import { CsvFileError } from './csvFileError.js'

/** The delimiters that are recognised, the likeliest first. */
const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

const [QUOTE, LINE_FEED] = [0x22, 0x0a]

/** Where the first line ends, blank lines and line breaks in quotes apart; null when `bytes` does not reach its end. */
export function firstLineEnd(bytes: Buffer): number | null {
  let isQuoted = false
  let isBlank = true
  for (const [index, byte] of bytes.entries()) {
    if (byte === QUOTE) isQuoted = !isQuoted
    else if (byte === LINE_FEED && !isQuoted && !isBlank) return index
    if (byte > 0x20) isBlank = false
  }
  return null
}

/** The delimiter that stands most often outside quotes in the header; a comma when there is none. */
export function findDelimiter(header: string): Delimiter {
  const counts = new Map<string, number>()
  let isQuoted = false
  for (const character of header) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const count = (delimiter: Delimiter): number => counts.get(delimiter) ?? 0
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

/** `bytes` without the byte order mark of UTF-8. Throws CsvFileError for that of UTF-16. */
export function withoutByteOrderMark(bytes: Buffer): Buffer {
  const [first, second, third] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new CsvFileError('the file is UTF-16: save it as UTF-8')
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes
}

/** Stands for each byte of a line that is not UTF-8: a noncharacter, which no text that is exchanged may hold. */
export const NOT_UTF8 = '\uFDD0'
const NOT_UTF8_BYTES = Buffer.from(NOT_UTF8)

/**
 * Lets valid UTF-8 pass and marks lines that are not, so that their rows can be named and the others go in. A character
 * that lies across two chunks is held back for the second.
 */
export class Utf8Guard {
  /** Whether a line was marked: only then need rows be searched for the mark. */
  hasMarked = false
  private rest = Buffer.alloc(0)

  /** The next bytes, valid UTF-8, with every quote, delimiter and line break where it was. */
  next(chunk: Buffer): Buffer {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    const end = bytes.length - openBytes(bytes)
    this.rest = Buffer.from(bytes.subarray(end))
    return this.checked(bytes.subarray(0, end))
  }

  /** What was held back; empty unless the file ends within a character. */
  end(): Buffer {
    return this.checked(this.rest)
  }

  private checked(bytes: Buffer): Buffer {
    if (isUtf8(bytes)) return bytes
    this.hasMarked = true
    const lines: Buffer[] = []
    for (let start = 0; start < bytes.length;) {
      const lineFeed = bytes.indexOf(LINE_FEED, start)
      const end = lineFeed < 0 ? bytes.length : lineFeed + 1
      const line = bytes.subarray(start, end)
      lines.push(isUtf8(line) ? line : marked(line))
      start = end
    }
    return Buffer.concat(lines)
  }
}

/** Everything that has a meaning in a CSV file is ASCII and stays. */
function marked(line: Buffer): Buffer {
  return Buffer.concat(Array.from(line, (byte) => (byte < 0x80 ? Buffer.of(byte) : NOT_UTF8_BYTES)))
}

/** How many bytes at the end belong to a character whose last bytes have not come yet. */
function openBytes(bytes: Buffer): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count += 1) {
    const byte = bytes[bytes.length - count] ?? 0
    if (byte < 0x80) return 0
    // The first byte of a character says how many it has.
    if (byte >= 0xc0) return count < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? count : 0
  }
  return 0
}
