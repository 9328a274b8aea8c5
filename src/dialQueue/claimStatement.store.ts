import { contactColumns } from '../contact/contact.js'
import { statement, type Statement } from '../database/database.js'
import { fullPick, isSimple, moveShares, simplePick } from './claimPick.store.js'
import { entryColumns } from './dialQueueEntry.js'
import { passedRules } from './eligibility.js'
import { campaignForRules } from './eligibilityJoins.js'
import { isSpanOfLane } from './laneHours.js'

/** Most wishes in one statement: enough to share a commit, few enough to keep the statement short. */
export const CLAIM_BATCH_SIZE = 64

/** The statements there are, by the wishes they can take: each is planned once per connection, which takes 10 ms. */
export const claimSizes = [1, 4, 16, CLAIM_BATCH_SIZE] as const

/**
 * How far the pick looks. NEAR: as many entries as are wanted and as many again as another instance may hold locked at
 * this moment, of each lane. FAR: for when the head of the queue is full of entries that a rule has come to forbid since
 * they were queued.
 */
export type PickReach = 'NEAR' | 'FAR'
/**
 * What a near pick looks at in each lane besides what it wants: a few that are forbidden or locked by somebody else at the
 * head of one lane, or of one weighted list, do not hand its turn to the others.
 */
const MORE: Readonly<Record<PickKind, number>> = { SIMPLE: 32, FULL: CLAIM_BATCH_SIZE }
/** What a near pick looks at of an agent's own callbacks. */
const OWN_CALLBACKS = 16
const FAR_ENTRIES = 5_000

/** SIMPLE: without list shares and callbacks of one agent, for the usual campaign; where it does not fit, it does nothing and says so. */
export type PickKind = 'SIMPLE' | 'FULL'

/**
 * The claim (design, section 5), for up to `size` agents at once. Locks, in this order: the agents (by id), the list
 * shares (by list; only where lists have weights), then entries (SKIP LOCKED, so never waited for), then, in the triggers,
 * the counters. The limits are literals because the planner must know how few rows are wanted: with a parameter it sorts
 * the whole queue. Hence a few texts, by size, reach and kind.
 *
 * The agents of one statement have the same skills: those of the first. The others are left for the next statement.
 *
 * $1 organization $2 campaign $3 agents $4 keys $5 input hashes $6 now $7 lease seconds RESERVED $8 DIALING
 * $9 floor: arrivals, $10 lanes, and of each lane: $11 callback rank $12 urgency $13 turn at $14 id $15 who asks
 */
export function claimStatement(size: number, reach: PickReach, kind: PickKind): Statement {
  const window = reach === 'NEAR' ? size + Math.max(size, MORE[kind]) : FAR_ENTRIES
  const ownCallbacks = reach === 'NEAR' ? OWN_CALLBACKS : FAR_ENTRIES
  const isFull = kind === 'FULL'
  return statement(
    `claimNextEntries${isFull ? 'Full' : ''}${reach}${size}`,
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
      WHERE ${isSpanOfLane('hours', 'lane')}
        AND hours.from_at <= moment.at AND hours.until_at > moment.at AND hours.is_open)
),
kind AS MATERIALIZED (SELECT ${isSimple} AS is_simple),
ready AS MATERIALIZED (
  SELECT * FROM free WHERE skills = (SELECT skills FROM able)${isFull ? '' : ' AND (SELECT is_simple FROM kind)'}
),${isFull ? fullPick(window, ownCallbacks) : simplePick(window)},
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
${isFull ? `${moveShares},` : ''}
remembered AS (
  INSERT INTO idempotency_key (organization_id, key, operation, input_hash, entry_id, created_at)
  SELECT $1, ready.idempotency_key, 'nextContact', ready.input_hash, claimed.id, moment.at
  FROM claimed CROSS JOIN moment JOIN ready ON ready.agent_id = claimed.assigned_agent_id
  WHERE ready.idempotency_key IS NOT NULL
)
SELECT ${entryColumns('claimed')}, ${contactColumns('contact', 'contact_')},
  arrived.arrivals AS floor_arrivals, last.lane_id AS floor_lane_id, last.callback_rank AS floor_callback_rank,
  last.urgency AS floor_urgency, last.turn_at AS floor_turn_at, last.id AS floor_id,
  ARRAY(SELECT agent_id::text FROM free WHERE skills <> (SELECT skills FROM able)) AS left_agents,
  (SELECT is_simple FROM kind) AS is_simple
FROM arrived
LEFT JOIN (claimed JOIN contact ON contact.organization_id = $1 AND contact.id = claimed.contact_id) ON true
LEFT JOIN ranked AS last ON last.id = claimed.id AND last.is_in_lane`,
  )
}
