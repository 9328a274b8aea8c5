import { dialMethods, type DialMethod } from '../campaign/dialMethod.js'
import { checkDay, checkList, checkWord, fault } from './checkedJson.js'

/** On which days and for which campaigns a rule holds. What is absent or null is no limit: older documents say nothing. */
export interface RuleReach {
  /** The first local day of the contact on which the rule holds, YYYY-MM-DD. */
  readonly holdsFrom?: string | null
  /** The last local day of the contact on which the rule holds, YYYY-MM-DD. */
  readonly holdsUntil?: string | null
  /** It concerns campaigns that dial in one of these ways; null: every campaign. */
  readonly dialMethods?: readonly DialMethod[] | null
}

/** The keys of a reach in JSON; all of them may be absent. */
export const reachKeys: readonly (keyof RuleReach)[] = ['holdsFrom', 'holdsUntil', 'dialMethods']

/** The reach in an object, absent keys left absent. Throws BadInputError with the path of the first fault. */
export function checkReach(path: string, value: Readonly<Record<string, unknown>>): RuleReach {
  const { holdsFrom, holdsUntil, dialMethods: methods } = value
  const reach = {
    ...(holdsFrom === undefined ? {} : { holdsFrom: dayOrNull(`${path}.holdsFrom`, holdsFrom) }),
    ...(holdsUntil === undefined ? {} : { holdsUntil: dayOrNull(`${path}.holdsUntil`, holdsUntil) }),
    ...(methods === undefined ? {} : { dialMethods: methodsOrNull(`${path}.dialMethods`, methods) }),
  }
  // A rule that never holds looks like one that does. Days of four digits compare as texts.
  if ((reach.holdsFrom ?? '') > (reach.holdsUntil ?? '9999-12-31')) {
    throw fault(`${path}.holdsUntil`, 'not before holdsFrom')
  }
  return reach
}

function dayOrNull(path: string, value: unknown): string | null {
  return value === null ? null : checkDay(path, value)
}

function methodsOrNull(path: string, value: unknown): readonly DialMethod[] | null {
  if (value === null) return null
  const methods = checkList(path, value, dialMethods.length).map((method, index) =>
    checkWord(`${path}[${index}]`, method, dialMethods),
  )
  if (methods.length === 0 || new Set(methods).size < methods.length) {
    throw fault(path, `null or some of ${dialMethods.join(', ')}, each once`)
  }
  return methods
}
