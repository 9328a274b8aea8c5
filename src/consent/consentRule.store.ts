import type { ExemptedRule } from './consentRules.js'

// The one definition of "this call stands on a consent", as SQL that the rules of eligibility are made of. It reads
// `contact`, `campaign`, `moment.at`, `promise` (the contact's open callback) and `dialed` (the number that would be
// dialled), and gives `consented`:
// - `unmet_rule`: the demand that concerns the call and that nothing meets; null: none;
// - `is_number_unsafe`: the reassigned-numbers database has not said that the number is still the person's;
// - `is_exempt_from_caps`, `is_exempt_from_hours`: a consent exempts the call from the caps, the hours, of the pack.
// Each is behind a column of the campaign, so a campaign whose pack says nothing about consent pays for four comparisons.

/** What one person may have given: rows of basis, given_at, expires_at; withdrawn ones are left out. */
interface Sources {
  readonly held: string
  /** A row with the latest answer about the dialled number, `answer` and `asked_at`; or none. */
  readonly answer: string
  /** An expression: when the latest YES about the dialled number was asked; null: never. */
  readonly reassignedAt: string
}

const ofOne: Sources = {
  held: `
    SELECT given.basis, given.given_at, given.expires_at FROM consent AS given
    WHERE given.organization_id = contact.organization_id AND given.contact_id = contact.id AND given.revoked_at IS NULL
    UNION ALL
    SELECT given.basis, given.given_at, given.expires_at FROM consent AS given
    WHERE given.organization_id = contact.organization_id AND given.phone = dialed.phone AND given.revoked_at IS NULL`,
  answer: `
    SELECT known.answer, known.asked_at FROM reassigned_answer AS known
    WHERE known.organization_id = contact.organization_id AND known.phone = dialed.phone
    ORDER BY known.asked_at DESC LIMIT 1`,
  reassignedAt: `(
    SELECT max(known.asked_at) FROM reassigned_answer AS known
    WHERE known.organization_id = contact.organization_id AND known.phone = dialed.phone AND known.answer = 'YES')`,
}

const ofMany: Sources = {
  held: `
    SELECT * FROM unnest(contact_consent.bases, contact_consent.given, contact_consent.until)
      AS given (basis, given_at, expires_at)
    UNION ALL
    SELECT * FROM unnest(number_consent.bases, number_consent.given, number_consent.until)
      AS given (basis, given_at, expires_at)`,
  answer: 'SELECT number_answer.answer, number_answer.asked_at WHERE number_answer.answer IS NOT NULL',
  reassignedAt: 'number_answer.reassigned_at',
}

/**
 * Who may be there is there: of a region that nobody knows, or of which only the country is known. `dialed.region` is a set
 * joined by commas.
 */
const mayBeIn = (region: string): string => `(${region} IS NULL OR dialed.region = '' OR EXISTS (
    SELECT FROM unnest(string_to_array(dialed.region, ',')) AS its (region)
    WHERE its.region = ${region} OR starts_with(its.region, ${region} || '-') OR starts_with(${region}, its.region || '-')))`

const isSurelyIn = (region: string): string => `(${region} IS NULL OR (dialed.region <> '' AND NOT EXISTS (
    SELECT FROM unnest(string_to_array(dialed.region, ',')) AS its (region)
    WHERE its.region <> ${region} AND NOT starts_with(its.region, ${region} || '-'))))`

/** SQL for the instant at which a day begins in the first place of the world, so many hours later in the others: 26 to the last. */
const dayBegins = (day: string, hours: number): string =>
  `((${day})::timestamp + interval '${hours - 14} hours') AT TIME ZONE 'UTC'`

/** On a day of the rule somewhere in the world. */
const mayHold = (
  rule: string,
): string => `(${rule}.holds_from IS NULL OR ${dayBegins(`${rule}.holds_from`, 0)} <= moment.at)
  AND (${rule}.holds_until IS NULL OR ${dayBegins(`${rule}.holds_until + 1`, 26)} > moment.at)`

/** On a day of the rule everywhere in the world. */
const surelyHolds = (
  rule: string,
): string => `(${rule}.holds_from IS NULL OR ${dayBegins(`${rule}.holds_from`, 26)} <= moment.at)
  AND (${rule}.holds_until IS NULL OR ${dayBegins(`${rule}.holds_until + 1`, 0)} > moment.at)`

