// Makes the tables of src/place/tables: run by hand when the ZIP codes or the zones of the world have changed, and its
// result is committed. Its packages are 71 MB and are not among the product's:
//
//   mkdir /tmp/places && cp scripts/makePlaceTables.mjs /tmp/places && cd /tmp/places
//   npm init -y && npm install zipcodes@8.0.0 geo-tz@8.1.9 pg
//   DATABASE_URL=… node makePlaceTables.mjs OUTPUT_FOLDER      (any PostgreSQL; then npx prettier --write OUTPUT_FOLDER)
//
// Sources: zipcodes (place, state, latitude and longitude of each ZIP code), geo-tz (zone boundaries), zone.tab and
// tzdata.zi of the system's IANA database, and the clocks of this Node and of that PostgreSQL.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { find } from 'geo-tz'
import pg from 'pg'

const require = createRequire(import.meta.url)
const folder = process.argv[2]
const today = new Date().toISOString().slice(0, 10)
const zoneinfo = '/usr/share/zoneinfo'
const zoneTab = readFileSync(join(zoneinfo, 'zone.tab'), 'utf8')
const tzdata = readFileSync(join(zoneinfo, 'tzdata.zi'), 'utf8')
const version = /^# version (\S+)/.exec(tzdata)?.[1]

const write = (name, text) => writeFileSync(join(folder, name), text)
const lines = (text) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

// Countries ----------------------------------------------------------------------------------------------------------
/** Country → its zones, in the order of zone.tab. */
const zonesOfCountry = {}
for (const line of lines(zoneTab)) {
  const [country, , zone] = line.split('\t')
  ;(zonesOfCountry[country] ??= []).push(zone)
}
/** Other names of zones. */
const links = Object.fromEntries(
  lines(tzdata)
    .filter((line) => line.startsWith('L '))
    .map((line) => line.split(' ').slice(1).reverse()),
)

// Clocks -------------------------------------------------------------------------------------------------------------
const HOUR = 3_600_000
const [from, until] = [Date.parse('2024-01-01T00:00:00Z'), Date.parse('2038-01-01T00:00:00Z')]
const listed = [...new Set([...Object.values(zonesOfCountry).flat(), ...Object.keys(links), ...Object.values(links)])]
  .filter((name) => /^(?!Etc\/|posix\/|right\/|SystemV\/)[A-Z][A-Za-z]+\//.test(name))
  .sort()

function clockOfNode(name) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', day: 'numeric' })
  const hash = createHash('md5')
  let last = ''
  for (let at = from; at < until; at += 3 * HOUR) {
    const offset = format.format(at).slice(-9)
    if (offset !== last) hash.update(`${at}${offset}`)
    last = offset
  }
  return hash.digest('hex')
}

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
const clocks = await client.query(
  `SELECT zone, md5(string_agg(off::text, ',' ORDER BY at)) AS clock
   FROM unnest($1::text[]) AS zone CROSS JOIN LATERAL (
     SELECT at, extract(epoch FROM (at AT TIME ZONE zone) - (at AT TIME ZONE 'UTC'))::int AS off
     FROM generate_series($2::timestamptz, $3::timestamptz, interval '3 hours') AS at) AS sample
   WHERE zone IN (SELECT name FROM pg_timezone_names) GROUP BY zone`,
  [listed, new Date(from), new Date(until)],
)
await client.end()
/** Zone → what tells its clock from others, by both; zones that one of them does not know have none. */
const clockOf = {}
for (const { zone, clock } of clocks.rows) {
  try {
    clockOf[zone] = `${clock} ${clockOfNode(zone)}`
  } catch {
    // Unknown to this Node.
  }
}
const classes = {}
for (const [zone, clock] of Object.entries(clockOf)) (classes[clock] ??= []).push(zone)

/** Where the first of several in zone.tab is not the one that people know. */
const known = ['Australia/Sydney', 'Australia/Adelaide', 'America/Sao_Paulo', 'America/Manaus']
/** The zone that stands for all of its country that keep the same time. */
const standsFor = {}
for (const zones of Object.values(zonesOfCountry)) {
  for (const zone of zones) {
    const same = zones.filter((other) => clockOf[other] === clockOf[zone])
    standsFor[zone] = same.find((other) => known.includes(other)) ?? same[0]
  }
}
for (const [name, target] of Object.entries(links)) {
  // A zone that zone.tab names stands for itself; another name is what it is linked to, or keeps the time of.
  if (standsFor[name] === undefined && clockOf[name] !== undefined) {
    standsFor[name] = standsFor[target] ?? Object.keys(standsFor).find((zone) => clockOf[zone] === clockOf[name])
  }
}

const countries = Object.entries(zonesOfCountry)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([country, zones]) => `${country} ${[...new Set(zones.map((zone) => standsFor[zone]))].sort().join(' ')}`)
const renamed = Object.entries(standsFor)
  .filter(([zone, other]) => other !== undefined && other !== zone)
  .sort()
  .map(([zone, other]) => `${zone} ${other}`)
