import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, text, word } from '../database/row.js'
import {
  blockedForGood,
  claimRules,
  exclusionReasons,
  firstReason,
  type ExclusionReason,
} from '../dialQueue/eligibility.js'
import { campaignForRules, eligibilityJoins } from '../dialQueue/eligibilityJoins.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'
import { CAMPAIGN_IS_OVER, type Callback } from './callback.js'

const readCampaigns = statement(
  'campaignsWithDueCallbacks',
  `SELECT DISTINCT organization_id, campaign_id FROM callback
   WHERE status = 'OPEN' AND due_at <= coalesce($1::timestamptz, now()) ORDER BY organization_id, campaign_id`,
)

/** Campaigns of all organizations with open callbacks whose instant has come. */
export async function campaignsWithDueCallbacks(database: Queryable, clock: Clock): Promise<CampaignKey[]> {
  return (await database.query(readCampaigns, [clock()])).map((row) => ({
    organizationId: text(row, 'organization_id'),
    campaignId: text(row, 'campaign_id'),
  }))
}

// The rules that end a promise: the others only delay it, or are the campaign's to change.
const endingRules = claimRules.filter(({ id }) => id === 'do-not-call' || id === 'valid-number')

const readForbidden = statement(
  'forbiddenCallbacks',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (${campaignForRules})
   SELECT due.id, ${firstReason(endingRules)} AS reason
   FROM campaign CROSS JOIN moment
   JOIN callback AS due ON due.organization_id = $1 AND due.campaign_id = $2 AND due.status = 'OPEN'
     AND due.due_at <= moment.at
   JOIN contact ON contact.organization_id = $1 AND contact.id = due.contact_id ${eligibilityJoins}
   WHERE ${blockedForGood(endingRules)}
   ORDER BY due.due_at, due.id LIMIT $4`,
)

/** Open callbacks of the campaign whose instant has come and whose contact may never be called again; at most `limit`. */
export async function forbiddenCallbacks(
  database: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
  limit: number,
): Promise<{ readonly id: string; readonly reason: ExclusionReason }[]> {
  const rows = await database.query(readForbidden, [organizationId, campaignId, clock(), limit])
  return rows.map((row) => ({ id: text(row, 'id'), reason: word(row, 'reason', exclusionReasons) }))
}

const readPromised = statement(
  'callbackOfEntry',
  `SELECT campaign_id, due_at FROM callback
   WHERE organization_id = $1 AND promised_by_entry_id = $2 AND contact_id = $3 AND status = 'OPEN'`,
)

/** The open callback that this entry's outcome promised: whose it is, and its instant; null when there is none. */
export async function callbackOfEntry(
  database: Queryable,
  entry: { readonly organizationId: string; readonly id: string; readonly contactId: string },
): Promise<Pick<Callback, 'organizationId' | 'campaignId' | 'contactId' | 'dueAt'> | null> {
  const { organizationId, id, contactId } = entry
  const row = (await database.query(readPromised, [organizationId, id, contactId]))[0]
  if (row === undefined) return null
  return { organizationId, contactId, campaignId: text(row, 'campaign_id'), dueAt: instant(row, 'due_at') }
}

const readLost = statement(
  'lostCallback',
  `SELECT 1 AS lost
   FROM outcome JOIN callback ON callback.organization_id = $1 AND callback.contact_id = $3
     AND callback.promised_by_entry_id = $2 AND callback.ended_reason = '${CAMPAIGN_IS_OVER}'
   WHERE outcome.organization_id = $1 AND outcome.code = $4 AND outcome.category = 'CALLBACK' LIMIT 1`,
)

/** Whether this entry's outcome promised a callback that nobody keeps, because its campaign is over. */
export async function isCallbackLost(
  database: Queryable,
  entry: {
    readonly organizationId: string
    readonly id: string
    readonly contactId: string
    readonly outcome: string | null
  },
): Promise<boolean> {
  const { organizationId, id, contactId, outcome } = entry
  return outcome !== null && (await database.query(readLost, [organizationId, id, contactId, outcome])).length > 0
}
