import { readFile } from 'node:fs/promises'
import { OperationTypeNode, parse, type OperationDefinitionNode } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../src/composition.js'
import { Database } from '../src/database/database.js'
import { seedDemo } from '../src/demo/demo.js'
import { signToken } from '../src/identity/token.js'
import { askInstance, openInstance, testSecret } from './support/floor.js'
import { openFloorSocket } from './support/floorSocket.js'
import { createTestDatabase, type TestDatabase } from './support/testDatabase.js'

let test: TestDatabase
let instance: Instance
let token: string
let blocks: string[]

beforeAll(async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  blocks = [...readme.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, text = '']) => text)
  test = await createTestDatabase()
  const database = new Database(test.connectionString, 2, () => undefined)
  await seedDemo(database)
  await database.close()
  instance = await openInstance(test.connectionString)
  const supervisor = { organizationId: '1', subject: 'reader', role: 'SUPERVISOR', agentId: null } as const
  token = await signToken(testSecret, supervisor, '12h')
})

afterAll(async () => {
  await instance.close()
  await test.close()
})

/** What a reader sees who pastes the text into GraphiQL: a subscription shows its first frame. */
async function paste(text: string): Promise<{ data: unknown; errors: readonly unknown[] }> {
  const operation = parse(text).definitions.find((one): one is OperationDefinitionNode => 'operation' in one)
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return askInstance(instance.url, token, text, {})
  const socket = openFloorSocket(instance.url, token)
  try {
    return await socket.ask(text)
  } finally {
    await socket.close()
  }
}

describe("the README's queries", () => {
  it('are at least ten, each an operation with a name of its own and no variables', () => {
    const names = blocks.flatMap((text) =>
      parse(text).definitions.map((one) => {
        expect(one).toMatchObject({ kind: 'OperationDefinition', variableDefinitions: [] })
        return (one as OperationDefinitionNode).name?.value
      }),
    )
    expect(names.length).toBeGreaterThanOrEqual(10)
    expect(new Set(names).size).toBe(names.length)
    expect(names).not.toContain(undefined)
  })

  it('all work when they are pasted in their order into a fresh demo, and none shows an empty hand', async () => {
    for (const text of blocks) {
      const { data, errors } = await paste(text)
      expect({ text, errors }).toEqual({ text, errors: [] })
      // null is what a root field shows when there is nothing of that id.
      expect({ text, fields: Object.values(data as object) }).not.toMatchObject({ fields: [null] })
    }
    const { data } = await paste('{ campaignStats(campaignId: 1) { dialedToday counts { queued completed } } }')
    expect(data).toEqual({ campaignStats: { dialedToday: 1, counts: { queued: 99, completed: 1 } } })
  })
})