const together = Object.values(classes)
  .map((zones) => [...new Set(zones.map((zone) => standsFor[zone] ?? zone))].sort())
  .filter((zones) => zones.length > 1)
  .map((zones) => zones.join(' '))
  .sort()
write(
  'zones.ts',
  `// Made by scripts/makePlaceTables.mjs on ${today} from the IANA database ${version}, Node's ICU ${process.versions.tz} and a PostgreSQL.

/** A country's ISO 3166 code and its zones, one for all that have kept the same time since 2024 and do so by law until 2038. */
export const countryZones = \`
${countries.join('\n')}\`

/** A zone, or another name of one, and the zone of its country that keeps the same time and stands for it. */
export const zoneNames = \`
${renamed.join('\n')}\`

/** Zones of several countries that keep the same time. */
export const equalZones = \`
${together.join('\n')}\`
`,
)

// ZIP codes ----------------------------------------------------------------------------------------------------------
/** ZIP codes whose mail goes to two states, by the Census Bureau's and the Postal Service's own descriptions. */
const crossing = {
  ...{ '02861': ['MA'], '03579': ['ME'], 42223: ['TN'], 59221: ['ND'], 73949: ['TX'], 81137: ['NM'], 84536: ['AZ'] },
  ...{ 86504: ['NM'], 86515: ['NM'], 89421: ['OR'], 89439: ['CA'], 97635: ['CA'] },
}
const territories = { PR: 'PR', VI: 'VI', GU: 'GU', AS: 'AS', MP: 'MP', PW: 'PW', FM: 'FM', MH: 'MH' }
/** A ZIP code is a stretch of land and the source gives one point: the points around, some 13 km away, count as well. */
const around = [
  [0, 0],
  [0.12, 0],
  [-0.12, 0],
  [0, 0.15],
  [0, -0.15],
  [0.09, 0.11],
  [0.09, -0.11],
  [-0.09, 0.11],
  [-0.09, -0.11],
]
const byZip = {}
const pointsOfState = {}
for (const { zip, state, country, latitude, longitude } of Object.values(require('zipcodes').codes)) {
  if (country !== 'US' || ['AA', 'AE', 'AP'].includes(state)) continue
  const region = territories[state] ?? `US-${state}`
  const own = new Set(zonesOfCountry[territories[state] ?? 'US'].map((zone) => standsFor[zone]))
  // The boundaries name one zone for all countries that keep its time: Puerto Rico's for the Virgin Islands.
  const at = ([north, east]) =>
    find(latitude + north, longitude + east).flatMap((zone) =>
      own.has(standsFor[zone]) ? [standsFor[zone]] : [...own].filter((each) => clockOf[each] === clockOf[zone]),
    )
  const centre = at([0, 0])
  const zones = new Set([...centre, ...around.flatMap(at)])
  byZip[zip] = { regions: [region, ...(crossing[zip] ?? []).map((each) => `US-${each}`)].sort(), zones }
  for (const zone of centre) ((pointsOfState[region] ??= {})[zone] ??= []).push(zip)
}
// The points around may lie in the next state: what no ZIP code of the own state has in its middle is none of it.
for (const place of Object.values(byZip)) {
  const possible = new Set(place.regions.flatMap((region) => Object.keys(pointsOfState[region] ?? {})))
  place.zones = [...place.zones].filter((zone) => possible.has(zone)).sort()
  if (place.zones.length === 0) place.zones = [...possible].sort()
}
const letters = {}
const letterOf = (zone) => (letters[zone] ??= String.fromCharCode(97 + Object.keys(letters).length))
const say = ({ regions, zones }) =>
  `${regions.map((region) => region.replace('US-', '')).join('+')}:${zones.map(letterOf).sort().join('')}`
const prefixes = {}
for (const [zip, place] of Object.entries(byZip)) {
  const groups = (prefixes[zip.slice(0, 3)] ??= {})
  ;(groups[say(place)] ??= []).push(zip.slice(3))
}
const zipLines = Object.entries(prefixes)
  .sort()
  .map(([prefix, groups]) => {
    const entries = Object.entries(groups).sort(([, one], [, other]) => other.length - one.length)
    if (entries.length === 1) return `${prefix} ${entries[0][0]}`
    return `${prefix} ${entries.map(([place, ends]) => `${place}=${ends.sort().join('')}`).join(' ')}`
  })
write(
  'zipCodes.ts',
  `// Made by scripts/makePlaceTables.mjs on ${today} from zipcodes 8.0.0 and geo-tz 8.1.9 (zone boundaries).

/** Zones by the letters of the table. */
export const zipZones = '${Object.entries(letters)
    .map(([zone, letter]) => `${letter} ${zone}`)
    .join(',')}'

/**
 * The first three digits of ZIP codes, and where these are: states joined by '+', ':' and the letters of zones. Where not all
 * are in one place, each place has '=' and the last two digits of its codes, one behind the other.
 */
export const zipPlaces = \`
${zipLines.join('\n')}\`
`,
)
