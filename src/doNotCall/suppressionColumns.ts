import { headerAliases } from '../contact/csvColumns.js'
import { CsvFileError } from '../contact/csvFileError.js'
import { findDelimiter } from '../contact/csvText.js'

/** What a line of a change list does to its number. */
export type Change = 'ADD' | 'REMOVE'

/** One row of a suppression file. */
export interface SuppressionRow {
  /** What may hold numbers; cells of several columns stand on lines of their own. */
  readonly text: string
  /** Null: the file is no change list, or the row does not say. */
  readonly change: Change | null
}

/** Five digits, whatever stands between them: a number, or part of one; no header has so many. */
const HAS_NUMBER = /\d(?:\D?\d){4}/
const AREA_CODE = /^[2-9]\d\d$/
const LOCAL_NUMBER = /^[2-9]\d\d-?\d{4}$/
const DATE = /^\d{4}-\d\d?-\d\d?|^\d\d?[./]\d\d?[./]\d{2,4}/
/** A number as people write it, beside which something else may stand. */
const WRITTEN = /\+\d|\(\d{2,4}\)|\d{3}[ .-]\d{3,4}/

/** Finds what the columns hold by the first records, then reads them from all. */
export class SuppressionColumns {
  private delimiter = ','
  private header: readonly string[] | null = null
  private layout: Layout | null = null

  /** The file says of its rows whether they add or remove. */
  get isChangeList(): boolean {
    return this.layout?.change != null
  }

  /** The rows of these records; a header and empty lines are none. */
  take(records: readonly string[]): SuppressionRow[] {
    const rows: SuppressionRow[] = []
    for (const record of records) {
      const line = record.endsWith('\r') ? record.slice(0, -1) : record
      if (line.trim() === '') continue
      if (this.layout === null && this.find(line)) continue
      rows.push(this.rowOf(line))
    }
    return rows
  }

  /** True for a header, which is no row. */
  private find(line: string): boolean {
    if (this.header === null && /^sep=.$/i.test(line)) return true
    if (this.header === null) this.delimiter = findDelimiter(line)
    const fields = this.fields(line)
    const hasNumber = fields.some((field) => HAS_NUMBER.test(field)) || joinedColumns(null, fields, []).length > 0
    if (this.header === null && !hasNumber) {
      this.header = fields.map((field) => field.toLowerCase().replace(/[\s_-]/g, ''))
      return true
    }
    this.layout = layoutOf(this.header, fields)
    return false
  }

  private rowOf(line: string): SuppressionRow {
    const { layout } = this
    if (layout === null || layout.isWholeLine) return { text: this.wholeLine(line), change: null }
    const fields = this.fields(line)
    const cell = (place: number): string => (fields[place] ?? '').trim()
    const change = layout.change === null ? null : changeOf(cell(layout.change))
    if (layout.joined.length > 0) {
      const [area = '', ...parts] = layout.joined.map(cell)
      const joined = joinedNumber(area, parts.join(''))
      if (joined !== null) return { text: joined, change }
    }
    const cells = layout.numbers.map(cell)
    // Without a header nothing says what the others are; what is written as a number there is one.
    const others = layout.hasHeader
      ? []
      : fields.filter((field, place) => !layout.numbers.includes(place) && WRITTEN.test(field))
    return { text: [...cells, ...others].filter((text, place) => text !== '' || place === 0).join('\n'), change }
  }

  private wholeLine(line: string): string {
    return line.includes('"') ? this.fields(line).join('\n') : line
  }

  private fields(line: string): string[] {
    if (!line.includes('"')) return line.split(this.delimiter)
    const fields: string[] = []
    for (const part of line.split(this.delimiter)) {
      const last = fields.at(-1)
      const isOpen = last !== undefined && (last.split('"').length - 1) % 2 === 1
      if (isOpen) fields[fields.length - 1] = `${last}${this.delimiter}${part}`
      else fields.push(part)
    }
    return fields.map((field) =>
      field
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replaceAll('""', '"'),
    )
  }
}

interface Layout {
  readonly hasHeader: boolean
  /** One column: the whole line is read, delimiters and all. */
  readonly isWholeLine: boolean
  /** Columns of numbers. */
  readonly numbers: readonly number[]
  /** Columns that make one number together: area code and number. */
  readonly joined: readonly number[]
  /** The column that says whether a row adds or removes; null: the file is no change list. */
  readonly change: number | null
}

