import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eligibilityRules } from '../../src/dialQueue/eligibility.js'
import { changeContact, codeOf, generate, nextContact, nth, report } from '../support/desk.js'
import { dial, reset } from '../listReset/reset.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

// A Friday, ten in the morning in New York.
const clock = new MovableClock('2026-11-20T15:00:00.000Z')
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

interface Explanation {
  readonly isDialable: boolean
  readonly dialableAt: string | null
  readonly firstFailing: { readonly id: string; readonly reason: string; readonly passesAt: string | null } | null
  readonly rules: readonly { readonly id: string; readonly passes: boolean; readonly value: string | null }[]
}

const document = `query ($campaignId: ID!, $contactId: ID!, $at: DateTime) {
  explainContact(campaignId: $campaignId, contactId: $contactId, at: $at) {
    isDialable dialableAt firstFailing { id reason passesAt } rules { id passes value } } }`

async function explain(shift: Shift, contactId: string, at?: string): Promise<Explanation> {
  const variables = { campaignId: shift.campaignId, contactId, at }
  return (await floor.get<{ explainContact: Explanation }>(document, variables)).explainContact
}

/** Nine to five on weekdays, closed on the others. */
const officeHours = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day, index) => [
    day,
    index < 5 ? [{ opens: '09:00', closes: '17:00' }] : [],
  ]),
)

async function setHours(shift: Shift): Promise<void> {
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, callingHours: officeHours },
  })
}

describe('a contact that nothing stands in the way of', () => {
  it('is dialable now, by every rule', async () => {
    const shift = await openShift(floor, { contacts: 1, queued: false })
    const answer = await explain(shift, nth(shift.contactIds, 0))
    expect(answer).toMatchObject({ isDialable: true, firstFailing: null, dialableAt: clock.at(0) })
    expect(answer.rules.map(({ id }) => id)).toEqual(['campaign-active', ...eligibilityRules.map(({ id }) => id)])
  })

  it('is still dialable while it waits in the queue, and is not while an agent has it', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = nth(shift.contactIds, 0)
    expect(await explain(shift, contactId)).toMatchObject({ isDialable: true, firstFailing: null })
    await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))
    expect(await explain(shift, contactId)).toMatchObject({
      isDialable: false,
      dialableAt: null,
      firstFailing: { id: 'already-queued', reason: 'ALREADY_QUEUED' },
    })
  })

  it('is not dialled by a campaign that is paused, which is said first', async () => {
    const shift = await openShift(floor, { contacts: 1, queued: false, campaignStatus: 'PAUSED' })
    expect(await explain(shift, nth(shift.contactIds, 0))).toMatchObject({
      isDialable: false,
      firstFailing: { id: 'campaign-active', reason: 'CAMPAIGN_NOT_ACTIVE' },
    })
  })
})

describe('a contact outside its calling hours', () => {
  it('may be called when they next open, over a weekend', async () => {
    const shift = await openShift(floor, { contacts: 1, queued: false })
    await setHours(shift)
    // Friday 18:00 in New York; Monday 09:00 there is 14:00 in UTC.
    const answer = await explain(shift, nth(shift.contactIds, 0), '2026-11-20T23:00:00.000Z')
    expect(answer).toMatchObject({
      isDialable: false,
      firstFailing: { id: 'calling-hours', reason: 'OUTSIDE_CALLING_HOURS' },
      dialableAt: '2026-11-23T14:00:00.000Z',
    })
  })

  it('whose retry falls due at night may be called in the morning', async () => {
    const shift = await openShift(floor, { contacts: 1, queued: false })
    await setHours(shift)
    const contactId = nth(shift.contactIds, 0)
    await changeContact(floor, contactId, { status: 'IN_PROGRESS', next_attempt_at: '2026-11-21T03:00:00Z' })
    expect(await explain(shift, contactId)).toMatchObject({
      firstFailing: { id: 'retry-due', passesAt: '2026-11-21T03:00:00.000Z' },
      dialableAt: '2026-11-23T14:00:00.000Z',
    })
  })

  it('in two possible zones may be called while both are open, across the change of the clocks', async () => {
    const shift = await openShift(floor, { contacts: 1, queued: false })
    await setHours(shift)
    const contactId = nth(shift.contactIds, 0)
    await changeContact(floor, contactId, { time_zone: 'America/Los_Angeles,America/New_York' })
    // Nine in Los Angeles, noon in New York: 17:00 UTC once winter time has begun.
    const answer = await explain(shift, contactId, '2026-10-30T22:00:00.000Z')
    expect(answer.dialableAt).toBe('2026-11-02T17:00:00.000Z')
  })
})

