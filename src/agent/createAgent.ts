import type { Clock } from '../database/clock.js'
import { violatedConstraint, type Database } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkName } from '../inputRules.js'
import type { Agent } from './agent.js'
import { createAgentRow } from './agent.store.js'
import { checkSkills } from './skills.js'

/**
 * Adds an agent, OFFLINE at first. Throws BadInputError for an empty name, an address that is none or already taken, or
 * a skill that is none; NotFoundError when there is no such organization.
 */
export async function createAgent(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  organizationId: string,
  input: { readonly name: string; readonly email: string; readonly skills: readonly string[] },
): Promise<Agent> {
  const name = checkName('name', input.name)
  const email = checkEmail(input.email)
  const skills = checkSkills('skills', input.skills)
  try {
    const agent = await createAgentRow(database, clock, organizationId, { name, email, skills })
    if (agent === null) throw new Error('the new agent was not returned')
    return agent
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (constraint === 'agent_organization_fkey') throw new NotFoundError('Organization')
    if (constraint !== 'agent_email_key') throw error
    throw new BadInputError('email', 'an agent with this address exists already')
  }
}

/** RFC 5321 allows 254 characters; more than "something@something" is the mail server's business. */
function checkEmail(email: string): string {
  const trimmed = email.trim()
  if (trimmed.length > 254 || !/^[^\s@\u0000]+@[^\s@\u0000]+$/.test(trimmed)) {
    throw new BadInputError('email', 'not an e-mail address')
  }
  return trimmed
}
