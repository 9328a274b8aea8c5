import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { number, text } from '../database/row.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'
import { isAgentPresent, LIST_IS_OFF } from './callback.js'

// Callbacks that nobody could keep: of contacts whose list the campaign no longer has, and of agents who are gone.

const isOffLists = `promise.organization_id = $1 AND promise.campaign_id = $2 AND promise.status = 'OPEN' AND NOT EXISTS (
    SELECT FROM contact AS asked JOIN campaign_list AS chosen ON chosen.organization_id = $1
      AND chosen.campaign_id = promise.campaign_id AND chosen.list_id = asked.list_id
    WHERE asked.organization_id = $1 AND asked.id = promise.contact_id)`
const isOfStranger = `promise.organization_id = $1 AND promise.campaign_id = $2 AND promise.status = 'OPEN'
  AND promise.agent_id IS NOT NULL AND NOT EXISTS (SELECT FROM campaign_agent AS member
    WHERE member.organization_id = $1 AND member.campaign_id = $2 AND member.agent_id = promise.agent_id)`

// Entries before contacts, contacts before callbacks, as everywhere.
const lockEntries = statement(
  'lockEntriesOfFreedCallbacks',
  `SELECT entry.id FROM dial_queue_entry AS entry
   WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED' AND entry.contact_id IN (
     SELECT promise.contact_id FROM callback AS promise WHERE (${isOffLists}) OR (${isOfStranger}))
   ORDER BY entry.id FOR UPDATE`,
)
const lockContacts = statement(
  'lockContactsOfFreedCallbacks',
  `SELECT contact.id FROM contact
   WHERE contact.organization_id = $1 AND contact.id IN (
     SELECT promise.contact_id FROM callback AS promise WHERE (${isOffLists}) OR (${isOfStranger}))
   ORDER BY contact.id FOR NO KEY UPDATE`,
)
const cancelEntries = statement(
  'cancelEntriesOffLists',
  `UPDATE dial_queue_entry AS entry SET status = 'CANCELLED', completed_at = coalesce($3::timestamptz, now()),
     version = entry.version + 1
   FROM callback AS promise
   WHERE ${isOffLists} AND entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.contact_id = promise.contact_id
     AND entry.status = 'QUEUED'`,
)
// The contact goes on as after any other call, not before the instant that it was promised.
const endOffLists = statement(
  'endCallbacksOffLists',
  `WITH ended AS (
     UPDATE callback AS promise SET status = 'CANCELLED', ended_reason = '${LIST_IS_OFF}',
       ended_at = coalesce($3::timestamptz, now())
     WHERE ${isOffLists} RETURNING promise.contact_id
   ),
   freed AS (
     UPDATE contact SET status = 'IN_PROGRESS', updated_at = coalesce($3::timestamptz, now())
     FROM ended WHERE contact.organization_id = $1 AND contact.id = ended.contact_id AND contact.status = 'CALLBACK'
   )
   SELECT count(*) AS count FROM ended`,
)
const releaseStrangers = statement(
  'releaseCallbacksOfStrangers',
  `WITH freed AS (
     UPDATE callback AS promise SET agent_id = NULL WHERE ${isOfStranger} RETURNING promise.contact_id
   ),
   released AS (
     UPDATE dial_queue_entry AS entry SET callback_released_at = least(callback_released_at, coalesce($3::timestamptz, now()))
     FROM freed WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.contact_id = freed.contact_id
       AND entry.status = 'QUEUED' AND entry.callback_agent_id IS NOT NULL
   )
   SELECT count(*) AS count FROM freed`,
)

/**
 * Callbacks of contacts in none of the campaign's lists are CANCELLED and their contacts free for others; callbacks of
 * agents who no longer work for the campaign are anybody's at once. How many. In the transaction that takes the lists or
 * agents off, or in one of its own.
 */
export async function freeCallbacks(
  transaction: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
): Promise<number> {
  const key = [organizationId, campaignId]
  await transaction.query(lockEntries, key)
  await transaction.query(lockContacts, key)
  await transaction.query(cancelEntries, [...key, clock()])
  const [ended] = await transaction.query(endOffLists, [...key, clock()])
  const [released] = await transaction.query(releaseStrangers, [...key, clock()])
  return number(ended ?? {}, 'count') + number(released ?? {}, 'count')
}

const readUnkeepable = statement(
  'campaignsWithUnkeepableCallbacks',
  `SELECT promise.organization_id, promise.campaign_id, count(*) AS count FROM callback AS promise
   JOIN contact AS asked ON asked.organization_id = promise.organization_id AND asked.id = promise.contact_id
   WHERE promise.status = 'OPEN' AND (
     NOT EXISTS (SELECT FROM campaign_list AS chosen WHERE chosen.organization_id = promise.organization_id
       AND chosen.campaign_id = promise.campaign_id AND chosen.list_id = asked.list_id)
     OR (promise.agent_id IS NOT NULL AND NOT EXISTS (SELECT FROM campaign_agent AS member
       WHERE member.organization_id = promise.organization_id AND member.campaign_id = promise.campaign_id
         AND member.agent_id = promise.agent_id)))
   GROUP BY promise.organization_id, promise.campaign_id ORDER BY promise.organization_id, promise.campaign_id`,
)

/** Campaigns of all organizations with callbacks that `freeCallbacks` would free. */
export async function campaignsWithUnkeepableCallbacks(database: Queryable): Promise<CampaignKey[]> {
  return (await database.query(readUnkeepable, [])).map((row) => ({
    organizationId: text(row, 'organization_id'),
    campaignId: text(row, 'campaign_id'),
  }))
}

// An index range of personal callbacks, few at any time; what a claim is taking is passed over.
const releaseAbsent = statement(
  'releaseCallbacksOfAbsent',
  `UPDATE dial_queue_entry AS entry SET callback_released_at = coalesce($3::timestamptz, now())
   WHERE entry.organization_id = $1 AND entry.id IN (
     SELECT waiting.id FROM dial_queue_entry AS waiting
     WHERE waiting.organization_id = $1 AND waiting.campaign_id = $2 AND waiting.status = 'QUEUED'
       AND waiting.callback_agent_id IS NOT NULL AND waiting.callback_released_at > coalesce($3::timestamptz, now())
       AND NOT ${isAgentPresent('waiting.callback_agent_id')}
     ORDER BY waiting.callback_released_at LIMIT 1000 FOR UPDATE OF waiting SKIP LOCKED)`,
)

/** What is queued for an agent who is OFFLINE or not of the campaign is anybody's from now on. */
export async function releaseCallbacksOfAbsent(
  database: Database,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
): Promise<void> {
  await database.write(releaseAbsent, [organizationId, campaignId, clock()])
}
