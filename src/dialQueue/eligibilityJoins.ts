import { consentOfMany, consentOfOne, consentSets } from '../consent/consentRule.store.js'
import { kinOfContact, personOfMany, personOfOne, personScopeOf, personSets } from '../person/personRule.store.js'
import {
  registryOfMany,
  registryOfOne,
  reliedRegistrySet,
  standingAgainst,
  suppressionOfMany,
  suppressionOfOne,
} from '../doNotCall/suppression.store.js'

// The names that the SQL of the rules reads (eligibility.ts), behind `contact`, `campaign` and `moment`: once as look-ups
// for one contact, once as sets for a whole list. The rules themselves are the same text in both.

/** The campaign as the rules read it, of $1 organization and $2 campaign. */
export const campaignForRules = `
  SELECT organization_id, id, status, dial_method, max_attempts, ageing_minutes, hours_version,
    filter_path::jsonpath AS filter_path, filter_values, relies_on_registry,
    demands_consent, exempts_from_caps, exempts_from_hours, reassigned_max_age_days, ${personScopeOf('campaign')} AS person_scope
  FROM campaign WHERE organization_id = $1 AND id = $2`

/** The zones in which the dialled number may be, a row each. */
const zonesDialed = "unnest(string_to_array(dialed.time_zone, ',')) AS zone"

/**
 * Whether the cap holds on the contact's local day, in one of its zones at least. A cap without days is not looked at
 * further.
 */
const isInForce = `(cap.holds_from IS NULL AND cap.holds_until IS NULL OR EXISTS (
  SELECT FROM ${zonesDialed} WHERE (moment.at AT TIME ZONE zone)::date
    BETWEEN coalesce(cap.holds_from, '-infinity') AND coalesce(cap.holds_until, 'infinity')))`

/**
 * When the cap lets go of a call that began at `startedAt`: a rolling window after it, or when the local day that is so
 * many days later begins in the last of the zones; at the latest when the cap itself ends in the last of them.
 */
function liftsAtOf(startedAt: string): string {
  return `least(
      CASE WHEN cap.calendar_days IS NULL THEN ${startedAt} + make_interval(mins => cap.window_minutes)
        ELSE (SELECT max((date_trunc('day', ${startedAt} AT TIME ZONE zone) + make_interval(days => cap.calendar_days))
          AT TIME ZONE zone) FROM ${zonesDialed}) END,
      CASE WHEN cap.holds_until IS NOT NULL
        THEN (SELECT max((cap.holds_until + 1)::timestamp AT TIME ZONE zone) FROM ${zonesDialed}) END)`
}

/** How far a cap looks back: calendar days that are open in the last of the zones began at most a day before 24 hours each. */
const lookBack = 'make_interval(mins => cap.window_minutes + CASE WHEN cap.calendar_days IS NULL THEN 0 ELSE 1440 END)'

/** Calls that a cap of `cap` counts, up to the instant that is asked about. */
const isCounted = `
  call.organization_id = contact.organization_id
  AND call.started_at > moment.at - ${lookBack} AND call.started_at <= moment.at
  AND (cap.scope = 'ORGANIZATION' OR call.campaign_id = campaign.id)
  AND CASE cap.counts
    WHEN 'CALLS' THEN true
    WHEN 'ABANDONED' THEN call.final_status = 'ABANDONED'
    WHEN 'REFUSALS' THEN call.is_refusal
    ELSE call.category IN ('SUCCESS', 'CONTACT', 'CALLBACK', 'DO_NOT_CALL')
      OR (call.answered_at IS NOT NULL AND call.category <> 'VOICEMAIL') END`

/**
 * A cap is reached while as many counted calls as its limit have begun within its window; it lets go when the limit-th
 * latest leaves the window, which at that very instant it has: windows are half-open. Not looked at unless `gate`. The
 * zones are asked only by caps that say days. Who is exempt by a consent is so from the pack's caps, not from the
 * campaign's own.
 *
 * @param kin SQL for the other contacts of the person: a cap on a contact counts the calls of the whole person
 */
function cappedJoin(gate: string, kin: string): string {
  const limitth = (isSubject: string): string => `
    (SELECT call.started_at FROM call_record AS call WHERE ${isSubject} AND ${isCounted}
     ORDER BY call.started_at DESC OFFSET cap.call_limit - 1 LIMIT 1)`
  return `
  LEFT JOIN LATERAL (
    SELECT cap.rule_id, ${liftsAtOf('reached.started_at')} AS lifts_at
    FROM campaign_cap AS cap
    -- Asked only where a cap speaks of the contact.
    CROSS JOIN LATERAL (SELECT CASE WHEN cap.subject = 'CONTACT' THEN ${kin} END AS kin) AS person_ids
    CROSS JOIN LATERAL (
      ${limitth("cap.subject = 'NUMBER' AND call.phone = dialed.phone")}
      UNION ALL
      ${limitth("cap.subject = 'CONTACT' AND call.contact_id = ANY (contact.id || person_ids.kin)")}
    ) AS reached
    WHERE ${gate} AND reached.started_at IS NOT NULL AND cap.organization_id = campaign.organization_id
      AND cap.campaign_id = campaign.id AND ${isInForce}
      AND NOT (consented.is_exempt_from_caps AND NOT starts_with(cap.rule_id, 'campaign-'))
      AND (cap.region IS NULL OR ',' || dialed.region || ',' LIKE '%,' || cap.region || ',%'
        OR ',' || dialed.region LIKE '%,' || cap.region || '-%')
    ORDER BY 2 DESC NULLS LAST LIMIT 1
  ) AS capped ON true`
}

