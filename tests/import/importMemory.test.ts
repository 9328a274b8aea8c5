import { request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as lookAgain } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Database } from '../../src/database/database.js'
import { signToken } from '../../src/identity/token.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { testSecret } from '../support/floor.js'
import { ServeProcess } from '../support/serveProcess.js'
import { createTestDatabase } from '../support/testDatabase.js'

let server: ServeProcess
let url: string
let token: string
let close: () => Promise<void>
beforeAll(async () => {
  const test = await createTestDatabase()
  const database = new Database(test.connectionString, 1, () => undefined, 'login')
  const { id: organizationId } = await createOrganization(database, { name: 'Large', timeZone: 'UTC' })
  await database.close()
  const viewer = { organizationId, subject: 'test', role: 'SUPERVISOR', agentId: null } as const
  token = await signToken(testSecret, viewer, '1h')
  server = new ServeProcess({ DATABASE_URL: test.connectionString, AUTH_JWT_SECRET: testSecret })
  url = await server.ready()
  close = async () => {
    await server.end('SIGTERM')
    await test.close()
  }
})
afterAll(() => close())

/** Megabytes that the server's process holds. */
async function residentMegabytes(): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]) / 1e6
}

/** Rows of 5 kB, so that the file is large and the database has little to do. */
function* rows(megabytes: number): Generator<string> {
  yield 'id,phone,remarks\n'
  for (let row = 1; row <= megabytes * 200; row += 1) {
    yield `${row},+1212${5_550_000 + row},${`remark ${row} `.repeat(500).slice(0, 5_000)}\n`
  }
}

async function send(megabytes: number): Promise<string> {
  const sender = request(`${url}/import?list=Large&dryRun=true`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
  })
  const answered = once(sender, 'response') as Promise<[IncomingMessage]>
  await pipeline(Readable.from(rows(megabytes)), sender)
  const [response] = await answered
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return text
}

it(
  'imports a file of 60 MB in the memory of a small one, and answers others meanwhile',
  { timeout: 240_000 },
  async () => {
    // The first import loads what every import needs.
    expect(await send(10)).toContain('"inserted":2000')
    const before = await residentMegabytes()
    let most = before
    let isRunning = true
    const watch = async (): Promise<void> => {
      while (isRunning) {
        most = Math.max(most, await residentMegabytes())
        await lookAgain(100)
      }
    }
    const watching = watch()
    expect(await send(60)).toContain('"inserted":12000')
    isRunning = false
    await watching
    expect(most - before).toBeLessThan(40)
  },
)