const phoneHeaders = new Set([
  ...(['phone', 'phones', 'phone2', 'phone3', 'phone4', 'phone5'] as const).flatMap((field) => headerAliases[field]),
  ...['number', 'numbers', 'msisdn', 'e164', 'dnc', 'donotcall', 'ph', 'homephone', 'workphone', 'businessphone'],
  ...['otherphone', 'altphone', 'landline', 'mobilenumber', 'cellnumber', 'contactnumber', 'phone#', 'phoneno'],
])
const changeHeaders = /^(changes?(type|code|indicator)?|chg|action|op|operation|type|addordelete|adddelete|a\/d)$/
const areaHeaders = new Set(['areacode', 'area', 'ac', 'npa', 'prefix'])
const exchangeHeaders = new Set(['nxx', 'exchange'])
const lineHeaders = new Set(['line', 'linenumber', 'last4', 'xxxx', 'station'])

/** Told by the header (in lower case, without blanks) where it names the columns, else by the first row. */
function layoutOf(header: readonly string[] | null, fields: readonly string[]): Layout {
  // Under a header that names it something else, an A is an A.
  const isOfChange = (place: number): boolean => header === null || changeHeaders.test(header[place] ?? '')
  const change =
    fields.length < 2 ? -1 : fields.findIndex((field, place) => changeOf(field) !== null && isOfChange(place))
  const found = {
    hasHeader: header !== null,
    isWholeLine: false,
    change: change < 0 ? null : change,
  }
  const named = header?.flatMap((name, place) => (phoneHeaders.has(name) ? [place] : [])) ?? []
  const joined = joinedColumns(header, fields, named)
  if (joined.length > 0) return { ...found, numbers: joined, joined }
  if (named.length > 0) return { ...found, numbers: named, joined }
  if (fields.length === 1) return { ...found, isWholeLine: true, numbers: [0], joined }
  const numbers = fields.flatMap((field, place) => (isNumberCell(field) ? [place] : []))
  const place = fields.findIndex((field) => HAS_NUMBER.test(field))
  if (numbers.length === 0 && place < 0) {
    throw new CsvFileError('no column is known to hold the phone number: give one the header phone')
  }
  return { ...found, numbers: numbers.length > 0 ? numbers : [place], joined }
}

/** The columns of area code, exchange and rest of the number; empty when a number is not cut up. */
function joinedColumns(
  header: readonly string[] | null,
  fields: readonly string[],
  named: readonly number[],
): readonly number[] {
  const called = (names: ReadonlySet<string>): number => header?.findIndex((name) => names.has(name)) ?? -1
  const area = called(areaHeaders)
  if (area >= 0) {
    const [exchange, line] = [called(exchangeHeaders), called(lineHeaders)]
    if (exchange >= 0 && line >= 0) return [area, exchange, line]
    const number = named.find((place) => place !== area)
    if (number !== undefined && !isNumberCell(fields[number] ?? '')) return [area, number]
  }
  const at = fields.findIndex((field, place) => {
    const [next = '', afterNext = ''] = [fields[place + 1]?.trim(), fields[place + 2]?.trim()]
    return (
      AREA_CODE.test(field.trim()) && (LOCAL_NUMBER.test(next) || (AREA_CODE.test(next) && /^\d{4}$/.test(afterNext)))
    )
  })
  if (at < 0) return []
  return LOCAL_NUMBER.test(fields[at + 1]?.trim() ?? '') ? [at, at + 1] : [at, at + 1, at + 2]
}

/**
 * Area code and number as one text. Those of North America, the only ones of three and seven digits that registries cut so,
 * with their country code; null when the cells are no parts of a number.
 */
export function joinedNumber(area: string, number: string): string | null {
  const local = number.replaceAll('-', '')
  if (!/^\d{2,5}$/.test(area) || !/^\d{4,8}$/.test(local)) return null
  return AREA_CODE.test(area) && LOCAL_NUMBER.test(local) ? `+1${area}${local}` : `${area}${local}`
}

/** A cell that is a number and nothing else: ten digits and more, or written with punctuation; a key or a date is none. */
function isNumberCell(field: string): boolean {
  const plain = field.trim().replace(/^=?"|"$|^'/g, '')
  const digits = plain.replace(/\D/g, '')
  if (DATE.test(plain) || digits.length < 7 || digits.length > 15) return false
  return /^\+?[\d ().\-/]+$/.test(plain) && (digits.length >= 10 || plain.startsWith('+'))
}

/** What a cell of a change list says; null for any other text. */
export function changeOf(text: string): Change | null {
  if (/^\s*(a|add|added)\s*$/i.test(text)) return 'ADD'
  return /^\s*(d|del|delete|deleted|remove|removed)\s*$/i.test(text) ? 'REMOVE' : null
}
