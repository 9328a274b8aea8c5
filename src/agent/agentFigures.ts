import { agentStatuses, type AgentStatus } from './agent.js'

/** Time that an agent spent in one state for one reason, within a day. */
export interface StateTime {
  readonly status: AgentStatus
  /** Null when none was given. */
  readonly reason: string | null
  readonly milliseconds: number
}

/** What an agent's calls came to within a day; a call over midnight gives each day its part of the times. */
export interface CallTimes {
  /** From the dial's start until somebody answered, or nobody did. */
  readonly dialMs: number
  /** From the answer to the hang-up. */
  readonly talkMs: number
  /** From the hang-up until the outcome was saved. */
  readonly wrapUpMs: number
  /** Dials that started that day, running ones included: D of metrics.md. */
  readonly dialed: number
  /** Of these, answered: A of metrics.md. */
  readonly answered: number
  /** Of these, finished: their outcome is saved. */
  readonly handled: number
}

/** Time in one state. */
export interface StatusSeconds {
  readonly status: AgentStatus
  readonly seconds: number
}

/** Time in pauses of one reason. */
export interface PauseSeconds {
  /** Null: paused without a reason. */
  readonly reason: string | null
  readonly seconds: number
}

/** An agent's figures of one day. A ratio is 0..1, null over nothing; durations are in seconds. */
export interface AgentFigures {
  /** Each of the five, in the order of the states; what is before the agent's first known state is in none. */
  readonly states: readonly StatusSeconds[]
  /** Longest first. */
  readonly pauses: readonly PauseSeconds[]
  readonly dialSeconds: number
  readonly talkSeconds: number
  readonly wrapUpSeconds: number
  /** BUSY with an entry that is only looked at (RESERVED). */
  readonly previewSeconds: number
  /** In any state but OFFLINE. */
  readonly loggedInSeconds: number
  readonly occupancy: number | null
  readonly utilisation: number | null
  readonly dialed: number
  readonly answered: number
  readonly callsHandled: number
}

/**
 * metrics.md: "occupancy: (dial + talk + wrap-up) / (that + available), per agent; pauses excluded" and "utilisation: (dial +
 * talk + wrap-up) / logged-in time".
 *
 * Dial, talk and wrap-up are of the call records, and of the call that is running; wrap-up counts after calls that nobody
 * answered too, as it is the agent's time all the same. Available and logged-in time are of the history of states. Time that
 * an agent is BUSY with a RESERVED entry is no dial yet and no waiting either: it is in neither part of the occupancy, but
 * in the logged-in time.
 */
export function agentFigures(times: readonly StateTime[], calls: CallTimes): AgentFigures {
  const milliseconds = (...statuses: readonly AgentStatus[]): number =>
    times.filter(({ status }) => statuses.includes(status)).reduce((sum, time) => sum + time.milliseconds, 0)
  const workMs = calls.dialMs + calls.talkMs + calls.wrapUpMs
  const loggedInMs = milliseconds('AVAILABLE', 'BUSY', 'WRAP_UP', 'PAUSED')
  return {
    states: agentStatuses.map((status) => ({ status, seconds: milliseconds(status) / 1000 })),
    pauses: times
      .filter(({ status }) => status === 'PAUSED')
      .map(({ reason, milliseconds: ms }) => ({ reason, seconds: ms / 1000 }))
      .sort((one, other) => other.seconds - one.seconds || (one.reason ?? '').localeCompare(other.reason ?? '')),
    dialSeconds: calls.dialMs / 1000,
    talkSeconds: calls.talkMs / 1000,
    wrapUpSeconds: calls.wrapUpMs / 1000,
    previewSeconds: Math.max(0, milliseconds('BUSY', 'WRAP_UP') - workMs) / 1000,
    loggedInSeconds: loggedInMs / 1000,
    occupancy: ratio(workMs, workMs + milliseconds('AVAILABLE')),
    utilisation: ratio(workMs, loggedInMs),
    dialed: calls.dialed,
    answered: calls.answered,
    callsHandled: calls.handled,
  }
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
