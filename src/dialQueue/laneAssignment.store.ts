import { consentOfOne } from '../consent/consentRule.store.js'
import { planForWholeLists, statement, type Queryable } from '../database/database.js'
import { text } from '../database/row.js'
import { turnAt, urgency } from './claimOrder.js'

// What puts entries that are QUEUED already where generate would put them now. A claim locks entries and skips locked
// ones, so nobody waits for these; a claim that is under way makes these wait, and whatever it took is left alone.

/**
 * Entries to their lanes: the place of the number that they dial, their contact's skills and, in a campaign whose lists
 * have weights, its list. An entry whose number has no known zone is in no lane, as it is handed out to nobody.
 */
function relane(scope: string): string {
  return `
WITH placed AS MATERIALIZED (
  SELECT entry.id, entry.campaign_id, entry.lane_id,
    CASE WHEN number.phone IS NULL THEN contact.region ELSE number.region END AS region,
    CASE WHEN number.phone IS NULL THEN contact.time_zone ELSE number.time_zone END AS time_zones,
    CASE WHEN EXISTS (SELECT FROM campaign_list AS weighed WHERE weighed.organization_id = entry.organization_id
        AND weighed.campaign_id = entry.campaign_id AND weighed.weight IS NOT NULL)
      THEN contact.list_id ELSE 0 END AS list_id,
    contact.required_skills AS skills, consented.is_exempt_from_hours AS is_exempt
  FROM (SELECT now() AS at) AS moment CROSS JOIN campaign_list AS chosen
  JOIN campaign ON campaign.organization_id = $1 AND campaign.id = chosen.campaign_id
  JOIN contact ON contact.organization_id = $1 AND contact.list_id = chosen.list_id
  JOIN dial_queue_entry AS entry ON entry.organization_id = $1 AND entry.campaign_id = chosen.campaign_id
    AND entry.contact_id = contact.id AND entry.status = 'QUEUED'
  LEFT JOIN contact_number AS number ON number.organization_id = entry.organization_id
    AND number.contact_id = entry.contact_id AND number.phone = entry.phone
  LEFT JOIN callback AS promise ON promise.organization_id = entry.organization_id
    AND promise.contact_id = entry.contact_id AND promise.status = 'OPEN'
  CROSS JOIN LATERAL (
    SELECT entry.phone, CASE WHEN number.phone IS NULL THEN contact.region ELSE number.region END AS region,
      CASE WHEN number.phone IS NULL THEN contact.line_type ELSE number.line_type END AS line_type
  ) AS dialed
  ${consentOfOne}
  WHERE chosen.organization_id = $1 AND ${scope}
),
wanted AS (
  SELECT DISTINCT campaign_id, region, time_zones, is_exempt, list_id, skills FROM placed WHERE time_zones IS NOT NULL
),
known AS (
  SELECT lane.campaign_id, lane.id, lane.region, lane.time_zones, lane.is_exempt, coalesce(lane.list_id, 0) AS list_id, lane.skills
  FROM queue_lane AS lane
  WHERE lane.organization_id = $1 AND lane.campaign_id IN (SELECT campaign_id FROM wanted)
),
added AS (
  INSERT INTO queue_lane (organization_id, campaign_id, region, time_zones, is_exempt, list_id, skills)
  SELECT $1, wanted.campaign_id, wanted.region, wanted.time_zones, wanted.is_exempt, nullif(wanted.list_id, 0), wanted.skills
  FROM wanted
  WHERE NOT EXISTS (SELECT FROM known WHERE known.campaign_id = wanted.campaign_id AND known.region = wanted.region
    AND known.time_zones = wanted.time_zones AND known.is_exempt = wanted.is_exempt AND known.list_id = wanted.list_id AND known.skills = wanted.skills)
  ON CONFLICT (organization_id, campaign_id, region, time_zones, is_exempt, coalesce(list_id, 0), skills)
    DO UPDATE SET region = excluded.region
  RETURNING campaign_id, id, region, time_zones, is_exempt, coalesce(list_id, 0) AS list_id, skills
),
lane AS (SELECT * FROM known UNION ALL SELECT * FROM added),
moved AS (
  SELECT placed.id, coalesce(lane.id, 0) AS lane_id
  FROM placed LEFT JOIN lane ON lane.campaign_id = placed.campaign_id AND lane.region = placed.region
    AND lane.time_zones = placed.time_zones AND lane.is_exempt = placed.is_exempt AND lane.list_id = placed.list_id AND lane.skills = placed.skills
  WHERE coalesce(lane.id, 0) <> placed.lane_id
)
UPDATE dial_queue_entry AS entry SET lane_id = moved.lane_id
FROM moved WHERE entry.organization_id = $1 AND entry.id = moved.id AND entry.status = 'QUEUED'`
}

