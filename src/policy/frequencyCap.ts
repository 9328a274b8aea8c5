import { checkList, checkObject, checkWhole, checkWord, fault } from './checkedJson.js'

/** Calls to what a cap counts: to the same number (whoever has it), or to the same contact (on whichever number). */
export const capSubjects = ['NUMBER', 'CONTACT'] as const
export type CapSubject = (typeof capSubjects)[number]

/** Whose calls a cap counts: those of the whole organization, or those of the campaign that wants to call. */
export const capScopes = ['ORGANIZATION', 'CAMPAIGN'] as const
export type CapScope = (typeof capScopes)[number]

/** Which calls a cap counts: all, those that became a conversation, were abandoned, or were refused. */
export const capCounts = ['CALLS', 'CONVERSATIONS', 'ABANDONED', 'REFUSALS'] as const
export type CapCount = (typeof capCounts)[number]

/**
 * At most so many calls in a window. It rolls: 3 in 24 hours is `limit` 3, `windowMinutes` 1440; none for 7 days after a
 * conversation is `counts` CONVERSATIONS, `limit` 1, `windowMinutes` 10080. Or it is days of the contact's calendar: 3 a
 * day is `limit` 3, `calendarDays` 1. Where the contact may be in several zones, the cap holds as long as it does in one.
 */
export interface FrequencyCap {
  readonly subject: CapSubject
  readonly scope: CapScope
  readonly counts: CapCount
  /** With so many counted calls in the window the next one waits, 1 to 1000. */
  readonly limit: number
  /** 1 minute to 366 days; of a cap by calendar days 1,440 for each of them. */
  readonly windowMinutes: number
  /**
   * So many local days of the contact, the day of the call the last of them, 1 to 366; null or absent: the window rolls
   * over `windowMinutes`.
   */
  readonly calendarDays?: number | null
}

/** A cap that a campaign obeys, with the id that explains and audits quote. */
export interface EffectiveCap extends FrequencyCap {
  /** Of the pack's rule, or `campaign-cap-1` to `campaign-cap-10` for the campaign's own, in their order. */
  readonly ruleId: string
  /** Contacts there only: a country (US) or a part of one (US-FL); null for everywhere. */
  readonly region: string | null
  /** The first and the last local day of the contact on which it holds, YYYY-MM-DD; null: no such limit. */
  readonly holdsFrom: string | null
  readonly holdsUntil: string | null
}

/** More caps of its own than anybody can oversee; the database holds the same bound. */
export const MOST_OWN_CAPS = 10
/** The database holds the same bound. */
export const MOST_CAP_CALLS = 1000
/** 366 days: how far back a cap may look over the call records. The database holds the same bound. */
export const LONGEST_CAP_MINUTES = 366 * 24 * 60
const MINUTES_PER_DAY = 24 * 60

/** A finished call as a cap sees it. */
export interface CountedCall {
  /** The outcome's category. */
  readonly category: string
  /** Null when nobody answered. */
  readonly answeredAt: Date | null
  /** COMPLETED, FAILED or ABANDONED. */
  readonly finalStatus: string
  /** The outcome is a refusal (`isRefusal` of the catalogue). */
  readonly isRefusal: boolean
}

/** The categories that mean that somebody was spoken to. */
const conversationCategories: readonly string[] = ['SUCCESS', 'CONTACT', 'CALLBACK', 'DO_NOT_CALL']

/**
 * Whether a cap counts the call. A conversation is a call whose outcome says that somebody was spoken to (SUCCESS, CONTACT,
 * CALLBACK, DO_NOT_CALL), and, when in doubt, every call that was answered and did not prove to be a machine (VOICEMAIL).
 * An abandoned call is one that ended ABANDONED, whatever its outcome was corrected to. eligibilityJoins.ts is the SQL twin.
 */
export function isCounted(counts: CapCount, { category, answeredAt, finalStatus, isRefusal }: CountedCall): boolean {
  switch (counts) {
    case 'CALLS':
      return true
    case 'CONVERSATIONS':
      return conversationCategories.includes(category) || (answeredAt !== null && category !== 'VOICEMAIL')
    case 'ABANDONED':
      return finalStatus === 'ABANDONED'
    case 'REFUSALS':
      return isRefusal
  }
}

