import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../../src/database/database.js'

/** Sends lines in the text format of COPY into a table. */
export async function copyInto(database: Database, table: string, lines: string): Promise<void> {
  await database.withConnection(async (client) => {
    await pipeline(Readable.from([Buffer.from(lines)]), client.query(copyFrom(`COPY ${table} FROM STDIN`)))
  })
}
