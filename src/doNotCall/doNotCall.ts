import { maskCardNumbers } from '../call/maskCardNumbers.js'
import { BadInputError, DomainError } from '../domainError.js'
import type { Clock } from '../database/clock.js'
import type { Queryable } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { checkId } from '../inputRules.js'
import { parseStoredPhone, parseSuppressedPhone } from './suppressedPhone.js'

/**
 * What stands against a number: NUMBER (that number), PREFIX (how it begins), LIST (an imported file), REGISTRY (the copy
 * of a national registry; it counts for campaigns that rely on it), CONTACT (a contact with this number who asked not to
 * be called at all).
 */
export const doNotCallKinds = ['NUMBER', 'PREFIX', 'LIST', 'REGISTRY', 'CONTACT'] as const
export type DoNotCallKind = (typeof doNotCallKinds)[number]

/** One thing that stands against a number. */
export interface DoNotCallEntry {
  readonly kind: DoNotCallKind
  /** Null: for the whole organization. */
  readonly campaignId: string | null
  /** The contact who asked, if one did. */
  readonly contactId: string | null
  /** The number, the prefix, the registry's code; null for a contact. */
  readonly matches: string | null
  readonly reason: string
  readonly source: string
  /** What who said so may do: a role, or SYSTEM for the product itself; null: not known, or a file. */
  readonly byRole: string | null
  /** The agent who said so, or in whose call it was said. */
  readonly byAgentId: string | null
  /** When it was asked for; of a file: its last import, of a registry: the day that the copy is of. */
  readonly since: Date
  /** Null: for good. At this instant it no longer stands. */
  readonly expiresAt: Date | null
}

/** What is suppressed or freed: one number, all numbers of a contact (and the contact itself), or a range. */
export type DoNotCallTarget = { readonly phone: string } | { readonly contactId: string } | { readonly prefix: string }

/** The organization has as many prefixes as it may: each is tried against every number that is judged. */
export class TooManyPrefixesError extends DomainError {
  readonly code = 'LIMIT_EXCEEDED'

  constructor() {
    super(`an organization has at most ${MOST_PREFIXES} prefixes; import a file of numbers instead`, {
      limit: MOST_PREFIXES,
    })
  }
}

/** Prefixes of one organization: 200 cost a list of 1,000,000 contacts some 5 s, and no floor is known to need ten. */
export const MOST_PREFIXES = 200

/** A target as clients write it: exactly one of the three. */
export interface TargetInput {
  readonly phone: string | null
  readonly contactId: string | null
  readonly prefix: string | null
}

/**
 * The one target that the input names, its number in E.164. Throws BadInputError for none, for several, for a bad one.
 *
 * @param read how a number is read; one that is to be freed may be one that is no longer taken
 */
export function checkTarget(
  { phone, contactId, prefix }: TargetInput,
  read: typeof checkPhone = checkPhone,
): DoNotCallTarget {
  if ([phone, contactId, prefix].filter((given) => given !== null).length !== 1) {
    throw new BadInputError('phone', 'give exactly one of phone, contactId and prefix')
  }
  if (phone !== null) return { phone: read('phone', phone) }
  if (contactId !== null) return { contactId: checkId('contactId', contactId) }
  return { prefix: checkPrefix('prefix', prefix ?? '') }
}

/** The number in E.164. Throws BadInputError, which never repeats the number. */
export function checkPhone(field: string, phone: string): string {
  const parsed = parseSuppressedPhone(phone)
  if ('fault' in parsed) throw new BadInputError(field, `${field}: ${parsed.fault}`)
  return parsed.phone
}

/** As `checkPhone`, for a number to ask about or to free: also one of an impossible length that stands already. */
export function checkStoredPhone(field: string, phone: string): string {
  const parsed = parseStoredPhone(phone)
  if ('fault' in parsed) throw new BadInputError(field, `${field}: ${parsed.fault}`)
  return parsed.phone
}

/** The prefix without blanks and punctuation. Throws BadInputError unless it is "+" and 1 to 15 digits. */
function checkPrefix(field: string, prefix: string): string {
  const plain = prefix.replace(/[ ().\-/]/g, '')
  if (!/^\+[1-9]\d{0,14}$/.test(plain)) throw new BadInputError(field, 'a prefix is "+" and the first 1 to 15 digits')
  return plain
}

/** A text of 1 to `longest` characters without surrounding blanks, card numbers masked. Throws BadInputError, also for control characters. */
export function checkText(field: string, text: string, longest: number): string {
  const trimmed = text.trim()
  if (trimmed.length === 0) throw new BadInputError(field, `${field} is empty`)
  if (trimmed.length > longest) throw new BadInputError(field, `${field} has at most ${longest} characters`)
  if (/[\u0000-\u001f\u007f]/.test(trimmed)) throw new BadInputError(field, `${field} holds a control character`)
  return maskCardNumbers(trimmed)
}

/** The longest reason and source, in characters; the database's CHECKs hold the same bounds. */
export const LONGEST_REASON = 500
export const LONGEST_SOURCE = 200

/** A hundred years: what is later is a slip of the hand for "for good". */
const LONGEST_EXPIRY_MILLISECONDS = 100 * 366 * 86_400_000

/** Refuses an expiry that has passed already, as it would suppress nothing, or beyond a hundred years. Throws BadInputError. */
export async function checkExpiry(database: Queryable, clock: Clock, expiresAt: Date | null): Promise<void> {
  if (expiresAt === null) return
  const now = (await serverInstant(database, clock)).getTime()
  if (expiresAt.getTime() <= now) {
    throw new BadInputError('expiresAt', 'an expiry lies in the future')
  }
  if (expiresAt.getTime() > now + LONGEST_EXPIRY_MILLISECONDS) {
    throw new BadInputError('expiresAt', 'an expiry lies within 100 years; leave it out for good')
  }
}
