import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startEmbeddedPostgres } from '../../src/database/embeddedPostgres.js'

/** The PostgreSQL that a test run works on. */
export interface TestServer {
  /** Of a database to connect to for CREATE DATABASE; tests leave that one alone. */
  connectionString: string
  /** Stops it when it was started for the run. Idempotent. */
  close(): Promise<void>
}

/**
 * The server that TEST_DATABASE_URL names, or a new embedded one. Its role must be allowed to make databases.
 *
 * The embedded one does not write through to the disk: nobody wants its files after the run.
 */
export async function startTestServer(): Promise<TestServer> {
  const ownServer = process.env['TEST_DATABASE_URL']
  if (ownServer !== undefined && ownServer !== '') {
    return { connectionString: ownServer, close: () => Promise.resolve() }
  }
  const dataDir = await createDataDir()
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, settings: WITHOUT_FSYNC })
  return {
    connectionString: server.connectionString,
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** For servers whose files nobody needs after a power cut; a commit still outlives a kill -9 of the server. */
export const WITHOUT_FSYNC = { fsync: 'off', full_page_writes: 'off' }

/** A new temporary directory that the server's OS user may enter, unlike what `mkdtemp` makes. */
export async function createDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dialqueue-test-'))
  await chmod(dataDir, 0o755)
  return dataDir
}
