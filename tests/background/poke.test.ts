import { describe, expect, it } from 'vitest'
import { until } from '../support/until.js'
import { gate, job, turn } from './rehearsal.js'
import { openStage } from './stage.js'

const { client, instance, row } = openStage()

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
      client().query(
        `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
         WHERE locktype = 'advisory' AND datname = current_database()`,
      )
    expect((await until(locks, ({ rows }) => rows.length === 0)).rows).toEqual([])
  })
})