/** Of the dialled number. */
const lineType = 'dialed.line_type'

/** The rows of campaign_consent that are demands on this call, as `demand`. */
const demandsOnCall = `campaign_consent AS demand
  WHERE demand.organization_id = campaign.organization_id AND demand.campaign_id = campaign.id AND demand.kind = 'DEMAND'
    AND (demand.dial_methods IS NULL OR campaign.dial_method = ANY (demand.dial_methods))
    AND (demand.line_types IS NULL OR ${lineType} = 'UNKNOWN' OR ${lineType} = ANY (demand.line_types))
    AND ${mayBeIn('demand.region')} AND ${mayHold('demand')}`

/**
 * The campaign's own promise to call stands for a request, unless the person has withdrawn since; never null, as a contact
 * may wait for a callback of which there is no record. Behind `voided`.
 */
const isPromised = `coalesce(contact.status = 'CALLBACK' AND promise.campaign_id = campaign.id
  AND (voided.at IS NULL OR promise.promised_at > voided.at), false)`

/** Up to `voided.at` nothing counts: the person was asked or has withdrawn, or the number has become somebody else's. */
const voided = ({ held, reassignedAt }: Sources): string => `(
    SELECT greatest((SELECT max(given.given_at) FROM (${held}) AS given WHERE given.basis = 'NONE'), ${reassignedAt}) AS at
    OFFSET 0) AS voided`

/** A consent of one of `bases` counts now. Behind `voided`. */
const counts = ({ held }: Sources, bases: string): string => `EXISTS (
    SELECT FROM (${held}) AS given WHERE given.basis = ANY (${bases}) AND ${isStanding})`

const isStanding = `given.given_at <= moment.at AND (given.expires_at IS NULL OR given.expires_at > moment.at)
  AND (voided.at IS NULL OR given.given_at > voided.at)`

const unmetRule = (sources: Sources): string => `CASE WHEN campaign.demands_consent THEN (
  SELECT unmet.rule_id FROM ${voided(sources)} CROSS JOIN LATERAL (
    SELECT demand.rule_id FROM ${demandsOnCall}
      AND NOT ('REQUESTED_CALLBACK' = ANY (demand.bases) AND ${isPromised}) AND NOT ${counts(sources, 'demand.bases')}
    ORDER BY demand.rule_id LIMIT 1) AS unmet) END`

// Who was promised a call was spoken to on that day: the number was theirs.
const isNumberUnsafe = (sources: Sources): string => `CASE WHEN campaign.reassigned_max_age_days IS NOT NULL THEN (
  SELECT NOT ${isPromised} AND NOT EXISTS (
    SELECT FROM (${sources.answer}) AS latest
    WHERE latest.answer = 'NO' AND latest.asked_at > moment.at - make_interval(days => campaign.reassigned_max_age_days)
      AND NOT EXISTS (SELECT FROM ${demandsOnCall} AND NOT EXISTS (
        SELECT FROM (${sources.held}) AS given
        WHERE given.basis = ANY (demand.bases) AND given.given_at <= latest.asked_at AND ${isStanding})))
  FROM ${voided(sources)}) END`

const isExemptFrom = (sources: Sources, from: ExemptedRule): string => `(
  SELECT EXISTS (
    SELECT FROM campaign_consent AS exemption
    WHERE exemption.organization_id = campaign.organization_id AND exemption.campaign_id = campaign.id
      AND exemption.kind = 'EXEMPTION' AND exemption.exempt_from = '${from}'
      AND ${isSurelyIn('exemption.region')} AND ${surelyHolds('exemption')}
      AND (('REQUESTED_CALLBACK' = ANY (exemption.bases) AND ${isPromised}) OR ${counts(sources, 'exemption.bases')}))
  FROM ${voided(sources)})`

function consentedJoin(sources: Sources): string {
  return `
  CROSS JOIN LATERAL (
    SELECT ${unmetRule(sources)} AS unmet_rule, ${isNumberUnsafe(sources)} AS is_number_unsafe,
      CASE WHEN campaign.exempts_from_caps THEN ${isExemptFrom(sources, 'CAPS')} ELSE false END AS is_exempt_from_caps,
      CASE WHEN campaign.exempts_from_hours THEN ${isExemptFrom(sources, 'HOURS')} ELSE false END AS is_exempt_from_hours
  ) AS consented`
}

