import { zonesThere, type DeskEntry } from './desk.types.js'
import type { StepDetails } from './deskView.js'
import type { CallbackTaker } from './generated/graphql.js'
import { instantOfLocalTime, isOneInstant, proposedLocalTime } from './localTime.js'

/** A callback as the agent has filled it in. */
export interface CallbackWish {
  /** YYYY-MM-DDTHH:MM on the clock of `timeZone`; empty while it is being typed. */
  readonly localTime: string
  readonly timeZone: string
  readonly taker: CallbackTaker
}

/** The zones in which the contact may be; the browser's own when nobody knows. */
export function zonesOf(entry: Pick<DeskEntry, 'contact' | 'phone'>): readonly string[] {
  const zones = zonesThere(entry)
  return zones.length > 0 ? zones : [Intl.DateTimeFormat().resolvedOptions().timeZone]
}

/** What the fields hold at first: after the outcome's own delay (a day without one), by the agent who promised. */
export function proposedCallback(entry: DeskEntry, now: Date, retryAfterMinutes: number | null): CallbackWish {
  const [timeZone = 'UTC'] = zonesOf(entry)
  return { localTime: proposedLocalTime(now, retryAfterMinutes ?? 24 * 60, timeZone), timeZone, taker: 'AGENT' }
}

/** What is wrong with it, in words; null when it can be saved. */
export function callbackFault({ localTime, timeZone }: CallbackWish, now: Date): string | null {
  const instant = instantOfLocalTime(localTime, timeZone)
  if (instant === null) return 'Say when to call back.'
  if (instant <= now) return 'That moment has passed already.'
  return instant.getTime() > now.getTime() + 366 * 86_400_000 ? 'A callback lies within a year.' : null
}

/** How it is sent: on the contact's clock where that is clear, else as the instant that the agent's choice means. */
export function callbackDetails(
  { localTime, timeZone, taker }: CallbackWish,
  entry: Pick<DeskEntry, 'contact' | 'phone'>,
): StepDetails {
  const callbackFor = taker
  if (isOneInstant(localTime, zonesThere(entry))) return { callbackLocalTime: localTime, callbackFor }
  return { callbackAt: instantOfLocalTime(localTime, timeZone)?.toISOString() ?? null, callbackFor }
}
