import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql'
import { campaignHistory, type CampaignHistory } from '../campaign/campaignHistory.js'
import { campaignStats, type CampaignStats } from '../campaign/campaignStats.js'
import { countOfStatus } from '../campaign/counts.js'
import { queueDiagnosis } from '../diagnosis/queueDiagnosis.js'
import { maskedPhone } from '../contact/maskedPhone.js'
import { snapshotsOf } from '../liveStatus/snapshot.store.js'
import type { GraphQLContext } from './context.js'
import { QueueDiagnosisType } from './diagnosis.types.js'
import { CampaignHistoryType, CampaignStatsType } from './figures.types.js'
import { AgentType, CampaignType, ContactListType, ContactType, DialQueueEntryType } from './floor.types.js'
import { loadMany, loadOwned } from './loaders.js'
import { DialQueueEntryConnectionType } from './payload.types.js'

// From one thing of the floor to its neighbours, always through the loaders of the request.

@Resolver(() => CampaignType)
export class CampaignFields {
  @FieldResolver(() => [ContactListType], { description: 'The lists it dials.' })
  async lists(@Root() campaign: CampaignType, @Ctx() { loaders }: GraphQLContext): Promise<ContactListType[]> {
    return loadMany(loaders.list, await loaders.listIds.load(campaign.id))
  }

  @FieldResolver(() => [AgentType], { description: 'The agents who work for it; an AGENT sees only itself.' })
  async agents(@Root() campaign: CampaignType, @Ctx() { loaders, caller }: GraphQLContext): Promise<AgentType[]> {
    const ids = await loaders.agentIds.load(campaign.id)
    return loadMany(
      loaders.agent,
      ids.filter((id) => caller.role !== 'AGENT' || id === caller.agentId),
    )
  }

  @FieldResolver(() => CampaignStatsType, { description: 'Its figures now.' })
  stats(@Root() campaign: CampaignType, @Ctx() { work, caller }: GraphQLContext): Promise<CampaignStats> {
    return campaignStats(work.database, work.clock, caller.organizationId, campaign.id)
  }

  @FieldResolver(() => CampaignHistoryType, { description: 'Its last minutes, dial by dial counted.' })
  history(
    @Root() campaign: CampaignType,
    @Arg('minutes', () => Int, {
      nullable: true,
      defaultValue: 30,
      description: 'How many minutes, the running one included; 1 to 240.',
    })
    minutes: number | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CampaignHistory> {
    return campaignHistory(work.database, work.clock, caller.organizationId, campaign.id, minutes ?? 30)
  }

  @FieldResolver(() => QueueDiagnosisType, {
    nullable: true,
    description: 'Why it dials nothing, or what it dials, as Query.queueDiagnosis says it; null for an AGENT.',
  })
  queueDiagnosis(
    @Root() campaign: CampaignType,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<QueueDiagnosisType> | null {
    return caller.role === 'AGENT' ? null : queueDiagnosis(work, caller.organizationId, campaign.id)
  }
}

const LAST_30_DAYS =
  'in the last 30 days, from a quarter of an hour on; calls of more than a day ago are counted anew with each quarter. A younger campaign: in its whole life.'

@Resolver(() => CampaignStatsType)
export class CampaignStatsFields {
  @FieldResolver(() => Float, {
    nullable: true,
    description: `What Campaign.abandonRateLimit limits: abandoned30Days / liveAnswers30Days, 0..1, ${LAST_30_DAYS}`,
  })
  async abandonRate30Days(
    @Root() { campaignId }: CampaignStatsType,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<number | null> {
    return (await loaders.abandonment.load(campaignId)).rate
  }

  @FieldResolver(() => Int, { description: `Calls answered by a person, abandoned ones included, ${LAST_30_DAYS}` })
  async liveAnswers30Days(
    @Root() { campaignId }: CampaignStatsType,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<number> {
    return (await loaders.abandonment.load(campaignId)).liveAnswers
  }

  @FieldResolver(() => Int, { description: `Live answers that found no agent within 2 s, ${LAST_30_DAYS}` })
  async abandoned30Days(
    @Root() { campaignId }: CampaignStatsType,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<number> {
    return (await loaders.abandonment.load(campaignId)).abandoned
  }
}

@Resolver(() => ContactListType)
export class ContactListFields {
  @FieldResolver(() => Int, { description: 'Contacts in it.' })
  contactCount(@Root() list: ContactListType, @Ctx() { loaders }: GraphQLContext): Promise<number> {
    return loaders.contactCount.load(list.id)
  }
}

@Resolver(() => ContactType)
export class ContactFields {
  @FieldResolver(() => ContactListType, { description: 'Where it was imported.' })
  list(@Root() contact: ContactType, @Ctx() { loaders }: GraphQLContext): Promise<ContactListType> {
    return loadOwned(loaders.list, contact.listId)
  }

  @FieldResolver(() => String, {
    description:
      'For screens that others can see: country code and last digits, e.g. +1 •••••• 0199; of a short number at most half of it.',
  })
  maskedPhone(@Root() { phone }: ContactType): string {
    return maskedPhone(phone)
  }
}

@Resolver(() => AgentType)
export class AgentFields {
  @FieldResolver(() => [CampaignType], { description: 'The campaigns it works for.' })
  async campaigns(@Root() agent: AgentType, @Ctx() { loaders }: GraphQLContext): Promise<CampaignType[]> {
    return loadMany(loaders.campaign, await loaders.campaignIds.load(agent.id))
  }

  @FieldResolver(() => DialQueueEntryType, { nullable: true, description: 'The entry this agent holds now.' })
  currentEntry(@Root() agent: AgentType, @Ctx() { loaders }: GraphQLContext): Promise<DialQueueEntryType | null> {
    return loaders.heldEntry.load(agent.id)
  }
}

@Resolver(() => DialQueueEntryType)
export class DialQueueEntryFields {
  @FieldResolver(() => CampaignType, { description: 'The campaign it is for.' })
  campaign(@Root() entry: DialQueueEntryType, @Ctx() { loaders }: GraphQLContext): Promise<CampaignType> {
    return loadOwned(loaders.campaign, entry.campaignId)
  }

  @FieldResolver(() => ContactType, { description: 'Whom to call.' })
  contact(@Root() entry: DialQueueEntryType, @Ctx() { loaders }: GraphQLContext): Promise<ContactType> {
    return loadOwned(loaders.contact, entry.contactId)
  }

  @FieldResolver(() => AgentType, {
    nullable: true,
    description: 'Who holds it, or held it when it became final; null while it is queued.',
  })
  assignedAgent(@Root() entry: DialQueueEntryType, @Ctx() { loaders }: GraphQLContext): Promise<AgentType> | null {
    return entry.assignedAgentId === null ? null : loadOwned(loaders.agent, entry.assignedAgentId)
  }
}

@Resolver(() => DialQueueEntryConnectionType)
export class DialQueueEntryConnectionFields {
  @FieldResolver(() => Int, { description: 'Entries of these statuses, on all pages; from the counters.' })
  async totalCount(
    @Root() { campaignId, statuses }: DialQueueEntryConnectionType,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<number> {
    const { organizationId } = caller
    const [snapshot] = await snapshotsOf(work.database, work.clock, [{ organizationId, campaignId }])
    return statuses.reduce((sum, status) => sum + (snapshot?.counts[countOfStatus[status]] ?? 0), 0)
  }
}
