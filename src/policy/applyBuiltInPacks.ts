import { createHash } from 'node:crypto'
import type { Database, Queryable } from '../database/database.js'
import { builtInPacks } from './builtInPacks.js'
import { rewriteCampaignCaps } from './campaignCap.store.js'
import { rewriteRegistryAges } from '../doNotCall/campaignRegistry.store.js'
import { rewriteCampaignConsent } from './campaignConsent.store.js'
import type { BuiltInPack } from './policyPack.js'
import {
  builtInDigests,
  lockPolicyPacks,
  organizationsOfBuiltInPack,
  touchCampaignsOfPack,
  writeBuiltInDigest,
} from './policyPack.store.js'

/**
 * Gives the campaigns that obey a built-in pack the text that this release ships, where it is not the one that they have:
 * their caps, their age of the national list, and new spans of hours. What an organization has edited stays as it is. Run at
 * the start of a server; any number of them may start at once. One statement when nothing is new.
 *
 * @returns the codes of the packs whose text was new
 */
export async function applyBuiltInPacks(
  database: Database,
  packs: readonly BuiltInPack[] = builtInPacks,
): Promise<string[]> {
  const known = await builtInDigests(database)
  const applied: string[] = []
  for (const pack of packs) {
    const digest = digestOf(pack)
    if (known.get(pack.code) === digest) continue
    if (await database.transaction((transaction) => applyPack(transaction, pack, digest))) applied.push(pack.code)
  }
  return applied
}

async function applyPack(transaction: Queryable, pack: BuiltInPack, digest: string): Promise<boolean> {
  if (!(await writeBuiltInDigest(transaction, pack.code, digest))) return false
  for (const organizationId of await organizationsOfBuiltInPack(transaction, pack.code)) {
    await lockPolicyPacks(transaction, organizationId)
    const campaignIds = await touchCampaignsOfPack(transaction, organizationId, pack)
    await rewriteCampaignCaps(transaction, organizationId, campaignIds, pack.rules.caps)
    await rewriteCampaignConsent(transaction, organizationId, campaignIds, pack.rules.consent)
    await rewriteRegistryAges(transaction, organizationId, campaignIds, pack.rules)
  }
  return true
}

function digestOf({ rules }: BuiltInPack): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex')
}
