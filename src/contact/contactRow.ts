import { MOST_SKILLS, SKILL_FORM } from '../agent/skills.js'
import { LONGEST_NAME } from '../inputRules.js'
import { givenBits, givenMask } from './givenFields.js'
import { findCountry, isPartOf } from '../place/country.js'
import type { PlaceClues } from '../place/placeClues.js'
import { resolvePlace } from '../place/resolvePlace.js'
import { storedClues, type StoredClues } from '../place/storedClues.js'
import { readFurtherNumbers, type PlacedNumber, type RawNumber } from './furtherNumbers.js'
import { readConsent, type RawConsent, type RowConsent } from './consentColumn.js'
import { readLineType, type LineType } from './lineType.js'
import { parsePhone, parseRegion, type Region } from './phoneNumber.js'
import type { TimeZoneNames } from './timeZoneNames.store.js'

/** One row as its source gave it: every text as it stood there, an absent value null. */
export interface RawContactRow {
  /** Counted from 1; a file's header is not counted. */
  readonly row: number
  readonly externalId: string | null
  readonly firstName: string
  readonly lastName: string
  readonly phone: string
  readonly email: string | null
  readonly timeZone: string | null
  /** Where the contact is, besides its number and zone; see `resolvePlace`. */
  readonly country: string | null
  readonly state: string | null
  readonly postalCode: string | null
  /** FIXED or MOBILE in any usual word; what the number's plan says when left out. */
  readonly lineType?: string | null
  readonly priority: string | number | null
  /** What an agent must be able to do: a list, or one text with ';' or ',' between them. */
  readonly skills?: string | readonly string[] | null
  /** What the person has said about being called; left out: nothing. */
  readonly consent?: RawConsent
  /** Its numbers behind the first; null or left out: nothing is said about them. */
  readonly phones?: readonly RawNumber[] | null
  /** Everything else that is known: a JSON object as text. */
  readonly attributes: string
  /** Which fields the source speaks of (`givenBits`); left out: all. Of a contact that is there, the others stay as they are. */
  readonly given?: number
}

/** One row as it will be stored. */
export interface ContactRow {
  readonly row: number
  /** The importer's own key, unique in the list. */
  readonly externalId: string | null
  readonly firstName: string
  readonly lastName: string
  /** E.164. */
  readonly phone: string
  readonly email: string | null
  /** IANA zones joined by ',': the row's own, else those of number, ZIP code and state (`resolvePlace`), else null. */
  readonly timeZone: string | null
  /** ISO 3166 regions joined by ',', '' when unknown. */
  readonly region: string
  /** What the place was read from beside the number; null: nothing. */
  readonly placeClues: StoredClues | null
  readonly lineType: LineType
  /** Null: nothing is said. */
  readonly consent: RowConsent | null
  readonly priority: number
  /** Sorted and distinct. */
  readonly requiredSkills: readonly string[]
  /** Behind the first; null: those that the contact has are left alone. */
  readonly numbers: readonly PlacedNumber[] | null
  /** A JSON object as text. */
  readonly attributes: string
  /** See `RawContactRow`. */
  readonly given: number
  /** The number is one of another country than the row names: imported, and to be looked at. */
  readonly isElsewhere: boolean
}

/** Why a row was not imported. The message never repeats a number, a name or any other value of the row. */
export interface ContactRowError {
  readonly row: number
  /** The field or the column; null when the row as a whole is at fault. */
  readonly field: string | null
  readonly message: string
}

/** What a row is judged by. */
export interface ContactRowRules {
  /** Where a number without country code is; without it such a number is refused. */
  readonly defaultRegion?: Region
  readonly timeZones: TimeZoneNames
  /** The database's clock: consents are not of the future. */
  readonly now: Date
  /** A blank value leaves what the contact has as it is; else it empties it. */
  readonly keepsEmpty?: boolean
}

