import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerDoctorCommand } from '../../src/cli/doctorCommand.js'
import type { Finding } from '../../src/doctor/check.js'
import { checks } from '../../src/doctor/runDoctor.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'

let floor: Floor
let shift: Shift

beforeAll(async () => {
  floor = await openFloor()
  shift = await openShift(floor)
})
afterAll(() => floor.close())
afterEach(() => {
  vi.restoreAllMocks()
})

/** Runs `dialqueue doctor …` on the floor. */
async function doctor(...options: string[]): Promise<{ stdout: string; stderr: string; exitCode: unknown }> {
  const written = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text)
      return true
    })
  }
  const program = new Command('dialqueue').exitOverride()
  let closed = 0
  registerDoctorCommand(program, () =>
    Promise.resolve({
      database: floor.database,
      close: () => {
        closed += 1
        return Promise.resolve()
      },
    }),
  )
  const before = process.exitCode
  process.exitCode = undefined
  try {
    await program.parseAsync(['doctor', ...options], { from: 'user' })
    expect(closed).toBe(1)
    return { ...written, exitCode: process.exitCode }
  } finally {
    process.exitCode = before
    vi.restoreAllMocks()
  }
}

/** Lets every contact claim a call that never was, for the time of `work`. */
async function withFalseAttempts<T>(work: () => Promise<T>): Promise<T> {
  const set = (count: number) => floor.database.pool.query('UPDATE contact SET attempt_count = $1', [count])
  await set(1)
  try {
    return await work()
  } finally {
    await set(0)
  }
}

describe('dialqueue doctor', () => {
  it('says of each check that it is passed, and exits 0', async () => {
    const { stdout, exitCode } = await doctor()
    const lines = stdout.trimEnd().split('\n')
    const said = lines.slice(0, -1)
    expect(said.slice(0, checks.length)).toEqual(checks.map(({ id, sentence }) => `ok      ${id}: ${sentence}`))
    // A note is no fault, whatever it says.
    expect(said.slice(checks.length).map((line) => line.split(':')[0])).toEqual([
      expect.stringMatching(/^(ok     |note   ) zone-data-agree$/),
      'ok      no-switchboards',
    ])
    expect(lines.at(-1)).toBe('all checks passed')
    expect(exitCode).toBeUndefined()
  })

  it('says what is broken, how often, and where, and exits 1', async () => {
    const { stdout, exitCode } = await withFalseAttempts(() => doctor('--org', floor.organizationId))
    const broken = stdout.split('\n').filter((line) => line.startsWith('BROKEN'))
    expect(broken).toHaveLength(1)
    expect(broken[0]).toMatch(/^BROKEN {2}contact-attempts: .* 10 not so: organization \d+, contact \d+; .*; …$/)
    expect(stdout).toContain(`1 of ${checks.length} checks are broken\n`)
    expect(exitCode).toBe(1)
  })

  it('prints the findings as JSON', async () => {
    const { stdout, exitCode } = await withFalseAttempts(() => doctor('--json'))
    const findings = JSON.parse(stdout) as Finding[]
    const notes = findings.filter(({ isNote }) => isNote === true).map(({ id }) => id)
    expect(findings.map(({ id }) => id)).toEqual([...checks.map(({ id }) => id), ...notes])
    expect(notes).toEqual(['zone-data-agree', 'no-switchboards'])
    const samples = [...shift.contactIds]
      .map((id) => `organization ${floor.organizationId}, contact ${id}`)
      .toSorted()
      .slice(0, 5)
    expect(findings.find(({ id }) => id === 'contact-attempts')).toMatchObject({ count: 10, samples })
    expect(exitCode).toBe(1)
  })

  it('refuses an organization that is not there: it would be found in perfect health', async () => {
    expect(await doctor('--org', '999999')).toEqual({
      stdout: '',
      stderr: 'dialqueue: there is no organization 999999\n',
      exitCode: 1,
    })
    await expect(doctor('--org', 'one')).rejects.toThrow(/An id is a decimal number/)
  })
})
