/** OFFLINE: not at work. AVAILABLE: waits for a contact. BUSY and WRAP_UP follow from the calls. PAUSED: on a break. */
export const agentStatuses = ['OFFLINE', 'AVAILABLE', 'BUSY', 'WRAP_UP', 'PAUSED'] as const
export type AgentStatus = (typeof agentStatuses)[number]

/** At work: takes contacts, now or after the call it has. A break (PAUSED) is none. */
export const statusesAtWork = ['AVAILABLE', 'BUSY', 'WRAP_UP'] as const satisfies readonly AgentStatus[]

/** What an agent may ask to be. */
export const chosenAgentStatuses = ['AVAILABLE', 'PAUSED', 'OFFLINE'] as const satisfies readonly AgentStatus[]
export type ChosenAgentStatus = (typeof chosenAgentStatuses)[number]

/** A person who takes the calls. */
export interface Agent {
  readonly organizationId: string
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: AgentStatus
  /** Why PAUSED, in the agent's words; NO_HEARTBEAT while OFFLINE for that reason. */
  readonly pauseReason: string | null
  readonly statusChangedAt: Date
  /** Sorted and distinct (skills.ts). */
  readonly skills: readonly string[]
}

/** The reason of an agent that was made OFFLINE because it went silent. */
export const NO_HEARTBEAT = 'no heartbeat'
