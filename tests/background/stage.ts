import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { BackgroundJob } from '../../src/background/job.js'
import { MovableClock } from '../support/movableClock.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { openRehearsal, type Rehearsal } from './rehearsal.js'

/** A database of the file's own on which its tests run schedulers; all of them are closed after each test. */
export interface Stage {
  readonly clock: MovableClock
  /** For looking at what the schedulers wrote; there from the first hook on. */
  readonly client: () => pg.Client
  /** One more scheduler with these jobs, as another server would have it. */
  readonly instance: (...jobs: BackgroundJob[]) => Rehearsal
  /** What is written down about a job; throws when nothing is. */
  readonly row: (name: string) => Promise<Record<string, unknown>>
}

/** Sets the stage by hooks of the calling test file. */
export function openStage(): Stage {
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
  return {
    clock,
    client: () => client,
    instance(...jobs) {
      const rehearsal = openRehearsal(test.connectionString, clock.read, jobs)
      open.push(rehearsal)
      return rehearsal
    },
    async row(name) {
      const text = 'SELECT * FROM background_job WHERE name = $1'
      const [first] = (await client.query<Record<string, unknown>>(text, [name])).rows
      if (first === undefined) throw new Error('the job has no row')
      return first
    },
  }
}
