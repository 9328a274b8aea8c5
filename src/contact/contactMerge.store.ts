import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { number, text } from '../database/row.js'
import type { UpdatedField } from './givenFields.js'
import type { FieldCount } from './importContacts.js'
import { lockRelanedEntries, relaneImported } from '../dialQueue/laneAssignment.store.js'

// The last part of an import (contactImport.store.ts): the staged rows become contacts. INSERT … ON CONFLICT over all rows
// would do the same in one statement, but as the list is locked nobody can add a contact between the match and here, and
// the speculative insertion costs 3.6 s of 21 for 1,000,000 new rows. So: one INSERT for the rows without a match, one
// UPDATE for those with one.

const columns = [
  'external_id',
  'first_name',
  'last_name',
  'phone',
  'email',
  'time_zone',
  'region',
  'place_clues',
  'place_version',
  'line_type',
  'priority',
  'required_skills',
  'attributes',
] as const

// By stretches of the staging table: the trigger that counts contacts keeps a copy of all rows of a statement, and those
// of 1,000,000 rows would be half a gigabyte of temporary files (15 s; 13 s by stretches).
const INSERT_PAGES = 4_000

const stagedPages = statement(
  'contactStagingPages',
  `SELECT pg_relation_size('pg_temp.contact_staging') / current_setting('block_size')::integer AS pages`,
)
const insertStretch = `INSERT INTO contact (organization_id, list_id, ${columns.join(', ')})
  SELECT $1, $2, ${columns.join(', ')} FROM contact_staging AS staged
  WHERE staged.ctid >= $3::tid AND staged.ctid < $4::tid`
const insertAll = statement('insertContacts', insertStretch)
const insertUnmatched = statement(
  'insertUnmatchedContacts',
  `${insertStretch}
    AND NOT EXISTS (SELECT FROM contact_match WHERE contact_match.row_number = staged.row_number)`,
)

// planForValues, which the searches before want, also holds for the statements inside PostgreSQL that check foreign keys:
// planned anew for each of 1,000,000 rows they cost 9 s more.
const planOnce = statement('importPlanOnce', 'SET LOCAL plan_cache_mode = auto')

/** Inserts the staged rows that match no contact. */
export async function insertNewContacts(
  transaction: Queryable,
  organizationId: string,
  listId: string,
  hasMatches: boolean,
): Promise<void> {
  const [size] = await transaction.query(stagedPages, [])
  const pages = number(size ?? {}, 'pages')
  await transaction.query(planOnce, [])
  const insert = hasMatches ? insertUnmatched : insertAll
  for (let page = 0; page < pages; page += INSERT_PAGES) {
    await transaction.query(insert, [organizationId, listId, `(${page},0)`, `(${page + INSERT_PAGES},0)`])
  }
}

const findMoves = statement(
  'contactsWithNewPhone',
  `INSERT INTO contact_move
   SELECT contact.id, contact.phone
   FROM contact_match JOIN contact_staging AS staged USING (row_number)
   JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id
   WHERE contact.phone <> staged.phone`,
)
const waitingEntry = `entry.organization_id = $1 AND entry.phone = contact_move.old_phone
  AND entry.contact_id = contact_move.contact_id AND entry.status = 'QUEUED'`
