import { chmod, mkdir, readdir, readlink, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { linkLibraries } from '../../src/database/embedded/postgresBinaries.js'
import { DataDirOfTest, queryOnce } from '../support/dataDirs.js'

let dir: DataDirOfTest

beforeEach(async () => {
  dir = await DataDirOfTest.create()
})
afterEach(() => dir.remove())

describe('the first start on a data directory', () => {
  it('is made by one of many that try at once', async () => {
    const reports = await dir.ownersAtOnce(4)
    expect(reports.filter((report) => 'connectionString' in report)).toHaveLength(1)
    expect(reports.filter((report) => 'refusal' in report && report.refusal.includes('is in use'))).toHaveLength(3)
  })

  it.each([
    ['its password was noted', () => stat(join(dir.path, 'postgres.json'))],
    ['its files were begun', () => find('unfinished-')],
    ['its files were half made', async () => stat(join(await find('unfinished-'), 'files', 'global'))],
    ['its files were in place', () => stat(join(dir.path, 'postgres'))],
    ['its server was starting', () => stat(join(dir.path, 'postgres', 'postmaster.pid'))],
  ])('killed in the middle, when %s, is finished by the next', async (_, sign: () => Promise<unknown>) => {
    const owner = dir.startOwner()
    await vi.waitFor(sign, { timeout: 20_000, interval: 1 })
    await owner.kill()

    const server = await dir.start()
    expect(await queryOnce(server, 'SELECT current_database() AS name')).toEqual([{ name: 'dialqueue' }])
    expect((await readdir(dir.path)).filter((name) => name.startsWith('unfinished-'))).toEqual([])
  })
})

describe('the files of the embedded PostgreSQL', () => {
  it.runIf(process.getuid?.() === 0)('are refused in one line where the server’s OS user cannot go', async () => {
    const closed = join(dir.path, '..', 'closed')
    await mkdir(closed)
    await chmod(closed, 0o700)
    const unreachable = new DataDirOfTest(join(closed, 'data'))
    await expect(unreachable.start()).rejects.toThrow(
      `the OS user "postgres", as whom PostgreSQL runs because we are root, may not enter ${closed} and so does not reach ${unreachable.path}`,
    )
  })

  it('from npm get the links that a skipped install script did not make', async () => {
    const packageDir = join(dir.path, '..', 'package')
    const native = join(packageDir, 'native')
    await mkdir(native, { recursive: true })
    const links = [
      { source: 'native/lib.so.5.18', target: 'native/lib.so' },
      { source: 'native/lib.so.5.18', target: 'native/lib.so.5' },
    ]
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links))
    await Promise.all([linkLibraries(packageDir), linkLibraries(packageDir)])
    await linkLibraries(packageDir)
    expect(await readlink(join(native, 'lib.so'))).toBe('lib.so.5.18')
    expect(await readlink(join(native, 'lib.so.5'))).toBe('lib.so.5.18')
  })
})

async function find(prefix: string): Promise<string> {
  const name = (await readdir(dir.path)).find((one) => one.startsWith(prefix))
  if (name === undefined) throw new Error(`no ${prefix}* yet`)
  return join(dir.path, name)
}
