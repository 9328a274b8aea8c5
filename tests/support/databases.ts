import pg from 'pg'

/** The address of another database on the same server. */
export function databaseAddress(connectionString: string, database: string): string {
  const address = new URL(connectionString)
  address.pathname = `/${database}`
  return address.toString()
}

/**
 * @param connectionString of any database of the server but the new one
 * @param template the database to clone, to which nobody may be connected; an empty one when left out
 */
export async function createDatabase(connectionString: string, name: string, template = 'template0'): Promise<void> {
  await onServer(connectionString, async (client) => {
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)} ENCODING 'UTF8'`,
    )
  })
}

/**
 * Drops a database once its last connection is gone. Never WITH (FORCE): killing what still runs makes a test's own
 * connections fail after the test has passed.
 *
 * @throws the server's refusal, with the statements of those still connected, when they stay for half a minute
 */
export async function dropDatabase(connectionString: string, name: string): Promise<void> {
  await onServer(connectionString, async (client) => {
    // DROP DATABASE itself waits 5 s for others to leave before it gives up.
    for (let attemptsLeft = 6; ; attemptsLeft -= 1) {
      try {
        await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)}`)
        return
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== OBJECT_IN_USE) throw error
        if (attemptsLeft === 1) throw new Error(await describeConnections(client, name), { cause: error })
      }
    }
  })
}

const OBJECT_IN_USE = '55006'

async function describeConnections(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ connection: string }>(
    "SELECT concat_ws(' ', pid, application_name, state, query) AS connection FROM pg_stat_activity WHERE datname = $1",
    [name],
  )
  return [`somebody is still connected to ${name}:`, ...rows.map((row) => row.connection)].join('\n')
}

async function onServer(connectionString: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
