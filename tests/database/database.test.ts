import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Database, statement, type Queryable } from '../../src/database/database.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'

const backendPid = statement('backendPid', 'SELECT pg_backend_pid() AS pid')
const one = statement('one', 'SELECT 1 AS one')

describe('the pool of a process', () => {
  let test: TestDatabase
  let database: Database

  beforeAll(async () => {
    test = await createTestDatabase()
    database = new Database(test.connectionString, 4, () => undefined, 'login')
    await database.pool.query('CREATE TABLE pair (id int PRIMARY KEY, value int)')
    await database.pool.query('INSERT INTO pair VALUES (1, 0), (2, 0)')
  })
  afterAll(async () => {
    await database.close()
    await test.close()
  })

  it('survives a connection that is lost between two statements of a transaction', async () => {
    const lost = database.transaction(async (transaction) => {
      const [row] = await transaction.query(backendPid, [])
      await database.pool.query('SELECT pg_terminate_backend($1)', [row?.['pid']])
      // The loss arrives by itself, while no statement runs that could report it.
      for (let turn = 0; turn < 1_000; turn += 1) await nextTurn()
      return transaction.query(one, [])
    })
    await expect(lost).rejects.toThrow()
    expect(await database.query(one, [])).toEqual([{ one: 1 }])
  })

  it('runs a transaction again that lost a deadlock, and both end well', async () => {
    let arrived = 0
    let open: () => void = () => undefined
    const bothHoldTheirFirst = new Promise<void>((resolve) => (open = resolve))
    let runs = 0
    const crosswise = (first: number, second: number): Promise<void> =>
      database.transaction(async (transaction) => {
        runs += 1
        await add(transaction, first)
        arrived += 1
        if (arrived === 2) open()
        await bothHoldTheirFirst
        await add(transaction, second)
      })
    await Promise.all([crosswise(1, 2), crosswise(2, 1)])
    expect(runs).toBeGreaterThan(2)
    const { rows } = await database.pool.query<{ value: number }>('SELECT value FROM pair ORDER BY id')
    expect(rows).toEqual([{ value: 2 }, { value: 2 }])
  })

  it('changes nothing when the work of a transaction throws, and keeps the connection', async () => {
    const before = database.pool.totalCount
    const refused = database.transaction(async (transaction) => {
      await add(transaction, 1)
      throw new Error('refused')
    })
    await expect(refused).rejects.toThrow('refused')
    const { rows } = await database.pool.query<{ value: number }>('SELECT value FROM pair WHERE id = 1')
    expect(rows).toEqual([{ value: 2 }])
    expect(database.pool.totalCount).toBe(before)
  })

  it('has ended every connection when it is closed, so that a server that stops next breaks none', async () => {
    const closing = new Database(test.connectionString, 4, () => undefined)
    const pids = await Promise.all(
      Array.from({ length: 4 }, () =>
        closing.transaction(async (each) => (await each.query(backendPid, []))[0]?.['pid']),
      ),
    )
    expect(new Set(pids).size).toBe(4)
    await closing.close()
    const { rows } = await database.pool.query('SELECT pid FROM pg_stat_activity WHERE pid = ANY ($1)', [pids])
    expect(rows).toEqual([])
  })
})

async function add(transaction: Queryable, id: number): Promise<void> {
  await transaction.query(statement('addToPair', 'UPDATE pair SET value = value + 1 WHERE id = $1'), [id])
}
