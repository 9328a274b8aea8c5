import { statement, type Queryable } from '../database/database.js'
import { text } from '../database/row.js'
import { contactColumns, parseContact, type Contact } from './contact.js'

/** A place in the order of contacts: by last name in small letters, then by id. */
export interface ContactPlace {
  readonly nameKey: string
  readonly id: string
}

/** A contact and its place. */
export interface PlacedContact {
  readonly contact: Contact
  readonly nameKey: string
}

/** What a person is looked for by; one of the three is enough. */
export interface ContactSearch {
  /** How the last name begins, in whatever case; empty for all. */
  readonly namePrefix: string
  /** The whole of it; null: not looked for. */
  readonly externalId: string | null
  /** E.164, any of the contact's numbers; null: not looked for. */
  readonly phone: string | null
}

// Erased people are in no list. In each list, last names are a range of contact_name_idx that begins where the names that
// begin so do, or behind the place, whichever is further: a page costs the same wherever it lies. The rows of one number
// or key are few.
const nameKey = `(lower(contact.last_name) COLLATE "C")`
const isBehind = `(${nameKey}, contact.id) > (place.name_key, place.id)`
const readPage = statement(
  'contactPage',
  `WITH list AS MATERIALIZED (
     SELECT id FROM contact_list WHERE organization_id = $1 AND ($2::bigint IS NULL OR id = $2)
   ),
   place AS MATERIALIZED (SELECT $3::text COLLATE "C" AS name_key, $4::bigint AS id),
   prefix AS MATERIALIZED (SELECT lower($5::text) COLLATE "C" AS begins, lower($5::text) || chr(1114111) COLLATE "C" AS ends),
   start AS MATERIALIZED (
     SELECT greatest(place.name_key, prefix.begins) AS name_key,
       CASE WHEN place.name_key < prefix.begins THEN 0 ELSE place.id END AS id, prefix.ends
     FROM place CROSS JOIN prefix
   ),
   found AS (
     SELECT named.* FROM list CROSS JOIN start CROSS JOIN LATERAL (
       SELECT contact.id, ${nameKey} AS name_key FROM contact
       WHERE contact.organization_id = $1 AND contact.list_id = list.id AND contact.erased_at IS NULL
         AND (${nameKey}, contact.id) > (start.name_key, start.id) AND ${nameKey} < start.ends
       ORDER BY ${nameKey}, contact.id LIMIT $6) AS named
     UNION
     SELECT contact.id, ${nameKey} FROM place CROSS JOIN list JOIN contact ON contact.organization_id = $1
       AND contact.list_id = list.id AND contact.external_id = $7::text
     WHERE contact.erased_at IS NULL AND ${isBehind}
     UNION
     SELECT contact.id, ${nameKey} FROM place CROSS JOIN (
       SELECT id FROM contact WHERE organization_id = $1 AND phone = $8::text
       UNION ALL SELECT contact_id FROM contact_number WHERE organization_id = $1 AND phone = $8::text) AS called
     JOIN contact ON contact.organization_id = $1 AND contact.id = called.id
     WHERE contact.list_id IN (SELECT id FROM list) AND contact.erased_at IS NULL AND ${isBehind}
   )
   SELECT ${contactColumns('contact')}, found.name_key FROM found
   JOIN contact ON contact.organization_id = $1 AND contact.id = found.id
   ORDER BY found.name_key, contact.id LIMIT $6`,
)

/** The contacts behind `after` that fit the search, of one list or of all (null), by last name and id, at most `limit`. */
export async function contactsAfter(
  database: Queryable,
  organizationId: string,
  listId: string | null,
  search: ContactSearch,
  after: ContactPlace | null,
  limit: number,
): Promise<PlacedContact[]> {
  const { namePrefix, externalId, phone } = search
  const rows = await database.query(readPage, [
    ...[organizationId, listId, after?.nameKey ?? '', after?.id ?? '0', namePrefix, limit, externalId, phone],
  ])
  return rows.map((row) => ({ contact: parseContact(row), nameKey: text(row, 'name_key') }))
}
