import { mkdir, realpath } from 'node:fs/promises'

import { hasCode } from '../errorCode.js'
import { claimDataDir, type DataDirClaim } from './embedded/dataDirOwner.js'
import { clusterDir, readServerAccess } from './embedded/databaseCluster.js'
import { askToStop, findPostmaster, stopPostmaster } from './embedded/postmaster.js'
import { type RunningServer, runServer } from './embedded/runServer.js'
import { DATABASE_NAME, ensureDatabase, isAnswering, serverAddress } from './embedded/serverConnection.js'
import type { ServerSettings } from './embedded/serverProcess.js'

/** How to start an embedded server. */
export interface EmbeddedPostgresOptions {
  /** Holds everything that survives; made when missing. One living process owns it. */
  dataDir: string
  /** Told in one line what an operator would want to know. */
  log: (line: string) => void
  /** Overrides of our settings, e.g. `{ fsync: 'off' }` in tests. A server that is taken over keeps its own. */
  settings?: ServerSettings
}

/** A running server that this process owns. */
export interface EmbeddedServer {
  /** Of the database `dialqueue`, as its superuser, on 127.0.0.1. */
  connectionString: string
  /** Whether it had been running before, left behind by an owner that died without stopping it. */
  wasTakenOver: boolean
  /** Stops the server; when it resolves no process of it is left and the data directory is free. Idempotent. */
  close(): Promise<void>
}

/**
 * Makes this process the owner of a data directory and runs a PostgreSQL on it: a new one on the first start, the one
 * that a killed owner left running, or the files as they are. Every commit that was ever acknowledged is in it.
 *
 * @throws DataDirInUseError when a living process owns the directory
 * @throws UnreachableDirectoryError when the OS user that has to run the server cannot get there
 * @throws Error with one line for the operator when the server does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedServer> {
  if (process.platform === 'win32') throw new Error('no embedded PostgreSQL on Windows: set DATABASE_URL')
  await mkdir(options.dataDir, { recursive: true, mode: 0o755 })
  // The real path, because a server is recognised later by the path it was started with.
  const dataDir = await realpath(options.dataDir)
  const claim = await claimDataDir(dataDir)
  const running = await runServer(dataDir, options.settings ?? {}, options.log).catch(async (error: unknown) => {
    await claim.release()
    throw error
  })
  const server = ownedServer(running, claim, options.log)
  try {
    await ensureDatabase(running.access)
    return server
  } catch (error) {
    await server.close()
    throw error
  }
}

/**
 * The address of the embedded server that runs on a data directory, whoever owns it.
 *
 * @returns null when none takes connections there now
 * @throws Error when one runs but its password cannot be read (another OS user's) or is refused
 */
export async function runningEmbeddedPostgres(dataDir: string): Promise<string | null> {
  const realDir = await realpath(dataDir).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  })
  if (realDir === null) return null
  const cluster = clusterDir(realDir)
  const postmaster = await findPostmaster(cluster)
  const access = await readServerAccess(realDir)
  if (postmaster?.isReady !== true || access === null) return null
  const current = { ...access, port: postmaster.port }
  return (await isAnswering(current, cluster)) ? serverAddress(current, DATABASE_NAME) : null
}

function ownedServer(running: RunningServer, claim: DataDirClaim, log: (line: string) => void): EmbeddedServer {
  const { identity, access, wasTakenOver } = running
  // The last resort for an end without close(), such as process.exit(): nothing can be awaited there any more.
  const stopAtExit = (): void => {
    askToStop(identity)
  }
  process.once('exit', stopAtExit)
  const stop = async (): Promise<void> => {
    await stopPostmaster(identity, log)
    process.off('exit', stopAtExit)
    await claim.release()
  }
  let stopping: Promise<void> | undefined
  return {
    connectionString: serverAddress(access, DATABASE_NAME),
    wasTakenOver,
    close: () => (stopping ??= stop()),
  }
}