const relaneCampaign = statement('relaneQueue', relane('chosen.campaign_id = $2'))

/** Puts the campaign's QUEUED entries into the lanes that its lists and their weights ask for now. */
export async function relaneQueue(transaction: Queryable, organizationId: string, campaignId: string): Promise<void> {
  await transaction.query(planForWholeLists, [])
  await transaction.query(relaneCampaign, [organizationId, campaignId])
}

const lockRelaned = statement(
  'lockRelanedEntries',
  `SELECT count(*) AS count FROM (
     SELECT 1
     FROM contact_relane
     JOIN contact ON contact.organization_id = $1 AND contact.id = contact_relane.contact_id
     JOIN campaign_list AS chosen ON chosen.organization_id = $1 AND chosen.list_id = contact.list_id
     JOIN dial_queue_entry AS entry ON entry.organization_id = $1 AND entry.campaign_id = chosen.campaign_id
       AND entry.contact_id = contact.id AND entry.status = 'QUEUED'
     ORDER BY entry.id FOR UPDATE OF entry
   ) AS locked`,
)
const createRelane = statement(
  'createRelane',
  'CREATE TEMPORARY TABLE contact_relane (contact_id bigint NOT NULL) ON COMMIT DROP',
)
const nameRelaned = statement('nameRelaned', 'INSERT INTO contact_relane SELECT unnest($1::bigint[])')

/** Outside of an import: names these contacts in contact_relane, for the two below. Once in a transaction. */
export async function nameForRelane(transaction: Queryable, contactIds: readonly string[]): Promise<void> {
  await transaction.query(createRelane, [])
  await transaction.query(nameRelaned, [contactIds])
}

const relaneRelaned = statement('relaneImported', relane('contact.id IN (SELECT contact_id FROM contact_relane)'))

/** Within an import: locks the QUEUED entries of the contacts in contact_relane, entries before contacts. */
export async function lockRelanedEntries(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(lockRelaned, [organizationId])
}

/** Within an import, behind the change of the contacts: puts those entries into the lanes that they belong into now. */
export async function relaneImported(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(relaneRelaned, [organizationId])
}

const readExempting = statement(
  'campaignsExemptingFromHours',
  'SELECT id FROM campaign WHERE organization_id = $1 AND exempts_from_hours',
)
const relanePeople = statement(
  'relaneForConsent',
  relane(`chosen.campaign_id = ANY ($2::bigint[]) AND contact.id IN (
    SELECT $3::bigint
    UNION SELECT known.id FROM contact AS known WHERE known.organization_id = $1 AND known.phone = $4
    UNION SELECT known.contact_id FROM contact_number AS known WHERE known.organization_id = $1 AND known.phone = $4)`),
)

/**
 * Puts the QUEUED entries of a contact, or of whoever has a number, into the lanes in which a consent lets them be called
 * beyond the hours of the pack. One look where no campaign exempts anybody from its hours.
 */
export async function relaneForConsent(
  transaction: Queryable,
  organizationId: string,
  { contactId, phone }: { readonly contactId: string | null; readonly phone: string | null },
): Promise<void> {
  const campaignIds = (await transaction.query(readExempting, [organizationId])).map((row) => text(row, 'id'))
  if (campaignIds.length === 0) return
  await transaction.query(relanePeople, [organizationId, campaignIds, contactId, phone])
}

/** Since the last reset of the contact's list. */
const attemptOfEntry = `(entry.attempt - coalesce((SELECT progress.attempts_before_reset FROM campaign_contact AS progress
  WHERE progress.organization_id = $1 AND progress.campaign_id = $2 AND progress.contact_id = entry.contact_id), 0))`
const rerank = statement(
  'rerankQueue',
  `UPDATE dial_queue_entry AS entry
   SET urgency = ${urgency('entry', attemptOfEntry, 'campaign')},
     turn_at = ${turnAt('entry', attemptOfEntry, 'entry.queued_at', 'campaign')}
   FROM campaign
   WHERE campaign.organization_id = $1 AND campaign.id = $2
     AND entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED'`,
)

/** Ranks the campaign's QUEUED entries by its ageing as it is now. */
export async function rerankQueue(transaction: Queryable, organizationId: string, campaignId: string): Promise<void> {
  await transaction.query(planForWholeLists, [])
  await transaction.query(rerank, [organizationId, campaignId])
}
