import { campaignHours } from '../callingHours/campaignHours.js'
import type { Database } from '../database/database.js'
import type { Campaign as CampaignRow } from '../database/generated/prisma/client.js'
import { readFilter, type GivenFilter } from '../contactFilter/contactFilter.js'
import { distributions } from '../distribution/distribution.js'
import { personScopes, usualPersonScope } from '../person/personScope.js'
import { checkFrequencyCaps } from '../policy/frequencyCap.js'
import { campaignStatuses, type Campaign, type CampaignStatus } from './campaign.js'
import { dialMethods } from './dialMethod.js'

function parseCampaign(row: CampaignRow): Campaign {
  const status = campaignStatuses.find((known) => known === row.status)
  const dialMethod = dialMethods.find((known) => known === row.dialMethod)
  const distribution = distributions.find((known) => known === row.distribution)
  if (status === undefined || dialMethod === undefined || distribution === undefined)
    throw new Error('a campaign has an unknown status, dial method or distribution')
  const contactFilter =
    row.contactFilter === null ? null : readFilter('contactFilter', row.contactFilter as GivenFilter)
  const choice = { contactFilter, distribution }
  const frequencyCaps = checkFrequencyCaps(row.frequencyCaps)
  return {
    ...row,
    organizationId: String(row.organizationId),
    id: String(row.id),
    status,
    dialMethod,
    frequencyCaps,
    callingHours: campaignHours(row.hours),
    personScope: personScopes.find((known) => known === row.personScope) ?? usualPersonScope(row.callsBusinesses),
    ...choice,
  }
}

/** The organization's campaigns by name: all, those of these ids, or those of this status. */
export async function findCampaigns(
  database: Database,
  organizationId: string,
  filter: { ids?: readonly string[]; status?: CampaignStatus | null },
): Promise<Campaign[]> {
  const rows = await database.prisma.campaign.findMany({
    where: {
      organizationId: BigInt(organizationId),
      ...(filter.ids === undefined ? {} : { id: { in: filter.ids.map(BigInt) } }),
      ...(filter.status == null ? {} : { status: filter.status }),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(parseCampaign)
}

/** The campaign of this id; null when the organization has none. */
export async function findCampaign(database: Database, organizationId: string, id: string): Promise<Campaign | null> {
  return (await findCampaigns(database, organizationId, { ids: [id] }))[0] ?? null
}

/** Pairs of campaign and list id for these campaigns. */
export async function listIdsOfCampaigns(
  database: Database,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<{ campaignId: string; listId: string }[]> {
  const rows = await database.prisma.campaignList.findMany({
    where: { organizationId: BigInt(organizationId), campaignId: { in: campaignIds.map(BigInt) } },
    orderBy: { listId: 'asc' },
  })
  return rows.map((row) => ({ campaignId: String(row.campaignId), listId: String(row.listId) }))
}

/** Pairs of campaign and agent id for these campaigns. */
export async function agentIdsOfCampaigns(
  database: Database,
  organizationId: string,
  campaignIds: readonly string[],
): Promise<{ campaignId: string; agentId: string }[]> {
  const rows = await database.prisma.campaignAgent.findMany({
    where: { organizationId: BigInt(organizationId), campaignId: { in: campaignIds.map(BigInt) } },
    orderBy: { agentId: 'asc' },
  })
  return rows.map((row) => ({ campaignId: String(row.campaignId), agentId: String(row.agentId) }))
}
