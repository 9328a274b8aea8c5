import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { add, phoneOf } from '../doNotCall/doNotCallDesk.js'
import { agentOf, changeContact, claim, nth, report, row } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { runJob } from './rehearsal.js'

let floor: Floor
const clock = new MovableClock()

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(async () => {
  clock.reset()
  await floor.database.pool.query("UPDATE campaign SET status = 'PAUSED' WHERE status = 'ACTIVE'")
})
afterAll(async () => {
  await floor.close()
})

async function statusOf({ campaignId }: Shift): Promise<unknown> {
  return (await row(floor, 'SELECT status FROM campaign WHERE id = $1', [campaignId]))['status']
}

/** Dials every contact of the shift to this outcome. */
async function dialAll(shift: Shift, outcome: string): Promise<void> {
  for (let dial = 0; dial < shift.contactIds.length; dial += 1) {
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'COMPLETED', { outcome })
  }
}

describe('a campaign', () => {
  it('whose contacts were all reached is completed', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    await dialAll(shift, 'SALE')
    expect(await runJob(floor, 'closeFinishedCampaigns')).toBe('1 of 1 idle campaigns closed')
    expect(await statusOf(shift)).toBe('COMPLETED')
  })

  it('with one contact left to retry, however late, stays open until that is done', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, maxAttempts: 2 })
    await dialAll(shift, 'NO_ANSWER')
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('ACTIVE')
    clock.advance(7 * 86_400)
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('ACTIVE')
    await runJob(floor, 'topUpQueues')
    await dialAll(shift, 'NO_ANSWER')
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('COMPLETED')
  })

  it('finds the next open contact when the one it remembered is done, and the first again when it was reopened', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, queued: false })
    const [first = '', second = '', third = ''] = shift.contactIds
    const remembered = async () =>
      (await row(floor, 'SELECT open_contact_id FROM campaign_upkeep WHERE campaign_id = $1', [shift.campaignId]))[
        'open_contact_id'
      ]
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await remembered()).toBe(first)
    await changeContact(floor, first, { status: 'REACHED' })
    await changeContact(floor, second, { status: 'INVALID' })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await remembered()).toBe(third)
    await changeContact(floor, third, { status: 'DO_NOT_CALL' })
    await changeContact(floor, first, { status: 'NEW' })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await remembered()).toBe(first)
    expect(await statusOf(shift)).toBe('ACTIVE')
  })

  it("with an entry in the queue or in an agent's hands stays open", async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    await floor.database.pool.query("UPDATE contact SET status = 'REACHED' WHERE list_id = $1", [shift.listId])
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('ACTIVE')
  })

  it('with an open callback stays open', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'CONNECTED')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(86_400) })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('ACTIVE')
  })

  it.each(['without a list', 'with an empty list'])('%s stays open: nobody has come yet', async (what) => {
    const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    if (what === 'without a list') {
      await floor.database.pool.query('DELETE FROM campaign_list WHERE campaign_id = $1', [shift.campaignId])
    }
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('ACTIVE')
  })

  it('whose contacts have no known time zone stays open: somebody may still say where they are', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    await changeContact(floor, nth(shift.contactIds, 0), { status: 'REACHED' })
    await changeContact(floor, nth(shift.contactIds, 1), { time_zone: null })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('ACTIVE')
  })

  it('whose last contact is not to be called until tomorrow stays open, and goes on tomorrow', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    await changeContact(floor, nth(shift.contactIds, 0), { status: 'REACHED' })
    await add(floor, { phone: await phoneOf(floor, nth(shift.contactIds, 1)), expiresAt: clock.at(86_400) })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('ACTIVE')
    clock.advance(86_400)
    await runJob(floor, 'topUpQueues')
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    expect(entry.contact.id).toBe(nth(shift.contactIds, 1))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('COMPLETED')
  })

  it('whose last contact is never to be called is completed', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await add(floor, { phone: await phoneOf(floor, nth(shift.contactIds, 0)) })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(shift)).toBe('COMPLETED')
  })

  it('that is paused, or told to stay, stays open', async () => {
    const paused = await openShift(floor, { contacts: 1, agents: 1, queued: false, campaignStatus: 'PAUSED' })
    const kept = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await floor.database.pool.query('UPDATE campaign SET closes_when_done = false WHERE id = $1', [kept.campaignId])
    for (const { contactIds } of [paused, kept]) await changeContact(floor, nth(contactIds, 0), { status: 'REACHED' })
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await statusOf(paused)).toBe('PAUSED')
    expect(await statusOf(kept)).toBe('ACTIVE')
  })
})

describe('a queued entry', () => {
  const entriesOf = async ({ campaignId }: Shift, status: string): Promise<number> =>
    Number(
      (
        await row(floor, 'SELECT count(*) AS n FROM dial_queue_entry WHERE campaign_id = $1 AND status = $2', [
          campaignId,
          status,
        ])
      )['n'],
    )

  it('that a rule has come to forbid for good is cancelled', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1 })
    await changeContact(floor, nth(shift.contactIds, 0), { status: 'DO_NOT_CALL' })
    await changeContact(floor, nth(shift.contactIds, 1), { status: 'INVALID' })
    await changeContact(floor, nth(shift.contactIds, 2), { phone: '+12125550111' })
    await runJob(floor, 'cancelForbidden')
    expect(await entriesOf(shift, 'CANCELLED')).toBe(3)
    expect(await entriesOf(shift, 'QUEUED')).toBe(1)
  })

  it('that a retry forbids for more than ten minutes makes room and comes back in time', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const [soon = '', late = ''] = shift.contactIds
    await changeContact(floor, soon, { status: 'IN_PROGRESS', next_attempt_at: clock.at(600) })
    await changeContact(floor, late, { status: 'IN_PROGRESS', next_attempt_at: clock.at(601) })
    await runJob(floor, 'cancelForbidden')
    expect(await entriesOf(shift, 'QUEUED')).toBe(1)
    clock.advance(601)
    await runJob(floor, 'topUpQueues')
    expect(await entriesOf(shift, 'QUEUED')).toBe(2)
  })

  it('that somebody has locked at this moment is left for the next run', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    await floor.database.pool.query("UPDATE contact SET status = 'REACHED' WHERE list_id = $1", [shift.listId])
    await floor.database.withConnection(async (client) => {
      await client.query('BEGIN')
      await client.query('SELECT 1 FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id LIMIT 1 FOR UPDATE', [
        shift.campaignId,
      ])
      await runJob(floor, 'cancelForbidden')
      expect(await entriesOf(shift, 'CANCELLED')).toBe(1)
      await client.query('ROLLBACK')
    })
    await runJob(floor, 'cancelForbidden')
    expect(await entriesOf(shift, 'CANCELLED')).toBe(2)
  })
})
