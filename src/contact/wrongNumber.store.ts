import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'

// A contact is INVALID when all of its numbers proved wrong. What proved wrong is what a call to it said, whatever numbers
// the contact has now: a number that comes back is no new one. The campaign that found it wrong goes on with the contact;
// one whose last call had another end is done with it for that reason. Locks: the contacts, then the campaigns' progress.
const revive = statement(
  'reviveContactsWithOtherNumbers',
  `WITH wrong AS MATERIALIZED (
     SELECT contact.id, contact.phone
     FROM contact_match JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id
     WHERE contact.status = 'INVALID' AND contact.erased_at IS NULL
   ),
   -- A contact of one number has no row of it; it gets one with its first further number.
   number AS MATERIALIZED (
     SELECT wrong.id, wrong.phone AS first_phone, given.position, given.phone, given.retired_at, said.outcome
     FROM wrong CROSS JOIN LATERAL (
       SELECT position, phone, retired_at FROM contact_number WHERE organization_id = $1 AND contact_id = wrong.id
       UNION ALL
       SELECT 1, wrong.phone, NULL
       WHERE NOT EXISTS (SELECT FROM contact_number WHERE organization_id = $1 AND contact_id = wrong.id)
     ) AS given
     LEFT JOIN LATERAL (
       SELECT call.outcome FROM call_record AS call
       WHERE call.organization_id = $1 AND call.contact_id = wrong.id AND call.phone = given.phone
         AND call.category = 'INVALID_NUMBER'
       LIMIT 1
     ) AS said ON true
   ),
   retired AS (
     UPDATE contact_number AS known SET retired_at = coalesce($2::timestamptz, now()), retired_outcome = number.outcome
     FROM number WHERE known.organization_id = $1 AND known.contact_id = number.id AND known.phone = number.phone
       AND known.retired_at IS NULL AND number.outcome IS NOT NULL
   ),
   revived AS (
     UPDATE contact SET status = 'IN_PROGRESS', next_phone = nullif(other.phone, other.first_phone),
       updated_at = coalesce($2::timestamptz, now())
     FROM (
       SELECT DISTINCT ON (id) id, first_phone, phone FROM number
       WHERE retired_at IS NULL AND outcome IS NULL ORDER BY id, position
     ) AS other
     WHERE contact.organization_id = $1 AND contact.id = other.id AND contact.status = 'INVALID'
     RETURNING contact.id
   )
   UPDATE campaign_contact AS progress SET is_closed = false
   FROM revived
   WHERE progress.organization_id = $1 AND progress.contact_id = revived.id AND progress.is_closed
     AND 'INVALID_NUMBER' = (
       SELECT call.category FROM call_record AS call
       WHERE call.organization_id = $1 AND call.contact_id = revived.id AND call.campaign_id = progress.campaign_id
       ORDER BY call.started_at DESC, call.id DESC LIMIT 1)`,
)

/**
 * Within an import, behind the change of the contacts and their numbers: makes those dialable again who were INVALID and
 * have a number now that no call found wrong.
 */
export async function reviveContacts(transaction: Queryable, clock: Clock, organizationId: string): Promise<void> {
  await transaction.query(revive, [organizationId, clock()])
}
