import { checkDay, fault } from './checkedJson.js'
import type { RuleSource } from './policyPack.js'

// What every rule of a pack has, whatever it says. Each check throws BadInputError with the path of the fault.

/** In characters, of a source or a reviewer's name. */
const LONGEST_TEXT = 500

/** The keys that every rule has; `check` may be left out. */
export const sourceKeys = ['source', 'asOf', 'reviewedBy']

/** Where the rule is from. */
export function checkSource(path: string, rule: Readonly<Record<string, unknown>>): RuleSource {
  const { reviewedBy, check } = rule
  if (check !== undefined && typeof check !== 'boolean') throw fault(`${path}.check`, 'true or false')
  return {
    source: checkText(`${path}.source`, rule['source']),
    asOf: checkDay(`${path}.asOf`, rule['asOf']),
    reviewedBy: reviewedBy === null ? null : checkText(`${path}.reviewedBy`, reviewedBy),
    ...(check === undefined ? {} : { check }),
  }
}

/** The id of a rule: letters that fit the database's CHECK. `campaign-` begins the ids of a campaign's own caps. */
export function checkRuleId(path: string, value: unknown): string {
  if (typeof value === 'string' && /^(?!campaign-)[a-z][a-z0-9-]{0,59}$/.test(value)) return value
  throw fault(path, "1 to 60 lower-case letters, digits and -, such as us-hours, and does not start with 'campaign-'")
}

/** A country, a part of one, or null. */
export function checkRegion(path: string, value: unknown): string | null {
  if (value === null || (typeof value === 'string' && /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value))) return value
  throw fault(path, 'a country such as US, a part of one such as US-FL, or null for everywhere')
}

function checkText(path: string, value: unknown): string {
  const isText = typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT
  if (isText && !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value)) return value
  throw fault(path, `a text of 1 to ${LONGEST_TEXT} characters without control characters`)
}
