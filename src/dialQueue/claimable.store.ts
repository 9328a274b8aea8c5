import { statusesAtWork } from '../agent/agent.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { number, text } from '../database/row.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'
import { claimOrder } from './claimOrder.js'
import { blockedBy, claimRules } from './eligibility.js'
import { campaignForRules, eligibilityJoins } from './eligibilityJoins.js'
import { isSpanOfLane } from './laneHours.js'

// What a queue holds for the agents at work: a refill counts this, and not what stands there for tomorrow or for nobody.

/** All queues are looked at this often (job topUpQueues): what opens by the next look counts as open. */
export const REFILL_SECONDS = 10

/** The queue as agents of the same skills meet it. */
export interface Supply {
  /** Their skills joined by ' '; '*': all agents at work together, and everybody while nobody is. */
  readonly key: string
  /** Entries that they should find there. */
  readonly wanted: number
  /** What they find, counted up to `wanted`. */
  readonly claimable: number
}

/** More kinds of agents are looked at by the largest only; the others by what serves all together. */
const MOST_KINDS = 32
/** Entries that a rule has come to forbid gather at the head of the queue, because claims pass over them. */
const HEAD = 32
const LANE_HEAD = 16
/** A head with such entries is not trusted: so many are judged, one by one (40 µs each). */
const MOST_JUDGED = 5_000

const words = (list: readonly string[]): string => list.map((word) => `'${word}'`).join(', ')

/** SQL, true when the rules let the entry `seen` (contact_id, phone) be handed out now. */
const passes = `(SELECT seen.phone = dialed.phone AND NOT ${blockedBy(claimRules)}
  FROM contact CROSS JOIN campaign CROSS JOIN moment ${eligibilityJoins}
  WHERE contact.organization_id = $1 AND contact.id = seen.contact_id)`

/** What agents at work can do, by skills: `kind`; and the lanes that are open now or by the next look: `open_lane`. */
const kindsAndLanes = `
moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
campaign AS MATERIALIZED (${campaignForRules}),
kind AS MATERIALIZED (
  SELECT agent.skills, count(*) AS agents, sum(count(*)) OVER () AS all_agents, count(*) OVER () AS kinds
  FROM campaign_agent AS member
  JOIN agent ON agent.organization_id = $1 AND agent.id = member.agent_id
  WHERE member.organization_id = $1 AND member.campaign_id = $2 AND agent.status IN (${words(statusesAtWork)})
  GROUP BY agent.skills
),
open_lane AS MATERIALIZED (
  SELECT lane.id, lane.skills FROM queue_lane AS lane CROSS JOIN campaign CROSS JOIN moment
  WHERE lane.organization_id = $1 AND lane.campaign_id = $2
    AND EXISTS (SELECT FROM calling_span AS hours WHERE ${isSpanOfLane('hours', 'lane')}
      AND hours.from_at <= moment.at + interval '${REFILL_SECONDS} seconds' AND hours.until_at > moment.at AND hours.is_open)
    AND (NOT EXISTS (SELECT FROM kind) OR EXISTS (SELECT FROM kind WHERE lane.skills <@ kind.skills))
)`

const inLane = `entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.lane_id = open_lane.id
  AND entry.status = 'QUEUED' AND entry.callback_agent_id IS NULL`

/** Callbacks that one agent promised and that are anybody's by now. */
const released = `dial_queue_entry AS entry
  JOIN open_lane ON open_lane.id = entry.lane_id
  WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED'
    AND entry.callback_agent_id IS NOT NULL AND entry.callback_released_at <= (SELECT at FROM moment)`

// Each count ends at what is wanted, so nothing here grows with the queue: index ranges of at most so many entries.
const countSupply = statement(
  'queueSupply',
  `WITH ${kindsAndLanes},
   wish AS (
     SELECT '*' AS key, NULL::text[] AS skills, $4::bigint AS wanted
     UNION ALL
     (SELECT array_to_string(skills, ' '), skills, ceil($4::bigint * agents / all_agents)::bigint
      FROM kind WHERE kinds > 1 ORDER BY agents DESC, skills LIMIT ${MOST_KINDS})
   ),
   head AS MATERIALIZED (
     SELECT seen.* FROM open_lane CROSS JOIN LATERAL (
       SELECT entry.* FROM dial_queue_entry AS entry WHERE ${inLane} ORDER BY ${claimOrder('entry')} LIMIT ${LANE_HEAD}
     ) AS seen ORDER BY ${claimOrder('seen')} LIMIT ${HEAD}
   ),
   doubt AS MATERIALIZED (SELECT EXISTS (SELECT FROM head AS seen WHERE ${passes} IS NOT TRUE) AS is_there)
   SELECT wish.key, wish.wanted, least(wish.wanted, stock.count + late.count) AS claimable
   FROM wish CROSS JOIN LATERAL (
     SELECT count(*) FROM (
       SELECT FROM (
         SELECT entry.contact_id, entry.phone FROM open_lane CROSS JOIN LATERAL (
           SELECT entry.contact_id, entry.phone FROM dial_queue_entry AS entry WHERE ${inLane}
           LIMIT (SELECT CASE WHEN is_there THEN ${MOST_JUDGED} ELSE wish.wanted END FROM doubt)
         ) AS entry
         WHERE wish.skills IS NULL OR open_lane.skills <@ wish.skills
         LIMIT (SELECT CASE WHEN is_there THEN ${MOST_JUDGED} END FROM doubt)
       ) AS seen
       WHERE CASE WHEN (SELECT is_there FROM doubt) THEN ${passes} ELSE true END
       LIMIT wish.wanted
     ) AS found
   ) AS stock CROSS JOIN LATERAL (
     SELECT count(*) FROM (
       SELECT FROM ${released} AND (wish.skills IS NULL OR open_lane.skills <@ wish.skills) LIMIT wish.wanted
     ) AS found
   ) AS late`,
)

/**
 * What the campaign's queue holds that its agents at work can be handed now or by the next look: for all together
 * ('*', first), and where they differ in skills for each kind. `optimal`: entries wanted for all of them; each kind wants
 * its share. While nobody is at work everything that is open counts.
 */
export async function queueSupply(
  database: Queryable,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
  optimal: number,
): Promise<Supply[]> {
  return (await database.query(countSupply, [organizationId, campaignId, clock(), optimal])).map((row) => ({
    key: text(row, 'key'),
    wanted: number(row, 'wanted'),
    claimable: number(row, 'claimable'),
  }))
}
