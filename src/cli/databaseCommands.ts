import type { Command } from 'commander'
import { readCommandConfig } from '../config.js'
import { runningEmbeddedPostgres } from '../database/embeddedPostgres.js'
import { migrateDatabase } from '../database/migrations.js'
import { visitServer } from '../database/openDatabase.js'
import { runCommand } from './openDatabase.js'

/** `dialqueue migrate` and `dialqueue database-url`. */
export function registerDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the state of this version; the server does it at its start')
    .action(() => runCommand(migrate))
  program
    .command('database-url')
    .description('print the address of the embedded PostgreSQL that runs, for a second instance or psql')
    .action(() => runCommand(printDatabaseUrl))
}

async function migrate(): Promise<void> {
  const config = readCommandConfig()
  const server = await visitServer(config.databaseUrl, config.dataDir, () => undefined)
  try {
    const { applied } = await migrateDatabase(server.connectionString)
    process.stdout.write(applied.length === 0 ? 'nothing to migrate\n' : applied.map((name) => `${name}\n`).join(''))
  } finally {
    await server.close()
  }
}

async function printDatabaseUrl(): Promise<void> {
  const { databaseUrl, dataDir } = readCommandConfig()
  const url = databaseUrl ?? (await runningEmbeddedPostgres(dataDir))
  if (url === null) throw new Error(`no embedded PostgreSQL runs under ${dataDir}: start the server first`)
  process.stdout.write(`${url}\n`)
}
