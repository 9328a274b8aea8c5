import { createReadStream } from 'node:fs'
import { readContactsCsv } from '../../src/contact/csvContacts.js'
import { importContacts } from '../../src/contact/importContacts.js'
import { Database } from '../../src/database/database.js'

/** What one import took, as `importBench` reads it from this process. */
export interface MeasuredImport {
  readonly rows: number
  readonly seconds: number
  /** Of these, until the last row was read and sent. */
  readonly readingSeconds: number
  readonly peakRssMegabytes: number
}

// A process of its own, so that its memory is that of an import and of nothing else. Arguments: database, organization,
// list, file.
const [connectionString = '', organizationId = '', listName = '', file = ''] = process.argv.slice(2)
const database = new Database(connectionString, 2, () => undefined)
const startedAt = performance.now()
let readAt = startedAt
const { inserted: rows } = await importContacts(
  database,
  { organizationId, listName },
  readContactsCsv(createReadStream(file)),
  { onProgress: () => (readAt = performance.now()) },
)
const measured: MeasuredImport = {
  rows,
  seconds: (performance.now() - startedAt) / 1000,
  readingSeconds: (readAt - startedAt) / 1000,
  peakRssMegabytes: process.resourceUsage().maxRSS / 1024,
}
await database.close()
process.stdout.write(JSON.stringify(measured))
