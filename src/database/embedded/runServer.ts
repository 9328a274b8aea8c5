import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import {
  clusterDir,
  ensureCluster,
  freePort,
  newServerAccess,
  readServerAccess,
  type ServerAccess,
  writeServerAccess,
} from './databaseCluster.js'
import { loadPostgresBinaries } from './postgresBinaries.js'
import { requireReachable, serverOsUser } from './postgresOsUser.js'
import { findPostmaster, isReadyAtLast, LOOK_AGAIN_MS, removeMisleadingPidFile } from './postmaster.js'
import type { ProcessIdentity } from './processIdentity.js'
import { isAnswering } from './serverConnection.js'
import { type ServerSettings, type ServerStart, startServerProcess } from './serverProcess.js'

/** How long a start is tried again while a port is snatched away or a dead server's last processes end, in ms. */
const START_AGAIN_MS = 30_000

/** The pause between two such tries, in ms: each is a process and two lines in the log. */
const PAUSE_MS = 100

/** A server that takes connections. */
export interface RunningServer {
  identity: ProcessIdentity
  access: ServerAccess
  wasTakenOver: boolean
}

/**
 * Runs the server of a data directory, whatever state the last owner left it in. Only for the owner.
 *
 * @param dataDir by its real path
 * @throws Error with one line for the operator when no server comes of it
 */
export async function runServer(
  dataDir: string,
  settings: ServerSettings,
  log: (line: string) => void,
): Promise<RunningServer> {
  const cluster = clusterDir(dataDir)
  const { postgres, initdb } = await loadPostgresBinaries()
  const user = await serverOsUser()
  await requireReachable(dataDir, user)
  await requireReachable(dirname(postgres), user)

  const known = await readServerAccess(dataDir)
  const access = known ?? (await newServerAccess())
  // Before the files are made: they must never exist with a password that nobody knows.
  if (known === null) await writeServerAccess(dataDir, access)
  await ensureCluster(dataDir, { initdb, user, password: access.password, isDurable: settings['fsync'] !== 'off' })

  const orphan = await takeOver(cluster, access)
  if (orphan !== null) {
    await writeServerAccess(dataDir, orphan.access)
    log(`took over the PostgreSQL still running (process ${orphan.identity.pid}, port ${orphan.access.port})`)
    return orphan
  }
  await removeMisleadingPidFile(cluster)
  const started = await startServer({ postgres, user, cluster, dataDir, settings }, access)
  log(`PostgreSQL runs (process ${started.identity.pid}, port ${started.access.port}, files in ${cluster})`)
  return started
}

/** @returns null when no server lives on these files; one that was stopping has ended then */
async function takeOver(cluster: string, { password }: ServerAccess): Promise<RunningServer | null> {
  const postmaster = await findPostmaster(cluster)
  if (postmaster === null) return null
  const { identity } = postmaster
  const access = { password, port: postmaster.port }
  return (await answersAtLast(cluster, identity, access)) ? { identity, access, wasTakenOver: true } : null
}

async function startServer(start: Omit<ServerStart, 'port'>, known: ServerAccess): Promise<RunningServer> {
  const giveUpAt = Date.now() + START_AGAIN_MS
  for (;;) {
    const access = { ...known, port: await freePort(known.port) }
    if (access.port !== known.port) await writeServerAccess(start.dataDir, access)
    const { identity, output } = await startServerProcess({ ...start, port: access.port })
    if (identity !== null && (await answersAtLast(start.cluster, identity, access))) {
      return { identity, access, wasTakenOver: false }
    }
    // Somebody took the port meanwhile, or the last processes of a server that was killed are still ending.
    const mayPass = /could not bind|shared memory block .* is still in use/.test(output)
    if (!mayPass || Date.now() > giveUpAt) {
      const reason = output.split('\n').findLast((line) => line.includes('FATAL')) ?? 'it ended at once'
      throw new Error(`PostgreSQL does not start on ${start.cluster}: ${reason} (see ${start.dataDir}/postgres.log)`)
    }
    await delay(PAUSE_MS)
  }
}

/** Resolves to true when the server has let us in, to false when it has ended. */
async function answersAtLast(cluster: string, identity: ProcessIdentity, access: ServerAccess): Promise<boolean> {
  while (await isReadyAtLast(cluster, identity)) {
    if (await isAnswering(access, cluster)) return true
    await delay(LOOK_AGAIN_MS)
  }
  return false
}
