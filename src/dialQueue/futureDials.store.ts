import { nextOpenings } from '../callingHours/nextOpening.js'
import { placeOf } from '../callingHours/callingSpan.store.js'
import { isAgentPresent } from '../callback/callback.js'
import type { Clock } from '../database/clock.js'
import { planForWholeLists, statement, type Queryable } from '../database/database.js'
import { flag, instant, instantOrNull, text, textOrNull, texts } from '../database/row.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'
import { eligibilityRules } from './eligibility.js'
import { campaignForRules, liveEntryJoins, wholeListJoins, wholeListSets } from './eligibilityJoins.js'
import { isSpanOfLane } from './laneHours.js'

/** Contacts of one place who need the same skills, as time alone makes them dialable. */
export interface FutureDials {
  /** As the table place has them. */
  readonly region: string
  readonly timeZones: string
  /** A consent exempts them from the hours of the pack. */
  readonly isExempt: boolean
  readonly skills: readonly string[]
  /** Who promised them a callback and is offered it first; null: nobody. */
  readonly agentId: string | null
  /** From when on the first of them is held back by nothing but calling hours: for that agent, and for the others. */
  readonly readyAt: Date
  readonly releasedAt: Date
  /** The first opening at or after those instants; null: none within the stored spans, a week and a day. */
  readonly opensAt: Date | null
  readonly releasedOpensAt: Date | null
}

/** What a campaign may dial later, judged at one instant. */
export interface CampaignFuture {
  readonly at: Date
  readonly groups: readonly FutureDials[]
}

// The contact's own place in the queue is not in its way; a call under way is.
const otherRules = eligibilityRules.filter(({ id }) => id !== 'already-queued' && id !== 'calling-hours')
const lifts = otherRules.flatMap(({ blocks, liftsAt }) =>
  liftsAt === undefined ? [] : [`CASE WHEN ${blocks} THEN ${liftsAt} END`],
)
const stuck = otherRules.map(({ blocks, liftsAt }) =>
  liftsAt === undefined ? `coalesce(${blocks}, false)` : `coalesce(${blocks} AND (${liftsAt}) IS NULL, false)`,
)

const firstOpening = (from: string): string => `(
  SELECT greatest(hours.from_at, ${from}) FROM calling_span AS hours
  WHERE ${isSpanOfLane('hours', 'later')} AND hours.is_open AND hours.until_at > ${from}
  ORDER BY hours.from_at LIMIT 1)`

// At one place who is ready first is dialable first, so one instant stands for all of a group: few rows come of a million.
const judgeFuture = statement(
  'futureDials',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
   refilled AS (SELECT is_refilled FROM campaign WHERE organization_id = $1 AND id = $2),
   campaign AS MATERIALIZED (${campaignForRules}),
   ${wholeListSets}
   judged AS (
     SELECT dialed.region, dialed.time_zone AS time_zones, consented.is_exempt_from_hours AS is_exempt,
       contact.required_skills AS skills, hours.is_open,
       live_contact.id IS NOT NULL AS is_queued,
       CASE WHEN promise.agent_id IS NOT NULL AND contact.status = 'CALLBACK' AND promise.campaign_id = campaign.id
         AND ${isAgentPresent('promise.agent_id')} THEN promise.agent_id END AS agent_id,
       promise.due_at + make_interval(mins => promise.grace_minutes) AS released_at, verdict.*
     FROM campaign CROSS JOIN moment
     JOIN campaign_list AS chosen ON chosen.organization_id = $1 AND chosen.campaign_id = $2
     JOIN contact ON contact.organization_id = $1 AND contact.list_id = chosen.list_id
     ${wholeListJoins} ${liveEntryJoins}
     CROSS JOIN LATERAL (
       SELECT greatest(moment.at, ${lifts.join(', ')}) AS ready_at,
         -- An entry under a number that the contact no longer has waits for a job, not for time.
         coalesce(live_contact.campaign_id = campaign.id AND (live_contact.status <> 'QUEUED'
           OR live_contact.phone <> dialed.phone), false) OR ${stuck.join(' OR ')} AS is_stuck
       OFFSET 0
     ) AS verdict
   ),
   later AS MATERIALIZED (
     SELECT region, time_zones, is_exempt, skills, agent_id, min(ready_at) AS ready_at,
       min(CASE WHEN agent_id IS NULL THEN ready_at ELSE greatest(ready_at, released_at) END) AS released_at
     FROM judged CROSS JOIN moment
     WHERE NOT is_stuck AND time_zones IS NOT NULL
       -- Nobody queues by itself what could be dialled now in a campaign that is filled by hand.
       AND ((SELECT is_refilled FROM refilled) OR is_queued OR ready_at > moment.at OR is_open IS NOT TRUE)
     GROUP BY region, time_zones, is_exempt, skills, agent_id
   )
   SELECT moment.at, later.*, ${firstOpening('later.ready_at')} AS opens_at,
     ${firstOpening('later.released_at')} AS released_opens_at
   FROM moment CROSS JOIN campaign LEFT JOIN later ON true`,
)

/**
 * Judges every contact of the campaign's lists for later: seconds for a million. In a transaction of its own, behind
 * `ensureCallingSpans`. Nothing at all for a campaign that does not exist.
 */
export async function judgeFutureDials(
  transaction: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
): Promise<CampaignFuture> {
  await transaction.query(planForWholeLists, [])
  const rows = await transaction.query(judgeFuture, [organizationId, campaignId, clock()])
  return {
    at: rows[0] === undefined ? new Date(0) : instant(rows[0], 'at'),
    groups: rows.flatMap((row) => (textOrNull(row, 'region') === null ? [] : [parseGroup(row)])),
  }
}

function parseGroup(row: Parameters<typeof text>[0]): FutureDials {
  return {
    region: text(row, 'region'),
    timeZones: text(row, 'time_zones'),
    isExempt: flag(row, 'is_exempt'),
    skills: texts(row, 'skills'),
    agentId: textOrNull(row, 'agent_id'),
    readyAt: instant(row, 'ready_at'),
    releasedAt: instant(row, 'released_at'),
    opensAt: instantOrNull(row, 'opens_at'),
    releasedOpensAt: instantOrNull(row, 'released_opens_at'),
  }
}

/** An agent who asks. */
export interface Asker {
  readonly agentId: string
  readonly skills: readonly string[]
}

/** The earliest instant at which one of the contacts can be handed to one of those who ask (null: to anybody); null: never by time alone. */
export async function earliestDial(
  queryable: Queryable,
  { organizationId, campaignId }: CampaignKey,
  { groups }: CampaignFuture,
  askers: readonly Asker[] | null,
): Promise<Date | null> {
  const possible = groups.flatMap((group) => {
    if (askers === null || askers.some(({ agentId }) => agentId === group.agentId)) {
      return [{ group, from: group.readyAt, at: group.opensAt }]
    }
    const isAble = askers.some(({ skills }) => group.skills.every((skill) => skills.includes(skill)))
    return isAble ? [{ group, from: group.releasedAt, at: group.releasedOpensAt }] : []
  })
  const known = possible.flatMap(({ at }) => (at === null ? [] : [at.getTime()]))
  if (known.length > 0) return new Date(Math.min(...known))
  const questions = possible.map(({ group, from }) => ({ place: placeOf(group), from }))
  const openings = await nextOpenings(queryable, organizationId, campaignId, questions)
  const later = openings.flatMap((at) => (at === null ? [] : [at.getTime()]))
  return later.length === 0 ? null : new Date(Math.min(...later))
}
