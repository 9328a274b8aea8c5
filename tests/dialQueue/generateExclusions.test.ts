import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eligibilityRules } from '../../src/dialQueue/eligibility.js'
import { agentOf, changeContact, claim, generate, nth, promiseCallback, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const live = async ({ campaignId }: Shift) =>
  (
    await rows(
      floor,
      'SELECT contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND completed_at IS NULL ORDER BY id',
      [campaignId],
    )
  ).map((entry) => String(entry['contact_id']))
const progress = (shift: Shift, contactId: string, attempts: number, isClosed: boolean) =>
  rows(floor, 'INSERT INTO campaign_contact VALUES ($1, $2, $3, $4, $5)', [
    floor.organizationId,
    shift.campaignId,
    contactId,
    attempts,
    isClosed,
  ])

interface Case {
  readonly rule: string
  readonly what: string
  /** Makes the contact one that the rule leaves out. */
  readonly prepare: (shift: Shift, contactId: string) => Promise<unknown>
  /** How generateQueue counts it; null: it does not even look at it. */
  readonly reason: string | null
}
const cases: readonly Case[] = [
  {
    rule: 'already-queued',
    what: 'is queued already',
    prepare: (shift) => generate(floor, shift.campaignId, 1),
    reason: 'ALREADY_QUEUED',
  },
  {
    rule: 'already-queued',
    what: 'is being called',
    prepare: async (shift) => (
      await generate(floor, shift.campaignId, 1),
      claim(floor, shift.campaignId, agentOf(shift))
    ),
    reason: 'ALREADY_QUEUED',
  },
  {
    rule: 'listed',
    what: 'is in none of the campaign’s lists',
    prepare: async (_, id) => changeContact(floor, id, { list_id: await otherList() }),
    reason: null,
  },
  {
    rule: 'do-not-call',
    what: 'asked not to be called',
    prepare: (_, id) => changeContact(floor, id, { status: 'DO_NOT_CALL' }),
    reason: 'DO_NOT_CALL',
  },
  {
    rule: 'do-not-call',
    what: 'has a number that stands on the list',
    prepare: (_, id) =>
      rows(
        floor,
        `INSERT INTO do_not_call (organization_id, phone, reason, source)
         SELECT organization_id, phone, 'asked', 'letter' FROM contact WHERE id = $1`,
        [id],
      ),
    reason: 'DO_NOT_CALL',
  },
  {
    rule: 'campaign-filter',
    what: 'does not match the filter',
    prepare: async (shift, id) => {
      await changeContact(floor, id, { priority: 3 })
      const contactFilter = { not: { equals: { field: 'priority', value: 3 } } }
      await update(shift, { contactFilter })
    },
    reason: 'FILTERED_OUT',
  },
  {
    rule: 'known-time-zone',
    what: 'is nobody knows where',
    prepare: (_, id) => changeContact(floor, id, { time_zone: null }),
    reason: 'UNKNOWN_TIME_ZONE',
  },
  {
    rule: 'callback-reserved',
    what: 'was promised a callback by another campaign',
    prepare: async (_, id) => {
      const other = await openShift(floor, { contacts: 0, agents: 0, queued: false })
      await changeContact(floor, id, { status: 'CALLBACK', next_attempt_at: clock.at(-60) })
      await promiseCallback(floor, other, id, { dueAt: clock.at(-60) })
    },
    reason: 'CALLBACK_RESERVED',
  },
  {
    rule: 'frequency-cap',
    what: 'was called as often as a cap allows',
    prepare: async (shift, id) => {
      const cap = { subject: 'CONTACT', scope: 'ORGANIZATION', limit: 1, windowMinutes: 60 }
      await update(shift, { frequencyCaps: [cap] })
      await rows(
        floor,
        `INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, phone, attempt, started_at,
           ended_at, completed_at, final_status, outcome, category)
         SELECT organization_id, nextval(pg_get_serial_sequence('dial_queue_entry', 'id')), $2, id, list_id, phone, 1, $3,
           $3, $3, 'FAILED', 'BUSY', 'BUSY' FROM contact WHERE id = $1`,
        [id, shift.campaignId, clock.at(-3_599)],
      )
    },
    reason: 'FREQUENCY_CAP',
  },
  {
    rule: 'calling-hours',
    what: 'is where it is night',
    prepare: async (shift, id) => {
      const day = [{ opens: '09:00', closes: '17:00' }]
      const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
      await update(shift, { callingHours: Object.fromEntries(days.map((name) => [name, day])) })
      await changeContact(floor, id, { time_zone: 'Asia/Tokyo' })
    },
    reason: 'OUTSIDE_CALLING_HOURS',
  },
  {
    rule: 'valid-number',
    what: 'has a wrong number',
    prepare: (_, id) => changeContact(floor, id, { status: 'INVALID' }),
    reason: 'INVALID_NUMBER',
  },
  {
    rule: 'not-reached',
    what: 'was reached',
    prepare: (_, id) => changeContact(floor, id, { status: 'REACHED' }),
    reason: 'ALREADY_REACHED',
  },
  {
    rule: 'attempts-left',
    what: 'was dialled as often as it may be',
    prepare: (shift, id) => progress(shift, id, 3, false),
    reason: 'ATTEMPTS_EXHAUSTED',
  },
  {
    rule: 'attempts-left',
    what: 'is finished for this campaign',
    prepare: (shift, id) => progress(shift, id, 1, true),
    reason: 'ATTEMPTS_EXHAUSTED',
  },
  {
    rule: 'retry-due',
    what: 'is to be tried later',
    prepare: (_, id) => changeContact(floor, id, { status: 'IN_PROGRESS', next_attempt_at: clock.at(0.001) }),
    reason: 'RETRY_NOT_DUE',
  },
  {
    rule: 'retry-due',
    what: 'was promised a callback for later',
    prepare: (_, id) => changeContact(floor, id, { status: 'CALLBACK', next_attempt_at: clock.at(60) }),
    reason: 'RETRY_NOT_DUE',
  },
  {
    rule: 'phone-free',
    what: 'has a number that another campaign is about to call',
    prepare: (_, id) => queueElsewhere(id),
    reason: 'PHONE_IN_USE',
  },
  {
    rule: 'phone-free',
    what: 'is being called by another campaign, on the number that it had before the last import',
    prepare: (shift, id) => callElsewhere(shift, id),
    reason: 'PHONE_IN_USE',
  },
]

async function update(shift: Shift, change: object): Promise<void> {
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, ...change },
  })
}

