import { BadInputError } from '../domainError.js'

// JSON that somebody has written, checked piece by piece. Every check throws BadInputError whose field is the path of the
// fault, and never repeats the value.

/** One of the words. */
export function checkWord<W extends string>(path: string, value: unknown, words: readonly W[]): W {
  const found = words.find((word) => word === value)
  if (found === undefined) throw fault(path, `one of ${words.join(', ')}`)
  return found
}

/** A list of at most `most` items. */
export function checkList(path: string, value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw fault(path, 'a list')
  if (value.length > most) throw new BadInputError(path, `${path} has at most ${most} items`)
  return value
}

/**
 * An object with all of `keys`, perhaps some of `optional`, and no others: a misspelt key would otherwise be a rule that
 * silently does not hold.
 */
export function checkObject(
  path: string,
  value: unknown,
  keys: readonly string[],
  optional: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(path, 'a JSON object')
  const object = value as Readonly<Record<string, unknown>>
  const missing = keys.find((key) => !Object.hasOwn(object, key))
  if (missing !== undefined) throw new BadInputError(`${path}.${missing}`, `${path}.${missing} is missing`)
  if (Object.keys(object).some((key) => !keys.includes(key) && !optional.includes(key))) {
    throw new BadInputError(path, `${path} has only the keys ${[...keys, ...optional].join(', ')}`)
  }
  return object
}

/** A day of the calendar, YYYY-MM-DD. */
export function checkDay(path: string, value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = new Date(`${value}T00:00:00.000Z`)
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value
  }
  throw fault(path, 'a day such as 2026-11-22')
}

/** The error for a value at `path` that is not what is expected there. */
export function fault(path: string, expected: string): BadInputError {
  return new BadInputError(path, `${path} is ${expected}`)
}

/** A whole number within its bounds. */
export function checkWhole(path: string, value: unknown, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw fault(path, `a whole number from ${least} to ${most}`)
}
