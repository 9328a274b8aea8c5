import { maskCardNumbers } from '../call/maskCardNumbers.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { BadInputError, ForbiddenError, NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { chosenAgentStatuses, type Agent, type AgentStatus } from './agent.js'
import { campaignIdsOfAgents, chooseAgentStatus } from './agent.store.js'

/** What setAgentStatus needs. */
export interface AgentWork {
  readonly database: Database
  readonly clock: Clock
  readonly changes: QueueChanges
}

/** A wish for a status; the reason is kept with PAUSED. */
export interface AgentStatusWish {
  /** The viewer's own agent when null. */
  readonly agentId: string | null
  readonly status: AgentStatus
  readonly reason: string | null
}

const LONGEST_REASON = 500

/** The agent that the viewer acts for: its own, or the named one. An AGENT acts only as itself. */
export function actingAgent(viewer: Viewer, agentId: string | null): string {
  if (viewer.role === 'AGENT' && agentId !== null && agentId !== viewer.agentId) {
    throw new ForbiddenError('an agent acts only as itself')
  }
  const acting = agentId ?? viewer.agentId
  if (acting === null) throw new BadInputError('agentId', 'name the agent: this token stands for none')
  return acting
}

/**
 * Makes an agent AVAILABLE, PAUSED or OFFLINE. While it holds an entry, PAUSED and OFFLINE take effect when that entry
 * ends. Throws NotFoundError, ForbiddenError, BadInputError (BUSY and WRAP_UP follow from the calls).
 */
export async function setAgentStatus(work: AgentWork, viewer: Viewer, wish: AgentStatusWish): Promise<Agent> {
  const status = chosenAgentStatuses.find((chosen) => chosen === wish.status)
  if (status === undefined) throw new BadInputError('status', `${wish.status} follows from the calls`)
  if (wish.reason !== null && (wish.reason.length > LONGEST_REASON || wish.reason.includes('\u0000'))) {
    throw new BadInputError('reason', `a reason has at most ${LONGEST_REASON} characters and no NUL`)
  }
  const agentId = actingAgent(viewer, wish.agentId)
  const reason = wish.reason === null ? null : maskCardNumbers(wish.reason)
  const agent = await chooseAgentStatus(work.database, work.clock, viewer.organizationId, agentId, status, reason)
  if (agent === null) throw new NotFoundError('Agent')
  for (const { campaignId } of await campaignIdsOfAgents(work.database, viewer.organizationId, [agentId])) {
    work.changes.mark(viewer.organizationId, campaignId)
  }
  return agent
}
