import { afterAll, beforeAll, expect, it } from 'vitest'
import { AnchorFile } from '../../src/audit/anchorFile.js'
import { chainAudit } from '../../src/audit/chainAudit.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

it('a backlog on a new database is chained as fast at its end as at its beginning', async () => {
  const { listId } = await openShift(floor, { contacts: 40_000, agents: 1, queued: false })
  await floor.database.pool.query("UPDATE contact SET priority = 1, first_name = 'Jonathan' WHERE list_id = $1", [
    listId,
  ])
  const work = { database: floor.instance.work.database, anchors: new AnchorFile(null, () => undefined) }
  const seconds: number[] = []
  for (let run = 0; run < 3; run += 1) {
    const startedAt = performance.now()
    expect(await chainAudit(work, new AbortController().signal, 4_000)).toBe('4000 rows chained')
    seconds.push((performance.now() - startedAt) / 1000)
  }
  // Ten times the first, when each row was compared with every link.
  expect(seconds[2]).toBeLessThan(3 * (seconds[0] ?? 0) + 2)
})
