import { randomBytes } from 'node:crypto'
import { startInstance, type Instance } from '../../../src/composition.js'
import type { Clock } from '../../../src/database/clock.js'
import { Database } from '../../../src/database/database.js'
import { migrateDatabase } from '../../../src/database/migrations.js'
import { seedDemo } from '../../../src/demo/demo.js'
import { defaultLeaseSeconds } from '../../../src/dialQueue/lease.js'
import { signToken } from '../../../src/identity/token.js'
import { createLogger } from '../../../src/logger.js'
import { applyBuiltInPacks } from '../../../src/policy/applyBuiltInPacks.js'
import { createDatabase, databaseAddress } from '../../support/databases.js'
import { startTestServer } from '../../support/postgresServer.js'

/** Runs an operation as a supervisor; throws when the answer has errors. */
export type Ask = <T>(document: string, variables?: object) => Promise<T>

/** The demo as `npm start` makes it, on a PostgreSQL of its own, with a clock that can be set. */
export interface DemoFloor {
  readonly url: string
  readonly ask: Ask
  /** A token for an agent, or for the supervisor without one. */
  token(agentId?: string): Promise<string>
  close(): Promise<void>
}

/** Opens it. `clock` moves time for every statement of the server. */
export async function openDemoFloor(clock: Clock): Promise<DemoFloor> {
  const server = await startTestServer()
  try {
    const name = `dialqueue_demo_${randomBytes(6).toString('hex')}`
    await createDatabase(server.connectionString, name)
    const connectionString = databaseAddress(server.connectionString, name)
    await migrateDatabase(connectionString)
    await fill(connectionString)
    const secret = randomBytes(32).toString('hex')
    const instance = await open(connectionString, secret, clock)
    const token: DemoFloor['token'] = (agentId) =>
      signToken(
        secret,
        {
          organizationId: '1',
          subject: 'demo',
          role: agentId === undefined ? 'SUPERVISOR' : 'AGENT',
          agentId: agentId ?? null,
        },
        '12h',
      )
    return {
      url: instance.url,
      ask: askAs(instance.url, await token()),
      token,
      async close() {
        await instance.close()
        await server.close()
      },
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

async function fill(connectionString: string): Promise<void> {
  const database = new Database(connectionString, 2, () => undefined)
  try {
    await applyBuiltInPacks(database)
    await seedDemo(database)
  } finally {
    await database.close()
  }
}

function open(connectionString: string, secret: string, clock: Clock): Promise<Instance> {
  return startInstance({
    connectionString,
    databasePoolSize: 8,
    trust: { secret },
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    allowIntrospection: true,
    demoSecret: secret,
    leaseSeconds: defaultLeaseSeconds,
    logger: createLogger('warn'),
    clock,
  })
}

function askAs(url: string, token: string): Ask {
  return async <T>(query: string, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    })
    const answer = (await response.json()) as { data: T; errors?: { message: string; extensions: { code: string } }[] }
    const fault = answer.errors?.[0]
    if (fault !== undefined) throw new AskError(fault.extensions.code, `${fault.message}, for ${query.slice(0, 120)}`)
    return answer.data
  }
}

/** What the API refused. */
export class AskError extends Error {
  /** @param code the error's `extensions.code` */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
