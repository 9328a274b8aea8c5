import type { Minute } from './boardTypes.js'

/** Columns of a chart, as uPlot takes them: epoch seconds of each minute, then dials, answers and abandons. */
export type ChartColumns = readonly [readonly number[], readonly number[], readonly number[], readonly number[]]

const MINUTE_MS = 60_000
const MINUTES = 30

/**
 * The last 30 minutes up to the one that `now` (epoch milliseconds, the server's clock) lies in. Minutes that no answer has
 * told of yet are without dials, so that the chart moves on while nothing happens.
 */
export function chartColumns(minutes: readonly Minute[], now: number): ChartColumns {
  const known = new Map(minutes.map((minute) => [Date.parse(minute.startsAt), minute]))
  const last = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const starts = Array.from({ length: MINUTES }, (_, index) => last - (MINUTES - 1 - index) * MINUTE_MS)
  const column = (figure: 'dials' | 'answers' | 'abandons'): number[] =>
    starts.map((start) => known.get(start)?.[figure] ?? 0)
  return [starts.map((start) => start / 1000), column('dials'), column('answers'), column('abandons')]
}

/** The chart in words, for whoever cannot see it. */
export function chartWords([, dials, answers, abandons]: ChartColumns): string {
  const sum = (column: readonly number[]): number => column.reduce((total, value) => total + value, 0)
  return `Last 30 minutes: ${sum(dials)} dials, ${sum(answers)} answers, ${sum(abandons)} abandoned`
}
