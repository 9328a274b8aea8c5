import { statement, type Queryable } from '../database/database.js'
import { jsonObject, number, text, textOrNull } from '../database/row.js'
import type { StoredClues } from '../place/storedClues.js'

/** A contact whose place was read by an older version. */
export interface UnreadContact {
  readonly id: string
  readonly phone: string
  readonly timeZone: string | null
  readonly region: string
  readonly clues: StoredClues
  readonly attributes: Record<string, unknown>
}

/** A number behind the first of such a contact. */
export interface UnreadNumber {
  readonly contactId: string
  readonly position: number
  readonly phone: string
  readonly timeZone: string | null
  readonly region: string
}

// The index holds the contacts of version 0 only, and is empty when all are read.
const findNext = statement(
  'nextUnreadPlaces',
  `SELECT organization_id, id FROM contact
   WHERE place_version = 0 AND organization_id = (
     SELECT organization_id FROM contact WHERE place_version = 0 ORDER BY organization_id, id LIMIT 1)
   ORDER BY organization_id, id LIMIT $1`,
)

/** Up to `limit` contacts of one organization that are to be read anew; null when there are none. */
export async function nextUnread(
  queryable: Queryable,
  limit: number,
): Promise<{ organizationId: string; ids: string[] } | null> {
  const rows = await queryable.query(findNext, [limit])
  const [first] = rows
  return first === undefined
    ? null
    : { organizationId: text(first, 'organization_id'), ids: rows.map((row) => text(row, 'id')) }
}

const unread = (
  lock: string,
): string => `SELECT id, phone, time_zone, region, coalesce(place_clues, '{}') AS place_clues, attributes FROM contact
   WHERE organization_id = $1 AND id = ANY ($2::bigint[]) AND place_version = 0 ORDER BY id ${lock}`
const lookAtUnread = statement('lookAtUnreadPlaces', unread(''))
const lockUnread = statement('lockUnreadPlaces', unread('FOR NO KEY UPDATE'))
const readNumbers = statement(
  'numbersOfUnreadPlaces',
  `SELECT contact_id, position, phone, time_zone, region FROM contact_number
   WHERE organization_id = $1 AND contact_id = ANY ($2::bigint[]) ORDER BY contact_id, position`,
)

/** Those of the contacts that are still to be read, locked unless it is only a look, with all their numbers. */
export async function unreadContacts(
  transaction: Queryable,
  organizationId: string,
  ids: readonly string[],
  isLocked: boolean,
): Promise<{ contacts: UnreadContact[]; numbers: UnreadNumber[] }> {
  const contacts = await transaction.query(isLocked ? lockUnread : lookAtUnread, [organizationId, ids])
  const numbers = await transaction.query(readNumbers, [organizationId, ids])
  return {
    contacts: contacts.map((row) => ({
      id: text(row, 'id'),
      phone: text(row, 'phone'),
      timeZone: textOrNull(row, 'time_zone'),
      region: text(row, 'region'),
      clues: jsonObject(row, 'place_clues'),
      attributes: jsonObject(row, 'attributes'),
    })),
    numbers: numbers.map((row) => ({
      contactId: text(row, 'contact_id'),
      position: number(row, 'position'),
      phone: text(row, 'phone'),
      timeZone: textOrNull(row, 'time_zone'),
      region: text(row, 'region'),
    })),
  }
}

const writeContacts = statement(
  'writeRereadPlaces',
  `UPDATE contact SET time_zone = read.time_zone, region = read.region, place_clues = read.clues::jsonb,
     line_type = read.line_type, place_version = $2
   FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[]) AS read (id, time_zone, region, clues, line_type)
   WHERE contact.organization_id = $1 AND contact.id = read.id`,
)

/** A contact as it was read anew. */
export interface RereadContact {
  readonly id: string
  readonly timeZone: string | null
  readonly region: string
  readonly clues: StoredClues | null
  readonly lineType: string
}

export async function writeReread(
  transaction: Queryable,
  organizationId: string,
  version: number,
  contacts: readonly RereadContact[],
): Promise<void> {
  await transaction.query(writeContacts, [
    organizationId,
    version,
    contacts.map(({ id }) => id),
    contacts.map(({ timeZone }) => timeZone),
    contacts.map(({ region }) => region),
    contacts.map(({ clues }) => (clues === null ? null : JSON.stringify(clues))),
    contacts.map(({ lineType }) => lineType),
  ])
}

const writeNumbers = statement(
  'writeRereadNumbers',
  `UPDATE contact_number AS number SET time_zone = read.time_zone, region = read.region, line_type = read.line_type
   FROM unnest($2::bigint[], $3::integer[], $4::text[], $5::text[], $6::text[])
     AS read (contact_id, position, time_zone, region, line_type)
   WHERE number.organization_id = $1 AND number.contact_id = read.contact_id AND number.position = read.position`,
)

/** A number as it was read anew. */
export type RereadNumber = Pick<UnreadNumber, 'contactId' | 'position' | 'timeZone' | 'region'> & {
  readonly lineType: string
}

export async function writeRereadNumbers(
  transaction: Queryable,
  organizationId: string,
  numbers: readonly RereadNumber[],
): Promise<void> {
  if (numbers.length === 0) return
  await transaction.query(writeNumbers, [
    organizationId,
    numbers.map(({ contactId }) => contactId),
    numbers.map(({ position }) => position),
    numbers.map(({ timeZone }) => timeZone),
    numbers.map(({ region }) => region),
    numbers.map(({ lineType }) => lineType),
  ])
}
