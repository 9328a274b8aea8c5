import { consentBases, type ConsentBasis } from '../consent/consent.js'
import { LONGEST_SOURCE } from '../doNotCall/doNotCall.js'

/** What a row says about consent, as its source gave it. */
export interface RawConsent {
  /** A basis, or yes or no. */
  readonly basis: string | null
  readonly givenAt: string | null
  readonly source: string | null
  readonly expiresAt: string | null
}

/** A consent of a row, as it will be written down. */
export interface RowConsent {
  readonly basis: ConsentBasis
  /** ISO 8601; null: when it is imported, and then only where nothing of this kind has been recorded before. */
  readonly givenAt: string | null
  readonly source: string
  readonly expiresAt: string | null
}

const words: Readonly<Record<string, ConsentBasis>> = {
  ...{ yes: 'EXPRESS', y: 'EXPRESS', true: 'EXPRESS', optin: 'EXPRESS', optedin: 'EXPRESS', 1: 'EXPRESS' },
  ...{ no: 'NONE', n: 'NONE', false: 'NONE', optout: 'NONE', optedout: 'NONE', 0: 'NONE' },
  ...Object.fromEntries(consentBases.map((basis) => [plain(basis), basis])),
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '')
}

/** A day, or an instant with its offset: a time of nobody knows which place is none. */
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/

/**
 * Reads what a row says about consent; null when it says nothing. A fault is a field and a message that never repeats a
 * value.
 *
 * @param now the database's clock: what lies ahead of it was not given
 */
export function readConsent(
  raw: RawConsent,
  now: Date,
): RowConsent | null | { readonly field: string; readonly fault: string } {
  const word = plain(raw.basis ?? '')
  if (word === '') return null
  const basis = words[word]
  if (basis === undefined) return { field: 'consent', fault: `is one of ${consentBases.join(', ')}, yes or no` }
  const givenAt = readInstant(raw.givenAt)
  if (givenAt === 'not an instant') return { field: 'consentDate', fault: NO_INSTANT }
  // A day is given from its beginning in UTC, which in Auckland is already tomorrow's: a day is allowed ahead.
  if (givenAt !== null && givenAt.getTime() > now.getTime() + 86_400_000) {
    return { field: 'consentDate', fault: 'lies in the future' }
  }
  const expiresAt = readInstant(raw.expiresAt)
  if (expiresAt === 'not an instant') return { field: 'consentExpiry', fault: NO_INSTANT }
  if (expiresAt !== null && (basis === 'NONE' || expiresAt <= (givenAt ?? now))) {
    return { field: 'consentExpiry', fault: 'is not after the day on which the consent was given' }
  }
  const source = raw.source?.trim() ?? ''
  if (source.length > LONGEST_SOURCE)
    return { field: 'consentSource', fault: `has more than ${LONGEST_SOURCE} characters` }
  const at = givenAt !== null && givenAt > now ? now : givenAt
  return {
    basis,
    givenAt: at?.toISOString() ?? null,
    source: source === '' ? 'import' : source,
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}

const NO_INSTANT = 'is no day such as 2026-11-22, nor an instant such as 2026-11-22T09:30Z'

function readInstant(text: string | null): Date | 'not an instant' | null {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return null
  if (!INSTANT.test(trimmed)) return 'not an instant'
  const instant = new Date(trimmed.replace(' ', 'T'))
  return Number.isNaN(instant.getTime()) ? 'not an instant' : instant
}
