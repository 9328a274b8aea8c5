import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { schemaText } from '../../src/graphql/schema.js'
import { createEmptyDatabase } from '../support/testDatabase.js'
import { queryOnce } from '../support/dataDirs.js'
import { runProgram } from './runProgram.js'

async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'dialqueue-cli-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

describe('dialqueue migrate', () => {
  it('brings an empty database up to date, says what it did, and then that nothing is left', async () => {
    const database = await createEmptyDatabase()
    onTestFinished(() => database.close())
    const environment = { DATABASE_URL: database.connectionString }
    const folders = await readdir(new URL('../../prisma/migrations', import.meta.url), { withFileTypes: true })
    const names = folders.filter((folder) => folder.isDirectory()).map(({ name }) => `${name}\n`)
    expect(await runProgram(['migrate'], environment)).toEqual({
      stdout: names.sort().join(''),
      stderr: '',
      exitCode: 0,
    })
    expect(await queryOnce(database, 'SELECT count(*)::int AS entries FROM dial_queue_entry')).toEqual([{ entries: 0 }])
    expect(await runProgram(['migrate'], environment)).toEqual({
      stdout: 'nothing to migrate\n',
      stderr: '',
      exitCode: 0,
    })
  })

  it('says in one line when the database cannot be reached, without its password', async () => {
    const run = await runProgram(['migrate'], { DATABASE_URL: 'postgresql://dialqueue:hunter2@127.0.0.1:1/dialqueue' })
    expect(run).toMatchObject({ stdout: '', exitCode: 1 })
    expect(run.stderr).toMatch(/^dialqueue: [^\n]{5,}\n$/)
    expect(run.stderr).not.toContain('hunter2')
  })

  it('refuses a wrong setting before it touches anything', async () => {
    const dataDir = join(await emptyDirectory(), 'data')
    expect(await runProgram(['migrate'], { DATABASE_URL: 'mysql://db.example/q', DATA_DIR: dataDir })).toEqual({
      stdout: '',
      stderr: 'dialqueue: DATABASE_URL is a URL that starts with postgres:// or postgresql://\n',
      exitCode: 1,
    })
    expect(existsSync(dataDir)).toBe(false)
  })
})

describe('dialqueue database-url', () => {
  it('prints DATABASE_URL when there is one', async () => {
    const url = 'postgresql://dialqueue:secret@db.example/dialqueue'
    expect(await runProgram(['database-url'], { DATABASE_URL: url })).toEqual({
      stdout: `${url}\n`,
      stderr: '',
      exitCode: 0,
    })
  })

  it('says in one line that no embedded server runs, and makes nothing', async () => {
    const dataDir = join(await emptyDirectory(), 'data')
    expect(await runProgram(['database-url'], { DATA_DIR: dataDir })).toEqual({
      stdout: '',
      stderr: `dialqueue: no embedded PostgreSQL runs under ${dataDir}: start the server first\n`,
      exitCode: 1,
    })
    expect(existsSync(dataDir)).toBe(false)
  })
})

describe('dialqueue', () => {
  it('prints the schema', async () => {
    expect(await runProgram(['schema'])).toEqual({ stdout: schemaText(), stderr: '', exitCode: 0 })
  })

  it('lists its commands', async () => {
    const { stdout, exitCode } = await runProgram(['--help'])
    expect(exitCode).toBe(0)
    for (const command of ['serve', 'migrate', 'database-url', 'organization', 'token', 'import', 'doctor', 'schema']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command}( |$)`, 'm'))
    }
  })

  it.each([
    [['dance'], /unknown command 'dance'/],
    [['schema', '--json'], /unknown option '--json'/],
  ])('says what it does not know in %j', async (args, message) => {
    const { stdout, stderr, exitCode } = await runProgram(args)
    expect([stdout, exitCode]).toEqual(['', 1])
    expect(stderr).toMatch(message)
  })
})
