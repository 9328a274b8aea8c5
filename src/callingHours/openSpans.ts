import { isClosedDaysRule, type ClosingRule, type WeekWindows } from './hoursRule.js'
import { intersectIntervals, mergeIntervals, type Interval } from './interval.js'
import { openOnClock, weeksOf } from './weekClock.js'
import { isKnownZone, offsetStretches, type OffsetStretch } from './zoneOffset.js'

/** Where a contact may be. */
export interface Place {
  /** ISO 3166, '' when unknown. */
  readonly region: string
  /** IANA zones: the contact is in one of them, nobody knows which. None: the contact may be anywhere. */
  readonly timeZones: readonly string[]
  /** A consent exempts whoever is there from the pack's rules: the campaign's own windows and closed days hold. Left out: no. */
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
 * (`narrowestRules`, on that local day) and of the campaign, and the local day is not closed. Only wall time counts, so both changes of the clocks are exact: a window opens
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
  rules: readonly ClosingRule[],
  campaignHours: WeekWindows | null,
  place: Place,
  from: Date,
  until: Date,
  otherClocks: OtherClocks = new Map(),
): OpenSpan[] {
  const [fromMs, untilMs] = [from.getTime(), until.getTime()]
  if (!(fromMs < untilMs)) return []
  const holding = place.isExempt === true ? rules.filter(isClosedDaysRule) : rules
  const weeks = weeksOf(holding, campaignHours, place.region)

  let open: readonly Interval[] = place.timeZones.length > 0 ? [[fromMs, untilMs]] : []
  for (const timeZone of place.timeZones) {
    // A zone that nobody knows is closed, whatever the rules.
    if (!isKnownZone(timeZone)) open = []
    else if (weeks.length > 0) {
      const stretches = offsetStretches(timeZone, fromMs, untilMs)
      open = intersectIntervals(open, openOnClock(weeks, stretches))
      const others = otherClocks.get(timeZone)
      if (others !== undefined) open = intersectIntervals(open, openOnClock(weeks, others))
    }
  }
  return partition(open, fromMs, untilMs)
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
