import { statusesAtWork } from '../agent/agent.js'
import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import type { Clock } from '../database/clock.js'
import { planForWholeLists, statement, type Queryable } from '../database/database.js'
import { flag, instant, instantOrNull, number, text, textOrNull, texts, word } from '../database/row.js'
import { NotFoundError } from '../domainError.js'
import { eligibilityRules, type EligibilityRule } from '../dialQueue/eligibility.js'
import { MOST_CONTACTS_OF_A_PERSON } from '../person/personScope.js'
import { campaignForRules, liveEntryJoins, wholeListJoins, wholeListSets } from '../dialQueue/eligibilityJoins.js'

/** Contacts of which the rules say the same. */
export interface ContactGroup {
  /** The first rule that blocks; null: none does. */
  readonly ruleId: string | null
  /** That rule is the only one. */
  readonly isAlone: boolean
  /** It waits in the campaign's queue. */
  readonly isQueued: boolean
  /** Where the number is. */
  readonly region: string
  /** Null: unknown. */
  readonly timeZones: string | null
  /** What an agent must have to be given them. */
  readonly skills: readonly string[]
  /**
   * From when on nothing but calling hours stands in the way, within a day, up to the end of that minute; null: later, or
   * nobody can say. The instant of the count when nothing does already.
   */
  readonly readyAt: Date | null
  readonly count: number
}

/** Every contact of the campaign's lists, judged at one instant. */
export interface CampaignJudgement {
  readonly at: Date
  readonly campaignStatus: CampaignStatus
  /** Numbers of its lists that more contacts have than a person can be, and how many these are. */
  readonly switchboards: { readonly numbers: number; readonly contacts: number }
  readonly groups: readonly ContactGroup[]
}

// A contact that waits in this campaign's queue is not in its own way; one that is being called is.
const rules: readonly EligibilityRule[] = eligibilityRules.map((rule) =>
  rule.id === 'already-queued' ? { ...rule, blocks: `${rule.blocks} AND live_contact.status <> 'QUEUED'` } : rule,
)
const otherThanHours = rules.map((rule, index) => ({ rule, index })).filter(({ rule }) => rule.id !== 'calling-hours')

