/** One row of a raw statement, as `pg` gives it: int8 is a decimal string, timestamptz a Date, jsonb a parsed value. */
export type Row = Readonly<Record<string, unknown>>

/** A statement answered something that its reader did not expect: a bug of ours, never the caller's fault. */
class UnexpectedColumnError extends Error {
  constructor(column: string, wanted: string) {
    super(`column ${column} is not ${wanted}`)
    this.name = 'UnexpectedColumnError'
  }
}

/** A text or bigint column (decimal string) that is never null. */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new UnexpectedColumnError(column, 'a text')
  return value
}

/** A text or bigint column that may be null. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

/** A text[] column that is never null and holds no null. */
export function texts(row: Row, column: string): string[] {
  const value: unknown = row[column]
  if (!Array.isArray(value)) throw new UnexpectedColumnError(column, 'a list of texts')
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw new UnexpectedColumnError(column, 'a list of texts')
    return item
  })
}

/** An integer or double column, or a bigint (count, sum) that fits a double exactly. */
export function number(row: Row, column: string): number {
  const value = row[column]
  const parsed = typeof value === 'string' ? Number(value) : value
  if (typeof parsed !== 'number' || Number.isNaN(parsed)) throw new UnexpectedColumnError(column, 'a number')
  return parsed
}

/** As `number`, or null. */
export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column)
}

/** A timestamptz column that is never null. */
export function instant(row: Row, column: string): Date {
  const value = row[column]
  if (!(value instanceof Date)) throw new UnexpectedColumnError(column, 'an instant')
  return value
}

/** A timestamptz column that may be null. */
export function instantOrNull(row: Row, column: string): Date | null {
  return row[column] === null ? null : instant(row, column)
}

/** A boolean column. */
export function flag(row: Row, column: string): boolean {
  const value = row[column]
  if (typeof value !== 'boolean') throw new UnexpectedColumnError(column, 'a boolean')
  return value
}

/** A text column whose value is one of a closed list of words, guarded by a CHECK of the same name. */
export function word<W extends string>(row: Row, column: string, words: readonly W[]): W {
  const value = text(row, column)
  const found = words.find((candidate) => candidate === value)
  if (found === undefined) throw new UnexpectedColumnError(column, `one of ${words.join(', ')}`)
  return found
}

/** A jsonb column that holds an object. */
export function jsonObject(row: Row, column: string): Record<string, unknown> {
  const value = row[column]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnexpectedColumnError(column, 'a JSON object')
  }
  return value as Record<string, unknown>
}

/** Reads a text[] that is never null. */
export function textList(row: Row, column: string): string[] {
  const value = row[column]
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new TypeError(`column ${column} is no list of texts`)
  }
  return value
}