/**
 * When a cap with a rolling window no longer stands in the way, or null when it does not at `at`. A call that started at t counts for the
 * instants from t until t + window, the latter excluded: at t + window exactly it counts no more. The cap lifts when the
 * `limit`-th latest of the calls does so, as one fewer than the limit is then left.
 *
 * @param startedAtDescending starts of the calls that the cap counts (`isCounted`, its subject and scope), latest first;
 *   those after `at` are not looked at, so that a past instant can be explained
 */
export function capLiftsAt(
  cap: Pick<FrequencyCap, 'limit' | 'windowMinutes'>,
  startedAtDescending: readonly Date[],
  at: Date,
): Date | null {
  const milliseconds = cap.windowMinutes * 60_000
  const decisive = startedAtDescending.filter((startedAt) => startedAt <= at)[cap.limit - 1]
  if (decisive === undefined) return null
  const liftsAt = new Date(decisive.getTime() + milliseconds)
  return liftsAt > at ? liftsAt : null
}

/**
 * Whether a cap for a region is one for a contact: it says the contact's very region, or its country, or everywhere. A
 * contact whose part of the country is unknown has the caps of the country, as it has its calling hours.
 *
 * @param capRegion a country (US), a part of one (US-FL), or null for everywhere
 * @param contactRegion as the dialled number has it: several joined by ',', each of which counts; '' when unknown
 */
export function capConcerns(capRegion: string | null, contactRegion: string): boolean {
  if (capRegion === null) return true
  return contactRegion.split(',').some((region) => region === capRegion || region.startsWith(`${capRegion}-`))
}

/** The keys of a cap in JSON. */
export const capKeys: readonly (keyof FrequencyCap)[] = ['subject', 'scope', 'counts', 'limit']
/** One of them, at least, is there. */
export const optionalCapKeys: readonly (keyof FrequencyCap)[] = ['windowMinutes', 'calendarDays']

/** The cap in an object that has at least `capKeys`. Throws BadInputError with the path of the first fault. */
export function checkCap(path: string, value: Readonly<Record<string, unknown>>): FrequencyCap {
  return {
    subject: checkWord(`${path}.subject`, value['subject'], capSubjects),
    scope: checkWord(`${path}.scope`, value['scope'], capScopes),
    counts: checkWord(`${path}.counts`, value['counts'], capCounts),
    limit: checkWhole(`${path}.limit`, value['limit'], 1, MOST_CAP_CALLS),
    ...checkWindow(path, value),
  }
}

function checkWindow(
  path: string,
  { windowMinutes, calendarDays }: Readonly<Record<string, unknown>>,
): Pick<FrequencyCap, 'windowMinutes' | 'calendarDays'> {
  if (calendarDays === undefined || calendarDays === null) {
    return {
      windowMinutes: checkWhole(`${path}.windowMinutes`, windowMinutes, 1, LONGEST_CAP_MINUTES),
      ...(calendarDays === null ? { calendarDays } : {}),
    }
  }
  const days = checkWhole(`${path}.calendarDays`, calendarDays, 1, LONGEST_CAP_MINUTES / MINUTES_PER_DAY)
  const minutes = days * MINUTES_PER_DAY
  if (windowMinutes !== undefined && windowMinutes !== null && windowMinutes !== minutes) {
    throw fault(`${path}.windowMinutes`, 'left out where calendarDays says the window')
  }
  return { windowMinutes: minutes, calendarDays: days }
}

/** A campaign's own caps, at most ten, from JSON. Throws BadInputError with the path of the first fault. */
export function checkFrequencyCaps(value: unknown): readonly FrequencyCap[] {
  return checkList('frequencyCaps', value, MOST_OWN_CAPS).map((cap, index) => {
    const path = `frequencyCaps[${index}]`
    return checkCap(path, checkObject(path, cap, capKeys, optionalCapKeys))
  })
}
