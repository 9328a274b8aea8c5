import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runProgram } from './cli/runProgram.js'
import { NextContactDocument } from './generated/graphql.js'
import { DataDirOfTest, isRunning, queryOnce } from './support/dataDirs.js'
import { askInstance } from './support/floor.js'
import { ServeProcess } from './support/serveProcess.js'

let dir: DataDirOfTest
let processes: ServeProcess[]

beforeEach(async () => {
  dir = await DataDirOfTest.create()
  processes = []
})

afterEach(async () => {
  for (const one of processes) await one.end('SIGKILL')
  await dir.remove()
})

function serve(environment: Readonly<Record<string, string>> = {}): ServeProcess {
  const started = new ServeProcess({ DATA_DIR: dir.path, ...environment })
  processes.push(started)
  return started
}

/** A command beside the server, on the same data directory. */
async function dialqueue(...args: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await runProgram(args, { DATA_DIR: dir.path })
  expect([stderr, exitCode]).toEqual(['', 0])
  return stdout.trim()
}

const supervisor = (): Promise<string> => dialqueue('token', '--org', '1', '--role', 'SUPERVISOR')

async function get(url: string, token: string, document: string, variables: object = {}): Promise<unknown> {
  const { data, errors } = await askInstance(url, token, document, variables)
  expect(errors).toEqual([])
  return data
}

describe('a first start with nothing but a directory', { timeout: 120_000 }, () => {
  it('gets ready with a demo, shares its database, and ends without a trace; the next makes no second demo', async () => {
    const first = serve()
    const url = await first.ready()
    expect(first.log.at(-1)).toMatchObject({ level: 'info', msg: 'ready', port: Number(new URL(url).port) })
    expect(first.stderr).toContain('demo      organization 1')
    expect((await fetch(`${url}/readyz`)).status).toBe(200)

    const connectionString = await dialqueue('database-url')
    expect(await queryOnce({ connectionString }, 'SELECT id, name FROM organization')).toEqual([
      { id: '1', name: 'Demo' },
    ])
    expect(
      await queryOnce(
        { connectionString },
        String.raw`SELECT count(*)::int AS fictional FROM contact WHERE phone ~ '^\+1\d{3}55501\d\d$'`,
      ),
    ).toEqual([{ fictional: 500 }])

    const token = await supervisor()
    const counts = '{ contactLists { contactCount } campaigns { id status agents { id } } }'
    expect(await get(url, token, counts)).toMatchObject({
      contactLists: [{ contactCount: 300 }, { contactCount: 200 }],
      campaigns: [{ id: '1', status: 'ACTIVE' }],
    })
    expect((await stat(join(dir.path, 'auth-secret'))).mode & 0o777).toBe(0o600)

    const secret = (await readFile(join(dir.path, 'auth-secret'), 'utf8')).trim()
    const second = serve({ DATABASE_URL: connectionString, AUTH_JWT_SECRET: secret })
    const secondUrl = await second.ready()
    expect(second.stderr).not.toContain('demo')
    await get(url, token, 'mutation { generateQueue(input: { campaignId: 1, maxEntries: 200 }) { created } }')
    // More than the queue is filled to by itself.
    const stats = '{ campaignStats(campaignId: 1) { counts { queued } } }'
    expect(await get(secondUrl, token, stats)).toEqual({ campaignStats: { counts: { queued: 200 } } })
    expect(await second.end('SIGTERM')).toBe(0)

    const pids = await dir.serverPids({ connectionString })
    expect(pids.filter(isRunning).length).toBeGreaterThan(4)
    expect(await first.end('SIGTERM')).toBe(0)
    expect(pids.filter(isRunning)).toEqual([])
    // A job that was running may still have said what it did.
    const ending = first.log.filter(({ msg }) => msg !== 'the audit chain was anchored').slice(-2)
    expect(ending).toMatchObject([{ msg: 'draining', signal: 'SIGTERM' }, { msg: 'stopped' }])

    const again = serve()
    const againUrl = await again.ready()
    expect(again.stderr).not.toContain('demo')
    expect(await get(againUrl, token, stats)).toEqual({ campaignStats: { counts: { queued: 200 } } })
    expect(await queryOnce({ connectionString }, 'SELECT count(*)::int AS contacts FROM contact')).toEqual([
      { contacts: 500 },
    ])
    expect(await again.end('SIGINT')).toBe(0)
  })

  it('keeps what it acknowledged when everything is killed at once', async () => {
    const first = serve()
    const url = await first.ready()
    const connectionString = await dialqueue('database-url')
    const token = await supervisor()
    await get(url, token, 'mutation { generateQueue(input: { campaignId: 1, maxEntries: 50 }) { created } }')
    const acknowledged: string[] = []
    for (const agentId of ['1', '2', '3', '4', '5']) {
      await get(url, token, `mutation { setAgentStatus(input: { agentId: ${agentId}, status: AVAILABLE }) { id } }`)
      const input = { campaignId: '1', agentId, idempotencyKey: `claim ${agentId}` }
      const answer = await get(url, token, NextContactDocument.toString(), { input })
      acknowledged.push((answer as { nextContact: { entry: { id: string } } }).nextContact.entry.id)
    }
    const pids = await dir.serverPids({ connectionString })
    const ending = first.end('SIGKILL')
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // A backend goes with its postmaster.
      }
    }
    expect(await ending).toBe('SIGKILL')

    const again = serve()
    const againUrl = await again.ready()
    const entries = `{ dialQueue(campaignId: 1, status: [DIALING]) { edges { node { id assignedAgent { id } } } } }`
    expect(await get(againUrl, token, entries)).toEqual({
      dialQueue: {
        edges: acknowledged.map((id, index) => ({ node: { id, assignedAgent: { id: String(index + 1) } } })),
      },
    })
    const input = { campaignId: '1', agentId: '3', idempotencyKey: 'claim 3' }
    expect(await get(againUrl, token, NextContactDocument.toString(), { input })).toMatchObject({
      nextContact: { entry: { id: acknowledged[2] } },
    })
    expect(await again.end('SIGTERM')).toBe(0)
  })

  it('that is told to end before it is ready ends in order too, and leaves no process behind', async () => {
    const hasty = serve()
    const { msg } = await hasty.said('PostgreSQL runs')
    const postmaster = Number(/process (\d+)/.exec(String(msg))?.[1])
    expect(isRunning(postmaster)).toBe(true)
    expect(await hasty.end('SIGTERM')).toBe(0)
    expect(isRunning(postmaster)).toBe(false)
    expect(hasty.log.at(-1)).toMatchObject({ msg: 'stopped' })
  })

  it('is refused while another server owns the directory, which goes on', async () => {
    const first = serve()
    const url = await first.ready()
    const second = serve()
    expect(await second.end()).toBe(1)
    expect(second.stderr).toMatch(/^dialqueue: [^\n]+\n$/)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await first.end('SIGTERM')).toBe(0)
  })
})

