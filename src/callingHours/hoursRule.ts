import type { DialMethod } from '../campaign/dialMethod.js'
import type { RuleReach } from '../policy/ruleReach.js'

/** The days of a week as rules name them, Monday first. */
export const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
export type Weekday = (typeof weekdays)[number]

/**
 * From `opens` up to, not including, `closes`: local wall time, 'HH:MM', and '24:00' as the end of the day. One that
 * closes before it opens goes on past midnight; one that closes when it opens is never open.
 */
export type DayWindow = readonly [opens: string, closes: string]

/**
 * The windows of each weekday; an empty list, or no list, is a closed day. HOLIDAY, when given, replaces the weekday's on
 * public holidays of the contact's region. A window that goes past midnight belongs to the day on which it opens.
 */
export type WeekWindows = Readonly<Partial<Record<Weekday | 'HOLIDAY', readonly DayWindow[]>>>

/** When people of a region may be called, in their own local time. Data of a policy pack. */
export interface HoursRule extends RuleReach {
  /** Stable, such as us-hours. */
  readonly id: string
  /** ISO 3166: a country ('US'), a part of one ('US-CA'), or null for everywhere else. */
  readonly region: string | null
  readonly days: WeekWindows
  /** Where the numbers are from: name, section, date. */
  readonly source: string
  /** The date at which the source was read. */
  readonly asOf: string
  /** Who checked it; null while nobody has. */
  readonly reviewedBy: string | null
}

/** Days of a region on which it is closed, beside whatever rule: a narrower rule or a consent does not lift them. */
export interface ClosedDaysRule {
  /** ISO 3166. */
  readonly region: string
  /** Local dates as days since 1970-01-01. */
  readonly closedDays: ReadonlySet<number>
}

/** What closes a place. */
export type ClosingRule = HoursRule | ClosedDaysRule

export function isClosedDaysRule(rule: ClosingRule): rule is ClosedDaysRule {
  return 'closedDays' in rule
}

/** The regions of a place: ISO 3166, joined by ',' as they are stored; one that is '' when none is known. */
export function regionsOf(region: string): readonly string[] {
  return region.split(',')
}

/**
 * The rules of the narrowest region that has any: those for the very region, else those for its country, else those for
 * everywhere. A narrower rule replaces the wider one, so it has to say everything. Several rules of one region hold all
 * together, and so do those of several regions in one of which the contact is. None when nothing is said about a region: no
 * rule stands in the way.
 *
 * @param region ISO 3166, several joined by ',', or '' when unknown: only rules for everywhere can hold
 * @param day the local day, YYYY-MM-DD: rules that do not hold on it are passed over, so that a wider one may hold instead;
 *   null: all of them, whatever their days
 */
export function narrowestRules(
  rules: readonly HoursRule[],
  region: string,
  day: string | null = null,
): readonly HoursRule[] {
  const holding = day === null ? rules : rules.filter((rule) => holdsOn(rule, day))
  return [...new Set(regionsOf(region).flatMap((each) => rulesOfRegion(holding, each)))]
}

/** Whether a rule holds on a local day, YYYY-MM-DD. Days of four-digit years compare as texts. */
export function holdsOn({ holdsFrom, holdsUntil }: RuleReach, day: string): boolean {
  return (holdsFrom ?? day) <= day && day <= (holdsUntil ?? day)
}

/** The rules that concern campaigns that dial in this way. */
export function rulesForDialMethod(rules: readonly HoursRule[], dialMethod: DialMethod): readonly HoursRule[] {
  return rules.filter(({ dialMethods }) => dialMethods?.includes(dialMethod) ?? true)
}

function rulesOfRegion(rules: readonly HoursRule[], region: string): readonly HoursRule[] {
  const country = region.split('-', 1)[0] ?? ''
  for (const wanted of [region, country, null]) {
    if (wanted === '') continue
    const found = rules.filter((rule) => rule.region === wanted)
    if (found.length > 0) return found
  }
  return []
}

const CLOCK_TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

/** Minutes since local midnight of 'HH:MM' or '24:00'; null for any other text. */
export function clockMinutes(time: string): number | null {
  const match = CLOCK_TIME.exec(time)
  if (match === null) return null
  const [, hours, minutes] = match
  return hours === undefined ? 24 * 60 : Number(hours) * 60 + Number(minutes)
}