/** A btree entry has 2,704 bytes at most; a key of this length fits whatever its characters. */
const LONGEST_EXTERNAL_ID = 200
/** RFC 5321, section 4.5.3.1: a path has 256 octets, two of them its brackets. */
const LONGEST_EMAIL = 254
/** Priorities only have to be told apart; the bound keeps their negation far from the end of an integer. */
export const LARGEST_PRIORITY = 1_000_000
/** Bytes of all further columns of one row as JSON: what a request may carry, and memory times the rows in flight. */
export const LARGEST_ATTRIBUTES = 64 * 1024

// NUL and half a surrogate pair: text that PostgreSQL cannot store.
const UNSTORABLE = /[\u0000\p{Surrogate}]/u
// The same as JSON writes them, behind an even number of backslashes.
const UNSTORABLE_JSON = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i
const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/

/** Judges one row: the contact that it makes, or every fault that was found in it. */
export function normaliseContactRow(raw: RawContactRow, rules: ContactRowRules): ContactRow | ContactRowError[] {
  const faults: Faults = []
  const externalId = readText(faults, 'externalId', raw.externalId, LONGEST_EXTERNAL_ID)
  const firstName = readText(faults, 'firstName', raw.firstName, LONGEST_NAME)
  const lastName = readText(faults, 'lastName', raw.lastName, LONGEST_NAME)
  const email = readText(faults, 'email', raw.email, LONGEST_EMAIL)
  if (email !== '' && email.length <= LONGEST_EMAIL && !EMAIL.test(email))
    faults.push(['email', 'not an email address'])

  const region = numberRegion(raw.country, rules.defaultRegion)
  const parsed = parsePhone(raw.phone, region)
  if ('fault' in parsed) faults.push(['phone', parsed.fault])

  const zoneName = raw.timeZone?.trim() ?? ''
  const timeZone = zoneName === '' ? null : rules.timeZones.find(zoneName)
  if (zoneName !== '' && timeZone === null) faults.push(['timeZone', 'not an IANA time zone, such as America/New_York'])

  const priority = parsePriority(raw.priority)
  if (priority === null) faults.push(['priority', 'not a whole number from -1000000 to 1000000'])

  const lineType = readLineType(raw.lineType ?? null)
  if (lineType === 'not known') faults.push(['lineType', 'not a kind of line: FIXED, MOBILE or UNKNOWN'])

  const consent = raw.consent === undefined ? null : readConsent(raw.consent, rules.now)
  if (consent !== null && 'fault' in consent) faults.push([consent.field, consent.fault])

  const requiredSkills = readSkills(faults, raw.skills ?? null)
  const { country, state, postalCode } = raw
  const clues = 'fault' in parsed ? null : { number: parsed, timeZone, country, state, postalCode }
  const numbers =
    raw.phones == null ? null : readNumbers(faults, raw.phones, clues, { ...rules, defaultRegion: region })

  const attributes = readAttributes(faults, raw.attributes)
  if (
    faults.length > 0 ||
    priority === null ||
    clues === null ||
    lineType === 'not known' ||
    (consent !== null && 'fault' in consent)
  ) {
    return faults.map(([field, message]) => ({ row: raw.row, field, message }))
  }
  return {
    row: raw.row,
    externalId: externalId === '' ? null : externalId,
    firstName,
    lastName,
    phone: clues.number.phone,
    email: email === '' ? null : email,
    ...resolvePlace(clues, rules.timeZones),
    placeClues: storedClues(clues),
    lineType: lineType ?? clues.number.lineType,
    consent,
    priority,
    requiredSkills,
    numbers,
    attributes,
    isElsewhere: isElsewhere(clues.number.country, raw.country),
    given: keptMask(raw, rules) | (timeZone === null ? 0 : givenBits.namesZone),
  }
}

/** What is said of a row whose number is one of another country than it names. */
export const ELSEWHERE = 'the number is one of another country than the row says'

function isElsewhere(ofNumber: string | null, given: string | null): boolean {
  if (given === null || given === '' || ofNumber === null) return false
  const named = findCountry(given)
  return named !== null && named !== ofNumber && !isPartOf(ofNumber, named)
}

