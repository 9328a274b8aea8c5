import type { Queryable } from '../database/database.js'
import {
  policyPackCodeOf,
  rewriteCampaignCaps,
  setCampaignFrequencyCaps,
  setCampaignPolicyPack,
} from './campaignCap.store.js'
import { rewriteRegistryAges } from '../doNotCall/campaignRegistry.store.js'
import { rewriteCampaignConsent } from './campaignConsent.store.js'
import { checkFrequencyCaps } from './frequencyCap.js'
import { policyPackNamed } from './policyPacks.js'

/** What of a campaign's rules is to change; null leaves it as it is. */
export interface CampaignPolicyChange {
  /** Code of a pack. */
  readonly policyPack: string | null
  /** Caps as JSON, to be checked. */
  readonly frequencyCaps: readonly object[] | null
}

/**
 * Gives a campaign another pack or other caps of its own, within the transaction that creates or changes it; nothing
 * happens when both are null. The caller has called `holdPolicyPacks` before it locked the campaign's row. Throws
 * BadInputError on `policyPack` or `frequencyCaps`.
 */
export async function setCampaignPolicy(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  { policyPack, frequencyCaps }: CampaignPolicyChange,
): Promise<void> {
  if (policyPack === null && frequencyCaps === null) return
  if (frequencyCaps !== null) {
    await setCampaignFrequencyCaps(transaction, organizationId, campaignId, checkFrequencyCaps(frequencyCaps))
  }
  if (policyPack !== null) {
    const pack = await policyPackNamed(transaction, organizationId, policyPack)
    await setCampaignPolicyPack(transaction, organizationId, campaignId, pack)
  }
  await applyCampaignCaps(transaction, organizationId, campaignId)
}

/** Rewrites the caps that the campaign obeys from its pack and its own; nothing happens when there is no such campaign. */
export async function applyCampaignCaps(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
): Promise<void> {
  const code = await policyPackCodeOf(transaction, organizationId, campaignId)
  if (code === null) return
  const { rules } = await policyPackNamed(transaction, organizationId, code)
  await rewriteCampaignCaps(transaction, organizationId, [campaignId], rules.caps)
  await rewriteCampaignConsent(transaction, organizationId, [campaignId], rules.consent)
  await rewriteRegistryAges(transaction, organizationId, [campaignId], rules)
}