describe('a start that cannot succeed says why in one line and ends with 1', () => {
  it('for a wrong setting, before it touches anything', async () => {
    const wrong = serve({ LEASE_DIALING_SECONDS: 'soon' })
    expect(await wrong.end()).toBe(1)
    expect(wrong.stderr).toBe('dialqueue: LEASE_DIALING_SECONDS is a whole number from 1 to 86400\n')
    expect(wrong.stdout).toBe('')
    await expect(stat(dir.path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('for a port that is taken, and leaves no server behind', async () => {
    const other = createServer()
    await once(other.listen(0, '127.0.0.1'), 'listening')
    const { port } = other.address() as AddressInfo
    const late = serve({ PORT: String(port) })
    expect(await late.end()).toBe(1)
    other.close()
    expect(late.stderr).toMatch(/^dialqueue: .*EADDRINUSE[^\n]*\n$/)
    expect((await runProgram(['database-url'], { DATA_DIR: dir.path })).exitCode).toBe(1)
  })

  it('for a database that is not there', async () => {
    const lost = serve({ DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/q', AUTH_JWT_SECRET: 's'.repeat(32) })
    expect(await lost.end()).toBe(1)
    expect(lost.stderr).toMatch(/^dialqueue: [^\n]+\n$/)
    expect(`${lost.stdout}${lost.stderr}`).not.toContain('hunter2')
  })
})