/** The bits of a row that speaks of every field. */
export const EVERYTHING = givenMask([
  ...(['firstName', 'lastName', 'email', 'timeZone', 'country', 'state', 'postalCode'] as const),
  ...(['lineType', 'priority', 'skills', 'attributes'] as const),
])

/** What the row speaks of; where blank values change nothing, not of those. */
function keptMask(raw: RawContactRow, { keepsEmpty }: ContactRowRules): number {
  const given = raw.given ?? EVERYTHING
  if (keepsEmpty !== true) return given
  let mask = given
  for (const field of blankable) {
    const value = raw[field]
    if (value == null || (typeof value === 'string' ? value.trim() === '' : value.length === 0))
      mask &= ~givenBits[field]
  }
  return mask
}

const blankable = ['firstName', 'lastName', 'email', 'timeZone', 'country', 'state', 'postalCode', 'skills'] as const

/** Field and message. Filled by functions of the module: closures would be made anew for each of a million rows. */
type Faults = [field: string, message: string][]

function readText(faults: Faults, field: string, given: string | null, longest: number): string {
  const text = given?.trim() ?? ''
  // Characters as PostgreSQL counts them; the first test is cheap and nearly always enough.
  if (text.length > longest && Array.from(text).length > longest) {
    faults.push([field, `has more than ${longest} characters`])
  } else if (UNSTORABLE.test(text)) {
    faults.push([field, 'holds a character that cannot be stored'])
  }
  return text
}

/**
 * Where a number without country code is: in the country that the row names, else where the whole file is said to be. A
 * number that is none there is refused: read as one of another country it would be a stranger's.
 */
function numberRegion(country: string | null, defaultRegion: Region | undefined): Region | undefined {
  const named = country === null || country === '' ? null : findCountry(country)
  return named === null ? defaultRegion : (parseRegion(named) ?? defaultRegion)
}

function readNumbers(
  faults: Faults,
  given: readonly RawNumber[],
  first: PlaceClues | null,
  rules: ContactRowRules,
): readonly PlacedNumber[] | null {
  const read = readFurtherNumbers(given, first, rules)
  if (!isFault(read)) return read
  faults.push([read[0], read[1]])
  return null
}

function isFault(
  read: readonly PlacedNumber[] | readonly [field: string, message: string],
): read is readonly [field: string, message: string] {
  return typeof read[0] === 'string'
}

const NO_SKILLS: readonly string[] = []

/** Files write "German; Mortgage" where the agents' skills are german and mortgage. */
function readSkills(faults: Faults, given: string | readonly string[] | null): readonly string[] {
  if (given === null || given.length === 0) return NO_SKILLS
  const skills = (typeof given === 'string' ? given.split(/[;,]/) : given)
    .map((skill) => skill.trim().toLowerCase())
    .filter((skill) => skill !== '')
  if (skills.length > MOST_SKILLS) faults.push(['skills', `are more than ${MOST_SKILLS}`])
  else if (skills.some((skill) => !SKILL_FORM.test(skill))) {
    faults.push(['skills', 'are 1 to 40 characters a-z, 0-9, _ and -, with ; or , between them'])
  }
  return [...new Set(skills)].sort()
}

function readAttributes(faults: Faults, json: string): string {
  // A UTF-16 unit is 3 bytes at most: most rows need not be measured.
  if (json.length * 3 > LARGEST_ATTRIBUTES && Buffer.byteLength(json) > LARGEST_ATTRIBUTES) {
    faults.push(['attributes', 'have more than 64 kB'])
  } else if (json.includes('\\u') && UNSTORABLE_JSON.test(json)) {
    faults.push(['attributes', 'hold a character that cannot be stored'])
  }
  return json
}

function parsePriority(given: string | number | null): number | null {
  if (given === null) return 0
  const text = String(given).trim()
  if (text === '') return 0
  const priority = /^[+-]?\d{1,7}$/.test(text) ? Number(text) : Number.NaN
  // Adding zero makes 0 of -0.
  return Math.abs(priority) <= LARGEST_PRIORITY ? priority + 0 : null
}
