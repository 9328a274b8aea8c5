import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { claim, nth, report } from '../support/desk.js'
import { queryOnce } from '../support/dataDirs.js'
import { DatabaseProxy } from '../support/databaseProxy.js'
import { databaseAddress } from '../support/databases.js'
import { askInstance, openFloor, openInstance, openShift, type Floor, type Shift } from '../support/floor.js'
import { until } from '../support/until.js'
import { Wallboard } from './wallboard.js'

let floor: Floor
/** Between the second instance and the database. */
let proxy: DatabaseProxy
let second: Instance
let shift: Shift
let wallboard: Wallboard

beforeAll(async () => {
  floor = await openFloor()
})

beforeEach(async () => {
  proxy = await DatabaseProxy.open(floor.connectionString)
  second = await openInstance(proxy.connectionString)
  shift = await openShift(floor, { contacts: 5, agents: 2 })
  wallboard = await Wallboard.open(floor, { url: second.url, campaignIds: [shift.campaignId] })
  await wallboard.until(shift.campaignId, ({ counts }) => counts.queued === 5)
})

afterEach(async () => {
  await wallboard.close()
  await second.close()
  await proxy.close()
})

afterAll(() => floor.close())

interface Readiness {
  readonly status: number
  readonly ready: boolean
  readonly checks: Record<string, boolean>
}

async function readiness(): Promise<Readiness> {
  const response = await fetch(`${second.url}/readyz`)
  return { status: response.status, ...((await response.json()) as Omit<Readiness, 'status'>) }
}

/** Runs a statement past the proxy, on another database of the server. */
const onServer = (sql: string): Promise<unknown> =>
  queryOnce({ connectionString: databaseAddress(floor.connectionString, 'postgres') }, sql)

const databaseName = (): string => new URL(floor.connectionString).pathname.slice(1)

describe('an instance whose LISTEN connection is gone', () => {
  it('is not ready, goes on serving, and its wallboards miss nothing', async () => {
    expect(await readiness()).toEqual({
      status: 200,
      ready: true,
      checks: { database: true, migrations: true, listen: true },
    })
    // No new connection is let in, so that it stays gone while we look.
    await onServer(`ALTER DATABASE ${databaseName()} ALLOW_CONNECTIONS false`)
    try {
      await onServer(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'dialqueue listen' AND datname = '${databaseName()}'`,
      )
      const away = await until(readiness, ({ checks }) => checks['listen'] === false)
      expect(away).toMatchObject({ status: 503, ready: false, checks: { database: true } })
      await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
      expect(await wallboard.until(shift.campaignId, ({ counts }) => counts.dialing === 1)).toMatchObject({
        agents: { busy: 1, available: 1 },
      })
    } finally {
      await onServer(`ALTER DATABASE ${databaseName()} ALLOW_CONNECTIONS true`)
    }
    expect(await until(readiness, ({ ready }) => ready, 15)).toMatchObject({ status: 200 })
    await claim(floor, shift.campaignId, nth(shift.agentIds, 1))
    await wallboard.until(shift.campaignId, ({ counts }) => counts.dialing === 2)
    expect(wallboard.errors).toEqual([])
  })
})

describe('an instance whose database is away', () => {
  it('says so, and is right again at once when it is back, also on sockets that stayed open', async () => {
    const { campaignId } = shift
    const entry = await claim(floor, campaignId, nth(shift.agentIds, 0))
    await wallboard.until(campaignId, ({ counts }) => counts.dialing === 1)
    proxy.cut()
    expect(await until(readiness, ({ status }) => status === 503)).toMatchObject({
      ready: false,
      checks: { database: false, listen: false },
    })
    const token = await floor.token()
    const query = `{ campaigns { id } }`
    expect((await askInstance(second.url, token, query, {})).errors[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200)
    // Meanwhile work goes on elsewhere.
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
    proxy.restore()
    expect(await wallboard.until(campaignId, ({ counts }) => counts.completed === 1)).toMatchObject({
      counts: { queued: 4, dialing: 0 },
      agents: { available: 2 },
    })
    await until(readiness, ({ status }) => status === 200, 15)
    expect((await askInstance(second.url, token, query, {})).errors).toEqual([])
    const versions = wallboard.snapshots.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other))
    expect(wallboard.errors).toEqual([])
  })

  it('opens a wallboard as soon as the database is back', async () => {
    proxy.cut()
    await until(readiness, ({ status }) => status === 503)
    const late = await Wallboard.open(floor, { url: second.url })
    // It is connected and waits: the token needs no database.
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200)
    proxy.restore()
    expect(await late.until(shift.campaignId, () => true)).toMatchObject({ counts: { queued: 5 } })
    await late.close()
  })
})

describe('an instance whose LISTEN connection falls silent', () => {
  it('notices by its own heartbeat and makes a new one', async () => {
    proxy.silence('dialqueue listen')
    // Two heartbeats of five seconds have to stay away.
    const silent = await until(readiness, ({ status }) => status === 503, 20)
    expect(silent).toMatchObject({ checks: { database: true, migrations: true, listen: false } })
    await until(readiness, ({ status }) => status === 200, 20)
    await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    expect(await wallboard.until(shift.campaignId, ({ counts }) => counts.dialing === 1)).toBeDefined()
  })
})
