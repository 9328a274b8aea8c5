import { statement, type Queryable } from '../database/database.js'
import { text } from '../database/row.js'
import { MOST_CONTACTS_OF_A_PERSON } from '../person/personScope.js'
import type { Finding } from './check.js'

const MOST_SAMPLES = 5

// Named by the oldest contact that has it: a number is not for a report.
const findSwitchboards = statement(
  'doctorSwitchboards',
  `SELECT 'organization ' || organization_id || ', contact ' || min(id) || ' and ' || count(*) - 1 || ' others' AS sample
   FROM contact WHERE $1::bigint IS NULL OR organization_id = $1::bigint
   GROUP BY organization_id, phone HAVING count(*) > ${MOST_CONTACTS_OF_A_PERSON}
   ORDER BY count(*) DESC, min(id)`,
)

/** Numbers that very many contacts have: a note, as the rules of a person do not hold there, and the numbers may be a mistake. */
export async function switchboardNote(transaction: Queryable, organizationId: string | null): Promise<Finding> {
  const samples = (await transaction.query(findSwitchboards, [organizationId])).map((row) => text(row, 'sample'))
  return {
    id: 'no-switchboards',
    sentence: `No number is shared by more than ${MOST_CONTACTS_OF_A_PERSON.toLocaleString('en')} contacts: where one is, it is taken for no one person.`,
    count: samples.length,
    samples: samples.slice(0, MOST_SAMPLES),
    isNote: true,
  }
}
