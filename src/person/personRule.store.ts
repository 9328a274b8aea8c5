import { MOST_CONTACTS_OF_A_PERSON } from './personScope.js'

// The person behind a number, as the rules read it (eligibility.ts): contacts that share a number, the first or a further
// one, are one person. `person.reached_id`, `.promised_id` and `.held_id` name another contact of the person that was
// reached, is promised a callback, or is in an agent's hands; null when there is none. Once as look-ups for one contact,
// once as sets for whole lists. Behind `contact` and `campaign`.

/** SQL for the scope in the row of a campaign. */
export const personScopeOf = (campaign: string): string =>
  `coalesce(${campaign}.person_scope, CASE WHEN ${campaign}.calls_businesses THEN 'CONTACT' ELSE 'NUMBER_IN_CAMPAIGN' END)`

const HELD = `('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`

/** Numbers behind the first that have not proved wrong: a wrong number is nobody's. */
const isFurther = (number: string): string => `${number}.position > 1 AND ${number}.retired_at IS NULL`

/** The contacts that have a number, as `id`: at most one more than a person may have. */
const contactsOfNumber = (phone: string): string => `
  (SELECT same.id FROM contact AS same
   WHERE same.organization_id = contact.organization_id AND same.phone = ${phone} LIMIT ${MOST_CONTACTS_OF_A_PERSON + 1})
  UNION ALL
  (SELECT further.contact_id FROM contact_number AS further
   WHERE further.organization_id = contact.organization_id AND further.phone = ${phone} AND ${isFurther('further')}
   LIMIT ${MOST_CONTACTS_OF_A_PERSON + 1})`

/** SQL for the other contacts of the person, a bigint[]: for nearly every contact three looks that find nothing. */
export const kinOfContact = `CASE WHEN campaign.person_scope = 'CONTACT' THEN '{}'::bigint[] ELSE ARRAY(
    SELECT DISTINCT other.id
    FROM (
      SELECT contact.phone AS phone
      UNION
      SELECT further.phone FROM contact_number AS further
      WHERE further.organization_id = contact.organization_id AND further.contact_id = contact.id AND ${isFurther('further')}
    ) AS own
    CROSS JOIN LATERAL (
      SELECT array_agg(sharer.id) AS ids FROM (${contactsOfNumber('own.phone')}) AS sharer
      HAVING count(*) <= ${MOST_CONTACTS_OF_A_PERSON}
    ) AS sharers
    CROSS JOIN LATERAL unnest(sharers.ids) AS other (id)
    WHERE other.id <> contact.id) END`

/** SQL, true when a call of contact `other` reached it for good in the campaign, or anywhere where the scope is the organization. */
const isReachedHere = (other: string): string => `(campaign.person_scope = 'NUMBER_IN_ORGANIZATION' OR EXISTS (
      SELECT FROM call_record AS call
      WHERE call.organization_id = ${other}.organization_id AND call.contact_id = ${other}.id
        AND call.campaign_id = campaign.id
        AND (call.category IN ('SUCCESS', 'CONTACT') OR (call.category = 'FAILED' AND call.answered_at IS NOT NULL))))`

/** Joins `kin` (`.ids`) and `person` for one contact. */
export const personOfOne = `
  CROSS JOIN LATERAL (SELECT ${kinOfContact} AS ids OFFSET 0) AS kin
  CROSS JOIN LATERAL (
    SELECT
      CASE WHEN kin.ids <> '{}' THEN (
        SELECT other.id FROM contact AS other
        WHERE other.organization_id = contact.organization_id AND other.id = ANY (kin.ids) AND other.status = 'REACHED'
          AND ${isReachedHere('other')} LIMIT 1) END AS reached_id,
      CASE WHEN kin.ids <> '{}' THEN (
        SELECT promised.contact_id FROM callback AS promised
        WHERE promised.organization_id = contact.organization_id AND promised.contact_id = ANY (kin.ids)
          AND promised.status = 'OPEN'
          AND (campaign.person_scope = 'NUMBER_IN_ORGANIZATION' OR promised.campaign_id = campaign.id)
        LIMIT 1) END AS promised_id,
      CASE WHEN kin.ids <> '{}' THEN (
        SELECT held.contact_id FROM dial_queue_entry AS held
        WHERE held.organization_id = contact.organization_id AND held.contact_id = ANY (kin.ids) AND held.status IN ${HELD}
        LIMIT 1) END AS held_id
  ) AS person`

/**
 * CTEs for whole lists, behind `campaign`: they start from the few contacts of which there is something to say, never from
 * all numbers of the organization. `person_of_many` has a row for each contact that somebody else's fact concerns.
 */
