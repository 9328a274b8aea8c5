import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generate, nextContact, nth, report, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { runJob } from './rehearsal.js'

// A refill fills the queue with what the agents at work can be handed. Whatever else stands there waits for its time.

let floor: Floor
const clock = new MovableClock()
const EAST = 'America/New_York'
const WEST = 'America/Los_Angeles'

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(async () => {
  // 20:20 in New York, 17:20 in Los Angeles.
  clock.set('2026-11-20T01:20:00.000Z')
  await rows(floor, "UPDATE campaign SET status = 'PAUSED' WHERE status = 'ACTIVE'", [])
})
afterAll(async () => {
  await floor.close()
})

/** The campaign calls from 09:00 to 20:30 on the contact's clock, every day. */
async function limitHours({ campaignId }: Shift): Promise<void> {
  const days = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']
  const week = Object.fromEntries(days.map((day) => [day, [['09:00', '20:30']]]))
  await rows(floor, 'UPDATE campaign SET hours = $2, hours_version = hours_version + 1 WHERE id = $1', [
    campaignId,
    JSON.stringify(week),
  ])
}

/** Changes the shift's contacts from `first` up to, not including, `end`. */
async function alter(shift: Shift, first: number, end: number, column: string, value: unknown): Promise<void> {
  const ids = shift.contactIds.slice(first, end)
  await rows(floor, `UPDATE contact SET ${column} = $2 WHERE id = ANY ($1::bigint[])`, [ids, value])
}

/** Indexes of the contacts that the agent is handed until even a refill brings nothing; every call reaches nobody. */
async function dialAll(shift: Shift, agentId: string): Promise<number[]> {
  const dialled: number[] = []
  for (let isFilled = false; ;) {
    const { entry } = await nextContact(floor, shift.campaignId, agentId)
    if (entry === null) {
      if (isFilled) return dialled
      await runJob(floor, 'topUpQueues')
      isFilled = true
      continue
    }
    isFilled = false
    dialled.push(shift.contactIds.indexOf(entry.contact.id))
    await report(floor, entry.id, 'FAILED', { outcome: 'NO_ANSWER' })
  }
}

async function queuedOf(shift: Shift, first: number, end: number): Promise<number> {
  const [found] = await rows(
    floor,
    `SELECT count(*)::int AS count FROM dial_queue_entry WHERE status = 'QUEUED' AND contact_id = ANY ($1::bigint[])`,
    [shift.contactIds.slice(first, end)],
  )
  return Number(found?.['count'])
}

const indexes = (first: number, end: number): number[] =>
  Array.from({ length: end - first }, (_, index) => first + index)
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((one, other) => one - other)

