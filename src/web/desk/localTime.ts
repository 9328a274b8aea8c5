// A local time is YYYY-MM-DDTHH:MM, as the API's callbackLocalTime and <input type="datetime-local"> have it.

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** What the clock of this IANA zone shows at an instant; UTC for a zone that the browser does not know. */
export function localTimeOf(instant: Date, timeZone: string): string {
  return new Date(instant.getTime() + offsetMs(instant.getTime(), timeZone)).toISOString().slice(0, 16)
}

/**
 * The instant at which the zone's clock shows this local time, as the server counts it: a time that the clocks skip is the
 * first after the gap, one that they show twice the first of both. Null for a text that is no time.
 */
export function instantOfLocalTime(localTime: string, timeZone: string): Date | null {
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(localTime) ? Date.parse(`${localTime}:00.000Z`) : Number.NaN
  if (Number.isNaN(local)) return null
  // The offsets around it: no zone changes twice within two days.
  const before = offsetMs(local - DAY_MS, timeZone)
  const after = offsetMs(local + DAY_MS, timeZone)
  for (const candidate of [local - before, local - after]) {
    if (candidate + offsetMs(candidate, timeZone) === local) return new Date(candidate)
  }
  return new Date(firstInstantWith(after, local - after - DAY_MS, local - before + DAY_MS, timeZone))
}

/** The change of the clocks between two instants, to the minute. */
function firstInstantWith(offset: number, fromMs: number, untilMs: number, timeZone: string): number {
  let [low, high] = [fromMs, untilMs]
  while (high - low > MINUTE_MS) {
    const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS
    if (offsetMs(middle, timeZone) === offset) high = middle
    else low = middle
  }
  return high
}

function offsetMs(instantMs: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(instantMs / 1000) * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const numeric = '2-digit'
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ year: 'numeric', month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    hourCycle: 'h23',
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
  })
  formats.set(timeZone, format)
  return format
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * Whether a local time means one instant in all zones where a contact may be. Only then the server takes it as it is;
 * otherwise the agent chooses the zone, and the instant is sent.
 */
export function isOneInstant(localTime: string, timeZones: readonly string[]): boolean {
  const instants = timeZones.map((timeZone) => instantOfLocalTime(localTime, timeZone)?.getTime())
  return instants.length > 0 && instants.every((instant) => instant === instants[0])
}

/** A first proposal for a callback: so many minutes from now on that clock, up to the next full quarter of an hour. */
export function proposedLocalTime(now: Date, minutes: number, timeZone: string): string {
  const quarter = 15 * MINUTE_MS
  const proposed = Math.ceil((now.getTime() + minutes * MINUTE_MS) / quarter) * quarter
  return localTimeOf(new Date(proposed), timeZone)
}
