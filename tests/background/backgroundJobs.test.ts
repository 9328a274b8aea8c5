import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backgroundJobs } from '../../src/background/jobs.js'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { agentOf, claim, codeOf, report, rows } from '../support/desk.js'
import { type Floor, openFloor, openInstance, openShift } from '../support/floor.js'
import { until } from '../support/until.js'
import { runJob } from './rehearsal.js'

interface JobView {
  readonly name: string
  readonly sentence: string
  readonly lastRunAt: string | null
  readonly lastDurationSeconds: number | null
  readonly lastResult: string | null
  readonly lastError: string | null
  readonly nextRunAt: string | null
}

const document = `{ backgroundJobs { name sentence lastRunAt lastDurationSeconds lastResult lastError nextRunAt } }`

let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  await floor.close()
})

async function jobs(): Promise<readonly JobView[]> {
  return (await floor.get<{ backgroundJobs: JobView[] }>(document)).backgroundJobs
}

describe('backgroundJobs', () => {
  it('lists every job before any has run', async () => {
    expect(await jobs()).toEqual(
      backgroundJobs.map(({ name, sentence }) => ({
        name,
        sentence,
        lastRunAt: null,
        lastDurationSeconds: null,
        lastResult: null,
        lastError: null,
        nextRunAt: null,
      })),
    )
  })

  it('says of each job, wherever it ran, when that was, how long it took, what it did and when it comes next', async () => {
    const instance = await openInstance(floor.connectionString, { backgroundJobs: true })
    try {
      const ran = await until(jobs, (all) => all.every(({ lastResult }) => lastResult !== null), 30)
      for (const job of ran) {
        expect(job.lastError).toBeNull()
        expect(job.lastDurationSeconds).toBeGreaterThanOrEqual(0)
        expect(Date.parse(job.nextRunAt ?? '')).toBeGreaterThan(Date.parse(job.lastRunAt ?? ''))
      }
    } finally {
      await instance.close()
    }
    const metrics = await (await fetch(`${floor.instance.url}/metrics`)).text()
    expect(metrics).toContain('# HELP dialqueue_background_runs_total')
    expect(metrics).toContain('# HELP dialqueue_background_duration_seconds')
  })

  it.each(['AGENT', 'DIALER'] as const)('is not for a token of role %s', async (role) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const as = role === 'AGENT' ? { agentId: agentOf(shift) } : { role }
    expect(codeOf(await floor.ask(document, {}, as))).toBe('FORBIDDEN')
  })

  it('has a name, a sentence and an interval for each job, and each name once', () => {
    for (const { name, sentence, everySeconds } of backgroundJobs) {
      expect(name).toMatch(/^[a-z][A-Za-z]+$/)
      expect(sentence).toMatch(/^[A-Z].*\.$/)
      expect(everySeconds).toBeGreaterThan(0)
    }
    expect(new Set(backgroundJobs.map(({ name }) => name)).size).toBe(backgroundJobs.length)
  })
})

describe('a job that is killed', () => {
  it.each(backgroundJobs.map(({ name }) => name))(
    '%s leaves the data whole at whatever statement its connections break, and its next run does the rest',
    async (name) => {
      const shift = await openShift(floor, { contacts: 40, agents: 2 })
      const entry = await claim(floor, shift.campaignId, agentOf(shift))
      await report(floor, entry.id, 'FAILED', { outcome: 'NO_ANSWER' })
      await rows(
        floor,
        `UPDATE contact SET status = CASE id % 3 WHEN 0 THEN 'DO_NOT_CALL' WHEN 1 THEN 'INVALID' ELSE status END
         WHERE list_id = $1`,
        [shift.listId],
      )
      await rows(
        floor,
        `UPDATE dial_queue_entry SET completed_at = completed_at - interval '2 days'
         WHERE campaign_id = $1 AND completed_at IS NOT NULL`,
        [shift.campaignId],
      )
      await rows(
        floor,
        `UPDATE call_record SET completed_at = completed_at - interval '2 days' WHERE campaign_id = $1`,
        [shift.campaignId],
      )
      for (let statement = 1; statement <= 6; statement += 1) await killedAt(name, statement)
      await runJob(floor, name)
      const findings = await runDoctor(floor.database, floor.organizationId)
      expect(findings.filter(({ count }) => count > 0)).toEqual([])
    },
  )

  /** Runs the job on an instance whose backend is ended in the middle of its n-th statement. */
  async function killedAt(name: string, nth: number): Promise<void> {
    const instance = await openInstance(floor.connectionString)
    const { pool } = instance.work.database
    let left = nth
    const seen = new WeakSet()
    pool.on('acquire', (client) => {
      if (seen.has(client)) return
      seen.add(client)
      const query = client.query.bind(client) as (...args: unknown[]) => unknown
      Object.assign(client, {
        query: async (...args: unknown[]) => {
          left -= 1
          if (left === 0) {
            const [{ pid = 0 } = {}] = ((await query('SELECT pg_backend_pid() AS pid')) as { rows: { pid?: number }[] })
              .rows
            const running = Promise.resolve(query(...args)).catch((error: unknown) => error)
            await rows(floor, 'SELECT pg_terminate_backend($1)', [pid])
            const outcome = await running
            if (outcome instanceof Error) throw outcome
            return outcome
          }
          return query(...args)
        },
      })
    })
    await runJob({ ...floor, instance }, name).catch(() => 'killed')
    await instance.close()
  }
})
