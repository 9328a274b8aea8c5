import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeContact, claim, generate, nextContact, nth, report, row } from '../support/desk.js'
import { askInstance, type Floor, openFloor, openInstance, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { runJob } from './rehearsal.js'

let floor: Floor
const clock = new MovableClock()

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(async () => {
  clock.reset()
  // Every test has the floor for itself.
  await floor.database.pool.query("UPDATE campaign SET status = 'PAUSED' WHERE status = 'ACTIVE'")
})
afterAll(async () => {
  await floor.close()
})

async function queued({ campaignId }: Shift): Promise<number> {
  const found = await row(
    floor,
    "SELECT count(*) AS queued FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'",
    [campaignId],
  )
  return Number(found['queued'])
}

describe('a queue', () => {
  it('that has fallen below half of its optimal size is filled up to it', async () => {
    const shift = await openShift(floor, { contacts: 100, agents: 5, queued: false })
    await generate(floor, shift.campaignId, 24)
    // Five agents, two dials a minute each, five minutes.
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(50)
  })

  it('that holds half of it is left alone', async () => {
    const shift = await openShift(floor, { contacts: 100, agents: 5, queued: false })
    await generate(floor, shift.campaignId, 25)
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(25)
  })

  it('has its optimal size besides what agents hold', async () => {
    const shift = await openShift(floor, { contacts: 100, agents: 5, queued: false })
    await generate(floor, shift.campaignId, 5)
    for (const agentId of shift.agentIds) await claim(floor, shift.campaignId, agentId)
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(50)
  })

  it.each(['PAUSED', 'DRAFT', 'COMPLETED'])('of a %s campaign is not filled', async (campaignStatus) => {
    const shift = await openShift(floor, { contacts: 10, queued: false, campaignStatus })
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(0)
  })

  it('whose campaign says so is filled by hand only', async () => {
    const shift = await openShift(floor, { contacts: 10, queued: false })
    const update = `mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { isRefilled closesWhenDone } }`
    const input = { id: shift.campaignId, isRefilled: false }
    expect(await floor.get(update, { input })).toEqual({ updateCampaign: { isRefilled: false, closesWhenDone: true } })
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(0)
  })

  it('that cannot be filled does not keep the others from it', async () => {
    const broken = await openShift(floor, { contacts: 10, queued: false })
    const whole = await openShift(floor, { contacts: 10, queued: false })
    await floor.database.pool.query(
      'ALTER TABLE dial_queue_entry ADD CONSTRAINT test_broken CHECK (campaign_id <> ' + broken.campaignId + ')',
    )
    try {
      expect(await runJob(floor, 'topUpQueues')).toContain('1 failed')
    } finally {
      await floor.database.pool.query('ALTER TABLE dial_queue_entry DROP CONSTRAINT test_broken')
    }
    expect(await queued(whole)).toBe(10)
    expect(await queued(broken)).toBe(0)
  })
})

describe('a queue for which nobody is eligible', () => {
  /** The statements that judge lists, of all runs in `work`. */
  async function refills(work: () => Promise<void>): Promise<number> {
    const { pool } = floor.instance.work.database
    let count = 0
    const seen = new WeakSet()
    const listen = (client: { query: unknown }): void => {
      if (seen.has(client)) return
      seen.add(client)
      const query = client.query as (...args: unknown[]) => unknown
      Object.assign(client, {
        query: (...args: unknown[]) => {
          if ((args[0] as { name?: string }).name === 'refillQueue') count += 1
          return query.apply(client, args)
        },
      })
    }
    pool.on('acquire', listen)
    await work()
    pool.off('acquire', listen)
    return count
  }

  it('is not judged again and again, but at the instant that changes it', async () => {
    const shift = await openShift(floor, { contacts: 3, queued: false })
    for (const contactId of shift.contactIds) {
      await changeContact(floor, contactId, { status: 'IN_PROGRESS', next_attempt_at: clock.at(200) })
    }
    expect(
      await refills(async () => {
        for (let look = 0; look < 10; look += 1) {
          await runJob(floor, 'topUpQueues')
          clock.advance(10)
        }
      }),
    ).toBe(1)
    clock.advance(99)
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(0)
    clock.advance(1)
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(3)
  })

  it('is judged again after a minute when no such instant is known', async () => {
    const shift = await openShift(floor, { contacts: 2, queued: false })
    const [first = ''] = shift.contactIds
    await floor.database.pool.query("UPDATE contact SET status = 'REACHED' WHERE list_id = $1", [shift.listId])
    await runJob(floor, 'topUpQueues')
    await changeContact(floor, first, { status: 'NEW' })
    clock.advance(59)
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(0)
    clock.advance(1)
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(1)
  })

  it('is judged at once when contacts were added', async () => {
    const shift = await openShift(floor, { contacts: 0, queued: false })
    await runJob(floor, 'topUpQueues')
    const document = 'mutation ($input: AddContactsInput!) { addContacts(input: $input) { inserted } }'
    const contacts = [{ firstName: 'New', lastName: 'One', phone: '+12125550177', timeZone: 'America/New_York' }]
    await floor.get(document, { input: { listId: shift.listId, contacts } })
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(1)
  })

  it('is judged at once when its campaign was changed', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 1 })
    const entry = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await report(floor, entry.id, 'FAILED', { outcome: 'NO_ANSWER' })
    clock.advance(3 * 86_400)
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(0)
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, maxAttempts: 2 },
    })
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(1)
  })
})

