import { statement, type Queryable } from '../database/database.js'

const hold = statement('holdCampaign', 'SELECT status FROM campaign WHERE organization_id = $1 AND id = $2 FOR SHARE')

/**
 * Keeps the campaign as it is, above all from being completed, until the transaction ends: for what only a campaign that
 * goes on may be left with. Waits for a change of it that runs. The first lock of its transaction, as the change's own: it
 * is followed there by entries and contacts.
 */
export async function holdCampaign(transaction: Queryable, organizationId: string, campaignId: string): Promise<void> {
  await transaction.query(hold, [organizationId, campaignId])
}
