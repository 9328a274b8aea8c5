import { planForValues, statement, type Queryable } from '../database/database.js'
import { flag, number, text } from '../database/row.js'
import type { ContactRow } from './contactRow.js'
import { PLACE_VERSION } from './placeVersion.js'
import { copyText } from './copyText.js'

// The SQL of one import: one transaction that fills a temporary table, takes the rows out that are there twice, finds
// the contacts that the others mean, and writes. Locks, in this order: the list's advisory lock (two imports of a list
// wait for each other, so neither can miss what the other inserted), the list (FOR KEY SHARE, so it is not deleted),
// queue entries by id, contacts by id (entry before contact, as every change of an entry does), and last, shortly
// before the commit, the counters. Rows are inserted before any of the shared rows is locked: that takes longest.

const lockList = statement(
  'lockContactImport',
  `SELECT pg_advisory_xact_lock(hashtextextended('dialqueue.import/' || $1::bigint, $2::bigint))`,
)
const findList = statement(
  'contactListForImport',
  'SELECT id FROM contact_list WHERE organization_id = $1 AND id = $2 FOR KEY SHARE',
)
// A list of this name that another transaction is about to add is waited for.
const addList = statement(
  'addContactListForImport',
  'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) ON CONFLICT (organization_id, name) DO NOTHING',
)
const findListByName = statement(
  'contactListByName',
  'SELECT id FROM contact_list WHERE organization_id = $1 AND name = $2 FOR KEY SHARE',
)
const noTimeout = statement('importNoTimeout', 'SET LOCAL statement_timeout = 0')
// The rows of a large file are grouped by key in memory; with less, PostgreSQL writes them to disk first.
const importMemory = statement('importMemory', "SET LOCAL work_mem = '64MB'")

const tables = [
  statement(
    'createContactStaging',
    `CREATE TEMPORARY TABLE contact_staging (row_number integer NOT NULL, external_id text, first_name text NOT NULL,
      last_name text NOT NULL, phone text NOT NULL, email text, time_zone text, region text NOT NULL,
      place_clues jsonb, place_version smallint NOT NULL DEFAULT ${PLACE_VERSION}, line_type text NOT NULL,
      consent jsonb, priority integer NOT NULL, required_skills text[] NOT NULL, numbers jsonb, attributes jsonb NOT NULL, given integer NOT NULL)
      ON COMMIT DROP`,
  ),
  // Rows that mean the same contact as an earlier row of the file.
  statement(
    'createContactRepeat',
    `CREATE TEMPORARY TABLE contact_repeat (row_number integer NOT NULL, first_row integer NOT NULL, field text NOT NULL)
      ON COMMIT DROP`,
  ),
  // The contact that a row updates; each contact and each row at most once.
  statement(
    'createContactMatch',
    'CREATE TEMPORARY TABLE contact_match (row_number integer NOT NULL, contact_id bigint NOT NULL) ON COMMIT DROP',
  ),
  // Contacts whose place or skills change while an entry of theirs waits: it belongs into another lane.
  statement('createContactRelane', 'CREATE TEMPORARY TABLE contact_relane (contact_id bigint NOT NULL) ON COMMIT DROP'),
  statement(
    'createContactMove',
    'CREATE TEMPORARY TABLE contact_move (contact_id bigint NOT NULL, old_phone text NOT NULL) ON COMMIT DROP',
  ),
]

/** What `COPY … FROM STDIN` must be given lines of `copyLine` for. */
export const copyIntoStaging = `/* copyContacts */ COPY pg_temp.contact_staging
  (row_number, external_id, first_name, last_name, phone, email, time_zone, region, place_clues, line_type,
  consent, priority, required_skills, numbers, attributes, given) FROM STDIN`

