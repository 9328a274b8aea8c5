import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { openInstance, testSecret } from '../support/floor.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { withFloor, type BenchFloor } from './benchFloor.js'
import { shownBy } from './changeLatency.js'
import { claimsBench } from './claimsBench.js'
import { liveBench } from './liveBench.js'
import { isReached, markdownTable, plainTable, type BenchRow } from './report.js'
import { median, percentile } from './rounds.js'
import { statsBench } from './statsBench.js'

// A very small slice of the bench. It asserts what the bench counts, never how fast anything was.

let database: TestDatabase
let instance: Instance

beforeAll(async () => {
  database = await createTestDatabase()
  instance = await openInstance(database.connectionString)
})

afterAll(async () => {
  await instance.close()
  await database.close()
})

function slice(bench: (floor: BenchFloor) => Promise<BenchRow[]>): Promise<BenchRow[]> {
  const { url } = instance
  return withFloor({ connectionString: database.connectionString, url, serverPid: null, secret: testSecret }, bench)
}

function expectFinite(rows: readonly BenchRow[]): void {
  for (const { id, ratio } of rows) expect({ id, isFinite: Number.isFinite(ratio) }).toEqual({ id, isFinite: true })
}

describe('a small slice of the bench', () => {
  it('hands no contact out twice, and counts what the original algorithm hands out twice', async () => {
    const rows = await slice((floor) =>
      claimsBench(floor, {
        campaigns: 2,
        entriesPerCampaign: 200,
        callers: 16,
        claimsPerRound: 200,
        originalSeconds: 0.3,
        originalCallers: [16],
      }),
    )
    expect(rows.map(({ id }) => id)).toEqual(['claims', 'claims-store', 'claims-twice', 'claims-original-16'])
    expectFinite(rows)
    expect(rows[2]).toMatchObject({ product: { value: 0 }, facts: { claims: 6 * 200 } })
    const { assignments, duplicates, 'different contacts': different } = rows[3]?.facts ?? {}
    expect(assignments).toBeGreaterThan(0)
    expect(assignments).toBe(Number(different) + Number(duplicates))
  })

  it('gets the figures of a large campaign as right as those of a small one', async () => {
    const rows = await slice((floor) => statsBench(floor, { entries: 2_000, fewEntries: 500, requests: 10 }))
    expect(rows.map(({ id }) => id)).toEqual(['stats'])
    expectFinite(rows)
  })

  it('shows every change to every subscriber', async () => {
    const rows = await slice((floor) =>
      liveBench(floor, {
        subscribers: 10,
        changesPerSecond: 50,
        seconds: 0.4,
        campaigns: 2,
        entriesPerCampaign: 200,
        callers: 8,
        claimsPerRound: 100,
      }),
    )
    expectFinite(rows)
    expect(rows[0]?.facts['changes seen']).toBe(3 * 10 * 20)
    expect(rows[1]?.facts['frames a second']).toBeGreaterThan(0)
  })
})

describe('what the bench computes', () => {
  it('takes the middle of the rounds, and a percentile that so many values do not exceed', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(
      percentile(
        Array.from({ length: 200 }, (_, n) => n + 1),
        0.99,
      ),
    ).toBe(198)
    expect(percentile([7], 0.99)).toBe(7)
  })

  it('takes the first frame that holds a change as the one that shows it', () => {
    const changes = [1, 2, 3].map((n) => ({ sentAt: n, answeredAt: n + 0.5 }))
    const frames = [10, 20, 30].map((at, index) => ({ at, version: index, dialing: [5, 7, 8][index] ?? 0 }))
    const shown = [...shownBy(frames, changes, 5)].map(({ change, frame }) => [change.sentAt, frame.at])
    expect(shown).toEqual([
      [1, 20],
      [2, 20],
      [3, 30],
    ])
  })

  it('says ok or below in both directions, and nothing when the sizes were small', () => {
    const row = { product: { value: 1, unit: 's' }, baseline: null, title: 'title', limitedBy: 'nothing', facts: {} }
    const slow = { ...row, id: 'slow', ratio: 0.2, target: { atLeast: 0.3 } }
    const high = { ...row, id: 'high', ratio: 0.2, target: { atMost: 0.3 } }
    const free = { ...row, id: 'free', ratio: 0.2, target: null }
    expect([slow, high, free].map(isReached)).toEqual([false, true, true])
    expect(plainTable([slow], true)).toContain('below')
    expect(plainTable([slow], false)).not.toContain('below')
    expect(markdownTable([high], true)).toContain('| high: title |  | 1 s | 0.20 | <= 0.3 | ok | nothing |')
  })
})
