import { blockedBy, eligibilityRules } from '../dialQueue/eligibility.js'
import { eligibilityJoins } from '../dialQueue/eligibilityJoins.js'
import { isAsked, sampleOf, type Check } from './check.js'

/** As of a suppression: an entry that was given back in that very moment is cancelled by the background job within a minute. */
const WITHDRAWAL_GRACE_SECONDS = 120

const isOld = (instant: string): string => `${instant} < now() - make_interval(secs => ${WITHDRAWAL_GRACE_SECONDS})`

/** Who has withdrawn. What has merely expired stops calls as well, but leaves the queue in its own time. */
export const consentChecks: readonly Check[] = [
  {
    id: 'no-withdrawn-entry-waiting',
    sentence: `Nothing waits in the queue on a consent that was withdrawn (here: after ${WITHDRAWAL_GRACE_SECONDS} seconds).`,
    sql: `WITH moment AS (SELECT now() AS at),
     waiting AS MATERIALIZED (
       SELECT entry.organization_id, entry.id, entry.campaign_id, entry.contact_id
       FROM dial_queue_entry AS entry
       JOIN campaign ON campaign.organization_id = entry.organization_id AND campaign.id = entry.campaign_id
       WHERE ${isAsked('entry')} AND entry.status IN ('QUEUED', 'RESERVED') AND ${isOld('entry.queued_at')}
         AND campaign.demands_consent AND EXISTS (
           SELECT FROM consent WHERE consent.organization_id = entry.organization_id AND consent.basis = 'NONE'
             AND ${isOld('consent.recorded_at')} AND (consent.contact_id = entry.contact_id OR consent.phone = entry.phone))
     )
     SELECT ${sampleOf({ organization: 'waiting.organization_id', entry: 'waiting.id' })}
     FROM waiting CROSS JOIN moment
     JOIN campaign ON campaign.organization_id = waiting.organization_id AND campaign.id = waiting.campaign_id
     JOIN contact ON contact.organization_id = waiting.organization_id AND contact.id = waiting.contact_id
     ${eligibilityJoins}
     WHERE ${blockedBy(eligibilityRules.filter(({ id }) => id === 'consent'))}`,
  },
]
