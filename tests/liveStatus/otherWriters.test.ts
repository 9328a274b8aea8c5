import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { claim, nth } from '../support/desk.js'
import { openFloor, openInstance, openShift, type Floor } from '../support/floor.js'
import { queryOnce } from '../support/dataDirs.js'
import { Wallboard } from './wallboard.js'

let floor: Floor
let second: Instance

beforeAll(async () => {
  floor = await openFloor()
  second = await openInstance(floor.connectionString)
})

afterAll(async () => {
  await second.close()
  await floor.close()
})

describe('a wallboard on one instance shows', () => {
  it('what was done on another', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const wallboard = await Wallboard.open(floor, { url: second.url, campaignIds: [shift.campaignId] })
    await wallboard.until(shift.campaignId, ({ counts }) => counts.queued === 3)
    await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    const told = await wallboard.until(shift.campaignId, ({ counts }) => counts.dialing === 1)
    expect(told).toMatchObject({ counts: { queued: 2 }, agents: { busy: 1 } })
    await wallboard.close()
  })

  it('each change of another the moment it is made, not only when it looks by itself every second', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 10, agents: 8 })
    const wallboard = await Wallboard.open(floor, { url: second.url, campaignIds: [campaignId] })
    await wallboard.until(campaignId, ({ counts }) => counts.queued === 10)
    const startedAt = performance.now()
    for (const [index, agentId] of agentIds.entries()) {
      await claim(floor, campaignId, agentId)
      await wallboard.until(campaignId, ({ counts }) => counts.dialing === index + 1)
    }
    // By the poll alone each would have waited for the next second: eight seconds.
    expect(performance.now() - startedAt).toBeLessThan(5000)
    await wallboard.close()
  })

  it('within about a second what a plain SQL statement did, which notifies nobody', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 3, agents: 1 })
    const wallboard = await Wallboard.open(floor, { campaignIds: [campaignId] })
    await wallboard.until(campaignId, ({ counts }) => counts.queued === 3)
    const { version: before } = wallboard.latest(campaignId)
    await queryOnce(
      floor,
      `UPDATE dial_queue_entry SET status = 'CANCELLED', completed_at = now() WHERE campaign_id = ${campaignId}`,
    )
    const startedAt = performance.now()
    const told = await wallboard.until(campaignId, ({ counts }) => counts.cancelled === 3)
    // The poll is due every second; the rest is a loaded machine's.
    expect(performance.now() - startedAt).toBeLessThan(4000)
    expect(told.version).toBeGreaterThan(before)
    await queryOnce(floor, `UPDATE agent SET status = 'PAUSED' WHERE id = ${nth(agentIds, 0)}`)
    expect((await wallboard.until(campaignId, ({ agents }) => agents.paused === 1)).counts).toEqual(told.counts)
    await wallboard.close()
  })

  it('a campaign that a plain SQL statement made, when it shows them all', async () => {
    const wallboard = await Wallboard.open(floor, { url: second.url })
    const [row] = await queryOnce(
      floor,
      `INSERT INTO campaign (organization_id, name, time_zone)
       VALUES (${floor.organizationId}, 'From psql', 'Europe/Berlin') RETURNING id`,
    )
    const told = await wallboard.until(String(row?.['id']), () => true)
    expect(told).toMatchObject({ campaignName: 'From psql', campaignStatus: 'DRAFT', counts: { total: 0 } })
    await wallboard.close()
  })
})
