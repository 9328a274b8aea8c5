import { subdivisions } from './tables/subdivisions.js'
import { currentZone } from './zoneNames.js'

/** A part of a country that has several zones. */
export interface Subdivision {
  /** ISO 3166-2, such as AU-WA. */
  readonly region: string
  readonly timeZones: readonly string[]
}

const byCountry = new Map<string, Map<string, Subdivision>>()
for (const line of subdivisions.trim().split('\n')) {
  const [region = '', names = '', zones = ''] = line.split('|')
  const [country = '', code = ''] = region.split('-')
  const known = byCountry.get(country) ?? new Map<string, Subdivision>()
  const subdivision = { region, timeZones: [...new Set(zones.split(' ').map(currentZone))].sort() }
  for (const name of [region, code, ...names.split(';')]) known.set(name.toUpperCase(), subdivision)
  byCountry.set(country, known)
}

/** The part of a country of this code or name, in any case; null where none of it is known. */
export function findSubdivision(country: string, text: string): Subdivision | null {
  return byCountry.get(country)?.get(text.trim().toUpperCase()) ?? null
}
