import { clockMinutes, narrowestRules, weekdays, type HoursRule, type WeekWindows } from './hoursRule.js'
import { intersectIntervals, mergeIntervals, type Interval } from './interval.js'
import { isPublicHoliday } from './publicHoliday.js'
import { isKnownZone, offsetStretches, type OffsetStretch } from './zoneOffset.js'

/** Where a contact may be. */
export interface Place {
  /** ISO 3166, '' when unknown. */
  readonly region: string
  /** IANA zones: the contact is in one of them, nobody knows which. None: the contact may be anywhere. */
  readonly timeZones: readonly string[]
  /** A consent exempts whoever is there from the pack's rules: the campaign's own windows alone hold. Left out: no. */
  readonly isExempt?: boolean
}

/** By zone, stretches of one offset that cover the time asked for. */
export type OtherClocks = ReadonlyMap<string, readonly OffsetStretch[]>

/** A stretch of time in which a place may be called, or may not. `untilAt` is no part of it. */
export interface OpenSpan {
  readonly fromAt: Date
  readonly untilAt: Date
  readonly isOpen: boolean
}

/**
 * When a place may be called between two instants: spans in order, without gaps, alternating between open and closed.
 *
 * An instant is open when, in **each** of the place's zones, the local wall time lies in a window of every rule that holds
 * (`narrowestRules`) and of the campaign. Only wall time counts, so both changes of the clocks are exact: a window opens
 * at the first instant whose local time has reached its opening, which is the jump itself when that time is skipped, and
 * an hour that is repeated is open or closed both times. With no rule and no campaign hours a known zone is always open.
 * A place without a zone, or with one that this process does not know, is always closed: every unknown blocks.
 *
 * @param campaignHours the campaign's own windows, in the contact's local time; null when it has none
 * @param otherClocks what others say about the offsets of some zones between the two instants (`differingClocks`): there
 *   both clocks must allow
 * @returns no span when `until` is not after `from`
 */
export function openSpans(
  rules: readonly HoursRule[],
  campaignHours: WeekWindows | null,
  place: Place,
  from: Date,
  until: Date,
  otherClocks: OtherClocks = new Map(),
): OpenSpan[] {
  const [fromMs, untilMs] = [from.getTime(), until.getTime()]
  if (!(fromMs < untilMs)) return []
  const held = place.isExempt === true ? [] : narrowestRules(rules, place.region)
  const weeks = held.map((rule) => readWeek(rule.days))
  if (campaignHours !== null) weeks.push(readWeek(campaignHours))

  let open: readonly Interval[] = place.timeZones.length > 0 ? [[fromMs, untilMs]] : []
  for (const timeZone of place.timeZones) {
    // A zone that nobody knows is closed, whatever the rules.
    if (!isKnownZone(timeZone)) open = []
    else if (weeks.length > 0) {
      const stretches = offsetStretches(timeZone, fromMs, untilMs)
      open = intersectIntervals(open, openOnClock(weeks, place.region, stretches))
      const others = otherClocks.get(timeZone)
      if (others !== undefined) open = intersectIntervals(open, openOnClock(weeks, place.region, others))
    }
  }
  return partition(open, fromMs, untilMs)
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Windows in milliseconds from local midnight; one past midnight ends after the day does. By weekday, Monday first. */
interface Week {
  readonly days: readonly (readonly Interval[])[]
  readonly holiday: readonly Interval[] | null
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

function openOnClock(weeks: readonly Week[], region: string, stretches: readonly OffsetStretch[]): readonly Interval[] {
  // While the offset stays, local time runs as UTC does; so each stretch is judged on the local clock and moved back.
  const open = stretches.flatMap((stretch) => {
    let local: readonly Interval[] = [[stretch.fromMs + stretch.offsetMs, stretch.untilMs + stretch.offsetMs]]
    for (const week of weeks) local = intersectIntervals(local, openOnWallClock(week, region, local))
    return local.map(([start, end]): Interval => [start - stretch.offsetMs, end - stretch.offsetMs])
  })
  return mergeIntervals(open)
}

/** The week's windows on a local clock that never jumps, on all days that `within` touches. */
function openOnWallClock(week: Week, region: string, within: readonly Interval[]): Interval[] {
  const [first, last] = [within[0]?.[0], within.at(-1)?.[1]]
  if (first === undefined || last === undefined) return []
  const open: Interval[] = []
  // From the day before: its windows may go on past midnight.
  for (let day = Math.floor(first / DAY_MS) - 1; day * DAY_MS < last; day += 1) {
    for (const [start, end] of windowsOf(week, region, day)) open.push([day * DAY_MS + start, day * DAY_MS + end])
  }
  return mergeIntervals(open)
}

function windowsOf(week: Week, region: string, dayNumber: number): readonly Interval[] {
  if (week.holiday !== null && isPublicHoliday(region, dayNumber)) return week.holiday
  // 1970-01-01 was a Thursday.
  return week.days[(((dayNumber + 3) % 7) + 7) % 7] ?? []
}

function partition(open: readonly Interval[], fromMs: number, untilMs: number): OpenSpan[] {
  const spans: OpenSpan[] = []
  let doneMs = fromMs
  const add = (toMs: number, isOpen: boolean): void => {
    if (toMs > doneMs) spans.push({ fromAt: new Date(doneMs), untilAt: new Date(toMs), isOpen })
    doneMs = toMs
  }
  for (const [start, end] of mergeIntervals(open)) {
    add(start, false)
    add(end, true)
  }
  add(untilMs, false)
  return spans
}
