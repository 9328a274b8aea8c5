import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { jsonObject, number, text, type Row } from '../database/row.js'
import { checkPolicyRules } from './checkPolicyRules.js'
import { DEFAULT_REGISTRY_MAX_AGE_DAYS, type PolicyPack, type PolicyRules } from './policyPack.js'

// Whoever writes a campaign's caps holds the packs still, and whoever edits a pack waits for them: a campaign that names a
// pack while it is edited would otherwise keep the caps of before. Taken after the lock on generating and before the row of
// the campaign.
const lockForUse = statement(
  'lockPoliciesForUse',
  `SELECT pg_advisory_xact_lock_shared(hashtextextended('dialqueue.policies', $1::bigint))`,
)
const lockForEdit = statement(
  'lockPoliciesForEdit',
  `SELECT pg_advisory_xact_lock(hashtextextended('dialqueue.policies', $1::bigint))`,
)

/** Until the end of the transaction nobody edits a pack of the organization. */
export async function holdPolicyPacks(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(lockForUse, [organizationId])
}

/** Until the end of the transaction nobody else edits a pack of the organization or writes a campaign's caps. */
export async function lockPolicyPacks(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(lockForEdit, [organizationId])
}

const readPacks = statement(
  'editedPolicyPacks',
  `SELECT code, version, label, rules FROM policy_pack
   WHERE organization_id = $1 AND ($2::text IS NULL OR code = $2) ORDER BY code`,
)

/** The packs that the organization has edited or made, by code: all, or the one of this code. */
export async function editedPolicyPacks(
  queryable: Queryable,
  organizationId: string,
  code: string | null,
): Promise<PolicyPack[]> {
  return (await queryable.query(readPacks, [organizationId, code])).map(parsePack)
}

function parsePack(row: Row): PolicyPack {
  const code = text(row, 'code')
  return {
    code,
    label: text(row, 'label'),
    version: number(row, 'version'),
    isEdited: true,
    rules: parseRules(code, jsonObject(row, 'rules')),
  }
}

/** What was written past the API is not the caller's fault, and half a pack is no pack: calls would be lawless. */
function parseRules(code: string, rules: unknown): PolicyRules {
  try {
    return checkPolicyRules(rules)
  } catch (error) {
    // Without the cause: a refusal of ours would be taken for one of what the caller has given.
    throw new Error(`the policy pack ${code} holds rules that cannot be read: ${String(error)}`)
  }
}

const writePack = statement(
  'writePolicyPack',
  `INSERT INTO policy_pack (organization_id, code, version, label, rules, updated_at)
   VALUES ($1, $2, $3, $4, $5::jsonb, coalesce($6::timestamptz, now()))
   ON CONFLICT (organization_id, code) DO UPDATE SET version = excluded.version, label = excluded.label,
     rules = excluded.rules, updated_at = excluded.updated_at`,
)

/** Writes the organization's own text of a pack. An organization that does not exist violates policy_pack_organization_fkey. */
export async function writePolicyPack(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  pack: Omit<PolicyPack, 'isEdited'>,
): Promise<void> {
  const { code, version, label, rules } = pack
  await transaction.query(writePack, [organizationId, code, version, label, JSON.stringify(rules), clock()])
}

const touchCampaigns = statement(
  'touchCampaignsOfPack',
  `UPDATE campaign SET hours_version = hours_version + 1, registry_max_age_days = $3
   WHERE organization_id = $1 AND coalesce(policy_pack, 'NONE') = $2 RETURNING id`,
)

/**
 * Gives the campaigns that name the pack its age of the national list, and raises the version of their hours: spans of
 * before are never read again. Their ids.
 */
export async function touchCampaignsOfPack(
  transaction: Queryable,
  organizationId: string,
  { code, rules }: Pick<PolicyPack, 'code' | 'rules'>,
): Promise<string[]> {
  const days = rules.nationalRegistryMaxAgeDays ?? DEFAULT_REGISTRY_MAX_AGE_DAYS
  return (await transaction.query(touchCampaigns, [organizationId, code, days])).map((row) => text(row, 'id'))
}

const readDigests = statement('builtInPolicyDigests', 'SELECT code, digest FROM built_in_policy_pack')

/** By code: the digest of the built-in text that campaigns obey; a pack that was never applied is missing. */
export async function builtInDigests(queryable: Queryable): Promise<ReadonlyMap<string, string>> {
  const rows = await queryable.query(readDigests, [])
  return new Map(rows.map((row) => [text(row, 'code'), text(row, 'digest')]))
}

const writeDigest = statement(
  'writeBuiltInPolicyDigest',
  `INSERT INTO built_in_policy_pack (code, digest) VALUES ($1, $2)
   ON CONFLICT (code) DO UPDATE SET digest = excluded.digest WHERE built_in_policy_pack.digest <> excluded.digest
   RETURNING code`,
)

/**
 * Says that campaigns obey this built-in text; false when somebody else has said so. Whoever says it at the same time waits
 * for the end of this transaction.
 */
export async function writeBuiltInDigest(transaction: Queryable, code: string, digest: string): Promise<boolean> {
  return (await transaction.query(writeDigest, [code, digest])).length > 0
}

const findUsers = statement(
  'organizationsOfBuiltInPack',
  `SELECT DISTINCT campaign.organization_id FROM campaign WHERE coalesce(campaign.policy_pack, 'NONE') = $1 AND NOT EXISTS (
     SELECT FROM policy_pack AS pack WHERE pack.organization_id = campaign.organization_id AND pack.code = $1)
   ORDER BY campaign.organization_id`,
)

/** The organizations whose campaigns name the built-in pack and obey the product's text of it. */
export async function organizationsOfBuiltInPack(queryable: Queryable, code: string): Promise<string[]> {
  return (await queryable.query(findUsers, [code])).map((row) => text(row, 'organization_id'))
}
