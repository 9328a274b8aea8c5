/**
 * What a clue does to a place. PLACES: its zones are joined to the others'. WIDE: so are its, unless a named zone or a
 * postal code says more. SILENT: it is as if it were not there.
 * BLOCKS: with it the place is unknown, unless a clue speaks that outweighs it (`combineReadings`).
 */
export const effects = ['PLACES', 'WIDE', 'SILENT', 'BLOCKS'] as const
export type Effect = (typeof effects)[number]

/** What one clue was understood as. */
export interface Reading {
  readonly effect: Effect
  /** ISO 3166, sorted. */
  readonly regions: readonly string[]
  /** IANA zones, sorted. */
  readonly timeZones: readonly string[]
  /** Why it says nothing, why it blocks, or what is odd about it. */
  readonly note: string | null
}

export function places(regions: Iterable<string>, timeZones: Iterable<string>, note: string | null = null): Reading {
  return { effect: 'PLACES', regions: sorted(regions), timeZones: sorted(timeZones), note }
}

/** As `places`, of a clue that says no more than a country. */
export function wide(regions: Iterable<string>, timeZones: Iterable<string>, note: string): Reading {
  return { ...places(regions, timeZones, note), effect: 'WIDE' }
}

export function silent(note: string, regions: readonly string[] = []): Reading {
  return { effect: 'SILENT', regions, timeZones: [], note }
}

export function blocks(note: string, regions: readonly string[] = []): Reading {
  return { effect: 'BLOCKS', regions, timeZones: [], note }
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort()
}

/** The country of an ISO 3166 region: US of US-FL. */
export function countryOf(region: string): string {
  return region.split('-', 1)[0] ?? region
}
