import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from '../../src/database/database.js'
import { demoContacts, seedDemo } from '../../src/demo/demo.js'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'

let test: TestDatabase
let database: Database

beforeEach(async () => {
  test = await createTestDatabase()
  database = new Database(test.connectionString, 8, () => undefined)
})

afterEach(async () => {
  await database.close()
  await test.close()
})

async function rows(text: string): Promise<Record<string, unknown>[]> {
  return (await database.pool.query<Record<string, unknown>>(text)).rows
}

describe('the demo', () => {
  it('is organization 1 with an active campaign, its lists, agents and outcomes', async () => {
    expect(await seedDemo(database)).toBe(true)
    expect(await rows('SELECT id, name, time_zone FROM organization')).toEqual([
      { id: '1', name: 'Demo', time_zone: 'America/New_York' },
    ])
    expect(await rows('SELECT id, status FROM campaign')).toEqual([{ id: '1', status: 'ACTIVE' }])
    expect(
      await rows(`SELECT (SELECT count(*)::int FROM campaign_list) AS lists, (SELECT count(*)::int FROM contact) AS contacts,
        (SELECT count(*)::int FROM campaign_agent) AS agents, (SELECT count(*)::int FROM outcome) AS outcomes,
        (SELECT count(*)::int FROM agent WHERE status = 'OFFLINE') AS offline`),
    ).toEqual([{ lists: 2, contacts: 500, agents: 8, outcomes: 11, offline: 8 }])
    expect((await runDoctor(database, null)).filter(({ count }) => count > 0)).toEqual([])
  })

  it('has numbers that ring nowhere, each with the zone of its area code, and no two alike', () => {
    const contacts = demoContacts()
    expect(new Set(contacts.map(({ phone }) => phone)).size).toBe(500)
    for (const { phone } of contacts) expect(phone).toMatch(/^\+1\d{3}55501\d{2}$/)
    const zones = new Map(contacts.map(({ phone, timeZone }) => [phone.slice(2, 5), timeZone]))
    expect(Object.fromEntries(zones)).toEqual({
      '212': 'America/New_York',
      '303': 'America/Denver',
      '312': 'America/Chicago',
      '415': 'America/Los_Angeles',
      '617': 'America/New_York',
    })
  })

  it('is made once, by whoever comes first', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => seedDemo(database)))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await seedDemo(database)).toBe(false)
    expect(await rows('SELECT count(*)::int AS organizations FROM organization')).toEqual([{ organizations: 1 }])
  })

  it('leaves a database alone that holds an organization', async () => {
    await createOrganization(database, { name: 'Ours', timeZone: 'Europe/Berlin' })
    expect(await seedDemo(database)).toBe(false)
    expect(await rows('SELECT name FROM organization')).toEqual([{ name: 'Ours' }])
  })

  it('is followed by organization 2', async () => {
    await seedDemo(database)
    const { id } = await createOrganization(database, { name: 'Ours', timeZone: 'Europe/Berlin' })
    expect(id).toBe('2')
  })

  it('has id 1 also when a first start was cut off in the middle', async () => {
    const client = await database.pool.connect()
    await client.query('BEGIN')
    await client.query("INSERT INTO organization (name, time_zone) VALUES ('Cut off', 'UTC')")
    await client.query('ROLLBACK')
    client.release()
    await seedDemo(database)
    expect(await rows('SELECT id FROM organization')).toEqual([{ id: '1' }])
    expect((await createOrganization(database, { name: 'Next', timeZone: 'UTC' })).id).toBe('2')
  })
})
