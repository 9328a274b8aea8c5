import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BackgroundJob } from '../../src/background/job.js'
import { MovableClock } from '../support/movableClock.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { until } from '../support/until.js'
import { gate, job, openRehearsal, turn, type Rehearsal } from './rehearsal.js'

let test: TestDatabase
let client: pg.Client
const clock = new MovableClock()
const open: Rehearsal[] = []

beforeAll(async () => {
  test = await createTestDatabase()
  client = new pg.Client({ connectionString: test.connectionString })
  await client.connect()
})
beforeEach(async () => {
  clock.reset()
  await client.query('DELETE FROM background_job')
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((rehearsal) => rehearsal.close()))
})
afterAll(async () => {
  await client.end()
  await test.close()
})

function instance(...jobs: BackgroundJob[]): Rehearsal {
  const rehearsal = openRehearsal(test.connectionString, clock.read, jobs)
  open.push(rehearsal)
  return rehearsal
}

async function row(name: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>('SELECT * FROM background_job WHERE name = $1', [name])
  if (rows[0] === undefined) throw new Error('the job has no row')
  return rows[0]
}

describe('a poke', () => {
  it('runs a job before its time, many pokes as one', async () => {
    let runs = 0
    const one = instance(job('poked', () => `run ${String((runs += 1))}`, 3_600))
    one.scheduler.start()
    await until(
      () => Promise.resolve(runs),
      (count) => count === 1,
    )
    for (let poke = 0; poke < 100; poke += 1) one.scheduler.poke('poked')
    await until(
      () => Promise.resolve(runs),
      (count) => count === 2,
    )
    await one.scheduler.settled()
    expect(await row('poked')).toMatchObject({ run_count: '2' })
  })

  it('during the run of another instance is kept until that run has ended', async () => {
    const busy = gate()
    let runs = 0
    const other = instance(
      job(
        'shared',
        async () => {
          busy.start()
          await busy.opened
          return 'of the other'
        },
        3_600,
      ),
    )
    await other.scheduler.tick()
    await busy.started
    const one = instance(job('shared', () => `run ${String((runs += 1))}`, 3_600))
    one.scheduler.start()
    one.scheduler.poke('shared')
    await turn(one)
    expect(runs).toBe(0)
    busy.open()
    await other.scheduler.settled()
    await until(
      () => Promise.resolve(runs),
      (count) => count === 1,
    )
  })

  it('does nothing to a scheduler that was not started, or for a job that there is not', async () => {
    let runs = 0
    const one = instance(job('quiet', () => `run ${String((runs += 1))}`))
    one.scheduler.poke('quiet')
    one.scheduler.poke('unknown')
    await one.scheduler.settled()
    expect(runs).toBe(0)
  })
})

describe('the end of an instance', () => {
  it('waits for what runs, tells it to be quick, and records it', async () => {
    const slow = gate()
    const one = instance(
      job('last', async (_, signal) => {
        slow.start()
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve)
        })
        return 'cut short'
      }),
    )
    await one.scheduler.tick()
    await slow.started
    await Promise.all([one.scheduler.close(), one.scheduler.close()])
    expect(await row('last')).toMatchObject({ last_result: 'cut short', run_count: '1' })
    await one.scheduler.close()
  })

  it('leaves no lock behind', async () => {
    const one = instance(job('tidy', () => 'done'))
    await turn(one)
    await one.close()
    const locks = () =>
      client.query(
        `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
         WHERE locktype = 'advisory' AND datname = current_database()`,
      )
    expect((await until(locks, ({ rows }) => rows.length === 0)).rows).toEqual([])
  })
})
