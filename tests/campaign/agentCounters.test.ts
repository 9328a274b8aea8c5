import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { claim, nth, report, row, rows, setAgentStatus } from '../support/desk.js'
import { askInstance, type Floor, openFloor, openInstance, openShift } from '../support/floor.js'
import { statsOf } from '../support/statsView.js'

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

const updateDocument = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }'
const setAgents = async (campaignId: string, agentIds: readonly string[]): Promise<void> => {
  const input = { input: { id: campaignId, agentIds } }
  const answer = await askInstance(second.url, await floor.token(), updateDocument, input)
  if (answer.errors.length > 0) throw new Error(answer.text)
}
const statuses = ['available', 'busy', 'wrap_up', 'paused', 'offline']
const counted = (campaignId: string) =>
  row(
    floor,
    `SELECT ${statuses.map((each) => `coalesce(sum(${each}), 0)::int AS ${each}`).join(', ')}
     FROM agent_counter WHERE campaign_id = $1`,
    [campaignId],
  )
const recounted = (campaignId: string) =>
  row(
    floor,
    `SELECT ${statuses.map((each) => `(count(*) FILTER (WHERE status = upper('${each}')))::int AS ${each}`).join(', ')}
     FROM agent JOIN campaign_agent ON agent_id = agent.id WHERE campaign_id = $1`,
    [campaignId],
  )

it('the agents of a campaign are counted exactly while they come, go, and change their status at the same moment', async () => {
  const one = await openShift(floor, { contacts: 60, agents: 4, agentStatus: 'OFFLINE' })
  const other = await openShift(floor, { contacts: 0, agents: 0, queued: false })
  const chosen = ['AVAILABLE', 'PAUSED', 'OFFLINE']
  for (let round = 0; round < 200; round += 1) {
    const some = one.agentIds.filter((_, index) => (round >> index) % 2 === 0)
    const few = one.agentIds.filter((_, index) => (round * 7 + index) % 3 === 0)
    await Promise.all([
      setAgents(one.campaignId, some),
      setAgents(other.campaignId, few),
      setAgentStatus(floor, nth(one.agentIds, round % 4), nth(chosen, round % 3)),
      setAgentStatus(floor, nth(one.agentIds, (round + 1) % 4), nth(chosen, (round + 1) % 3)),
    ])
  }
  for (const { campaignId } of [one, other]) {
    expect(await counted(campaignId)).toEqual(await recounted(campaignId))
  }
  // And the counts do say something: whoever is left is counted.
  await setAgents(one.campaignId, one.agentIds)
  for (const agentId of one.agentIds) await setAgentStatus(floor, agentId, 'AVAILABLE')
  expect(await counted(one.campaignId)).toEqual({ available: 4, busy: 0, wrap_up: 0, paused: 0, offline: 0 })
}, 120_000)

it('the agents of a campaign are counted exactly while they take contacts and are taken off the campaign', async () => {
  const shift = await openShift(floor, { contacts: 100, agents: 3 })
  const work = async (agentId: string) => {
    // Refused while the agent is off the campaign; that is no matter here.
    const entry = await claim(floor, shift.campaignId, agentId).catch(() => null)
    if (entry === null) return
    await report(floor, entry.id, 'WRAP_UP')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
  }
  for (let round = 0; round < 30; round += 1) {
    const some = shift.agentIds.filter((_, index) => (round + index) % 3 !== 0)
    await Promise.all([...shift.agentIds.map(work), setAgents(shift.campaignId, some)])
  }
  expect(await counted(shift.campaignId)).toEqual(await recounted(shift.campaignId))
  await setAgents(shift.campaignId, shift.agentIds)
  expect((await statsOf(floor, shift.campaignId)).agents).toEqual({
    ...{ available: 3, busy: 0, wrapUp: 0, paused: 0, offline: 0 },
  })
  const [sold] = await rows(floor, `SELECT count(*)::int AS count FROM call_record WHERE campaign_id = $1`, [
    shift.campaignId,
  ])
  expect(sold?.['count']).toBeGreaterThan(0)
}, 120_000)