describe('E6: a queue full of contacts', () => {
  it('whose hours have ended keeps none of the open ones waiting, and keeps their places', async () => {
    const shift = await openShift(floor, { contacts: 80, agents: 2, queued: false })
    await limitHours(shift)
    await alter(shift, 40, 80, 'time_zone', WEST)
    await generate(floor, shift.campaignId, 40)
    expect(await queuedOf(shift, 0, 40)).toBe(40)
    clock.advance(15 * 60)
    await runJob(floor, 'topUpQueues')
    expect(sorted(await dialAll(shift, nth(shift.agentIds, 0)))).toEqual(indexes(40, 80))
    expect(await queuedOf(shift, 0, 40)).toBe(40)
  })

  it('whose hours end place by place keeps what is open dialled until the last has closed', async () => {
    const zones = [EAST, 'America/Chicago', 'America/Denver', WEST]
    const shift = await openShift(floor, { contacts: 120, agents: 1, queued: false })
    await limitHours(shift)
    for (const [index, zone] of zones.entries()) await alter(shift, index * 30, (index + 1) * 30, 'time_zone', zone)
    for (const index of indexes(0, 4)) {
      await runJob(floor, 'topUpQueues')
      // One is dialled, the rest of its place goes on standing there.
      const { entry } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))
      expect(Math.floor(shift.contactIds.indexOf(entry?.contact.id ?? '') / 30)).toBe(index)
      await report(floor, entry?.id ?? '', 'COMPLETED', { outcome: 'NOT_INTERESTED' })
      clock.advance(3600)
    }
    await runJob(floor, 'topUpQueues')
    expect((await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))).entry).toBeNull()
  })

  it('that open by the next look counts as full', async () => {
    const shift = await openShift(floor, { contacts: 40, agents: 1, queued: false })
    await limitHours(shift)
    await alter(shift, 20, 40, 'time_zone', WEST)
    await generate(floor, shift.campaignId, 20)
    // 08:59:55 in New York.
    clock.set('2026-11-20T13:59:55.000Z')
    await runJob(floor, 'topUpQueues')
    expect(await queuedOf(shift, 0, 40)).toBe(20)
  })

  it('that need a skill of nobody at work keeps none of the others waiting', async () => {
    const shift = await openShift(floor, { contacts: 80, agents: 2, queued: false })
    await alter(shift, 0, 40, 'required_skills', ['welsh'])
    await rows(floor, "UPDATE agent SET skills = '{welsh}', status = 'OFFLINE' WHERE id = $1", [nth(shift.agentIds, 1)])
    await generate(floor, shift.campaignId, 80)
    await rows(
      floor,
      `UPDATE dial_queue_entry SET status = 'CANCELLED', completed_at = now() WHERE contact_id = ANY ($1)`,
      [shift.contactIds.slice(40)],
    )
    await runJob(floor, 'topUpQueues')
    expect(sorted(await dialAll(shift, nth(shift.agentIds, 0)))).toEqual(indexes(40, 80))
    expect(await queuedOf(shift, 0, 40)).toBe(40)
  })

  it('that only a colleague can serve keeps none waiting that another agent can', async () => {
    const shift = await openShift(floor, { contacts: 100, agents: 3, queued: false })
    await alter(shift, 0, 80, 'required_skills', ['welsh'])
    await alter(shift, 0, 80, 'priority', 9)
    for (const agent of [0, 1]) {
      await rows(floor, "UPDATE agent SET skills = '{welsh}' WHERE id = $1", [nth(shift.agentIds, agent)])
    }
    await generate(floor, shift.campaignId, 60)
    await runJob(floor, 'topUpQueues')
    const { entry } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 2))
    expect(shift.contactIds.indexOf(entry?.contact.id ?? '')).toBeGreaterThanOrEqual(80)
  })

  it('that a cap has come to forbid keeps none of the others waiting', async () => {
    const shift = await openShift(floor, { contacts: 44, agents: 1, queued: false })
    await alter(shift, 22, 44, 'priority', -1)
    await generate(floor, shift.campaignId, 22)
    await rows(
      floor,
      `INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, phone, attempt, started_at,
         ended_at, completed_at, final_status, outcome, category)
       SELECT organization_id, nextval(pg_get_serial_sequence('dial_queue_entry', 'id')), $2, id, list_id, phone, 1, $3, $3,
         $3, 'FAILED', 'NO_ANSWER', 'NO_ANSWER' FROM contact WHERE id = ANY ($1::bigint[])`,
      [shift.contactIds.slice(0, 22), shift.campaignId, clock.at(-600)],
    )
    const document = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }'
    const cap = { limit: 1, windowMinutes: 1440, subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS' }
    await floor.get(document, { input: { id: shift.campaignId, frequencyCaps: [cap] } })
    await runJob(floor, 'topUpQueues')
    expect(sorted(await dialAll(shift, nth(shift.agentIds, 0)))).toEqual(indexes(22, 44))
    // The job that walks through the queue takes them out, and they come back when the window is over.
    await runJob(floor, 'cancelForbidden')
    expect(await queuedOf(shift, 0, 22)).toBe(0)
  })

  it('that were promised to a colleague in person keeps none waiting', async () => {
    const shift = await openShift(floor, { contacts: 46, agents: 2, queued: false })
    const colleague = nth(shift.agentIds, 1)
    await alter(shift, 0, 30, 'status', 'CALLBACK')
    await rows(
      floor,
      `INSERT INTO callback (organization_id, campaign_id, contact_id, agent_id, due_at, grace_minutes)
       SELECT organization_id, $2, id, $3, $4::timestamptz, 60 FROM contact WHERE id = ANY ($1::bigint[])`,
      [shift.contactIds.slice(0, 30), shift.campaignId, colleague, clock.at(-60)],
    )
    await generate(floor, shift.campaignId, 30)
    await runJob(floor, 'topUpQueues')
    expect(sorted(await dialAll(shift, nth(shift.agentIds, 0)))).toEqual(indexes(30, 46))
  })
})

