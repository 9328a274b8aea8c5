import { instantOrNull, jsonObject, number, text, textOrNull, word, type Row } from '../database/row.js'

/** What is known about a contact: NEW before the first dial, then what the last outcomes made of it. */
export const contactStatuses = [
  'NEW',
  'IN_PROGRESS',
  'CALLBACK',
  'REACHED',
  'EXHAUSTED',
  'DO_NOT_CALL',
  'INVALID',
] as const
export type ContactStatus = (typeof contactStatuses)[number]

/** A person with a phone number and a time zone. */
export interface Contact {
  readonly organizationId: string
  readonly id: string
  readonly listId: string
  readonly externalId: string | null
  readonly firstName: string
  readonly lastName: string
  /** E.164. */
  readonly phone: string
  readonly email: string | null
  /** IANA zone; null when it cannot be known. */
  readonly timeZone: string | null
  readonly attributes: Record<string, unknown>
  readonly status: ContactStatus
  readonly attemptCount: number
  readonly lastAttemptAt: Date | null
  readonly nextAttemptAt: Date | null
  readonly lastOutcome: string | null
  readonly priority: number
}

const columns = [
  'organization_id',
  'id',
  'list_id',
  'external_id',
  'first_name',
  'last_name',
  'phone',
  'email',
  'time_zone',
  'attributes',
  'status',
  'attempt_count',
  'last_attempt_at',
  'next_attempt_at',
  'last_outcome',
  'priority',
] as const

/** The columns that `parseContact` reads, of the table that goes by `alias`, each named with `prefix` in front. */
export function contactColumns(alias: string, prefix = ''): string {
  return columns.map((column) => `${alias}.${column} AS ${prefix}${column}`).join(', ')
}

/** Reads a contact from a row that selected `contactColumns` with the same prefix. */
export function parseContact(row: Row, prefix = ''): Contact {
  const name = (column: (typeof columns)[number]): string => `${prefix}${column}`
  return {
    organizationId: text(row, name('organization_id')),
    id: text(row, name('id')),
    listId: text(row, name('list_id')),
    externalId: textOrNull(row, name('external_id')),
    firstName: text(row, name('first_name')),
    lastName: text(row, name('last_name')),
    phone: text(row, name('phone')),
    email: textOrNull(row, name('email')),
    timeZone: textOrNull(row, name('time_zone')),
    attributes: jsonObject(row, name('attributes')),
    status: word(row, name('status'), contactStatuses),
    attemptCount: number(row, name('attempt_count')),
    lastAttemptAt: instantOrNull(row, name('last_attempt_at')),
    nextAttemptAt: instantOrNull(row, name('next_attempt_at')),
    lastOutcome: textOrNull(row, name('last_outcome')),
    priority: number(row, name('priority')),
  }
}
