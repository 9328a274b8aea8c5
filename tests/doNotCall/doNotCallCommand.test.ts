import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { registerDoNotCallCommand } from '../../src/cli/doNotCallCommand.js'
import { nth, row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { entryStatuses, phoneOf, standing } from './doNotCallDesk.js'

let floor: Floor
let directory: string

beforeAll(async () => {
  floor = await openFloor()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-do-not-call-'))
})
afterAll(async () => {
  await floor.close()
  await rm(directory, { recursive: true })
})
afterEach(() => {
  process.exitCode = undefined
})

class Written extends Writable {
  text = ''
  override _write(chunk: unknown, _: BufferEncoding, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

/** Runs `dialqueue do-not-call import` and gives what it wrote and its exit code. */
async function run(csv: string, ...options: readonly string[]) {
  const file = join(directory, 'numbers.csv')
  await writeFile(file, csv)
  const [stdout, stderr] = [new Written(), new Written()]
  const program = new Command('dialqueue')
  const open = () => Promise.resolve({ database: floor.database, close: () => Promise.resolve() })
  registerDoNotCallCommand(program, open, { stdout, stderr })
  await program.parseAsync(['do-not-call', 'import', file, '--org', floor.organizationId, ...options], { from: 'user' })
  return { out: stdout.text, err: stderr.text, exitCode: process.exitCode }
}

it('imports a file, says how many, and takes them out of the queue', async () => {
  const shift = await openShift(floor, { contacts: 2, agents: 1 })
  const contactId = nth(shift.contactIds, 0)
  const phone = await phoneOf(floor, contactId)
  const options = [
    '--campaign',
    shift.campaignId,
    '--reason',
    'a letter',
    '--source',
    'post',
    '--expires',
    '2099-01-01',
  ]
  expect(await run(`${phone}\n`, ...options)).toEqual({
    ...{ out: '1 rows: 1 numbers added, 1 on the list, 0 rejected, 1 queue entries cancelled\n', err: '', exitCode: 0 },
  })
  expect(await entryStatuses(floor, contactId)).toEqual(['CANCELLED'])
  expect(await standing(floor, phone)).toMatchObject([
    { campaignId: shift.campaignId, reason: 'a letter', source: 'post', expiresAt: '2099-01-01T00:00:00.000Z' },
  ])
})

it('names the rows that are no numbers, without what stood there', async () => {
  expect(await run('phone\n+14155550100\nsecret\n2025550123\n')).toEqual({
    out: '3 rows: 1 numbers added, 1 on the list, 2 rejected, 0 queue entries cancelled\n',
    err: 'row 2: not a phone number with its country code, such as +1 202 555 0123\nrow 3: not a phone number with its country code, such as +1 202 555 0123\n',
    exitCode: 1,
  })
  expect(await run('2025550123\n', '--default-region', 'US')).toMatchObject({ exitCode: 0 })
  expect(await standing(floor, '+12025550123')).toMatchObject([
    { kind: 'LIST', reason: 'on an imported list', source: 'numbers.csv' },
  ])
})

it('imports a registry of a day', async () => {
  const registry = ['--registry', 'us-national', '--as-of', '2026-11-01']
  expect(await run('+14155550100\n', ...registry)).toMatchObject({
    out: '1 rows: the registry has 1 numbers, 0 rejected, 0 queue entries cancelled\n',
  })
  expect(await row(floor, 'SELECT registry, as_of::text FROM do_not_call_list WHERE registry IS NOT NULL')).toEqual({
    ...{ registry: 'us-national', as_of: '2026-11-01' },
  })
})

it.each([
  ['a registry without its day', ['--registry', 'us-national'], '--registry and --as-of belong together'],
  ['a day without a registry', ['--as-of', '2026-11-01'], '--registry and --as-of belong together'],
  ['a campaign that does not exist', ['--campaign', '999999'], 'Campaign not found; nothing was imported'],
  ['an expiry that has passed', ['--expires', '2020-01-01'], 'an expiry lies in the future; nothing was imported'],
  ['a registry of tomorrow', ['--registry', 'x', '--as-of', '2999-01-01'], 'has not come yet; nothing was imported'],
])('%s is refused with exit code 2', async (_, options, message) => {
  const { err, exitCode } = await run('+14155550199\n', ...options)
  expect(err).toContain(message)
  expect(exitCode).toBe(2)
  expect(await standing(floor, '+14155550199')).toEqual([])
})

it('a file that cannot be read, or understood, is refused with exit code 2', async () => {
  expect(await run('a,b\nAda,Ben\n')).toMatchObject({ exitCode: 2, out: '' })
  expect(await run('"+14155550100\n')).toMatchObject({ exitCode: 2, out: '' })
})
