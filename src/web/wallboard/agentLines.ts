import type { AgentLine } from './boardTypes.js'

/** The agents of the board at one moment. */
export interface Agents {
  /** Those at work, longest in their state first. */
  readonly atWork: readonly AgentLine[]
  readonly offlineCount: number
}

/** How long a state may last (seconds) before it is noted, and before somebody should ask. */
const limits: Readonly<Record<AgentLine['status'], readonly [warning: number, danger: number]>> = {
  // Who waits longer than this has no work: see the queue.
  AVAILABLE: [120, 300],
  // A long conversation may be a good one.
  BUSY: [600, 1_200],
  WRAP_UP: [60, 180],
  PAUSED: [900, 1_800],
  OFFLINE: [Infinity, Infinity],
}

/** Sorts agents for the panel, each once. */
export function agentsOf(lines: readonly AgentLine[]): Agents {
  const each = [...new Map(lines.map((line) => [line.id, line])).values()]
  const atWork = each
    .filter(({ status }) => status !== 'OFFLINE')
    .sort((one, other) => since(one) - since(other) || one.name.localeCompare(other.name))
  return { atWork, offlineCount: each.length - atWork.length }
}

/** Seconds that the agent has been in its state at `now`, epoch milliseconds of the server's clock. */
export function secondsInState(line: AgentLine, now: number): number {
  return Math.max(0, (now - since(line)) / 1000)
}

/** Whether a state has lasted too long: null, or how serious it is. */
export function stateLevel(line: AgentLine, now: number): 'warning' | 'danger' | null {
  const [warning, danger] = limits[line.status]
  const seconds = secondsInState(line, now)
  return seconds >= danger ? 'danger' : seconds >= warning ? 'warning' : null
}

function since({ statusChangedAt }: AgentLine): number {
  return Date.parse(statusChangedAt)
}
