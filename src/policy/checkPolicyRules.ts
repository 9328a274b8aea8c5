import { clockMinutes, weekdays, type DayWindow, type Weekday } from '../callingHours/hoursRule.js'
import { BadInputError } from '../domainError.js'
import { checkList, checkObject, checkWhole, fault } from './checkedJson.js'
import { capKeys, checkCap } from './frequencyCap.js'
import type { CapRule, PackHoursRule, PolicyRules, RuleSource } from './policyPack.js'

/** More than any jurisdiction has; a pack is one row, read with each campaign that changes. */
const MOST_HOURS_RULES = 300
/** Each cap is a look into the call records for each contact. */
const MOST_CAP_RULES = 30
/** In characters, of a source or a reviewer's name. */
const LONGEST_TEXT = 500
/** Of one day; more are a mistake. */
const MOST_WINDOWS = 10

const dayNames = [...weekdays, 'HOLIDAY'] as const

/**
 * A pack's rules as an administrator has written them, checked to the last key. Throws BadInputError, whose field is the
 * path of the first fault, e.g. `rules.hours[3].days.MON[0]`.
 */
export function checkPolicyRules(value: unknown): PolicyRules {
  const rules = checkObject('rules', value, ['hours', 'caps', 'nationalRegistryMaxAgeDays'])
  const hours = checkList('rules.hours', rules['hours'], MOST_HOURS_RULES).map((rule, index) =>
    checkHoursRule(`rules.hours[${index}]`, rule),
  )
  const caps = checkList('rules.caps', rules['caps'], MOST_CAP_RULES).map((rule, index) =>
    checkCapRule(`rules.caps[${index}]`, rule),
  )
  checkIdsOnce([...hours.map(({ id }) => id), ...caps.map(({ id }) => id)])
  const age = rules['nationalRegistryMaxAgeDays']
  const nationalRegistryMaxAgeDays = age === null ? null : checkWhole('rules.nationalRegistryMaxAgeDays', age, 1, 366)
  return { hours, caps, nationalRegistryMaxAgeDays }
}

const sourceKeys = ['source', 'asOf', 'reviewedBy']

function checkHoursRule(path: string, value: unknown): PackHoursRule {
  const rule = checkObject(path, value, ['id', 'region', 'days', ...sourceKeys], ['check'])
  return {
    id: checkRuleId(`${path}.id`, rule['id']),
    region: checkRegion(`${path}.region`, rule['region']),
    days: checkDays(`${path}.days`, rule['days']),
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
  const rule = checkObject(path, value, ['id', 'region', ...capKeys, ...sourceKeys], ['check'])
  return {
    id: checkRuleId(`${path}.id`, rule['id']),
    region: checkRegion(`${path}.region`, rule['region']),
    ...checkCap(path, rule),
    ...checkSource(path, rule),
  }
}

function checkSource(path: string, rule: Readonly<Record<string, unknown>>): RuleSource {
  const { reviewedBy, check } = rule
  if (check !== undefined && typeof check !== 'boolean') throw fault(`${path}.check`, 'true or false')
  return {
    source: checkText(`${path}.source`, rule['source']),
    asOf: checkDate(`${path}.asOf`, rule['asOf']),
    reviewedBy: reviewedBy === null ? null : checkText(`${path}.reviewedBy`, reviewedBy),
    ...(check === undefined ? {} : { check }),
  }
}

/** Letters that fit the database's CHECK. `campaign-` begins the ids of a campaign's own caps. */
function checkRuleId(path: string, value: unknown): string {
  if (typeof value === 'string' && /^(?!campaign-)[a-z][a-z0-9-]{0,59}$/.test(value)) return value
  throw fault(path, "1 to 60 lower-case letters, digits and -, such as us-hours, and does not start with 'campaign-'")
}

function checkIdsOnce(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  // The id has passed its form: it is safe to repeat.
  if (twice !== undefined) throw new BadInputError('rules', `rules holds two rules of the id ${twice}`)
}

function checkRegion(path: string, value: unknown): string | null {
  if (value === null || (typeof value === 'string' && /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(value))) return value
  throw fault(path, 'a country such as US, a part of one such as US-FL, or null for everywhere')
}

function checkText(path: string, value: unknown): string {
  const isText = typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT
  if (isText && !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value)) return value
  throw fault(path, `a text of 1 to ${LONGEST_TEXT} characters without control characters`)
}

function checkDate(path: string, value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = new Date(`${value}T00:00:00.000Z`)
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value
  }
  throw fault(path, 'a day such as 2026-11-22')
}
