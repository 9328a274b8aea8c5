import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOrganization } from '../../src/organization/organization.store.js'
import { agentOf, claim, nth, report, rows, setAgentStatus } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

const document = `{ queueMetrics { at averageWaitSeconds longestWaitSeconds
  counts { queued reserved dialing connected wrapUp completed failed abandoned cancelled total }
  agents { available busy wrapUp paused offline } } }`
const metrics = async (organizationId?: string) =>
  (await floor.get<{ queueMetrics: object }>(document, {}, organizationId === undefined ? {} : { organizationId }))
    .queueMetrics
const none = {
  ...{ queued: 0, reserved: 0, dialing: 0, connected: 0, wrapUp: 0 },
  ...{ completed: 0, failed: 0, abandoned: 0, cancelled: 0 },
}

it('the whole floor: every campaign’s entries, each agent once, and how long the queue waits', async () => {
  expect(await metrics()).toEqual({
    ...{ at: clock.at(0), averageWaitSeconds: null, longestWaitSeconds: null, counts: { ...none, total: 0 } },
    agents: { available: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 },
  })
  const start = clock.at(0)
  const one = await openShift(floor, { contacts: 4, agents: 3 })
  clock.advance(60)
  const other = await openShift(floor, { contacts: 2, agents: 1 })
  // An agent of both campaigns is one agent.
  await rows(floor, 'INSERT INTO campaign_agent VALUES ($1, $2, $3)', [
    floor.organizationId,
    other.campaignId,
    agentOf(one),
  ])
  await setAgentStatus(floor, nth(one.agentIds, 1), 'PAUSED')
  await setAgentStatus(floor, nth(one.agentIds, 2), 'OFFLINE')
  // Taken at once: three are left that wait for 100 s, two for 40 s.
  const { id } = await claim(floor, one.campaignId, agentOf(one))
  clock.advance(40)
  expect(await metrics()).toEqual({
    at: clock.at(0),
    averageWaitSeconds: (3 * 100 + 2 * 40) / 5,
    longestWaitSeconds: 100,
    counts: { ...none, queued: 5, dialing: 1, total: 6 },
    agents: { available: 1, busy: 1, wrapUp: 0, paused: 1, offline: 1 },
  })

  // The longest wait is found wherever its entry stands in the order: here it is the last of all.
  await rows(
    floor,
    `UPDATE dial_queue_entry SET priority = -5, attempt = 3, queued_at = $2
     WHERE id = (SELECT max(id) FROM dial_queue_entry WHERE campaign_id = $1)`,
    [other.campaignId, clock.at(-1000)],
  )
  await report(floor, id, 'FAILED')
  expect(await metrics()).toMatchObject({
    averageWaitSeconds: (3 * 100 + 40 + 1000) / 5,
    longestWaitSeconds: 1000,
    counts: { ...none, queued: 5, failed: 1, total: 6 },
  })

  // What is given back waits from then on.
  const again = await claim(floor, one.campaignId, agentOf(one))
  clock.advance(20)
  await report(floor, again.id, 'QUEUED')
  expect(again.queuedAt).toBe(start)
  expect(await metrics()).toMatchObject({ averageWaitSeconds: (2 * 120 + 0 + 60 + 1020) / 5 })

  // Another organization sees nothing of it.
  const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
  expect(await metrics(organizationId)).toMatchObject({
    ...{ averageWaitSeconds: null, longestWaitSeconds: null, counts: { ...none, total: 0 } },
    agents: { available: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 },
  })
})
