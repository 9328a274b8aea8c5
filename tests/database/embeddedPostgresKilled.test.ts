import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

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

describe('after a kill -9', () => {
  it('of the owner its orphaned server is taken over, with its open connections, and stopped by the new owner', async () => {
    const owner = dir.startOwner()
    const { connectionString } = await owner.started()
    const client = new pg.Client({ connectionString })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS number')
    await owner.kill()

    const server = await dir.start()
    expect(server).toMatchObject({ connectionString, wasTakenOver: true })
    expect((await client.query('SELECT number FROM kept')).rows).toEqual([{ number: 7 }])
    const pids = await dir.serverPids(server)
    await server.close()
    expect(pids.filter(isRunning)).toEqual([])
    await client.end()
  })

  it('of everything the committed rows are there', async () => {
    const owner = dir.startOwner()
    const { connectionString } = await owner.started()
    const client = new pg.Client({ connectionString })
    client.on('error', () => undefined)
    const cut = new Promise<void>((resolve) => client.once('end', resolve))
    await client.connect()
    await client.query('DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS number')
    await client.query('BEGIN')
    await client.query('UPDATE kept SET number = 8')
    const pids = await dir.serverPids({ connectionString })
    await owner.kill()
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    await cut

    const server = await dir.start()
    expect(server.wasTakenOver).toBe(false)
    expect(await queryOnce(server, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
  })

  it('a process that has got the dead server’s pid is not taken for it, nor signalled', async () => {
    await (await dir.start()).close()
    // As the server's own user: only then would PostgreSQL itself take it for a server.
    const { uid, gid } = await stat(join(dir.path, 'postgres'))
    const stranger = spawn('sleep', ['1000'], { stdio: 'ignore', uid, gid })
    onTestFinished(() => void stranger.kill())
    await once(stranger, 'spawn')
    const pidFile = join(dir.path, 'postgres', 'postmaster.pid')
    await writeFile(pidFile, `${stranger.pid ?? 0}\n${join(dir.path, 'postgres')}\n0\n5432\n\n127.0.0.1\n\nready   \n`)

    expect(await runningEmbeddedPostgres(dir.path)).toBeNull()
    const server = await dir.start()
    expect(server.wasTakenOver).toBe(false)
    await server.close()
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  })

  it('a postmaster.pid that was cut off by a power failure is not tripped over', async () => {
    await (await dir.start()).close()
    await writeFile(join(dir.path, 'postgres', 'postmaster.pid'), '')
    expect((await dir.start()).wasTakenOver).toBe(false)
  })
})
