import { availableParallelism, cpus, totalmem } from 'node:os'
import pg from 'pg'

/** What the bench ran on, in one line for its readers. */
export async function describeMachine(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string; fsync: string }>(
      `SELECT current_setting('server_version') AS server_version, current_setting('fsync') AS fsync`,
    )
    const [row] = rows
    const gigabytes = Math.round(totalmem() / 1e9)
    const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
    return [
      `${availableParallelism()} cores (${processor})`,
      `${gigabytes} GB`,
      `Node ${process.version.slice(1)}`,
      `PostgreSQL ${row?.server_version ?? ''} with fsync ${row?.fsync ?? ''}`,
    ].join(', ')
  } finally {
    await client.end()
  }
}
