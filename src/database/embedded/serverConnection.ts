import pg from 'pg'

import { hasCode } from '../../errorCode.js'
import { DATABASE_USER, type ServerAccess } from './databaseCluster.js'

/** The one database of an embedded server. */
export const DATABASE_NAME = 'dialqueue'

/** The database that every server has: for questions about the server itself. */
const MAINTENANCE_DATABASE = 'postgres'

/** The connection string of a database on the embedded server. */
export function serverAddress({ port, password }: ServerAccess, database: string): string {
  return `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`
}

/**
 * Whether the server lets us in and serves these very files.
 *
 * @returns false when it takes no connections at this moment
 * @throws Error when the password is refused, or another server answers
 */
export async function isAnswering(access: ServerAccess, cluster: string): Promise<boolean> {
  try {
    const directory = await onServer(access, async (client) => {
      const { rows } = await client.query<{ directory: unknown }>(
        "/* isAnswering */ SELECT current_setting('data_directory') AS directory",
      )
      return rows[0]?.directory
    })
    if (directory === cluster) return true
    throw new Error(`the PostgreSQL on port ${access.port} is not the one of ${cluster}`)
  } catch (error) {
    // 57P03: starting, recovering or stopping; 57P01: told to stop while we asked.
    if (hasCode(error, '57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET')) return false
    if (hasCode(error, '28P01')) {
      throw new Error(`the PostgreSQL of ${cluster} refuses the password in postgres.json`, { cause: error })
    }
    throw error
  }
}

/** Makes the database `dialqueue` when it is not there: also when the first start was killed before it was made. */
export async function ensureDatabase(access: ServerAccess): Promise<void> {
  await onServer(access, async (client) => {
    const { rowCount } = await client.query('/* ensureDatabase */ SELECT 1 FROM pg_database WHERE datname = $1', [
      DATABASE_NAME,
    ])
    if (rowCount !== 0) return
    try {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(DATABASE_NAME)}`)
    } catch (error) {
      // 42P04 and 23505: the server was still making it for an owner that was killed meanwhile.
      if (!hasCode(error, '42P04', '23505')) throw error
    }
  })
}

async function onServer<T>(access: ServerAccess, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverAddress(access, MAINTENANCE_DATABASE) })
  // A connection that breaks between two statements: the statement at hand, or the next, fails and tells.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
