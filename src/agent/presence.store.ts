import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { flag, text } from '../database/row.js'
import { NO_HEARTBEAT, type Agent } from './agent.js'
import { agentColumns, parseAgent } from './agent.store.js'

// Locks, here and in the search for the silent: the presence, then the entry, then the agent. A change of an entry takes the
// last two in that order, a claim never waits for an entry, and setAgentStatus takes the agent alone: no circle.

const seeAgent = statement(
  'seeAgent',
  `INSERT INTO agent_presence AS presence (organization_id, agent_id, last_seen_at)
   SELECT $1, id, coalesce($3::timestamptz, now()) FROM agent WHERE organization_id = $1 AND id = $2
   ON CONFLICT (organization_id, agent_id)
     DO UPDATE SET last_seen_at = greatest(presence.last_seen_at, excluded.last_seen_at)`,
)

// Who is back takes back what its silence asked for. Its own wish to leave has no reason, and stays.
const forgiveSilence = statement(
  'forgiveSilence',
  `UPDATE agent SET requested_status = NULL, requested_reason = NULL
   WHERE organization_id = $1 AND id = $2 AND requested_status = 'OFFLINE' AND requested_reason = '${NO_HEARTBEAT}'`,
)

const readAgent = statement(
  'agentAfterHeartbeat',
  `SELECT ${agentColumns('agent')} FROM agent WHERE organization_id = $1 AND id = $2`,
)

/**
 * Notes a heartbeat and gives the agent as it is; null when the organization has none of this id. Statements of their own,
 * because the first may wait for the end of a silence: the others must see what that has made of the agent.
 */
export async function recordHeartbeat(
  database: Database,
  clock: Clock,
  organizationId: string,
  agentId: string,
): Promise<Agent | null> {
  return database.transaction(async (transaction) => {
    await transaction.query(seeAgent, [organizationId, agentId, clock()])
    await transaction.query(forgiveSilence, [organizationId, agentId])
    const row = (await transaction.query(readAgent, [organizationId, agentId]))[0]
    return row === undefined ? null : parseAgent(row)
  })
}

/** When a process saw a sign of life: an instant of a test's clock, or seconds before now by the process's own watch. */
export interface SeenAgent {
  readonly organizationId: string
  readonly agentId: string
  readonly at: Date | null
  readonly secondsAgo: number
}

// Only who has a presence: a sign of life makes nobody liable to be timed out who never sends heartbeats.
const seeAgents = statement(
  'seeAgents',
  `UPDATE agent_presence AS presence SET last_seen_at = seen.at
   FROM (
     SELECT organization_id, agent_id, coalesce(at, now() - make_interval(secs => seconds_ago)) AS at
     FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::double precision[])
       AS seen (organization_id, agent_id, at, seconds_ago)
     ORDER BY organization_id, agent_id
   ) AS seen
   WHERE presence.organization_id = seen.organization_id AND presence.agent_id = seen.agent_id
     AND presence.last_seen_at < seen.at`,
)

/** Notes the signs of life of agents that send heartbeats; those of others are nothing. */
export async function recordSigns(database: Queryable, seen: readonly SeenAgent[]): Promise<void> {
  // A read's way, in one round trip: the audit log holds no presences, so it need not know who acts.
  await database.query(seeAgents, [
    seen.map((one) => one.organizationId),
    seen.map((one) => one.agentId),
    seen.map((one) => one.at),
    seen.map((one) => one.secondsAgo),
  ])
}

const readSilent = statement(
  'organizationsWithSilentAgents',
  `SELECT DISTINCT organization_id FROM agent_presence
   WHERE last_seen_at <= coalesce($1::timestamptz, now()) - make_interval(secs => $2::double precision)
   ORDER BY organization_id`,
)

/** The organizations in which an agent was not seen for so many seconds. */
export async function organizationsWithSilentAgents(
  database: Queryable,
  clock: Clock,
  timeoutSeconds: number,
): Promise<string[]> {
  return (await database.query(readSilent, [clock(), timeoutSeconds])).map((row) => text(row, 'organization_id'))
}

