import { places, type Reading } from './reading.js'
import { equalZones, zoneNames } from './tables/zones.js'

/** A zone, or another name of one → the zone of its country that keeps the same time and stands for it. */
const standsFor = new Map(
  zoneNames
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([name = '', zone = '']) => [name, zone] as const),
)
/** A zone → the first by name of those of all countries that keep the same time. */
const firstOfEqual = new Map(
  equalZones
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.split(' ')
      return [first, ...others].map((zone) => [zone, first] as const)
    }),
)

/**
 * One name for zones of a country that keep the same time, and for all names of one zone: fewer places, whose hours are
 * worked out once and whose contacts are picked together. A zone that agrees with no other is itself.
 */
export function currentZone(timeZone: string): string {
  return standsFor.get(timeZone) ?? timeZone
}

/** The distinct zones, sorted; of several that keep the same time, of whichever countries, the first by name. */
export function mergeEqualZones(timeZones: readonly string[]): readonly string[] {
  const byClock = new Map<string, string>()
  for (const zone of [...new Set(timeZones.map(currentZone))].sort()) {
    const clock = firstOfEqual.get(zone) ?? zone
    if (!byClock.has(clock)) byClock.set(clock, zone)
  }
  return [...byClock.values()].sort()
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
