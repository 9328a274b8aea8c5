import { clockMinutes, weekdays, type DayWindow, type Weekday } from '../callingHours/hoursRule.js'
import { noConsentRules } from '../consent/consentRules.js'
import { BadInputError } from '../domainError.js'
import { checkList, checkObject, checkWhole, fault } from './checkedJson.js'
import { checkConsentRules } from './checkConsentRules.js'
import { checkRegion, checkRuleId, checkSource, sourceKeys } from './checkSource.js'
import { REGISTRY_CODE } from '../doNotCall/registry.js'
import { capKeys, checkCap, optionalCapKeys } from './frequencyCap.js'
import type { CapRule, PackHoursRule, PolicyRules, RegistryRule } from './policyPack.js'
import { checkReach, reachKeys } from './ruleReach.js'

/** More than any jurisdiction has; a pack is one row, read with each campaign that changes. */
const MOST_HOURS_RULES = 300
/** Each cap is a look into the call records for each contact. */
const MOST_CAP_RULES = 30
/** More than any jurisdiction has. */
const MOST_REGISTRY_RULES = 30
/** Of one day; more are a mistake. */
const MOST_WINDOWS = 10

const dayNames = [...weekdays, 'HOLIDAY'] as const

/**
 * A pack's rules as an administrator has written them, checked to the last key. Throws BadInputError, whose field is the
 * path of the first fault, e.g. `rules.hours[3].days.MON[0]`.
 */
export function checkPolicyRules(value: unknown): PolicyRules {
  const rules = checkObject('rules', value, ['hours', 'caps', 'nationalRegistryMaxAgeDays'], ['consent', 'registries'])
  const hours = checkList('rules.hours', rules['hours'], MOST_HOURS_RULES).map((rule, index) =>
    checkHoursRule(`rules.hours[${index}]`, rule),
  )
  const caps = checkList('rules.caps', rules['caps'], MOST_CAP_RULES).map((rule, index) =>
    checkCapRule(`rules.caps[${index}]`, rule),
  )
  const consent = rules['consent'] === undefined ? noConsentRules : checkConsentRules('rules.consent', rules['consent'])
  checkIdsOnce([...hours, ...caps, ...consent.demands, ...consent.exemptions].map(({ id }) => id))
  const age = rules['nationalRegistryMaxAgeDays']
  const nationalRegistryMaxAgeDays = age === null ? null : checkWhole('rules.nationalRegistryMaxAgeDays', age, 1, 366)
  return {
    ...{ hours, caps, nationalRegistryMaxAgeDays },
    ...(rules['consent'] === undefined ? {} : { consent }),
    ...(rules['registries'] === undefined ? {} : { registries: checkRegistries(rules['registries']) }),
  }
}

function checkRegistries(value: unknown): readonly RegistryRule[] {
  const registries = checkList('rules.registries', value, MOST_REGISTRY_RULES).map((given, index) => {
    const path = `rules.registries[${index}]`
    const rule = checkObject(path, given, ['code', 'region', 'maxAgeDays', ...sourceKeys], ['check'])
    const code = rule['code']
    if (typeof code !== 'string' || !REGISTRY_CODE.test(code)) throw fault(`${path}.code`, 'a word such as us-national')
    return {
      code,
      region: checkRegion(`${path}.region`, rule['region']),
      maxAgeDays: checkWhole(`${path}.maxAgeDays`, rule['maxAgeDays'], 1, 366),
      ...checkSource(path, rule),
    }
  })
  const codes = registries.map(({ code }) => code)
  if (new Set(codes).size < codes.length)
    throw new BadInputError('rules.registries', 'rules.registries names one twice')
  return registries
}

/** May be absent: documents of before do not have them. */
const optionalKeys = ['check', ...reachKeys]

function checkHoursRule(path: string, value: unknown): PackHoursRule {
  const rule = checkObject(path, value, ['id', 'region', 'days', ...sourceKeys], optionalKeys)
  return {
    id: checkRuleId(`${path}.id`, rule['id']),
    region: checkRegion(`${path}.region`, rule['region']),
    days: checkDays(`${path}.days`, rule['days']),
    ...checkReach(path, rule),
    ...checkSource(path, rule),
  }
}

function checkDays(path: string, value: unknown): PackHoursRule['days'] {
  const days = checkObject(path, value, [], dayNames)
  const checked: Partial<Record<Weekday | 'HOLIDAY', readonly DayWindow[]>> = {}
  for (const name of dayNames) {
    if (days[name] !== undefined) checked[name] = checkWindows(`${path}.${name}`, days[name])
  }
  return checked
}

function checkWindows(path: string, value: unknown): readonly DayWindow[] {
  return checkList(path, value, MOST_WINDOWS).map((window, index) => {
    const [opens, closes, ...more] = checkList(`${path}[${index}]`, window, 2)
    if (isClockTime(opens) && isClockTime(closes) && more.length === 0) return [opens, closes]
    throw fault(`${path}[${index}]`, 'two times of day such as ["08:00", "21:00"]')
  })
}

function isClockTime(value: unknown): value is string {
  return typeof value === 'string' && clockMinutes(value) !== null
}

function checkCapRule(path: string, value: unknown): CapRule {
  const rule = checkObject(
    path,
    value,
    ['id', 'region', ...capKeys, ...sourceKeys],
    [...optionalCapKeys, ...optionalKeys],
  )
  return {
    id: checkRuleId(`${path}.id`, rule['id']),
    region: checkRegion(`${path}.region`, rule['region']),
    ...checkCap(path, rule),
    ...checkReach(path, rule),
    ...checkSource(path, rule),
  }
}

function checkIdsOnce(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  // The id has passed its form: it is safe to repeat.
  if (twice !== undefined) throw new BadInputError('rules', `rules holds two rules of the id ${twice}`)
}
