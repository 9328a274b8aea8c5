import { instantOfLocal } from '../call/localTime.js'
import { BadInputError } from '../domainError.js'

/** OPEN until the contact is dialled for it (KEPT) or nobody is to call any more (CANCELLED). */
export const callbackStatuses = ['OPEN', 'KEPT', 'CANCELLED'] as const
export type CallbackStatus = (typeof callbackStatuses)[number]

/** Why a callback is CANCELLED whose campaign is COMPLETED. */
export const CAMPAIGN_IS_OVER = 'the campaign is over'

/** Why a callback is CANCELLED whose contact is in none of its campaign's lists any more. */
export const LIST_IS_OFF = 'the list was taken off the campaign'

/**
 * SQL, true while the agent of this SQL expression can keep what it promised for `campaign`: it works for the campaign and
 * is signed in. A callback of anybody else waits for nobody: its grace is over before it begins.
 */
export function isAgentPresent(agentId: string): string {
  return `EXISTS (SELECT FROM campaign_agent AS member
    JOIN agent AS promiser ON promiser.organization_id = member.organization_id AND promiser.id = member.agent_id
    WHERE member.organization_id = $1 AND member.campaign_id = $2 AND member.agent_id = ${agentId}
      AND promiser.status <> 'OFFLINE')`
}

/** Who is to call: the agent who promised it, until the grace is over, or anybody from the start. */
export const callbackTakers = ['AGENT', 'ANYONE'] as const
export type CallbackTaker = (typeof callbackTakers)[number]

/** A call that was promised to a contact. */
export interface Callback {
  readonly organizationId: string
  readonly id: string
  readonly campaignId: string
  readonly contactId: string
  /** Null: anybody. */
  readonly agentId: string | null
  readonly dueAt: Date
  /** Minutes after dueAt for which only the agent is offered it; also how late is still on time. */
  readonly graceMinutes: number
  readonly status: CallbackStatus
  readonly promisedAt: Date
  /** Start of the dial that kept it. */
  readonly dialedAt: Date | null
  /** When it was KEPT or CANCELLED. */
  readonly endedAt: Date | null
  /** Why it was CANCELLED. */
  readonly endedReason: string | null
}

/** The callback that an outcome promises, as it was said. */
export interface CallbackWish {
  /** An instant, or a local time of the contact; neither: after the outcome's own delay. */
  readonly at: Date | null
  /** YYYY-MM-DDTHH:MM on the contact's clock. */
  readonly localTime: string | null
  /** Null: the agent who reports. */
  readonly taker: CallbackTaker | null
}

/** A callback in the past would be due at once: a slip of the hand, not a promise. A minute is left for clocks that differ. */
export function checkCallbackAt(now: Date, callbackAt: Date, field = 'callbackAt'): Date {
  if (callbackAt.getTime() < now.getTime() - 60_000) throw new BadInputError(field, 'a callback lies in the future')
  if (callbackAt.getTime() > now.getTime() + 366 * 86_400_000) {
    throw new BadInputError(field, 'a callback lies within a year')
  }
  return callbackAt
}

/**
 * The instant of a local time (YYYY-MM-DDTHH:MM) in all the zones where the contact may be. A time that the clocks skip
 * is the first instant after the gap, one that they show twice the first of both. Throws BadInputError for a text that is
 * no time, and when the zone is unknown or the zones mean different instants: then only an instant is clear.
 */
export function callbackInstant(localTime: string, timeZones: readonly string[]): Date {
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(localTime) ? Date.parse(`${localTime}:00.000Z`) : Number.NaN
  // Date.parse rolls 30 February over into March.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(localTime)) {
    throw new BadInputError('callbackLocalTime', 'not a local time such as 2026-11-23T14:30')
  }
  const [first = null, ...others] = timeZones.map((zone) => instantOfLocal(local, zone))
  if (first === null) {
    throw new BadInputError('callbackLocalTime', 'the time zone of the contact is unknown: give callbackAt')
  }
  if (others.some((other) => other?.getTime() !== first.getTime())) {
    throw new BadInputError('callbackLocalTime', 'the contact may be in several time zones: give callbackAt')
  }
  return first
}
