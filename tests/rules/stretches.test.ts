import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runJob } from '../background/rehearsal.js'
import { record, revoke } from '../consent/consentDesk.js'
import { nextContact, nth, report, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import {
  CALLS_A_DAY,
  demanding,
  elsewhere,
  law,
  MOST_ATTEMPTS,
  objection,
  retryMinutes,
  type Person,
} from './stretchModel.js'

// Ten days of a campaign in which clocks change on both sides of an ocean, with agents at work whenever somebody can be
// called, refills, callbacks, consents that are withdrawn and people who ask not to be called in the middle of a call. A
// model that shares nothing with the product (stretchModel.ts) judges each hand-out, and each time that nobody is handed out.

type Place = readonly [region: string, ...timeZones: string[]]
interface Stretch {
  readonly name: string
  readonly start: string
  readonly places: readonly Place[]
}

const stretches: readonly Stretch[] = [
  {
    name: '24 October to 2 November 2026, over Europe and the United States',
    start: '2026-10-24T00:00:00.000Z',
    places: [
      ['US-NY', 'America/New_York'],
      ['US-TX', 'America/Chicago'],
      ['US-CA', 'America/Los_Angeles'],
      ['US-AZ', 'America/Phoenix'],
      ['GB', 'Europe/London'],
      ['DE', 'Europe/Berlin'],
      ['IS', 'Atlantic/Reykjavik'],
      ['GR', 'Europe/Athens'],
      ['US-TN', 'America/Chicago', 'America/New_York'],
    ],
  },
  {
    name: '28 March to 6 April 2027, over Europe and Australia',
    start: '2027-03-28T00:00:00.000Z',
    places: [
      ['GB', 'Europe/London'],
      ['DE', 'Europe/Berlin'],
      ['PT', 'Europe/Lisbon'],
      ['AU-NSW', 'Australia/Sydney'],
      ['AU-SA', 'Australia/Adelaide'],
      ['AU-WA', 'Australia/Perth'],
      ['AU-QLD', 'Australia/Brisbane'],
      ['AU-NSW', 'Australia/Lord_Howe'],
      ['AU-NT', 'Australia/Darwin', 'Australia/Sydney'],
    ],
  },
]

const DAYS = 10
const HOUR = 3_600
const PEOPLE_OF_A_PLACE = 5
const AGENTS = 3
/** Calls of an agent within one step. */
const CALLS_OF_A_STEP = 2
/** Seconds after which a refill must have found who can be called. */
const REFILL = 10

/** Outcomes as agents of a bad list meet them. */
const outcomes = [
  ...Array<string>(9).fill('NO_ANSWER'),
  ...Array<string>(5).fill('BUSY'),
  ...Array<string>(4).fill('VOICEMAIL'),
  ...['NOT_INTERESTED', 'SALE', 'CALLBACK', 'CALLBACK', 'DO_NOT_CALL'],
]

const clock = new MovableClock(nth(stretches, 0).start)
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read, backgroundJobs: false })
})
afterAll(() => floor.close())

/** The world of a stretch: its campaign, its people, and what has gone wrong so far. */
interface World {
  readonly shift: Shift
  readonly people: ReadonlyMap<string, Person>
  readonly random: () => number
  readonly faults: string[]
  calls: number
}

describe.each(stretches)('$name', ({ start, places }) => {
  it('nobody is called against the rules, and nobody who can be called waits beside an agent who waits', async () => {
    clock.set(start)
    const world = await openWorld(places)
    const end = clock.now.getTime() + DAYS * 24 * HOUR * 1_000
    while (clock.now.getTime() < end) {
      // Where the model has nobody to call, a look now and then is enough.
      if (isAnybodyCallable(world) || world.random() < 0.2) await work(world)
      await meddle(world)
      clock.advance(secondsToNextStep(world))
    }
    expect(world.faults).toEqual([])
    // A stretch in which little happened would prove little.
    const people = [...world.people.values()]
    const regions = new Set(places.map(([region]) => region))
    expect(world.calls).toBeGreaterThan(people.length * 3)
    expect(new Set(people.filter(({ calls }) => calls.length > 0).map(({ region }) => region)).size).toBe(regions.size)
    expect(people.filter(({ isSuppressed }) => isSuppressed).length).toBeGreaterThan(5)
    expect(people.filter(({ isDone }) => isDone).length).toBeGreaterThan(5)
    await floor.database.pool.query(`UPDATE campaign SET status = 'PAUSED' WHERE id = $1`, [world.shift.campaignId])
  }, 120_000)
})

