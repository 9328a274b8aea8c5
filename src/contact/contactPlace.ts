import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'
import { findCountry } from './country.js'
import { joinedNumberZones } from './numberTimeZone.js'
import type { DialableNumber } from './phoneNumber.js'
import { provinceOfPostalCode, zoneOfZip } from './postalCode.js'
import { currentZone, findState, stateOfNumber, type State } from './stateZones.js'
import type { TimeZoneNames } from './timeZoneNames.store.js'

/** What is known about where the person behind a number is. Texts as their source gave them; absent is null. */
export interface PlaceClues {
  readonly number: DialableNumber
  /** The zone that the source itself names, as `TimeZoneNames` spells it. */
  readonly timeZone: string | null
  readonly country: string | null
  /** State, province or other part of a country. */
  readonly state: string | null
  readonly postalCode: string | null
}

/** Where a contact is, as it is stored. */
export interface ContactPlace {
  /** ISO 3166 country, or part of one where that is certain; '' when unknown. */
  readonly region: string
  /** IANA zones in which the person may be, in alphabetical order, joined by ','; null when nobody can say. */
  readonly timeZone: string | null
}

/** More zones than this are as good as unknown: hardly an hour is legal in all of them. */
export const MOST_TIME_ZONES = 6

/**
 * Where the person behind a number may be.
 *
 * Zones: the one that the source names, alone; else those of the number, of the ZIP code and of the state together, as a
 * number travels with its owner and an address may be old. Null for a number that says nothing about a place (toll-free,
 * premium, personal), one of which no zone is known, and for more than 6 zones.
 *
 * Region: what the source says of country and state, else the number's country with, in the United States and Canada, the
 * state of its area code where neither the named zone nor the ZIP code speaks against it. A country or state that is not
 * understood says nothing.
 */
export function resolvePlace(clues: PlaceClues, names: TimeZoneNames): ContactPlace {
  const { number, timeZone } = clues
  const ownCountry = isGiven(clues.country) ? findCountry(clues.country) : null
  const numberCountry = number.isPlaced ? number.country : null
  const country = ownCountry ?? numberCountry
  const state = stateOf(clues, country)
  const zipZone = isGiven(clues.postalCode) && isAmerican(country) ? zoneOfZip(clues.postalCode) : null
  const numberState = number.isPlaced ? stateOfNumber(number.phone) : null
  const numberZones = number.isPlaced ? joinedNumberZones(number.phone) : null
  const key =
    `${numberZones ?? ''}|${numberState?.region ?? ''}|${numberCountry ?? ''}|${ownCountry ?? ''}|` +
    `${state?.region ?? ''}|${zipZone ?? ''}|${timeZone ?? ''}`
  const known = placesOf(names)
  let place = known.get(key)
  if (place === undefined) {
    const zones = timeZone ?? joinZones(numberZones, { zipZone, state, ownCountry, numberCountry }, names)
    const region = state !== null && isIn(state, ownCountry) ? state.region : null
    place = { region: region ?? regionOfNumber(country, numberState, timeZone ?? zipZone), timeZone: zones }
    if (known.size >= MOST_KEPT) known.clear()
    known.set(key, place)
  }
  return place
}

// A file of a million contacts has a few hundred different places: each is worked out once.
const MOST_KEPT = 20_000
const placesByNames = new WeakMap<TimeZoneNames, Map<string, ContactPlace>>()

function placesOf(names: TimeZoneNames): Map<string, ContactPlace> {
  let places = placesByNames.get(names)
  if (places === undefined) {
    places = new Map()
    placesByNames.set(names, places)
  }
  return places
}

function isGiven(text: string | null): text is string {
  return text !== null && text !== ''
}

/** Two-letter states mean something else elsewhere: WA is a part of Australia too. */
function isAmerican(country: string | null): boolean {
  return country === null || country === 'US' || country === 'CA'
}

const SUBDIVISION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/

function stateOf(clues: PlaceClues, country: string | null): State | null {
  const text = isGiven(clues.state) ? clues.state : ''
  if (!isAmerican(country)) {
    // Of other countries only the code is understood: it names a region, but no zones.
    const code = text.trim().toUpperCase()
    const isCode = SUBDIVISION.test(code) && country !== null && code.startsWith(`${country}-`)
    return isCode ? { region: code, timeZones: [] } : null
  }
  const named = text === '' ? null : findState(text)
  if (named !== null) return named
  return isGiven(clues.postalCode) ? provinceOfPostalCode(clues.postalCode) : null
}

/** Whether a state is part of a country; of an unknown one it may be. */
function isIn({ region }: State, country: string | null): boolean {
  return country === null || region.startsWith(`${country}-`) || (country === 'US' && !region.includes('-'))
}

function regionOfNumber(country: string | null, numberState: State | null, knownZone: string | null): string {
  const isCertain =
    numberState !== null &&
    isIn(numberState, country) &&
    (knownZone === null || numberState.timeZones.includes(currentZone(knownZone)))
  return isCertain ? numberState.region : (country ?? '')
}

interface ZoneClues {
  readonly zipZone: string | null
  readonly state: State | null
  readonly ownCountry: string | null
  readonly numberCountry: string | null
}

function joinZones(numberZones: string | null, clues: ZoneClues, names: TimeZoneNames): string | null {
  if (numberZones === null) return null
  const { zipZone, state, ownCountry, numberCountry } = clues
  const candidates = numberZones.split('&')
  if (zipZone !== null) candidates.push(zipZone)
  if (state !== null) candidates.push(...state.timeZones)
  // Somebody who lives abroad may be anywhere there, unless the address says more.
  const isAbroad = ownCountry !== null && ownCountry !== numberCountry
  if (isAbroad && zipZone === null && (state?.timeZones.length ?? 0) === 0) {
    candidates.push(...(zonesOfCountry(ownCountry) ?? []))
  }
  const zones = new Set<string>()
  for (const candidate of candidates) {
    // A zone that the database or this process does not know cannot be judged, and leaving it out would be a guess.
    const zone = names.find(currentZone(candidate))
    if (zone === null) return null
    zones.add(zone)
  }
  return zones.size > MOST_TIME_ZONES ? null : [...zones].sort().join(',')
}

function zonesOfCountry(country: string): string[] | null {
  if (!isSupportedCountry(country)) return null
  return joinedNumberZones(`+${getCountryCallingCode(country)}`)?.split('&') ?? null
}
