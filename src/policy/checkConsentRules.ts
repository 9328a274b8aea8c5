import { dialMethods } from '../campaign/dialMethod.js'
import { grantedBases } from '../consent/consent.js'
import {
  exemptedRules,
  lineTypes,
  type ConsentDemand,
  type ConsentExemption,
  type ConsentRules,
} from '../consent/consentRules.js'
import { checkDay, checkList, checkObject, checkWhole, checkWord, fault } from './checkedJson.js'
import { checkRegion, checkRuleId, checkSource, sourceKeys } from './checkSource.js'

/** More than any jurisdiction has; each is looked at for every call of its campaigns. */
const MOST_CONSENT_RULES = 20

const ruleKeys = ['id', 'region', 'bases', ...sourceKeys]
const optionalKeys = ['check', 'holdsFrom', 'holdsUntil']

/** The `consent` of a pack's rules. Throws BadInputError with the path of the first fault. */
export function checkConsentRules(path: string, value: unknown): ConsentRules {
  const rules = checkObject(path, value, [], ['demands', 'exemptions', 'reassignedMaxAgeDays'])
  const age = rules['reassignedMaxAgeDays'] ?? null
  return {
    demands: checkList(`${path}.demands`, rules['demands'] ?? [], MOST_CONSENT_RULES).map((rule, index) =>
      checkDemand(`${path}.demands[${index}]`, rule),
    ),
    exemptions: checkList(`${path}.exemptions`, rules['exemptions'] ?? [], MOST_CONSENT_RULES).map((rule, index) =>
      checkExemption(`${path}.exemptions[${index}]`, rule),
    ),
    reassignedMaxAgeDays: age === null ? null : checkWhole(`${path}.reassignedMaxAgeDays`, age, 1, 366),
  }
}

function checkDemand(path: string, value: unknown): ConsentDemand {
  const rule = checkObject(path, value, ruleKeys, [...optionalKeys, 'dialMethods', 'lineTypes'])
  return {
    ...checkRule(path, rule),
    dialMethods: checkWords(`${path}.dialMethods`, rule['dialMethods'] ?? null, dialMethods),
    lineTypes: checkWords(`${path}.lineTypes`, rule['lineTypes'] ?? null, lineTypes),
  }
}

function checkExemption(path: string, value: unknown): ConsentExemption {
  const rule = checkObject(path, value, [...ruleKeys, 'from'], optionalKeys)
  return { ...checkRule(path, rule), from: checkWord(`${path}.from`, rule['from'], exemptedRules) }
}

function checkRule(path: string, rule: Readonly<Record<string, unknown>>): Omit<ConsentExemption, 'from'> {
  const bases = checkWords(`${path}.bases`, rule['bases'], grantedBases)
  if (bases === null) throw fault(`${path}.bases`, 'a list of bases')
  const [holdsFrom, holdsUntil] = [rule['holdsFrom'] ?? null, rule['holdsUntil'] ?? null]
  const checked = {
    id: checkRuleId(`${path}.id`, rule['id']),
    region: checkRegion(`${path}.region`, rule['region']),
    bases,
    holdsFrom: holdsFrom === null ? null : checkDay(`${path}.holdsFrom`, holdsFrom),
    holdsUntil: holdsUntil === null ? null : checkDay(`${path}.holdsUntil`, holdsUntil),
    ...checkSource(path, rule),
  }
  if (checked.holdsFrom !== null && checked.holdsUntil !== null && checked.holdsUntil < checked.holdsFrom) {
    throw fault(`${path}.holdsUntil`, 'a day not before holdsFrom')
  }
  return checked
}

/** Some of the words, each once; null for null. */
function checkWords<W extends string>(path: string, value: unknown, words: readonly W[]): readonly W[] | null {
  if (value === null) return null
  const list = checkList(path, value, words.length).map((word, index) => checkWord(`${path}[${index}]`, word, words))
  if (list.length === 0 || new Set(list).size < list.length) throw fault(path, 'a list of words, each of them once')
  return list
}
