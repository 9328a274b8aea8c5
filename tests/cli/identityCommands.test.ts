import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTokenVerifier } from '../../src/identity/token.js'
import { nth, row } from '../support/desk.js'
import { askInstance, openFloor, openShift, testSecret, type Floor } from '../support/floor.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { runProgram, type ProgramRun } from './runProgram.js'

let floor: Floor
let agentId: string
let foreignAgentId: string

beforeAll(async () => {
  floor = await openFloor()
  const other = await openOtherOrganization(floor)
  agentId = nth((await openShift(floor, { contacts: 1, agents: 1 })).agentIds, 0)
  foreignAgentId = nth((await openShift(other, { contacts: 1, agents: 1 })).agentIds, 0)
})

afterAll(() => floor.close())

const run = (...args: string[]): Promise<ProgramRun> =>
  runProgram(args, { DATABASE_URL: floor.connectionString, AUTH_JWT_SECRET: testSecret })

/** A refusal of the command itself: nothing on stdout, one line on stderr. */
const refused = (line: string): ProgramRun => ({ stdout: '', stderr: `dialqueue: ${line}\n`, exitCode: 1 })

describe('dialqueue organization add', () => {
  it('adds an organization with the default outcomes and prints its id', async () => {
    const { stdout, stderr, exitCode } = await run('organization', 'add', '  Acme  ', '--time-zone', 'Europe/Berlin')
    expect([stderr, exitCode]).toEqual(['', 0])
    expect(stdout).toMatch(/^\d+\n$/)
    const made = await row(
      floor,
      `SELECT name, time_zone, (SELECT count(*)::int FROM outcome WHERE organization_id = organization.id) AS outcomes
       FROM organization WHERE id = $1`,
      [stdout.trim()],
    )
    expect(made).toEqual({ name: 'Acme', time_zone: 'Europe/Berlin', outcomes: 11 })
  })

  it.each([
    [['Acme', '--time-zone', 'Mars/Olympus'], 'not an IANA time zone, for example America/New_York'],
    [['  ', '--time-zone', 'Europe/Berlin'], 'name is empty'],
    [['A'.repeat(201), '--time-zone', 'Europe/Berlin'], 'name has at most 200 characters'],
  ])('refuses %j', async (args, line) => {
    expect(await run('organization', 'add', ...args)).toEqual(refused(line))
  })

  it.each([
    [['Acme'], /required option '--time-zone <zone>' not specified/],
    [['--time-zone', 'Europe/Berlin'], /missing required argument 'name'/],
  ])('says what is missing in %j', async (args, message) => {
    const { stdout, stderr, exitCode } = await run('organization', 'add', ...args)
    expect([stdout, exitCode]).toEqual(['', 1])
    expect(stderr).toMatch(message)
  })
})

describe('dialqueue token', () => {
  const verify = createTokenVerifier({ secret: testSecret })
  const minutesLeft = (instant: Date | null): number => Math.round(((instant?.getTime() ?? 0) - Date.now()) / 60_000)

  it.each(['SUPERVISOR', 'ADMIN', 'DIALER'])('prints a token for a %s of the organization', async (role) => {
    const { stdout, stderr, exitCode } = await run('token', '--org', floor.organizationId, '--role', role)
    expect([stderr, exitCode]).toEqual(['', 0])
    const viewer = await verify(`Bearer ${stdout.trim()}`)
    expect(viewer).toMatchObject({ organizationId: floor.organizationId, role, agentId: null, subject: 'cli' })
    expect(minutesLeft(viewer.expiresAt)).toBe(12 * 60)
    expect(await askInstance(floor.instance.url, stdout.trim(), '{ me { role } }', {})).toMatchObject({
      data: { me: { role } },
    })
  })

  it('prints a token for an agent, for as long and for whom it is told', async () => {
    const { stdout } = await run(
      ...['token', '--org', floor.organizationId, '--role', 'AGENT', '--agent', agentId],
      ...['--expires', '30m', '--subject', 'Alma'],
    )
    const viewer = await verify(`Bearer ${stdout.trim()}`)
    expect(viewer).toMatchObject({ role: 'AGENT', agentId, subject: 'Alma' })
    expect(minutesLeft(viewer.expiresAt)).toBe(30)
  })

  it.each([
    ['7d', 7 * 24 * 60],
    ['120s', 2],
    ['1h', 60],
  ])('lasts %s when it is told', async (expires, minutes) => {
    const { stdout } = await run('token', '--org', floor.organizationId, '--role', 'ADMIN', '--expires', expires)
    expect(minutesLeft((await verify(`Bearer ${stdout.trim()}`)).expiresAt)).toBe(minutes)
  })

  it('is for an organization and an agent that exist, and go together', async () => {
    const org = floor.organizationId
    expect(await run('token', '--org', '999', '--role', 'ADMIN')).toEqual(refused('there is no organization 999'))
    for (const stranger of ['999', foreignAgentId]) {
      expect(await run('token', '--org', org, '--role', 'AGENT', '--agent', stranger)).toEqual(
        refused(`organization ${org} has no agent ${stranger}`),
      )
    }
    const together = refused('--agent goes with --role AGENT, and only with it')
    expect(await run('token', '--org', org, '--role', 'AGENT')).toEqual(together)
    expect(await run('token', '--org', org, '--role', 'ADMIN', '--agent', agentId)).toEqual(together)
  })

  it.each([
    [['--role', 'ADMIN'], /required option '--org <id>' not specified/],
    [['--org', '1'], /required option '--role <role>' not specified/],
    [['--org', '1', '--role', 'BOSS'], /Allowed choices are AGENT, SUPERVISOR, ADMIN, DIALER/],
    [['--org', 'x', '--role', 'ADMIN'], /'--org <id>' argument 'x' is invalid. An id is a decimal number/],
    [['--org', '1', '--role', 'AGENT', '--agent', '-1'], /argument '-1' is invalid. An id is a decimal number/],
    [['--org', '1', '--role', 'ADMIN', '--expires', 'soon'], /A duration is a number and s, m, h or d/],
    [['--org', '1', '--role', 'ADMIN', '--expires', '0h'], /A duration is a number and s, m, h or d/],
    [['--org', '1', '--role', 'ADMIN', '--secret', 'x'], /unknown option '--secret'/],
  ])('says what is wrong with %j', async (args, message) => {
    const { stdout, stderr, exitCode } = await run('token', ...args)
    expect([stdout, exitCode]).toEqual(['', 1])
    expect(stderr).toMatch(message)
  })

  it('needs to know what the server trusts', async () => {
    const args = ['token', '--org', floor.organizationId, '--role', 'ADMIN']
    expect(await runProgram(args, { DATABASE_URL: floor.connectionString })).toEqual(
      refused('with DATABASE_URL, AUTH_JWT_SECRET must be the secret that the server has'),
    )
    const jwks = { DATABASE_URL: floor.connectionString, AUTH_JWKS_URL: 'https://id.example/jwks.json' }
    expect(await runProgram(args, jwks)).toEqual(refused('with AUTH_JWKS_URL, tokens are signed by your own issuer'))
  })
})
