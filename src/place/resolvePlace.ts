import type { TimeZoneNames } from '../contact/timeZoneNames.store.js'
import { combineReadings } from './combineReadings.js'
import type { ContactPlace, FurtherNumber, PlaceClues } from './placeClues.js'
import { readClues, readFurtherClues, type ReadClue } from './readClues.js'
import type { Reading } from './reading.js'

/**
 * Where the person may be who is called at a first number: the zones and regions of every clue together, as a number
 * travels with its owner and an address may be old. In doubt it is more zones; what cannot be known has none and is not
 * dialled. docs/places.md says what each clue means.
 */
export function resolvePlace(clues: PlaceClues, names: TimeZoneNames): ContactPlace {
  return placeOf(readClues(clues), names)
}

/**
 * Where the person may be who is called at another of its numbers: judged by its first number and by the one to be
 * dialled, with the zones that are named for either, and the address.
 */
export function resolveFurtherPlace(first: PlaceClues, further: FurtherNumber, names: TimeZoneNames): ContactPlace {
  return placeOf(readFurtherClues(first, further), names)
}

// A file of a million contacts has some thousand different places: each is worked out once.
const MOST_KEPT = 50_000
const placesByNames = new WeakMap<TimeZoneNames, Map<string, ContactPlace>>()

function placeOf(read: readonly ReadClue[], names: TimeZoneNames): ContactPlace {
  let known = placesByNames.get(names)
  if (known === undefined) {
    known = new Map()
    placesByNames.set(names, known)
  }
  let key = ''
  for (const { kind, reading } of read) key += `${kind}${numberOf(reading)} `
  let place = known.get(key)
  if (place === undefined) {
    place = combineReadings(read, names)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(key, place)
  }
  return place
}

// Readings are made once for each text, so that a number can stand for them in the key.
const numbers = new WeakMap<Reading, number>()
let readingCount = 0
const byContent = new Map<string, number>()

function numberOf(reading: Reading): number {
  let number = numbers.get(reading)
  if (number === undefined) {
    const content = `${reading.effect}|${reading.regions.join(',')}|${reading.timeZones.join(',')}`
    number = byContent.get(content)
    if (number === undefined) {
      readingCount += 1
      number = readingCount
      byContent.set(content, number)
    }
    numbers.set(reading, number)
  }
  return number
}
