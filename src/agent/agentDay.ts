import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { timeZoneNames } from '../contact/timeZoneNames.store.js'
import { BadInputError } from '../domainError.js'
import { checkTimeZone } from '../inputRules.js'
import { agentDayTimes, type AgentDayTimes } from './agentDay.store.js'
import { agentFigures, type AgentFigures } from './agentFigures.js'

/** An agent's figures of one day, and which day that is. */
export interface AgentDay extends Omit<AgentDayTimes, 'states' | 'calls'>, AgentFigures {}

/** A day: of the calendar (null: the present one), in a zone (null: the organization's). */
export interface DayRequest {
  readonly date: string | null
  readonly timeZone: string | null
}

/**
 * The figures of these agents on one day, up to now when it is not over; 23 or 25 hours of it where the clocks change. Throws
 * BadInputError for a day before 1970 or after 2999, and for a zone that is none.
 */
export async function agentDays(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  organizationId: string,
  agentIds: readonly string[],
  request: DayRequest,
): Promise<AgentDay[]> {
  const day = {
    date: request.date === null ? null : checkDate(request.date),
    timeZone: request.timeZone === null ? null : await checkKnownZone(database, request.timeZone),
  }
  const days = await agentDayTimes(database, clock, organizationId, agentIds, day)
  return days.map(({ states, calls, ...which }) => ({ ...which, ...agentFigures(states, calls) }))
}

function checkDate(date: string): string {
  if (!/^(19[7-9]\d|2\d{3})-/.test(date)) throw new BadInputError('date', 'date is from 1970-01-01 to 2999-12-31')
  return date
}

/** A zone that both this process and the database know. */
async function checkKnownZone(database: Database, timeZone: string): Promise<string> {
  const known = (await timeZoneNames(database)).find(checkTimeZone('timeZone', timeZone))
  if (known === null) throw new BadInputError('timeZone', 'not an IANA time zone, for example America/New_York')
  return known
}
