import { contactColumns } from '../contact/contact.js'
import { statement, type Statement } from '../database/database.js'
import { claimOrder } from './claimOrder.js'
import { entryColumns } from './dialQueueEntry.js'
import { blockedBy, claimRules, passedRules } from './eligibility.js'
import { campaignForRules, eligibilityJoins } from './eligibilityJoins.js'

/** Most wishes in one statement: enough to share a commit, few enough to keep the statement short. */
export const CLAIM_BATCH_SIZE = 64

/** The statements there are, by the wishes they can take: each is planned once per connection, which takes 20 ms. */
export const claimSizes = [1, 4, 16, CLAIM_BATCH_SIZE] as const

/**
 * How far the pick looks. NEAR: as many entries as are wanted and as many again as another instance may hold locked at
 * this moment. FAR: for when the head of the queue is full of entries that a rule has come to forbid since they were queued.
 */
export type PickReach = 'NEAR' | 'FAR'
const FAR_ENTRIES = 5_000
/** Due callbacks of an agent that are looked at for one that may be dialled now. */
const OWN_CALLBACKS = 16

/**
 * The re-check at the moment of the claim, for one entry. A scalar subquery, which the planner cannot turn into a join:
 * joined, it hashed all contacts and sorted the whole queue for one row (measured: 800 ms against 1 ms at 200,000).
 */
const isEligible = `(
  SELECT entry.phone = dialed.phone AND NOT ${blockedBy(claimRules)}
  FROM contact CROSS JOIN campaign CROSS JOIN moment ${eligibilityJoins}
  WHERE contact.organization_id = $1 AND contact.id = entry.contact_id)`

/**
 * The claim (design, section 5), for up to `size` agents at once. Locks, in this order: the agents (by id), the list
 * shares (by list; only where lists have weights), then entries (SKIP LOCKED, so never waited for), then, in the triggers,
 * the counters. The limits are literals because the planner must know how few rows are wanted: with a parameter it sorts
 * the whole queue. Hence a few texts, by size and reach.
 *
 * The agents of one statement have the same skills: those of the first. The others are left for the next statement.
 *
 * $1 organization $2 campaign $3 agents $4 keys $5 input hashes $6 now $7 lease seconds RESERVED $8 DIALING
 * $9 floor: arrivals, $10 lanes, and of each lane: $11 callback rank $12 urgency $13 turn at $14 id $15 who asks
 */
