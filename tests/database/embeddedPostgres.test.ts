import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { runningEmbeddedPostgres } from '../../src/database/embeddedPostgres.js'
import { DataDirOfTest, isRunning, queryOnce } from '../support/dataDirs.js'

// One directory for the file: every test finds it with files in it, and whatever an earlier one left there.
let dir: DataDirOfTest

beforeAll(async () => {
  dir = await DataDirOfTest.create()
  await (await dir.start()).close()
})
afterEach(() => dir.stop())
afterAll(() => dir.remove())

describe('the embedded PostgreSQL', () => {
  it('keeps its rows, its password and its port from one start to the next', async () => {
    const first = await dir.start()
    await queryOnce(first, 'DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS number')
    await first.close()
    const second = await dir.start()
    expect(second.connectionString).toBe(first.connectionString)
    expect(second.wasTakenOver).toBe(false)
    expect(await queryOnce(second, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
    expect((await stat(join(dir.path, 'postgres.json'))).mode & 0o777).toBe(0o600)
  })

  it('writes every commit through to the disk unless told otherwise', async () => {
    const server = await dir.start({})
    expect(await queryOnce(server, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
    expect(await queryOnce(server, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
  })

  it('is reached over 127.0.0.1 only, and with its password only', async () => {
    const server = await dir.start()
    expect(await queryOnce(server, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await queryOnce(server, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    const wrong = new URL(server.connectionString)
    wrong.password = 'guessed'
    await expect(queryOnce({ connectionString: wrong.toString() }, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
  })

  it('leaves no process behind when it is closed, however often', async () => {
    const server = await dir.start()
    const pids = await dir.serverPids(server)
    await Promise.all([server.close(), server.close()])
    await server.close()
    expect(pids.length).toBeGreaterThan(4)
    expect(pids.filter(isRunning)).toEqual([])
  })

  it('is found by other programs while it runs', async () => {
    expect(await runningEmbeddedPostgres(dir.path)).toBeNull()
    const server = await dir.start()
    expect(await runningEmbeddedPostgres(dir.path)).toBe(server.connectionString)
    await server.close()
    expect(await runningEmbeddedPostgres(dir.path)).toBeNull()
  })

  it('takes another port when somebody else listens on its own', async () => {
    const first = await dir.start()
    await first.close()
    const port = Number(new URL(first.connectionString).port)
    const stranger = createServer().listen(port, '127.0.0.1')
    await once(stranger, 'listening')
    try {
      const second = await dir.start()
      expect(new URL(second.connectionString).port).not.toBe(String(port))
      expect(await queryOnce(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    } finally {
      stranger.close()
    }
  })

  it('stops when its owner exits without closing it', async () => {
    const owner = dir.startOwner('exit')
    await owner.report()
    const pid = await dir.postmasterPid()
    await owner.exit()
    await vi.waitFor(() => {
      expect(isRunning(pid)).toBe(false)
    }, 10_000)
  })

  it('gives its reason in one line when it cannot start', async () => {
    await expect(dir.start({ shared_buffers: 'plenty' })).rejects.toThrow(
      /^PostgreSQL does not start on .*"shared_buffers"[^\n]*$/,
    )
    // The failed start does not keep the directory.
    expect((await dir.start()).wasTakenOver).toBe(false)
  })
})

describe('the owner of a data directory', () => {
  it('is one: a second owner is refused in one line that says what to do', async () => {
    const server = await dir.start()
    const refusal = `${dir.path} is in use: process ${process.pid} runs the PostgreSQL in it. To start another instance on that same database, start it with DATABASE_URL=$(dialqueue database-url)`
    expect(await dir.startOwner().report()).toEqual({ refusal })
    await expect(dir.start()).rejects.toThrow(refusal)
    expect(await queryOnce(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('is one of many that follow a killed one at once', async () => {
    const killed = dir.startOwner()
    await killed.report()
    await killed.kill()
    const reports = await dir.ownersAtOnce(4)
    expect(reports.filter((report) => 'connectionString' in report)).toEqual([
      { connectionString: expect.any(String) as string, wasTakenOver: true },
    ])
    expect(reports.filter((report) => 'refusal' in report && report.refusal.includes('is in use'))).toHaveLength(3)
  })
})
