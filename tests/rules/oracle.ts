import type { ContactFilter } from '../../src/contactFilter/contactFilter.js'
import { matchesFilter } from '../support/filterOracle.js'

// Who may be dialled, written a second time from the documents and without SQL, for one contact after the other. The
// property test holds generate, claim, explain and diagnosis against it.

/** One call of the past. */
export interface PastCall {
  readonly minutesAgo: number
  readonly category: 'SUCCESS' | 'CONTACT' | 'NO_ANSWER' | 'VOICEMAIL' | 'ABANDONED'
  readonly wasAnswered: boolean
  /** By the campaign that is asked about, or by another. */
  readonly isOwn: boolean
}

/** What a person has said of being called, minutes ago. */
export interface SceneConsent {
  /** Of the contact, for all of its numbers, or of its first number, whoever has it. */
  readonly of: 'contact' | 'number'
  readonly basis: 'EXPRESS' | 'WRITTEN' | 'INQUIRY' | 'REQUESTED_CALLBACK' | 'NONE'
  readonly minutesAgo: number
  /** Minutes from now; null: never. */
  readonly expiresIn: number | null
  readonly isRevoked: boolean
}

/** An answer of the reassigned-numbers database about the first number, minutes ago. */
export interface SceneAnswer {
  readonly answer: 'YES' | 'NO' | 'NO_DATA'
  readonly minutesAgo: number
}

/** Everything that decides about one contact. */
export interface SceneContact {
  readonly isListed: boolean
  readonly status: 'NEW' | 'IN_PROGRESS' | 'CALLBACK' | 'REACHED' | 'EXHAUSTED' | 'DO_NOT_CALL' | 'INVALID'
  readonly phone: string
  readonly region: string
  /** Zones joined by commas; null: unknown. */
  readonly timeZone: string | null
  readonly priority: number
  readonly attributes: Readonly<Record<string, string>>
  /** Null: the campaign never dialled it. */
  readonly progress: { readonly attempts: number; readonly isClosed: boolean } | null
  /** Minutes from now; null: nothing to wait for. */
  readonly nextAttemptIn: number | null
  /** Who promised a callback, when the status is CALLBACK. */
  readonly promisedBy: 'own' | 'other' | null
  /** Minutes since that promise. */
  readonly promisedAgo: number
  readonly calls: readonly PastCall[]
  /** A do-not-call entry for the number: by whom, and minutes until it ends (null: never). */
  readonly suppressed: { readonly scope: 'organization' | 'own' | 'other'; readonly endsIn: number | null } | null
  /** The registry whose copy has the number; null: none. */
  readonly registry: string | null
  /** A live entry from before: waiting in this campaign's queue, or in another's, under its number or one it had before. */
  readonly live: 'here' | 'elsewhere' | 'renumbered' | null
  readonly consents: readonly SceneConsent[]
  readonly answers: readonly SceneAnswer[]
  /** The number to dial when the first may never be dialled. */
  readonly second: SceneNumber | null
}

/** A further number of a contact, which nobody else has and which was never called. */
export interface SceneNumber {
  readonly phone: string
  readonly region: string
  readonly timeZone: string | null
  /** By the organization, for good. */
  readonly isSuppressed: boolean
}

/** The campaign's rules. */
export interface SceneCampaign {
  readonly maxAttempts: number
  readonly filter: ContactFilter | null
  readonly caps: readonly SceneCap[]
  /** From and to as minutes of the local day, for each weekday from Monday; null: always open. */
  readonly hours: readonly (readonly [number, number])[] | null
  readonly prefixes: readonly string[]
  readonly registries: readonly SceneRegistry[]
  readonly demands: readonly SceneDemand[]
  /** Exempt from the pack's caps by one of these bases, in this region; null: nobody is. */
  readonly exemption: { readonly region: string | null; readonly bases: readonly string[] } | null
  readonly reassignedMaxAgeDays: number | null
}

/** A demand for consent, in this region (null: everywhere). */
export interface SceneDemand {
  readonly region: string | null
  readonly bases: readonly string[]
}

