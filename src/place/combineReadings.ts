import type { TimeZoneNames } from '../contact/timeZoneNames.store.js'
import type { ContactPlace, PlaceClueKind } from './placeClues.js'
import { isPartOf } from './country.js'
import type { ReadClue } from './readClues.js'
import { countryOf, places } from './reading.js'
import { mergeEqualZones } from './zoneNames.js'
import { countryOfZone, zonesOfCountry } from './countryZones.js'

/** The place that all clues together allow. */
export function combineReadings(given: readonly ReadClue[], names: TimeZoneNames): ContactPlace {
  const read = withoutIdleCountry(withoutWideNumbers(given))
  const regions = new Set<string>()
  const zones = new Set<string>()
  for (const { reading } of read) {
    for (const region of reading.regions) regions.add(region)
    for (const zone of reading.timeZones) zones.add(zone)
  }
  addCountriesOfZones(read, regions)
  return { region: joinRegions(regions), timeZone: isKnown(read) ? joinZones(zones, names) : null }
}

/** A number that rings somewhere in its country is left to a named zone or a postal code that is known: those alone count. */
export function withoutWideNumbers(read: readonly ReadClue[]): readonly ReadClue[] {
  const isNamed = read.some(
    ({ kind, reading }) => (kind === 'TIME_ZONE' || kind === 'POSTAL_CODE') && reading.effect === 'PLACES',
  )
  if (!isNamed) return read
  return read.map((clue) =>
    clue.reading.effect === 'WIDE' ? { ...clue, reading: { ...clue.reading, timeZones: [] } } : clue,
  )
}

/**
 * The country in which a person is said to live has all its zones, unless another clue says where in it: then its zones
 * are left out.
 */
export function withoutIdleCountry(read: readonly ReadClue[]): readonly ReadClue[] {
  return read.map((clue) => {
    const [country] = clue.reading.regions
    if (clue.kind !== 'COUNTRY' || country === undefined) return clue
    const narrowing = read.filter((other) => other !== clue && isWithin(other, country))
    if (narrowing.length === 0) return clue
    // Who is in Puerto Rico is not in one of the states as well.
    const isInTerritory = narrowing.every(
      ({ reading: { regions } }) => regions.length > 0 && regions.every((region) => isPartOf(region, country)),
    )
    return { ...clue, reading: places(isInTerritory ? [] : [country], [], clue.reading.note) }
  })
}

function isWithin({ kind, reading }: ReadClue, country: string): boolean {
  if (reading.effect !== 'PLACES') return false
  if (kind !== 'TIME_ZONE') {
    return reading.regions.some((region) => countryOf(region) === country || isPartOf(region, country))
  }
  const zones = zonesOfCountry(country)
  return reading.timeZones.every((zone) => mergeEqualZones([...zones, zone]).length === mergeEqualZones(zones).length)
}

/** A named zone that none of the known countries has is a clue to its own country. */
function addCountriesOfZones(read: readonly ReadClue[], regions: Set<string>): void {
  const countries = new Set([...regions].map(countryOf))
  for (const clue of read) {
    if (clue.kind !== 'TIME_ZONE' || [...countries].some((country) => isWithin(clue, country))) continue
    const country = clue.reading.timeZones.map(countryOfZone).find((each) => each !== null)
    if (country != null) regions.add(country)
  }
}

/**
 * Whether the place is known at all. A postal code that is none blocks unless a zone is named. A number that rings
 * anywhere needs a named zone, a postal code or a place that was known before clues were kept, one whose area code nobody knows a state at least.
 */
function isKnown(read: readonly ReadClue[]): boolean {
  const isPlacedBy = (kind: PlaceClueKind): boolean =>
    read.some((clue) => clue.kind === kind && clue.reading.effect === 'PLACES')
  if (isPlacedBy('TIME_ZONE')) return true
  return read.every(({ kind, reading }) => {
    if (kind === 'NUMBER' && reading.effect === 'SILENT') return isPlacedBy('POSTAL_CODE') || isPlacedBy('EARLIER')
    if (reading.effect !== 'BLOCKS') return true
    return kind !== 'POSTAL_CODE' && (isPlacedBy('POSTAL_CODE') || isPlacedBy('STATE'))
  })
}

/** A country is left out where one of its parts is known. */
function joinRegions(regions: ReadonlySet<string>): string {
  const divided = new Set([...regions].filter((region) => region.includes('-')).map(countryOf))
  return [...regions]
    .filter((region) => !divided.has(region))
    .sort()
    .join(',')
}

function joinZones(candidates: ReadonlySet<string>, names: TimeZoneNames): string | null {
  if (candidates.size === 0) return null
  const zones: string[] = []
  for (const candidate of candidates) {
    // A zone that the database or this process does not know cannot be judged, and leaving it out would be a guess.
    const zone = names.find(candidate)
    if (zone === null) return null
    zones.push(zone)
  }
  return mergeEqualZones(zones).join(',')
}
