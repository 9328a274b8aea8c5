import Holidays from 'date-holidays'
import type { HoursRule, WeekWindows } from '../../src/callingHours/hoursRule.js'
import type { Place } from '../../src/callingHours/openSpans.js'

// The rule for one instant, said as plainly as possible and with nothing of the product: what the clock on the wall
// shows, and whether it lies in a window of today or of yesterday.

interface WallClock {
  /** YYYY-MM-DD */
  readonly date: string
  /** HH:MM */
  readonly time: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function wallClock(timeZone: string, ms: number): WallClock {
  let format = formats.get(timeZone)
  if (format === undefined) {
    // Swedish writes dates as 2026-03-08 07:00.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    formats.set(timeZone, format)
  }
  const [date = '', time = ''] = format.format(ms).split(' ')
  return { date, time }
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00Z`) - 24 * 60 * 60_000).toISOString().slice(0, 10)
}

const holidays = new Map<string, ReadonlySet<string>>()

function isHoliday(region: string, date: string): boolean {
  if (region === '') return false
  const key = `${region}/${date.slice(0, 4)}`
  let dates = holidays.get(key)
  if (dates === undefined) {
    const [country = '', state = ''] = region.split('-')
    // Australia closes on its national days only, on the very day; Louisiana does not keep Columbus Day.
    const isAustralia = country === 'AU'
    const list = new Holidays(country, isAustralia ? '' : state).getHolidays(Number(date.slice(0, 4)))
    const closing = list
      .filter(({ type, name }) => type === 'public' && !(region === 'US-LA' && name === 'Columbus Day'))
      .filter(({ name }) => !isAustralia || !/substitute|Easter Saturday/.test(name))
    dates = new Set(closing.map((holiday) => holiday.date.slice(0, 10)))
    holidays.set(key, dates)
  }
  return dates.has(date)
}

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const

function windowsOf(week: WeekWindows, region: string, date: string): readonly (readonly [string, string])[] {
  if (week.HOLIDAY !== undefined && isHoliday(region, date)) return week.HOLIDAY
  const name = names[new Date(`${date}T12:00Z`).getUTCDay()]
  return (name === undefined ? undefined : week[name]) ?? []
}

function isInWindow(week: WeekWindows, region: string, { date, time }: WallClock): boolean {
  const today = windowsOf(week, region, date).some(([opens, closes]) =>
    closes < opens ? time >= opens : time >= opens && time < closes,
  )
  const sinceYesterday = windowsOf(week, region, dayBefore(date)).some(
    ([opens, closes]) => closes < opens && time < closes,
  )
  return today || sinceYesterday
}

/** Whether a place may be called at this instant; instants of whole minutes. */
export function isOpenByTheMinute(
  rules: readonly HoursRule[],
  campaignHours: WeekWindows | null,
  place: Place,
  ms: number,
): boolean {
  const of = (region: string | null): readonly HoursRule[] => rules.filter((rule) => rule.region === region)
  const exact = place.region === '' ? [] : of(place.region)
  const country = place.region === '' ? [] : of(place.region.slice(0, 2))
  const holding = exact.length > 0 ? exact : country.length > 0 ? country : of(null)
  const weeks = [...holding.map(({ days }) => days), ...(campaignHours === null ? [] : [campaignHours])]
  return place.timeZones.every((zone) => {
    const clock = wallClock(zone, ms)
    return weeks.every((week) => isInWindow(week, place.region, clock))
  })
}
