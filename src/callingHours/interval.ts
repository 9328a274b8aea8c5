/** Numbers from `start` up to, not including, `end`; `start < end`. */
export type Interval = readonly [start: number, end: number]

/** The same numbers as intervals in ascending order that neither overlap nor touch. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: [number, number][] = []
  for (const [start, end] of [...intervals].sort((one, other) => one[0] - other[0])) {
    if (start >= end) continue
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** What two lists have in common; both, and the result, as `mergeIntervals` gives them. */
export function intersectIntervals(ones: readonly Interval[], others: readonly Interval[]): Interval[] {
  const common: Interval[] = []
  let next = 0
  for (const [start, end] of ones) {
    for (let place = next; place < others.length; place += 1) {
      const [otherStart, otherEnd] = others[place] ?? [end, end]
      if (otherStart >= end) break
      if (otherEnd <= start) {
        next = place + 1
        continue
      }
      common.push([Math.max(start, otherStart), Math.min(end, otherEnd)])
    }
  }
  return common
}