// Claims skip locked rows, so nobody waits for this. The entries change later, shortly before the commit: their counters
// would be locked from then on.
const lockMovedEntries = statement(
  'lockMovedEntries',
  `SELECT count(*) AS count FROM (
     SELECT 1 FROM contact_move JOIN dial_queue_entry AS entry ON ${waitingEntry} ORDER BY entry.id FOR UPDATE OF entry
   ) AS locked`,
)
const findRelaned = statement(
  'contactsForOtherLanes',
  `INSERT INTO contact_relane
   SELECT contact.id
   FROM contact_match JOIN contact_staging AS staged USING (row_number)
   JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id
   WHERE (contact.time_zone, contact.region, contact.required_skills)
     IS DISTINCT FROM (staged.time_zone, staged.region, staged.required_skills)`,
)
// Rows that say what the contact already is are left alone: a list that is imported every night costs what has changed.
// So is who was erased since it was matched: asked of the locked row.
const updateMatched = statement(
  'updateContacts',
  `WITH changed AS MATERIALIZED (
     SELECT contact.id, staged.row_number
     FROM contact_match JOIN contact_staging AS staged USING (row_number)
     JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id
     WHERE contact.erased_at IS NULL AND (${columns.map((column) => `contact.${column}`).join(', ')})
       IS DISTINCT FROM (${columns.map((column) => newValue(column)).join(', ')})
     ORDER BY contact.id FOR NO KEY UPDATE OF contact
   )
   UPDATE contact SET
     ${columns.map((column) => `${column} = ${newValue(column)}`).join(', ')},
     updated_at = coalesce($2::timestamptz, clock_timestamp())
   FROM changed JOIN contact_staging AS staged USING (row_number)
   WHERE contact.organization_id = $1 AND contact.id = changed.id`,
)
/** What an update reports; clues are seen by what they did to the place. */
const fieldOf: Readonly<Partial<Record<(typeof columns)[number], UpdatedField>>> = {
  ...{ external_id: 'externalId', first_name: 'firstName', last_name: 'lastName', phone: 'phone', email: 'email' },
  ...{
    time_zone: 'timeZone',
    region: 'region',
    line_type: 'lineType',
    priority: 'priority',
    required_skills: 'skills',
  },
  attributes: 'attributes',
}
// Before the update: afterwards nobody can tell what a field was.
const countChanges = statement(
  'countChangedFields',
  `SELECT ${columns
    .map((column) => `count(*) FILTER (WHERE contact.${column} IS DISTINCT FROM ${newValue(column)}) AS ${column}`)
    .join(', ')}
   FROM contact_match JOIN contact_staging AS staged USING (row_number)
   JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id AND contact.erased_at IS NULL`,
)

/** A row without key leaves the contact's key alone; everything else is replaced. */
function newValue(column: (typeof columns)[number]): string {
  return column === 'external_id' ? 'coalesce(staged.external_id, contact.external_id)' : `staged.${column}`
}

// An entry that waits for its turn with the old number is not dialled any more; the next generateQueue queues the new
// one. What an agent already holds runs its course. An entry that generateQueue inserts at this very moment is caught
// when it is claimed, where entry.phone = contact.phone is asked again.
const cancelMovedEntries = statement(
  'cancelMovedEntries',
  `WITH cancelled AS (
     UPDATE dial_queue_entry AS entry SET status = 'CANCELLED', version = entry.version + 1,
       completed_at = coalesce($2::timestamptz, clock_timestamp())
     FROM contact_move WHERE ${waitingEntry}
     RETURNING entry.campaign_id
   )
   SELECT DISTINCT campaign_id FROM cancelled ORDER BY campaign_id`,
)

/**
 * Gives the matched contacts what their rows say, and cancels the QUEUED entries of those whose number changes. Status,
 * attempts and callbacks of a contact are kept. The ids of the campaigns whose queue changed, and how many contacts got
 * another value in each field.
 */
export async function updateMatchedContacts(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
): Promise<{ readonly changedCampaignIds: string[]; readonly changedFields: readonly FieldCount[] }> {
  await transaction.query(findMoves, [organizationId])
  await transaction.query(lockMovedEntries, [organizationId])
  await transaction.query(findRelaned, [organizationId])
  await lockRelanedEntries(transaction, organizationId)
  const [changes = {}] = await transaction.query(countChanges, [organizationId])
  await transaction.query(updateMatched, [organizationId, clock()])
  const rows = await transaction.query(cancelMovedEntries, [organizationId, clock()])
  await relaneImported(transaction, organizationId)
  return {
    changedCampaignIds: rows.map((row) => text(row, 'campaign_id')),
    changedFields: columns
      .flatMap((column) => {
        const field = fieldOf[column]
        return field === undefined ? [] : [{ field, count: number(changes, column) }]
      })
      .filter(({ count }) => count > 0),
  }
}
