import { mayConcern } from '../doNotCall/suppression.store.js'
import { isAsked, sampleOf, type Check } from './check.js'

/**
 * Seconds after a suppression within which an entry of its number may still wait: it is cancelled with the suppression,
 * and one that was given back in that very moment by the background job within a minute. No claim takes it meanwhile.
 */
const SUPPRESSION_GRACE_SECONDS = 120

const isOld = (instant: string): string => `${instant} < now() - make_interval(secs => ${SUPPRESSION_GRACE_SECONDS})`
const stands = (alias: string): string => `(${alias}.expires_at IS NULL OR ${alias}.expires_at > now())`
const isOfCampaign = (alias: string): string =>
  `(${alias}.campaign_id IS NULL OR ${alias}.campaign_id = waiting.campaign_id)`

/** Who may not be called. */
export const doNotCallChecks: readonly Check[] = [
  {
    // Not a fault of the data when no server runs on it: then nobody runs the background job.
    id: 'no-suppressed-entry-waiting',
    sentence: `Nothing waits in the queue for a number that may not be called (here: after ${SUPPRESSION_GRACE_SECONDS} seconds).`,
    sql: `WITH waiting AS MATERIALIZED (
       SELECT entry.organization_id, entry.id, entry.campaign_id, entry.contact_id, entry.phone,
         coalesce(number.region, contact.region) AS region
       FROM dial_queue_entry AS entry
       JOIN contact ON contact.organization_id = entry.organization_id AND contact.id = entry.contact_id
       LEFT JOIN contact_number AS number ON number.organization_id = entry.organization_id
         AND number.contact_id = entry.contact_id AND number.phone = entry.phone
       WHERE ${isAsked('entry')} AND entry.status IN ('QUEUED', 'RESERVED') AND ${isOld('entry.queued_at')}
     ),
     suppressed AS (
       SELECT waiting.organization_id, waiting.id FROM waiting JOIN do_not_call AS number
         ON number.organization_id = waiting.organization_id AND number.phone = waiting.phone
       WHERE ${isOfCampaign('number')} AND ${stands('number')} AND ${isOld('number.requested_at')}
       UNION
       SELECT waiting.organization_id, waiting.id FROM waiting JOIN do_not_call_prefix AS range
         ON range.organization_id = waiting.organization_id AND starts_with(waiting.phone, range.prefix)
       WHERE ${isOfCampaign('range')} AND ${stands('range')} AND ${isOld('range.requested_at')}
       UNION
       SELECT waiting.organization_id, waiting.id
       FROM (
         SELECT list.organization_id, list.campaign_id, list.registry, run.first_number + s.step AS number
         FROM do_not_call_list AS list
         JOIN do_not_call_run AS run ON run.organization_id = list.organization_id AND run.list_id = list.id
         CROSS JOIN LATERAL unnest(run.steps) AS s (step)
         WHERE ${isAsked('list')} AND ${stands('list')} AND ${isOld('list.imported_at')}
       ) AS listed
       JOIN waiting ON waiting.organization_id = listed.organization_id AND substr(waiting.phone, 2)::bigint = listed.number
       WHERE ${isOfCampaign('listed')} AND (listed.registry IS NULL OR EXISTS (
         SELECT FROM campaign_registry AS relied WHERE relied.organization_id = waiting.organization_id
           AND relied.campaign_id = waiting.campaign_id AND relied.registry = listed.registry
           AND ${mayConcern('relied.region', 'waiting.region')}))
       UNION
       SELECT waiting.organization_id, waiting.id FROM waiting JOIN contact
         ON contact.organization_id = waiting.organization_id AND contact.id = waiting.contact_id
       WHERE contact.status = 'DO_NOT_CALL' AND ${isOld('contact.updated_at')}
     )
     SELECT ${sampleOf({ organization: 'suppressed.organization_id', entry: 'suppressed.id' })} FROM suppressed`,
  },
  {
    id: 'do-not-call-list-counts',
    sentence: 'Every do-not-call list has as many numbers as it says.',
    sql: `WITH recount AS (
       SELECT organization_id, list_id, sum(cardinality(steps)) AS numbers
       FROM do_not_call_run AS run WHERE ${isAsked('run')} GROUP BY organization_id, list_id
     ),
     list AS (SELECT organization_id, id AS list_id, number_count FROM do_not_call_list AS list WHERE ${isAsked('list')})
     SELECT ${sampleOf({ organization: 'organization_id', list: 'list_id' })}
     FROM list FULL JOIN recount USING (organization_id, list_id)
     WHERE coalesce(list.number_count, -1) <> coalesce(recount.numbers, 0)`,
  },
]