/** One row as a line for `copyIntoStaging`. */
export function copyLine(row: ContactRow): string {
  // A number in E.164, the names of zones, a region and a skill hold nothing that COPY gives a meaning.
  return (
    `${row.row}\t${copyText(row.externalId)}\t${copyText(row.firstName)}\t${copyText(row.lastName)}\t${row.phone}\t` +
    `${copyText(row.email)}\t${row.timeZone ?? '\\N'}\t${row.region}\t` +
    `${row.placeClues === null ? '\\N' : copyText(JSON.stringify(row.placeClues))}\t${row.lineType}\t` +
    `${row.consent === null ? '\\N' : copyText(JSON.stringify(row.consent))}\t${row.priority}\t{${row.requiredSkills.join()}}\t` +
    `${row.numbers === null ? '\\N' : copyText(JSON.stringify(row.numbers))}\t${copyText(row.attributes)}\t${row.given}\n`
  )
}

/** Prepares the open transaction for an import. */
export async function beginImport(transaction: Queryable): Promise<void> {
  for (const each of [noTimeout, importMemory, planForValues, ...tables]) await transaction.query(each, [])
}

/** Finds the list and locks it against other imports until the transaction ends; null when the organization has none such. */
export async function lockContactList(
  transaction: Queryable,
  organizationId: string,
  listId: string,
): Promise<string | null> {
  await transaction.query(lockList, [organizationId, listId])
  const [row] = await transaction.query(findList, [organizationId, listId])
  return row === undefined ? null : text(row, 'id')
}

/** As `lockContactList`, by name; a list that is not there is added. An unknown organization breaks contact_list_organization_fkey. */
export async function lockContactListByName(
  transaction: Queryable,
  organizationId: string,
  name: string,
): Promise<string | null> {
  await transaction.query(addList, [organizationId, name])
  const [row] = await transaction.query(findListByName, [organizationId, name])
  return row === undefined ? null : lockContactList(transaction, organizationId, text(row, 'id'))
}

const analyzeStaging = statement(
  'analyzeContactStaging',
  'ANALYZE pg_temp.contact_staging (row_number, external_id, phone)',
)

const findRepeatedKeys = statement(
  'repeatedExternalIds',
  `INSERT INTO contact_repeat
   SELECT staged.row_number, repeated.first_row, 'externalId'
   FROM (
     SELECT external_id, min(row_number) AS first_row FROM contact_staging
     WHERE external_id IS NOT NULL GROUP BY external_id HAVING count(*) > 1
   ) AS repeated
   JOIN contact_staging AS staged USING (external_id)
   WHERE staged.row_number > repeated.first_row`,
)
// Two rows of one number with keys of their own are two contacts, a household. Without a key on either side they are
// one: a row without key means the contact of its number, and a contact without key takes the first key that comes. So
// the first row of a number decides: without key, it repeats in all others; with one, in those without.
const findRepeatedPhones = statement(
  'repeatedPhones',
  `INSERT INTO contact_repeat
   SELECT row_number, first_row, 'phone'
   FROM (
     SELECT row_number, external_id, first_value(row_number) OVER by_phone AS first_row,
       first_value(external_id) OVER by_phone AS first_external_id
     FROM contact_staging
     WHERE phone IN (SELECT phone FROM contact_staging GROUP BY phone HAVING count(*) > 1 AND count(*) > count(external_id))
     WINDOW by_phone AS (PARTITION BY phone ORDER BY row_number)
   ) AS shared
   WHERE row_number > first_row AND (external_id IS NULL OR first_external_id IS NULL)`,
)
const dropRepeats = statement(
  'dropRepeatedContacts',
  'DELETE FROM contact_staging USING contact_repeat WHERE contact_staging.row_number = contact_repeat.row_number',
)
const countRepeats = statement('countRepeatedContacts', 'SELECT count(*) AS count FROM contact_repeat')
const openRepeats = statement(
  'openRepeatedContacts',
  `DECLARE repeated_contacts NO SCROLL CURSOR FOR
   SELECT row_number, first_row, field FROM contact_repeat ORDER BY row_number`,
)
const fetchRepeats = statement('fetchRepeatedContacts', 'FETCH 5000 FROM repeated_contacts')

