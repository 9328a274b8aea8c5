import type { Queryable } from '../database/database.js'
import { BadInputError } from '../domainError.js'
import { rewriteRegistryAges, writeCampaignRegistries } from '../doNotCall/campaignRegistry.store.js'
import { REGISTRY_CODE, type ReliedRegistry } from '../doNotCall/registry.js'
import { policyPackCodeOf } from '../policy/campaignCap.store.js'
import { checkRegion } from '../policy/checkSource.js'
import { policyPackNamed } from '../policy/policyPacks.js'

/** A registry as a client names it. */
export interface RegistryChoice {
  readonly code: string
  /** Contacts there only; null: where the campaign's pack says that it counts, else everywhere. */
  readonly region: string | null
}

/** The registries that a campaign relies on; null leaves them as they are. */
export interface CampaignRegistryChange {
  /** The only one; an empty text: none. Deprecated. */
  readonly reliesOnRegistry: string | null
  readonly registries: readonly RegistryChoice[] | null
}

/** Each is a look at every contact that is judged; no floor is known to need four. */
const MOST_REGISTRIES = 10

/**
 * Sets them within the transaction that creates or changes the campaign, behind its policy pack, which says how old each copy
 * may become. Throws BadInputError on `reliesOnRegistry` or `registries`.
 */
export async function setCampaignRegistries(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  change: CampaignRegistryChange,
): Promise<void> {
  const chosen = checkChoice(change)
  if (chosen === null) return
  const code = await policyPackCodeOf(transaction, organizationId, campaignId)
  const rules = code === null ? null : (await policyPackNamed(transaction, organizationId, code)).rules
  const regionOf = (registry: string): string | null =>
    rules?.registries?.find((rule) => rule.code === registry)?.region ?? null
  const relied: ReliedRegistry[] = chosen.map((one) => ({ code: one.code, region: one.region ?? regionOf(one.code) }))
  await writeCampaignRegistries(transaction, organizationId, campaignId, relied)
  if (rules !== null) await rewriteRegistryAges(transaction, organizationId, [campaignId], rules)
}

/** Whether the change may take entries away: it names a registry. */
export function namesRegistry({ reliesOnRegistry, registries }: CampaignRegistryChange): boolean {
  return (reliesOnRegistry ?? '') !== '' || (registries?.length ?? 0) > 0
}

function checkChoice({ reliesOnRegistry, registries }: CampaignRegistryChange): readonly RegistryChoice[] | null {
  if (reliesOnRegistry !== null && registries !== null) {
    throw new BadInputError('registries', 'give registries or reliesOnRegistry, not both')
  }
  if (reliesOnRegistry !== null) {
    return reliesOnRegistry === '' ? [] : [checkOne('reliesOnRegistry', { code: reliesOnRegistry, region: null })]
  }
  if (registries === null) return null
  if (registries.length > MOST_REGISTRIES) {
    throw new BadInputError('registries', `a campaign relies on at most ${MOST_REGISTRIES} registries`)
  }
  if (new Set(registries.map(({ code }) => code)).size < registries.length) {
    throw new BadInputError('registries', 'registries names one twice')
  }
  return registries.map((one, index) => checkOne(`registries[${index}]`, one))
}

function checkOne(field: string, { code, region }: RegistryChoice): RegistryChoice {
  if (!REGISTRY_CODE.test(code)) throw new BadInputError(field, 'a registry is a word like us-national')
  return { code, region: checkRegion(`${field}.region`, region) }
}
