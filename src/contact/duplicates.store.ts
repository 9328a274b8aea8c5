import { statement, type Queryable } from '../database/database.js'
import { number, numberOrNull, text, textOrNull } from '../database/row.js'

/** Where other contacts with a row's numbers are looked for: its list, the lists of the list's campaigns, everywhere. */
export const duplicateScopes = ['LIST', 'CAMPAIGN', 'ORGANIZATION'] as const
export type DuplicateScope = (typeof duplicateScopes)[number]

/**
 * A row one of whose numbers somebody else has: another contact, an earlier row of the same source, or both. It is imported
 * all the same: the rules speak of the person behind the number, whatever the contact.
 */
export interface DuplicateRow {
  readonly row: number
  /** The oldest contact that has it; null: none. */
  readonly contactId: string | null
  /** That contact's list. */
  readonly listId: string | null
  /** The first row of the source that has it; null: none before this one. */
  readonly firstRow: number | null
  /** Contacts that have it beside the one named. */
  readonly others: number
}

// Behind the match, before anything is written: who a row itself means is no duplicate of it. An erased contact has no
// number that anybody could have.
const findDuplicates = statement(
  'duplicateContacts',
  `CREATE TEMPORARY TABLE contact_duplicate ON COMMIT DROP AS
   WITH given AS MATERIALIZED (
     SELECT row_number, phone FROM contact_staging
     UNION
     SELECT row_number, item ->> 'phone' FROM contact_staging CROSS JOIN jsonb_array_elements(numbers) AS item
     WHERE numbers IS NOT NULL
   ),
   looked AS MATERIALIZED (
     SELECT $2::bigint AS list_id
     UNION SELECT other.list_id FROM campaign_list AS mine
       JOIN campaign_list AS other ON other.organization_id = $1 AND other.campaign_id = mine.campaign_id
       WHERE $3 = 'CAMPAIGN' AND mine.organization_id = $1 AND mine.list_id = $2
   ),
   having_it AS (
     SELECT given.row_number, contact.id, contact.list_id FROM given
     JOIN contact ON contact.organization_id = $1 AND contact.phone = given.phone
     UNION
     SELECT given.row_number, contact.id, contact.list_id FROM given
     JOIN contact_number AS number ON number.organization_id = $1 AND number.phone = given.phone
     JOIN contact ON contact.organization_id = $1 AND contact.id = number.contact_id
   ),
   known AS (
     SELECT row_number, min(id) AS contact_id, count(*) - 1 AS others, (array_agg(list_id ORDER BY id))[1] AS list_id
     FROM having_it
     WHERE ($3 = 'ORGANIZATION' OR list_id IN (SELECT list_id FROM looked))
       AND NOT EXISTS (SELECT FROM contact_match AS own
         WHERE own.row_number = having_it.row_number AND own.contact_id = having_it.id)
     GROUP BY row_number
   ),
   repeated AS (
     SELECT row_number, min(first_row) AS first_row FROM (
       SELECT row_number, first_value(row_number) OVER (PARTITION BY phone ORDER BY row_number) AS first_row FROM given
     ) AS by_phone
     WHERE first_row < row_number GROUP BY row_number
   )
   SELECT row_number, known.contact_id, known.list_id, repeated.first_row, coalesce(known.others, 0) AS others
   FROM known FULL JOIN repeated USING (row_number)`,
)
const openDuplicates = statement(
  'openDuplicateContacts',
  `DECLARE duplicate_contacts NO SCROLL CURSOR FOR
   SELECT row_number, contact_id, list_id, first_row, others FROM contact_duplicate ORDER BY row_number`,
)
const fetchDuplicates = statement('fetchDuplicateContacts', 'FETCH 5000 FROM duplicate_contacts')

/** The staged rows that share a number, the first or a further one, with somebody else in `scope`. */
export async function* duplicateRows(
  transaction: Queryable,
  organizationId: string,
  listId: string,
  scope: DuplicateScope,
): AsyncGenerator<DuplicateRow> {
  await transaction.query(findDuplicates, [organizationId, listId, scope])
  await transaction.query(openDuplicates, [])
  for (;;) {
    const rows = await transaction.query(fetchDuplicates, [])
    if (rows.length === 0) return
    for (const row of rows) {
      yield {
        row: number(row, 'row_number'),
        contactId: textOrNull(row, 'contact_id'),
        listId: textOrNull(row, 'list_id'),
        firstRow: numberOrNull(row, 'first_row'),
        others: Number(text(row, 'others')),
      }
    }
  }
}
