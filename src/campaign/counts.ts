import { number, type Row } from '../database/row.js'
import type { QueueStatus } from '../dialQueue/entryStatus.js'

/** Entries in each status now; total is their sum. */
export interface QueueCounts {
  readonly queued: number
  readonly reserved: number
  readonly dialing: number
  readonly connected: number
  readonly wrapUp: number
  readonly completed: number
  readonly failed: number
  readonly abandoned: number
  readonly cancelled: number
  readonly total: number
}

/** Agents in each status now. */
export interface AgentCounts {
  readonly available: number
  readonly busy: number
  readonly wrapUp: number
  readonly paused: number
  readonly offline: number
}

/** The count that belongs to each status. */
export const countOfStatus: Readonly<Record<QueueStatus, Exclude<keyof QueueCounts, 'total'>>> = {
  QUEUED: 'queued',
  RESERVED: 'reserved',
  DIALING: 'dialing',
  CONNECTED: 'connected',
  WRAP_UP: 'wrapUp',
  COMPLETED: 'completed',
  FAILED: 'failed',
  ABANDONED: 'abandoned',
  CANCELLED: 'cancelled',
}

/** Reads the columns queued, reserved, … of a row that sums queue counters. */
export function parseQueueCounts(row: Row): QueueCounts {
  const counts = {
    queued: number(row, 'queued'),
    reserved: number(row, 'reserved'),
    dialing: number(row, 'dialing'),
    connected: number(row, 'connected'),
    wrapUp: number(row, 'wrap_up'),
    completed: number(row, 'completed'),
    failed: number(row, 'failed'),
    abandoned: number(row, 'abandoned'),
    cancelled: number(row, 'cancelled'),
  }
  return { ...counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}

/** Reads the columns agents_available, agents_busy, … of a row that sums agent counters. */
export function parseAgentCounts(row: Row): AgentCounts {
  return {
    available: number(row, 'agents_available'),
    busy: number(row, 'agents_busy'),
    wrapUp: number(row, 'agents_wrap_up'),
    paused: number(row, 'agents_paused'),
    offline: number(row, 'agents_offline'),
  }
}
