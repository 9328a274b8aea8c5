import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, changeContact, generate, nextContact, nth, report, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(() => {
  clock.reset()
})
afterAll(async () => {
  await floor.close()
})

async function setAgeing(shift: Shift, ageingMinutes: number): Promise<void> {
  const document = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { ageingMinutes } }'
  const { updateCampaign } = await floor.get<{ updateCampaign: { ageingMinutes: number | null } }>(document, {
    input: { id: shift.campaignId, ageingMinutes },
  })
  expect(updateCampaign.ageingMinutes).toBe(ageingMinutes === 0 ? null : ageingMinutes)
}

/** One more contact of this priority in the shift's list, queued now. Its id. */
async function arrive(shift: Shift, number: number, priority: number): Promise<string> {
  const [added] = await rows(
    floor,
    `INSERT INTO contact (organization_id, list_id, first_name, last_name, phone, time_zone, priority)
     VALUES ($1, $2, 'New', 'Lead', $3, 'America/New_York', $4) RETURNING id`,
    [
      floor.organizationId,
      shift.listId,
      `+1415${String(Number(shift.listId) * 10_000 + number).padStart(7, '0')}`,
      priority,
    ],
  )
  await generate(floor, shift.campaignId, 1_000)
  return String(added?.['id'])
}

/** The contact that the agent is given, who is done with it at once. */
async function next(shift: Shift): Promise<string | null> {
  const { entry } = await nextContact(floor, shift.campaignId, agentOf(shift))
  if (entry === null) return null
  await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
  return entry.contact.id
}

describe('with ageing', () => {
  it('a contact of low priority is handed out in bounded time, however many of high priority arrive', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await setAgeing(shift, 10)
    const low = nth(shift.contactIds, 0)
    let minutes = 0
    // Each minute one contact of priority 9 arrives and one is handed out: without ageing the low one never is.
    for (; minutes < 120; minutes += 1) {
      await arrive(shift, minutes, 9)
      if ((await next(shift)) === low) break
      clock.advance(60)
    }
    // Nine steps of priority are worth 90 minutes of waiting.
    expect(minutes).toBe(90)
  }, 60_000)

  it('the older of equal priority still goes first, and so does the one with fewer attempts', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    const [tried, fresh] = [nth(shift.contactIds, 0), nth(shift.contactIds, 1)]
    await rows(floor, 'INSERT INTO campaign_contact VALUES ($1, $2, $3, 1, false)', [
      floor.organizationId,
      shift.campaignId,
      tried,
    ])
    await setAgeing(shift, 10)
    await generate(floor, shift.campaignId, 10)
    clock.advance(60)
    const late = await arrive(shift, 1, 0)
    expect([await next(shift), await next(shift), await next(shift)]).toEqual([fresh, late, tried])
  })
})

describe('a change of the ageing', () => {
  it('ranks what is queued anew, at once and back again', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const old = nth(shift.contactIds, 0)
    clock.advance(60 * 60)
    const urgent = await arrive(shift, 1, 1)
    const orderNow = async (): Promise<unknown[]> => {
      const queued = await rows(
        floor,
        `SELECT contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED' ORDER BY urgency, turn_at, id`,
        [shift.campaignId],
      )
      return queued.map((row) => row['contact_id'])
    }
    expect(await orderNow()).toEqual([urgent, old])
    await setAgeing(shift, 30)
    expect(await orderNow()).toEqual([old, urgent])
    await setAgeing(shift, 90)
    expect(await orderNow()).toEqual([urgent, old])
    await setAgeing(shift, 30)
    await setAgeing(shift, 0)
    expect(await orderNow()).toEqual([urgent, old])
    await setAgeing(shift, 30)
    expect([await next(shift), await next(shift)]).toEqual([old, urgent])
  })

  it('ranks as a generate under the new ageing would have', async () => {
    const shift = await openShift(floor, { contacts: 6, agents: 1, queued: false })
    for (const [index, contactId] of shift.contactIds.entries()) {
      await changeContact(floor, contactId, { priority: [5, -3, 0, 20_000, -20_000, 1][index] })
    }
    const ranks = (): Promise<Record<string, unknown>[]> =>
      rows(
        floor,
        `SELECT contact_id, urgency, turn_at FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED' ORDER BY contact_id`,
        [shift.campaignId],
      )
    await generate(floor, shift.campaignId, 10)
    const plain = await ranks()
    await setAgeing(shift, 7)
    const aged = await ranks()
    await rows(floor, `UPDATE dial_queue_entry SET status = 'CANCELLED', completed_at = now() WHERE campaign_id = $1`, [
      shift.campaignId,
    ])
    await generate(floor, shift.campaignId, 10)
    expect(await ranks()).toEqual(aged)
    await setAgeing(shift, 0)
    expect(await ranks()).toEqual(plain)
  })
})
