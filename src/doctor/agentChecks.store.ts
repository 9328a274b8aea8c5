import { isAsked, sampleOf, type Check } from './check.js'

// What agents were, as it is written down in two places: the agent, and the history that its triggers keep.

/** The history of the agents' states. */
export const agentChecks: readonly Check[] = [
  {
    id: 'agent-state-latest',
    sentence: "The last state in an agent's history is what the agent is, for the same reason.",
    sql: `WITH latest AS (
       SELECT DISTINCT ON (organization_id, agent_id) organization_id, agent_id, status, reason
       FROM agent_state AS state WHERE ${isAsked('state')}
       ORDER BY organization_id, agent_id, started_at DESC, seq DESC
     )
     SELECT ${sampleOf({ organization: 'agent.organization_id', agent: 'agent.id' })}
     FROM agent LEFT JOIN latest ON latest.organization_id = agent.organization_id AND latest.agent_id = agent.id
     WHERE ${isAsked('agent')}
       AND (agent.status, agent.pause_reason) IS DISTINCT FROM (latest.status, latest.reason)`,
  },
  {
    id: 'agent-states-in-order',
    sentence: 'No state of an agent begins before the one that was written down before it.',
    sql: `SELECT DISTINCT ${sampleOf({ organization: 'step.organization_id', agent: 'step.agent_id' })}
     FROM (SELECT organization_id, agent_id, started_at,
         lag(started_at) OVER (PARTITION BY organization_id, agent_id ORDER BY seq) AS before_at
       FROM agent_state AS state WHERE ${isAsked('state')}) AS step
     WHERE step.started_at < step.before_at`,
  },
]
