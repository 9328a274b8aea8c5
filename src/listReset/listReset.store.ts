import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { number, textOrNull, word } from '../database/row.js'
import { campaignForRules, dialedJoin, wantedJoin } from '../dialQueue/eligibilityJoins.js'
import { suppressedBlocks, suppressionOfMany } from '../doNotCall/suppression.store.js'
import { MOST_CONTACTS_OF_A_PERSON } from '../person/personScope.js'
import { resetExclusions, type ResetCounts, type ResetWish } from './listReset.js'

const LIVE = `('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`

// What may change while a list is reset is what locks its contact: a corrected outcome, a do-not-call, an import. So those
// whom the reset may free are locked before they are judged: whoever was first has been seen, whoever comes later waits.
// Who has a live entry is no such contact, and no report of a call waits.
const lockFree = statement(
  'lockContactsToReset',
  `SELECT array_agg(free.id)::text AS ids FROM (
     SELECT contact.id FROM contact
     WHERE contact.organization_id = $1 AND contact.list_id = $2 AND contact.last_outcome = ANY ($3::text[])
       AND ($4::timestamptz IS NULL OR contact.last_attempt_at < $4::timestamptz) AND contact.erased_at IS NULL
       AND contact.status NOT IN ('DO_NOT_CALL', 'INVALID', 'CALLBACK')
       AND NOT EXISTS (SELECT FROM dial_queue_entry AS live
         WHERE live.organization_id = $1 AND live.contact_id = contact.id AND live.status IN ${LIVE})
     ORDER BY contact.id FOR NO KEY UPDATE OF contact
   ) AS free`,
)

/**
 * Locks the contacts that the reset may free until the transaction ends: their ids, as the text of a bigint[]. Behind
 * `lockGeneration`, so that nobody queues one of them meanwhile. Entries, which whoever reports a call locks before the
 * contact, are not locked at all.
 */
export async function lockResettable(
  transaction: Queryable,
  organizationId: string,
  { listId, outcomes, notCalledSince }: ResetWish,
): Promise<string> {
  const [row = {}] = await transaction.query(lockFree, [organizationId, listId, outcomes, notCalledSince])
  return textOrNull(row, 'ids') ?? '{}'
}

/**
 * Judges every contact of the list once. $1 organization $2 campaign $3 now $4 list $5 outcomes $6 not called since
 * $7 the contacts that are locked, null: of a look that changes nothing. Who has said no once, in whichever campaign and as
 * whichever contact with the same number, has said no; so the calls are asked, not only the last outcome.
 */
