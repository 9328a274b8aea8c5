/** How often each side of a comparison is measured. */
export const ROUND_COUNT = 3

/** What both sides of a comparison gave, in the order in which they were measured. */
export interface Sides<A, B> {
  readonly baseline: readonly A[]
  readonly product: readonly B[]
}

/**
 * Measures two sides in turn, A B A B A B: what drifts meanwhile (heat, caches, a busy neighbour) meets both alike.
 *
 * @param times rounds of each side
 */
export async function inTurn<A, B>(
  baseline: () => Promise<A>,
  product: () => Promise<B>,
  times = ROUND_COUNT,
): Promise<Sides<A, B>> {
  const sides: { baseline: A[]; product: B[] } = { baseline: [], product: [] }
  for (let round = 0; round < times; round += 1) {
    sides.baseline.push(await baseline())
    sides.product.push(await product())
  }
  return sides
}

/** The middle value, the mean of the two middle ones of an even number. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN
  return (lower + upper) / 2
}

/** The smallest value that at least this share of the values does not exceed, e.g. 0.99. NaN of nothing. */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** Seconds that the work took, by a steady clock, with what it gave. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> {
  const startedAt = performance.now()
  const value = await work()
  return { seconds: (performance.now() - startedAt) / 1000, value }
}
