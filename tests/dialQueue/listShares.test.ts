import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { openFloor, openInstance, openShift, type Floor, type Shift } from '../support/floor.js'
import { generate, rows } from '../support/desk.js'

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

/** A campaign over lists of these weights, so many contacts in each, and its list ids in that order. */
async function weightedShift(
  weights: readonly (number | null)[],
  contacts: number,
  agents: number,
): Promise<{ shift: Shift; listIds: string[] }> {
  const shift = await openShift(floor, { contacts, agents, queued: false })
  const others = []
  for (let list = 1; list < weights.length; list += 1) {
    others.push((await openShift(floor, { contacts, agents: 0, queued: false })).listId)
  }
  const listIds = [shift.listId, ...others]
  const listWeights = listIds.flatMap((listId, index) => {
    const weight = weights[index] ?? null
    return weight === null ? [] : [{ listId, weight }]
  })
  await update(shift, { listIds, listWeights })
  return { shift, listIds }
}

async function update(shift: Shift, input: object): Promise<void> {
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, ...input },
  })
}

/** Claims for `agentIds` at once on an instance, and frees the agents again; the lists of what was handed out, in order. */
async function claimOnce(instance: Instance, shift: Shift, agentIds: readonly string[]): Promise<string[]> {
  const claimed = await Promise.all(
    agentIds.map((agentId) =>
      instance.work.claims.claim(floor.organizationId, shift.campaignId, {
        agentId,
        idempotencyKey: null,
        inputHash: '',
        actor: null,
      }),
    ),
  )
  const entries = claimed.filter((one) => one !== null)
  await rows(
    floor,
    `WITH ended AS (UPDATE dial_queue_entry SET status = 'FAILED', outcome = 'NO_ANSWER', ended_at = now(), completed_at = now(),
       lease_expires_at = NULL WHERE id = ANY ($1) RETURNING assigned_agent_id)
     UPDATE agent SET status = 'AVAILABLE' WHERE id IN (SELECT assigned_agent_id FROM ended)`,
    [entries.map(({ entry }) => entry.id)],
  )
  return entries.map(({ contact }) => contact.listId)
}

/** Claims until `wanted` entries are handed out. */
async function claimMany(
  instance: Instance,
  shift: Shift,
  agents: readonly string[],
  wanted: number,
): Promise<string[]> {
  const lists: string[] = []
  while (lists.length < wanted) {
    const next = await claimOnce(instance, shift, agents.slice(0, wanted - lists.length))
    if (next.length === 0) throw new Error(`only ${lists.length} were handed out`)
    lists.push(...next)
  }
  return lists
}

/** How often each list was claimed from. */
function countsOf(listIds: readonly string[], claimed: readonly string[]): number[] {
  return listIds.map((id) => claimed.filter((list) => list === id).length)
}

describe('lists with weights share the claims', () => {
  it('to within 1 % over 1,000 claims, one at a time', async () => {
    const { shift, listIds } = await weightedShift([5, 3, 2], 600, 1)
    await generate(floor, shift.campaignId, 1_800)
    const claimed = await claimMany(floor.instance, shift, shift.agentIds, 1_000)
    const expected = [500, 300, 200]
    countsOf(listIds, claimed).forEach((count, index) => {
      expect(Math.abs(count - (expected[index] ?? 0))).toBeLessThanOrEqual(10)
    })
    // Not first all of one list: every stretch of ten has its share.
    for (let start = 0; start < 1_000; start += 100) {
      const [five = 0, three = 0, two = 0] = countsOf(listIds, claimed.slice(start, start + 100))
      expect([five, three, two].map((count) => Math.round(count / 10))).toEqual([5, 3, 2])
    }
  }, 60_000)

  it('to within 1 % over 1,000 claims by 64 agents at once', async () => {
    const { shift, listIds } = await weightedShift([5, 3, 2], 600, 64)
    await generate(floor, shift.campaignId, 1_800)
    const claimed = await claimMany(floor.instance, shift, shift.agentIds, 1_000)
    expect(countsOf(listIds, claimed).map((count) => Math.round(count / 10))).toEqual([50, 30, 20])
  }, 60_000)

  it('to within 1 % when two servers hand out at the same time', async () => {
    const { shift, listIds } = await weightedShift([7, 2, 1], 800, 32)
    await generate(floor, shift.campaignId, 2_400)
    const half = shift.agentIds.slice(0, 16)
    const [one, other] = await Promise.all([
      claimMany(floor.instance, shift, half, 500),
      claimMany(second, shift, shift.agentIds.slice(16), 500),
    ])
    const [seven = 0, two = 0, last = 0] = countsOf(listIds, [...one, ...other])
    expect(Math.abs(seven - 700)).toBeLessThanOrEqual(10)
    expect(Math.abs(two - 200)).toBeLessThanOrEqual(10)
    expect(Math.abs(last - 100)).toBeLessThanOrEqual(10)
  }, 60_000)

  it('a list without a weight counts one beside those that have one', async () => {
    const { shift, listIds } = await weightedShift([3, null], 200, 8)
    await generate(floor, shift.campaignId, 400)
    expect(countsOf(listIds, await claimMany(floor.instance, shift, shift.agentIds, 200))).toEqual([150, 50])
  })

  it('a list that was empty for a while gets its share again, and no burst for the time it missed', async () => {
    const { shift, listIds } = await weightedShift([1, 1], 300, 8)
    const [first = '', late = ''] = listIds
    await rows(floor, `UPDATE contact SET next_attempt_at = 'infinity' WHERE list_id = $1`, [late])
    await generate(floor, shift.campaignId, 600)
    expect(countsOf(listIds, await claimMany(floor.instance, shift, shift.agentIds, 200))).toEqual([200, 0])
    await rows(floor, 'UPDATE contact SET next_attempt_at = NULL WHERE list_id = $1', [late])
    await generate(floor, shift.campaignId, 600)
    const [, count = 0] = countsOf([first, late], await claimMany(floor.instance, shift, shift.agentIds, 40))
    expect(Math.abs(count - 20)).toBeLessThanOrEqual(1)
  })

  it('also when a rule has come to forbid the head of one list since it was queued', async () => {
    const { shift, listIds } = await weightedShift([1, 1], 200, 4)
    await generate(floor, shift.campaignId, 400)
    await rows(
      floor,
      `UPDATE contact SET status = 'IN_PROGRESS', next_attempt_at = 'infinity'
       WHERE id IN (SELECT id FROM contact WHERE list_id = $1 ORDER BY id LIMIT 40)`,
      [listIds[0]],
    )
    const claimed = await claimMany(floor.instance, shift, shift.agentIds, 100)
    countsOf(listIds, claimed).forEach((count) => {
      expect(Math.abs(count - 50)).toBeLessThanOrEqual(1)
    })
  }, 60_000)

  it('when the others have run out, one list gets every claim', async () => {
    const { shift, listIds } = await weightedShift([9, 1], 20, 4)
    await generate(floor, shift.campaignId, 40)
    expect(countsOf(listIds, await claimMany(floor.instance, shift, shift.agentIds, 40))).toEqual([20, 20])
  })
})

