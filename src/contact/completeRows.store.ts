import { statement, type Queryable } from '../database/database.js'
import { givenBits, PLACE_BITS, type GivenField } from './givenFields.js'
import { EVERYTHING } from './contactRow.js'

// Within an import, behind the match and before anything is compared: what a row says nothing of is taken from the contact
// that it means. From then on a row is whole.

const isGiven = (field: GivenField): string => `staged.given & ${givenBits[field]} <> 0`
const kept = (field: GivenField, column: string): string =>
  `${column} = CASE WHEN ${isGiven(field)} THEN staged.${column} ELSE contact.${column} END`

/** SQL for two sets joined by ',', as one: sorted as JavaScript sorts. Null when both are. */
export const unionOf = (one: string, other: string): string => `(
    SELECT string_agg(item, ',' ORDER BY item COLLATE "C") FROM (
      SELECT unnest(string_to_array(${one}, ',')) UNION SELECT unnest(string_to_array(${other}, ','))) AS both_sets (item)
    WHERE item <> '')`

// A row that speaks of all that says where somebody is replaces the place; one that says less can only widen it, as nobody
// knows which of the zones came from what it is silent about. With the same number and no word of a place, nothing changes.
const isWholePlace = `staged.given & ${PLACE_BITS} = ${PLACE_BITS}`
const isSamePlace = `staged.given & ${PLACE_BITS} = 0 AND staged.phone = contact.phone`

/** SQL, true of a row of which some clues, or the number, are another's than the contact's. */
export const partOfPlace = `staged.given & ${PLACE_BITS} <> ${PLACE_BITS}
  AND (staged.given & ${PLACE_BITS} <> 0 OR staged.phone <> contact.phone)`

// Clues of which the row speaks are the row's, also where it empties them; the others stay.
const clueKeys = (['timeZone', 'country', 'state', 'postalCode'] as const).map(
  (field) => `CASE WHEN ${isGiven(field)} THEN '${field}' END`,
)
const mergedClues = `nullif(coalesce(contact.place_clues, '{}') - array_remove(ARRAY[${clueKeys.join(', ')}], NULL)
       || coalesce(staged.place_clues, '{}'), '{}')`

const complete = statement(
  'completeContactRows',
  `UPDATE contact_staging AS staged SET
     ${kept('firstName', 'first_name')}, ${kept('lastName', 'last_name')}, ${kept('email', 'email')},
     ${kept('priority', 'priority')}, ${kept('skills', 'required_skills')},
     attributes = CASE WHEN ${isGiven('attributes')} THEN staged.attributes
       WHEN ${isGiven('someAttributes')} THEN contact.attributes || staged.attributes ELSE contact.attributes END,
     time_zone = CASE WHEN ${isWholePlace} THEN staged.time_zone WHEN ${isSamePlace} THEN contact.time_zone
       -- What is unknown by one side stays unknown, but for a zone that the row names.
       WHEN contact.time_zone IS NULL AND ${isGiven('namesZone')} THEN staged.time_zone
       WHEN contact.time_zone IS NULL OR staged.time_zone IS NULL THEN NULL
       ELSE ${unionOf('contact.time_zone', 'staged.time_zone')} END,
     place_version = CASE WHEN ${isWholePlace} THEN staged.place_version ELSE contact.place_version END,
     place_clues = CASE WHEN ${isWholePlace} THEN staged.place_clues ELSE ${mergedClues} END,
     line_type = CASE WHEN ${isGiven('lineType')} OR staged.phone <> contact.phone THEN staged.line_type ELSE contact.line_type END,
     region = CASE WHEN ${isWholePlace} THEN staged.region WHEN ${isSamePlace} THEN contact.region
       ELSE coalesce(${unionOf('contact.region', 'staged.region')}, '') END
   FROM contact_match JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id
   WHERE staged.row_number = contact_match.row_number AND staged.given & ${EVERYTHING} <> ${EVERYTHING}`,
)

/** Completes the staged rows that mean a contact of the organization. */
export async function completeRows(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(complete, [organizationId])
}
