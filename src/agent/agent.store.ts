import type { Clock } from '../database/clock.js'
import { statement, type Database, type Queryable } from '../database/database.js'
import { instant, text, textOrNull, texts, word, type Row } from '../database/row.js'
import { agentStatuses, type Agent, type AgentStatus, type ChosenAgentStatus } from './agent.js'

const columns = [
  ...['organization_id', 'id', 'name', 'email', 'status', 'pause_reason', 'status_changed_at', 'skills'],
] as const

/** The columns that `parseAgent` reads, of the table or CTE `alias`. */
export function agentColumns(alias: string): string {
  return columns.map((column) => `${alias}.${column}`).join(', ')
}

/** The agent in a row of `agentColumns`. */
export function parseAgent(row: Row): Agent {
  return {
    organizationId: text(row, 'organization_id'),
    id: text(row, 'id'),
    name: text(row, 'name'),
    email: text(row, 'email'),
    status: word(row, 'status', agentStatuses),
    pauseReason: textOrNull(row, 'pause_reason'),
    statusChangedAt: instant(row, 'status_changed_at'),
    skills: texts(row, 'skills'),
  }
}

const insertAgent = statement(
  'createAgent',
  `INSERT INTO agent (organization_id, name, email, skills, status_changed_at)
   VALUES ($1, $2, $3, $4::text[], coalesce($5::timestamptz, now())) RETURNING ${agentColumns('agent')}`,
)

/** A new agent, OFFLINE. Throws the violation of agent_email_key when the organization has the address already. */
export async function createAgentRow(
  database: Database,
  clock: Clock,
  organizationId: string,
  agent: { readonly name: string; readonly email: string; readonly skills: readonly string[] },
): Promise<Agent | null> {
  const values = [organizationId, agent.name, agent.email, [...agent.skills], clock()]
  const row = (await database.write(insertAgent, values))[0]
  return row === undefined ? null : parseAgent(row)
}

const changeAgent = statement(
  'updateAgent',
  `UPDATE agent SET name = coalesce($3::text, name), skills = coalesce($4::text[], skills)
   WHERE organization_id = $1 AND id = $2 RETURNING ${agentColumns('agent')}`,
)

/** Changes what is not null; null when the organization has no such agent. */
export async function updateAgentRow(
  database: Database,
  organizationId: string,
  agentId: string,
  change: { readonly name: string | null; readonly skills: readonly string[] | null },
): Promise<Agent | null> {
  const skills = change.skills === null ? null : [...change.skills]
  const row = (await database.write(changeAgent, [organizationId, agentId, change.name, skills]))[0]
  return row === undefined ? null : parseAgent(row)
}

const readAgents = statement(
  'agents',
  `SELECT ${agentColumns('agent')} FROM agent
   WHERE organization_id = $1 AND ($2::bigint[] IS NULL OR id = ANY ($2::bigint[])) AND ($3::text IS NULL OR status = $3)
     AND ($4::bigint IS NULL OR EXISTS (SELECT FROM campaign_agent AS member
       WHERE member.organization_id = $1 AND member.campaign_id = $4 AND member.agent_id = agent.id))
   ORDER BY name, id`,
)

/** The organization's agents by name; each filter that is null lets all pass. */
export async function findAgents(
  database: Queryable,
  organizationId: string,
  filter: { ids?: readonly string[]; status?: AgentStatus | null; campaignId?: string | null },
): Promise<Agent[]> {
  const values = [organizationId, filter.ids ?? null, filter.status ?? null, filter.campaignId ?? null]
  return (await database.query(readAgents, values)).map(parseAgent)
}

// While an entry is held, a wish to pause or leave is kept and taken when that entry ends; AVAILABLE takes it back. The
// row's lock makes it one or the other, whatever claim or report comes at the same moment.
const chooseStatus = statement(
  'setAgentStatus',
  `UPDATE agent SET
     status = CASE WHEN status IN ('BUSY', 'WRAP_UP') THEN status ELSE $3::text END,
     pause_reason = CASE WHEN status NOT IN ('BUSY', 'WRAP_UP') AND $3 = 'PAUSED' THEN $4::text END,
     requested_status = CASE WHEN status IN ('BUSY', 'WRAP_UP') THEN nullif($3, 'AVAILABLE') END,
     requested_reason = CASE WHEN status IN ('BUSY', 'WRAP_UP') AND $3 = 'PAUSED' THEN $4::text END,
     status_changed_at = CASE WHEN status IN ('BUSY', 'WRAP_UP') OR status = $3 THEN status_changed_at
       ELSE coalesce($5::timestamptz, now()) END,
     reason_changed_at = CASE WHEN status IN ('BUSY', 'WRAP_UP') OR status <> $3 THEN NULL
       WHEN pause_reason IS DISTINCT FROM (CASE WHEN $3 = 'PAUSED' THEN $4::text END) THEN coalesce($5::timestamptz, now())
       ELSE reason_changed_at END
   WHERE organization_id = $1 AND id = $2
   RETURNING ${agentColumns('agent')}`,
)

/** Sets or notes the chosen status; null when the organization has no such agent. */
export async function chooseAgentStatus(
  database: Database,
  clock: Clock,
  organizationId: string,
  agentId: string,
  status: ChosenAgentStatus,
  reason: string | null,
): Promise<Agent | null> {
  const row = (await database.write(chooseStatus, [organizationId, agentId, status, reason, clock()]))[0]
  return row === undefined ? null : parseAgent(row)
}

/** The campaigns that each of these agents works for, by name: pairs of agent and campaign id. */
export async function campaignIdsOfAgents(
  database: Database,
  organizationId: string,
  agentIds: readonly string[],
): Promise<{ agentId: string; campaignId: string }[]> {
  const members = await database.prisma.campaignAgent.findMany({
    where: { organizationId: BigInt(organizationId), agentId: { in: agentIds.map(BigInt) } },
    orderBy: { campaignId: 'asc' },
  })
  return members.map((member) => ({ agentId: String(member.agentId), campaignId: String(member.campaignId) }))
}