/** An agent whose presence ended. */
export interface SilentAgent {
  readonly agentId: string
  /** Its status or its wish was changed: it was not OFFLINE already. */
  readonly isEnded: boolean
  /** It held a RESERVED entry, whose hold is over now. */
  readonly wasReserved: boolean
}

/** Silent agents of one statement; more are left for the next. */
export const SILENT_BATCH = 200

// One statement, so it is one instant and one transaction, and its row locks decide: another instance skips what is locked
// here, and a heartbeat that came first makes its row fail the condition. The hold of a RESERVED entry ends at this
// instant, which is all that the rest follows from (expireLeases): wherever this process dies, the sweep goes on.
const endPresence = statement(
  'endSilentAgents',
  `WITH moment AS (SELECT coalesce($2::timestamptz, now()) AS at),
   silent AS MATERIALIZED (
     SELECT presence.agent_id FROM agent_presence AS presence CROSS JOIN moment
     WHERE presence.organization_id = $1
       AND presence.last_seen_at <= moment.at - make_interval(secs => $3::double precision)
     ORDER BY presence.agent_id
     LIMIT ${SILENT_BATCH}
     FOR UPDATE OF presence SKIP LOCKED
   ),
   forgotten AS (
     DELETE FROM agent_presence AS presence USING silent
     WHERE presence.organization_id = $1 AND presence.agent_id = silent.agent_id
   ),
   let_go AS (
     UPDATE dial_queue_entry AS entry SET lease_expires_at = least(entry.lease_expires_at, moment.at)
     FROM silent CROSS JOIN moment
     WHERE entry.organization_id = $1 AND entry.assigned_agent_id = silent.agent_id AND entry.status = 'RESERVED'
     RETURNING entry.assigned_agent_id AS agent_id
   ),
   ended AS (
     UPDATE agent SET
       status = CASE WHEN agent.status IN ('BUSY', 'WRAP_UP') THEN agent.status ELSE 'OFFLINE' END,
       pause_reason = CASE WHEN agent.status NOT IN ('BUSY', 'WRAP_UP') THEN '${NO_HEARTBEAT}' END,
       requested_status = CASE WHEN agent.status IN ('BUSY', 'WRAP_UP') THEN 'OFFLINE' END,
       requested_reason = CASE WHEN agent.status IN ('BUSY', 'WRAP_UP')
         AND agent.requested_status IS DISTINCT FROM 'OFFLINE' THEN '${NO_HEARTBEAT}' ELSE agent.requested_reason END,
       status_changed_at = CASE WHEN agent.status IN ('BUSY', 'WRAP_UP') THEN agent.status_changed_at ELSE moment.at END
     FROM silent CROSS JOIN moment
     -- The count is there to be waited for: entries are locked before agents.
     WHERE agent.organization_id = $1 AND agent.id = silent.agent_id AND agent.status <> 'OFFLINE'
       AND (SELECT count(*) FROM let_go) >= 0
     RETURNING agent.id
   )
   SELECT silent.agent_id, ended.id IS NOT NULL AS is_ended, let_go.agent_id IS NOT NULL AS was_reserved
   FROM silent LEFT JOIN ended ON ended.id = silent.agent_id LEFT JOIN let_go ON let_go.agent_id = silent.agent_id
   ORDER BY silent.agent_id`,
)

/**
 * Ends the presence of an organization's silent agents, up to SILENT_BATCH: OFFLINE for NO_HEARTBEAT, at once or, while
 * they hold an entry, when that ends. Each is given to one caller only, on whatever instance.
 */
export async function endPresences(
  database: Database,
  clock: Clock,
  organizationId: string,
  timeoutSeconds: number,
): Promise<SilentAgent[]> {
  const rows = await database.write(endPresence, [organizationId, clock(), timeoutSeconds])
  return rows.map((row) => ({
    agentId: text(row, 'agent_id'),
    isEnded: flag(row, 'is_ended'),
    wasReserved: flag(row, 'was_reserved'),
  }))
}
