import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, changeContact, claim, generate, nextContact, nth, report, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { until } from '../support/until.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

/** What the order of the queue reads of an entry. */
interface Place {
  readonly id: string
  readonly callback: 'own' | 'another’s' | 'nobody’s' | 'none'
  readonly priority: number
  readonly attempt: number
  readonly ageSeconds: number
}

/** design.md, section 5: due callbacks of this agent, of anyone, higher priority, fewer attempts, older entry, id. */
function before(one: Place, other: Place): number {
  const rank = ({ callback }: Place) => (callback === 'own' ? 0 : callback === 'none' ? 2 : 1)
  return (
    rank(one) - rank(other) ||
    other.priority - one.priority ||
    one.attempt - other.attempt ||
    other.ageSeconds - one.ageSeconds ||
    Number(BigInt(one.id) - BigInt(other.id))
  )
}

/** Gives each queued entry of the shift its place. */
async function arrange(shift: Shift, places: readonly Omit<Place, 'id'>[]): Promise<Place[]> {
  const entries = await rows(floor, 'SELECT id FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [
    shift.campaignId,
  ])
  const promisers = { own: agentOf(shift), 'another’s': nth(shift.agentIds, 1), 'nobody’s': null, none: null }
  const arranged = entries.map(({ id }, index) => ({ id: String(id), ...nth(places, index) }))
  for (const { id, callback, priority, attempt, ageSeconds } of arranged) {
    await rows(
      floor,
      `UPDATE dial_queue_entry SET callback_rank = $2, callback_agent_id = $3, callback_released_at = $6, priority = $4,
         attempt = $5, urgency = $5 - $4 * 1000, queued_at = $6, turn_at = $6 WHERE id = $1`,
      [id, callback === 'none' ? 1 : 0, promisers[callback], priority, attempt, clock.at(-ageSeconds)],
    )
  }
  return arranged
}

/** The entries in the order in which one agent is given them, each finished before the next is asked for. */
async function handedOut(shift: Shift): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const { entry } = await nextContact(floor, shift.campaignId, agentOf(shift))
    if (entry === null) return ids
    ids.push(entry.id)
    await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
  }
}

describe('the queue is handed out in one order', () => {
  const plain = { callback: 'none', priority: 0, attempt: 1, ageSeconds: 0 } as const

  it.each<{ rule: string; first: Partial<Omit<Place, 'id'>>; second: Partial<Omit<Place, 'id'>> }>([
    {
      rule: 'the agent’s own callback before another’s',
      first: { callback: 'own' },
      second: { callback: 'another’s', priority: 9 },
    },
    { rule: 'another’s callback before a high priority', first: { callback: 'another’s' }, second: { priority: 9 } },
    { rule: 'nobody’s callback before a high priority', first: { callback: 'nobody’s' }, second: { priority: 9 } },
    { rule: 'a high priority before fewer attempts', first: { priority: 1, attempt: 3 }, second: { attempt: 1 } },
    { rule: 'a priority below zero last', first: { attempt: 3 }, second: { priority: -1 } },
    { rule: 'fewer attempts before the older entry', first: { attempt: 1 }, second: { attempt: 2, ageSeconds: 60 } },
    { rule: 'the older entry before the newer', first: { ageSeconds: 60 }, second: { ageSeconds: 59 } },
  ])('$rule', async ({ first, second }) => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    // The one that goes first has the higher id, so that the id cannot be the reason.
    const [later, sooner] = await arrange(shift, [
      { ...plain, ...second },
      { ...plain, ...first },
    ])
    expect(await handedOut(shift)).toEqual([sooner?.id, later?.id])
  })

  it('the lower id first when nothing else differs', async () => {
    const shift = await openShift(floor, { contacts: 5, agents: 2 })
    const arranged = await arrange(shift, Array<typeof plain>(5).fill(plain))
    expect(await handedOut(shift)).toEqual(arranged.map(({ id }) => id))
  })

  it('whatever mixture of callbacks, priorities, attempts and ages is queued', async () => {
    const place = fc.record({
      callback: fc.constantFrom('own', 'another’s', 'nobody’s', 'none', 'none', 'none'),
      priority: fc.integer({ min: -1, max: 1 }),
      attempt: fc.integer({ min: 1, max: 2 }),
      ageSeconds: fc.integer({ min: 0, max: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 25, maxLength: 25 }), async (places) => {
        const shift = await openShift(floor, { contacts: places.length, agents: 2 })
        const arranged = await arrange(shift, places)
        expect(await handedOut(shift)).toEqual([...arranged].sort(before).map(({ id }) => id))
      }),
      { numRuns: 5 },
    )
  })
})