describe('E6: a queue that found nobody', () => {
  it('is judged at once when a number was taken off the do-not-call list', async () => {
    const shift = await openShift(floor, { contacts: 1, queued: false })
    const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [nth(shift.contactIds, 0)])
    await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }', {
      input: { phone, reason: 'asked' },
    })
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(0)
    await floor.get('mutation ($input: RemoveFromDoNotCallInput!) { removeFromDoNotCall(input: $input) { removed } }', {
      input: { phone, reason: 'asked to be called again' },
    })
    await runJob(floor, 'topUpQueues')
    expect(await queued(shift)).toBe(1)
  })
})

describe('a due callback', () => {
  it('goes into the queue however full it is, and is handed out first', async () => {
    const shift = await openShift(floor, { contacts: 60, agents: 2 })
    const [first = '', second = ''] = shift.agentIds
    const entry = await claim(floor, shift.campaignId, first)
    const outcome = { outcome: 'CALLBACK', callbackAt: clock.at(3_600) }
    await report(floor, entry.id, 'CONNECTED')
    await report(floor, entry.id, 'COMPLETED', outcome)
    clock.advance(3_599)
    expect(await runJob(floor, 'releaseDue')).toContain('0 of 0 ')
    clock.advance(1)
    expect(await runJob(floor, 'releaseDue')).toContain('1 of 1 ')
    expect(await runJob(floor, 'releaseDue')).toContain('0 of 0 ')
    expect(await queued(shift)).toBe(60)
    const taken = await Promise.all([first, second].map((agentId) => nextContact(floor, shift.campaignId, agentId)))
    expect(taken.map((answer) => answer.entry?.contact.id)).toContain(entry.contact.id)
  })

  it('is queued however many stand before it that may not be called, if need be by the next run', async () => {
    const before = 10_000
    const shift = await openShift(floor, { contacts: before + 1, agents: 1, queued: false })
    const last = nth(shift.contactIds, before)
    await floor.database.pool.query(
      `UPDATE contact SET status = 'CALLBACK', time_zone = CASE WHEN id = $2 THEN time_zone END WHERE list_id = $1`,
      [shift.listId, last],
    )
    await floor.database.pool.query(
      `INSERT INTO callback (organization_id, campaign_id, contact_id, due_at, grace_minutes)
       SELECT organization_id, $2, id, $3::timestamptz, 15 FROM contact WHERE list_id = $1 ORDER BY id`,
      [shift.listId, shift.campaignId, clock.at(0)],
    )
    // As autovacuum would: without statistics ten thousand contacts are taken for a handful.
    await floor.database.pool.query('ANALYZE contact, callback')
    expect(await runJob(floor, 'releaseDue')).toContain('0 of 10000 ')
    expect(await runJob(floor, 'releaseDue')).toContain('1 of 1 ')
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 0))).contact.id).toBe(last)
    // The walk has come to its end and begins again: what has become callable meanwhile is not forgotten.
    const first = nth(shift.contactIds, 0)
    await changeContact(floor, first, { time_zone: 'America/New_York' })
    expect(await runJob(floor, 'releaseDue')).toContain('1 of 10000 ')
  })

  it('of a paused campaign waits for the campaign', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await report(floor, entry.id, 'CONNECTED')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(60) })
    await floor.database.pool.query("UPDATE campaign SET status = 'PAUSED' WHERE id = $1", [shift.campaignId])
    clock.advance(60)
    expect(await runJob(floor, 'releaseDue')).toContain('0 of 0 ')
    await floor.database.pool.query("UPDATE campaign SET status = 'ACTIVE' WHERE id = $1", [shift.campaignId])
    expect(await runJob(floor, 'releaseDue')).toContain('1 of 1 ')
  })
})

