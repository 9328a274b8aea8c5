// What a simulated stretch must be true to, said anew: the checker of tests/rules/stretches.test.ts shares nothing with the
// product but the names of outcomes. Hours are read off Intl's own clock.

type Windows = readonly [opens: string, closes: string] | null
/** Windows of a weekday, a Saturday and a Sunday; null: closed. */
type Week = readonly [weekday: Windows, saturday: Windows, sunday: Windows]

/** The law of the simulated world, by region; whoever is in none of them has `elsewhere`. */
export const law: Readonly<Record<string, Week>> = {
  'US-CA': [['10:00', '17:00'], ['11:00', '15:00'], null],
  DE: [['09:00', '18:00'], null, null],
  'AU-WA': [['09:00', '17:00'], ['10:00', '12:00'], null],
}
export const elsewhere: Week = [
  ['09:00', '20:00'],
  ['10:00', '16:00'],
  ['12:00', '14:00'],
]

/** Regions in which nobody is called who has not agreed. */
export const demanding: ReadonlySet<string> = new Set(['DE', 'AU-SA'])

/** Minutes until the next attempt, by outcome. */
export const retryMinutes: Readonly<Record<string, number>> = { NO_ANSWER: 120, BUSY: 60, VOICEMAIL: 240 }

export const MOST_ATTEMPTS = 12
export const CALLS_A_DAY = 3
const DAY_MS = 24 * 3_600_000

/** A contact of the simulated world, and all that has happened to it. */
export interface Person {
  readonly id: string
  readonly phone: string
  readonly region: string
  readonly timeZones: readonly string[]
  hasConsent: boolean
  isSuppressed: boolean
  isDone: boolean
  /** It was promised a call then. */
  dueAt: number | null
  /** Not before. */
  readyAt: number
  readonly calls: number[]
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Weekday and HH:MM:SS on the clocks of a zone. */
function clockOf(timeZone: string, at: number): { readonly day: string; readonly time: string } {
  let format = formats.get(timeZone)
  if (format === undefined) {
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
    format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', ...time })
    formats.set(timeZone, format)
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const read = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return { day: read('weekday'), time: `${read('hour')}:${read('minute')}:${read('second')}` }
}

function isOpenIn(week: Week, timeZone: string, at: number): boolean {
  const { day, time } = clockOf(timeZone, at)
  const windows = week[day === 'Sat' ? 1 : day === 'Sun' ? 2 : 0]
  return windows !== null && `${windows[0]}:00` <= time && time < `${windows[1]}:00`
}

/** Why nobody may call the person at that instant; null: one may. */
export function objection(person: Person, at: number): string | null {
  const week = law[person.region] ?? elsewhere
  if (!person.timeZones.every((zone) => isOpenIn(week, zone, at))) return 'outside the hours'
  if (person.isSuppressed) return 'asked not to be called'
  if (demanding.has(person.region) && !person.hasConsent) return 'has not agreed'
  if (person.isDone) return 'is done with'
  if (person.calls.filter((call) => call > at - DAY_MS).length >= CALLS_A_DAY)
    return 'was called as often as the cap allows'
  if (person.dueAt !== null) return at < person.dueAt ? 'was promised a later call' : null
  if (at < person.readyAt) return 'is not to be tried again yet'
  return person.calls.length >= MOST_ATTEMPTS ? 'was tried as often as the campaign may' : null
}
