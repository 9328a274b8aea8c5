import type { StoredClues } from '../place/storedClues.js'
import { lineTypes, type LineType } from './lineType.js'
import { instantOrNull, jsonObject, number, text, textList, textOrNull, word, type Row } from '../database/row.js'

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
  /** The first of `timeZones`; null when nobody can say where the contact is. */
  readonly timeZone: string | null
  /** All IANA zones in which the contact may be: dialled only when all allow. */
  readonly timeZones: readonly string[]
  /** The first of `regions`; null when unknown. */
  readonly region: string | null
  /** All ISO 3166 regions in which the contact may be, such as US-CA: the rules of all of them hold. */
  readonly regions: readonly string[]
  /** What the place was read from beside the number; null: nothing. */
  readonly placeClues: StoredClues | null
  readonly lineType: LineType
  readonly attributes: Record<string, unknown>
  readonly status: ContactStatus
  readonly attemptCount: number
  readonly lastAttemptAt: Date | null
  readonly nextAttemptAt: Date | null
  readonly lastOutcome: string | null
  readonly priority: number
  /** An agent must have all of them to be handed the contact; sorted. */
  readonly requiredSkills: readonly string[]
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
  'region',
  'place_clues',
  'line_type',
  'attributes',
  'status',
  'attempt_count',
  'last_attempt_at',
  'next_attempt_at',
  'last_outcome',
  'priority',
  'required_skills',
] as const

/** The columns that `parseContact` reads, of the table that goes by `alias`, each named with `prefix` in front. */
export function contactColumns(alias: string, prefix = ''): string {
  return columns.map((column) => `${alias}.${column} AS ${prefix}${column}`).join(', ')
}

/** Reads a contact from a row that selected `contactColumns` with the same prefix. */
export function parseContact(row: Row, prefix = ''): Contact {
  const name = (column: (typeof columns)[number]): string => `${prefix}${column}`
  const timeZones = textOrNull(row, name('time_zone'))?.split(',') ?? []
  const region = text(row, name('region'))
  const regions = region === '' ? [] : region.split(',')
  return {
    organizationId: text(row, name('organization_id')),
    id: text(row, name('id')),
    listId: text(row, name('list_id')),
    externalId: textOrNull(row, name('external_id')),
    firstName: text(row, name('first_name')),
    lastName: text(row, name('last_name')),
    phone: text(row, name('phone')),
    email: textOrNull(row, name('email')),
    timeZone: timeZones[0] ?? null,
    timeZones,
    region: regions[0] ?? null,
    regions,
    placeClues: row[name('place_clues')] === null ? null : jsonObject(row, name('place_clues')),
    lineType: word(row, name('line_type'), lineTypes),
    attributes: jsonObject(row, name('attributes')),
    status: word(row, name('status'), contactStatuses),
    attemptCount: number(row, name('attempt_count')),
    lastAttemptAt: instantOrNull(row, name('last_attempt_at')),
    nextAttemptAt: instantOrNull(row, name('next_attempt_at')),
    lastOutcome: textOrNull(row, name('last_outcome')),
    priority: number(row, name('priority')),
    requiredSkills: textList(row, name('required_skills')),
  }
}
