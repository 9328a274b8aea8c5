import type { AgentStatus } from './agent.js'

/** What an agent was from one instant to another. */
export interface AgentState {
  readonly organizationId: string
  readonly agentId: string
  /** Orders states that began at the same instant; a decimal. */
  readonly seq: string
  readonly status: AgentStatus
  /** Why PAUSED, in the agent's words, or why OFFLINE (NO_HEARTBEAT). */
  readonly reason: string | null
  readonly startedAt: Date
  /** When the next state began; null: it is the present one. */
  readonly endedAt: Date | null
}

/** A place in an agent's history: behind the state that began then, with that seq. */
export interface StatePlace {
  readonly startedAt: Date
  readonly seq: string
}