function isAnybodyCallable({ people }: World): boolean {
  return [...people.values()].some((person) => objection(person, clock.now.getTime()) === null)
}

/** To the next full hour, or to a second before it: the edges of the hours are where faults would show. */
function secondsToNextStep({ random }: World): number {
  const into = (clock.now.getTime() / 1_000) % HOUR
  if (into >= HOUR - 1) return 1
  return HOUR - into - (random() < 0.3 ? 1 : 0)
}

/** Every agent works off what it is handed. */
async function work(world: World): Promise<void> {
  await runJob(floor, 'releaseDue')
  await runJob(floor, 'topUpQueues')
  for (const agentId of world.shift.agentIds) {
    for (let call = 0; call < CALLS_OF_A_STEP; call += 1) {
      const isHanded = (await takeCall(world, agentId)) || (await waitForRefill(world, agentId))
      if (!isHanded) break
    }
  }
}

/** The agent waits for one refill: whoever could be called all the while is then handed out, or it is a fault. */
async function waitForRefill(world: World, agentId: string): Promise<boolean> {
  const since = clock.now.getTime()
  const callable = [...world.people.values()].filter((person) => objection(person, since) === null)
  if (callable.length === 0) return false
  clock.advance(REFILL)
  await runJob(floor, 'releaseDue')
  await runJob(floor, 'topUpQueues')
  const waiting = callable.filter((person) => objection(person, clock.now.getTime()) === null)
  if (await takeCall(world, agentId)) return true
  for (const { id, region } of waiting)
    world.faults.push(`${clock.at(0)}: contact ${id} of ${region} waits beside an agent`)
  return false
}

/** One claim and its report; false when nobody is handed out. */
async function takeCall(world: World, agentId: string): Promise<boolean> {
  const { people, random, shift } = world
  const { entry } = await nextContact(floor, shift.campaignId, agentId)
  if (entry === null) return false
  const person = people.get(entry.contact.id)
  if (person === undefined) throw new Error('a contact that is not of this world')
  const at = clock.now.getTime()
  const why = objection(person, at)
  if (why !== null) world.faults.push(`${clock.at(0)}: contact ${person.id} of ${person.region} is called and ${why}`)
  world.calls += 1
  person.calls.push(at)
  person.dueAt = null
  const outcome = nth(outcomes, Math.floor(random() * outcomes.length))
  // Now and then somebody else hears of it while the call runs.
  if (random() < 0.02) await suppress(person)
  if (random() < 0.02) await withdraw(person)
  const dueAt = outcome === 'CALLBACK' ? at + HOUR * 1_000 * (1 + Math.floor(random() * 40)) : null
  const callback = dueAt === null ? {} : ({ callbackAt: new Date(dueAt).toISOString(), callbackFor: 'ANYONE' } as const)
  await report(floor, entry.id, 'COMPLETED', { outcome, ...callback })
  applyOutcome(person, outcome, dueAt, at)
  return true
}

function applyOutcome(person: Person, outcome: string, dueAt: number | null, at: number): void {
  const minutes = retryMinutes[outcome]
  if (minutes !== undefined) person.readyAt = at + minutes * 60_000
  if (outcome === 'SALE' || outcome === 'NOT_INTERESTED') person.isDone = true
  if (outcome === 'DO_NOT_CALL') person.isSuppressed = true
  // A promise to who has asked not to be called, or has not agreed, is kept by nobody; the model asks that anyhow.
  person.dueAt = dueAt
}

/** What happens beside the calls. */
async function meddle({ people, random }: World): Promise<void> {
  const person = nth([...people.values()], Math.floor(random() * people.size))
  const chance = random()
  if (chance < 0.04) await suppress(person)
  else if (chance < 0.2 && demanding.has(person.region)) {
    await (person.hasConsent ? withdraw(person) : agree(person))
  }
}

