import { places, type Reading } from './reading.js'

/** Zones of the IANA database whose clocks have agreed with another zone's since 2020, and do so by law to come. */
const sameAs = new Map(
  Object.entries({
    'America/New_York':
      'America/Detroit America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay ' +
      'America/Indiana/Vincennes America/Indiana/Winamac America/Kentucky/Louisville America/Kentucky/Monticello US/Eastern',
    'America/Chicago':
      'America/Indiana/Knox America/Indiana/Tell_City America/Menominee America/North_Dakota/Beulah ' +
      'America/North_Dakota/Center America/North_Dakota/New_Salem US/Central',
    'America/Denver': 'America/Boise America/Shiprock US/Mountain',
    'America/Anchorage': 'America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat',
    'Europe/London': 'Europe/Guernsey Europe/Isle_of_Man Europe/Jersey',
    'Pacific/Guam': 'Pacific/Saipan',
  }).flatMap(([zone, others]) => others.split(' ').map((other) => [other, zone] as const)),
)

/**
 * One name for zones of a country that keep the same time: fewer places, whose hours are worked out once and whose
 * contacts are picked together. A zone that agrees with no other is itself.
 */
export function currentZone(timeZone: string): string {
  return sameAs.get(timeZone) ?? timeZone
}

/** The distinct zones, sorted; of several that keep the same time the first by name. */
export function mergeEqualZones(timeZones: readonly string[]): readonly string[] {
  return [...new Set(timeZones.map(currentZone))].sort()
}

const namedZones = new Map<string, Reading>()

/** @param timeZone a zone that exists (`TimeZoneNames`) */
export function readNamedZone(timeZone: string): Reading {
  let reading = namedZones.get(timeZone)
  if (reading === undefined) {
    reading = places([], [currentZone(timeZone)])
    namedZones.set(timeZone, reading)
  }
  return reading
}
