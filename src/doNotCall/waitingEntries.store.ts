import type { Clock } from '../database/clock.js'
import { planForValues, planForWholeLists, statement, type Queryable, type Statement } from '../database/database.js'
import { number, text } from '../database/row.js'
import { mayConcern, numberOf } from './suppression.store.js'

// Entries that wait (QUEUED) or are offered to an agent (RESERVED), taken away because their number may not be called.
//
// Why nothing of it is handed out once the mutation has answered, on whichever instance. Suppression and cancellation are
// one transaction. A claim reads its rules in its own snapshot, and locks an entry before it takes it, so against that
// transaction T, committed at C:
// - A claim that has locked the entry before T reaches it is waited for: the entry was handed out before the answer. What
//   is then DIALING runs to its end, what is RESERVED is taken back here.
// - A claim that comes to the entry while T holds it skips it (SKIP LOCKED). One whose snapshot is older than C and that
//   comes to it after C finds a newer version, asks `status = 'QUEUED'` again of that, and leaves it.
// - An entry that T did not see, because a generate or a release committed it after T looked: a claim whose snapshot is
//   younger than C finds the suppression by its own rule. Only a claim with a snapshot between that commit and C could
//   still take it. Therefore the use case looks once more in a second transaction before it answers: it finds every such
//   entry, and waits for such a claim or beats it. What is committed later still is only seen by claims that know C: an
//   entry given back by a change that had read its rules before C may stand in the queue, where nothing takes it until the
//   background job cancelForbidden does.

/** Entries cancelled in one campaign. */
export interface CancelledEntries {
  readonly campaignId: string
  readonly count: number
}

/** SQL that cancels what `entries` selects and sets its agents free. $1 organization $2 now */
function cancelling(name: string, entries: string): Statement {
  return statement(
    name,
    `SELECT campaign_id, cancelled_count
     FROM cancel_waiting_entries($1, ARRAY(${entries}), coalesce($2::timestamptz, clock_timestamp()))
     ORDER BY campaign_id`,
  )
}

const isWaiting = `entry.organization_id = $1 AND entry.status IN ('QUEUED', 'RESERVED')`

const cancelNumbers = cancelling(
  'cancelEntriesOfNumbers',
  `SELECT entry.id FROM dial_queue_entry AS entry
   WHERE ${isWaiting} AND entry.phone = ANY ($3::text[]) AND ($4::bigint IS NULL OR entry.campaign_id = $4::bigint)`,
)
const cancelContact = cancelling(
  'cancelEntriesOfContact',
  `SELECT entry.id FROM dial_queue_entry AS entry
   WHERE ${isWaiting} AND entry.contact_id = $3::bigint AND ($4::bigint IS NULL OR entry.campaign_id = $4::bigint)`,
)
const cancelPrefix = cancelling(
  'cancelEntriesOfPrefix',
  `SELECT entry.id FROM dial_queue_entry AS entry
   WHERE ${isWaiting} AND starts_with(entry.phone, $3) AND ($4::bigint IS NULL OR entry.campaign_id = $4::bigint)`,
)
const cancelList = cancelling(
  'cancelEntriesOfList',
  `SELECT entry.id
   FROM (
     SELECT list.campaign_id, list.registry, run.first_number + number.step AS number
     FROM do_not_call_list AS list
     JOIN do_not_call_run AS run ON run.organization_id = list.organization_id AND run.list_id = list.id
     CROSS JOIN LATERAL unnest(run.steps) AS number (step)
     WHERE list.organization_id = $1 AND list.id = $3::bigint
   ) AS listed
   JOIN dial_queue_entry AS entry ON ${numberOf('entry.phone')} = listed.number
   JOIN contact ON contact.organization_id = entry.organization_id AND contact.id = entry.contact_id
   LEFT JOIN contact_number AS number ON number.organization_id = entry.organization_id
     AND number.contact_id = entry.contact_id AND number.phone = entry.phone
   LEFT JOIN campaign_registry AS relied ON relied.organization_id = entry.organization_id
     AND relied.campaign_id = entry.campaign_id AND relied.registry = listed.registry
     AND ${mayConcern('relied.region', 'coalesce(number.region, contact.region)')}
   WHERE ${isWaiting} AND (listed.campaign_id IS NULL OR listed.campaign_id = entry.campaign_id)
     AND (listed.registry IS NULL OR relied.registry IS NOT NULL)`,
)

async function run(transaction: Queryable, cancel: Statement, values: readonly unknown[]): Promise<CancelledEntries[]> {
  const rows = await transaction.query(cancel, values)
  return rows.map((row) => ({ campaignId: text(row, 'campaign_id'), count: number(row, 'cancelled_count') }))
}

/** Cancels what waits for these numbers, in one campaign or (null) in all; per campaign how many. */
export function cancelEntriesOfNumbers(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  phones: readonly string[],
  campaignId: string | null,
): Promise<CancelledEntries[]> {
  return run(transaction, cancelNumbers, [organizationId, clock(), phones, campaignId])
}

/** Cancels what waits for this contact, whichever of its numbers it is for. */
export function cancelEntriesOfContact(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  contactId: string,
  campaignId: string | null,
): Promise<CancelledEntries[]> {
  return run(transaction, cancelContact, [organizationId, clock(), contactId, campaignId])
}

/** Cancels what waits for the numbers of a range: reads the whole queue, so the transaction plans freely from here on. */
export async function cancelEntriesOfPrefix(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  prefix: string,
  campaignId: string | null,
): Promise<CancelledEntries[]> {
  await transaction.query(planForValues, [])
  return run(transaction, cancelPrefix, [organizationId, clock(), prefix, campaignId])
}

/** Cancels what waits for any number of an imported list: reads list and queue, so the transaction plans freely from here on. */
export async function cancelEntriesOfList(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  listId: string,
): Promise<CancelledEntries[]> {
  await transaction.query(planForWholeLists, [])
  return run(transaction, cancelList, [organizationId, clock(), listId])
}