describe('weights that come and go', () => {
  it('hold at once for what is queued already', async () => {
    const { shift, listIds } = await weightedShift([null, null], 100, 4)
    await generate(floor, shift.campaignId, 200)
    const [first = '', other = ''] = listIds
    await update(shift, {
      listWeights: [
        { listId: first, weight: 1 },
        { listId: other, weight: 3 },
      ],
    })
    expect(countsOf(listIds, await claimMany(floor.instance, shift, shift.agentIds, 80))).toEqual([20, 60])
    const lanes = await rows(
      floor,
      `SELECT count(*) AS misplaced FROM dial_queue_entry AS entry
       JOIN contact ON contact.id = entry.contact_id JOIN queue_lane AS lane ON lane.campaign_id = entry.campaign_id AND lane.id = entry.lane_id
       WHERE entry.campaign_id = $1 AND entry.status = 'QUEUED' AND lane.list_id IS DISTINCT FROM contact.list_id`,
      [shift.campaignId],
    )
    expect(lanes).toEqual([{ misplaced: '0' }])
  })

  it('leave the plain order when they are taken away', async () => {
    const { shift, listIds } = await weightedShift([1, 9], 50, 2)
    await generate(floor, shift.campaignId, 100)
    await update(shift, { listWeights: [] })
    // The older entries, which are those of the first list, are all handed out first.
    expect(countsOf(listIds, await claimMany(floor.instance, shift, shift.agentIds, 50))).toEqual([50, 0])
    expect(
      await rows(
        floor,
        `SELECT 1 FROM dial_queue_entry JOIN queue_lane AS lane ON lane.id = lane_id
        WHERE dial_queue_entry.campaign_id = $1 AND status = 'QUEUED' AND lane.list_id IS NOT NULL`,
        [shift.campaignId],
      ),
    ).toEqual([])
  })

  it('end with the only list that had one', async () => {
    const { shift, listIds } = await weightedShift([5, null], 30, 2)
    await generate(floor, shift.campaignId, 60)
    const [, left = ''] = listIds
    await update(shift, { listIds: [left] })
    expect(countsOf(listIds, await claimMany(floor.instance, shift, shift.agentIds, 30))).toEqual([0, 30])
  })

  it('are refused for a list that the campaign does not dial', async () => {
    const { shift } = await weightedShift([null], 1, 1)
    const { listId } = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    const document = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }'
    const { errors } = await floor.ask(document, {
      input: { id: shift.campaignId, listWeights: [{ listId, weight: 2 }] },
    })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND'])
  })

  it('are shown by the campaign', async () => {
    const { shift, listIds } = await weightedShift([5, null, 2], 1, 1)
    const document = 'query ($id: ID!) { campaign(id: $id) { listWeights { list { id } weight } } }'
    expect(await floor.get(document, { id: shift.campaignId })).toEqual({
      campaign: {
        listWeights: [
          { list: { id: listIds[0] }, weight: 5 },
          { list: { id: listIds[2] }, weight: 2 },
        ],
      },
    })
  })
})
