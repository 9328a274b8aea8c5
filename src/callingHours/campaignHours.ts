import { BadInputError } from '../domainError.js'
import { clockMinutes, weekdays, type DayWindow, type WeekWindows } from './hoursRule.js'

/** From `opens` up to, not including, `closes`: 'HH:MM', 24:00 for the end of the day; past midnight when it closes first. */
export interface ClockWindow {
  readonly opens: string
  readonly closes: string
}

/** A campaign's own windows, as clients read and write them: in the contact's local time, a day with none is closed. */
export interface CampaignHours {
  readonly monday: readonly ClockWindow[]
  readonly tuesday: readonly ClockWindow[]
  readonly wednesday: readonly ClockWindow[]
  readonly thursday: readonly ClockWindow[]
  readonly friday: readonly ClockWindow[]
  readonly saturday: readonly ClockWindow[]
  readonly sunday: readonly ClockWindow[]
  /** On public holidays of the contact's region, in place of the weekday's; null when holidays are days like others. */
  readonly holiday: readonly ClockWindow[] | null
}

const days = [
  ['monday', 'MON'],
  ['tuesday', 'TUE'],
  ['wednesday', 'WED'],
  ['thursday', 'THU'],
  ['friday', 'FRI'],
  ['saturday', 'SAT'],
  ['sunday', 'SUN'],
  ['holiday', 'HOLIDAY'],
] as const

/** More windows in one day are a mistake. */
const MOST_WINDOWS = 10

/**
 * The windows as they are stored, or null when they are no limit at all: every day from 00:00 to 24:00, holidays too.
 *
 * @throws BadInputError on `callingHours` and the day for a time that is none, a window without length, or over 10 windows
 */
export function checkCampaignHours(hours: CampaignHours): WeekWindows | null {
  const week: Record<string, readonly DayWindow[]> = {}
  for (const [field, day] of days) {
    const windows = hours[field]
    if (windows !== null) week[day] = checkDay(`callingHours.${field}`, windows)
  }
  return Object.values(week).every(isWholeDay) ? null : week
}

function checkDay(field: string, windows: readonly ClockWindow[]): DayWindow[] {
  if (windows.length > MOST_WINDOWS) throw new BadInputError(field, `a day has at most ${MOST_WINDOWS} windows`)
  return windows.map(({ opens, closes }) => {
    const start = opens === '24:00' ? null : clockMinutes(opens)
    if (start === null) throw new BadInputError(field, 'a window opens at a time from 00:00 to 23:59, such as 09:00')
    const end = clockMinutes(closes)
    if (end === null) throw new BadInputError(field, 'a window closes at a time from 00:00 to 24:00, such as 17:30')
    if (start === end) throw new BadInputError(field, 'a window closes when it opens; 00:00 to 24:00 is a whole day')
    return [opens, closes]
  })
}

function isWholeDay(windows: readonly DayWindow[]): boolean {
  return windows.length === 1 && windows[0]?.[0] === '00:00' && windows[0][1] === '24:00'
}

/** Windows as the database keeps them; null for null. What cannot be read, which the API never stores, opens nothing. */
export function storedHours(stored: unknown): WeekWindows | null {
  if (stored === null || stored === undefined) return null
  const week: Record<string, readonly DayWindow[]> = {}
  const byDay =
    typeof stored === 'object' ? new Map<string, unknown>(Object.entries(stored)) : new Map<string, unknown>()
  for (const day of [...weekdays, 'HOLIDAY']) {
    const windows = byDay.get(day)
    if (Array.isArray(windows)) week[day] = windows.filter(isWindow)
  }
  return week
}

function isWindow(value: unknown): value is DayWindow {
  return Array.isArray(value) && value.length === 2 && value.every((time) => typeof time === 'string')
}

/** Stored windows as clients read them; null when the campaign has none of its own. */
export function campaignHours(stored: unknown): CampaignHours | null {
  const week = storedHours(stored)
  if (week === null) return null
  const windowsOf = (day: keyof WeekWindows): ClockWindow[] =>
    (week[day] ?? []).map(([opens, closes]) => ({ opens, closes }))
  return {
    monday: windowsOf('MON'),
    tuesday: windowsOf('TUE'),
    wednesday: windowsOf('WED'),
    thursday: windowsOf('THU'),
    friday: windowsOf('FRI'),
    saturday: windowsOf('SAT'),
    sunday: windowsOf('SUN'),
    holiday: week.HOLIDAY === undefined ? null : windowsOf('HOLIDAY'),
  }
}
