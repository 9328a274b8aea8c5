import type { Clock } from '../database/clock.js'
import { planForWholeLists, statement, type Database, type Queryable } from '../database/database.js'
import { text, textOrNull } from '../database/row.js'
import { blockedBy, blockedForGood, claimRules, finalRules } from '../dialQueue/eligibility.js'
import { campaignForRules, eligibilityJoins, wholeListJoins, wholeListSets } from '../dialQueue/eligibilityJoins.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'

/** By these a contact is no part of the campaign at all. */
const outsideRules = claimRules.filter(({ id }) => id === 'listed' || id === 'campaign-filter')
/** The campaign is done with the contact, or it never was its. What waits for somebody (a registry to be imported, a time
 * zone to be entered, another campaign's promise) or for time (a suppression until tomorrow) is neither: such a campaign is
 * not done. */
const isOver = `(${blockedForGood(finalRules)} OR ${blockedBy(outsideRules)})`

const isIdle = `
  campaign.status = 'ACTIVE' AND campaign.closes_when_done
  AND NOT EXISTS (SELECT FROM dial_queue_entry AS live WHERE live.organization_id = campaign.organization_id
    AND live.campaign_id = campaign.id AND live.status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'))
  AND NOT EXISTS (SELECT FROM callback AS promise WHERE promise.organization_id = campaign.organization_id
    AND promise.campaign_id = campaign.id AND promise.status = 'OPEN')`

const readIdle = statement(
  'idleCampaigns',
  `SELECT campaign.organization_id, campaign.id, upkeep.open_contact_id::text AS open_contact_id
   FROM campaign
   LEFT JOIN campaign_upkeep AS upkeep
     ON upkeep.organization_id = campaign.organization_id AND upkeep.campaign_id = campaign.id
   WHERE ${isIdle} ORDER BY campaign.organization_id, campaign.id`,
)

/** A campaign that may be done, and the contact that kept it open when last looked at. */
export interface IdleCampaign extends CampaignKey {
  readonly openContactId: string | null
}

/** ACTIVE campaigns of all organizations that close by themselves and have neither a live entry nor an open callback. */
export async function idleCampaigns(database: Queryable): Promise<IdleCampaign[]> {
  return (await database.query(readIdle, [])).map((row) => ({
    organizationId: text(row, 'organization_id'),
    campaignId: text(row, 'id'),
    openContactId: textOrNull(row, 'open_contact_id'),
  }))
}

// By id, so that the search can go on behind the contact that was found last time: it stops at the first one.
const readOpen = statement(
  'openContactFrom',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (${campaignForRules})
   SELECT contact.id FROM contact CROSS JOIN moment CROSS JOIN campaign ${eligibilityJoins}
   WHERE contact.organization_id = $1 AND contact.id >= $4::bigint AND listed.list_id IS NOT NULL
     AND NOT ${isOver}
   ORDER BY contact.id LIMIT 1`,
)

/** The first contact of the campaign's lists, from this id on, that may be dialled again some day; null when none is. */
export async function openContactFrom(
  database: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
  contactId: string,
): Promise<string | null> {
  const row = (await database.query(readOpen, [organizationId, campaignId, clock(), contactId]))[0]
  return row === undefined ? null : text(row, 'id')
}

const keepOpenContact = statement(
  'rememberOpenContact',
  `INSERT INTO campaign_upkeep (organization_id, campaign_id, open_contact_id) VALUES ($1, $2, $3::bigint)
   ON CONFLICT (organization_id, campaign_id) DO UPDATE SET open_contact_id = excluded.open_contact_id`,
)

/** Asked first by the next look. */
export async function rememberOpenContact(
  database: Database,
  { organizationId, campaignId }: CampaignKey,
  contactId: string,
): Promise<void> {
  await database.write(keepOpenContact, [organizationId, campaignId, contactId])
}

// All contacts once more, under the locks: at least one belongs to the campaign, and none may ever be dialled again.
const complete = statement(
  'completeFinishedCampaign',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   rules AS MATERIALIZED (${campaignForRules}),
   done AS MATERIALIZED (
     WITH campaign AS MATERIALIZED (SELECT * FROM rules),
     ${wholeListSets}
     verdict AS (
       SELECT coalesce(bool_and(${isOver}) AND bool_or(NOT ${blockedBy(outsideRules)}), false) AS is_done
       FROM campaign CROSS JOIN moment
       JOIN campaign_list AS chosen ON chosen.organization_id = $1 AND chosen.campaign_id = $2
       JOIN contact ON contact.organization_id = $1 AND contact.list_id = chosen.list_id
       ${wholeListJoins}
     )
     SELECT is_done FROM verdict
   )
   UPDATE campaign SET status = 'COMPLETED' FROM done
   WHERE done.is_done AND campaign.organization_id = $1 AND campaign.id = $2 AND ${isIdle}
   RETURNING campaign.id`,
)

/**
 * Makes the campaign COMPLETED if it is done: true when it was. Call it with generation and the campaign locked, so that
 * nothing is queued for it meanwhile.
 */
export async function completeIfFinished(
  transaction: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
): Promise<boolean> {
  await transaction.query(planForWholeLists, [])
  return (await transaction.query(complete, [organizationId, campaignId, clock()])).length > 0
}
