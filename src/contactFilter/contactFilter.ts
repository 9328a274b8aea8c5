import { contactStatuses } from '../contact/contact.js'
import { BadInputError } from '../domainError.js'

/** What a filter compares with: a text, a finite number, or true and false. */
export type FilterValue = string | number | boolean

/**
 * Which contacts a campaign dials. A field without a value (absent, null, an empty text) makes a comparison unknown, and
 * so does a value that cannot be compared (a list, an object; in a range what is no number or no date); `and`, `or` and
 * `not` carry the unknown on as SQL does, and a contact for whom the whole is unknown does not match. Only `exists` is
 * always known.
 */
export type ContactFilter =
  | { readonly and: readonly ContactFilter[] }
  | { readonly or: readonly ContactFilter[] }
  | { readonly not: ContactFilter }
  /** Two numbers are compared as numbers; a text and anything else as texts, so "41" equals 41. Upper and lower case differ. */
  | { readonly equals: { readonly field: string; readonly value: FilterValue } }
  | { readonly in: { readonly field: string; readonly values: readonly FilterValue[] } }
  /** from ≤ value < to. Numbers compare as numbers, also those that are stored as texts; dates as ISO texts. */
  | { readonly range: FilterRange }
  | { readonly exists: { readonly field: string } }

/** At least one bound, both numbers or both ISO dates; `from` is part of the range, `to` is not. */
export interface FilterRange {
  readonly field: string
  readonly from?: number | string
  readonly to?: number | string
}

/** A filter as a client sends it: any operator may be there or not, null is as good as left out. */
export interface GivenFilter {
  readonly and?: readonly GivenFilter[] | null
  readonly or?: readonly GivenFilter[] | null
  readonly not?: GivenFilter | null
  readonly equals?: { readonly field: string; readonly value: FilterValue } | null
  readonly in?: { readonly field: string; readonly values: readonly FilterValue[] } | null
  readonly range?: {
    readonly field: string
    readonly from?: FilterValue | null
    readonly to?: FilterValue | null
  } | null
  readonly exists?: { readonly field: string } | null
}

/** The fields of a contact that a filter may name, and what they hold. All others are `attributes.` and a key. */
export const filterFields: Readonly<Record<string, 'text' | 'number'>> = {
  firstName: 'text',
  lastName: 'text',
  phone: 'text',
  email: 'text',
  timeZone: 'text',
  region: 'text',
  status: 'text',
  priority: 'number',
  attemptCount: 'number',
  externalId: 'text',
  list: 'text',
}

const operators = ['and', 'or', 'not', 'equals', 'in', 'range', 'exists'] as const

/** A level more than any filter a person has written; far less than what would strain the database's parser. */
const DEEPEST_FILTER = 8
/** Each node is evaluated for each contact: 100 comparisons are some 30 µs. */
const MOST_NODES = 100
/** Of all `in` of a filter together: each is compared with each contact. A longer choice belongs into a list or an attribute. */
const MOST_VALUES = 1_000
const LONGEST_VALUE = 1_000
const LONGEST_KEY = 200

/** How a filter names an attribute: this and the key, which may hold further dots. */
const ATTRIBUTE_PREFIX = 'attributes.'

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** The key when the field is an attribute, else null. */
export function attributeKey(field: string): string | null {
  return field.startsWith(ATTRIBUTE_PREFIX) ? field.slice(ATTRIBUTE_PREFIX.length) : null
}

/**
 * Reads a filter that a client sent. Throws BadInputError, whose `details.field` is the path of the fault below `path`,
 * such as `filter.and[1].range`: not exactly one operator in a node, an unknown field, a value of the wrong kind, a
 * range that holds nothing, more than 8 levels, 100 nodes or 1,000 values.
 */
export function readFilter(path: string, given: GivenFilter): ContactFilter {
  return new FilterReader(path).read(path, given, 1)
}

class FilterReader {
  private nodes = 0
  private values = 0

  constructor(private readonly root: string) {}

