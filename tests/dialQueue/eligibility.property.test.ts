import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contactStatuses } from '../../src/contact/contact.js'
import { generate, nextContact, nth, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { generated, handedOut, type ModelContact, type ModelEntry } from './eligibilityModel.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

const CONTACTS = 60
const AGENTS = 64

/** What can be the matter with a contact. `agent` and `number` are indexes; numbers are shared now and then. */
const state = fc.record({
  status: fc.constantFrom(...contactStatuses, 'NEW', 'NEW', 'IN_PROGRESS', 'CALLBACK'),
  isListed: fc.constantFrom(true, true, true, true, false),
  priority: fc.integer({ min: -1, max: 1 }),
  nextAttemptIn: fc.constantFrom(null, null, -60, 0, 60),
  progress: fc.constantFrom(null, null, ...[0, 1, 2, 3].map((attempts) => ({ attempts, isClosed: false })), {
    attempts: 1,
    isClosed: true,
  }),
  agent: fc.option(fc.integer({ min: 0, max: AGENTS - 1 })),
  number: fc.integer({ min: 0, max: 2 * CONTACTS }),
})
type State = typeof state extends fc.Arbitrary<infer T> ? T : never

const scene = fc.record({
  before: fc.array(state, { minLength: CONTACTS, maxLength: CONTACTS }),
  /** Where the contact has a live entry before generateQueue. */
  live: fc.array(fc.constantFrom('no', 'no', 'no', 'no', 'here', 'elsewhere'), {
    minLength: CONTACTS,
    maxLength: CONTACTS,
  }),
  /** What some of them have become when the agents ask. */
  after: fc.array(fc.option(state, { freq: 3 }), { minLength: CONTACTS, maxLength: CONTACTS }),
  maxAttempts: fc.integer({ min: 1, max: 4 }),
  maxEntries: fc.constantFrom(1, 10, 20, 30, 100),
})

/** Makes the shift's contacts what the states say, past the API, and gives them as the model sees them. */
async function establish(shift: Shift, other: Shift, states: readonly State[]): Promise<ModelContact[]> {
  const contacts = states.map(({ agent, number, ...known }, index) => ({
    ...known,
    id: nth(shift.contactIds, index),
    phone: `+1${2_000_000_000 + Number(shift.listId) * 1_000_000 + 500_000 + number}`,
    promisedBy: known.status === 'CALLBACK' && agent !== null ? nth(shift.agentIds, agent) : null,
  }))
  const values = JSON.stringify(
    contacts.map((contact) => ({
      ...contact,
      list: contact.isListed ? shift.listId : other.listId,
      nextAttemptAt: contact.nextAttemptIn === null ? null : clock.at(contact.nextAttemptIn),
      attempts: contact.progress?.attempts ?? null,
      isClosed: contact.progress?.isClosed ?? null,
    })),
  )
  const wanted = `jsonb_to_recordset($1::jsonb) AS wanted (id bigint, status text, list bigint, priority int, phone text,
    "nextAttemptAt" timestamptz, "promisedBy" bigint, attempts int, "isClosed" boolean)`
  await rows(
    floor,
    `UPDATE contact SET status = wanted.status, list_id = wanted.list, priority = wanted.priority, phone = wanted.phone,
       next_attempt_at = wanted."nextAttemptAt", callback_agent_id = wanted."promisedBy"
     FROM ${wanted} WHERE contact.id = wanted.id`,
    [values],
  )
  await rows(floor, 'DELETE FROM campaign_contact WHERE campaign_id = $1', [shift.campaignId])
  await rows(
    floor,
    `INSERT INTO campaign_contact SELECT $2, $3, id, attempts, "isClosed" FROM ${wanted} WHERE attempts IS NOT NULL`,
    [values, floor.organizationId, shift.campaignId],
  )
  return contacts
}

/** Queues contacts past the API, one per number. */
async function queueByHand(
  contacts: readonly ModelContact[],
  live: readonly string[],
  shift: Shift,
  other: Shift,
): Promise<{ here: ModelEntry[]; phones: Set<string> }> {
  const here: ModelEntry[] = []
  const phones = new Set<string>()
  for (const [index, contact] of contacts.entries()) {
    const where = nth(live, index)
    if (where === 'no' || phones.has(contact.phone)) continue
    phones.add(contact.phone)
    await rows(
      floor,
      `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt, queued_at)
       VALUES ($1, $2, $3, $4, 1, $5)`,
      [
        floor.organizationId,
        where === 'here' ? shift.campaignId : other.campaignId,
        contact.id,
        contact.phone,
        clock.at(-60),
      ],
    )
    if (where === 'here') {
      const { id: contactId, phone } = contact
      here.push({ contactId, phone, isCallback: false, promisedBy: null, priority: 0, attempt: 1, age: 60 })
    }
  }
  return { here, phones }
}

it('whoever may be dialled is queued and handed out in order, and nobody else, whatever has happened to the contacts', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ before, live, after, maxAttempts, maxEntries }) => {
      const shift = await openShift(floor, { contacts: CONTACTS, agents: AGENTS, maxAttempts, queued: false })
      const other = await openShift(floor, { contacts: 0, agents: 0, queued: false })

      const contacts = await establish(shift, other, before)
      const queued = await queueByHand(contacts, live, shift, other)
      const here = new Set(queued.here.map(({ contactId }) => contactId))
      const expected = generated(contacts, { here, phones: queued.phones }, maxAttempts, maxEntries)
      expect(await generate(floor, shift.campaignId, maxEntries)).toEqual({
        created: expected.created.length,
        kept: queued.here.length,
        excluded: expected.excluded,
      })
      const created = await rows(
        floor,
        `SELECT contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND queued_at = $2 ORDER BY id`,
        [shift.campaignId, clock.now],
      )
      expect(created.map((entry) => entry['contact_id'])).toEqual(expected.created.map(({ contactId }) => contactId))

      // A third of the contacts become something else before the agents ask.
      const now = await establish(
        shift,
        other,
        before.map((state, index) => nth(after, index) ?? state),
      )
      const byId = new Map(now.map((contact) => [contact.id, contact]))
      const given: (string | null)[] = []
      for (const agentId of shift.agentIds) {
        const { entry } = await nextContact(floor, shift.campaignId, agentId)
        given.push(entry?.contact.id ?? null)
        if (entry === null) break
      }
      const wanted = handedOut([...queued.here, ...expected.created], byId, maxAttempts, shift.agentIds)
      expect(given).toEqual(wanted.slice(0, given.length))
      expect(given.at(-1)).toBeNull()
    }),
    { numRuns: 30 },
  )
}, 240_000)