describe('an entry that comes while others are being handed out', () => {
  it('goes first when its priority is higher', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 4, queued: false })
    const late = nth(shift.contactIds, 9)
    await changeContact(floor, late, { priority: 5, next_attempt_at: clock.at(60) })
    await generate(floor, shift.campaignId, 10)
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 0))).contact.id).toBe(shift.contactIds[0])
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 1))).contact.id).toBe(shift.contactIds[1])
    await changeContact(floor, late, { next_attempt_at: null })
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(1)
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 2))).contact.id).toBe(late)
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 3))).contact.id).toBe(shift.contactIds[2])
  })

  it('goes first when it is an older reservation that ran out', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 4, dialMethod: 'PREVIEW' })
    const first = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    clock.advance(61)
    await until(
      () => row(floor, 'SELECT status FROM dial_queue_entry WHERE id = $1', [first.id]),
      ({ status }) => status === 'QUEUED',
    )
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 1))).id).toBe(first.id)
  })

  it('goes first when a supervisor raised its priority by hand, past the API', async () => {
    const shift = await openShift(floor, { contacts: 10, agents: 2 })
    await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await rows(
      floor,
      'UPDATE dial_queue_entry SET priority = 7, urgency = -6999 WHERE campaign_id = $1 AND contact_id = $2',
      [shift.campaignId, shift.contactIds[8]],
    )
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 1))).contact.id).toBe(shift.contactIds[8])
  })
})

describe('an entry that another connection had locked and let go', () => {
  it('is skipped meanwhile and offered again within about a second', async () => {
    const shift = await openShift(floor, { contacts: 2000, agents: 1 })
    const [head] = await rows(floor, 'SELECT min(id) AS id FROM dial_queue_entry WHERE campaign_id = $1', [
      shift.campaignId,
    ])
    const headId = String(head?.['id'])
    const other = new pg.Client({ connectionString: floor.connectionString })
    await other.connect()
    const takeOne = async () => {
      const entry = await claim(floor, shift.campaignId, agentOf(shift))
      await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
      return entry
    }
    try {
      await other.query('BEGIN')
      await other.query('SELECT 1 FROM dial_queue_entry WHERE id = $1 FOR UPDATE', [headId])
      for (let turn = 0; turn < 3; turn += 1) expect((await takeOne()).id).not.toBe(headId)
      await other.query('ROLLBACK')
    } finally {
      await other.end()
    }
    const start = performance.now()
    const offered = await until(takeOne, ({ id }) => id === headId)
    expect(offered.contact.id).toBe(shift.contactIds[0])
    expect(performance.now() - start).toBeLessThan(3000)
    const { count } = await row(
      floor,
      `SELECT count(*)::int AS count FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'`,
      [shift.campaignId],
    )
    // Not merely because the others had run out.
    expect(count).toBeGreaterThan(0)
  })
})

describe("an agent's own callback", () => {
  it('is handed out though sixteen others of the agent stand before it that may not be dialled', async () => {
    const shift = await openShift(floor, { contacts: 17, agents: 1, queued: false })
    const callable = nth(shift.contactIds, 16)
    const promise = [shift.listId, shift.campaignId, agentOf(shift), clock.at(0)]
    await rows(
      floor,
      `WITH asked AS (UPDATE contact SET status = 'CALLBACK' WHERE list_id = $1 RETURNING organization_id, id)
       INSERT INTO callback (organization_id, campaign_id, contact_id, agent_id, due_at, grace_minutes)
       SELECT organization_id, $2, id, $3, $4::timestamptz, 15 FROM asked ORDER BY id`,
      promise,
    )
    await generate(floor, shift.campaignId, 17)
    await rows(floor, 'UPDATE contact SET time_zone = NULL WHERE list_id = $1 AND id <> $2', [shift.listId, callable])
    expect((await claim(floor, shift.campaignId, agentOf(shift))).contact.id).toBe(callable)
  })
})
