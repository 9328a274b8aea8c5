import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { hasCode } from '../../errorCode.js'
import { commandLine, identifyProcess, isAlive, type ProcessIdentity } from './processIdentity.js'

/** How often a start or an end is looked at, in milliseconds: a start takes about 30. */
export const LOOK_AGAIN_MS = 10

/** How long a fast shutdown may take before it is cut short, in milliseconds. It writes one checkpoint. */
const FAST_SHUTDOWN_MS = 30_000

/** The main process of a running server. */
export interface Postmaster {
  identity: ProcessIdentity
  /** On 127.0.0.1. */
  port: number
  /** Whether it takes connections now; false while it starts, recovers or stops. */
  isReady: boolean
}

/**
 * The living server of a cluster directory, by its `postmaster.pid`.
 *
 * @param cluster the directory by its real path, as the server was started with it
 * @returns null when none lives: no such file, or one whose process is dead or is something else by now
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const lines = await readPidFile(cluster)
  const [pid, port] = [Number(lines?.[0]), Number(lines?.[3])]
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port)) return null
  const identity = identifyProcess(pid)
  if (identity === null || !servesCluster(pid, cluster)) return null
  return { identity, port, isReady: lines?.[7]?.trim() === 'ready' }
}

/**
 * Removes a `postmaster.pid` that the server itself would trip over, because it only asks whether there is a process
 * with that pid: there is when it belongs to an unrelated process by now, or to a zombie (a container whose first
 * process collects none), or when the file is empty (power cut). Any other stale file is left to PostgreSQL.
 *
 * That processes of the dead server still work on the files, PostgreSQL finds out without it, by its shared memory.
 * Only for the owner, when `findPostmaster` found none.
 */
export async function removeMisleadingPidFile(cluster: string): Promise<void> {
  const lines = await readPidFile(cluster)
  if (lines === null) return
  const pid = Number(lines[0])
  if (!(pid > 0) || isPidInUse(pid)) await rm(pidFile(cluster))
}

/** Resolves to true when the server takes connections, to false when it has ended. Recovery takes what it takes. */
export async function isReadyAtLast(cluster: string, identity: ProcessIdentity): Promise<boolean> {
  while (isAlive(identity)) {
    const postmaster = await findPostmaster(cluster)
    if (postmaster?.isReady && postmaster.identity.pid === identity.pid) return true
    await delay(LOOK_AGAIN_MS)
  }
  return false
}

/** Asks a server to break off its connections and stop. Does nothing when that very process is gone already. */
export function askToStop(identity: ProcessIdentity): void {
  signal(identity, 'SIGINT')
}

/**
 * Stops a server: connections are broken off, everything is written, and no process of it is left.
 *
 * @param log told when the orderly way took too long and was cut short; the next start then recovers from the log
 */
export async function stopPostmaster(identity: ProcessIdentity, log: (line: string) => void): Promise<void> {
  askToStop(identity)
  const cutShortAt = Date.now() + FAST_SHUTDOWN_MS
  let isCutShort = false
  while (isAlive(identity)) {
    if (!isCutShort && Date.now() > cutShortAt) {
      isCutShort = true
      log(`PostgreSQL (process ${identity.pid}) did not stop within ${FAST_SHUTDOWN_MS / 1000} s: stopping it at once`)
      signal(identity, 'SIGQUIT')
    }
    await delay(LOOK_AGAIN_MS)
  }
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

/** Its lines: pid, directory, start, port, socket directory, address, shared memory, status. null when not there. */
async function readPidFile(cluster: string): Promise<string[] | null> {
  try {
    return (await readFile(pidFile(cluster), 'utf8')).split('\n')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

/** Whether the process is a postgres started on that directory (by us: `postgres -D <directory> …`). */
function servesCluster(pid: number, cluster: string): boolean {
  const words = commandLine(pid)
  if (words === null || basename(words[0] ?? '') !== 'postgres') return false
  return words.join(' ').startsWith(`${words[0] ?? ''} -D ${cluster} `)
}

/** As PostgreSQL sees it. */
function isPidInUse(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(identity)) return
  try {
    process.kill(identity.pid, name)
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error
  }
}