async function otherList(): Promise<string> {
  return (await openShift(floor, { contacts: 0, agents: 0, queued: false })).listId
}

/** Another campaign has a contact with the same number, and has queued it. */
async function queueElsewhere(contactId: string): Promise<void> {
  const other = await openShift(floor, { contacts: 1, agents: 0, queued: false })
  const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [contactId])
  await changeContact(floor, nth(other.contactIds, 0), { phone })
  await generate(floor, other.campaignId, 1)
}

/** Another campaign calls the contact; then the contact gets another number. */
async function callElsewhere(shift: Shift, contactId: string): Promise<void> {
  const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
  await update(other, { listIds: [other.listId, shift.listId] })
  await generate(floor, other.campaignId, 1)
  expect((await claim(floor, other.campaignId, agentOf(other))).contact.id).toBe(contactId)
  await changeContact(floor, contactId, { phone: '+12125550177' })
}

describe('generateQueue leaves out a contact that', () => {
  it.each(cases)('$what ($rule)', async ({ prepare, reason }) => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, queued: false })
    await prepare(shift, nth(shift.contactIds, 0))
    const generated = await generate(floor, shift.campaignId, 10)
    expect(generated.excluded).toEqual(reason === null ? {} : { [reason]: 1 })
    expect(generated.created).toBe(2)
    expect((await live(shift)).filter((id) => id !== shift.contactIds[0])).toEqual(shift.contactIds.slice(1))
  })

  it('any rule of the one definition of eligibility forbids: none is missing above', () => {
    // A stale registry keeps every contact back, not one: tests/doNotCall. Consent and the person behind a number have
    // tests of their own: tests/consent, tests/person.
    const elsewhere = [
      'registry-fresh',
      'consent',
      'reassigned-number',
      'person-reached',
      'person-callback',
      'person-in-call',
    ]
    const all = eligibilityRules.map(({ id }) => id).filter((id) => !elsewhere.includes(id))
    expect(new Set(cases.map(({ rule }) => rule))).toEqual(new Set(all))
  })

  it('several rules forbid, and counts it once, for the first of them', async () => {
    const shift = await openShift(floor, { contacts: 6, agents: 0, queued: false })
    const [queued = '', refused = '', wrong = '', exhausted = '', later = ''] = shift.contactIds
    await generate(floor, shift.campaignId, 1)
    for (const id of [queued, refused]) await changeContact(floor, id, { status: 'DO_NOT_CALL' })
    await changeContact(floor, wrong, { status: 'INVALID' })
    for (const id of [wrong, exhausted]) await progress(shift, id, 3, true)
    for (const id of [queued, refused, wrong, exhausted, later]) {
      await changeContact(floor, id, { next_attempt_at: clock.at(60) })
    }
    for (const id of [refused, wrong, exhausted, later]) await queueElsewhere(id)
    expect(await generate(floor, shift.campaignId, 10)).toEqual({
      created: 1,
      kept: 1,
      excluded: { ALREADY_QUEUED: 1, DO_NOT_CALL: 1, INVALID_NUMBER: 1, ATTEMPTS_EXHAUSTED: 1, RETRY_NOT_DUE: 1 },
    })
  })
})

