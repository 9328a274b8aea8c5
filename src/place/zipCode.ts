import { zipPlaces, zipZones } from './tables/zipCodes.js'

/** Where a ZIP code is, or may be. */
export interface ZipPlace {
  /** ISO 3166, sorted: US-KY, PR. */
  readonly regions: readonly string[]
  /** IANA zones, sorted. */
  readonly timeZones: readonly string[]
}

interface Prefix {
  /** Of a code that the table does not have: everywhere where the prefix is. */
  readonly anywhere: ZipPlace
  /** By the last two digits; null where all codes are in one place. */
  readonly byEnding: ReadonlyMap<string, ZipPlace> | null
}

/** Codes of countries of their own among the letters of states. */
const COUNTRIES: ReadonlySet<string> = new Set(['PR', 'VI', 'GU', 'AS', 'MP', 'PW', 'FM', 'MH'])

let prefixes: ReadonlyMap<string, Prefix> | null = null

/** Where a ZIP code of five digits is; null for one whose first three digits are not assigned, or are the military's. */
export function placeOfZip(zip: string): ZipPlace | null {
  prefixes ??= readTable()
  const prefix = prefixes.get(zip.slice(0, 3))
  if (prefix === undefined) return null
  return prefix.byEnding?.get(zip.slice(3)) ?? prefix.anywhere
}

function readTable(): ReadonlyMap<string, Prefix> {
  const zoneOf = new Map(zipZones.split(',').map((pair) => [pair.slice(0, 1), pair.slice(2)] as const))
  const known = new Map<string, ZipPlace>()
  const readPlace = (text: string): ZipPlace => {
    let place = known.get(text)
    if (place === undefined) {
      const [states = '', letters = ''] = text.split(':')
      place = {
        regions: states.split('+').map((state) => (COUNTRIES.has(state) ? state : `US-${state}`)),
        timeZones: Array.from(letters, (letter) => zoneOf.get(letter) ?? '').sort(),
      }
      known.set(text, place)
    }
    return place
  }
  return new Map(
    zipPlaces
      .trim()
      .split('\n')
      .map((line) => {
        const [prefix = '', ...entries] = line.split(' ')
        return [prefix, readPrefix(entries, readPlace)] as const
      }),
  )
}

function readPrefix(entries: readonly string[], readPlace: (text: string) => ZipPlace): Prefix {
  const byEnding = new Map<string, ZipPlace>()
  const all: ZipPlace[] = []
  for (const entry of entries) {
    const [place = '', endings] = entry.split('=')
    all.push(readPlace(place))
    for (let at = 0; endings !== undefined && at < endings.length; at += 2) {
      byEnding.set(endings.slice(at, at + 2), readPlace(place))
    }
  }
  const join = (field: 'regions' | 'timeZones'): string[] => [...new Set(all.flatMap((place) => place[field]))].sort()
  const anywhere = { regions: join('regions'), timeZones: join('timeZones') }
  return { anywhere, byEnding: byEnding.size === 0 ? null : byEnding }
}
