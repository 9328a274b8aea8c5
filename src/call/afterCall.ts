import type { ContactStatus } from '../contact/contact.js'
import { CAMPAIGN_IS_OVER, callbackInstant, checkCallbackAt, type CallbackWish } from '../callback/callback.js'
import { BadInputError } from '../domainError.js'
import { numberAfter, numbersOf, zonesOf, type DialFacts, type FinishedDial } from './dialFacts.js'
import type { Outcome } from './outcome.js'
import { nextAttempt, plainRetry } from './retry.js'

/** How a dial ended. */
export interface DialResult {
  readonly outcome: Outcome
  /** Only for an outcome of category CALLBACK. */
  readonly callback: CallbackWish | null
  /** The agent's hold ran out: while DIALING (the call may have been placed or not) or in the conversation. */
  readonly lostWhile: 'DIALING' | 'CONVERSATION' | null
}

/** A callback that a dial promises. */
export interface NewPromise {
  /** Null: anybody. */
  readonly agentId: string | null
  readonly dueAt: Date
  readonly graceMinutes: number
  /** Nobody will keep it: it is written down as CANCELLED, with this reason; null: OPEN. */
  readonly endedReason: string | null
}

/** What a finished dial makes of its contact. */
export interface AfterCall {
  readonly status: ContactStatus
  /** Not dialled before; null: no next attempt by itself. */
  readonly nextAttemptAt: Date | null
  /** The number to dial next; null: the contact's first. */
  readonly nextPhone: string | null
  /** The campaign is done with the contact, whatever attempts are left. */
  readonly isClosed: boolean
  /** The dialled number proved wrong. */
  readonly retiresNumber: boolean
  /** What becomes of the open callback; null: it stays open. */
  readonly endsPromise: 'KEPT' | 'CANCELLED' | null
  readonly promises: NewPromise | null
}

type Step = Pick<AfterCall, 'status' | 'nextAttemptAt' | 'isClosed'> & {
  /** The number to dial next; null: as it stands. */
  readonly next: string | null
}

/**
 * What a finished dial makes of its contact: a pure function of what is known under the locks. Throws BadInputError for a
 * promise that cannot be meant.
 *
 * An open callback is kept by a dial of its campaign that began at its instant or later, whatever came of the call: then
 * the outcome's own rules go on. It outlives everything else but a contact who is not to be called any more, or whose
 * numbers are all wrong: the dial of another campaign, a dial from before its instant that reached nobody, and a dial whose
 * agent fell silent while it rang (nobody knows whether the call was placed): it is then tried again, after that outcome's
 * delay.
 *
 * A campaign that was completed during the call keeps no promise. What its contact asked for is written down as cancelled,
 * and others may call, not before the instant that was promised, unless another campaign has promised a call: that stands.
 */
export function afterCall(result: DialResult, dial: FinishedDial, facts: DialFacts): AfterCall {
  const { outcome } = result
  const { contact } = facts
  const retiresNumber = outcome.category === 'INVALID_NUMBER'
  const step = stepOf(result, dial, facts)
  const status = lasting(contact.status, step.status)
  const isForbidden = status === 'DO_NOT_CALL'
  const promises = outcome.category === 'CALLBACK' && !isForbidden ? newPromise(result, dial, facts) : null
  const endsPromise = promiseEnd(result, dial, facts, status)
  const survives = facts.promise !== null && endsPromise === null
  const next = step.next ?? (retiresNumber && contact.nextPhone === dial.phone ? null : contact.nextPhone)
  if (!survives) {
    return {
      status,
      nextAttemptAt: promises?.dueAt ?? step.nextAttemptAt,
      nextPhone: next === contact.phone ? null : next,
      isClosed: step.isClosed,
      retiresNumber,
      endsPromise,
      promises,
    }
  }
  // The call that was promised is made to the number that it was promised on, unless that has just proved wrong.
  const isNumberWrong = retiresNumber && (contact.nextPhone ?? contact.phone) === dial.phone
  const isOwnLost = result.lostWhile === 'DIALING' && facts.promise.campaignId === dial.campaignId
  const phone = isNumberWrong ? next : contact.nextPhone
  return {
    status: 'CALLBACK',
    nextAttemptAt: isOwnLost ? step.nextAttemptAt : contact.nextAttemptAt,
    nextPhone: phone === contact.phone ? null : phone,
    isClosed: step.isClosed,
    retiresNumber,
    endsPromise: null,
    promises,
  }
}

/** What the outcome says, as if nothing else were known of the contact. */
function stepOf(result: DialResult, dial: FinishedDial, facts: DialFacts): Step {
  const { outcome } = result
  const never = { nextAttemptAt: null, isClosed: true, next: null }
  switch (outcome.category) {
    case 'SUCCESS':
    case 'CONTACT':
      return { status: 'REACHED', ...never }
    case 'DO_NOT_CALL':
      return { status: 'DO_NOT_CALL', ...never }
    case 'CALLBACK':
      return {
        status: facts.isCampaignOver ? statusWhenTriedAgain(dial, facts) : 'CALLBACK',
        ...{ nextAttemptAt: null, isClosed: false, next: numberDialled(dial, facts) },
      }
    case 'INVALID_NUMBER': {
      const next = numberAfter(facts, dial.phone, true)
      if (next === null) return { status: 'INVALID', ...never }
      const nextAttemptAt = minutesAfter(dial.endedAt, facts.numberPauseMinutes)
      return { status: statusWhenTriedAgain(dial, facts), nextAttemptAt, isClosed: false, next: next.phone }
    }
    case 'NO_ANSWER':
    case 'BUSY':
    case 'VOICEMAIL':
    case 'ABANDONED':
    case 'FAILED':
      return result.lostWhile === 'CONVERSATION' ? { status: 'REACHED', ...never } : triedAgain(result, dial, facts)
  }
}

