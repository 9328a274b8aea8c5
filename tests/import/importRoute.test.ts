import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerImportCommand } from '../../src/cli/importCommand.js'
import { openFloor, openInstance, openShift, type Floor } from '../support/floor.js'
import { beginUpload, upload } from './uploadDesk.js'

let floor: Floor
let url: string
beforeAll(async () => {
  floor = await openFloor()
  url = floor.instance.url
})
afterAll(() => floor.close())
afterEach(() => {
  process.exitCode = undefined
})

const send = async (query: string, csv: string, headers?: Record<string, string>) =>
  upload(url, await floor.token(), query, csv, headers)

async function contactsOf(list: string): Promise<Record<string, unknown>[]> {
  const text = `SELECT external_id, first_name, last_name, phone, email, time_zone, region, priority, attributes, required_skills
    FROM contact JOIN contact_list AS list ON list.organization_id = contact.organization_id AND list.id = list_id
    WHERE name = $1 ORDER BY contact.id`
  return (await floor.database.pool.query<Record<string, unknown>>(text, [list])).rows
}

/** Connections that have a transaction open, but for the one that asks. */
async function openTransactions(): Promise<number> {
  const text = `SELECT count(*)::integer AS open FROM pg_stat_activity
    WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`
  return (await floor.database.pool.query<{ open: number }>(text)).rows[0]?.open ?? -1
}

class Written extends Writable {
  text = ''
  override _write(chunk: unknown, _: BufferEncoding, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

/** Runs `dialqueue import` on the same database. */
async function importByCommand(csv: string, options: readonly string[]): Promise<{ out: string; err: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'dialqueue-import-'))
  const file = join(directory, 'contacts.csv')
  await writeFile(file, csv)
  const [stdout, stderr] = [new Written(), new Written()]
  const program = new Command('dialqueue')
  const open = () => Promise.resolve({ database: floor.database, close: () => Promise.resolve() })
  registerImportCommand(program, open, { stdout, stderr })
  await program.parseAsync(['import', file, '--org', floor.organizationId, ...options], { from: 'user' })
  await rm(directory, { recursive: true })
  return { out: stdout.text, err: stderr.text }
}

const threeBadRows = `id;Who;Telephone;email;State;colour
1;Ann Lee;(212) 555-0100;ann@mail.example;NY;red
2;Bob Ray;12;bob@mail.example;NY;
3;Cyd Fox;+14155550123;no address;CA;blue
4;"Dan
Hale";212-555-0104;;Florida;"a ""b"""
5;Eve;(212) 555-0100
4;Fay;2125550105;;;
`

