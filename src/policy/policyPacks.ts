import { rulesForDialMethod, type HoursRule } from '../callingHours/hoursRule.js'
import type { DialMethod } from '../campaign/dialMethod.js'
import type { Queryable } from '../database/database.js'
import { BadInputError } from '../domainError.js'
import { builtInPack, builtInPacks } from './builtInPacks.js'
import { isPackCode, type BuiltInPack, type PolicyPack } from './policyPack.js'
import { editedPolicyPacks } from './policyPack.store.js'

/** The version of a built-in pack that the organization has never edited. */
const BUILT_IN_VERSION = 1

function unedited({ code, label, rules }: BuiltInPack): PolicyPack {
  return { code, label, version: BUILT_IN_VERSION, isEdited: false, rules }
}

/** All packs that the organization's campaigns may name: the built-in ones first, then its own by code. */
export async function policyPacks(queryable: Queryable, organizationId: string): Promise<PolicyPack[]> {
  const edited = await editedPolicyPacks(queryable, organizationId, null)
  const ofBuiltIn = builtInPacks.map((pack) => edited.find(({ code }) => code === pack.code) ?? unedited(pack))
  return [...ofBuiltIn, ...edited.filter(({ code }) => builtInPack(code) === null)]
}

/** The pack of this code as the organization has it: its own text, else the built-in one; null when there is neither. */
export async function policyPack(
  queryable: Queryable,
  organizationId: string,
  code: string,
): Promise<PolicyPack | null> {
  if (!isPackCode(code)) return null
  const [edited] = await editedPolicyPacks(queryable, organizationId, code)
  const builtIn = builtInPack(code)
  return edited ?? (builtIn === null ? null : unedited(builtIn))
}

/** As `policyPack`. Throws BadInputError on `policyPack` for an unknown code. */
export async function policyPackNamed(queryable: Queryable, organizationId: string, code: string): Promise<PolicyPack> {
  const pack = await policyPack(queryable, organizationId, code)
  if (pack === null) throw new BadInputError('policyPack', 'there is no policy pack of this code')
  return pack
}

/**
 * The hours of the pack that a campaign names that concern its way of dialling, for the places where its contacts are. Throws when there is no such pack:
 * a campaign can only name one that exists, and without its rules nobody may be called.
 */
export async function packHoursRules(
  queryable: Queryable,
  organizationId: string,
  { policyPack: code, dialMethod }: { readonly policyPack: string; readonly dialMethod: DialMethod },
): Promise<readonly HoursRule[]> {
  const pack = await policyPack(queryable, organizationId, code)
  if (pack === null) throw new Error('a campaign names a policy pack that does not exist')
  return rulesForDialMethod(pack.rules.hours, dialMethod)
}
