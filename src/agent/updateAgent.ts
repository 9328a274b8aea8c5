import type { Database } from '../database/database.js'
import { NotFoundError } from '../domainError.js'
import { checkName } from '../inputRules.js'
import type { Agent } from './agent.js'
import { updateAgentRow } from './agent.store.js'
import { checkSkills } from './skills.js'

/** What is to change of an agent; null leaves it as it is. */
export interface AgentChange {
  readonly name: string | null
  /** Exactly these from now on; an empty list takes all. */
  readonly skills: readonly string[] | null
}

/** Renames an agent or gives it other skills. Throws BadInputError, and NotFoundError when there is no such agent. */
export async function updateAgent(
  database: Database,
  organizationId: string,
  agentId: string,
  change: AgentChange,
): Promise<Agent> {
  const agent = await updateAgentRow(database, organizationId, agentId, {
    name: change.name === null ? null : checkName('name', change.name),
    skills: change.skills === null ? null : checkSkills('skills', change.skills),
  })
  if (agent === null) throw new NotFoundError('Agent')
  return agent
}
