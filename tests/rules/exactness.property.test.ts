import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eligibilityRules } from '../../src/dialQueue/eligibility.js'
import { generate, nextContact, nth, rows } from '../support/desk.js'
import { openFloor, type Floor } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { dialsSecond, firstObstacle, type SceneCampaign, type SceneConsent, type SceneContact } from './oracle.js'
import { drawnRegistries, registryCodes } from './registryDraws.js'
import { setScene } from './scene.js'

// For random campaigns of 2,000 contacts: what the diagnosis counts, what explainContact says, what generateQueue makes
// and what agents are handed agrees, contact by contact, with an evaluation in TypeScript.

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

const CONTACTS = 2_000
const EXPLAINED = 40
const AGENTS = 64

const places = [
  { region: 'US-NY', timeZone: 'America/New_York' },
  { region: 'US-CA', timeZone: 'America/Los_Angeles' },
  { region: 'US', timeZone: 'America/Chicago,America/New_York' },
  { region: 'GB', timeZone: 'Europe/London' },
  { region: 'AU', timeZone: 'Australia/Lord_Howe' },
  { region: 'NP', timeZone: 'Asia/Kathmandu' },
] as const

const DAY = 1_440
const call = fc.record({
  // Exactly at the edges of the windows, too.
  minutesAgo: fc.constantFrom(1, 30, DAY - 1, DAY, 3 * DAY, 7 * DAY - 1, 7 * DAY, 7 * DAY + 1),
  category: fc.constantFrom('SUCCESS', 'CONTACT', 'NO_ANSWER', 'NO_ANSWER', 'NO_ANSWER', 'VOICEMAIL', 'ABANDONED'),
  wasAnswered: fc.boolean(),
  isOwn: fc.boolean(),
})
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 8 })

