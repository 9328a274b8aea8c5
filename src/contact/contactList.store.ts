import { statement, violatedConstraint, type Database } from '../database/database.js'
import { instant, number, text, type Row } from '../database/row.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkName } from '../inputRules.js'

/** Where imported contacts live. */
export interface ContactList {
  readonly organizationId: string
  readonly id: string
  readonly name: string
  readonly createdAt: Date
}

function parseList(row: Row): ContactList {
  return {
    organizationId: text(row, 'organization_id'),
    id: text(row, 'id'),
    name: text(row, 'name'),
    createdAt: instant(row, 'created_at'),
  }
}

const insertList = statement(
  'createContactList',
  'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING organization_id, id, name, created_at',
)

/** Adds an empty list. Throws BadInputError for a bad or taken name, NotFoundError when there is no such organization. */
export async function createContactList(
  database: Database,
  organizationId: string,
  name: string,
): Promise<ContactList> {
  try {
    const [row] = await database.write(insertList, [organizationId, checkName('name', name)])
    return parseList(row ?? {})
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (constraint === 'contact_list_organization_fkey') throw new NotFoundError('Organization')
    if (constraint !== 'contact_list_name_key') throw error
    throw new BadInputError('name', 'a contact list of this name exists already')
  }
}

const readLists = statement(
  'contactLists',
  `SELECT organization_id, id, name, created_at FROM contact_list
   WHERE organization_id = $1 AND ($2::bigint[] IS NULL OR id = ANY ($2::bigint[])) ORDER BY name, id`,
)

/** The organization's lists by name: all, or those of these ids. */
export async function findContactLists(
  database: Database,
  organizationId: string,
  ids: readonly string[] | null,
): Promise<ContactList[]> {
  return (await database.query(readLists, [organizationId, ids])).map(parseList)
}

const readCounts = statement(
  'contactCounts',
  `SELECT list_id, sum(contacts) AS contacts FROM contact_list_counter
   WHERE organization_id = $1 AND list_id = ANY ($2::bigint[]) GROUP BY list_id`,
)

/** Contacts per list id, from the counters; an empty list is absent. */
export async function contactCounts(
  database: Database,
  organizationId: string,
  listIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query(readCounts, [organizationId, listIds])
  return new Map(rows.map((row) => [text(row, 'list_id'), number(row, 'contacts')]))
}