/** A row that means the same contact as an earlier one. */
export interface RepeatedRow {
  readonly row: number
  readonly firstRow: number
  readonly field: 'externalId' | 'phone'
}

/**
 * Takes the rows out of the staging table that repeat an earlier row: the same key, or the same number where one of both
 * has no key.
 */
export async function* takeRepeatedRows(
  transaction: Queryable,
  has: { readonly keys: boolean; readonly keyless: boolean },
): AsyncGenerator<RepeatedRow> {
  await transaction.query(analyzeStaging, [])
  const searches = [...(has.keys ? [findRepeatedKeys] : []), ...(has.keyless ? [findRepeatedPhones] : [])]
  for (const search of searches) {
    // Row by row: what was taken out by its key repeats nothing any more.
    await transaction.query(search, [])
    await transaction.query(dropRepeats, [])
  }
  const [count] = await transaction.query(countRepeats, [])
  if (number(count ?? {}, 'count') === 0) return
  await transaction.query(openRepeats, [])
  for (;;) {
    const rows = await transaction.query(fetchRepeats, [])
    if (rows.length === 0) return
    for (const row of rows) {
      const field = text(row, 'field') === 'phone' ? 'phone' : 'externalId'
      yield { row: number(row, 'row_number'), firstRow: number(row, 'first_row'), field }
    }
  }
}

const hasContacts = statement(
  'hasContacts',
  'SELECT EXISTS (SELECT FROM contact WHERE organization_id = $1 AND list_id = $2) AS found',
)
const matchKeys = statement(
  'matchContactsByKey',
  `INSERT INTO contact_match
   SELECT staged.row_number, contact.id
   FROM contact_staging AS staged
   JOIN contact ON contact.organization_id = $1 AND contact.list_id = $2 AND contact.external_id = staged.external_id`,
)
// A contact that another row of the file means by its key is not meant by its old number as well.
const matchPhones = statement(
  'matchContactsByPhone',
  `INSERT INTO contact_match
   SELECT staged.row_number, min(contact.id)
   FROM contact_staging AS staged
   JOIN contact ON contact.organization_id = $1 AND contact.list_id = $2 AND contact.phone = staged.phone
   WHERE staged.external_id IS NULL
     AND NOT EXISTS (SELECT FROM contact_match WHERE contact_match.contact_id = contact.id)
   GROUP BY staged.row_number`,
)
// A list has at most one contact without key per number (contact_list_phone_key): the first row with a new key gets it.
const matchNewKeys = statement(
  'matchContactsForNewKeys',
  `INSERT INTO contact_match
   SELECT min(staged.row_number), contact.id
   FROM contact_staging AS staged
   JOIN contact ON contact.organization_id = $1 AND contact.list_id = $2 AND contact.phone = staged.phone
     AND contact.external_id IS NULL
   WHERE staged.external_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM contact_match WHERE contact_match.row_number = staged.row_number)
   GROUP BY contact.id`,
)
const analyzeMatch = statement('analyzeContactMatch', 'ANALYZE pg_temp.contact_match')
const countMatches = statement('countContactMatches', 'SELECT count(*) AS count FROM contact_match')

/** Finds the contacts of the list that the staged rows mean; how many there are. */
export async function matchContacts(transaction: Queryable, organizationId: string, listId: string): Promise<number> {
  const list = [organizationId, listId]
  const [found] = await transaction.query(hasContacts, list)
  if (!flag(found ?? {}, 'found')) return 0
  for (const match of [matchKeys, matchPhones, matchNewKeys]) {
    await transaction.query(match, list)
    await transaction.query(analyzeMatch, [])
  }
  const [count] = await transaction.query(countMatches, [])
  return number(count ?? {}, 'count')
}