describe('generateQueue queues a contact that', () => {
  it.each<{ what: string; columns: Record<string, unknown>; attempts?: number }>([
    { what: 'was never dialled', columns: {} },
    {
      what: 'is due at this very instant',
      columns: { status: 'IN_PROGRESS', next_attempt_at: clock.at(0) },
      attempts: 1,
    },
    { what: 'has one attempt left', columns: { status: 'IN_PROGRESS', next_attempt_at: clock.at(-60) }, attempts: 2 },
    {
      what: 'has used up the attempts of another campaign',
      columns: { status: 'EXHAUSTED', next_attempt_at: clock.at(-60) },
    },
    {
      what: 'was promised a callback, though its attempts are used up',
      columns: { status: 'CALLBACK', next_attempt_at: clock.at(0) },
      attempts: 3,
    },
  ])('$what', async ({ columns, attempts }) => {
    const shift = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    const contactId = nth(shift.contactIds, 0)
    await changeContact(floor, contactId, { priority: 4, ...columns })
    if (attempts !== undefined) await progress(shift, contactId, attempts, false)
    expect(await generate(floor, shift.campaignId, 10)).toEqual({ created: 1, kept: 0, excluded: {} })
    const entry = await row(floor, 'SELECT * FROM dial_queue_entry WHERE campaign_id = $1', [shift.campaignId])
    const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [contactId])
    expect(entry).toMatchObject({
      contact_id: contactId,
      phone,
      status: 'QUEUED',
      priority: 4,
      attempt: (attempts ?? 0) + 1,
      version: 1,
      callback_rank: columns['status'] === 'CALLBACK' ? 0 : 1,
      queued_at: clock.now,
    })
  })

  it('was promised a callback by an agent before all others, and for that agent', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 2, queued: false })
    const [, promiser = ''] = shift.agentIds
    await changeContact(floor, nth(shift.contactIds, 0), { priority: 9 })
    const callback = { status: 'CALLBACK', next_attempt_at: clock.at(-1) }
    await changeContact(floor, nth(shift.contactIds, 1), callback)
    await changeContact(floor, nth(shift.contactIds, 2), callback)
    await promiseCallback(floor, shift, nth(shift.contactIds, 2), { agentId: promiser, dueAt: clock.at(-1) })
    await generate(floor, shift.campaignId, 2)
    expect(await live(shift)).toEqual(shift.contactIds.slice(1))
    expect((await claim(floor, shift.campaignId, promiser)).contact.id).toBe(shift.contactIds[2])
  })
})
