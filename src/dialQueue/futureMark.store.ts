import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { flag, instant, number, text } from '../database/row.js'
import { NotFoundError } from '../domainError.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'

const readMark = statement(
  'futureMark',
  `SELECT coalesce($3::timestamptz, now())::timestamptz(3) AS at, md5(concat_ws('|', campaign::text,
     (SELECT string_agg(list.list_id || '=' || contacts.count, ',' ORDER BY list.list_id)
      FROM campaign_list AS list CROSS JOIN LATERAL (
        SELECT coalesce(sum(counter.contacts), 0) AS count FROM contact_list_counter AS counter
        WHERE counter.organization_id = list.organization_id AND counter.list_id = list.list_id) AS contacts
      WHERE list.organization_id = campaign.organization_id AND list.campaign_id = campaign.id),
     (SELECT sum(counter.changes) FROM queue_counter AS counter
      WHERE counter.organization_id = campaign.organization_id AND counter.campaign_id = campaign.id),
     (SELECT string_agg(cap::text, ',' ORDER BY cap::text) FROM campaign_cap AS cap
      WHERE cap.organization_id = campaign.organization_id AND cap.campaign_id = campaign.id))) AS mark,
     (SELECT coalesce(sum(counter.contacts), 0) FROM campaign_list AS list
      JOIN contact_list_counter AS counter ON counter.organization_id = list.organization_id AND counter.list_id = list.list_id
      WHERE list.organization_id = campaign.organization_id AND list.campaign_id = campaign.id) AS contacts,
     relies_on_registry IS NOT NULL OR reassigned_max_age_days IS NOT NULL OR EXISTS (
       SELECT FROM campaign_consent AS said
       WHERE said.organization_id = campaign.organization_id AND said.campaign_id = campaign.id) AS may_forbid_later
   FROM campaign WHERE organization_id = $1 AND id = $2`,
)

/** What a judgement of the future follows from, as far as counters tell. */
export interface FutureMark {
  readonly at: Date
  /** Another one: the campaign, its lists, its calls or its caps have changed. */
  readonly mark: string
  /** Contacts to be judged. */
  readonly contacts: number
  /** Time alone may come to forbid a contact: a consent, an answer or a registry's copy that grows too old. */
  readonly mayForbidLater: boolean
}

/** Looks at counters only. Throws NotFoundError when there is no such campaign. */
export async function futureMark(
  database: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
): Promise<FutureMark> {
  const row = (await database.query(readMark, [organizationId, campaignId, clock()]))[0]
  if (row === undefined) throw new NotFoundError('Campaign')
  return {
    at: instant(row, 'at'),
    mark: text(row, 'mark'),
    contacts: number(row, 'contacts'),
    mayForbidLater: flag(row, 'may_forbid_later'),
  }
}