const contact = fc.record({
  isListed: fc.constantFrom(...Array<boolean>(12).fill(true), false),
  status: fc.constantFrom(
    ...Array<'NEW' | 'IN_PROGRESS'>(6).fill('NEW'),
    ...(['IN_PROGRESS', 'IN_PROGRESS', 'CALLBACK', 'REACHED', 'EXHAUSTED', 'DO_NOT_CALL', 'INVALID'] as const),
  ),
  /** Numbers are shared now and then. */
  number: fc.integer({ min: 0, max: 8 * CONTACTS }),
  place: fc.option(fc.constantFrom(...places), { freq: 12 }),
  priority: fc.integer({ min: -1, max: 2 }),
  age: fc.option(fc.integer({ min: 18, max: 80 }), { freq: 6 }),
  progress: fc.option(
    fc.record({ attempts: fc.integer({ min: 0, max: 3 }), isClosed: fc.constantFrom(false, false, true) }),
  ),
  nextAttemptIn: fc.constantFrom(null, null, null, -60, 0, 1, 90),
  promisedBy: fc.constantFrom('own', 'other', null),
  promisedAgo: fc.constant(60),
  calls: fc.array(call, { maxLength: 4 }),
  suppressed: rarely(
    fc.record({ scope: fc.constantFrom('organization', 'own', 'other'), endsIn: fc.constantFrom(null, 0, 1, -1, 60) }),
  ),
  consents: fc.array(
    fc.record({
      of: fc.constantFrom('contact', 'number'),
      basis: fc.constantFrom('EXPRESS', 'EXPRESS', 'WRITTEN', 'INQUIRY', 'REQUESTED_CALLBACK', 'NONE'),
      minutesAgo: fc.constantFrom(0, 1, 59, 60, 61, DAY, 30 * DAY),
      expiresIn: fc.constantFrom(null, null, 0, 1, 60),
      isRevoked: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 3 },
  ),
  answers: fc.array(
    fc.record({
      answer: fc.constantFrom('NO', 'NO', 'NO', 'NO_DATA', 'YES'),
      minutesAgo: fc.constantFrom(0, 2, 60, DAY, 30 * DAY - 1, 30 * DAY),
    }),
    { maxLength: 2 },
  ),
  registry: rarely(fc.constantFrom(...registryCodes)),
  live: rarely(fc.constantFrom('here', 'elsewhere', 'renumbered')),
  second: fc.option(
    fc.record({
      place: fc.option(fc.constantFrom(...places), { freq: 5 }),
      isSuppressed: fc.constantFrom(false, false, false, true),
    }),
    { freq: 2 },
  ),
})

const rolling = { calendarDays: null, holdsFrom: null, holdsUntil: null }
const daily = (calendarDays: number) => ({ ...rolling, calendarDays, windowMinutes: calendarDays * DAY })

const campaign = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 3 }),
  filter: fc.constantFrom(
    null,
    { range: { field: 'attributes.age', from: 30, to: 60 } },
    { not: { equals: { field: 'region', value: 'GB' } } },
  ),
  caps: fc.subarray([
    {
      isOfPack: true,
      subject: 'NUMBER',
      scope: 'ORGANIZATION',
      counts: 'CALLS',
      limit: 3,
      windowMinutes: DAY,
      ...rolling,
    },
    {
      isOfPack: false,
      subject: 'CONTACT',
      scope: 'CAMPAIGN',
      counts: 'CALLS',
      limit: 2,
      windowMinutes: 7 * DAY,
      ...rolling,
    },
    {
      isOfPack: true,
      subject: 'CONTACT',
      scope: 'ORGANIZATION',
      counts: 'CONVERSATIONS',
      limit: 1,
      windowMinutes: 7 * DAY,
      ...rolling,
    },
    {
      isOfPack: false,
      subject: 'NUMBER',
      scope: 'ORGANIZATION',
      counts: 'ABANDONED',
      limit: 1,
      windowMinutes: 3 * DAY,
      ...rolling,
    },
    {
      isOfPack: true,
      subject: 'CONTACT',
      scope: 'ORGANIZATION',
      counts: 'CALLS',
      limit: 1,
      ...daily(1),
      holdsFrom: '2026-03-29',
    },
    {
      isOfPack: false,
      subject: 'NUMBER',
      scope: 'ORGANIZATION',
      counts: 'CALLS',
      limit: 2,
      ...daily(3),
      holdsUntil: '2026-03-28',
    },
  ] as const),
  hours: fc.constantFrom(
    null,
    Array.from({ length: 7 }, () => [9 * 60, 20 * 60] as const),
    Array.from({ length: 7 }, (_, day) => (day < 5 ? ([8 * 60, 21 * 60] as const) : ([0, 0] as const))),
  ),
  ...{ prefixes: fc.constantFrom([], ['+12001']), registries: drawnRegistries },
  demands: fc.constantFrom(
    [],
    [{ region: 'US-NY', bases: ['EXPRESS', 'WRITTEN', 'REQUESTED_CALLBACK'] }],
    [
      { region: null, bases: ['EXPRESS', 'WRITTEN', 'INQUIRY'] },
      { region: 'GB', bases: ['WRITTEN'] },
    ],
  ),
  exemption: fc.constantFrom(
    null,
    { region: null, bases: ['REQUESTED_CALLBACK'] },
    { region: 'US', bases: ['EXPRESS'] },
  ),
  reassignedMaxAgeDays: fc.constantFrom(null, null, 30),
})

const scene = fc.record({
  campaign,
  contacts: fc.array(contact, { minLength: CONTACTS, maxLength: CONTACTS }),
  // Both changes of the clocks of 2026 in New York, in London, and quiet days.
  at: fc.constantFrom('2026-03-08T14:30:00Z', '2026-03-29T09:00:00Z', '2026-11-01T13:59:00Z', '2026-11-18T17:00:00Z'),
  explained: fc.array(fc.integer({ min: 0, max: CONTACTS - 1 }), { minLength: EXPLAINED, maxLength: EXPLAINED }),
})

/** Numbers of a run are its own. */
let run = 0

