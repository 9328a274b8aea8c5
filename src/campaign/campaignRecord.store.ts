import { statement, type Queryable } from '../database/database.js'
import { BadInputError } from '../domainError.js'

/** What each call record of the campaign keeps of it (rules.md, us-records); null leaves a field as it is. */
export interface CampaignRecordFields {
  /** On whose behalf it calls. */
  readonly seller: string | null
  /** What it offers. */
  readonly product: string | null
  /** The number that the called person sees, E.164. */
  readonly callerId: string | null
  /** What its agents say. */
  readonly script: string | null
  /** It calls businesses, not consumers. */
  readonly callsBusinesses: boolean | null
}

const LONGEST_WORD = 200
const LONGEST_SCRIPT = 10_000
const E164 = /^\+[1-9]\d{6,14}$/

const changeRecordFields = statement(
  'setCampaignRecordFields',
  `UPDATE campaign SET seller = coalesce($3, seller), product = coalesce($4, product), caller_id = coalesce($5, caller_id),
     script = coalesce($6, script), calls_businesses = coalesce($7::boolean, calls_businesses)
   WHERE organization_id = $1 AND id = $2`,
)

/**
 * Changes the fields that are not null, for the calls that end from now on. Throws BadInputError for a text that is too
 * long (seller and product 200 characters, script 10,000) and a callerId that is not E.164.
 */
export async function setCampaignRecordFields(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  fields: CampaignRecordFields,
): Promise<void> {
  const { seller, product, callerId, script, callsBusinesses } = fields
  const values = [seller, product, callerId, script, callsBusinesses]
  if (values.every((value) => value === null)) return
  checkLength('seller', seller, LONGEST_WORD)
  checkLength('product', product, LONGEST_WORD)
  checkLength('script', script, LONGEST_SCRIPT)
  if (callerId !== null && !E164.test(callerId)) {
    throw new BadInputError('callerId', 'callerId is a number in E.164, for example +12125550100')
  }
  await transaction.query(changeRecordFields, [organizationId, campaignId, ...values])
}

function checkLength(field: string, value: string | null, longest: number): void {
  if (value === null) return
  if (value.length > longest) throw new BadInputError(field, `${field} has at most ${longest} characters`)
  if (value.includes('\u0000')) throw new BadInputError(field, `${field} holds a control character`)
}
