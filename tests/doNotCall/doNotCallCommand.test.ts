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
function run(csv: string, ...options: readonly string[]) {
  return runFiles([csv], ...options)
}

/** As `run`, with several files: numbers.csv, numbers-2.csv, … */
async function runFiles(csvs: readonly string[], ...options: readonly string[]) {
  const files = csvs.map((_, index) => join(directory, index === 0 ? 'numbers.csv' : `numbers-${index + 1}.csv`))
  for (const [index, csv] of csvs.entries()) await writeFile(nth(files, index), csv)
  const [stdout, stderr] = [new Written(), new Written()]
  const program = new Command('dialqueue')
  const open = () => Promise.resolve({ database: floor.database, close: () => Promise.resolve() })
  registerDoNotCallCommand(program, open, { stdout, stderr })
  await program.parseAsync(['do-not-call', 'import', ...files, '--org', floor.organizationId, ...options], {
    from: 'user',
  })
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

const registry = (day: string) => ['--registry', 'us-files', '--as-of', `2026-11-${day}`]
const onRegistry = async (phone: string) => (await standing(floor, phone)).some(({ matches }) => matches === 'us-files')

it('A4: several files are one copy of a registry, change lists are applied to it, a shrunken copy is refused', async () => {
  const files = [
    'area,number\n212,5550131\n212,5550132\n',
    "<l><ac val='310'><ph val='5550133'/><ph val='5550134'/></ac></l>",
  ]
  expect(await runFiles(files, ...registry('01'))).toMatchObject({
    out: '4 rows: the registry has 4 numbers, 0 rejected, 0 queue entries cancelled\n',
    exitCode: 0,
  })
  expect(await onRegistry('+12125550131')).toBe(true)
  expect(await onRegistry('+13105550134')).toBe(true)
  const changes = '212,5550131,D\n415,5550135,A\n415,5550136,A\n'
  expect((await run(changes, ...registry('02'))).out).toContain('the registry has 5 numbers, 1 more than before')
  expect(await onRegistry('+12125550131')).toBe(false)
  expect(await onRegistry('+12125550132')).toBe(true)
  expect(await onRegistry('+14155550136')).toBe(true)
  // One of two area codes was forgotten, or the download broke off.
  const small = await run('2125550132\n', ...registry('03'))
  expect(small).toMatchObject({ out: '', exitCode: 2 })
  expect(small.err).toBe(
    'the copy that stands has 5 numbers, this one 1: give --replace if that is meant; nothing was imported\n',
  )
  expect(await onRegistry('+14155550136')).toBe(true)
  expect((await run('2125550132\n', ...registry('03'), '--replace')).exitCode).toBe(0)
  expect(await onRegistry('+14155550136')).toBe(false)
})

it('A4: a change list without a copy, or for a list of your own, lifts nothing', async () => {
  const first = await run('2125550132,A\n', '--registry', 'us-none', '--as-of', '2026-11-01')
  expect(first).toMatchObject({ exitCode: 2 })
  expect(first.err).toMatch(/needs a copy of the registry/)
  await run('+12125550141\n', '--source', 'own')
  const own = await run('+12125550141,D\n', '--source', 'own')
  expect(own).toMatchObject({ exitCode: 2 })
  expect(own.err).toMatch(/only the change list of a registry/)
  expect(await standing(floor, '+12125550141')).toHaveLength(1)
})

it('A4: the readable number of a line is suppressed, what cannot be read is named by file and row', async () => {
  const { out, err, exitCode } = await runFiles(
    ["415-555-0185 x3\n'+14155550184\nnobody\n", '="4155550186"\n4155550187.0\n+1 212 700 432\n'],
    ...['--default-region', 'US', '--source', 'lines'],
  )
  expect(err).toBe(
    'numbers.csv row 3: not a phone number\nnumbers-2.csv row 3: has too few digits for a number of its country\n',
  )
  expect(out).toBe('6 rows: 4 numbers added, 4 on the list, 2 rejected, 0 queue entries cancelled\n')
  expect(exitCode).toBe(1)
  for (const end of [4, 5, 6, 7]) expect(await standing(floor, `+1415555018${end}`)).toHaveLength(1)
})
