import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runProgram, type ProgramRun } from '../cli/runProgram.js'
import { agentOf, claim, report, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { chainAll, trailOf } from './trail.js'

let floor: Floor
let directory: string
let anchors: string
beforeAll(async () => {
  floor = await openFloor()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-audit-'))
  anchors = join(directory, 'anchors.jsonl')
  const shift = await openShift(floor, { contacts: 2, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
  await chainAll(floor, anchors)
})
afterAll(async () => {
  await floor.close()
  await rm(directory, { recursive: true })
})

function dialqueue(...args: string[]): Promise<ProgramRun> {
  return runProgram(args, { DATABASE_URL: floor.connectionString })
}

describe('dialqueue audit', () => {
  it('verify says that all is well, and ends with 0', async () => {
    const run = await dialqueue('audit', 'verify', '--org', floor.organizationId, '--anchors', anchors)
    expect(run).toMatchObject({ stderr: '', exitCode: 0 })
    expect(run.stdout).toMatch(/^ok {6}organization \d+: \d+ rows, 1 anchors \(\d+\.\d s\)\n$/)
    const all = await dialqueue('audit', 'verify', '--org', 'all', '--anchors', anchors)
    expect(all).toMatchObject({ stderr: '', exitCode: 0 })
  })

  it('verify names the first broken place, and ends with 1', async () => {
    const place = '{"organizationId":"1","seq":3,"hash":"00","at":"2026-11-22T08:00:00Z"}\n'
    const foreign = join(directory, 'foreign.jsonl')
    await writeFile(foreign, place.replace('"1"', JSON.stringify(floor.organizationId)))
    const run = await dialqueue('audit', 'verify', '--org', floor.organizationId, '--anchors', foreign)
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toMatch(/^BROKEN {2}organization \d+: .*; REWRITTEN at place 3 of the chain, row \d+ /)
  })

  it('verify refuses a file of anchors that is none, and an organization that does not exist', async () => {
    const noAnchors = join(directory, 'none.jsonl')
    await writeFile(noAnchors, 'hello\n')
    const run = await dialqueue('audit', 'verify', '--org', 'all', '--anchors', noAnchors)
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/line 1 of .* is no anchor/) as string })
    const unknown = await dialqueue('audit', 'verify', '--org', '999999', '--anchors', anchors)
    expect(unknown).toMatchObject({ exitCode: 1, stderr: 'dialqueue: there is no organization 999999\n' })
  })

  it("export prints a number's history as JSON", async () => {
    const { phone } = await row(floor, 'SELECT phone FROM call_record')
    const run = await dialqueue('audit', 'export', '--phone', String(phone), '--org', floor.organizationId)
    expect(run.exitCode).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({ phone, contacts: [{ phone }], calls: [{ outcome: 'SALE' }] })
    expect((await dialqueue('audit', 'export', '--phone', '555', '--org', floor.organizationId)).exitCode).not.toBe(0)
  })

  it('knows that an erasure on the command line was the command line', async () => {
    const { contact_id: contact } = await row(floor, 'SELECT contact_id FROM call_record')
    const args = ['erase-contact', '--org', floor.organizationId, '--contact', String(contact), '--reason', 'Letter']
    expect(await dialqueue(...args)).toMatchObject({ exitCode: 0, stdout: `contact ${String(contact)} is erased\n` })
    expect(await rows(floor, 'SELECT first_name FROM contact WHERE id = $1', [contact])).toEqual([{ first_name: '' }])
    expect((await trailOf(floor, 'CONTACT', String(contact))).at(-1)).toMatchObject({
      action: 'ERASED',
      subject: 'cli',
    })
  })
})
