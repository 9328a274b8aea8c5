import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordSigns } from '../../src/agent/presence.store.js'
import { SignsOfLife } from '../../src/agent/signsOfLife.js'
import { agentOf, nth, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { until } from '../support/until.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(async () => {
  clock.reset()
  await floor.database.pool.query('DELETE FROM agent_presence')
})

const failures: unknown[] = []
const beat = (agentId: string) => floor.get('mutation { heartbeat { id } }', {}, { agentId })

describe('signs of life', () => {
  it('of a hundred claims are one statement', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 5, queued: false })
    const { signsOfLife } = floor.instance.work
    const viewer = (agentId: string) => ({ organizationId: floor.organizationId, role: 'AGENT', agentId }) as const
    for (const agentId of shift.agentIds) await beat(agentId)
    clock.advance(10)
    for (let turn = 0; turn < 20; turn += 1) {
      for (const agentId of shift.agentIds) signsOfLife.note(viewer(agentId))
    }
    await signsOfLife.flush()
    const changes = await rows(floor, 'SELECT DISTINCT xmin::text, last_seen_at FROM agent_presence')
    expect(changes).toEqual([{ xmin: expect.any(String) as string, last_seen_at: clock.now }])
  })

  it('are written down by themselves within a quarter of the timeout, and when the instance closes', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 2, queued: false })
    const [one, other] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    await beat(one)
    await beat(other)
    clock.advance(10)
    const sign = (agentId: string) => ({ organizationId: floor.organizationId, role: 'AGENT', agentId }) as const
    const seenAt = (agentId: string) =>
      row(floor, 'SELECT last_seen_at FROM agent_presence WHERE agent_id = $1', [agentId])
    const signs = new SignsOfLife(floor.database, clock.read, 0.2, (error) => failures.push(error))
    signs.note(sign(one))
    await until(
      () => seenAt(one),
      ({ last_seen_at: at }) => (at as Date).getTime() === clock.now.getTime(),
    )
    signs.note(sign(other))
    await Promise.all([signs.close(), signs.close()])
    expect(await seenAt(other)).toEqual({ last_seen_at: clock.now })
    clock.advance(1)
    signs.note(sign(other))
    await signs.flush()
    expect(await seenAt(other)).toEqual({ last_seen_at: new Date(clock.at(-1)) })
    expect(failures).toEqual([])
  })

  it('are counted from when they were seen, by the watch of the process, where no test moves the clock', async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await beat(agentOf(shift))
    await recordSigns(floor.database, [
      { organizationId: floor.organizationId, agentId: agentOf(shift), at: null, secondsAgo: 5 },
    ])
    const seen = await row(
      floor,
      `SELECT last_seen_at BETWEEN now() - interval '60 seconds' AND now() - interval '5 seconds' AS is_so FROM agent_presence`,
    )
    expect(seen).toEqual({ is_so: true })
  })
})