const judged = `
  -- Later than every call that is seen, also where the transaction has waited: no call from before lies behind the reset.
  moment AS MATERIALIZED (SELECT coalesce($3::timestamptz, clock_timestamp()) AS at),
  campaign AS MATERIALIZED (${campaignForRules}),
  said_no AS MATERIALIZED (
    SELECT call.contact_id, call.phone, call.category = 'DO_NOT_CALL' AS is_forbidding FROM call_record AS call
    WHERE call.organization_id = $1 AND (call.is_refusal OR call.category = 'DO_NOT_CALL')
  ),
  refusing AS MATERIALIZED (
    SELECT contact_id, bool_or(is_forbidding) AS is_forbidding FROM said_no GROUP BY contact_id
  ),
  -- The others with a number on which somebody has said no; a number of very many is a switchboard.
  refusing_person AS MATERIALIZED (
    SELECT DISTINCT sharer.id FROM (
      SELECT same.id, count(*) OVER (PARTITION BY same.phone) AS sharers FROM (
        SELECT known.id, known.phone FROM contact AS known
        WHERE known.organization_id = $1 AND known.phone IN (SELECT phone FROM said_no)
        UNION ALL
        SELECT further.contact_id, further.phone FROM contact_number AS further
        WHERE further.organization_id = $1 AND further.position > 1 AND further.retired_at IS NULL
          AND further.phone IN (SELECT phone FROM said_no)
      ) AS same
    ) AS sharer CROSS JOIN campaign
    WHERE sharer.sharers <= ${MOST_CONTACTS_OF_A_PERSON} AND campaign.person_scope <> 'CONTACT'
  ),
  locked AS MATERIALIZED (SELECT unnest($7::bigint[]) AS id),
  judged AS MATERIALIZED (
    SELECT contact.id, CASE
      WHEN contact.erased_at IS NOT NULL THEN 'ERASED'
      WHEN ${suppressedBlocks} OR refusing.is_forbidding OR last.category = 'DO_NOT_CALL' THEN 'DO_NOT_CALL'
      WHEN refusing.contact_id IS NOT NULL OR refusing_person.id IS NOT NULL OR last.is_refusal THEN 'REFUSED'
      WHEN contact.status = 'INVALID' THEN 'INVALID_NUMBER'
      WHEN promise.id IS NOT NULL OR contact.status = 'CALLBACK' THEN 'CALLBACK_PROMISED'
      WHEN live.id IS NOT NULL THEN 'LIVE_ENTRY'
      WHEN contact.last_outcome IS NULL THEN 'NEVER_CALLED'
      WHEN NOT contact.last_outcome = ANY ($5::text[]) OR contact.last_attempt_at >= $6::timestamptz THEN 'NOT_CHOSEN'
      -- Its call ended, or it was changed, since the others were locked.
      WHEN $7::bigint[] IS NOT NULL AND locked.id IS NULL THEN 'LIVE_ENTRY'
      END AS reason
    FROM campaign CROSS JOIN moment
    JOIN contact ON contact.organization_id = $1 AND contact.list_id = $4
    LEFT JOIN refusing ON refusing.contact_id = contact.id
    LEFT JOIN refusing_person ON refusing_person.id = contact.id
    LEFT JOIN outcome AS last ON last.organization_id = $1 AND last.code = contact.last_outcome
    LEFT JOIN callback AS promise ON promise.organization_id = $1 AND promise.contact_id = contact.id
      AND promise.status = 'OPEN'
    LEFT JOIN dial_queue_entry AS live ON live.organization_id = $1 AND live.contact_id = contact.id
      AND live.status IN ${LIVE}
    LEFT JOIN locked ON locked.id = contact.id
    ${wantedJoin}
    ${suppressionOfMany('$1', '$2')}${dialedJoin}
  )`

const counted = 'SELECT reason, count(*) AS count FROM judged GROUP BY reason'

const countReset = statement('countListReset', `WITH ${judged} ${counted}`)

// What happened stays: the calls, the entries, the number of attempts and the last outcome. Locks: the contacts, which are
// locked already, then the campaign's progress, as the end of a dial does.
const reset = statement(
  'resetList',
  `WITH ${judged},
   fresh AS MATERIALIZED (SELECT id FROM judged WHERE reason IS NULL),
   freed AS (
     UPDATE contact SET status = 'IN_PROGRESS', next_attempt_at = NULL, updated_at = moment.at
     FROM fresh CROSS JOIN moment
     WHERE contact.organization_id = $1 AND contact.id = fresh.id
       AND (contact.status <> 'IN_PROGRESS' OR contact.next_attempt_at IS NOT NULL)
   ),
   renewed AS (
     UPDATE campaign_contact AS progress
     SET is_closed = false, attempts_before_reset = progress.attempt_count, reset_at = moment.at
     FROM fresh CROSS JOIN moment
     WHERE progress.organization_id = $1 AND progress.campaign_id = $2 AND progress.contact_id = fresh.id
   )
   ${counted}`,
)

/**
 * Gives the contacts of the list that the wish chooses a fresh pass; with `lockedIds` null it only counts them. Behind
 * `lockResettable`, whose answer `lockedIds` is, in the same transaction.
 */
export async function resetContacts(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  wish: ResetWish,
  lockedIds: string | null,
): Promise<ResetCounts> {
  const { campaignId, listId, outcomes, notCalledSince } = wish
  const values = [organizationId, campaignId, clock(), listId, outcomes, notCalledSince, lockedIds]
  const rows = await transaction.query(lockedIds === null ? countReset : reset, values)
  const counts = new Map(
    rows.map((row) => [
      textOrNull(row, 'reason') === null ? null : word(row, 'reason', resetExclusions),
      number(row, 'count'),
    ]),
  )
  return {
    resetCount: counts.get(null) ?? 0,
    leftOut: resetExclusions.flatMap((reason) => {
      const count = counts.get(reason)
      return count === undefined ? [] : [{ reason, count }]
    }),
  }
}
