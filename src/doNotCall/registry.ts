import { parseRegion, type Region } from '../contact/phoneNumber.js'

/** The copy of a national do-not-call registry that a campaign relies on, and how old it may become. */
export interface RegistryState {
  readonly code: string
  /** The day of the copy, midnight UTC; null: never imported. */
  readonly asOf: Date | null
  /** From this instant on the copy is too old; null: never imported. */
  readonly expiresAt: Date | null
  /** True when nothing may be dialled because of it. */
  readonly isExpired: boolean
  /** One sentence when a supervisor should act: from five days before; null before that. */
  readonly warning: string | null
}

/** A registry that a campaign relies on. */
export interface ReliedRegistry {
  readonly code: string
  /** It concerns contacts there only; null: all. */
  readonly region: string | null
}

/** The same, with how old its copy may become and how it stands. */
export interface CampaignRegistry extends ReliedRegistry {
  readonly maxAgeDays: number
  readonly state: RegistryState
}

/** Days before a copy becomes too old from which it is warned of: a week-end and the days to order a new one. */
export const WARNING_DAYS = 5

const DAY_MILLISECONDS = 86_400_000

/** What the dates of a copy mean at `at`: a pure function. */
export function registryState(code: string, asOf: Date | null, expiresAt: Date | null, at: Date): RegistryState {
  const isExpired = expiresAt === null || at >= expiresAt
  return { code, asOf, expiresAt, isExpired, warning: warningOf(code, asOf, expiresAt, at) }
}

function warningOf(code: string, asOf: Date | null, expiresAt: Date | null, at: Date): string | null {
  if (asOf === null || expiresAt === null) return `registry ${code} was never imported: nothing is dialled`
  const day = asOf.toISOString().slice(0, 10)
  const left = expiresAt.getTime() - at.getTime()
  if (left <= 0) return `the copy of registry ${code} is of ${day} and too old: nothing is dialled`
  if (left > WARNING_DAYS * DAY_MILLISECONDS) return null
  return `the copy of registry ${code} is of ${day}: from ${expiresAt.toISOString()} on nothing is dialled`
}

/**
 * The country whose registry it is, by the first part of its code (us-national, uk-tps): numbers without country code are
 * its own. Null when the code names none.
 */
export function regionOfRegistry(code: string): Region | null {
  const country = code.split('-')[0] ?? ''
  return parseRegion(country === 'uk' ? 'GB' : country)
}

/** A registry's code: small letters, digits and hyphens, such as us-national. */
export const REGISTRY_CODE = /^[a-z][a-z0-9-]{0,39}$/
