import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nextContact, nth } from '../support/desk.js'
import { openFloor, type Floor } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { firstObstacle, type SceneCampaign, type SceneContact } from './oracle.js'
import { setScene } from './scene.js'

// E7, E8: for random campaigns, the instant that nextContact names and the one that explainContact names for each contact
// are the first at which an evaluation in TypeScript, asked minute by minute, finds nothing in the way.

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

const CONTACTS = 6
const DAY = 1_440
/** A week of waiting for a cap or retry, and a week for the hours behind it. */
const HORIZON = 15 * DAY

const place = fc.constantFrom(
  { region: 'US-NY', timeZone: 'America/New_York' },
  { region: 'US', timeZone: 'America/Chicago,America/New_York' },
  { region: 'GB', timeZone: 'Europe/London' },
  { region: 'AU', timeZone: 'Australia/Lord_Howe' },
  { region: 'NP', timeZone: 'Asia/Kathmandu' },
  { region: '', timeZone: null },
)
const contact = fc.record({
  place,
  status: fc.constantFrom('NEW', 'IN_PROGRESS', 'IN_PROGRESS', 'CALLBACK', 'REACHED'),
  number: fc.integer({ min: 0, max: 9 }),
  nextAttemptIn: fc.constantFrom(null, -60, 1, 90, 700, 2 * DAY + 7),
  promisedBy: fc.constantFrom('own', 'own', 'other'),
  calls: fc.array(
    fc.record({
      minutesAgo: fc.constantFrom(1, 30, DAY - 1, DAY, 3 * DAY, 6 * DAY + 100),
      category: fc.constantFrom('CONTACT', 'NO_ANSWER', 'ABANDONED'),
      wasAnswered: fc.constant(false),
      isOwn: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  suppressed: fc.option(
    fc.record({ scope: fc.constantFrom('organization', 'own'), endsIn: fc.constantFrom(null, 61) }),
    {
      freq: 5,
    },
  ),
})
const closed = [0, 0] as const
const rolling = { isOfPack: false, calendarDays: null, holdsFrom: null, holdsUntil: null }

const campaign = fc.record({
  maxAttempts: fc.constant(3),
  filter: fc.constant(null),
  prefixes: fc.constant([]),
  registries: fc.constant([]),
  demands: fc.constant([]),
  exemption: fc.constant(null),
  reassignedMaxAgeDays: fc.constant(null),
  caps: fc.subarray([
    { subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS', limit: 3, windowMinutes: DAY, ...rolling },
    { subject: 'CONTACT', scope: 'CAMPAIGN', counts: 'CALLS', limit: 2, windowMinutes: 7 * DAY, ...rolling },
    {
      subject: 'CONTACT',
      scope: 'ORGANIZATION',
      counts: 'CONVERSATIONS',
      limit: 1,
      windowMinutes: 7 * DAY,
      ...rolling,
    },
  ] as const),
  hours: fc.constantFrom(
    null,
    Array.from({ length: 7 }, () => [9 * 60, 20 * 60] as const),
    // Mondays only, and Sundays only.
    [[10 * 60, 12 * 60] as const, closed, closed, closed, closed, closed, closed],
    [closed, closed, closed, closed, closed, closed, [13 * 60 + 30, 21 * 60] as const],
    Array.from({ length: 7 }, () => closed),
  ),
})
const scene = fc.record({
  campaign,
  contacts: fc.array(contact, { minLength: CONTACTS, maxLength: CONTACTS }),
  // Before both changes of the clocks of autumn, after those of spring, at night and by day.
  at: fc.constantFrom('2026-10-24T03:00:00Z', '2026-10-30T22:30:00Z', '2026-03-27T12:15:00Z', '2026-11-18T17:00:00Z'),
})

let run = 0

function toSceneContact({ number, place: where, suppressed, ...drawn }: Drawn): SceneContact {
  return {
    ...{ isListed: true, priority: 0, attributes: {}, progress: null, live: null, second: null },
    ...{ promisedAgo: 60, registry: null, consents: [], answers: [] },
    ...drawn,
    ...where,
    promisedBy: drawn.status === 'CALLBACK' ? drawn.promisedBy : null,
    suppressed,
    phone: `+1200${String(1_000_000 + run * 10 + number).slice(-7)}`,
  }
}
type Drawn = typeof contact extends fc.Arbitrary<infer T> ? T : never

/** The same contact so many minutes later. */
function aged(one: SceneContact, minutes: number): SceneContact {
  return {
    ...one,
    nextAttemptIn: one.nextAttemptIn === null ? null : one.nextAttemptIn - minutes,
    calls: one.calls.map((past) => ({ ...past, minutesAgo: past.minutesAgo + minutes })),
    suppressed:
      one.suppressed?.endsIn == null ? one.suppressed : { ...one.suppressed, endsIn: one.suppressed.endsIn - minutes },
  }
}

/** Minutes from now at which something may change: each quarter of an hour, and the ends of waits. */
function instants(contacts: readonly SceneContact[], { caps }: SceneCampaign): number[] {
  const ends = contacts.flatMap((one) => [
    ...[one.nextAttemptIn ?? 0, one.suppressed?.endsIn ?? 0],
    ...one.calls.flatMap(({ minutesAgo }) => caps.map(({ windowMinutes }) => windowMinutes - minutesAgo)),
  ])
  const quarters = Array.from({ length: HORIZON / 15 }, (_, index) => index * 15)
  return [...new Set([...quarters, ...ends])].filter((minutes) => minutes >= 0).sort((one, other) => one - other)
}

it('E7, E8: nextContact and explainContact name the first instant at which nothing stands in the way', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async (drawn) => {
      run += 1
      clock.set(drawn.at)
      // What stands against a number is one entry per scope.
      const contacts = drawn.contacts
        .map(toSceneContact)
        .map((one, index, all) =>
          all.slice(0, index).some(({ phone, suppressed }) => phone === one.phone && suppressed !== null)
            ? { ...one, suppressed: null }
            : one,
        )
      const rules: SceneCampaign = drawn.campaign
      const { shift } = await setScene(floor, clock, rules, contacts, 1)
      const first: (string | null)[] = contacts.map((one, index) => {
        const others = contacts.filter((other, place) => place !== index && other.phone === one.phone)
        const at = instants([one, ...others], rules).find((minutes) => {
          const shared = others.map((other) => aged(other, minutes))
          return firstObstacle(aged(one, minutes), rules, shared, new Date(clock.at(minutes * 60))) === null
        })
        return at === undefined ? null : clock.at(at * 60)
      })
      for (const [index, contactId] of shift.contactIds.entries()) {
        const { explainContact } = await floor.get<{ explainContact: { dialableAt: string | null } }>(
          'query ($c: ID!, $k: ID!) { explainContact(campaignId: $c, contactId: $k) { dialableAt } }',
          { c: shift.campaignId, k: contactId },
        )
        expect(explainContact.dialableAt).toBe(nth(first, index))
      }
      const [earliest = null] = first.flatMap((at) => at ?? []).sort()
      const { retryAt } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))
      expect(retryAt).toBe(earliest === clock.at(0) ? clock.at(10) : earliest)
    }),
    { numRuns: 6 },
  )
}, 300_000)