describe('an upload', () => {
  it('does what dialqueue import does with the same file, and says of 4 bad rows their number, field and reason', async () => {
    const command = await importByCommand(threeBadRows, [
      '--list',
      'By command',
      '--default-region',
      'us',
      '--map',
      'name=Who',
    ])
    const { status, headers, lines } = await send('list=By%20upload&defaultRegion=us&map=name%3DWho', threeBadRows)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
    const rejected = lines.filter(({ type }) => type === 'rejected')
    expect(rejected).toMatchObject([
      { row: 2, field: 'phone', message: 'not a phone number' },
      { row: 3, field: 'email' },
      { row: 5, field: null, message: 'has 3 columns where the header has 6' },
      { row: 6, field: 'externalId', message: 'the same key as row 4' },
    ])
    const asCommand = rejected.map(
      ({ row, field, message }) =>
        `row ${row as number}: ${field === null ? '' : `${field as string}: `}${message as string}\n`,
    )
    expect(asCommand.join('')).toBe(command.err)
    expect(lines.at(-1)).toEqual({
      type: 'done',
      read: 6,
      inserted: 2,
      updated: 0,
      rejectedRows: 4,
      changedFields: [],
      duplicateRows: 0,
    })
    expect(command.out).toBe('6 rows: 2 inserted, 0 updated, 4 rejected\n')
    expect(await contactsOf('By upload')).toEqual(await contactsOf('By command'))
    expect(await contactsOf('By upload')).toHaveLength(2)
  })

  it('goes into a list that is there by its id, and changes nothing in a dry run', async () => {
    const { listId } = await openShift(floor, { contacts: 0, queued: false })
    const csv = 'phone\n+12125550100\n'
    expect((await send(`listId=${listId}&dryRun=true`, csv)).lines).toEqual([
      { type: 'done', read: 1, inserted: 1, updated: 0, rejectedRows: 0, changedFields: [], duplicateRows: 0 },
    ])
    expect((await send(`listId=${listId}`, csv)).lines.at(-1)).toMatchObject({ inserted: 1 })
    expect((await send(`listId=${listId}`, csv)).lines.at(-1)).toMatchObject({ inserted: 0, updated: 1 })
  })

  it('takes a column by its own parameter, whatever its header holds', async () => {
    const { lines } = await send(
      'list=Mapped&map.phone=a%2Cname%3Db&map=email%3DMail',
      '"a,name=b",Mail\n+12125550100,a@b.example\n',
    )
    expect(lines.at(-1)).toMatchObject({ inserted: 1 })
    expect(await contactsOf('Mapped')).toMatchObject([{ phone: '+12125550100', email: 'a@b.example', attributes: {} }])
  })

  it('is written into the audit log as its sender', async () => {
    const { headers } = await send('list=Audited', 'phone\n+12125550100\n')
    const text = `SELECT DISTINCT actor FROM audit_log WHERE actor->>'requestId' = $1`
    const { rows } = await floor.database.pool.query(text, [headers.get('x-request-id')])
    const requestId = headers.get('x-request-id')
    expect(rows).toEqual([{ actor: { subject: 'test', role: 'SUPERVISOR', agentId: null, requestId } }])
  })

  it('lists rejected rows without end, in their order', async () => {
    const count = 30_000
    const { lines } = await send('list=Bad&dryRun=true', `phone\n${'1\n'.repeat(count)}`)
    expect(lines).toHaveLength(count + 1)
    expect(lines.slice(0, -1).every(({ row }, index) => row === index + 1)).toBe(true)
    expect(lines.at(-1)).toEqual({
      type: 'done',
      read: count,
      inserted: 0,
      updated: 0,
      rejectedRows: count,
      changedFields: [],
      duplicateRows: 0,
    })
  })

  it.each([
    ['no list', '', 'phone\n', 400, 'list'],
    ['a list by id and by name', 'listId=1&list=x', 'phone\n', 400, 'list'],
    ['a list name that is none', 'list=%20', 'phone\n', 400, 'list'],
    ['a list that is not there', 'listId=999999', 'phone\n', 404, undefined],
    ['a parameter that is none', 'list=x&dryrun=true', 'phone\n', 400, 'dryrun'],
    ['a switch that is neither on nor off', 'list=x&dryRun=perhaps', 'phone\n', 400, 'dryRun'],
    ['a region that is none', 'list=x&defaultRegion=Atlantis', 'phone\n', 400, 'defaultRegion'],
    ['a field that is none', 'list=x&map=colour%3DRed', 'phone\n', 400, 'map'],
    ['a field that is mapped twice', 'list=x&map=phone%3Da&map.phone=b', 'phone\n', 400, 'map'],
    ['a mapped column that is not there', 'list=x&map.email=Mail', 'phone\n1\n', 400, undefined],
    ['an empty file', 'list=x', '', 400, undefined],
    ['a broken quote', 'list=x', 'phone,name\n1,"a"b\n', 400, undefined],
  ])('with %s is refused, and no list is added', async (_, query, csv, status, field) => {
    const answer = await send(query, csv)
    expect(answer).toMatchObject({ status, body: { success: false } })
    expect(answer.body.error?.field).toBe(field)
    const lists = await floor.database.pool.query("SELECT id FROM contact_list WHERE name IN ('x', ' ', '')")
    expect(lists.rows).toEqual([])
  })

  it('of another content type, or compressed, is refused', async () => {
    expect(await send('list=x', '{}', { 'content-type': 'application/json' })).toMatchObject({ status: 415 })
    expect(await send('list=x', 'zip', { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 })
  })

  it('is for supervisors and administrators; others are refused before a byte is read', async () => {
    const { agentIds } = await openShift(floor, { contacts: 0, queued: false })
    const csv = `phone\n${'+12125550100\n'.repeat(500_000)}`
    const agent = await floor.token({ agentId: agentIds[0] ?? '' })
    expect(await upload(url, agent, 'list=x', csv)).toMatchObject({
      status: 403,
      body: { error: { code: 'FORBIDDEN' } },
    })
    expect(await upload(url, await floor.token({ role: 'DIALER' }), 'list=x', csv)).toMatchObject({ status: 403 })
    expect(await upload(url, null, 'list=x', csv)).toMatchObject({
      status: 401,
      body: { error: { code: 'UNAUTHENTICATED' } },
    })
    expect(await upload(url, await floor.token({ role: 'ADMIN' }), 'list=y', 'phone\n+12125550100\n')).toMatchObject({
      status: 200,
    })
  })

  it('that is broken off has changed nothing, and gives its connection back', async () => {
    const token = await floor.token()
    const { sender, answer } = beginUpload(url, token, 'list=Broken', 'phone\n+12125550100\n')
    await vi.waitFor(async () => {
      expect(await openTransactions()).toBe(1)
    }, 20_000)
    sender.destroy()
    await expect(answer).rejects.toThrow()
    await vi.waitFor(async () => {
      expect(await openTransactions()).toBe(0)
    }, 20_000)
    expect(await contactsOf('Broken')).toEqual([])
    expect((await send('list=Broken', 'phone\n+12125550100\n')).lines.at(-1)).toMatchObject({ inserted: 1 })
  })

  it('waits its turn with 429 when two are at work already', async () => {
    const token = await floor.token()
    const running = [1, 2].map((name) => beginUpload(url, token, `list=Turn%20${name}`, 'phone\n+12125550100\n'))
    await vi.waitFor(async () => {
      expect(await openTransactions()).toBe(2)
    }, 20_000)
    const third = await send('list=Turn%203', 'phone\n+12125550100\n')
    expect(third).toMatchObject({ status: 429, body: { error: { code: 'LIMIT_EXCEEDED' } } })
    expect(third.headers.get('retry-after')).toBe('5')
    for (const { sender } of running) sender.end('+12125550101\n')
    for (const { answer } of running) expect((await answer).text).toContain('"inserted":2')
    expect((await send('list=Turn%203', 'phone\n+12125550100\n')).lines.at(-1)).toMatchObject({ inserted: 1 })
  })
})

describe('an upload that stalls', () => {
  it('is ended, however the sender drips', async () => {
    const instance = await openInstance(floor.connectionString, { limits: { uploadIdleSeconds: 1 } })
    const { sender, answer } = beginUpload(instance.url, await floor.token(), 'list=Stalled', 'phone\n')
    const drip = setInterval(() => sender.write('+12125550100\n'), 100)
    expect(await answer).toMatchObject({ status: 408 })
    clearInterval(drip)
    await vi.waitFor(async () => {
      expect(await openTransactions()).toBe(0)
    }, 20_000)
    expect(await contactsOf('Stalled')).toEqual([])
    await instance.close()
  })

  it('is not an upload that takes longer than other bodies may, and those are cut', async () => {
    const instance = await openInstance(floor.connectionString, { limits: { bodySeconds: 0.5 } })
    const { sender, answer } = beginUpload(instance.url, await floor.token(), 'list=Slow', 'phone\n')
    const other = await fetch(`${instance.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await floor.token()}` },
      body: new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{'))
        },
      }),
      duplex: 'half',
    })
    expect(other.status).toBe(408)
    sender.end('+12125550100\n')
    expect((await answer).text).toContain('"inserted":1')
    await instance.close()
  })
})