function toSceneContact(drawn: typeof contact extends fc.Arbitrary<infer T> ? T : never, index: number): SceneContact {
  const { number, place, age, second, ...rest } = drawn
  const promisedBy = rest.status === 'CALLBACK' ? rest.promisedBy : null
  return {
    ...rest,
    promisedBy,
    phone: `+1200${run}${String(1_000_000 + number).slice(-6)}`,
    region: place?.region ?? '',
    timeZone: place?.timeZone ?? null,
    attributes: age === null ? {} : { age: String(age) },
    second:
      second === null
        ? null
        : {
            phone: `+1400${run}${String(1_000_000 + index).slice(-6)}`,
            region: second.place?.region ?? '',
            timeZone: second.place?.timeZone ?? null,
            isSuppressed: second.isSuppressed,
          },
  }
}

/** A number is live once at most, what stands against it is one entry per scope, and what is said at once is said once. */
function oneOfEach(contacts: readonly SceneContact[]): SceneContact[] {
  const live = new Set<string>()
  const suppressed = new Set<string>()
  const said = new Set<string>()
  return contacts.map((one, index) => {
    const isUnderNumber = one.live !== null && one.live !== 'renumbered'
    const isSecondLive = isUnderNumber && live.has(one.phone)
    const isSecondSuppressed = one.suppressed !== null && suppressed.has(one.phone)
    if (isUnderNumber) live.add(one.phone)
    if (one.suppressed !== null) suppressed.add(one.phone)
    const isFirst = (what: string): boolean => !said.has(what) && said.add(what).size > 0
    const consents = one.consents
      .map(stays)
      .filter(
        ({ of, basis, minutesAgo, isRevoked }) =>
          isRevoked || isFirst(`${of === 'number' ? one.phone : index} ${basis} ${minutesAgo}`),
      )
    const answers = one.answers.filter(({ minutesAgo }) => isFirst(`${one.phone} ${minutesAgo}`))
    return {
      ...one,
      consents: consents.map(stays),
      answers,
      live: isSecondLive ? null : one.live,
      suppressed: isSecondSuppressed ? null : one.suppressed,
    }
  })
}

/** That there is no consent neither expires nor is withdrawn; a consent expires after it was given. */
function stays(one: SceneConsent): SceneConsent {
  if (one.basis === 'NONE') return { ...one, expiresIn: null, isRevoked: false }
  return one.expiresIn !== null && one.expiresIn <= -one.minutesAgo ? { ...one, expiresIn: null } : one
}

interface Diagnosis {
  readonly contacts: number
  readonly dialableNow: number
  readonly byRule: readonly { readonly ruleId: string; readonly count: number }[]
}

