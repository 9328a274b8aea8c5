import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { JsonSchema } from '../../src/http/rest/jsonSchema.js'
import { importLineSchema } from '../../src/http/import/importPaths.js'
import { openApiDocument } from '../../src/http/rest/openApi.js'
import { beginUpload, upload } from '../import/uploadDesk.js'
import { openFloor, openInstance, openShift, type Floor, type Shift } from '../support/floor.js'
import { askRest, type RestAnswer, type RestCall } from './restDesk.js'
import { faultsOf } from './schemaChecker.js'

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: JsonSchema }[]
  readonly responses: Readonly<Record<string, { content: Readonly<Record<string, { schema: JsonSchema }>> }>>
}
const operations = Object.entries(openApiDocument.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

let floor: Floor
let shift: Shift
let agentId: string
let entryIds: string[]
beforeAll(async () => {
  floor = await openFloor()
  shift = await openShift(floor)
  agentId = shift.agentIds[0] ?? ''
  const { body } = await askRest(floor, 'GET', `/api/dial-queue?campaignId=${shift.campaignId}`)
  entryIds = (body.data['entries'] as { queueId: string }[]).map(({ queueId }) => queueId)
})
afterAll(() => floor.close())

/** Sends to an operation, the way that succeeds unless `call` or `path` say otherwise. */
const good: Readonly<Record<string, { path: () => string; body?: () => object }>> = {
  listDialQueue: { path: () => `/api/dial-queue?campaignId=${shift.campaignId}` },
  generateDialQueue: { path: () => '/api/dial-queue/generate', body: () => ({ campaignId: shift.campaignId }) },
  nextContact: { path: () => '/api/dial-queue/next', body: () => ({ campaignId: shift.campaignId, agentId }) },
  updateQueueStatus: {
    path: () => `/api/dial-queue/${entryIds[0] ?? ''}/status`,
    body: () => ({ status: 'connected' }),
  },
  dialQueueStats: { path: () => `/api/dial-queue/stats/${shift.campaignId}` },
  importContacts: { path: () => '/import?list=Described' },
  importFields: { path: () => '/import/fields' },
}

type Attempt = (operationId: string, method: string) => Promise<RestAnswer>
const ask = (operationId: string, method: string, call: RestCall = {}, path?: string) => {
  const { path: goodPath, body } = good[operationId] ?? { path: () => '' }
  const isImport = operationId === 'importContacts'
  const sent = isImport ? 'phone\n+12125550100\n' : body?.()
  const headers: Record<string, string> = isImport ? { 'content-type': 'text/csv' } : {}
  return askRest(floor, method.toUpperCase(), path ?? goodPath(), {
    ...(sent === undefined ? {} : { body: sent }),
    ...call,
    headers: { ...headers, ...call.headers },
  })
}

/** Waits until so many imports are at work. */
async function transactionsOpen(count: number): Promise<void> {
  await vi.waitFor(async () => {
    const running = await floor.database.pool.query(
      'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL',
    )
    expect(running.rowCount).toBe(count)
  }, 20_000)
}

/** How each status of each operation comes about; 401 and 415 come about everywhere in the same way. */
const refusals: Readonly<Record<string, Readonly<Record<string, Attempt>>>> = {
  listDialQueue: {
    400: (id, method) => ask(id, method, {}, '/api/dial-queue'),
    403: (id, method) => ask(id, method, { as: { agentId } }),
    404: (id, method) => ask(id, method, {}, '/api/dial-queue?campaignId=999999'),
  },
  generateDialQueue: {
    400: (id, method) => ask(id, method, { body: {} }),
    403: (id, method) => ask(id, method, { as: { agentId } }),
    404: (id, method) => ask(id, method, { body: { campaignId: 999_999 } }),
    409: async (id, method) => {
      const over = await openShift(floor, { campaignStatus: 'COMPLETED', queued: false })
      return ask(id, method, { body: { campaignId: over.campaignId } })
    },
    413: (id, method) => ask(id, method, { body: { campaignId: 'x'.repeat(5_000_000) } }),
  },
  nextContact: {
    400: (id, method) => ask(id, method, { body: {} }),
    403: (id, method) => ask(id, method, { as: { agentId: shift.agentIds[1] ?? '' } }),
    404: (id, method) => ask(id, method, { body: { campaignId: 999_999, agentId } }),
    409: async (id, method) => {
      const away = await openShift(floor, { agentStatus: 'PAUSED' })
      return ask(id, method, { body: { campaignId: away.campaignId, agentId: away.agentIds[0] } })
    },
    413: (id, method) => ask(id, method, { body: { campaignId: 'x'.repeat(5_000_000) } }),
  },
  updateQueueStatus: {
    400: (id, method) => ask(id, method, { body: {} }),
    403: (id, method) => ask(id, method, { as: { agentId: shift.agentIds[1] ?? '' } }),
    404: (id, method) => ask(id, method, {}, '/api/dial-queue/999999/status'),
    409: (id, method) => ask(id, method, {}, `/api/dial-queue/${entryIds[5] ?? ''}/status`),
    413: (id, method) => ask(id, method, { body: { status: 'x'.repeat(5_000_000) } }),
  },
  dialQueueStats: {
    400: (id, method) => ask(id, method, {}, '/api/dial-queue/stats/x'),
    404: (id, method) => ask(id, method, {}, '/api/dial-queue/stats/999999'),
  },
  importContacts: {
    400: (id, method) => ask(id, method, {}, '/import'),
    403: (id, method) => ask(id, method, { as: { agentId } }),
    404: (id, method) => ask(id, method, {}, '/import?listId=999999'),
    408: async () => {
      const instance = await openInstance(floor.connectionString, { limits: { uploadIdleSeconds: 0.2 } })
      const { status, text } = await beginUpload(instance.url, await floor.token(), 'list=x', 'phone\n').answer
      await instance.close()
      return { status: status ?? 0, headers: new Headers(), body: JSON.parse(text) as RestAnswer['body'] }
    },
    429: async (id, method) => {
      const token = await floor.token()
      const open = ['list=1', 'list=2'].map((query) => beginUpload(floor.instance.url, token, query, 'phone\n'))
      await transactionsOpen(2)
      const answer = await ask(id, method)
      for (const { sender } of open) sender.destroy()
      return answer
    },
  },
  importFields: { 403: (id, method) => ask(id, method, { as: { agentId } }) },
}

const everywhere: Readonly<Record<string, Attempt>> = {
  401: (id, method) => ask(id, method, { as: null }),
  415: (id, method) => ask(id, method, { body: 'x', headers: { 'content-type': 'text/plain' } }),
}

/** Outages come last: they are provoked for all operations at once. */
const outages = new Set(['500', '503'])

function expectDescribed(operation: Operation, status: string, answer: RestAnswer): void {
  expect(String(answer.status)).toBe(status)
  const schema = operation.responses[status]?.content['application/json']?.schema ?? {}
  expect(faultsOf(schema, answer.body)).toEqual([])
  expect(answer.body.success).toBe(status === '200')
}

describe('the OpenAPI document', () => {
  it('is served to a caller, and describes parameters that the paths have', async () => {
    const response = await fetch(`${floor.instance.url}/api/openapi.json`)
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument)))
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath)
    }
  })

  const promised = operations.flatMap(({ path, method, operation }) =>
    Object.keys(operation.responses).map((status) => [method, path, status, operation] as const),
  )
  it.each(promised.filter(([, path, status]) => status === '200' && path !== '/import'))(
    '%s %s answers %s as described',
    async (method, _path, status, operation) => {
      if (operation.operationId === 'updateQueueStatus') await ask('nextContact', 'post')
      expectDescribed(operation, status, await ask(operation.operationId, method))
    },
  )

  it('describes each line of the answer to an upload', async () => {
    const { lines } = await upload(
      floor.instance.url,
      await floor.token(),
      'list=Described',
      'phone\n+12125550100\n1\n',
    )
    expect(lines.map(({ type }) => type)).toEqual(['rejected', 'done'])
    expect(lines.flatMap((line) => faultsOf(importLineSchema, line))).toEqual([])
    expect(faultsOf(importLineSchema, { type: 'done', read: 'many' })).not.toEqual([])
  })

  it.each(promised.filter(([, , status]) => status !== '200' && !outages.has(status)))(
    '%s %s answers %s as described',
    async (method, _path, status, operation) => {
      const attempt = refusals[operation.operationId]?.[status] ?? everywhere[status]
      if (attempt === undefined) throw new Error('nobody knows how this status comes about')
      expectDescribed(operation, status, await attempt(operation.operationId, method))
    },
  )

  it('describes what every operation answers when something breaks, and while the server ends', async () => {
    const tables = ['campaign', 'dial_queue_entry', 'contact_list']
    for (const table of tables) await floor.database.pool.query(`ALTER TABLE ${table} RENAME TO ${table}_gone`)
    const broken = operations.filter(({ operation }) => '500' in operation.responses)
    for (const { method, operation } of broken)
      expectDescribed(operation, '500', await ask(operation.operationId, method))
    for (const table of tables) await floor.database.pool.query(`ALTER TABLE ${table}_gone RENAME TO ${table}`)

    const { sender, answer } = beginUpload(floor.instance.url, await floor.token(), 'list=Last', 'phone\n')
    await transactionsOpen(1)
    const ending = floor.instance.close()
    for (const { method, operation } of operations)
      expectDescribed(operation, '503', await ask(operation.operationId, method))
    sender.end('+12125550100\n')
    expect((await answer).status).toBe(200)
    await ending
  })
})
