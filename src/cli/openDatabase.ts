import { readCommandConfig } from '../config.js'
import { cliActor, runAs } from '../database/actor.js'
import { Database } from '../database/database.js'
import { migrateDatabase } from '../database/migrations.js'
import { visitServer } from '../database/openDatabase.js'

/** A migrated database for one command. */
export interface CommandDatabase {
  readonly database: Database
  /** Lets go of the database, and of the embedded server if this command started it. Idempotent. */
  close(): Promise<void>
}

/** Opens the database that the server would use: `DATABASE_URL`, else the embedded one, started if it does not run. */
export async function openDatabase(): Promise<CommandDatabase> {
  const config = readCommandConfig()
  const server = await visitServer(config.databaseUrl, config.dataDir, () => undefined)
  try {
    await migrateDatabase(server.connectionString)
    const database = new Database(server.connectionString, 4, () => undefined)
    return {
      database,
      close: async () => {
        await database.close()
        await server.close()
      },
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

/** Runs a command's work as the command line; a failure is one line on stderr and exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await runAs(cliActor, work)
  } catch (error) {
    process.stderr.write(`dialqueue: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
