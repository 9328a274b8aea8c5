import type { OpenSpan } from './queueDiagnosis.store.js'

/** The open hours of each place, earliest first. */
export type SpansByPlace = ReadonlyMap<string, readonly OpenSpan[]>

/** The key of a place among the spans. */
export function placeKey(region: string, timeZones: string | null): string {
  return `${region} ${timeZones ?? ''}`
}

/** Sorts spans by their place. */
export function groupSpans(spans: readonly OpenSpan[]): SpansByPlace {
  const places = new Map<string, OpenSpan[]>()
  for (const span of spans) {
    const key = placeKey(span.region, span.timeZones)
    const known = places.get(key)
    if (known === undefined) places.set(key, [span])
    else known.push(span)
  }
  return places
}
