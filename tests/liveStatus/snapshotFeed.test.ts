import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { databaseClock } from '../../src/database/clock.js'
import { Database } from '../../src/database/database.js'
import { SnapshotFeed } from '../../src/liveStatus/snapshotFeed.js'
import type { SnapshotMailbox } from '../../src/liveStatus/snapshotMailbox.js'
import type { QueueStatusSnapshot } from '../../src/liveStatus/snapshot.store.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { logStatements, type StatementLog } from '../support/statementLog.js'
import { Wallboard } from './wallboard.js'

let floor: Floor
let shift: Shift
let database: Database
let feed: SnapshotFeed
let log: StatementLog

beforeAll(async () => {
  floor = await openFloor()
  shift = await openShift(floor, { contacts: 3, agents: 1 })
})

beforeEach(() => {
  database = new Database(floor.connectionString, 4, () => undefined)
  log = logStatements(database.pool)
  feed = new SnapshotFeed(database, databaseClock, () => undefined)
  onTestFinished(async () => {
    await feed.close()
    await database.close()
  })
})

afterAll(() => floor.close())

const subscribe = (): SnapshotMailbox => feed.subscribe(floor.organizationId, [shift.campaignId])

async function read(mailbox: SnapshotMailbox): Promise<QueueStatusSnapshot> {
  const { value } = (await mailbox.next()) as { value: QueueStatusSnapshot }
  return value
}

/** Changes the campaign, past the API. */
const rename = (name: string): Promise<unknown> =>
  floor.database.pool.query('UPDATE campaign SET name = $1 WHERE id = $2', [name, shift.campaignId])

describe('a change', () => {
  it('is read once for all subscribers, who share the snapshot', async () => {
    const mailboxes = Array.from({ length: 50 }, subscribe)
    const first = await Promise.all(mailboxes.map(read))
    await rename('Shared')
    const before = log.texts.length
    const startedAt = performance.now()
    for (let turn = 0; turn < 20; turn += 1) feed.markChanged(floor.organizationId, shift.campaignId)
    const second = await Promise.all(mailboxes.map(read))
    // One read for the change; the poll may have been due as well, once a second.
    const pollsDue = 1 + Math.floor((performance.now() - startedAt) / 1000)
    expect(log.texts.length - before).toBeLessThanOrEqual(1 + pollsDue)
    expect(new Set(second).size).toBe(1)
    expect(second[0]?.version).toBeGreaterThan(first[0]?.version ?? Infinity)
  })

  it('that comes while another is being read is not lost', async () => {
    const mailbox = subscribe()
    await read(mailbox)
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      await rename(name)
      feed.markChanged(floor.organizationId, shift.campaignId)
    }
    let snapshot = await read(mailbox)
    while (snapshot.campaignName !== 'Four') snapshot = await read(mailbox)
    expect(snapshot.campaignName).toBe('Four')
  })

  it('of a campaign that nobody watches is not read', async () => {
    const other = await openShift(floor, { contacts: 1 })
    const mailbox = subscribe()
    await read(mailbox)
    const before = log.texts.length
    for (let turn = 0; turn < 100; turn += 1) feed.markChanged(floor.organizationId, other.campaignId)
    await rename('Watched')
    feed.markChanged(floor.organizationId, shift.campaignId)
    expect((await read(mailbox)).campaignName).toBe('Watched')
    expect(log.texts.length - before).toBeLessThanOrEqual(2)
  })
})

describe('a subscriber who comes late', () => {
  it('gets the very snapshot that the others have', async () => {
    const early = await read(subscribe())
    expect(await read(subscribe())).toBe(early)
  })

  it('gets a new one after the last of the others has left and something has changed', async () => {
    const first = subscribe()
    const early = await read(first)
    await first.return()
    await rename(`After ${early.version}`)
    expect((await read(subscribe())).version).toBeGreaterThan(early.version)
  })
})

describe('without a subscriber', () => {
  it('nothing is read, whatever changes', async () => {
    const mailbox = subscribe()
    await read(mailbox)
    await mailbox.return()
    const before = log.texts.length
    feed.markChanged(floor.organizationId, shift.campaignId)
    feed.markAll()
    // Another feed on the same database is due to poll twice meanwhile.
    const other = await Wallboard.open(floor, { campaignIds: [shift.campaignId] })
    await other.until(shift.campaignId, () => true)
    for (const name of ['Poll', 'Poll again']) {
      await rename(name)
      await other.until(shift.campaignId, ({ campaignName }) => campaignName === name)
    }
    await other.close()
    expect(log.texts.length).toBe(before)
  })
})

describe('a feed that closes', () => {
  it('ends every subscription, and one that comes later at once', async () => {
    const mailbox = subscribe()
    await read(mailbox)
    const waiting = mailbox.next()
    await Promise.all([feed.close(), feed.close()])
    expect(await waiting).toMatchObject({ done: true })
    expect(await subscribe().next()).toMatchObject({ done: true })
  })
})
