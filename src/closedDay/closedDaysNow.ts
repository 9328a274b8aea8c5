import type { Queryable } from '../database/database.js'
import { concerns, type ClosedDay } from './closedDay.js'
import { findClosedDays } from './closedDay.store.js'

const DAY_MS = 24 * 60 * 60 * 1_000

/** The organization's closed days that may be today somewhere in the world at that instant. */
export function closedDaysAround(queryable: Queryable, organizationId: string, at: Date): Promise<ClosedDay[]> {
  const day = (shift: number): string => new Date(at.getTime() + shift * DAY_MS).toISOString().slice(0, 10)
  return findClosedDays(queryable, organizationId, { region: null, from: day(-1), until: day(1) })
}

/** Those of the days that close a place at that instant: today in one of its zones, for one of its regions. */
export function closedDaysOf(
  days: readonly ClosedDay[],
  place: { readonly region: string; readonly timeZones: readonly string[] },
  at: Date,
): ClosedDay[] {
  if (days.length === 0) return []
  const today = new Set(place.timeZones.map((zone) => localDate(zone, at)))
  const regions = place.region.split(',')
  return days.filter((closed) => today.has(closed.day) && regions.some((region) => concerns(closed, region)))
}

/** `closed day in US-UT: Pioneer Day, 2026-07-24`. */
export function closedDayWords({ region, name, day }: ClosedDay): string {
  return `closed day in ${region}: ${name}, ${day}`
}

function localDate(timeZone: string, at: Date): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}
