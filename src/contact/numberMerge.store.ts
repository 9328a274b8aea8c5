import { statement, type Queryable } from '../database/database.js'
import { flag } from '../database/row.js'
import { unionOf } from './completeRows.store.js'

// The numbers of imported contacts, behind their rows (contactMerge.store.ts). Nearly every contact has one number and no
// row of contact_number; then nothing here writes anything.

const hasNumbers = statement(
  'matchedContactsHaveNumbers',
  `SELECT EXISTS (SELECT FROM contact_match JOIN contact_number AS number
     ON number.organization_id = $1 AND number.contact_id = contact_match.contact_id) AS found`,
)

// What each contact's numbers shall be, position 1 its phone: those of its row, or, when the row says nothing of further
// ones, those that it has, behind its phone as it now is. Contacts without any further number are in it without numbers.
const createWanted = statement(
  'createWantedNumbers',
  `CREATE TEMPORARY TABLE contact_wanted ON COMMIT DROP AS
   WITH meant AS (
     SELECT staged.row_number, staged.numbers, contact_match.contact_id
     FROM contact_match JOIN contact_staging AS staged USING (row_number)
     -- Not of who was erased meanwhile.
     JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id AND contact.erased_at IS NULL
     WHERE staged.numbers IS NOT NULL OR EXISTS (SELECT FROM contact_number AS number
       WHERE number.organization_id = $1 AND number.contact_id = contact_match.contact_id)
     UNION ALL
     SELECT staged.row_number, staged.numbers, contact.id
     FROM contact_staging AS staged
     JOIN contact ON contact.organization_id = $1 AND contact.list_id = $2 AND contact.external_id = staged.external_id
     WHERE staged.numbers IS NOT NULL AND staged.external_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM contact_match WHERE contact_match.row_number = staged.row_number)
     UNION ALL
     SELECT staged.row_number, staged.numbers, contact.id
     FROM contact_staging AS staged
     JOIN contact ON contact.organization_id = $1 AND contact.list_id = $2 AND contact.phone = staged.phone
       AND contact.external_id IS NULL
     WHERE staged.numbers IS NOT NULL AND staged.external_id IS NULL
       AND NOT EXISTS (SELECT FROM contact_match WHERE contact_match.row_number = staged.row_number)
   ),
   further AS (
     -- The person is judged by the first number and by the one to be dialled: also by what the contact keeps of its place.
     SELECT meant.contact_id, contact.phone AS first_phone, given.phone, given.position,
       CASE WHEN given.time_zone IS NOT NULL THEN ${unionOf('given.time_zone', 'contact.time_zone')} END AS time_zone,
       coalesce(${unionOf('given.region', 'contact.region')}, '') AS region, given.line_type
     FROM meant JOIN contact ON contact.organization_id = $1 AND contact.id = meant.contact_id
     CROSS JOIN LATERAL (
       SELECT item ->> 'phone' AS phone, item ->> 'timeZone' AS time_zone, item ->> 'region' AS region, item ->> 'lineType' AS line_type,
         ordinal AS position
       FROM jsonb_array_elements(meant.numbers) WITH ORDINALITY AS n (item, ordinal)
       UNION ALL
       SELECT number.phone, number.time_zone, number.region, number.line_type, number.position FROM contact_number AS number
       WHERE meant.numbers IS NULL AND number.organization_id = $1 AND number.contact_id = meant.contact_id
         AND number.position > 1
     ) AS given
     WHERE given.phone <> contact.phone
   ),
   listed AS (
     SELECT contact_id, 1 + row_number() OVER (PARTITION BY contact_id ORDER BY position) AS position, phone, time_zone,
       region, line_type
     FROM further
     UNION ALL
     SELECT contact.id, 1, contact.phone, contact.time_zone, contact.region, contact.line_type
     FROM contact WHERE contact.organization_id = $1 AND contact.id IN (SELECT contact_id FROM further)
   )
   SELECT meant.contact_id, listed.position, listed.phone, listed.time_zone, listed.region, listed.line_type,
     old.retired_at, old.retired_outcome
   FROM meant
   LEFT JOIN listed ON listed.contact_id = meant.contact_id
   LEFT JOIN contact_number AS old ON old.organization_id = $1 AND old.contact_id = meant.contact_id
     AND old.phone = listed.phone`,
)
// A list that is imported every night costs what has changed.
const dropUnchanged = statement(
  'dropUnchangedNumbers',
  `DELETE FROM contact_wanted WHERE contact_id IN (
     SELECT wanted.contact_id
     FROM (
       SELECT contact_id, array_agg(ROW(position, phone, time_zone, region, line_type)::text ORDER BY position)
         FILTER (WHERE phone IS NOT NULL) AS numbers
       FROM contact_wanted GROUP BY contact_id
     ) AS wanted
     WHERE wanted.numbers IS NOT DISTINCT FROM (
       SELECT array_agg(ROW(number.position::bigint, number.phone, number.time_zone, number.region,
         number.line_type)::text
         ORDER BY number.position)
       FROM contact_number AS number WHERE number.organization_id = $1 AND number.contact_id = wanted.contact_id))`,
)
const removeOld = statement(
  'removeOldNumbers',
  'DELETE FROM contact_number WHERE organization_id = $1 AND contact_id IN (SELECT contact_id FROM contact_wanted)',
)
const insertWanted = statement(
  'insertWantedNumbers',
  `INSERT INTO contact_number (organization_id, contact_id, position, phone, time_zone, region, line_type, retired_at, retired_outcome)
   SELECT $1, contact_id, position, phone, time_zone, region, line_type, retired_at, retired_outcome
   FROM contact_wanted WHERE phone IS NOT NULL`,
)
// Where the round of numbers stood is kept while that number is there; else it begins anew.
const resetNext = statement(
  'resetNextPhone',
  `UPDATE contact SET next_phone = first.phone
   FROM (
     SELECT contact.id, CASE WHEN left_over.phone <> contact.phone THEN left_over.phone END AS phone
     FROM contact
     LEFT JOIN LATERAL (
       SELECT phone FROM contact_wanted AS wanted
       WHERE wanted.contact_id = contact.id AND wanted.phone IS NOT NULL AND wanted.retired_at IS NULL
       ORDER BY position LIMIT 1
     ) AS left_over ON true
     WHERE contact.organization_id = $1 AND contact.id IN (SELECT contact_id FROM contact_wanted)
       AND NOT EXISTS (
         SELECT FROM contact_wanted AS wanted WHERE wanted.contact_id = contact.id
           AND wanted.phone = coalesce(contact.next_phone, contact.phone) AND wanted.retired_at IS NULL)
   ) AS first
   WHERE contact.organization_id = $1 AND contact.id = first.id AND contact.next_phone IS DISTINCT FROM first.phone`,
)

/**
 * Gives the imported contacts their further numbers. A row that names some, or says that there are none, replaces them; a
 * row that says nothing of them leaves them. What is known of a number that stays (that it proved wrong) is kept.
 */
export async function mergeNumbers(
  transaction: Queryable,
  organizationId: string,
  listId: string,
  has: { readonly given: boolean; readonly matches: boolean },
): Promise<void> {
  if (!has.given) {
    if (!has.matches) return
    const [found] = await transaction.query(hasNumbers, [organizationId])
    if (!flag(found ?? {}, 'found')) return
  }
  await transaction.query(createWanted, [organizationId, listId])
  await transaction.query(dropUnchanged, [organizationId])
  await transaction.query(removeOld, [organizationId])
  await transaction.query(insertWanted, [organizationId])
  await transaction.query(resetNext, [organizationId])
}
