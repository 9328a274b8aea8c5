import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'

const DAY_MS = 24 * 60 * 60 * 1_000
const MINUTES_PER_DAY = 24 * 60

/** Regions times years that are kept; whoever asks for more starts again with nothing. */
const MOST_KEPT = 2_000
const daysByRegionAndYear = new Map<string, ReadonlySet<number>>()

/**
 * Whether a date is a public holiday of a region (date-holidays, type public: national ones, and those of the part of the
 * country when the region names one; a day off in place of a holiday counts too, but for `exceptions`). False for a region that is unknown or
 * of which no holidays are known.
 *
 * @param region ISO 3166, such as 'GB' or 'US-AL'; of several, joined by ',', a holiday of one is a holiday
 * @param dayNumber days since 1970-01-01 of the local date
 */
export function isPublicHoliday(region: string, dayNumber: number): boolean {
  if (region === '') return false
  const year = new Date(dayNumber * DAY_MS).getUTCFullYear()
  return region.split(',').some((each) => holidaysOf(each, year).has(dayNumber))
}

function holidaysOf(region: string, year: number): ReadonlySet<number> {
  const key = `${region}/${year}`
  let days = daysByRegionAndYear.get(key)
  if (days === undefined) {
    if (daysByRegionAndYear.size >= MOST_KEPT) daysByRegionAndYear.clear()
    days = readHolidays(region, year)
    daysByRegionAndYear.set(key, days)
  }
  return days
}

/** Where the calendar names more days than the law of calls does. */
interface HolidayExceptions {
  /** Those of the whole country only, whichever part of it. */
  readonly isNationalOnly?: true
  /** A day off in place of a holiday is a day like others. */
  readonly areSubstitutesOpen?: true
  /** Names, as the calendar has them, of days that are like others. */
  readonly open: readonly string[]
}

/** By region, or by country for all of its parts. */
const exceptions: ReadonlyMap<string, HolidayExceptions> = new Map([
  // The industry standard closes on national public holidays.
  ['AU', { isNationalOnly: true, areSubstitutesOpen: true, open: ['Easter Saturday'] }],
  // A federal holiday that is none of the state.
  ['US-LA', { open: ['Columbus Day'] }],
])

let holidaysClass: typeof Holidays | null = null

function readHolidays(region: string, year: number): ReadonlySet<number> {
  // Its data takes 100 ms to load: only processes that meet a rule with holidays pay for it.
  holidaysClass ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays
  const [country = '', part] = region.split('-')
  const except = exceptions.get(region) ?? exceptions.get(country)
  const calendar = new holidaysClass(country, except?.isNationalOnly ? '' : (part ?? ''), { types: ['public'] })
  const days = new Set<number>()
  // The day off for a New Year's Day may lie in the year before.
  for (const holiday of [...calendar.getHolidays(year), ...calendar.getHolidays(year + 1)]) {
    if (except?.open.includes(holiday.name)) continue
    if (except?.areSubstitutesOpen && holiday.substitute) continue
    const first = Math.floor(Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`) / DAY_MS)
    const minutes = (holiday.end.getTime() - holiday.start.getTime()) / 60_000
    // Rounded: a day has 23 or 25 hours when the clocks change.
    const length = Math.max(1, Math.round(minutes / MINUTES_PER_DAY))
    for (let day = first; day < first + length; day += 1) days.add(day)
  }
  return days
}
