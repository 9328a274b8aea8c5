import type { ContactStatus } from '../contact/contact.js'
import type { RetryRule } from './retry.js'

/** One of the numbers of a contact. */
export interface DialledNumber {
  /** E.164. */
  readonly phone: string
  /** IANA zones joined by ','; null when unknown. */
  readonly timeZone: string | null
  readonly isRetired: boolean
}

/** A callback that is OPEN for the contact, of whichever campaign. */
export interface OpenPromise {
  readonly id: string
  readonly campaignId: string
  readonly dueAt: Date
  /** The entry whose outcome promised it; null for one of before that was kept. */
  readonly promisedByEntryId: string | null
}

/** The dial that an outcome ends. */
export interface FinishedDial {
  readonly entryId: string
  readonly campaignId: string
  /** Who held the entry. */
  readonly agentId: string | null
  /** The number that was dialled. */
  readonly phone: string
  readonly startedAt: Date
  /** When the outcome was saved; delays count from here. */
  readonly endedAt: Date
  /** Its number in the campaign, from 1. */
  readonly attempt: number
  /** The call was connected. */
  readonly wasConnected: boolean
}

/** What is known when a dial ends, read under the locks of the entry and the contact. */
export interface DialFacts {
  /** The instant of the change. */
  readonly now: Date
  readonly contact: {
    readonly status: ContactStatus
    readonly phone: string
    readonly timeZone: string | null
    readonly nextPhone: string | null
    readonly nextAttemptAt: Date | null
    readonly lastAttemptAt: Date | null
  }
  /** In the order of dialling; empty for a contact that has only its phone. */
  readonly numbers: readonly DialledNumber[]
  readonly promise: OpenPromise | null
  /** Of the campaign, else of the organization; null when neither has one for the outcome. */
  readonly retryRule: RetryRule | null
  /** Calls of this campaign to this contact with this outcome since the last reset of its list, without this dial. */
  readonly earlierCount: number
  /** Attempts of this campaign at this contact before the last reset of its list: no limit counts them any more. */
  readonly attemptsBeforeReset: number
  /** It was completed during the call: it keeps no promise. Held as it is when the outcome is to promise one. */
  readonly isCampaignOver: boolean
  readonly maxAttempts: number
  readonly callbackGraceMinutes: number
  readonly numberPauseMinutes: number
}

/** The zones of a contact or number, one by one; none when unknown. */
export function zonesOf(timeZone: string | null): readonly string[] {
  return timeZone === null ? [] : timeZone.split(',')
}

/** All numbers of the contact in their order. */
export function numbersOf({ contact, numbers }: DialFacts): readonly DialledNumber[] {
  return numbers.length > 0 ? numbers : [{ phone: contact.phone, timeZone: contact.timeZone, isRetired: false }]
}

/** The number to dial after this one. */
export interface NextNumber extends DialledNumber {
  /** It stands behind the dialled one; else the round begins anew. */
  readonly isLater: boolean
}

/**
 * The next number after the dialled one that is not retired, else the first that is not; the dialled one itself is left
 * out when `isRetired` says that it proved wrong. Null when no number is left.
 */
export function numberAfter(facts: DialFacts, dialled: string, isRetired: boolean): NextNumber | null {
  const all = numbersOf(facts)
  const place = all.findIndex(({ phone }) => phone === dialled)
  const isLeft = (number: DialledNumber): boolean => !number.isRetired && !(isRetired && number.phone === dialled)
  const later = all.find((number, index) => index > place && isLeft(number))
  // A number that the contact no longer has was replaced: what is left begins a round, it does not go on with one.
  if (later !== undefined && place >= 0) return { ...later, isLater: true }
  const first = all.find(isLeft)
  return first === undefined ? null : { ...first, isLater: false }
}