it('a contact over a cap may be called when the oldest call leaves the window', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 9 })
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: {
      id: shift.campaignId,
      frequencyCaps: [{ subject: 'NUMBER', scope: 'CAMPAIGN', limit: 2, windowMinutes: 60 }],
    },
  })
  const contactId = nth(shift.contactIds, 0)
  const first = clock.now
  for (const minutes of [20, 0]) {
    await generate(floor, shift.campaignId, 1)
    const { entry } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))
    if (entry === null) throw new Error('nothing was handed out')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'BUSY' })
    clock.advance(minutes * 60)
  }
  expect(await explain(shift, contactId)).toMatchObject({
    firstFailing: { id: 'retry-due' },
    dialableAt: new Date(first.getTime() + 3_600_000).toISOString(),
  })
})

it('a contact whose zone is unknown is never dialable, and the rule says so', async () => {
  const shift = await openShift(floor, { contacts: 1, queued: false })
  await changeContact(floor, nth(shift.contactIds, 0), { time_zone: null })
  expect(await explain(shift, nth(shift.contactIds, 0))).toMatchObject({
    isDialable: false,
    dialableAt: null,
    firstFailing: { id: 'known-time-zone', reason: 'UNKNOWN_TIME_ZONE' },
  })
})

it('no value names the contact or its number', async () => {
  const shift = await openShift(floor, { contacts: 1 })
  const text = JSON.stringify(await explain(shift, nth(shift.contactIds, 0)))
  expect(text).not.toContain('First1')
  expect(text).not.toMatch(/\+\d{7}/)
})

it('a contact of somebody else, or of nobody, is not found', async () => {
  const shift = await openShift(floor, { contacts: 1, queued: false })
  const answer = await floor.ask(document, { campaignId: shift.campaignId, contactId: '999999999' })
  expect(codeOf(answer)).toBe('NOT_FOUND')
})

it('an instant that nobody can ask about, long ago or far ahead, is refused', async () => {
  const shift = await openShift(floor, { contacts: 1, queued: false })
  const contactId = nth(shift.contactIds, 0)
  const ask = async (days: number): Promise<string> => {
    const at = new Date(clock.now.getTime() + days * 86_400_000).toISOString()
    return codeOf(await floor.ask(document, { campaignId: shift.campaignId, contactId, at }))
  }
  expect([await ask(-1_831), await ask(367)]).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
  expect(await explain(shift, contactId, clock.at(365 * 86_400))).toMatchObject({ isDialable: true })
})

describe('a contact whose list was reset', () => {
  it('E14: is explained by its attempts since the reset, which is named', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 1 })
    const contactId = await dial(floor, shift.campaignId, nth(shift.agentIds, 0), 'NO_ANSWER')
    const attempts = async () => (await explain(shift, contactId)).rules.find(({ id }) => id === 'attempts-left')
    expect(await attempts()).toMatchObject({ passes: false, value: '1 of 1 attempts' })
    clock.advance(60)
    await reset(floor, shift)
    expect(await attempts()).toMatchObject({
      passes: true,
      value: `0 of 1 attempts since the reset of the list at ${clock.at(0)}`,
    })
    expect(await explain(shift, contactId)).toMatchObject({ isDialable: true, firstFailing: null })
    await generate(floor, shift.campaignId, 1)
    const resetAt = clock.at(0)
    clock.advance(60)
    await dial(floor, shift.campaignId, nth(shift.agentIds, 0), 'NO_ANSWER')
    expect(await attempts()).toMatchObject({
      passes: false,
      value: `1 of 1 attempts since the reset of the list at ${resetAt}`,
    })
  })
})