/** Joins `consented` for one contact: index probes only. Behind `dialed`. */
export const consentOfOne = consentedJoin(ofOne)

/** Joins `consented` for whole lists, behind `dialed`; `consentSets` are read once. */
export const consentOfMany = `
  LEFT JOIN contact_consent ON contact_consent.contact_id = contact.id
  LEFT JOIN number_consent ON number_consent.phone = dialed.phone
  LEFT JOIN number_answer ON number_answer.phone = dialed.phone
  ${consentedJoin(ofMany)}`

const isAnyAsked = `(SELECT demands_consent OR exempts_from_caps OR exempts_from_hours OR reassigned_max_age_days IS NOT NULL FROM campaign)`

const givenBy = (key: string): string => `
    SELECT ${key}, array_agg(basis ORDER BY id) AS bases, array_agg(given_at ORDER BY id) AS given,
      array_agg(expires_at ORDER BY id) AS until
    FROM consent WHERE organization_id = $1 AND revoked_at IS NULL AND ${key} IS NOT NULL AND ${isAnyAsked}
    GROUP BY ${key}`

/** CTEs that `consentOfMany` reads; behind `campaign`, $1 is the organization. Empty for a campaign that asks for nothing. */
export const consentSets = `
  contact_consent AS MATERIALIZED (${givenBy('contact_id')}),
  number_consent AS MATERIALIZED (${givenBy('phone')}),
  number_answer AS MATERIALIZED (
    SELECT phone, max(asked_at) AS asked_at, (array_agg(answer ORDER BY asked_at DESC))[1] AS answer,
      max(asked_at) FILTER (WHERE answer = 'YES') AS reassigned_at
    FROM reassigned_answer WHERE organization_id = $1 AND ${isAnyAsked}
    GROUP BY phone
  ),`

/** SQL, true when a demand on the call is not met. */
export const consentBlocks = 'consented.unmet_rule IS NOT NULL'

/** SQL, true when nobody has said of late that the number is still the person's. */
export const reassignedBlocks = 'consented.is_number_unsafe'

const day = (instant: string): string => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`

/** SQL, text: which consent of which day decided about the first unmet demand on the call, else about the first. Of one contact. */
export const consentValue = `CASE WHEN campaign.demands_consent THEN (
    SELECT demand.rule_id || ' asks for ' || array_to_string(demand.bases, ' or ') || ': ' || coalesce(
      (SELECT given.basis || ' of ' || ${day('given.given_at')} FROM (${ofOne.held}) AS given
       WHERE given.basis = ANY (demand.bases) AND ${isStanding} ORDER BY given.given_at DESC LIMIT 1),
      CASE WHEN 'REQUESTED_CALLBACK' = ANY (demand.bases) AND ${isPromised}
        THEN 'a callback was promised on ' || ${day('promise.promised_at')} END,
      (SELECT CASE WHEN known.basis = 'NONE' THEN 'none since ' || ${day('known.given_at')}
         WHEN known.revoked_at IS NOT NULL
           THEN known.basis || ' of ' || ${day('known.given_at')} || ', revoked on ' || ${day('known.revoked_at')}
         WHEN known.expires_at <= moment.at
           THEN known.basis || ' of ' || ${day('known.given_at')} || ', expired on ' || ${day('known.expires_at')}
         WHEN known.given_at <= voided.at
           THEN known.basis || ' of ' || ${day('known.given_at')} || ', void since ' || ${day('voided.at')}
         ELSE known.basis || ' of ' || ${day('known.given_at')} || ' is not enough' END
       FROM consent AS known WHERE known.organization_id = contact.organization_id
         AND (known.contact_id = contact.id OR known.phone = dialed.phone)
       ORDER BY greatest(known.given_at, known.revoked_at) DESC, known.id DESC LIMIT 1),
      'not recorded')
    FROM ${voided(ofOne)} CROSS JOIN ${demandsOnCall}
    ORDER BY demand.rule_id IS NOT DISTINCT FROM consented.unmet_rule DESC, demand.rule_id LIMIT 1) END`

/** SQL, text: what the reassigned-numbers database has said of the number. Of one contact. */
export const reassignedValue = `CASE WHEN campaign.reassigned_max_age_days IS NULL THEN 'no answer is asked for'
    ELSE coalesce((SELECT 'answer ' || latest.answer || ' of ' || ${day('latest.asked_at')} FROM (${ofOne.answer}) AS latest),
      'never asked') END`