describe('a server that is told to end', () => {
  it('takes no new upload, and waits for one that runs', async () => {
    const instance = await openInstance(floor.connectionString)
    const token = await floor.token()
    const { sender, answer } = beginUpload(instance.url, token, 'list=Drained', 'phone\n+12125550100\n')
    await vi.waitFor(async () => {
      expect(await openTransactions()).toBe(1)
    }, 20_000)
    const ending = instance.close()
    await vi.waitFor(async () => {
      expect((await upload(instance.url, token, 'list=x', 'phone\n')).status).toBe(503)
    })
    sender.end()
    expect((await answer).text).toContain('"inserted":1')
    await ending
  })

  it('cuts one that takes too long, which has then changed nothing', async () => {
    const instance = await openInstance(floor.connectionString, { limits: { drainSeconds: 0.2 } })
    const { answer } = beginUpload(instance.url, await floor.token(), 'list=Cut', 'phone\n+12125550100\n')
    await vi.waitFor(async () => {
      expect(await openTransactions()).toBe(1)
    }, 20_000)
    await instance.close()
    await expect(answer).rejects.toThrow()
    expect(await contactsOf('Cut')).toEqual([])
  })
})

describe('the fields of an import', () => {
  it('are told to whoever may import, with the headers that are understood', async () => {
    const get = async (role: 'SUPERVISOR' | 'DIALER') =>
      fetch(`${url}/import/fields`, { headers: { authorization: `Bearer ${await floor.token({ role })}` } })
    expect((await get('DIALER')).status).toBe(403)
    const { data } = (await (await get('SUPERVISOR')).json()) as { data: { fields: { field: string }[] } }
    expect(data.fields.find(({ field }) => field === 'phone')).toMatchObject({
      headers: expect.arrayContaining(['tel']) as unknown,
    })
  })
})
