import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { CampaignStatsDocument } from '../generated/graphql.js'
import { askReport, nextContact, nth, row, setAgentStatus } from '../support/desk.js'
import { openFloor, openInstance, openShift, type Floor, type Shift } from '../support/floor.js'
import { getTyped } from '../support/typedAsk.js'
import { Wallboard } from './wallboard.js'

let floor: Floor
let second: Instance
let shift: Shift

beforeAll(async () => {
  floor = await openFloor()
  second = await openInstance(floor.connectionString)
  shift = await openShift(floor, { contacts: 150, agents: 8, maxAttempts: 1 })
})

afterAll(async () => {
  await second.close()
  await floor.close()
})

/** What agents make of an entry, each in turn. */
const endings = [
  [['COMPLETED', { outcome: 'SALE' }]],
  [['CONNECTED'], ['WRAP_UP'], ['COMPLETED', { outcome: 'NOT_INTERESTED' }]],
  [['CONNECTED'], ['ABANDONED']],
  [['FAILED', { outcome: 'BUSY' }]],
  [['QUEUED']],
] as const

async function workAs(agentId: string, position: number): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    const { entry } = await nextContact(floor, shift.campaignId, agentId)
    if (entry === null) return
    for (const [status, fields] of nth(endings, (turn + position) % endings.length)) {
      await askReport(floor, entry.id, status, fields ?? {}, { agentId })
    }
    if (turn % 4 === 3) {
      await setAgentStatus(floor, agentId, 'PAUSED')
      await setAgentStatus(floor, agentId, 'AVAILABLE')
    }
  }
}

const sumOf = (counts: Record<string, number>): number =>
  Object.entries(counts).reduce((sum, [name, count]) => (name === 'total' ? sum : sum + count), 0)

describe('while eight agents work', () => {
  it('two wallboards on two instances see versions that only grow, and equal versions mean equal counts', async () => {
    const { campaignId } = shift
    const wallboards = [await Wallboard.open(floor), await Wallboard.open(floor, { url: second.url })]
    await Promise.all(shift.agentIds.map(workAs))
    const { campaignStats } = await getTyped(floor, CampaignStatsDocument, { campaignId })
    for (const wallboard of wallboards) {
      await wallboard.until(campaignId, ({ counts }) => counts.completed === campaignStats.counts.completed)
      await wallboard.until(campaignId, ({ counts, agents }) => {
        const same = JSON.stringify([counts, agents]) === JSON.stringify([campaignStats.counts, campaignStats.agents])
        return same && counts.dialing === 0
      })
    }
    const byVersion = new Map<number, string>()
    for (const wallboard of wallboards) {
      const snapshots = wallboard.snapshots.filter((snapshot) => snapshot.campaignId === campaignId)
      expect(snapshots.length).toBeGreaterThan(3)
      const versions = snapshots.map(({ version }) => version)
      expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other))
      for (const { version, counts, agents } of snapshots) {
        const shown = JSON.stringify([counts, agents])
        expect(byVersion.get(version) ?? shown).toBe(shown)
        byVersion.set(version, shown)
        // The queue is neither filled nor emptied, and no agent joins or leaves: every frame is one whole instant.
        expect([counts.total, sumOf(counts)]).toEqual([150, 150])
        expect(sumOf(agents)).toBe(8)
        expect(agents.busy).toBe(counts.dialing + counts.connected)
        expect(agents.wrapUp).toBe(counts.wrapUp)
      }
      await wallboard.close()
    }
    const recount = await row(
      floor,
      `SELECT count(*) FILTER (WHERE status = 'QUEUED')::int AS queued,
         count(*) FILTER (WHERE status = 'COMPLETED')::int AS completed,
         count(*) FILTER (WHERE status = 'ABANDONED')::int AS abandoned,
         count(*) FILTER (WHERE status = 'FAILED')::int AS failed
       FROM dial_queue_entry WHERE campaign_id = $1`,
      [campaignId],
    )
    expect(campaignStats.counts).toMatchObject(recount)
  })
})