/** Nobody was spoken to: the next number after a pause, or after the last of them the first, when the outcome's rule says. */
function triedAgain({ outcome, lostWhile }: DialResult, dial: FinishedDial, facts: DialFacts): Step {
  const rule = facts.retryRule ?? (outcome.retryAfterMinutes === null ? null : plainRetry(outcome.retryAfterMinutes))
  if (rule === null) {
    const status = dial.wasConnected ? 'REACHED' : 'EXHAUSTED'
    return { status, nextAttemptAt: null, isClosed: true, next: null }
  }
  // An abandoned call was answered: the number is right, and so it is the one to try again.
  const isSameNumber = outcome.category === 'ABANDONED' || (lostWhile !== null && facts.promise !== null)
  const next = isSameNumber ? null : numberAfter(facts, dial.phone, false)
  const phone = next?.phone ?? numberDialled(dial, facts)
  const timeZone = numbersOf(facts).find((number) => number.phone === phone)?.timeZone ?? null
  const retry = nextAttempt(rule, facts.earlierCount + 1, dial, zonesOf(timeZone))
  // A call that may still be ringing is followed by none, on whatever number, before its delay is over.
  const isPauseEnough = next?.isLater === true && lostWhile === null
  return {
    status: retry.isExhausted ? 'EXHAUSTED' : statusWhenTriedAgain(dial, facts),
    nextAttemptAt: isPauseEnough ? minutesAfter(dial.endedAt, facts.numberPauseMinutes) : retry.at,
    isClosed: retry.isExhausted,
    next: phone,
  }
}

function statusWhenTriedAgain(dial: FinishedDial, facts: DialFacts): ContactStatus {
  return dial.attempt - facts.attemptsBeforeReset >= facts.maxAttempts ? 'EXHAUSTED' : 'IN_PROGRESS'
}

/** The number that was dialled, if the contact still has it; else the first. */
function numberDialled(dial: FinishedDial, facts: DialFacts): string {
  return numbersOf(facts).some(({ phone }) => phone === dial.phone) ? dial.phone : facts.contact.phone
}

/**
 * Who was found not to be called while this call was running (an earlier outcome was corrected) stays so, unless this
 * call says more than "try again".
 */
function lasting(before: ContactStatus, after: ContactStatus): ContactStatus {
  if (before === 'DO_NOT_CALL') return before
  const isWeak = after === 'IN_PROGRESS' || after === 'EXHAUSTED'
  return isWeak && (before === 'REACHED' || before === 'INVALID') ? before : after
}

function promiseEnd(
  { outcome, lostWhile }: DialResult,
  dial: FinishedDial,
  { promise, isCampaignOver }: DialFacts,
  status: ContactStatus,
): 'KEPT' | 'CANCELLED' | null {
  if (promise === null) return null
  const isOwn = promise.campaignId === dial.campaignId
  if (isOwn && promise.dueAt <= dial.startedAt && lostWhile !== 'DIALING') return 'KEPT'
  if (status === 'DO_NOT_CALL' || status === 'INVALID') return 'CANCELLED'
  // A contact waits for one call: the later wish stands, if anybody is there to keep it.
  if (outcome.category === 'CALLBACK') return isCampaignOver ? null : 'CANCELLED'
  // Spoken to before the promised instant, by the campaign that promised it.
  return isOwn && (outcome.category === 'SUCCESS' || outcome.category === 'CONTACT') ? 'CANCELLED' : null
}

function newPromise({ outcome, callback }: DialResult, dial: FinishedDial, facts: DialFacts): NewPromise {
  return {
    agentId: callback?.taker === 'ANYONE' ? null : dial.agentId,
    dueAt: promisedInstant(outcome, callback, dial, facts),
    graceMinutes: facts.callbackGraceMinutes,
    endedReason: facts.isCampaignOver ? CAMPAIGN_IS_OVER : null,
  }
}

function promisedInstant(outcome: Outcome, callback: CallbackWish | null, dial: FinishedDial, facts: DialFacts): Date {
  if (callback?.at != null) return callback.at
  if (callback?.localTime != null) {
    const phone = numberDialled(dial, facts)
    const zones = zonesOf(numbersOf(facts).find((number) => number.phone === phone)?.timeZone ?? null)
    return checkCallbackAt(facts.now, callbackInstant(callback.localTime, zones), 'callbackLocalTime')
  }
  if (outcome.retryAfterMinutes === null) {
    throw new BadInputError('callbackAt', 'this outcome promises a callback and needs its instant')
  }
  return minutesAfter(dial.endedAt, outcome.retryAfterMinutes)
}

function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000)
}
