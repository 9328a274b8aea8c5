import { createReadStream } from 'node:fs'
import { Database } from '../../src/database/database.js'
import { importDoNotCall } from '../../src/doNotCall/importDoNotCall.js'
import { readSuppressionFile } from '../../src/doNotCall/suppressionFile.js'

/** What one import of a suppression file took, as `dncBench` reads it from this process. */
export interface MeasuredSuppression {
  /** Distinct numbers on the list afterwards. */
  readonly listed: number
  readonly seconds: number
  readonly peakRssMegabytes: number
}

// A process of its own, so that its memory is that of an import and of nothing else. Arguments: database, organization,
// file.
const [connectionString = '', organizationId = '', file = ''] = process.argv.slice(2)
const database = new Database(connectionString, 2, () => undefined)
// The connection is there in a server as well.
await database.pool.query('SELECT 1')
const startedAt = performance.now()
const { listed } = await importDoNotCall(
  database,
  organizationId,
  { campaignId: null, reason: 'bench', source: file, expiresAt: null, registry: null },
  readSuppressionFile(createReadStream(file)),
)
const measured: MeasuredSuppression = {
  listed,
  seconds: (performance.now() - startedAt) / 1000,
  peakRssMegabytes: process.resourceUsage().maxRSS / 1024,
}
await database.close()
process.stdout.write(JSON.stringify(measured))
