import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { Agent } from './agent.js'
import { recordHeartbeat } from './presence.store.js'
import { actingAgent } from './setAgentStatus.js'

/**
 * Notes that an agent is there, and gives it as it is. From the first one on the agent is timed out when they stay away
 * (endSilentAgents). One that was made OFFLINE stays so until it asks to be AVAILABLE; one that came back during its call
 * does not become OFFLINE at the call's end. Throws NotFoundError, ForbiddenError (an AGENT for another), BadInputError.
 */
export async function heartbeat(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  viewer: Viewer,
  agentId: string | null,
): Promise<Agent> {
  const agent = await recordHeartbeat(database, clock, viewer.organizationId, actingAgent(viewer, agentId))
  if (agent === null) throw new NotFoundError('Agent')
  return agent
}
