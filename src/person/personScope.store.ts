import { statement, type Queryable } from '../database/database.js'
import type { PersonScope } from './personScope.js'

/** What of a campaign's view of persons is to change. */
export interface PersonScopeChange {
  /** Null leaves it as it is. */
  readonly personScope: PersonScope | null
}

const setScope = statement(
  'setCampaignPersonScope',
  'UPDATE campaign SET person_scope = $3 WHERE organization_id = $1 AND id = $2',
)

/** Sets the scope unless it is null, within the transaction that creates or changes the campaign. */
export async function setPersonScope(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  { personScope }: PersonScopeChange,
): Promise<void> {
  if (personScope !== null) await transaction.query(setScope, [organizationId, campaignId, personScope])
}
