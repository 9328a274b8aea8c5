import { startEmbeddedPostgres } from '../../src/database/embeddedPostgres.js'
import { WITHOUT_FSYNC } from './postgresServer.js'

// A program that owns an embedded server until it is killed: `node --import tsx ownerProgram.ts DATA_DIR stay|exit`.
// It prints one line of JSON, OwnerReport. With "exit" it then ends without stopping its server.
const [dataDir = '', then] = process.argv.slice(2)

/** What the program says about its start. */
export type OwnerReport = { connectionString: string; wasTakenOver: boolean } | { refusal: string }

function report(line: OwnerReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

try {
  const { connectionString, wasTakenOver } = await startEmbeddedPostgres({
    dataDir,
    log: () => undefined,
    settings: WITHOUT_FSYNC,
  })
  report({ connectionString, wasTakenOver })
  // Node would end as soon as nothing is left to wait for.
  if (then !== 'exit') setInterval(() => undefined, 60_000)
} catch (error) {
  report({ refusal: error instanceof Error ? error.message : String(error) })
}