async function suppress(person: Person): Promise<void> {
  await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { __typename } }', {
    input: { phone: person.phone, reason: 'asked in a letter', source: 'post' },
  })
  person.isSuppressed = true
}

async function agree(person: Person): Promise<void> {
  await record(floor, { contactId: person.id, givenAt: clock.at(0) })
  person.hasConsent = true
}

async function withdraw(person: Person): Promise<void> {
  if (!person.hasConsent) return
  await revoke(floor, { contactId: person.id })
  person.hasConsent = false
  clock.advance(1)
}

async function openWorld(places: readonly Place[]): Promise<World> {
  const contacts = places.length * PEOPLE_OF_A_PLACE
  const shift = await openShift(floor, { contacts, agents: AGENTS, maxAttempts: MOST_ATTEMPTS, queued: false })
  const placed = shift.contactIds.map((id, index) => {
    const [region, ...timeZones] = nth(places, index % places.length)
    return { id, region, timeZones: timeZones.join(',') }
  })
  const stored = await rows(
    floor,
    `UPDATE contact SET region = wanted.region, time_zone = wanted."timeZones"
     FROM jsonb_to_recordset($1::jsonb) AS wanted (id bigint, region text, "timeZones" text) WHERE contact.id = wanted.id
     RETURNING contact.id, phone, contact.region, time_zone`,
    [JSON.stringify(placed)],
  )
  const people = new Map(
    stored.map((row): [string, Person] => [
      String(row['id']),
      {
        ...{ id: String(row['id']), phone: String(row['phone']), region: String(row['region']), calls: [] },
        ...{ timeZones: String(row['time_zone']).split(','), hasConsent: false, isSuppressed: false, isDone: false },
        ...{ dueAt: null, readyAt: 0 },
      },
    ]),
  )
  await obeyLaw(shift)
  const world = { shift, people, random: seeded(11), faults: [], calls: 0 }
  for (const person of people.values()) if (demanding.has(person.region) && world.random() < 0.7) await agree(person)
  return world
}

/** The model's law as a pack, a cap and retry rules of the product. */
async function obeyLaw({ campaignId }: Shift): Promise<void> {
  const sourced = { source: 'a test', asOf: '2026-12-01', reviewedBy: null }
  const hours = [...Object.entries(law), [null, elsewhere] as const].map(
    ([region, [weekday, saturday, sunday]], index) => {
      const day = weekday === null ? [] : [weekday]
      const weekdays = Object.fromEntries(['MON', 'TUE', 'WED', 'THU', 'FRI'].map((name) => [name, day]))
      const weekend = { SAT: saturday === null ? [] : [saturday], SUN: sunday === null ? [] : [sunday] }
      return { ...sourced, id: `law-${index}`, region, days: { ...weekdays, ...weekend } }
    },
  )
  const demands = [...demanding].map((region) => {
    return { ...sourced, id: `consent-${region.toLowerCase()}`, region, bases: ['EXPRESS'] }
  })
  const rules = { hours, caps: [], nationalRegistryMaxAgeDays: null, consent: { demands } }
  const code = `STRETCH_${campaignId}`
  await floor.get(
    'mutation ($input: UpdatePolicyPackInput!) { updatePolicyPack(input: $input) { code } }',
    { input: { code, label: 'A stretch', rules } },
    { role: 'ADMIN' },
  )
  const cap = { subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS', limit: CALLS_A_DAY, windowMinutes: 1_440 }
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: campaignId, policyPack: code, frequencyCaps: [cap], numberPauseMinutes: 0, closesWhenDone: false },
  })
  const retries = Object.entries(retryMinutes).map(([outcome, delayMinutes]) => ({
    outcome,
    delayMinutes,
    growth: 'FIXED',
  }))
  await floor.get(
    'mutation ($id: ID, $rules: [RetryRuleInput!]!) { setRetryRules(campaignId: $id, rules: $rules) { outcome } }',
    { id: campaignId, rules: retries },
  )
}

/** Random numbers that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