/** A do-not-call registry that the campaign relies on; its copy is good for 31 days. */
export interface SceneRegistry {
  readonly code: string
  /** It concerns contacts that may be there; null: all. */
  readonly region: string | null
  /** Days since the day of the copy; null: it was never imported. */
  readonly ageDays: number | null
}

export interface SceneCap {
  /** Of the pack, from which a consent may exempt; else the campaign's own. */
  readonly isOfPack: boolean
  readonly subject: 'NUMBER' | 'CONTACT'
  readonly scope: 'ORGANIZATION' | 'CAMPAIGN'
  readonly counts: 'CALLS' | 'CONVERSATIONS' | 'ABANDONED'
  readonly limit: number
  readonly windowMinutes: number
  /** Local days instead of the window; null: the window rolls. */
  readonly calendarDays: number | null
  /** The first and the last local day on which it holds; null: no such limit. */
  readonly holdsFrom: string | null
  readonly holdsUntil: string | null
}

/** The rule that stands in the way of the contact, by the order of the rules; null: none. `shared`: others with its number. */
export function firstObstacle(
  contact: SceneContact,
  campaign: SceneCampaign,
  shared: readonly SceneContact[],
  at: Date,
): string | null {
  const isSecond = dialsSecond(contact, campaign, shared)
  // Nobody shares the second, and no call and no word of anybody is known of it.
  const dialled = isSecond ? { ...contact, ...contact.second, suppressed: null, registry: null } : contact
  const others = isSecond ? [] : shared
  const said = whatIsSaid(contact, isSecond ? null : shared)
  const isExempt =
    campaign.exemption !== null && surelyConcerns(campaign.exemption, dialled) && isMet(campaign.exemption.bases, said)
  const obstacles: Record<string, () => boolean> = {
    listed: () => !contact.isListed,
    'campaign-filter': () => campaign.filter !== null && !matchesFilter(campaign.filter, filtered(contact)),
    'do-not-call': () => isSuppressed(dialled, campaign, others),
    'registry-fresh': () =>
      campaign.registries.some(
        ({ region, ageDays }) => concerns({ region }, dialled) && (ageDays === null || ageDays >= 31),
      ),
    consent: () => campaign.demands.some((demand) => concerns(demand, dialled) && !isMet(demand.bases, said)),
    'reassigned-number': () => campaign.reassignedMaxAgeDays !== null && !isStillTheirs(campaign, dialled, said),
    'valid-number': () => contact.status === 'INVALID',
    'not-reached': () => contact.status === 'REACHED',
    // Contacts that share their first number are one person; nobody shares a second one.
    'person-reached': () => shared.some(wasReachedHere),
    'attempts-left': () =>
      contact.progress !== null &&
      (contact.progress.isClosed || contact.progress.attempts >= campaign.maxAttempts) &&
      !(contact.status === 'CALLBACK' && contact.promisedBy !== 'other'),
    'known-time-zone': () => dialled.timeZone === null,
    'callback-reserved': () => contact.status === 'CALLBACK' && contact.promisedBy === 'other',
    'person-callback': () =>
      shared.some(({ status, promisedBy }) => status === 'CALLBACK' && promisedBy === 'own') &&
      !(contact.status === 'CALLBACK' && contact.promisedBy !== 'other'),
    'retry-due': () => contact.nextAttemptIn !== null && contact.nextAttemptIn > 0,
    'frequency-cap': () =>
      campaign.caps.some(
        (cap) =>
          !(cap.isOfPack && isExempt) &&
          isCapped(cap, { person: [contact, ...shared], isSecond, zones: dialled.timeZone, at }),
      ),
    'calling-hours': () => !isOpen(campaign, dialled, at),
    'phone-free': () =>
      contact.live !== 'here' &&
      (contact.live !== null || others.some(({ live }) => live === 'here' || live === 'elsewhere')),
  }
  return Object.entries(obstacles).find(([, stands]) => stands())?.[0] ?? null
}

