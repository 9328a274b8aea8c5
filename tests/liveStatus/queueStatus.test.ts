import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { claim, generate, nth, report, setAgentStatus } from '../support/desk.js'
import { CampaignStatsDocument, CreateCampaignDocument, UpdateCampaignDocument } from '../generated/graphql.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { getTyped } from '../support/typedAsk.js'
import { Wallboard } from './wallboard.js'

let floor: Floor
let shift: Shift
let wallboard: Wallboard

beforeAll(async () => {
  floor = await openFloor()
})

beforeEach(async () => {
  shift = await openShift(floor, { contacts: 6, agents: 2 })
  wallboard = await Wallboard.open(floor, { campaignIds: [shift.campaignId] })
  await wallboard.until(shift.campaignId, () => true)
})

afterEach(() => wallboard.close())

afterAll(() => floor.close())

describe('a wallboard', () => {
  it('first shows each campaign as it is, and what campaignStats says of it', async () => {
    const other = await openShift(floor, { contacts: 3, agents: 1, agentStatus: 'PAUSED' })
    const own = await Wallboard.open(floor, { campaignIds: [shift.campaignId, other.campaignId] })
    for (const { campaignId } of [shift, other]) {
      const first = await own.until(campaignId, () => true)
      const { campaignStats } = await getTyped(floor, CampaignStatsDocument, { campaignId })
      expect(first.counts).toEqual(campaignStats.counts)
      expect(first.agents).toEqual(campaignStats.agents)
    }
    expect(own.latest(shift.campaignId)).toMatchObject({
      campaignName: 'Campaign',
      campaignStatus: 'ACTIVE',
      counts: { queued: 6, total: 6 },
      agents: { available: 2, busy: 0 },
    })
    expect(own.latest(other.campaignId)).toMatchObject({ counts: { queued: 3 }, agents: { paused: 1 } })
    await own.close()
  })

  it('shows an entry on its whole way, and the agent who follows it', async () => {
    const { campaignId } = shift
    const agentId = nth(shift.agentIds, 0)
    const { id } = await claim(floor, campaignId, agentId)
    await wallboard.until(campaignId, ({ counts, agents }) => counts.dialing === 1 && agents.busy === 1)
    await report(floor, id, 'CONNECTED')
    await wallboard.until(campaignId, ({ counts, agents }) => counts.connected === 1 && agents.busy === 1)
    await report(floor, id, 'WRAP_UP')
    await wallboard.until(campaignId, ({ counts, agents }) => counts.wrapUp === 1 && agents.wrapUp === 1)
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    const last = await wallboard.until(campaignId, ({ counts }) => counts.completed === 1)
    expect(last).toMatchObject({ counts: { queued: 5, dialing: 0, total: 6 }, agents: { available: 2, wrapUp: 0 } })
  })

  it('shows contacts that generateQueue adds', async () => {
    const { campaignId } = await openShift(floor, { contacts: 4, queued: false })
    const own = await Wallboard.open(floor, { campaignIds: [campaignId] })
    await own.until(campaignId, ({ counts }) => counts.total === 0)
    await generate(floor, campaignId, 3)
    const { version } = await own.until(campaignId, ({ counts }) => counts.queued === 3)
    expect(version).toBeGreaterThan(nth(own.snapshots, 0).version)
    await own.close()
  })

  it('shows an agent who pauses', async () => {
    await setAgentStatus(floor, nth(shift.agentIds, 0), 'PAUSED')
    const { agents } = await wallboard.until(shift.campaignId, ({ agents: { paused } }) => paused === 1)
    expect(agents).toMatchObject({ available: 1, busy: 0, offline: 0 })
  })

  it('shows a campaign that is renamed, paused, given agents, and completed', async () => {
    const { campaignId } = shift
    const change = (input: object) => getTyped(floor, UpdateCampaignDocument, { input: { id: campaignId, ...input } })
    await change({ name: 'Winter' })
    await wallboard.until(campaignId, ({ campaignName }) => campaignName === 'Winter')
    await change({ status: 'PAUSED' })
    await wallboard.until(campaignId, ({ campaignStatus }) => campaignStatus === 'PAUSED')
    await change({ agentIds: [] })
    await wallboard.until(campaignId, ({ agents }) => agents.available === 0)
    await change({ status: 'COMPLETED' })
    const last = await wallboard.until(campaignId, ({ counts }) => counts.cancelled === 6)
    expect(last).toMatchObject({ campaignName: 'Winter', campaignStatus: 'COMPLETED', counts: { queued: 0, total: 6 } })
  })

  it('shows nothing again when nothing it shows has changed', async () => {
    const { campaignId } = shift
    const { id } = await claim(floor, campaignId, nth(shift.agentIds, 0))
    await wallboard.until(campaignId, ({ counts }) => counts.dialing === 1)
    const shown = wallboard.snapshots.length
    await floor.get('mutation ($id: ID!) { renewLease(entryId: $id) { id } }', { id })
    await floor.get(
      'mutation ($input: UpdateQueueOutcomeInput!) { updateQueueOutcome(input: $input) { entry { id } } }',
      { input: { entryId: id, notes: 'typing' } },
    )
    await report(floor, id, 'CONNECTED')
    await wallboard.until(campaignId, ({ counts }) => counts.connected === 1)
    expect(wallboard.snapshots.length).toBe(shown + 1)
  })

  it('that leaves campaignIds out shows every campaign of its organization, later ones included, and no other', async () => {
    const other = await openOtherOrganization(floor)
    const theirs = await openShift(other, { contacts: 2 })
    const [all, foreign] = [
      await Wallboard.open(floor),
      await Wallboard.open(floor, { as: { organizationId: other.organizationId } }),
    ]
    await all.until(shift.campaignId, () => true)
    await foreign.until(theirs.campaignId, ({ counts }) => counts.queued === 2)
    const { createCampaign } = await getTyped(floor, CreateCampaignDocument, { input: { name: 'Later' } })
    await all.until(createCampaign.id, ({ campaignStatus }) => campaignStatus === 'DRAFT')
    await claim(other, theirs.campaignId, nth(theirs.agentIds, 0))
    await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await all.until(shift.campaignId, ({ counts }) => counts.dialing === 1)
    expect(all.snapshots.map(({ campaignId }) => campaignId)).not.toContain(theirs.campaignId)
    expect(new Set(foreign.snapshots.map(({ campaignId }) => campaignId))).toEqual(new Set([theirs.campaignId]))
    await Promise.all([all.close(), foreign.close()])
  })

  it('shows only the campaigns it named', async () => {
    const other = await openShift(floor, { contacts: 2 })
    await claim(floor, other.campaignId, nth(other.agentIds, 0))
    await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await wallboard.until(shift.campaignId, ({ counts }) => counts.dialing === 1)
    expect(new Set(wallboard.snapshots.map(({ campaignId }) => campaignId))).toEqual(new Set([shift.campaignId]))
  })

  it('that names no campaign shows none, and one that names a campaign twice shows it once', async () => {
    const none = await Wallboard.open(floor, { campaignIds: [] })
    const twice = await Wallboard.open(floor, { campaignIds: [shift.campaignId, shift.campaignId] })
    await twice.until(shift.campaignId, () => true)
    await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await twice.until(shift.campaignId, ({ counts }) => counts.dialing === 1)
    const versions = twice.snapshots.map(({ version }) => version)
    expect(new Set(versions).size).toBe(versions.length)
    expect(none.snapshots).toEqual([])
    expect(none.errors).toEqual([])
    await Promise.all([none.close(), twice.close()])
  })

  it('is not opened for a campaign that does not exist, not even beside one that does', async () => {
    const own = await Wallboard.open(floor, { campaignIds: [shift.campaignId, '9000000000000000000'] })
    await own.over()
    expect(own.snapshots).toEqual([])
    expect(own.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
    await own.close()
  })
})