  read(path: string, given: GivenFilter, depth: number): ContactFilter {
    this.nodes += 1
    if (this.nodes > MOST_NODES) throw new BadInputError(this.root, `a filter has at most ${MOST_NODES} nodes`)
    if (depth > DEEPEST_FILTER) throw new BadInputError(path, `a filter has at most ${DEEPEST_FILTER} levels`)
    const [operator, ...others] = operators.filter((name) => given[name] != null)
    if (operator === undefined || others.length > 0) {
      throw new BadInputError(path, `exactly one of ${operators.join(', ')} is needed`)
    }
    const at = `${path}.${operator}`
    // One branch per operator, so that TypeScript knows which one is there.
    if (given.and != null) return { and: this.readAll(at, given.and, depth) }
    if (given.or != null) return { or: this.readAll(at, given.or, depth) }
    if (given.not != null) return { not: this.read(at, given.not, depth + 1) }
    if (given.equals != null) {
      const field = checkField(at, given.equals.field)
      return { equals: { field, value: checkValue(`${at}.value`, field, given.equals.value) } }
    }
    if (given.in != null) {
      this.values += given.in.values.length
      if (this.values > MOST_VALUES)
        throw new BadInputError(this.root, `a filter has at most ${MOST_VALUES} values of in`)
      return { in: readIn(at, given.in) }
    }
    if (given.range != null) return { range: readRange(at, given.range) }
    return { exists: { field: checkField(at, given.exists?.field ?? '') } }
  }

  private readAll(path: string, given: readonly GivenFilter[], depth: number): readonly ContactFilter[] {
    if (given.length === 0) throw new BadInputError(path, 'at least one filter is needed')
    return given.map((one, index) => this.read(`${path}[${index}]`, one, depth + 1))
  }
}

function readIn(at: string, given: { field: string; values: readonly FilterValue[] }): ContactFilterIn {
  const field = checkField(at, given.field)
  if (given.values.length === 0) throw new BadInputError(`${at}.values`, 'at least one value is needed')
  return { field, values: given.values.map((value, index) => checkValue(`${at}.values[${index}]`, field, value)) }
}

type ContactFilterIn = Extract<ContactFilter, { in: unknown }>['in']

function readRange(at: string, given: NonNullable<GivenFilter['range']>): FilterRange {
  const field = checkField(at, given.field)
  if (attributeKey(field) === null && filterFields[field] !== 'number') {
    throw new BadInputError(`${at}.field`, 'a range is over priority, attemptCount or an attribute')
  }
  const isNumber = attributeKey(field) === null
  const from = checkBound(`${at}.from`, given.from ?? null, isNumber)
  const to = checkBound(`${at}.to`, given.to ?? null, isNumber)
  if (from === null && to === null) throw new BadInputError(at, 'a range needs from or to')
  if (from !== null && to !== null) {
    if (typeof from !== typeof to) throw new BadInputError(at, 'from and to are both numbers or both dates')
    if (from >= to) throw new BadInputError(at, 'from is below to: to is not part of the range')
  }
  return { field, ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
}

function checkBound(path: string, bound: FilterValue | null, isNumber: boolean): number | string | null {
  if (bound === null) return null
  if (typeof bound === 'number' && Number.isFinite(bound)) return bound
  if (isNumber) throw new BadInputError(path, 'a number is needed')
  if (typeof bound === 'string' && isoDate.test(bound)) return bound
  throw new BadInputError(path, 'a number or an ISO date such as 2026-11-22 is needed')
}

function checkField(at: string, field: string): string {
  const key = attributeKey(field)
  if (key === null) {
    if (Object.hasOwn(filterFields, field)) return field
    const known = Object.keys(filterFields).join(', ')
    throw new BadInputError(`${at}.field`, `the field is one of ${known}, or attributes. and a key`)
  }
  // A key with such characters cannot have been imported either.
  if (key === '' || key.length > LONGEST_KEY || /[\u0000-\u001f\u007f]/.test(key) || !isWellFormed(key)) {
    throw new BadInputError(`${at}.field`, `attributes. is followed by a key of 1 to ${LONGEST_KEY} characters`)
  }
  return field
}

function checkValue(path: string, field: string, value: FilterValue): FilterValue {
  if (typeof value === 'string') {
    if (value === '') throw new BadInputError(path, 'an empty text is no value: ask with not exists')
    if (value.length > LONGEST_VALUE) {
      throw new BadInputError(path, `a text has at most ${LONGEST_VALUE} characters`)
    }
    if (value.includes('\u0000') || !isWellFormed(value)) {
      throw new BadInputError(path, 'the text holds a character that cannot be stored')
    }
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new BadInputError(path, 'the number is not finite')
  }
  if (filterFields[field] === 'number' && numberOf(value) === null) throw new BadInputError(path, 'a number is needed')
  if (field === 'status' && !contactStatuses.some((status) => status === value)) {
    throw new BadInputError(path, `a status is one of ${contactStatuses.join(', ')}`)
  }
  return value
}

/** The number that a value is equal to, null when it equals none: 41 and "41" are 41, "41.0" and true are none. */
export function numberOf(value: FilterValue): number | null {
  if (typeof value === 'number') return value
  const number = Number(value)
  return typeof value === 'string' && Number.isFinite(number) && String(number) === value ? number : null
}

/** No half of a surrogate pair, which no database text can hold. */
function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text)
}
