import { concerns } from '../closedDay/closedDay.js'
import {
  clockMinutes,
  isClosedDaysRule,
  narrowestRules,
  regionsOf,
  weekdays,
  type ClosedDaysRule,
  type ClosingRule,
  type HoursRule,
  type WeekWindows,
} from './hoursRule.js'
import { intersectIntervals, mergeIntervals, type Interval } from './interval.js'
import { isPublicHoliday } from './publicHoliday.js'
import type { OffsetStretch } from './zoneOffset.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const WHOLE_DAY: readonly Interval[] = [[0, DAY_MS]]

/** Windows in milliseconds from local midnight; one past midnight ends after the day does. By weekday, Monday first. */
interface Week {
  readonly days: readonly (readonly Interval[])[]
  readonly holiday: readonly Interval[] | null
}

const NEVER: Week = { days: weekdays.map(() => []), holiday: null }

/** A week of windows, with the region whose holidays it knows. */
export interface RegionalWeek {
  readonly week: Week
  readonly region: string
  /** Whether it holds on a local day, a number of days since 1970-01-01; on other days it closes nothing. */
  readonly isInForce: (dayNumber: number) => boolean
}

/**
 * The weeks that hold together in a place: for each of its regions the narrowest rules of that region, day by day, and the
 * campaign's own windows, and the closed days that concern it; each region's holidays count for the rules of that region.
 */
export function weeksOf(
  rules: readonly ClosingRule[],
  campaignHours: WeekWindows | null,
  place: string,
): readonly RegionalWeek[] {
  const own = campaignHours === null ? null : readWeek(campaignHours)
  const closed = rules.filter(isClosedDaysRule)
  const weekly = rules.filter((rule): rule is HoursRule => !isClosedDaysRule(rule))
  return regionsOf(place).flatMap((region) => [
    ...weeksOfRegion(weekly, region),
    ...(own === null ? [] : [{ week: own, region, isInForce: () => true }]),
    ...closed.filter((rule) => concerns(rule, region)).map((rule) => closedWeek(rule, region)),
  ])
}

function weeksOfRegion(rules: readonly HoursRule[], region: string): RegionalWeek[] {
  const isDated = rules.some(({ holdsFrom, holdsUntil }) => (holdsFrom ?? holdsUntil ?? null) !== null)
  if (!isDated) {
    return narrowestRules(rules, region).map(({ days }) => ({ week: readWeek(days), region, isInForce: () => true }))
  }
  // On the days on which a narrower rule does not hold, a wider one takes its place.
  const byDay = new Map<number, readonly HoursRule[]>()
  const rulesOn = (dayNumber: number): readonly HoursRule[] => {
    const known = byDay.get(dayNumber)
    if (known !== undefined) return known
    const found = narrowestRules(rules, region, new Date(dayNumber * DAY_MS).toISOString().slice(0, 10))
    byDay.set(dayNumber, found)
    return found
  }
  const country = region.split('-', 1)[0] ?? ''
  return rules
    .filter((rule) => rule.region === null || (region !== '' && [region, country].includes(rule.region)))
    .map((rule) => ({ week: readWeek(rule.days), region, isInForce: (day) => rulesOn(day).includes(rule) }))
}

/** Closed all day long on its days. */
function closedWeek({ closedDays }: ClosedDaysRule, region: string): RegionalWeek {
  return { week: NEVER, region, isInForce: (day) => closedDays.has(day) }
}

function readWeek(windows: WeekWindows): Week {
  return {
    days: weekdays.map((day) => readWindows(windows[day])),
    holiday: windows.HOLIDAY === undefined ? null : readWindows(windows.HOLIDAY),
  }
}

function readWindows(windows: WeekWindows['MON']): Interval[] {
  return (windows ?? []).flatMap(([opens, closes]): Interval[] => {
    const [start, end] = [clockMinutes(opens), clockMinutes(closes)]
    // A time that is none opens nothing.
    if (start === null || end === null || start === end) return []
    return [[start * MINUTE_MS, end * MINUTE_MS + (end < start ? DAY_MS : 0)]]
  })
}

/** When all of the weeks are open, on the clock whose offsets these are. */
export function openOnClock(weeks: readonly RegionalWeek[], stretches: readonly OffsetStretch[]): readonly Interval[] {
  // While the offset stays, local time runs as UTC does; so each stretch is judged on the local clock and moved back.
  const open = stretches.flatMap((stretch) => {
    let local: readonly Interval[] = [[stretch.fromMs + stretch.offsetMs, stretch.untilMs + stretch.offsetMs]]
    for (const week of weeks) local = intersectIntervals(local, openOnWallClock(week, local))
    return local.map(([start, end]): Interval => [start - stretch.offsetMs, end - stretch.offsetMs])
  })
  return mergeIntervals(open)
}

/** The week's windows on a local clock that never jumps, on all days that `within` touches. */
function openOnWallClock(week: RegionalWeek, within: readonly Interval[]): Interval[] {
  const [first, last] = [within[0]?.[0], within.at(-1)?.[1]]
  if (first === undefined || last === undefined) return []
  const open: Interval[] = []
  // From the day before: its windows may go on past midnight.
  for (let day = Math.floor(first / DAY_MS) - 1; day * DAY_MS < last; day += 1) {
    for (const [start, end] of windowsOf(week, day)) open.push([day * DAY_MS + start, day * DAY_MS + end])
  }
  return mergeIntervals(open)
}

function windowsOf({ week, region, isInForce }: RegionalWeek, dayNumber: number): readonly Interval[] {
  if (!isInForce(dayNumber)) return WHOLE_DAY
  if (week.holiday !== null && isPublicHoliday(region, dayNumber)) return week.holiday
  // 1970-01-01 was a Thursday.
  return week.days[(((dayNumber + 3) % 7) + 7) % 7] ?? []
}
