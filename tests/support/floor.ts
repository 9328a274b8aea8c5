import { randomUUID } from 'node:crypto'
import type { Clock } from '../../src/database/clock.js'
import { Database } from '../../src/database/database.js'
import { startInstance, type Instance } from '../../src/composition.js'
import { defaultLeaseSeconds, type LeaseSeconds } from '../../src/dialQueue/lease.js'
import type { HttpLimits } from '../../src/http/httpLimits.js'
import { signToken } from '../../src/identity/token.js'
import type { Role } from '../../src/identity/viewer.js'
import { createLogger } from '../../src/logger.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { createTestDatabase } from './testDatabase.js'

export const testSecret = 'a-secret-of-the-tests-with-32-bytes-and-more'

/** What a GraphQL answer looks like over HTTP. */
export interface Answer {
  readonly status: number
  readonly data: Record<string, never> | null
  readonly errors: { message: string; extensions: { code: string } & Record<string, unknown> }[]
  /** The body as it came, to look for what must not be in it. */
  readonly text: string
}

/** A whole call centre for one test file: a database, one instance, one organization. */
export interface Floor {
  readonly connectionString: string
  readonly database: Database
  readonly instance: Instance
  readonly organizationId: string
  /** Runs an operation over HTTP with a token of this role (an AGENT's for `agentId`). */
  ask(
    document: string,
    variables?: object,
    as?: { role?: Role; agentId?: string; organizationId?: string },
  ): Promise<Answer>
  /** As `ask`, and throws when the answer has errors. */
  get<T = Record<string, never>>(
    document: string,
    variables?: object,
    as?: { role?: Role; agentId?: string; organizationId?: string },
  ): Promise<T>
  token(as?: { role?: Role; agentId?: string; organizationId?: string }): Promise<string>
  close(): Promise<void>
}

/** Opens a floor. `clock` moves time for every statement of the instance. */
export async function openFloor(
  options: {
    clock?: Clock
    leaseSeconds?: Partial<LeaseSeconds>
    limits?: Partial<HttpLimits>
    backgroundJobs?: boolean
  } = {},
): Promise<Floor> {
  const test = await createTestDatabase()
  // A test's own statements set up and damage what the server may not touch.
  const database = new Database(test.connectionString, 4, () => undefined, 'login')
  const { id: organizationId } = await createOrganization(database, { name: 'Test', timeZone: 'America/New_York' })
  const instance = await openInstance(test.connectionString, options)
  // One token per viewer, as a desk keeps one: signing costs more than a claim.
  const tokens = new Map<string, Promise<string>>()
  const token: Floor['token'] = (as = {}) => {
    const key = JSON.stringify(as)
    const signed = tokens.get(key) ?? sign(as)
    tokens.set(key, signed)
    return signed
  }
  const sign: Floor['token'] = (as = {}) => {
    const role = as.role ?? (as.agentId === undefined ? 'SUPERVISOR' : 'AGENT')
    const viewer = {
      organizationId: as.organizationId ?? organizationId,
      subject: 'test',
      role,
      agentId: as.agentId ?? null,
    }
    return signToken(testSecret, viewer, '1h')
  }
  const ask: Floor['ask'] = async (document, variables = {}, as = {}) =>
    askInstance(instance.url, await token(as), document, variables)
  return {
    connectionString: test.connectionString,
    database,
    instance,
    organizationId,
    ask,
    async get<T>(document: string, variables?: object, as?: Parameters<Floor['ask']>[2]) {
      const answer = await ask(document, variables, as)
      if (answer.errors.length > 0) throw new Error(`${answer.text.slice(0, 500)} for ${document.slice(0, 200)}`)
      return answer.data as T
    },
    token,
    async close() {
      await instance.close()
      await database.close()
      await test.close()
    },
  }
}

