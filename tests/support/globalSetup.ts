import { randomBytes } from 'node:crypto'

import type { TestProject } from 'vitest/node'

import { migrateDatabase } from '../../src/database/migrations.js'
import { createDatabase, databaseAddress, dropDatabase } from './databases.js'
import { startTestServer } from './postgresServer.js'

/** What the test files are told about the server of the run. */
export interface ProvidedServer {
  /** Of a database to connect to for CREATE DATABASE. */
  connectionString: string
  /** The migrated database that each test file clones; nobody may connect to it. */
  template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: ProvidedServer
  }
}

let close: (() => Promise<void>) | undefined

/** Once before all test files: one server, one migrated template. Run by vitest. */
export async function setup(project: TestProject): Promise<void> {
  const server = await startTestServer()
  // Several runs may share the server that TEST_DATABASE_URL names.
  const template = `dialqueue_template_${randomBytes(6).toString('hex')}`
  close = async () => {
    await dropDatabase(server.connectionString, template)
    await server.close()
  }
  try {
    await createDatabase(server.connectionString, template)
    await migrateDatabase(databaseAddress(server.connectionString, template))
    project.provide('testServer', { connectionString: server.connectionString, template })
  } catch (error) {
    // Vitest runs no teardown after a setup that failed.
    await close()
    throw error
  }
}

/** Once after all test files. Run by vitest. */
export async function teardown(): Promise<void> {
  await close?.()
}
