import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtInPacks } from '../../src/policy/builtInPacks.js'
import { runProgram, type ProgramRun } from '../cli/runProgram.js'
import { openFloor, testSecret, type Floor } from '../support/floor.js'

let floor: Floor
let directory: string
beforeAll(async () => {
  floor = await openFloor()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-policy-'))
})
afterAll(async () => {
  await floor.close()
  await rm(directory, { recursive: true })
})

const run = (...args: string[]): Promise<ProgramRun> =>
  runProgram(['policy', ...args], { DATABASE_URL: floor.connectionString, AUTH_JWT_SECRET: testSecret })
const forUs = () => ['--org', floor.organizationId]
const refused = (line: string): ProgramRun => ({ stdout: '', stderr: `dialqueue: ${line}\n`, exitCode: 1 })

async function file(content: unknown): Promise<string> {
  const path = join(directory, 'pack.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

interface Shown {
  readonly code: string
  readonly label: string
  readonly version: number
  readonly rules: { caps: { windowMinutes: number }[] }
}

async function show(...options: string[]): Promise<Shown> {
  return JSON.parse((await run('show', 'UK', ...forUs(), ...options)).stdout) as Shown
}

describe('dialqueue policy', () => {
  it('lists the packs, and says that they are not legal advice', async () => {
    const { stdout, stderr, exitCode } = await run('list', ...forUs())
    expect([stderr, exitCode]).toEqual(['', 0])
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...builtInPacks.map(({ code }) => code), 'Policy'])
    expect(lines[2]).toBe(
      'US_STATES           version 1  United States, federal and state rules: 23 hours rules, 8 caps',
    )
    expect(lines.at(-1)).toMatch(/not legal advice/)
  })

  it('shows a pack as a file that can be edited and set, once for each version', async () => {
    const shown = await show()
    expect(shown).toMatchObject({ code: 'UK', label: 'United Kingdom', version: 1 })
    const rules = { ...shown.rules, caps: shown.rules.caps.map((cap) => ({ ...cap, windowMinutes: 60 })) }
    const path = await file({ ...shown, rules })
    expect(await run('set', 'UK', path, ...forUs())).toEqual({ stdout: 'UK has version 2\n', stderr: '', exitCode: 0 })
    expect(await run('set', 'UK', path, ...forUs())).toEqual(refused('the policy pack has version 2 now'))
    expect(await show()).toEqual({ ...shown, version: 2, rules })
    expect((await run('list', ...forUs())).stdout).toMatch(/^UK +version 2, edited /m)
  })

  it("gives the product's own text back", async () => {
    const builtIn = await show('--built-in')
    expect(builtIn).toMatchObject({ version: 2, rules: { caps: [{ windowMinutes: 4325 }] } })
    await writeFile(join(directory, 'built-in.json'), JSON.stringify(builtIn))
    expect((await run('set', 'UK', join(directory, 'built-in.json'), ...forUs())).exitCode).toBe(0)
    expect(await show()).toEqual({ ...builtIn, version: 3 })
    expect(await readFile(join(directory, 'built-in.json'), 'utf8')).toContain('uk-hours')
  })

  it('makes a pack of the organization itself, of whatever version there is', async () => {
    const rules = { hours: [], caps: [], nationalRegistryMaxAgeDays: null }
    const path = await file({ label: 'House', rules })
    expect((await run('set', 'HOUSE', path, ...forUs())).stdout).toBe('HOUSE has version 1\n')
    expect((await run('set', 'HOUSE', path, ...forUs())).stdout).toBe('HOUSE has version 2\n')
  })

  it('says what is wrong, in one line, and changes nothing', async () => {
    const rules = { hours: [], caps: [{}], nationalRegistryMaxAgeDays: null }
    const good = { label: 'UK', rules: { ...rules, caps: [] } }
    expect(await run('set', 'UK', await file({ label: 'UK', rules }), ...forUs())).toEqual(
      refused('rules.caps[0].id is missing'),
    )
    const path = await file('[1')
    expect(await run('set', 'UK', path, ...forUs())).toEqual(refused(`${path} holds no JSON object`))
    await file({ rules })
    expect(await run('set', 'UK', path, ...forUs())).toEqual(refused(`${path} has no label`))
    await file({ ...good, version: 'two' })
    expect(await run('set', 'UK', path, ...forUs())).toEqual(refused(`${path}: version is no number`))
    await file({ ...good, code: 'FR' })
    expect(await run('set', 'UK', path, ...forUs())).toEqual(refused(`${path} is a pack of another code`))
    expect(await run('set', 'UK', join(directory, 'none.json'), ...forUs())).toEqual(
      refused(`${join(directory, 'none.json')} cannot be read`),
    )
    await file(good)
    expect(await run('set', 'uk', path, ...forUs())).toMatchObject({ stdout: '', exitCode: 1 })
    expect(await run('set', 'UK', path, '--org', '999')).toEqual(refused('there is no organization 999'))
    expect(await run('show', 'ATLANTIS', ...forUs())).toEqual(refused('there is no policy pack ATLANTIS'))
    expect(await run('list', '--org', 'x')).toMatchObject({ stdout: '', exitCode: 1 })
    expect(await show()).toMatchObject({ version: 3 })
  })
})
