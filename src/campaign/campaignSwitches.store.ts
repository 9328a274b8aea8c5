import { statement, type Queryable } from '../database/database.js'

/** What a campaign does by itself; null leaves a switch as it is. */
export interface CampaignSwitches {
  /** Its queue is filled before it runs dry. */
  readonly isRefilled: boolean | null
  /** It becomes COMPLETED when no contact of its lists can ever be dialled again. */
  readonly closesWhenDone: boolean | null
}

const setSwitches = statement(
  'setCampaignSwitches',
  `UPDATE campaign SET is_refilled = coalesce($3, is_refilled), closes_when_done = coalesce($4, closes_when_done)
   WHERE organization_id = $1 AND id = $2`,
)

/** Sets the switches that are not null, within the transaction that creates or changes the campaign. */
export async function setCampaignSwitches(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  { isRefilled, closesWhenDone }: CampaignSwitches,
): Promise<void> {
  if (isRefilled === null && closesWhenDone === null) return
  await transaction.query(setSwitches, [organizationId, campaignId, isRefilled, closesWhenDone])
}
