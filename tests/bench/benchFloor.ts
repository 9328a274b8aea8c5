import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { Database } from '../../src/database/database.js'
import { migrateDatabase } from '../../src/database/migrations.js'
import { signToken } from '../../src/identity/token.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { createDatabase, databaseAddress, dropDatabase } from '../support/databases.js'
import type { Endpoint } from './httpConnection.js'
import { startServer } from './serverProcess.js'

/** What one row is measured on: a database of its own, one organization, one server. */
export interface BenchFloor {
  readonly connectionString: string
  /** For preparing and checking; not what is measured. */
  readonly pool: pg.Pool
  readonly organizationId: string
  /** The server, and a token that may do all that the rows need. */
  readonly endpoint: Endpoint
  /** Null when the server runs in this process, as in the tests. */
  readonly serverPid: number | null
}

/** The organization's zone: its days are UTC days. */
export const BENCH_ZONE = 'Etc/UTC'

/** Runs the work on a new database of the server at `connectionString`, and removes it afterwards. */
export async function onBenchFloor<T>(connectionString: string, work: (floor: BenchFloor) => Promise<T>): Promise<T> {
  const name = `dialqueue_bench_${randomBytes(6).toString('hex')}`
  const address = databaseAddress(connectionString, name)
  await createDatabase(connectionString, name)
  try {
    await migrateDatabase(address)
    const secret = randomBytes(32).toString('hex')
    const server = await startServer({ connectionString: address, secret })
    try {
      return await withFloor({ connectionString: address, url: server.url, serverPid: server.pid, secret }, work)
    } finally {
      await server.close()
    }
  } finally {
    await dropDatabase(connectionString, name)
  }
}

/** Runs the work as a new organization of a server that runs already. */
export async function withFloor<T>(
  server: { connectionString: string; url: string; serverPid: number | null; secret: string },
  work: (floor: BenchFloor) => Promise<T>,
): Promise<T> {
  const { connectionString, url, serverPid, secret } = server
  const organizationId = await newOrganization(connectionString)
  const viewer = { organizationId, subject: 'bench', role: 'DIALER', agentId: null } as const
  const token = await signToken(secret, viewer, '12h')
  const pool = new pg.Pool({ connectionString, max: 4, application_name: 'dialqueue bench' })
  pool.on('error', () => undefined)
  try {
    return await work({ connectionString, pool, organizationId, endpoint: { url, token }, serverPid })
  } finally {
    await pool.end()
  }
}

async function newOrganization(connectionString: string): Promise<string> {
  const database = new Database(connectionString, 1, () => undefined)
  try {
    return (await createOrganization(database, { name: 'Bench', timeZone: BENCH_ZONE })).id
  } finally {
    await database.close()
  }
}