/** One more instance on a database, as a second server would be. */
export function openInstance(
  connectionString: string,
  options: {
    clock?: Clock
    leaseSeconds?: Partial<LeaseSeconds>
    limits?: Partial<HttpLimits>
    backgroundJobs?: boolean
    /** A free one when left out. */
    port?: number
    /** See `InstanceOptions`. */
    hasGraphiql?: boolean
    demoSecret?: string
  } = {},
): Promise<Instance> {
  return startInstance({
    connectionString,
    databasePoolSize: 8,
    trust: { secret: testSecret },
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    allowIntrospection: true,
    logger: createLogger('silent'),
    backgroundJobs: false,
    ...options,
    leaseSeconds: { ...defaultLeaseSeconds, ...options.leaseSeconds },
  })
}

/** Posts one operation to an instance. */
export async function askInstance(url: string, token: string, document: string, variables: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: document, variables }),
  })
  const text = await response.text()
  const body = JSON.parse(text) as Partial<Answer>
  return { status: response.status, data: body.data ?? null, errors: body.errors ?? [], text }
}

/** A campaign with its list, contacts and agents, made with plain statements. */
export interface Shift {
  readonly campaignId: string
  readonly listId: string
  readonly contactIds: string[]
  readonly agentIds: string[]
}

/**
 * Fills the floor: one list of `contacts` distinct US numbers, `agents` AVAILABLE agents, an ACTIVE campaign over both.
 * `queued` puts every contact into the queue through generateQueue's own statement (the API's mutation).
 */
export async function openShift(
  floor: Floor,
  options: {
    contacts?: number
    agents?: number
    queued?: boolean
    dialMethod?: string
    maxAttempts?: number
    agentStatus?: string
    campaignStatus?: string
  } = {},
): Promise<Shift> {
  const { organizationId, database } = floor
  const { contacts = 10, agents = 2, dialMethod = 'PROGRESSIVE', maxAttempts = 3 } = options
  const query = async (text: string, values: unknown[]): Promise<string[]> =>
    (await database.pool.query<{ id: string }>(text, values)).rows.map(({ id }) => id)
  const [listId = ''] = await query('INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id', [
    organizationId,
    `list ${randomUUID()}`,
  ])
  // Every list has numbers of its own: its id is part of them.
  const contactIds = await query(
    `INSERT INTO contact (organization_id, list_id, external_id, first_name, last_name, phone, time_zone)
     SELECT $1, $2, 'c' || g, 'First' || g, 'Last' || g, '+1' || (2000000000 + $2::bigint * 1000000 + g)::text, 'America/New_York'
     FROM generate_series(1, $3::int) AS g RETURNING id`,
    [organizationId, listId, contacts],
  )
  const agentIds = await query(
    `INSERT INTO agent (organization_id, name, email, status, status_changed_at)
     SELECT $1, 'Agent ' || g, $2 || g || '@test.example', $4, coalesce($5::timestamptz, now())
     FROM generate_series(1, $3::int) AS g RETURNING id`,
    [organizationId, randomUUID(), agents, options.agentStatus ?? 'AVAILABLE', floor.instance.work.clock()],
  )
  const [campaignId = ''] = await query(
    `INSERT INTO campaign (organization_id, name, status, dial_method, max_attempts, time_zone, policy_pack)
     VALUES ($1, 'Campaign', $2, $3, $4, 'America/New_York', 'NONE') RETURNING id`,
    [organizationId, options.campaignStatus ?? 'ACTIVE', dialMethod, maxAttempts],
  )
  await database.pool.query('INSERT INTO campaign_list VALUES ($1, $2, $3)', [organizationId, campaignId, listId])
  await database.pool.query('INSERT INTO campaign_agent SELECT $1, $2, unnest($3::bigint[])', [
    organizationId,
    campaignId,
    agentIds,
  ])
  if (options.queued ?? true) {
    await floor.get('mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }', {
      input: { campaignId, maxEntries: Math.max(1, contacts) },
    })
  }
  return { campaignId, listId, contactIds, agentIds }
}
