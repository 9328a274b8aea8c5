import type { WaitingAgent } from '../agent/agentsWaiting.store.js'
import type { Distribution } from './distribution.js'

/** Orders agents: below zero when `one` gets work before `other`. */
type AgentOrder = (one: WaitingAgent, other: WaitingAgent) => number

const byWaiting: AgentOrder = (one, other) =>
  one.waitingSince.getTime() - other.waitingSince.getTime() || Number(BigInt(one.agentId) - BigInt(other.agentId))

const byCalls: AgentOrder = (one, other) => one.callsToday - other.callsToday || byWaiting(one, other)

/**
 * All the agents in the order in which pushed work is offered to them.
 *
 * @param neededSkills of the next waiting contacts, each sorted, in the order of the queue; only BY_SKILL looks at them
 */
export function distributionOrder(
  distribution: Distribution,
  agents: readonly WaitingAgent[],
  neededSkills: readonly (readonly string[])[],
): WaitingAgent[] {
  if (distribution === 'LONGEST_WAITING') return [...agents].sort(byWaiting)
  if (distribution === 'FEWEST_CALLS') return [...agents].sort(byCalls)
  return bySkill(agents, neededSkills)
}

/**
 * Contact by contact the agent who has what it needs and the fewest skills besides, then who waits longest; so an agent
 * with rare skills is kept for the contacts that need them. Agents whom no contact chose come last, those with the fewest
 * skills first.
 */
function bySkill(agents: readonly WaitingAgent[], neededSkills: readonly (readonly string[])[]): WaitingAgent[] {
  // Who is able for a contact has all it needs: the fewest skills are then the fewest besides.
  const left = [...agents].sort((one, other) => one.skills.length - other.skills.length || byWaiting(one, other))
  const chosen: WaitingAgent[] = []
  for (const needed of neededSkills) {
    const place = left.findIndex(({ skills }) => needed.every((skill) => skills.includes(skill)))
    if (place >= 0) chosen.push(...left.splice(place, 1))
  }
  return [...chosen, ...left]
}
