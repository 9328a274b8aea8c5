import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerImportCommand, type OpenDatabase } from '../../src/cli/importCommand.js'
import { openImportFloor, type ImportFloor } from '../contact/importFloor.js'

let floor: ImportFloor
let directory: string
beforeAll(async () => {
  floor = await openImportFloor()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-import-'))
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
  constructor(readonly isTTY = false) {
    super()
  }
  override _write(chunk: unknown, _: BufferEncoding, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

/** Runs `dialqueue import` and gives what it wrote and its exit code. */
async function run(csv: string, options: readonly string[], { isTerminal = false, open = openFloor } = {}) {
  const file = join(directory, 'contacts.csv')
  await writeFile(file, csv)
  const [stdout, stderr] = [new Written(), new Written(isTerminal)]
  const program = new Command('dialqueue')
  registerImportCommand(program, open, { stdout, stderr })
  await program.parseAsync(['import', file, '--org', floor.organizationId, ...options], { from: 'user' })
  return { out: stdout.text, err: stderr.text.replaceAll(directory, ''), exitCode: process.exitCode }
}

const openFloor: OpenDatabase = () => Promise.resolve({ database: floor.database, close: () => Promise.resolve() })
const good = 'name,phone\nAnn Lee,+12125550100\nBob Ray,+12125550101\n'

describe('dialqueue import', () => {
  it('imports the file into a list of the given name, and says how many', async () => {
    expect(await run(good, ['--list', 'Spring'])).toEqual({
      out: '2 rows: 2 inserted, 0 updated, 0 rejected\n',
      err: '',
      exitCode: 0,
    })
    expect(await run(good, ['--list', 'Spring'])).toMatchObject({ out: '2 rows: 0 inserted, 2 updated, 0 rejected\n' })
    const lists = await floor.query("SELECT name FROM contact_list WHERE name = 'Spring'")
    expect(lists).toHaveLength(1)
  })

  it('says of each rejected row its number, field and reason, never a name or number, and exits 1', async () => {
    const csv = `${good}Cyd Fox,+1212555\nDan Hale,+12125550101\nEve\n`
    expect(await run(csv, ['--list', 'Rejected'])).toEqual({
      out: '5 rows: 2 inserted, 0 updated, 3 rejected\n',
      err: 'row 3: phone: not a phone number\nrow 5: has 1 columns where the header has 2\nrow 4: phone: the same number as row 2\n',
      exitCode: 1,
    })
  })

  it('maps columns and reads numbers in a region, as told', async () => {
    const options = [
      '--list',
      'Mapped',
      '--map',
      'phone=Call me, please,name=Who',
      '--map',
      'External ID=#',
      '--default-region',
      'us',
    ]
    expect(await run('#;Who;Call me, please\n7;Ann Lee;212-555-0100\n', options)).toMatchObject({
      err: '',
      exitCode: 0,
    })
    const rows = await floor.query(
      `SELECT external_id, first_name, phone, attributes FROM contact JOIN contact_list AS list
         ON list.organization_id = contact.organization_id AND list.id = list_id WHERE name = 'Mapped'`,
    )
    expect(rows).toEqual([{ external_id: '7', first_name: 'Ann', phone: '+12125550100', attributes: {} }])
  })

  it('changes nothing with --dry-run, and says so', async () => {
    expect(await run(good, ['--list', 'Dry', '--dry-run'])).toMatchObject({
      out: '2 rows: 2 inserted, 0 updated, 0 rejected (dry run: nothing was changed)\n',
      exitCode: 0,
    })
    expect(await floor.query("SELECT id FROM contact_list WHERE name = 'Dry'")).toEqual([])
  })

  it.each([
    [
      'a mapped column that is not there',
      good,
      ['--map', 'email=Mail'],
      /no column "Mail"; its columns are "name", "phone"; nothing was/,
    ],
    [
      'a broken quote',
      `${good}"Cyd" Fox,1\n`,
      [],
      /^row 3: a quote stands where none can stand.*; nothing was imported\n$/,
    ],
    ['a list name that is none', good, ['--list', ' '], /list is empty; nothing was imported/],
    ['an organization that is not there', good, ['--org', '999999'], /Organization not found; nothing was imported/],
    ['an organization that is no id', good, ['--org', 'acme'], /organizationId is not an id; nothing was imported/],
  ])('exits 2 for %s and imports nothing', async (_, csv, options, message) => {
    const result = await run(csv, ['--list', 'Bad', ...options])
    expect(result).toMatchObject({ out: '', exitCode: 2 })
    expect(result.err).toMatch(message)
    expect(await floor.query("SELECT id FROM contact_list WHERE name = 'Bad'")).toEqual([])
  })

  it('exits 2 for a file that is not there, before it opens a database', async () => {
    const open = vi.fn<OpenDatabase>()
    const stderr = new Written()
    const program = new Command('dialqueue')
    registerImportCommand(program, open, { stdout: new Written(), stderr })
    for (const path of [join(directory, 'missing.csv'), directory]) {
      await program.parseAsync(['import', path, '--org', '1', '--list', 'x'], { from: 'user' })
      expect(process.exitCode).toBe(2)
    }
    expect(stderr.text.match(/cannot be read/g)).toHaveLength(2)
    expect(open).not.toHaveBeenCalled()
  })

  it('exits 3 when the database cannot be reached', async () => {
    const open = () => Promise.reject(new Error('the database is away'))
    expect(await run(good, ['--list', 'x'], { open })).toEqual({
      out: '',
      err: 'dialqueue: the database is away\n',
      exitCode: 3,
    })
  })

  it('draws its progress on a terminal only', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `N,+1212555${1000 + index}`).join('\n')
    const shown = await run(`name,phone\n${rows}\nX,1\n`, ['--list', 'Bar'], { isTerminal: true })
    expect(shown.err).toMatch(/% of the file read/)
    expect(shown.err).toContain('row 5001: phone: ')
    expect((await run(`name,phone\n${rows}\n`, ['--list', 'Bar'])).err).toBe('')
  })

  it.each([
    ['a field that is none', ['--list', 'x', '--map', 'colour=Red']],
    ['a field that is mapped twice', ['--list', 'x', '--map', 'phone=a,phone=b']],
    ['a region that is none', ['--list', 'x', '--default-region', 'Atlantis']],
    ['no list', []],
  ])('exits 2 for %s', async (_, options) => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${String(code)}`)
    })
    const complaint = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    await expect(run(good, options)).rejects.toThrow('exit 2')
    expect(complaint).toHaveBeenCalled()
    exit.mockRestore()
    complaint.mockRestore()
  })
})
