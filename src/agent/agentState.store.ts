import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { instant, instantOrNull, text, textOrNull, word, type Row } from '../database/row.js'
import { agentStatuses } from './agent.js'
import type { AgentState, StatePlace } from './agentState.js'

function parseState(row: Row): AgentState {
  return {
    organizationId: text(row, 'organization_id'),
    agentId: text(row, 'agent_id'),
    seq: text(row, 'seq'),
    status: word(row, 'status', agentStatuses),
    reason: textOrNull(row, 'reason'),
    startedAt: instant(row, 'started_at'),
    endedAt: instantOrNull(row, 'ended_at'),
  }
}

// The state that runs at `from` began before it: its start is looked up first, so that all else is one range of the key.
const readStates = statement(
  'agentStates',
  `SELECT state.organization_id, state.agent_id, state.seq, state.status, state.reason, state.started_at,
     next.started_at AS ended_at
   FROM agent_state AS state
   LEFT JOIN LATERAL (
     SELECT later.started_at FROM agent_state AS later
     WHERE later.organization_id = $1 AND later.agent_id = $2
       AND (later.started_at, later.seq) > (state.started_at, state.seq)
     ORDER BY later.started_at, later.seq LIMIT 1
   ) AS next ON true
   WHERE state.organization_id = $1 AND state.agent_id = $2
     AND state.started_at >= coalesce((
       SELECT earlier.started_at FROM agent_state AS earlier
       WHERE earlier.organization_id = $1 AND earlier.agent_id = $2 AND earlier.started_at <= $3::timestamptz
       ORDER BY earlier.started_at DESC, earlier.seq DESC LIMIT 1), '-infinity')
     AND state.started_at < coalesce($4::timestamptz, 'infinity')
     AND (state.started_at, state.seq) > (coalesce($5::timestamptz, '-infinity'), $6::bigint)
     AND (next.started_at IS NULL OR $3::timestamptz IS NULL OR next.started_at > $3::timestamptz)
   ORDER BY state.started_at, state.seq
   LIMIT $7`,
)

/** Which part of an agent's history. */
export interface StateWindow {
  /** States that ended by then are left out; null: none is. */
  readonly from: Date | null
  /** States that began then or later are left out; null: none is. */
  readonly until: Date | null
  /** Null: from the first on. */
  readonly after: StatePlace | null
  readonly limit: number
}

/** An agent's states, oldest first; none when there is no such agent. */
export async function statesOfAgent(
  database: Queryable,
  organizationId: string,
  agentId: string,
  { from, until, after, limit }: StateWindow,
): Promise<AgentState[]> {
  const values = [organizationId, agentId, from, until, after?.startedAt ?? null, after?.seq ?? '0', limit]
  return (await database.query(readStates, values)).map(parseState)
}

/** States forgotten in one statement: a portion that nobody waits for. */
const PRUNE_BATCH = 5_000

// Agent by agent along the key, as there is no index on the instant alone. Each agent's last state that began before the
// end of the 13 months stays: it says what the agent was then, and for who has been away since, what it is.
const pruneStates = statement(
  'pruneAgentStates',
  `WITH edge AS (SELECT coalesce($1::timestamptz, now()) - interval '13 months' AS at)
   DELETE FROM agent_state AS state
   USING (
     SELECT old.organization_id, old.agent_id, old.started_at, old.seq
     FROM agent CROSS JOIN edge
     CROSS JOIN LATERAL (
       SELECT last.organization_id, last.agent_id, last.started_at, last.seq FROM agent_state AS last
       WHERE last.organization_id = agent.organization_id AND last.agent_id = agent.id AND last.started_at < edge.at
       ORDER BY last.started_at DESC, last.seq DESC LIMIT 1
     ) AS kept
     CROSS JOIN LATERAL (
       SELECT older.organization_id, older.agent_id, older.started_at, older.seq FROM agent_state AS older
       WHERE older.organization_id = kept.organization_id AND older.agent_id = kept.agent_id
         AND (older.started_at, older.seq) < (kept.started_at, kept.seq)
     ) AS old
     LIMIT ${PRUNE_BATCH}
   ) AS gone
   WHERE state.organization_id = gone.organization_id AND state.agent_id = gone.agent_id
     AND state.started_at = gone.started_at AND state.seq = gone.seq
   RETURNING 1 AS pruned`,
)

/** Forgets up to PRUNE_BATCH states that ended more than 13 months ago; how many, and whether that was all. */
export async function pruneStateBatch(database: Database, clock: Clock): Promise<{ count: number; isLast: boolean }> {
  const count = (await database.write(pruneStates, [clock()])).length
  return { count, isLast: count < PRUNE_BATCH }
}
