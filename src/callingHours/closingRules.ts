import type { DialMethod } from '../campaign/dialMethod.js'
import { findClosedDays } from '../closedDay/closedDay.store.js'
import type { Queryable } from '../database/database.js'
import { packHoursRules } from '../policy/policyPacks.js'
import type { ClosingRule } from './hoursRule.js'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Everything that closes a place to a campaign but its own windows: the hours of its pack and the closed days of the
 * organization. Throws when there is no such pack.
 */
export async function closingRules(
  queryable: Queryable,
  organizationId: string,
  campaign: { readonly policyPack: string; readonly dialMethod: DialMethod },
): Promise<readonly ClosingRule[]> {
  const ofPack = await packHoursRules(queryable, organizationId, campaign)
  const byRegion = new Map<string, Set<number>>()
  for (const { region, day } of await findClosedDays(queryable, organizationId)) {
    const days = byRegion.get(region) ?? new Set()
    byRegion.set(region, days.add(Date.parse(day) / DAY_MS))
  }
  return [...ofPack, ...[...byRegion].map(([region, closedDays]) => ({ region, closedDays }))]
}