// Each rule is evaluated once per contact; OFFSET 0 keeps the planner from copying its text to every place that reads it.
const judgeContacts = statement(
  'queueDiagnosis',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   campaign AS MATERIALIZED (${campaignForRules}),
   ${wholeListSets}
   judged AS (
     SELECT dialed.region, dialed.time_zone, contact.required_skills, coalesce(live_contact.campaign_id = campaign.id, false) AS is_queued, verdict.*
     FROM campaign CROSS JOIN moment
     JOIN campaign_list AS chosen ON chosen.organization_id = $1 AND chosen.campaign_id = $2
     JOIN contact ON contact.organization_id = $1 AND contact.list_id = chosen.list_id
     ${wholeListJoins} ${liveEntryJoins}
     CROSS JOIN LATERAL (
       SELECT ${rules.map(({ blocks }, index) => `coalesce(${blocks}, false) AS rule_${index}`).join(', ')},
         greatest(${otherThanHours
           .flatMap(({ rule }) =>
             rule.liftsAt === undefined ? [] : [`CASE WHEN ${rule.blocks} THEN ${rule.liftsAt} END`],
           )
           .join(', ')}) AS lifts_at,
         ${otherThanHours
           .map(({ rule }) =>
             rule.liftsAt === undefined
               ? `coalesce(${rule.blocks}, false)`
               : `coalesce(${rule.blocks} AND (${rule.liftsAt}) IS NULL, false)`,
           )
           .join(' OR ')} AS is_stuck
       OFFSET 0
     ) AS verdict
   )
   SELECT moment.at, campaign.status AS campaign_status, rule_id, is_alone, is_queued, region, time_zone, required_skills,
     ready_at, contacts
   FROM moment CROSS JOIN campaign LEFT JOIN (
     SELECT CASE ${rules.map(({ id }, index) => `WHEN judged.rule_${index} THEN '${id}'`).join(' ')} END AS rule_id,
       ${rules.map((_, index) => `judged.rule_${index}::integer`).join(' + ')} = 1 AS is_alone,
       is_queued, region, time_zone, required_skills,
       CASE WHEN is_stuck THEN NULL WHEN lifts_at IS NULL THEN (SELECT at FROM moment)
         WHEN lifts_at <= (SELECT at FROM moment) + interval '24 hours' THEN date_trunc('minute', lifts_at + interval '1 minute')
       END AS ready_at,
       count(*) AS contacts
     FROM judged GROUP BY 1, 2, 3, 4, 5, 6, 7
   ) AS grouped ON true`,
)

/** Judges every contact of the campaign's lists: seconds for a million. In a transaction of its own. Throws NotFoundError. */
export async function judgeCampaign(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
): Promise<CampaignJudgement> {
  await transaction.query(planForWholeLists, [])
  const rows = await transaction.query(judgeContacts, [organizationId, campaignId, clock()])
  const [first] = rows
  const [shared = {}] = await transaction.query(countSwitchboards, [organizationId, campaignId])
  if (first === undefined) throw new NotFoundError('Campaign')
  return {
    at: instant(first, 'at'),
    campaignStatus: word(first, 'campaign_status', campaignStatuses),
    switchboards: { numbers: number(shared, 'numbers'), contacts: number(shared, 'contacts') },
    groups: rows
      .filter((row) => row['contacts'] !== null)
      .map((row) => ({
        ruleId: textOrNull(row, 'rule_id'),
        isAlone: flag(row, 'is_alone'),
        isQueued: flag(row, 'is_queued'),
        region: text(row, 'region'),
        timeZones: textOrNull(row, 'time_zone'),
        skills: texts(row, 'required_skills'),
        readyAt: instantOrNull(row, 'ready_at'),
        count: number(row, 'contacts'),
      })),
  }
}

// Only the numbers are counted, by the index of them: 0.2 s for a million contacts.
const countSwitchboards = statement(
  'switchboardsOfCampaign',
  `SELECT count(*) AS numbers, coalesce(sum(shared.contacts), 0) AS contacts
   FROM (
     SELECT contact.phone, count(*) AS contacts FROM contact
     WHERE contact.organization_id = $1 GROUP BY contact.phone HAVING count(*) > ${MOST_CONTACTS_OF_A_PERSON}
   ) AS shared
   WHERE EXISTS (SELECT FROM contact JOIN campaign_list AS chosen ON chosen.organization_id = $1
       AND chosen.campaign_id = $2 AND chosen.list_id = contact.list_id
     WHERE contact.organization_id = $1 AND contact.phone = shared.phone)`,
)

const readSpans = statement(
  'diagnosisSpans',
  `SELECT span.region, span.time_zones, span.from_at, span.until_at
   FROM calling_span AS span
   JOIN campaign ON campaign.organization_id = span.organization_id AND campaign.id = span.campaign_id
     AND campaign.hours_version = span.hours_version
   WHERE span.organization_id = $1 AND span.campaign_id = $2 AND span.is_open AND NOT span.is_exempt
     AND span.until_at > $3::timestamptz AND span.from_at < $3::timestamptz + interval '8 days'
   ORDER BY span.from_at`,
)

/** When a place is open. */
export interface OpenSpan {
  readonly region: string
  readonly timeZones: string
  readonly fromAt: Date
  readonly untilAt: Date
}

/** The open hours of the campaign's places that end after the instant, earliest first. */
export async function openSpansAfter(
  database: Queryable,
  organizationId: string,
  campaignId: string,
  at: Date,
): Promise<readonly OpenSpan[]> {
  return (await database.query(readSpans, [organizationId, campaignId, at])).map((row) => ({
    region: text(row, 'region'),
    timeZones: text(row, 'time_zones'),
    fromAt: instant(row, 'from_at'),
    untilAt: instant(row, 'until_at'),
  }))
}

const readSkills = statement(
  'skillsAtWork',
  `SELECT DISTINCT agent.skills FROM campaign_agent AS member
   JOIN agent ON agent.organization_id = $1 AND agent.id = member.agent_id
   WHERE member.organization_id = $1 AND member.campaign_id = $2
     AND agent.status IN (${statusesAtWork.map((status) => `'${status}'`).join(', ')})`,
)

/** The skills of the campaign's agents at work, each combination once; none while nobody is at work. */
export async function skillsAtWork(
  database: Queryable,
  organizationId: string,
  campaignId: string,
): Promise<readonly (readonly string[])[]> {
  return (await database.query(readSkills, [organizationId, campaignId])).map((row) => texts(row, 'skills'))
}
