import { expireLeases } from '../dialQueue/expireLeases.js'
import type { EntryWork } from '../dialQueue/updateQueueStatus.js'
import { campaignIdsOfAgents } from './agent.store.js'
import { endPresences, organizationsWithSilentAgents, SILENT_BATCH } from './presence.store.js'

/** What endSilentAgents needs. */
export interface SilenceWork extends EntryWork {
  /** Seconds without a sign of life after which an agent is taken to be gone. */
  readonly agentTimeoutSeconds: number
}

/**
 * Makes every agent OFFLINE that has sent heartbeats and then went silent, and gives the entry that it only looked at
 * (RESERVED) back to its old place in the queue; a call that runs is left to its lease, the agent is OFFLINE when it ends.
 * Agents of programs that never send heartbeats are never timed out. For a job that runs every few seconds, on any number
 * of instances at once. Gives the number of agents that were ended; what fails of an entry is told to `onError`.
 */
export async function endSilentAgents(work: SilenceWork, onError: (error: unknown) => void): Promise<number> {
  const { database, clock, agentTimeoutSeconds } = work
  let count = 0
  let isHoldOver = false
  for (const organizationId of await organizationsWithSilentAgents(database, clock, agentTimeoutSeconds)) {
    for (;;) {
      const silent = await endPresences(database, clock, organizationId, agentTimeoutSeconds)
      const ended = silent.filter(({ isEnded }) => isEnded).map(({ agentId }) => agentId)
      count += ended.length
      isHoldOver ||= silent.some(({ wasReserved }) => wasReserved)
      for (const { campaignId } of await campaignIdsOfAgents(database, organizationId, ended)) {
        work.changes.mark(organizationId, campaignId)
      }
      if (silent.length < SILENT_BATCH) break
    }
  }
  // One at a time: the background jobs of an instance share two connections.
  if (isHoldOver) await expireLeases(work, onError, 1)
  return count
}
