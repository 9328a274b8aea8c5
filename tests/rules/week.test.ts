import { afterAll, beforeAll, expect, it } from 'vitest'
import { nextContact, nth, report, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { checkCalls, type CheckedCall, type Suppression } from './weekChecker.js'

// A week of a campaign over four time zones, in which the clocks of New York, Los Angeles and London have just been or are
// being changed: agents work through it in steps of half an hour, and a checker that knows nothing of the product
// reads the call records afterwards.

const START = '2026-10-29T00:00:00Z'
const DAYS = 7
const STEP_MINUTES = 30
const CONTACTS = 120
const AGENTS = 4

const clock = new MovableClock(START)
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

const places = [
  { region: 'US-NY', timeZone: 'America/New_York' },
  { region: 'US-FL', timeZone: 'America/New_York' },
  { region: 'US-CA', timeZone: 'America/Los_Angeles' },
  { region: 'US-TX', timeZone: 'America/Chicago' },
  { region: 'US', timeZone: 'America/Chicago,America/New_York' },
  { region: 'US-HI', timeZone: 'Pacific/Honolulu' },
]

/** Outcomes as agents of a bad list meet them. */
const outcomes = [
  ...Array<string>(10).fill('NO_ANSWER'),
  ...Array<string>(4).fill('BUSY'),
  ...Array<string>(4).fill('VOICEMAIL'),
  ...['NOT_INTERESTED', 'SALE', 'CALLBACK', 'CALLBACK', 'DO_NOT_CALL', 'WRONG_NUMBER'],
]

it('a week over four zones and a change of the clocks has no call outside hours, over a cap, to a forbidden number, or early', async () => {
  const shift = await prepare()
  const random = seeded(7)
  const suppressions: Suppression[] = []
  const sizes: number[] = []
  for (let step = 0; step < (DAYS * 24 * 60) / STEP_MINUTES; step += 1) {
    await floor.get('mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }', {
      input: { campaignId: shift.campaignId, maxEntries: CONTACTS },
    })
    sizes.push(await workOff(shift, random))
    // Now and then somebody asks not to be called while standing in the queue.
    if (step % 50 === 0) suppressions.push(await suppress(nth(shift.contactIds, Math.floor(random() * CONTACTS))))
    clock.advance(STEP_MINUTES * 60)
  }

  const calls = (await rows(
    floor,
    `SELECT call.phone, call.contact_id AS "contactId", call.started_at AS "startedAt", call.completed_at AS "completedAt",
       call.outcome, call.category, call.answered_at AS "answeredAt", contact.region, contact.time_zone AS "timeZone"
     FROM call_record AS call JOIN contact ON contact.organization_id = call.organization_id AND contact.id = call.contact_id
     WHERE call.campaign_id = $1 ORDER BY call.started_at, call.id`,
    [shift.campaignId],
  )) as unknown as CheckedCall[]
  expect(checkCalls(calls, suppressions)).toEqual([])
  // A week in which little was dialled would prove little.
  expect(calls.length).toBeGreaterThan(CONTACTS)
  expect(new Set(calls.map(({ timeZone }) => timeZone)).size).toBe(5)
  expect(calls.filter(({ category }) => category === 'CALLBACK').length).toBeGreaterThan(10)
  expect(sizes.some((size) => size === 0)).toBe(true)
}, 300_000)

/** A campaign under the states' hours, three calls a day and seven a week to a number, and a week's rest after a talk. */
async function prepare(): Promise<Shift> {
  const shift = await openShift(floor, { contacts: CONTACTS, agents: AGENTS, maxAttempts: 12, queued: false })
  const values = shift.contactIds.map((id, index) => ({ id, ...nth(places, index % places.length) }))
  await rows(
    floor,
    `UPDATE contact SET region = wanted.region, time_zone = wanted."timeZone"
     FROM jsonb_to_recordset($1::jsonb) AS wanted (id bigint, region text, "timeZone" text) WHERE contact.id = wanted.id`,
    [JSON.stringify(values)],
  )
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: {
      id: shift.campaignId,
      policyPack: 'US_STATES',
      frequencyCaps: [
        { subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS', limit: 3, windowMinutes: 1_440 },
        { subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS', limit: 7, windowMinutes: 10_080 },
      ],
    },
  })
  return shift
}

/** Every agent takes contacts until there is none for it; how many calls were made. */
async function workOff(shift: Shift, random: () => number): Promise<number> {
  let calls = 0
  for (const agentId of shift.agentIds) {
    const { entry } = await nextContact(floor, shift.campaignId, agentId)
    if (entry === null) continue
    calls += 1
    const outcome = nth(outcomes, Math.floor(random() * outcomes.length))
    const callback = outcome === 'CALLBACK' ? { callbackAt: clock.at(3_600 * (1 + Math.floor(random() * 40))) } : {}
    await report(floor, entry.id, 'COMPLETED', { outcome, ...callback })
  }
  return calls
}

async function suppress(contactId: string): Promise<Suppression> {
  const [row] = await rows(floor, 'SELECT phone FROM contact WHERE id = $1', [contactId])
  const phone = String(row?.['phone'])
  await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { __typename } }', {
    input: { phone, reason: 'asked in a letter', source: 'post' },
  })
  return { phone, since: clock.now }
}

/** Random numbers that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