/** `wanted`: the number whose turn it is. */
export const wantedJoin = `
  LEFT JOIN contact_number AS number ON number.organization_id = contact.organization_id
    AND number.contact_id = contact.id AND number.phone = contact.next_phone
  CROSS JOIN LATERAL (
    SELECT coalesce(contact.next_phone, contact.phone) AS phone,
      CASE WHEN number.phone IS NULL THEN contact.time_zone ELSE number.time_zone END AS time_zone,
      CASE WHEN number.phone IS NULL THEN contact.region ELSE number.region END AS region,
      CASE WHEN number.phone IS NULL THEN contact.line_type ELSE number.line_type END AS line_type
  ) AS wanted`

/**
 * `dialed`: the wanted number, unless only new facts could ever let it be dialled (it is suppressed for good, its zone is
 * unknown): then the next in order of which that is not true, beginning anew behind the last. Behind the suppression of the
 * wanted number, so that no other is looked at for nearly every contact. `suppressed`: what forbids the dialled number.
 */
export const dialedJoin = `
  LEFT JOIN LATERAL (
    SELECT other.phone, other.time_zone, other.region, other.line_type, standing.until
    FROM contact_number AS other CROSS JOIN LATERAL (${standingAgainst('other.phone', 'other.region')}) AS standing
    WHERE (wanted.time_zone IS NULL OR wanted_suppressed.until = 'infinity')
      AND other.organization_id = contact.organization_id AND other.contact_id = contact.id
      AND other.retired_at IS NULL AND other.time_zone IS NOT NULL AND standing.until IS DISTINCT FROM 'infinity'
    ORDER BY other.position < coalesce(number.position, 1), other.position LIMIT 1
  ) AS instead ON true
  CROSS JOIN LATERAL (
    SELECT coalesce(instead.phone, wanted.phone) AS phone,
      coalesce(instead.time_zone, wanted.time_zone) AS time_zone, coalesce(instead.region, wanted.region) AS region,
      coalesce(instead.line_type, wanted.line_type) AS line_type
  ) AS dialed
  CROSS JOIN LATERAL (
    SELECT CASE WHEN instead.phone IS NULL THEN wanted_suppressed.until ELSE instead.until END AS until
  ) AS suppressed`

const progressJoins = `
  LEFT JOIN campaign_list AS listed ON listed.organization_id = contact.organization_id
    AND listed.campaign_id = campaign.id AND listed.list_id = contact.list_id
  LEFT JOIN campaign_contact AS progress ON progress.organization_id = contact.organization_id
    AND progress.campaign_id = campaign.id AND progress.contact_id = contact.id
  LEFT JOIN callback AS promise ON promise.organization_id = contact.organization_id
    AND promise.contact_id = contact.id AND promise.status = 'OPEN'`

/** For one contact: every look-up goes through an index. */
export const eligibilityJoins = `${progressJoins}${wantedJoin}
  ${suppressionOfOne}${dialedJoin}
  ${registryOfOne}${consentOfOne}${personOfOne}${cappedJoin('true', 'kin.ids')}
  LEFT JOIN calling_span AS hours ON hours.organization_id = campaign.organization_id
    AND hours.campaign_id = campaign.id AND hours.hours_version = campaign.hours_version
    AND hours.region = dialed.region AND hours.time_zones = dialed.time_zone
    AND hours.is_exempt = consented.is_exempt_from_hours AND hours.from_at <= moment.at AND hours.until_at > moment.at`

/** CTEs that `wholeListJoins` reads; behind `moment` and `campaign`. */
export const wholeListSets = `${reliedRegistrySet}
  hours_now AS MATERIALIZED (
    SELECT hours.region, hours.time_zones, hours.is_exempt, hours.is_open, hours.until_at
    FROM calling_span AS hours CROSS JOIN campaign CROSS JOIN moment
    WHERE hours.organization_id = campaign.organization_id AND hours.campaign_id = campaign.id
      AND hours.hours_version = campaign.hours_version AND hours.from_at <= moment.at AND hours.until_at > moment.at
  ),
  -- Whoever was not called within the longest window cannot have reached a cap: the others need no look.
  lately_called AS MATERIALIZED (
    SELECT call.phone, call.contact_id FROM call_record AS call CROSS JOIN moment
    WHERE call.organization_id = $1 AND call.started_at > moment.at - (
      SELECT max(${lookBack}) FROM campaign_cap AS cap WHERE organization_id = $1 AND campaign_id = $2)
  ),${personSets}${consentSets}`

/** For all contacts of the campaign's lists: every join hashes one set once. */
export const wholeListJoins = `${progressJoins}${wantedJoin}
  ${suppressionOfMany('$1', '$2')}${dialedJoin}
  ${registryOfMany}${consentOfMany}${personOfMany}
  LEFT JOIN (SELECT DISTINCT phone FROM lately_called) AS called_number ON called_number.phone = dialed.phone
  LEFT JOIN (SELECT DISTINCT contact_id FROM lately_called) AS called_contact ON called_contact.contact_id = contact.id
  ${cappedJoin(
    '(called_number.phone IS NOT NULL OR called_contact.contact_id IS NOT NULL OR called_kin.id IS NOT NULL)',
    kinOfContact,
  )}
  LEFT JOIN hours_now AS hours ON hours.region = dialed.region AND hours.time_zones = dialed.time_zone
    AND hours.is_exempt = consented.is_exempt_from_hours`

/** The joins that the guarded rules need besides: the live entry of the contact, and of its number, in whichever campaign. */
export const liveEntryJoins = `
  LEFT JOIN dial_queue_entry AS live_contact ON live_contact.organization_id = contact.organization_id
    AND live_contact.contact_id = contact.id
    AND live_contact.status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
  LEFT JOIN dial_queue_entry AS live_phone ON live_phone.organization_id = contact.organization_id
    AND live_phone.phone = dialed.phone
    AND live_phone.status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`
