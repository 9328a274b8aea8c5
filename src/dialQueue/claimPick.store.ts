import { claimOrder } from './claimOrder.js'
import { blockedBy, claimRules } from './eligibility.js'
import { eligibilityJoins } from './eligibilityJoins.js'

// The part of the claim that picks: CTEs behind `ready` (the agents to serve) and `open_lane`, which end in
// - `ranked`: the picked entries of the lanes with their place in the order, `is_in_lane` where a floor may rise to it;
// - `paired`: the entries, locked, each with its agent.
// Two picks of the same rules: the claim takes a third of the time to begin when it has the simple one.

/**
 * The re-check at the moment of the claim, for one entry. A scalar subquery, which the planner cannot turn into a join:
 * joined, it hashed all contacts and sorted the whole queue for one row (measured: 800 ms against 1 ms at 200,000).
 */
const isEligible = `(
  SELECT CASE WHEN entry.phone <> dialed.phone OR ${blockedBy(claimRules)} THEN false
    WHEN kin.ids = '{}' THEN true ELSE take_person($1, contact.id, kin.ids) END
  FROM contact CROSS JOIN campaign CROSS JOIN moment ${eligibilityJoins}
  WHERE contact.organization_id = $1 AND contact.id = entry.contact_id)`

/** Joins the row of `waiting` with its entry, locked: no row for one that a rule forbids or that somebody else is taking. */
const lockedIfEligible = `CROSS JOIN LATERAL (
      SELECT FROM dial_queue_entry AS entry
      WHERE entry.organization_id = $1 AND entry.id = waiting.id AND entry.status = 'QUEUED' AND ${isEligible}
      FOR UPDATE OF entry SKIP LOCKED
    ) AS locked`

/** The first `window` entries of each open lane that are no one agent's callbacks. */
function headsOfLanes(window: number): string {
  return `FROM open_lane CROSS JOIN LATERAL (
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
  WHERE EXISTS (SELECT FROM ready)`
}

/**
 * Of a campaign whose lists have no weights while no callback of one agent waits: one order for all. Whoever uses it makes
 * sure of both within the statement (`isSimple`).
 */
export function simplePick(window: number): string {
  return `
-- Each in its order, judged and locked only when its turn comes, until there are enough. What a rule has come to forbid
-- takes no turn; what somebody else is taking is skipped.
ranked AS MATERIALIZED (
  SELECT passing.*, row_number() OVER (ORDER BY ${claimOrder('passing')}) AS rank
  FROM (
    SELECT waiting.*, true AS is_in_lane
    FROM (SELECT head.* ${headsOfLanes(window)} ORDER BY ${claimOrder('head')} OFFSET 0) AS waiting
    ${lockedIfEligible}
    LIMIT (SELECT count(*) FROM ready)
  ) AS passing
),
paired AS MATERIALIZED (
  SELECT ranked.id, ready.agent_id
  FROM ranked JOIN (SELECT agent_id, row_number() OVER (ORDER BY position) AS rank FROM ready) AS ready USING (rank)
)`
}

/** SQL, true when `simplePick` picks as `fullPick` would. */
export const isSimple = `NOT EXISTS (SELECT FROM open_lane WHERE list_id IS NOT NULL) AND NOT EXISTS (
    SELECT FROM dial_queue_entry AS promised
    WHERE promised.organization_id = $1 AND promised.campaign_id = $2 AND promised.status = 'QUEUED'
      AND promised.callback_agent_id IS NOT NULL)`

/**
 * Of any campaign; locks the list shares, where lists have weights.
 *
 * @param ownCallbacks due callbacks of an agent that are looked at for one that may be dialled now
 */
export function fullPick(window: number, ownCallbacks: number): string {
  return `
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
  ${headsOfLanes(window)}
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
    ORDER BY entry.urgency, entry.turn_at, entry.id LIMIT ${ownCallbacks}
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
    ${lockedIfEligible}
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
)`
}

/** Behind `fullPick` and the claim itself: moves the shares of the lists on. */
export const moveShares = `
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
)`
