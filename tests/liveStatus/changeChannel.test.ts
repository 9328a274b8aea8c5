import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ChangeChannel } from '../../src/liveStatus/changeChannel.js'
import { campaignKeyText, type CampaignKey } from '../../src/liveStatus/queueChanges.js'
import { queryOnce } from '../support/dataDirs.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { until } from '../support/until.js'

/** What an instance was told. */
interface Heard {
  readonly changed: Set<string>
  missed: number
  readonly failures: unknown[]
}

let database: TestDatabase
let channels: ChangeChannel[]

beforeAll(async () => {
  database = await createTestDatabase()
})

beforeEach(() => {
  channels = []
})

afterEach(async () => {
  for (const channel of channels) await channel.close()
})

afterAll(() => database.close())

async function openChannel(): Promise<{ channel: ChangeChannel; heard: Heard }> {
  const heard: Heard = { changed: new Set(), missed: 0, failures: [] }
  const channel = new ChangeChannel(database.connectionString, {
    changed: ({ organizationId, campaignId }: CampaignKey) => {
      heard.changed.add(campaignKeyText(organizationId, campaignId))
    },
    missed: () => {
      heard.missed += 1
    },
    failed: (error) => {
      heard.failures.push(error)
    },
  })
  channels.push(channel)
  await channel.open()
  await until(() => Promise.resolve(channel.isProved()), Boolean)
  return { channel, heard }
}

/** Every payload that anybody sends from now on, until the test ends. */
async function overhear(): Promise<string[]> {
  const listener = new pg.Client({ connectionString: database.connectionString })
  onTestFinished(() => listener.end())
  await listener.connect()
  const payloads: string[] = []
  listener.on('notification', ({ payload = '' }) => payloads.push(payload))
  await listener.query('LISTEN dialqueue_changes')
  return payloads
}

/** Ends the backends of all channels, as an operator or a failing network would. */
const killListeners = (): Promise<unknown> =>
  queryOnce(
    database,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'dialqueue listen' AND datname = current_database()`,
  )

/** 2,000 campaigns with ids as long as they get. */
const many = Array.from({ length: 2_000 }, (_, index) => String(9_000_000_000_000_000_000n + BigInt(index)))

describe('a change', () => {
  it('is told to its own instance at once, and to the others soon', async () => {
    const [one, other] = [await openChannel(), await openChannel()]
    one.channel.mark('1', '7')
    expect([...one.heard.changed]).toEqual(['1:7'])
    await until(
      () => Promise.resolve(other.heard.changed.size),
      (size) => size === 1,
    )
    expect([...other.heard.changed]).toEqual(['1:7'])
  })

  it('of two thousand campaigns at once arrives in payloads that PostgreSQL takes, ids and nothing else', async () => {
    const payloads = await overhear()
    const [one, other] = [await openChannel(), await openChannel()]
    for (const campaignId of many) one.channel.mark('9223372036854775807', campaignId)
    await until(
      () => Promise.resolve(other.heard.changed.size),
      (size) => size === many.length,
    )
    const keysIn = (payload: string): string[] => payload.split(',').slice(1)
    await until(
      () => Promise.resolve(payloads.flatMap(keysIn).length),
      (count) => count === many.length,
    )
    expect(one.heard.failures).toEqual([])
    for (const payload of payloads) {
      expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
      expect(payload).toMatch(/^[\w-]+(,\d+:\d+)*$/)
    }
  })

  it('made many times within a moment is told to the others once', async () => {
    const payloads = await overhear()
    const [one, other] = [await openChannel(), await openChannel()]
    for (let turn = 0; turn < 1_000; turn += 1) one.channel.mark('1', '7')
    await until(
      () => Promise.resolve(other.heard.changed.size),
      (size) => size === 1,
    )
    one.channel.mark('1', '8')
    await until(
      () => Promise.resolve(payloads.at(-1)?.includes('1:8')),
      (isLast) => isLast === true,
    )
    expect(payloads.filter((payload) => payload.includes('1:7'))).toHaveLength(1)
  })

  it('made just before the end is still told', async () => {
    const [one, other] = [await openChannel(), await openChannel()]
    one.channel.mark('1', '8')
    await one.channel.close()
    await until(
      () => Promise.resolve(other.heard.changed.size),
      (size) => size === 1,
    )
    expect(other.heard.changed).toContain('1:8')
  })

  it('that a stranger notifies in words of its own is not taken for one', async () => {
    const { heard, channel } = await openChannel()
    await queryOnce(database, "SELECT pg_notify('dialqueue_changes', 'stranger,1:x,,:,1:7:9,''; DROP TABLE x,-1:2')")
    await queryOnce(database, "SELECT pg_notify('dialqueue_changes', 'stranger,1:9')")
    await until(
      () => Promise.resolve(heard.changed.size),
      (size) => size > 0,
    )
    expect([...heard.changed]).toEqual(['1:9'])
    expect(channel.isProved()).toBe(true)
  })
})

describe('a channel whose connection is lost', () => {
  it('says so, comes back, says that it may have missed something, and hears again', async () => {
    const [one, other] = [await openChannel(), await openChannel()]
    await killListeners()
    for (const { heard, channel } of [one, other]) {
      await until(
        () => Promise.resolve(heard.failures.length),
        (count) => count > 0,
      )
      await until(
        () => Promise.resolve(heard.missed),
        (count) => count === 1,
      )
      await until(() => Promise.resolve(channel.isProved()), Boolean)
    }
    one.channel.mark('1', '5')
    await until(
      () => Promise.resolve(other.heard.changed.size),
      (size) => size === 1,
    )
    expect(other.heard.changed).toContain('1:5')
  })

  it('is not proved while it is gone', async () => {
    const { heard, channel } = await openChannel()
    await killListeners()
    // Its first try comes no sooner than 100 ms later.
    await until(
      () => Promise.resolve(heard.failures.length),
      (count) => count > 0,
    )
    expect(channel.isProved()).toBe(false)
    await until(() => Promise.resolve(channel.isProved()), Boolean)
  })

  it('can be closed meanwhile, and stays closed', async () => {
    const { heard, channel } = await openChannel()
    await killListeners()
    await until(
      () => Promise.resolve(heard.failures.length),
      (count) => count > 0,
    )
    await channel.close()
    channel.mark('1', '6')
    expect(heard.changed.size).toBe(0)
    expect(channel.isProved()).toBe(false)
  })
})