export function claimStatement(size: number, reach: PickReach): Statement {
  const window = reach === 'NEAR' ? size + CLAIM_BATCH_SIZE : FAR_ENTRIES
  return statement(
    `claimNextEntries${reach}${size}`,
    `
WITH moment AS MATERIALIZED (
  SELECT coalesce($6::timestamptz, now()) AS at,
    -- For the audit log, whose triggers fire when this statement ends.
    set_config('dialqueue.actor', $15, true) AS actor, set_config('dialqueue.rules', '${passedRules}', true) AS rules
),
campaign AS MATERIALIZED (SELECT * FROM (${campaignForRules}) AS campaign WHERE status = 'ACTIVE'),
wish AS (
  SELECT agent_id, idempotency_key, input_hash, position
  FROM unnest($3::bigint[], $4::text[], $5::text[]) WITH ORDINALITY AS w (agent_id, idempotency_key, input_hash, position)
),
-- The lock makes two claims for one agent wait for each other; the second then sees the agent BUSY.
free AS MATERIALIZED (
  SELECT wish.agent_id, wish.idempotency_key, wish.input_hash, wish.position, agent.skills
  FROM wish
  CROSS JOIN campaign
  CROSS JOIN moment
  JOIN campaign_agent AS member
    ON member.organization_id = $1 AND member.campaign_id = $2 AND member.agent_id = wish.agent_id
  JOIN agent ON agent.organization_id = $1 AND agent.id = wish.agent_id
  WHERE agent.status = 'AVAILABLE' AND moment.rules IS NOT NULL AND NOT EXISTS (
    SELECT FROM idempotency_key AS known WHERE known.organization_id = $1 AND known.key = wish.idempotency_key)
  -- AVAILABLE means this already; asked all the same, because one agent whose status were wrong would otherwise fail the
  -- claims of all who share the statement.
  AND NOT EXISTS (
    SELECT FROM dial_queue_entry AS held
    WHERE held.organization_id = $1 AND held.assigned_agent_id = agent.id
      AND held.status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
    -- Keeps it a look per agent: as a join it read all that the whole organization holds (3 ms of 6 at 1,280 held).
    OFFSET 0)
  ORDER BY agent.id
  FOR NO KEY UPDATE OF agent
),
able AS MATERIALIZED (SELECT skills FROM free ORDER BY position LIMIT 1),
ready AS MATERIALIZED (SELECT * FROM free WHERE skills = (SELECT skills FROM able)),
arrived AS (
  SELECT coalesce(sum(arrivals), 0) AS arrivals FROM queue_counter WHERE organization_id = $1 AND campaign_id = $2
),
-- The lanes that are open now and that these agents may serve, each with the place of its floor in the arrays.
open_lane AS MATERIALIZED (
  SELECT lane.id, lane.list_id,
    CASE WHEN (SELECT arrivals FROM arrived) = $9::bigint THEN array_position($10::integer[], lane.id) END AS floor
  FROM queue_lane AS lane CROSS JOIN campaign CROSS JOIN moment
  WHERE lane.organization_id = $1 AND lane.campaign_id = $2 AND lane.skills <@ (SELECT skills FROM able)
    AND EXISTS (
      SELECT FROM calling_span AS hours
      WHERE hours.organization_id = $1 AND hours.campaign_id = $2 AND hours.hours_version = campaign.hours_version
        AND hours.region = lane.region AND hours.time_zones = lane.time_zones
        AND hours.from_at <= moment.at AND hours.until_at > moment.at AND hours.is_open)
),
-- Where the lists' shares stand, in a campaign whose lists have weights (start-time fair queueing: a list that was idle
-- joins in the present, so it neither loses its share nor makes up for what it had nothing for).
share AS MATERIALIZED (
  SELECT chosen.list_id, known.finish, known.start,
    coalesce(chosen.weight, 1)::double precision AS weight
  FROM (SELECT list_id, weight FROM campaign_list WHERE organization_id = $1 AND campaign_id = $2 ORDER BY list_id) AS chosen
  LEFT JOIN LATERAL (
    SELECT share.finish, share.start FROM list_share AS share
    WHERE share.organization_id = $1 AND share.campaign_id = $2 AND share.list_id = chosen.list_id
    FOR NO KEY UPDATE
  ) AS known ON true
  WHERE EXISTS (SELECT FROM open_lane WHERE list_id IS NOT NULL)
),
present AS (SELECT coalesce(max(start), 0) AS start FROM share),
candidate AS MATERIALIZED (
  SELECT head.*, open_lane.list_id, NULL::bigint AS own_agent_id, true AS is_in_lane
  FROM open_lane CROSS JOIN LATERAL (
    SELECT entry.id, entry.lane_id, entry.callback_rank, entry.urgency, entry.turn_at
    FROM dial_queue_entry AS entry
    WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.lane_id = open_lane.id
      AND entry.status = 'QUEUED' AND entry.callback_agent_id IS NULL
      AND (entry.callback_rank, entry.urgency, entry.turn_at, entry.id) >= (
        coalesce(($11::smallint[])[open_lane.floor], 0::smallint),
        coalesce(($12::bigint[])[open_lane.floor], -9223372036854775808),
        coalesce(($13::timestamptz[])[open_lane.floor], '-infinity'),
        coalesce(($14::bigint[])[open_lane.floor], 0))
    ORDER BY ${claimOrder('entry')} LIMIT ${window}
  ) AS head
  WHERE EXISTS (SELECT FROM ready)
  UNION ALL
  -- Callbacks whose agent has let the grace go by are anybody's.
  SELECT late.id, late.lane_id, late.callback_rank, late.urgency, late.turn_at, open_lane.list_id, NULL, false
  FROM (
    SELECT entry.id, entry.lane_id, entry.callback_rank, entry.urgency, entry.turn_at
    FROM dial_queue_entry AS entry
    WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED'
      AND entry.callback_agent_id IS NOT NULL AND entry.callback_released_at <= (SELECT at FROM moment)
      AND entry.callback_agent_id <> ALL (ARRAY(SELECT agent_id FROM ready))
    ORDER BY entry.callback_released_at, entry.id LIMIT ${window}
  ) AS late
  JOIN open_lane ON open_lane.id = late.lane_id
  UNION ALL
  -- Callbacks that these very agents promised: whatever skills they need.
  SELECT own.id, own.lane_id, own.callback_rank, own.urgency, own.turn_at, NULL, ready.agent_id, false
  FROM ready CROSS JOIN LATERAL (
    SELECT entry.id, entry.lane_id, entry.callback_rank, entry.urgency, entry.turn_at
    FROM dial_queue_entry AS entry
    WHERE entry.organization_id = $1 AND entry.campaign_id = $2 AND entry.status = 'QUEUED'
      AND entry.callback_agent_id = ready.agent_id
    ORDER BY entry.urgency, entry.turn_at, entry.id LIMIT ${OWN_CALLBACKS}
  ) AS own
),
-- Who is served together: an agent's own callbacks, a weighted list, or simply all.
kin AS (
  SELECT list_id, own_agent_id, CASE WHEN own_agent_id IS NULL THEN (SELECT count(*) FROM ready) ELSE 1 END AS wanted
  FROM candidate GROUP BY list_id, own_agent_id
),
-- Each in its order, judged and locked only when its turn comes, until there are enough. What a rule has come to forbid
-- takes no turn; what somebody else is taking is skipped.
passing AS MATERIALIZED (
  SELECT pick.*
  FROM kin CROSS JOIN LATERAL (
    SELECT waiting.*
    FROM (
      SELECT * FROM candidate
      WHERE candidate.list_id IS NOT DISTINCT FROM kin.list_id AND candidate.own_agent_id IS NOT DISTINCT FROM kin.own_agent_id
      ORDER BY ${claimOrder('candidate')} OFFSET 0
    ) AS waiting
    CROSS JOIN LATERAL (
      SELECT FROM dial_queue_entry AS entry
      WHERE entry.organization_id = $1 AND entry.id = waiting.id AND entry.status = 'QUEUED' AND ${isEligible}
      FOR UPDATE OF entry SKIP LOCKED
    ) AS locked
    LIMIT kin.wanted
  ) AS pick
),
-- The total order: own callbacks, callbacks, shares, priority, attempts, age, id.
ranked AS MATERIALIZED (
  SELECT passing.*, row_number() OVER (ORDER BY passing.callback_rank, turn, ${claimOrder('passing')}) AS rank
  FROM (
    SELECT passing.*, coalesce(coalesce(share.finish, present.start)
      + (row_number() OVER (PARTITION BY passing.list_id ORDER BY ${claimOrder('passing')}) - 1) / share.weight, 0) AS turn
    FROM passing CROSS JOIN present
    LEFT JOIN share ON share.list_id = passing.list_id
    WHERE passing.own_agent_id IS NULL
  ) AS passing
),
paired AS MATERIALIZED (
  SELECT passing.id, passing.own_agent_id AS agent_id, NULL::bigint AS list_id, false AS is_in_lane
  FROM passing WHERE passing.own_agent_id IS NOT NULL
  UNION ALL
  SELECT ranked.id, ranked_agent.agent_id, ranked.list_id, ranked.is_in_lane
  FROM ranked
  JOIN (SELECT agent_id, row_number() OVER (ORDER BY position) AS rank FROM ready
        WHERE agent_id NOT IN (SELECT own_agent_id FROM passing WHERE own_agent_id IS NOT NULL)) AS ranked_agent USING (rank)
),
claimed AS (
  UPDATE dial_queue_entry AS entry SET
    status = CASE campaign.dial_method WHEN 'PREVIEW' THEN 'RESERVED' ELSE 'DIALING' END,
    assigned_agent_id = paired.agent_id,
    dialed_at = CASE campaign.dial_method WHEN 'PREVIEW' THEN NULL ELSE moment.at END,
    lease_expires_at = moment.at + make_interval(
      secs => CASE campaign.dial_method WHEN 'PREVIEW' THEN $7::double precision ELSE $8::double precision END),
    version = entry.version + 1
  FROM paired CROSS JOIN campaign CROSS JOIN moment
  WHERE entry.organization_id = $1 AND entry.id = paired.id
  RETURNING ${entryColumns('entry')}
),
busy AS (
  UPDATE agent SET status = 'BUSY', status_changed_at = moment.at
  FROM claimed CROSS JOIN moment
  WHERE agent.organization_id = $1 AND agent.id = claimed.assigned_agent_id
),
served_list AS (
  SELECT list_id, count(*) AS entries FROM paired WHERE list_id IS NOT NULL GROUP BY list_id
),
turn AS (
  SELECT share.list_id, share.weight, coalesce(share.finish, present.start) AS start, coalesce(served.entries, 0) AS entries,
    EXISTS (SELECT FROM candidate WHERE candidate.list_id = share.list_id) AS is_waiting
  FROM share CROSS JOIN present LEFT JOIN served_list AS served ON served.list_id = share.list_id
),
future AS (
  SELECT greatest(present.start, max(turn.start + (turn.entries - 1) / turn.weight) FILTER (WHERE turn.entries > 0)) AS start
  FROM turn CROSS JOIN present GROUP BY present.start
),
-- A list that has something waiting keeps its turn however late it comes; one that has not stays in the present.
shared AS (
  INSERT INTO list_share (organization_id, campaign_id, list_id, finish, start)
  SELECT $1, $2, turn.list_id,
    CASE WHEN is_waiting THEN turn.start + turn.entries / turn.weight ELSE greatest(turn.start, future.start) END, future.start
  FROM turn CROSS JOIN future WHERE EXISTS (SELECT FROM served_list)
  ON CONFLICT (organization_id, campaign_id, list_id) DO UPDATE SET finish = excluded.finish, start = excluded.start
),
remembered AS (
  INSERT INTO idempotency_key (organization_id, key, operation, input_hash, entry_id, created_at)
  SELECT $1, ready.idempotency_key, 'nextContact', ready.input_hash, claimed.id, moment.at
  FROM claimed CROSS JOIN moment JOIN ready ON ready.agent_id = claimed.assigned_agent_id
  WHERE ready.idempotency_key IS NOT NULL
)
SELECT ${entryColumns('claimed')}, ${contactColumns('contact', 'contact_')},
  arrived.arrivals AS floor_arrivals, last.lane_id AS floor_lane_id, last.callback_rank AS floor_callback_rank,
  last.urgency AS floor_urgency, last.turn_at AS floor_turn_at, last.id AS floor_id,
  ARRAY(SELECT agent_id::text FROM free WHERE skills <> (SELECT skills FROM able)) AS left_agents
FROM arrived
LEFT JOIN (claimed JOIN contact ON contact.organization_id = $1 AND contact.id = claimed.contact_id) ON true
LEFT JOIN ranked AS last ON last.id = claimed.id AND last.is_in_lane`,
  )
}