/** The second number's turn has come: the first is forbidden for good or nobody knows where it is, and the second is neither. */
export function dialsSecond(contact: SceneContact, campaign: SceneCampaign, shared: readonly SceneContact[]): boolean {
  const { second } = contact
  if (second === null || second.timeZone === null || second.isSuppressed) return false
  const words = [contact, ...shared].flatMap(({ suppressed }) => suppressed ?? [])
  return (
    contact.timeZone === null ||
    campaign.prefixes.some((prefix) => contact.phone.startsWith(prefix)) ||
    isRegistered(contact, campaign, shared) ||
    words.some(({ scope, endsIn }) => scope !== 'other' && endsIn === null)
  )
}

/** The number stands in the copy of a registry that concerns the contact. */
function isRegistered(contact: SceneContact, campaign: SceneCampaign, shared: readonly SceneContact[]): boolean {
  return campaign.registries.some(
    ({ code, region, ageDays }) =>
      ageDays !== null &&
      concerns({ region }, contact) &&
      [contact, ...shared].some(({ registry }) => registry === code),
  )
}

function filtered(contact: SceneContact): Parameters<typeof matchesFilter>[1] {
  const { phone, timeZone, region, status, priority, attributes } = contact
  const rest = { firstName: 'First', lastName: 'Last', email: null, externalId: null, list: '0', attemptCount: 0 }
  return { ...rest, phone, timeZone, region, status, priority, attributes }
}

function isSuppressed(contact: SceneContact, campaign: SceneCampaign, shared: readonly SceneContact[]): boolean {
  if (contact.status === 'DO_NOT_CALL') return true
  if (campaign.prefixes.some((prefix) => contact.phone.startsWith(prefix))) return true
  if (isRegistered(contact, campaign, shared)) return true
  return [contact, ...shared].some(
    ({ suppressed }) =>
      suppressed !== null && suppressed.scope !== 'other' && (suppressed.endsIn === null || suppressed.endsIn > 0),
  )
}

/** A call of the campaign spoke to the person for good. */
function wasReachedHere({ status, calls }: SceneContact): boolean {
  return (
    status === 'REACHED' &&
    calls.some(({ isOwn, category }) => isOwn && (category === 'SUCCESS' || category === 'CONTACT'))
  )
}

/** All contacts with the first number, where the number to be dialled may be, and when; the second was never called. */
interface CapQuestion {
  readonly person: readonly SceneContact[]
  readonly isSecond: boolean
  readonly zones: string | null
  readonly at: Date
}

function isCapped(cap: SceneCap, { person, isSecond, zones, at }: CapQuestion): boolean {
  // Nobody knows in which of them the contact is: the cap holds when it does in one.
  const clocks = (zones ?? 'UTC').split(',').map((zone) => (instant: Date) => localDay(zone, instant))
  const [from, until] = [cap.holdsFrom ?? '0001-01-01', cap.holdsUntil ?? '9999-12-31']
  if (!clocks.some((dayOf) => from <= dayOf(at) && dayOf(at) <= until)) return false
  const calls = cap.subject === 'NUMBER' && isSecond ? [] : person.flatMap((one) => one.calls)
  const counted = calls.filter((call) => isCounted(cap, call))
  const { calendarDays } = cap
  if (calendarDays === null) {
    return counted.filter(({ minutesAgo }) => minutesAgo < cap.windowMinutes).length >= cap.limit
  }
  return clocks.some((dayOf) => {
    const today = Date.parse(dayOf(at))
    const lately = counted.filter(({ minutesAgo }) => {
      const day = Date.parse(dayOf(new Date(at.getTime() - minutesAgo * 60_000)))
      return today - day < calendarDays * DAY_MS
    })
    return lately.length >= cap.limit
  })
}

function isCounted(cap: SceneCap, call: PastCall): boolean {
  if (cap.scope === 'CAMPAIGN' && !call.isOwn) return false
  switch (cap.counts) {
    case 'CALLS':
      return true
    case 'ABANDONED':
      return call.category === 'ABANDONED'
    case 'CONVERSATIONS':
      return ['SUCCESS', 'CONTACT'].includes(call.category) || (call.wasAnswered && call.category !== 'VOICEMAIL')
  }
}

