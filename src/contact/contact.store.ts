import { statement, type Queryable } from '../database/database.js'
import { contactColumns, parseContact, type Contact } from './contact.js'

const readContacts = statement(
  'contactsByIds',
  `SELECT ${contactColumns('contact')} FROM contact WHERE organization_id = $1 AND id = ANY ($2::bigint[])`,
)

/** The organization's contacts among these ids, in no order; unknown ids are absent. */
export async function contactsByIds(
  database: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<Contact[]> {
  return (await database.query(readContacts, [organizationId, ids])).map((row) => parseContact(row))
}