export const personSets = `
  person_fact AS MATERIALIZED (
    SELECT other.id AS contact_id, 'REACHED' AS kind
    FROM campaign JOIN contact AS other ON other.organization_id = $1 AND other.status = 'REACHED'
    WHERE campaign.person_scope = 'NUMBER_IN_ORGANIZATION'
    UNION
    SELECT other.id, 'REACHED'
    FROM campaign JOIN call_record AS call ON call.organization_id = $1 AND call.campaign_id = $2
      AND (call.category IN ('SUCCESS', 'CONTACT') OR (call.category = 'FAILED' AND call.answered_at IS NOT NULL))
    JOIN contact AS other ON other.organization_id = $1 AND other.id = call.contact_id AND other.status = 'REACHED'
    WHERE campaign.person_scope = 'NUMBER_IN_CAMPAIGN'
    UNION ALL
    SELECT promised.contact_id, 'PROMISED'
    FROM campaign JOIN callback AS promised ON promised.organization_id = $1 AND promised.status = 'OPEN'
      AND (campaign.person_scope = 'NUMBER_IN_ORGANIZATION' OR promised.campaign_id = $2)
    WHERE campaign.person_scope <> 'CONTACT'
    UNION ALL
    SELECT held.contact_id, 'HELD'
    FROM campaign JOIN dial_queue_entry AS held ON held.organization_id = $1 AND held.status IN ${HELD}
    WHERE campaign.person_scope <> 'CONTACT'
  ),
  -- Two different contacts are enough to tell whether one of them is another one.
  person_number AS MATERIALIZED (
    SELECT said.phone, said.kind, min(said.contact_id) AS one_id, max(said.contact_id) AS other_id
    FROM (
      SELECT contact.phone, fact.kind, fact.contact_id
      FROM person_fact AS fact JOIN contact ON contact.organization_id = $1 AND contact.id = fact.contact_id
      UNION ALL
      SELECT further.phone, fact.kind, fact.contact_id
      FROM person_fact AS fact
      JOIN contact_number AS further ON further.organization_id = $1 AND further.contact_id = fact.contact_id
        AND ${isFurther('further')}
    ) AS said GROUP BY said.phone, said.kind
  ),
  person_sharer AS MATERIALIZED (
    SELECT said.phone, said.kind, said.one_id, said.other_id, contact.id
    FROM person_number AS said JOIN contact ON contact.organization_id = $1 AND contact.phone = said.phone
    UNION ALL
    SELECT said.phone, said.kind, said.one_id, said.other_id, further.contact_id
    FROM person_number AS said
    JOIN contact_number AS further ON further.organization_id = $1 AND further.phone = said.phone AND ${isFurther('further')}
  ),
  person_of_many AS MATERIALIZED (
    SELECT named.id, max(named.other_id) FILTER (WHERE named.kind = 'REACHED') AS reached_id,
      max(named.other_id) FILTER (WHERE named.kind = 'PROMISED') AS promised_id,
      max(named.other_id) FILTER (WHERE named.kind = 'HELD') AS held_id
    FROM (
      SELECT sharer.id, sharer.kind, CASE WHEN sharer.one_id <> sharer.id THEN sharer.one_id ELSE sharer.other_id END AS other_id
      FROM person_sharer AS sharer
      WHERE (sharer.one_id <> sharer.id OR sharer.other_id <> sharer.id) AND sharer.phone NOT IN (
        SELECT phone FROM person_sharer GROUP BY phone, kind HAVING count(*) > ${MOST_CONTACTS_OF_A_PERSON})
    ) AS named GROUP BY named.id
  ),
  -- Contacts of a person who was called lately on another of its numbers: only where somebody has several.
  lately_called_kin AS MATERIALIZED (
    SELECT DISTINCT sharer.id FROM (
      SELECT further.contact_id AS id
      FROM lately_called JOIN contact_number AS further ON further.organization_id = $1 AND further.phone = lately_called.phone
      UNION ALL
      SELECT contact.id
      FROM lately_called JOIN contact_number AS theirs ON theirs.organization_id = $1
        AND theirs.contact_id = lately_called.contact_id
      JOIN contact ON contact.organization_id = $1 AND contact.phone = theirs.phone
      UNION ALL
      SELECT further.contact_id
      FROM lately_called JOIN contact_number AS theirs ON theirs.organization_id = $1
        AND theirs.contact_id = lately_called.contact_id
      JOIN contact_number AS further ON further.organization_id = $1 AND further.phone = theirs.phone
    ) AS sharer
  ),`

/** Joins `person` for whole lists, and `called_kin`. */
export const personOfMany = `
  LEFT JOIN person_of_many AS person ON person.id = contact.id
  LEFT JOIN lately_called_kin AS called_kin ON called_kin.id = contact.id`