describe('E6: generateQueue', () => {
  it('gives no room to what nobody at work can serve while somebody else is eligible', async () => {
    const shift = await openShift(floor, { contacts: 40, agents: 1, queued: false })
    await alter(shift, 0, 20, 'required_skills', ['welsh'])
    await alter(shift, 0, 20, 'priority', 5)
    await generate(floor, shift.campaignId, 20)
    expect([await queuedOf(shift, 0, 20), await queuedOf(shift, 20, 40)]).toEqual([0, 20])
    await generate(floor, shift.campaignId, 30)
    expect([await queuedOf(shift, 0, 20), await queuedOf(shift, 20, 40)]).toEqual([10, 20])
  })

  it('of the optimal size counts what is open, and never more than maxEntries when that is said', async () => {
    const shift = await openShift(floor, { contacts: 80, agents: 1, queued: false })
    await limitHours(shift)
    await alter(shift, 40, 80, 'time_zone', WEST)
    await generate(floor, shift.campaignId, 40)
    clock.advance(15 * 60)
    expect((await generate(floor, shift.campaignId, 40)).created).toBe(0)
    const document = 'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created kept } }'
    const answer = await floor.get(document, { input: { campaignId: shift.campaignId } })
    expect(answer).toEqual({ generateQueue: { created: 20, kept: 40 } })
  })
})

describe('E6: whatever stands in the queue', () => {
  const zones = [EAST, 'America/Chicago', WEST, 'Asia/Tokyo', 'Asia/Kathmandu']
  const skillSets = [[], [], ['welsh'], ['dutch'], ['dutch', 'welsh']]
  /** 09:00 to 20:30 on the contact's clock. */
  const isOpen = (zone: string): boolean => {
    const time = clock.now.toLocaleTimeString('en-GB', { timeZone: zone })
    return time >= '09:00:00' && time < '20:30:00'
  }

  it.each([1, 2])('no open contact waits while an agent who can serve it hears of nothing (draw %i)', async (seed) => {
    let state = seed * 7_919
    const draw = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((state / 2_147_483_648) * below)
    }
    const shift = await openShift(floor, { contacts: 50, agents: 3, queued: false })
    await limitHours(shift)
    const contacts = shift.contactIds.map((id) => ({
      ...{ id, zone: nth(zones, draw(zones.length)), skills: nth(skillSets, draw(skillSets.length)) },
      ...{ dueAt: clock.now.getTime() + draw(2) * draw(300) * 1_000, priority: draw(4), isDialled: false },
    }))
    for (const { id, zone, skills, dueAt, priority } of contacts) {
      await rows(
        floor,
        `UPDATE contact SET time_zone = $2, required_skills = $3, next_attempt_at = $4, status = 'IN_PROGRESS', priority = $5
         WHERE id = $1`,
        [id, zone, skills, new Date(dueAt), priority],
      )
    }
    const agents = shift.agentIds.map((id) => ({ id, skills: nth(skillSets, draw(skillSets.length)) }))
    for (const { id, skills } of agents) await rows(floor, 'UPDATE agent SET skills = $2 WHERE id = $1', [id, skills])
    await generate(floor, shift.campaignId, 10 + draw(40))
    // Over the end of the hours in New York.
    clock.advance(9 * 60 + 20)
    for (let look = 0; look < 8; look += 1) {
      await runJob(floor, 'topUpQueues')
      for (const agent of agents) {
        const { entry } = await nextContact(floor, shift.campaignId, agent.id)
        if (entry !== null) {
          const dialled = contacts.find(({ id }) => id === entry.contact.id)
          expect(dialled !== undefined && isOpen(dialled.zone)).toBe(true)
          if (dialled !== undefined) dialled.isDialled = true
          await report(floor, entry.id, 'FAILED', { outcome: 'NO_ANSWER' })
          continue
        }
        const waiting = contacts.filter(
          ({ zone, skills, dueAt, isDialled }) =>
            !isDialled &&
            isOpen(zone) &&
            dueAt <= clock.now.getTime() &&
            skills.every((one) => agent.skills.includes(one)),
        )
        expect(waiting).toEqual([])
      }
      clock.advance(10)
    }
  })
})
