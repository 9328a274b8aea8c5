import { offsetStretches } from '../callingHours/zoneOffset.js'

// A reading of a wall clock is held as milliseconds since 1970 as if the clock showed UTC: readings can be compared and
// added to like instants, and are never mistaken for an offset.

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the zone's clock shows at this instant; null for a zone that the process does not know. */
export function localClock(instant: Date, timeZone: string): number | null {
  const ms = instant.getTime()
  const [stretch] = offsetStretches(timeZone, ms, ms + 1)
  return stretch === undefined ? null : ms + stretch.offsetMs
}

/**
 * The instant at which the zone's clock shows `local`: the first of two where it shows it twice, and the first valid
 * instant after a gap where it never does. Null for an unknown zone.
 */
export function instantOfLocal(local: number, timeZone: string): Date | null {
  // No zone is further than a day from UTC.
  return firstShown(local, timeZone, local - DAY, local + DAY)
}

function firstShown(local: number, timeZone: string, afterMs: number, beforeMs: number): Date | null {
  for (const { fromMs, untilMs, offsetMs } of offsetStretches(timeZone, afterMs, beforeMs)) {
    const ms = local - offsetMs
    if (ms < untilMs) return new Date(Math.max(ms, fromMs))
  }
  return null
}

/** Parts of a contact's day: whoever did not answer in one may be at home in another. */
export type PartOfDay = 'MORNING' | 'AFTERNOON' | 'EVENING'

// This product's own choice: noon, and the end of most offices' day.
const NOON = 12
const EVENING = 17

/** Morning before 12:00, afternoon before 17:00, then evening, by the zone's clock; null for an unknown zone. */
export function partOfDay(instant: Date, timeZone: string): PartOfDay | null {
  const local = localClock(instant, timeZone)
  if (local === null) return null
  const hour = new Date(local).getUTCHours()
  if (hour < NOON) return 'MORNING'
  return hour < EVENING ? 'AFTERNOON' : 'EVENING'
}

/** When the next part of the zone's day begins; the instant itself for an unknown zone. */
export function nextPartOfDay(instant: Date, timeZone: string): Date {
  const local = localClock(instant, timeZone)
  if (local === null) return instant
  const midnight = Math.floor(local / DAY) * DAY
  const starts = [NOON, EVENING, 24].map((hour) => midnight + hour * HOUR).find((start) => start > local)
  // From the instant on: where midnight strikes twice, the first may be over.
  return firstShown(starts ?? local, timeZone, instant.getTime(), instant.getTime() + 2 * DAY) ?? instant
}
