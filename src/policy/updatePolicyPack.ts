import type { Clock } from '../database/clock.js'
import { violatedConstraint, type Database, type Queryable } from '../database/database.js'
import { BadInputError, DomainError, NotFoundError } from '../domainError.js'
import { checkName } from '../inputRules.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { rewriteCampaignCaps } from './campaignCap.store.js'
import { rewriteRegistryAges } from '../doNotCall/campaignRegistry.store.js'
import { rewriteCampaignConsent } from './campaignConsent.store.js'
import { checkPolicyRules } from './checkPolicyRules.js'
import { isPackCode, type PolicyPack } from './policyPack.js'
import { lockPolicyPacks, touchCampaignsOfPack, writePolicyPack } from './policyPack.store.js'
import { policyPack, policyPacks } from './policyPacks.js'

/** Each is listed in full; who needs more has put campaigns into packs. */
const MOST_PACKS = 100

/** A pack as it is to be. */
export interface PolicyPackEdit {
  /** A built-in pack's, one of the organization's own, or a new one. */
  readonly code: string
  readonly label: string
  /** A PolicyRules as JSON, not yet checked. */
  readonly rules: unknown
  /** The version that the editor has read; 0 for a pack that is to be new; null: whatever it is. */
  readonly expectedVersion: number | null
}

/** Somebody else has edited the pack since it was read. */
export class StalePolicyPackError extends DomainError {
  readonly code = 'CONFLICT'

  constructor(version: number) {
    super(`the policy pack has version ${version} now`, { version })
  }
}

/**
 * Writes the organization's own text of a pack. In the same transaction every campaign that names the pack gets its caps
 * and its age of the national list, and the spans of its former hours are never read again. Throws BadInputError with the path of the first fault,
 * StalePolicyPackError, NotFoundError for an unknown organization.
 */
export async function updatePolicyPack(
  work: { database: Database; clock: Clock; changes: QueueChanges },
  organizationId: string,
  edit: PolicyPackEdit,
): Promise<PolicyPack> {
  if (!isPackCode(edit.code)) {
    throw new BadInputError('code', 'code is 1 to 40 capital letters, digits and _, such as US_FEDERAL')
  }
  const label = checkName('label', edit.label)
  const rules = checkPolicyRules(edit.rules)
  const { pack, campaignIds } = await existing(() =>
    work.database.transaction(async (transaction) => {
      await lockPolicyPacks(transaction, organizationId)
      const version = await nextVersion(transaction, organizationId, edit)
      const pack = { code: edit.code, label, version, rules }
      await writePolicyPack(transaction, work.clock, organizationId, pack)
      const campaignIds = await touchCampaignsOfPack(transaction, organizationId, pack)
      await rewriteCampaignCaps(transaction, organizationId, campaignIds, rules.caps)
      await rewriteCampaignConsent(transaction, organizationId, campaignIds, rules.consent)
      await rewriteRegistryAges(transaction, organizationId, campaignIds, rules)
      return { pack: { ...pack, isEdited: true }, campaignIds }
    }),
  )
  for (const id of campaignIds) work.changes.mark(organizationId, id)
  return pack
}

async function nextVersion(
  transaction: Queryable,
  organizationId: string,
  { code, expectedVersion }: PolicyPackEdit,
): Promise<number> {
  const current = await policyPack(transaction, organizationId, code)
  const version = current?.version ?? 0
  if (expectedVersion !== null && expectedVersion !== version) throw new StalePolicyPackError(version)
  if (current === null && (await policyPacks(transaction, organizationId)).length >= MOST_PACKS) {
    throw new BadInputError('code', `an organization has at most ${MOST_PACKS} policy packs`)
  }
  return version + 1
}

/** Runs a write of a pack; an organization that does not exist is NotFoundError. */
async function existing<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (violatedConstraint(error) === 'policy_pack_organization_fkey') throw new NotFoundError('Organization')
    throw error
  }
}