const DAY_MS = 24 * 60 * 60 * 1_000

/** YYYY-MM-DD there. */
function localDay(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at)
}

/** What counts for a dial of one number of a contact. */
interface Said {
  /** Given and not withdrawn, with the minutes since. */
  readonly given: readonly SceneConsent[]
  /** Minutes ago: what was given before then, or then, does not count; null: nothing voids it. */
  readonly voidedAgo: number | null
  /** The campaign has promised to call, and the person has not withdrawn since. */
  readonly isPromised: boolean
  readonly latest: SceneAnswer | null
}

/** `sharing`: others with the number to be dialled; null: it is the second, of which nobody has said anything. */
function whatIsSaid(contact: SceneContact, sharing: readonly SceneContact[] | null): Said {
  const ofNumber = sharing === null ? [] : [contact, ...sharing]
  const known = [
    ...contact.consents.filter((one) => one.of === 'contact'),
    ...ofNumber.flatMap(({ consents }) => consents.filter((one) => one.of === 'number')),
  ].filter(({ isRevoked }) => !isRevoked)
  const answers = ofNumber.flatMap((one) => one.answers)
  const voids = [
    ...known.filter(({ basis }) => basis === 'NONE').map(({ minutesAgo }) => minutesAgo),
    ...answers.filter(({ answer }) => answer === 'YES').map(({ minutesAgo }) => minutesAgo),
  ]
  const voidedAgo = voids.length === 0 ? null : Math.min(...voids)
  const given = known.filter(
    ({ basis, minutesAgo, expiresIn }) =>
      basis !== 'NONE' && (expiresIn === null || expiresIn > 0) && (voidedAgo === null || minutesAgo < voidedAgo),
  )
  const isPromised =
    contact.status === 'CALLBACK' &&
    contact.promisedBy === 'own' &&
    (voidedAgo === null || contact.promisedAgo < voidedAgo)
  const latest = answers.reduce<SceneAnswer | null>(
    (last, one) => (last === null || one.minutesAgo < last.minutesAgo ? one : last),
    null,
  )
  return { given, voidedAgo, isPromised, latest }
}

function isMet(bases: readonly string[], { given, isPromised }: Said): boolean {
  return (bases.includes('REQUESTED_CALLBACK') && isPromised) || given.some(({ basis }) => bases.includes(basis))
}

function isStillTheirs(campaign: SceneCampaign, dialled: SceneContact, said: Said): boolean {
  if (said.isPromised) return true
  const { latest, given } = said
  if (latest?.answer !== 'NO' || latest.minutesAgo >= (campaign.reassignedMaxAgeDays ?? 0) * 1_440) return false
  return campaign.demands
    .filter((demand) => concerns(demand, dialled))
    .every(({ bases }) =>
      given.some(({ basis, minutesAgo }) => bases.includes(basis) && minutesAgo >= latest.minutesAgo),
    )
}

const regionsOf = ({ region }: SceneContact): string[] => region.split(',').filter((one) => one !== '')

/** Who may be there is there. */
function concerns({ region }: { readonly region: string | null }, contact: SceneContact): boolean {
  const regions = regionsOf(contact)
  if (region === null || regions.length === 0) return true
  return regions.some((one) => one === region || one.startsWith(`${region}-`) || region.startsWith(`${one}-`))
}

function surelyConcerns({ region }: SceneDemand, contact: SceneContact): boolean {
  const regions = regionsOf(contact)
  return (
    region === null || (regions.length > 0 && regions.every((one) => one === region || one.startsWith(`${region}-`)))
  )
}

function isOpen(campaign: SceneCampaign, contact: SceneContact, at: Date): boolean {
  if (contact.timeZone === null) return false
  const { hours } = campaign
  if (hours === null) return true
  return contact.timeZone.split(',').every((zone) => {
    const { weekday, minute } = localTime(zone, at)
    const [from, to] = hours[weekday] ?? [0, 0]
    return minute >= from && minute < to
  })
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function localTime(zone: string, at: Date): { weekday: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    ...({ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    weekday: weekdays.indexOf(parts['weekday'] ?? ''),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
}
