import { describe, expect, it } from 'vitest'
import { until } from '../support/until.js'
import { gate, job, turn } from './rehearsal.js'
import { openStage } from './stage.js'

const { client, clock, instance, row } = openStage()

/** Ends the sessions in which this database's schedulers hold their locks: what kill -9 of their instance does. */
async function killSessions(): Promise<void> {
  await client().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'dialqueue jobs' AND datname = current_database()`,
  )
}

describe('a background job', () => {
  it('runs once per interval, however many instances look at the same moment', async () => {
    let runs = 0
    const count = job('count', () => `run ${String((runs += 1))}`)
    const instances = [instance(count), instance(count), instance(count)]
    for (let interval = 1; interval <= 5; interval += 1) {
      await Promise.all(instances.map(turn))
      await Promise.all(instances.map(turn))
      expect(runs).toBe(interval)
      clock.advance(10)
    }
    expect(await row('count')).toMatchObject({ run_count: '5', failure_count: '0', last_result: 'run 5' })
  })

  it('is not due before its time by the clock of the database', async () => {
    let runs = 0
    const one = instance(job('patient', () => `run ${String((runs += 1))}`))
    await turn(one)
    clock.advance(9)
    await turn(one)
    expect(runs).toBe(1)
    clock.advance(1)
    await turn(one)
    expect(runs).toBe(2)
  })

  it('leaves its start, its end, how long it took, what it did and when it comes next', async () => {
    await turn(instance(job('told', () => '3 entries moved')))
    expect(await row('told')).toMatchObject({
      last_started_at: clock.now,
      last_finished_at: clock.now,
      last_result: '3 entries moved',
      last_error: null,
      next_run_at: new Date(clock.at(10)),
    })
    expect(Number((await row('told'))['last_duration_ms'])).toBeLessThan(5_000)
  })

  it('that throws is recorded without the words of the error, and comes again at its time beside the others', async () => {
    let runs = 0
    const failing = job('failing', () => Promise.reject(new Error('+15550100001 is not free')))
    const one = instance(
      failing,
      job('steady', () => `run ${String((runs += 1))}`),
    )
    await turn(one)
    expect(await row('failing')).toMatchObject({ last_error: 'Error', last_result: null, failure_count: '1' })
    expect(runs).toBe(1)
    clock.advance(10)
    await turn(one)
    expect(await row('failing')).toMatchObject({ run_count: '2', failure_count: '2' })
    expect(runs).toBe(2)
    const metrics = await one.metrics.text()
    expect(metrics).toContain('dialqueue_background_runs_total{job="failing",result="failed"} 2')
    expect(metrics).toContain('dialqueue_background_runs_total{job="steady",result="done"} 2')
  })

  it('says which rule of the database stopped it, and nothing of the row', async () => {
    const duplicate = job('duplicate', async ({ database }) => {
      await database.pool.query("INSERT INTO background_job (name, next_run_at) VALUES ('duplicate', now())")
      return 'never'
    })
    await turn(instance(duplicate))
    expect((await row('duplicate'))['last_error']).toBe('SQLSTATE 23505 background_job_pkey')
  })

  it('that takes longer than its interval is followed by the next run at once', async () => {
    let runs = 0
    const slow = job('slow', () => {
      clock.advance(25)
      return `run ${String((runs += 1))}`
    })
    const one = instance(slow)
    await turn(one)
    expect((await row('slow'))['next_run_at']).toEqual(clock.now)
  })

  it('that now comes more often than its last run knew is not kept waiting', async () => {
    let runs = 0
    await turn(instance(job('eager', () => `run ${String((runs += 1))}`, 3_600)))
    clock.advance(10)
    await turn(instance(job('eager', () => `run ${String((runs += 1))}`, 5)))
    clock.advance(5)
    await turn(instance(job('eager', () => `run ${String((runs += 1))}`, 5)))
    expect(runs).toBe(2)
  })

  it('is one of at most two that an instance runs at once; the others follow when there is room', async () => {
    let running = 0
    let most = 0
    let runs = 0
    const gates = [gate(), gate(), gate(), gate()]
    const one = instance(
      ...gates.map((each, index) =>
        job(`crowd${String(index)}`, async () => {
          running += 1
          most = Math.max(most, running)
          each.start()
          await each.opened
          running -= 1
          return `run ${String((runs += 1))}`
        }),
      ),
    )
    await one.scheduler.tick()
    for (const each of gates) {
      await each.started
      each.open()
    }
    await until(
      () => Promise.resolve(runs),
      (count) => count === 4,
    )
    expect(most).toBe(2)
  })
})

describe('a job whose instance is killed', () => {
  it('is taken over by another instance at once, and told to stop if it still runs', async () => {
    const first = gate()
    let wasToldToStop = false
    const runs: string[] = []
    const dying = instance(
      job('orphan', async (_, signal) => {
        signal.addEventListener('abort', () => (wasToldToStop = true))
        first.start()
        await first.opened
        return 'of the dead'
      }),
    )
    const heir = instance(
      job('orphan', () => {
        runs.push('heir')
        return 'taken over'
      }),
    )
    await dying.scheduler.tick()
    await first.started
    await turn(heir)
    expect(runs).toEqual([])

    await killSessions()
    await until(
      async () => {
        await turn(heir)
        return runs.length
      },
      (count) => count > 0,
    )
    await until(() => Promise.resolve(wasToldToStop), Boolean)
    expect(await row('orphan')).toMatchObject({ last_result: 'taken over', run_count: '1' })

    // What the dead one would have recorded is no longer its to say.
    first.open()
    await dying.scheduler.settled()
    expect(await row('orphan')).toMatchObject({ last_result: 'taken over', run_count: '1' })
    expect(runs).toEqual(['heir'])
  })

  it('goes on after the database was away', async () => {
    let runs = 0
    const one = instance(job('survivor', () => `run ${String((runs += 1))}`))
    await turn(one)
    await killSessions()
    clock.advance(10)
    const seen = await until(
      async () => {
        await turn(one)
        return runs
      },
      (count) => count === 2,
    )
    expect(seen).toBe(2)
  })
})
