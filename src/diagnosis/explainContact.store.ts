import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import type { StoredClues } from '../place/storedClues.js'
import { flag, instant, instantOrNull, jsonObject, text, textOrNull, word } from '../database/row.js'
import { eligibilityRules } from '../dialQueue/eligibility.js'
import { campaignForRules, eligibilityJoins, liveEntryJoins } from '../dialQueue/eligibilityJoins.js'

/** What one rule says about a contact at an instant. */
export interface Judgement {
  readonly ruleId: string
  readonly isBlocking: boolean
  /** What decided, for a person to read. */
  readonly value: string | null
  /** When a rule that blocks lets go by itself; null when that is not known, or it does not block. */
  readonly liftsAt: Date | null
}

/** All rules over one contact at one instant. */
export interface ContactJudgement {
  readonly at: Date
  readonly campaignStatus: CampaignStatus
  /** The contact's live entry in this campaign; null when there is none. */
  readonly liveEntryStatus: string | null
  /** The number that would be dialled, and the contact's first; E.164. */
  readonly phone: string
  readonly firstPhone: string
  /** What the place was read from beside the numbers. */
  readonly placeClues: StoredClues | null
  /** Where the number that would be dialled is, as the table place has it; null while that is unknown. */
  readonly place: { readonly region: string; readonly timeZones: string; readonly isExempt: boolean } | null
  readonly judgements: readonly Judgement[]
}

const column = (texts: readonly string[]): string => `unnest(ARRAY[${texts.join(', ')}])`

const judgeContact = statement(
  'explainContact',
  `WITH moment AS (SELECT coalesce($4::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (${campaignForRules})
   SELECT moment.at, campaign.status AS campaign_status, dialed.phone, contact.phone AS first_phone, contact.place_clues,
     dialed.region, dialed.time_zone,
     consented.is_exempt_from_hours AS is_exempt,
     CASE WHEN live_contact.campaign_id = campaign.id THEN live_contact.status END AS live_entry_status,
     ${column(eligibilityRules.map(({ id }) => `'${id}'`))} AS rule_id,
     ${column(eligibilityRules.map(({ blocks }) => `coalesce(${blocks}, false)`))} AS is_blocking,
     ${column(eligibilityRules.map(({ value }) => `(${value})::text`))} AS value,
     ${column(
       eligibilityRules.map(({ blocks, liftsAt }) =>
         liftsAt === undefined ? 'NULL::timestamptz' : `CASE WHEN ${blocks} THEN (${liftsAt})::timestamptz END`,
       ),
     )} AS lifts_at
   FROM contact CROSS JOIN campaign CROSS JOIN moment ${eligibilityJoins} ${liveEntryJoins}
   WHERE contact.organization_id = $1 AND contact.id = $3`,
)

/** Asks every rule about one contact; null when the organization has no such campaign or contact. */
export async function contactJudgement(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  contactId: string,
): Promise<ContactJudgement | null> {
  const rows = await database.query(judgeContact, [organizationId, campaignId, contactId, clock()])
  const [first] = rows
  if (first === undefined) return null
  const timeZones = textOrNull(first, 'time_zone')
  return {
    at: instant(first, 'at'),
    campaignStatus: word(first, 'campaign_status', campaignStatuses),
    liveEntryStatus: textOrNull(first, 'live_entry_status'),
    phone: text(first, 'phone'),
    firstPhone: text(first, 'first_phone'),
    placeClues: first['place_clues'] === null ? null : jsonObject(first, 'place_clues'),
    place: timeZones === null ? null : { region: text(first, 'region'), timeZones, isExempt: flag(first, 'is_exempt') },
    judgements: rows.map((row) => ({
      ruleId: text(row, 'rule_id'),
      isBlocking: flag(row, 'is_blocking'),
      value: textOrNull(row, 'value'),
      liftsAt: instantOrNull(row, 'lifts_at'),
    })),
  }
}
