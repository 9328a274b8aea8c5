import { expect, it } from 'vitest'
import { openSpans } from '../../src/callingHours/openSpans.js'
import { createTimeZoneNames } from '../../src/contact/timeZoneNames.store.js'
import { stateAreaCodes } from '../../src/place/stateAreaCodes.js'
import { resolvePlace } from '../../src/place/resolvePlace.js'
import { usFederalPack } from '../../src/policy/packs/usFederal.js'
import { nth } from '../support/desk.js'
import { zipCentres } from './zipCentres.js'

// Every area code with every class of exchange, beside states and ZIP codes taken by chance: whatever the product answers,
// it may dial at no hour that is illegal where another source says that the person may be.

const SAMPLES = 50_000
const WEEK_START = Date.parse('2026-10-29T00:00:00Z')
const DAYS = 7

const names = createTimeZoneNames([...Intl.supportedValuesOf('timeZone'), 'America/Atikokan', 'America/St_Thomas'])
const centres = zipCentres
  .trim()
  .split('\n')
  .map((line) => {
    const [zip = '', state = '', zone = ''] = line.split(' ')
    return { zip, state, zone }
  })
/** The zones in the middle of some ZIP code of a state. */
const zonesOfState = new Map<string, Set<string>>()
for (const { state, zone } of centres) zonesOfState.set(state, (zonesOfState.get(state) ?? new Set()).add(zone))
const areaCodes = Object.entries(stateAreaCodes).flatMap(([region, codes]) =>
  codes.split(' ').map((code) => ({ code, region })),
)

/** Random numbers that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()
function localHour(zone: string, at: number): number {
  let clock = clocks.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
    clocks.set(zone, clock)
  }
  return Number(clock.format(at))
}

const openings = new Map<string, ReturnType<typeof openSpans>>()
function isOpen(region: string, timeZone: string, at: number): boolean {
  let spans = openings.get(`${region} ${timeZone}`)
  if (spans === undefined) {
    const place = { region, timeZones: timeZone.split(',') }
    const until = new Date(WEEK_START + DAYS * 86_400_000)
    spans = openSpans(usFederalPack.rules.hours, null, place, new Date(WEEK_START), until)
    openings.set(`${region} ${timeZone}`, spans)
  }
  return spans.some((span) => span.isOpen && span.fromAt.getTime() <= at && at < span.untilAt.getTime())
}

it(`E1, A1, A2: ${SAMPLES} places of number, state and ZIP code are never open where another source says that it is night`, () => {
  const random = seeded(8)
  const pick = <T>(values: readonly T[]): T => nth(values, Math.floor(random() * values.length))
  const faults: string[] = []
  let opened = 0
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const { code, region } = nth(areaCodes, sample % areaCodes.length)
    const exchange = 200 + Math.floor(random() * 800)
    const home = random() < 0.7 ? pick(centres) : null
    const state = random() < 0.4 ? (home?.state ?? pick(centres).state) : null
    const clues = {
      number: {
        phone: `+1${code}${exchange}${String(Math.floor(random() * 10_000)).padStart(4, '0')}`,
        country: region.startsWith('CA') ? 'CA' : 'US',
        reach: 'PLACE' as const,
        lineType: 'UNKNOWN' as const,
      },
      ...{ timeZone: null, country: null, state, postalCode: home?.zip ?? null },
    }
    const place = resolvePlace(clues, names)
    // The table of another source knows nothing of a single exchange, so of the number it says nothing here.
    const real = [...(home === null ? [] : [home.zone]), ...(state === null ? [] : (zonesOfState.get(state) ?? []))]
    const at = WEEK_START + Math.floor(random() * DAYS * 24 * 4) * 900_000
    if (place.timeZone === null || !isOpen(place.region, place.timeZone, at)) continue
    opened += 1
    for (const zone of real) {
      const hour = localHour(zone, at)
      if (hour < 8 || hour >= 21) faults.push(`${JSON.stringify(clues)} ${place.timeZone}: ${hour} h in ${zone}`)
    }
  }
  expect(faults).toEqual([])
  expect(opened).toBeGreaterThan(SAMPLES / 4)
  // Each pair of regions and zones is a lane: a large American list has few.
  expect(openings.size).toBeGreaterThan(500)
})