describe('sixteen agents', () => {
  it('who dial six times a minute each never find the queue dry, looked at every ten seconds', async () => {
    const shift = await openShift(floor, { contacts: 1_000, agents: 16, queued: false })
    let dry = 0
    for (let look = 0; look < 30; look += 1) {
      await runJob(floor, 'topUpQueues')
      for (const agentId of shift.agentIds) {
        const { entry } = await nextContact(floor, shift.campaignId, agentId)
        if (entry === null) dry += 1
        else await report(floor, entry.id, 'FAILED', { outcome: 'NO_ANSWER' })
      }
      clock.advance(10)
    }
    expect(dry).toBe(0)
  })

  it('who claim as fast as they can are served by their own claims, long before the next look', async () => {
    const contacts = 600
    const shift = await openShift(floor, { contacts, agents: 16, queued: false })
    const instances = await Promise.all(
      [0, 1].map(() => openInstance(floor.connectionString, { clock: clock.read, backgroundJobs: true })),
    )
    const handedOut: string[] = []
    const startedAt = performance.now()
    const desk = async (agentId: string, index: number): Promise<void> => {
      const { url, work } = nth(instances, index % 2)
      while (handedOut.length < contacts) {
        const entry = await claimAt(url, shift.campaignId, agentId)
        if (entry === null) {
          // What nextContact tells it.
          work.refill.foundNothing(floor.organizationId, shift.campaignId)
          continue
        }
        work.refill.claimed(floor.organizationId, shift.campaignId)
        handedOut.push(entry.contact.id)
        await report(floor, entry.id, 'FAILED', { outcome: 'NO_ANSWER' })
      }
    }
    try {
      await Promise.all(shift.agentIds.map(desk))
    } finally {
      await Promise.all(instances.map((instance) => instance.close()))
    }
    expect(new Set(handedOut).size).toBe(handedOut.length)
    expect(handedOut.length).toBe(contacts)
    // The clock stands: no look of the scheduler's own comes due in this time.
    expect((performance.now() - startedAt) / 1_000).toBeLessThan(40)
  })

  async function claimAt(url: string, campaignId: string, agentId: string): Promise<Claimed | null> {
    const document =
      'mutation ($input: NextContactInput!) { nextContact(input: $input) { entry { id contact { id } } } }'
    const answer = await askInstance(url, await floor.token({ agentId }), document, { input: { campaignId } })
    if (answer.errors.length > 0) throw new Error(answer.text)
    return (answer.data as unknown as { nextContact: { entry: Claimed | null } }).nextContact.entry
  }
})

interface Claimed {
  readonly id: string
  readonly contact: { readonly id: string }
}
