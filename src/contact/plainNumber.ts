import metadata from 'libphonenumber-js/metadata.max.json'
import type { CountryCode } from 'libphonenumber-js/max'
import type { DialableNumber } from './phoneNumber.js'
import { lineTypeOfType, reachOfType, type LineType, type NumberReach, type NumberType } from './lineType.js'

// libphonenumber takes 8 µs for a number and compiles its expressions anew for each, 8 s of the 30 that an import of
// 1,000,000 rows takes. Nearly all numbers are plain: ASCII digits of the main country of a calling code, no national
// prefix. For these its answer follows from the expressions below, compiled once: 0.5 µs. Everything else, and every
// number that this cannot vouch for, goes to libphonenumber itself; a property test holds both to the same answers.

/** What the numbering plan of a calling code's main country says about its numbers. */
interface Plan {
  readonly callingCode: string
  readonly mainCountry: string
  /** Dialled before a number abroad: such a national number is an international one in disguise. */
  readonly internationalPrefix: RegExp
  /** A number that begins with it may have digits to strip. */
  readonly nationalPrefix: RegExp | null
  readonly anyNumber: RegExp
  /** One per type of line (fixed, mobile, toll-free, …); a number is assigned when it matches one of them. */
  readonly types: readonly TypePattern[]
  /** A fixed line that may be a mobile one as well: the plan tells them apart by this pattern, or not at all. */
  readonly mobile: TypePattern | null
}

interface TypePattern {
  readonly lengths: readonly number[]
  readonly pattern: RegExp
  readonly reach: NumberReach
  readonly isFixed: boolean
  readonly lineType: LineType
}

/** The types in the order of METADATA.md of libphonenumber-js. */
const TYPES: readonly NumberType[] = [
  ...(['FIXED_LINE', 'MOBILE', 'TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER'] as const),
  ...(['VOICEMAIL', 'UAN', 'PAGER', 'VOIP', 'SHARED_COST'] as const),
]
/** The order in which libphonenumber-js asks them (`getNumberType`): a number of two types is the first of them. */
const ASKED = [0, 1, 3, 2, 9, 8, 4, 7, 6, 5]

/**
 * A plain and valid number; null when it is not plain, not valid, or of another country than the main
 * one of its calling code: then libphonenumber has to say.
 */
export function parsePlainNumber(text: string, defaultRegion?: CountryCode): DialableNumber | null {
  if (!/^\+?[\d ().\-/]+$/.test(text)) return null
  const digits = text.replace(/[^\d+]/g, '')
  const plan = digits.startsWith('+') ? planOfNumber(digits) : planOfRegion(digits, defaultRegion)
  if (plan === null) return null
  const national = digits.startsWith('+') ? digits.slice(1 + plan.callingCode.length) : digits
  if (plan.nationalPrefix?.test(national) === true || !plan.anyNumber.test(national)) return null
  // E.164 has 15 digits at most, and our CHECK asks for 7.
  const length = plan.callingCode.length + national.length
  if (length < 7 || length > 15) return null
  const type = plan.types.find((each) => isOf(each, national))
  if (type === undefined) return null
  const { reach } = type
  const isEither = type.isFixed && (plan.mobile === null || isOf(plan.mobile, national))
  const lineType = isEither ? 'UNKNOWN' : type.lineType
  return { phone: `+${plan.callingCode}${national}`, country: plan.mainCountry, reach, lineType }
}

function isOf({ lengths, pattern }: TypePattern, national: string): boolean {
  return lengths.includes(national.length) && pattern.test(national)
}

const plans = new Map<string, Plan | null>()

function planOf(callingCode: string): Plan | null {
  let plan = plans.get(callingCode)
  if (plan === undefined) {
    plan = compilePlan(callingCode)
    plans.set(callingCode, plan)
  }
  return plan
}

/** Calling codes are prefix-free, so the shortest that exists is the number's. */
function planOfNumber(digits: string): Plan | null {
  for (let end = 2; end <= 4; end += 1) {
    const callingCode = digits.slice(1, end)
    if (Object.hasOwn(metadata.country_calling_codes, callingCode)) return planOf(callingCode)
  }
  return null
}

function planOfRegion(digits: string, region: CountryCode | undefined): Plan | null {
  const callingCode = region === undefined ? undefined : list(metadata.countries[region])[0]
  if (typeof callingCode !== 'string') return null
  const plan = planOf(callingCode)
  // A number that starts with the calling code may be an international one whose plus was lost.
  const isPlain = plan?.mainCountry === region && !digits.startsWith(callingCode)
  return plan !== null && isPlain && !plan.internationalPrefix.test(digits) ? plan : null
}

/**
 * Reads one plan; the places are those of libphonenumber-js' METADATA.md. Null when the main country is told from the
 * others of its calling code by leading digits, or when the data does not look as described.
 */
function compilePlan(callingCode: string): Plan | null {
  const countries = metadata.country_calling_codes[callingCode]
  const mainCountry = countries?.[0]
  if (mainCountry === undefined || countries === undefined) return null
  const raw = list(metadata.countries[mainCountry])
  const [code, internationalPrefix, anyNumber, lengths, , prefix, , prefixForParsing, , , leadingDigits] = raw
  const types = list(raw[11])
  const isKnown = code === callingCode && typeof internationalPrefix === 'string' && typeof anyNumber === 'string'
  if (!isKnown || types.length === 0 || (leadingDigits && countries.length > 1)) return null
  const nationalPrefix = prefixForParsing || prefix
  return {
    callingCode,
    mainCountry,
    internationalPrefix: new RegExp(`^(?:${internationalPrefix})`),
    nationalPrefix: typeof nationalPrefix === 'string' ? new RegExp(`^(?:${nationalPrefix})`) : null,
    anyNumber: new RegExp(`^(?:${anyNumber})$`),
    types: ASKED.flatMap((index) => compileType(types[index], lengths, TYPES[index])),
    mobile: compileType(types[1], lengths, 'MOBILE')[0] ?? null,
  }
}

function compileType(type: unknown, lengthsOfPlan: unknown, name: NumberType | undefined): TypePattern[] {
  const [pattern, ownLengths] = list(type)
  if (typeof pattern !== 'string' || pattern === '') return []
  const lengths = list(Array.isArray(ownLengths) ? ownLengths : lengthsOfPlan)
  const pure = lengths.filter((each) => typeof each === 'number')
  const reach = reachOfType(name)
  const expression = new RegExp(`^(?:${pattern})$`)
  return [{ lengths: pure, pattern: expression, reach, isFixed: name === 'FIXED_LINE', lineType: lineTypeOfType(name) }]
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
