import type { ContactFilter, FilterRange, FilterValue } from '../../src/contactFilter/contactFilter.js'

/** What a filter looks at; `list` is the list's id, `timeZone` may hold several zones joined by ','. */
export interface FilteredContact {
  readonly firstName: string
  readonly lastName: string
  readonly phone: string
  readonly email: string | null
  readonly timeZone: string | null
  readonly region: string
  readonly status: string
  readonly priority: number
  readonly attemptCount: number
  readonly externalId: string | null
  readonly list: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** True, false, or null for unknown. */
type Answer = boolean | null

/**
 * The filter's meaning once more, written from its documentation and not from its SQL: an evaluation of one contact.
 * Null stands for an unknown answer inside; outside, unknown is no match.
 */
export function matchesFilter(filter: ContactFilter, contact: FilteredContact): boolean {
  return judge(filter, contact) === true
}

function judge(filter: ContactFilter, contact: FilteredContact): Answer {
  if ('and' in filter) {
    const answers = filter.and.map((one) => judge(one, contact))
    return answers.includes(false) ? false : answers.includes(null) ? null : true
  }
  if ('or' in filter) {
    const answers = filter.or.map((one) => judge(one, contact))
    return answers.includes(true) ? true : answers.includes(null) ? null : false
  }
  if ('not' in filter) {
    const answer = judge(filter.not, contact)
    return answer === null ? null : !answer
  }
  if ('exists' in filter) {
    const value = valueOf(filter.exists.field, contact)
    return value !== undefined && value !== null && value !== ''
  }
  if ('range' in filter) return inRange(filter.range, valueOf(filter.range.field, contact))
  const { field, values } = 'in' in filter ? filter.in : { ...filter.equals, values: [filter.equals.value] }
  const value = valueOf(field, contact)
  if (value === '' || !(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
    return null
  return values.some((wanted) => isEqual(wanted, value))
}

function valueOf(field: string, contact: FilteredContact): unknown {
  if (field.startsWith('attributes.')) {
    const key = field.slice('attributes.'.length)
    return Object.hasOwn(contact.attributes, key) ? contact.attributes[key] : undefined
  }
  if (field === 'timeZone') return contact.timeZone?.split(',')[0]
  return contact[field as Exclude<keyof FilteredContact, 'attributes'>]
}

function isEqual(wanted: FilterValue, value: FilterValue): boolean {
  return typeof wanted === 'number' && typeof value === 'number' ? wanted === value : String(wanted) === String(value)
}

function inRange({ from, to }: FilterRange, value: unknown): Answer {
  if (typeof (from ?? to) === 'number') {
    const number = asNumber(value)
    if (number === null) return null
    return (from === undefined || number >= Number(from)) && (to === undefined || number < Number(to))
  }
  if (typeof value !== 'string' || !/^\d\d\d\d-\d\d-\d\d/.test(value)) return null
  return (
    (from === undefined || byCodePoint(value, String(from)) >= 0) &&
    (to === undefined || byCodePoint(value, String(to)) < 0)
  )
}

/** A number, or a text that PostgreSQL's double precision reads as one, of which it keeps 15 digits. */
function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const trimmed = value.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return null
  const number = Number(trimmed)
  return Number.isFinite(number) ? Number(number.toPrecision(15)) : null
}

function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