it('diagnosis, explanation, generated queue and handed-out contacts agree with an independent evaluation of every contact', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async (drawn) => {
      run = (run + 1) % 10
      clock.set(drawn.at)
      const contacts = oneOfEach(drawn.contacts.map(toSceneContact))
      const rules: SceneCampaign = drawn.campaign
      const { shift } = await setScene(floor, clock, rules, contacts, AGENTS)
      const byPhone = byPhoneOf(contacts)
      const sharing = (one: SceneContact): SceneContact[] =>
        (byPhone.get(one.phone) ?? []).filter((each) => each !== one)
      const obstacles = contacts.map((one) => firstObstacle(one, rules, sharing(one), clock.now))

      // The diagnosis: contacts that wait here already count as what they are.
      const { queueDiagnosis } = await floor.get<{ queueDiagnosis: Diagnosis }>(
        'query ($id: ID!) { queueDiagnosis(campaignId: $id) { contacts dialableNow byRule { ruleId count } } }',
        { id: shift.campaignId },
      )
      const listed = contacts
        .map((one, index) => ({ one, index, rule: nth(obstacles, index) }))
        .filter(({ one }) => one.isListed)
      expect(queueDiagnosis.contacts).toBe(listed.length)
      expect(Object.fromEntries(queueDiagnosis.byRule.map(({ ruleId, count }) => [ruleId, count]))).toEqual(
        countBy(listed.flatMap(({ rule }) => rule ?? [])),
      )
      expect(queueDiagnosis.dialableNow).toBe(listed.filter(({ rule }) => rule === null).length)

      // The explanation of some of them.
      for (const index of drawn.explained) {
        const variables = { campaignId: shift.campaignId, contactId: nth(shift.contactIds, index) }
        const { explainContact } = await floor.get<{ explainContact: { firstFailing: { id: string } | null } }>(
          `query ($campaignId: ID!, $contactId: ID!) {
            explainContact(campaignId: $campaignId, contactId: $contactId) { firstFailing { id } } }`,
          variables,
        )
        expect(explainContact.firstFailing?.id ?? null).toBe(nth(obstacles, index))
      }

      // The queue: everyone without an obstacle who does not wait already, one per number.
      const fresh = listed.filter(({ one, rule }) => rule === null && one.live === null)
      const numbers = new Set(
        fresh.map(({ one }) => (dialsSecond(one, rules, sharing(one)) ? one.second?.phone : one.phone)),
      )
      const reasonOf = new Map(eligibilityRules.map(({ id, reason }) => [id, reason]))
      const excluded = countBy([
        ...listed.flatMap(({ one, rule }) =>
          one.live === 'here' ? 'ALREADY_QUEUED' : rule === null ? [] : (reasonOf.get(rule) ?? rule),
        ),
        ...Array<string>(fresh.length - numbers.size).fill('PHONE_IN_USE'),
      ])
      const queued = await generate(floor, shift.campaignId, CONTACTS)
      expect(queued.excluded).toEqual(excluded)
      expect(queued.created).toBe(numbers.size)

      // The claims: whoever was queued and may be dialled at a later hour, and nobody else.
      clock.advance(7 * 3_600)
      const waiting = await rows(
        floor,
        `SELECT contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED' AND lane_id > 0`,
        [shift.campaignId],
      )
      const later = contacts.map((one) => aged(one, 7 * 60))
      const laterByPhone = byPhoneOf(later)
      const dialable = new Set(
        waiting.flatMap(({ contact_id: id }) => {
          const one = nth(later, shift.contactIds.indexOf(String(id)))
          const others = (laterByPhone.get(one.phone) ?? []).filter((each) => each !== one)
          // It holds its number itself now.
          const rule = firstObstacle({ ...one, live: 'here' }, rules, others, clock.now)
          return rule === null ? [String(id)] : []
        }),
      )
      const given = new Set<string>()
      for (const agentId of shift.agentIds) {
        const { entry } = await nextContact(floor, shift.campaignId, agentId)
        if (entry === null) break
        given.add(entry.contact.id)
      }
      expect([...given].filter((id) => !dialable.has(id))).toEqual([])
      // Whoever is left though an agent waits is in a call by now, as another contact of the same person.
      const personOf = (id: string): string => nth(contacts, shift.contactIds.indexOf(id)).phone
      const inCall = new Set([...given].map(personOf))
      const left = given.size === AGENTS ? [] : [...dialable].filter((id) => !inCall.has(personOf(id)))
      expect(left).toEqual([])
    }),
    {
      numRuns: 3,
      endOnFailure: true,
      // Two thousand contacts say less than what differed.
      reporter: ({ failed, seed, errorInstance }) => {
        if (failed) throw new Error(`seed ${seed}`, { cause: errorInstance })
      },
    },
  )
}, 300_000)

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

/** The same contact so many minutes later. */
function aged(one: SceneContact, minutes: number): SceneContact {
  return {
    ...one,
    nextAttemptIn: one.nextAttemptIn === null ? null : one.nextAttemptIn - minutes,
    calls: one.calls.map((past) => ({ ...past, minutesAgo: past.minutesAgo + minutes })),
    promisedAgo: one.promisedAgo + minutes,
    consents: one.consents.map((said) => ({
      ...said,
      minutesAgo: said.minutesAgo + minutes,
      expiresIn: said.expiresIn === null ? null : said.expiresIn - minutes,
    })),
    answers: one.answers.map((said) => ({ ...said, minutesAgo: said.minutesAgo + minutes })),
    suppressed:
      one.suppressed?.endsIn == null ? one.suppressed : { ...one.suppressed, endsIn: one.suppressed.endsIn - minutes },
  }
}

function byPhoneOf(contacts: readonly SceneContact[]): Map<string, SceneContact[]> {
  const groups = new Map<string, SceneContact[]>()
  for (const one of contacts) groups.set(one.phone, [...(groups.get(one.phone) ?? []), one])
  return groups
}
