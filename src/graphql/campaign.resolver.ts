import { registriesOf } from './doNotCall.types.js'
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import { createCampaign } from '../campaign/createCampaign.js'
import { campaignHistory, type CampaignHistory } from '../campaign/campaignHistory.js'
import { campaignStats, type CampaignStats } from '../campaign/campaignStats.js'
import type { CampaignStatus } from '../campaign/campaign.js'
import type { CampaignRecordFields } from '../campaign/campaignRecord.store.js'
import type { ListWeight } from '../campaign/campaignChoice.js'
import { findCampaigns } from '../campaign/campaign.store.js'
import { organizationQueue, type OrganizationQueue } from '../campaign/figures.store.js'
import { updateCampaign } from '../campaign/updateCampaign.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import type { SnapshotMailbox } from '../liveStatus/snapshotMailbox.js'
import { hoursOf } from './callingHours.types.js'
import type { GraphQLContext } from './context.js'
import { CampaignHistoryType, CampaignStatsType, QueueMetricsType, QueueStatusSnapshotType } from './figures.types.js'
import { CampaignType } from './floor.types.js'
import { CreateCampaignInput, UpdateCampaignInput, type ListWeightInput } from './campaignInputs.types.js'
import { capsOf } from './policy.types.js'
import { CampaignStatusEnum } from './words.js'

/** Twice the largest wallboard that is planned for. */
const MOST_IDS = 200

@Resolver()
export class CampaignResolver {
  @Query(() => CampaignType, { nullable: true, description: 'One campaign; null when there is none of this id.' })
  campaign(
    @Arg('id', () => ID, { description: 'The campaign.' }) id: string,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<CampaignType | null> {
    return loaders.campaign.load(checkId('id', id))
  }

  @Query(() => [CampaignType], { description: "The organization's campaigns by name." })
  async campaigns(
    @Arg('status', () => CampaignStatusEnum, { nullable: true, description: 'Only these.' })
    status: CampaignStatus | null,
    @Arg('ids', () => [ID], {
      nullable: true,
      description: 'Only these, at most 200; NOT_FOUND when one does not exist.',
    })
    ids: string[] | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CampaignType[]> {
    if (ids == null) return findCampaigns(work.database, caller.organizationId, { status })
    if (ids.length > MOST_IDS) throw new BadInputError('ids', `at most ${MOST_IDS} campaigns can be asked for at once`)
    const named = new Set(ids.map((id) => checkId('ids', id)))
    const found = await findCampaigns(work.database, caller.organizationId, { ids: [...named] })
    if (found.length < named.size) throw new NotFoundError('Campaign')
    return found.filter((campaign) => status == null || campaign.status === status)
  }

  @Query(() => CampaignStatsType, { description: "One campaign's figures now. NOT_FOUND when there is none." })
  campaignStats(
    @Arg('campaignId', () => ID, { description: 'The campaign.' }) campaignId: string,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CampaignStats> {
    return campaignStats(work.database, work.clock, caller.organizationId, checkId('campaignId', campaignId))
  }

  @Query(() => CampaignHistoryType, {
    description: "One campaign's last minutes, dial by dial counted. NOT_FOUND when there is none.",
  })
  campaignHistory(
    @Arg('campaignId', () => ID, { description: 'The campaign.' }) campaignId: string,
    @Arg('minutes', () => Int, {
      nullable: true,
      defaultValue: 30,
      description: 'How many minutes, the running one included; 1 to 240.',
    })
    minutes: number | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CampaignHistory> {
    const id = checkId('campaignId', campaignId)
    return campaignHistory(work.database, work.clock, caller.organizationId, id, minutes ?? 30)
  }

  @Query(() => QueueMetricsType, { description: "The whole organization's queue now." })
  queueMetrics(@Ctx() { work, caller }: GraphQLContext): Promise<OrganizationQueue> {
    return organizationQueue(work.database, work.clock, caller.organizationId)
  }

  @Mutation(() => CampaignType, { description: 'Adds a campaign, DRAFT. NOT_FOUND for a list or an agent.' })
  createCampaign(
    @Arg('input', () => CreateCampaignInput, { description: 'The plan.' }) input: CreateCampaignInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CampaignType> {
    return createCampaign(work.database, work.changes, caller.organizationId, {
      name: input.name,
      dialMethod: input.dialMethod ?? 'PROGRESSIVE',
      timeZone: input.timeZone ?? null,
      maxAttempts: input.maxAttempts ?? 3,
      abandonRateLimit: input.abandonRateLimit ?? 0.03,
      listIds: (input.listIds ?? []).map((id) => checkId('listIds', id)),
      agentIds: (input.agentIds ?? []).map((id) => checkId('agentIds', id)),
      reliesOnRegistry: input.reliesOnRegistry ?? null,
      registries: registriesOf(input.registries),
      isRefilled: input.isRefilled ?? null,
      closesWhenDone: input.closesWhenDone ?? null,
      callbackGraceMinutes: input.callbackGraceMinutes ?? null,
      numberPauseMinutes: input.numberPauseMinutes ?? null,
      contactFilter: input.contactFilter ?? null,
      removesContactFilter: false,
      listWeights: weightsOf(input.listWeights),
      ageingMinutes: input.ageingMinutes ?? null,
      distribution: input.distribution ?? null,
      personScope: input.personScope ?? null,
      callingHours: hoursOf(input.callingHours),
      policyPack: input.policyPack ?? null,
      frequencyCaps: capsOf(input.frequencyCaps),
      ...recordFieldsOf(input),
    })
  }

  @Mutation(() => CampaignType, {
    description: 'Changes a campaign; entries that it no longer allows are cancelled. INVALID_TRANSITION, NOT_FOUND.',
  })
  updateCampaign(
    @Arg('input', () => UpdateCampaignInput, { description: 'What is to change.' }) input: UpdateCampaignInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CampaignType> {
    return updateCampaign(work, caller.organizationId, {
      id: checkId('id', input.id),
      name: input.name ?? null,
      status: input.status ?? null,
      dialMethod: input.dialMethod ?? null,
      maxAttempts: input.maxAttempts ?? null,
      abandonRateLimit: input.abandonRateLimit ?? null,
      listIds: input.listIds?.map((id) => checkId('listIds', id)) ?? null,
      agentIds: input.agentIds?.map((id) => checkId('agentIds', id)) ?? null,
      reliesOnRegistry: input.reliesOnRegistry ?? null,
      registries: registriesOf(input.registries),
      isRefilled: input.isRefilled ?? null,
      closesWhenDone: input.closesWhenDone ?? null,
      callbackGraceMinutes: input.callbackGraceMinutes ?? null,
      numberPauseMinutes: input.numberPauseMinutes ?? null,
      contactFilter: input.contactFilter ?? null,
      removesContactFilter: input.removeContactFilter ?? false,
      listWeights: weightsOf(input.listWeights),
      ageingMinutes: input.ageingMinutes ?? null,
      distribution: input.distribution ?? null,
      personScope: input.personScope ?? null,
      callingHours: hoursOf(input.callingHours),
      policyPack: input.policyPack ?? null,
      frequencyCaps: capsOf(input.frequencyCaps),
      ...recordFieldsOf(input),
    })
  }

  @Subscription(() => QueueStatusSnapshotType, {
    description:
      "A snapshot of each campaign at once, then one whenever a campaign's queue or agents changed. All campaigns of the organisation when campaignIds is left out.",
    subscribe: (data): Promise<SnapshotMailbox> =>
      openQueueStatus(data.args as QueueStatusArguments, data.context as GraphQLContext),
  })
  queueStatus(
    @Root() snapshot: QueueStatusSnapshotType,
    @Arg('campaignIds', () => [ID], { nullable: true, description: 'Only these; NOT_FOUND when one does not exist.' })
    _campaignIds: string[] | null,
  ): QueueStatusSnapshotType {
    return snapshot
  }
}

interface QueueStatusArguments {
  readonly campaignIds?: string[] | null
}

async function openQueueStatus(
  args: QueueStatusArguments,
  { work, caller, loaders }: GraphQLContext,
): Promise<SnapshotMailbox> {
  const campaignIds = args.campaignIds?.map((id) => checkId('campaignIds', id)) ?? null
  if (campaignIds !== null) {
    const campaigns = await Promise.all(campaignIds.map((id) => loaders.campaign.load(id)))
    if (campaigns.includes(null)) throw new NotFoundError('Campaign')
  }
  return work.feed.subscribe(caller.organizationId, campaignIds)
}

function weightsOf(given: readonly ListWeightInput[] | null | undefined): ListWeight[] | null {
  return given?.map(({ listId, weight }) => ({ listId: checkId('listWeights', listId), weight })) ?? null
}

function recordFieldsOf(input: CreateCampaignInput | UpdateCampaignInput): CampaignRecordFields {
  const { seller = null, product = null, callerId = null, script = null, callsBusinesses = null } = input
  return { seller, product, callerId, script, callsBusinesses }
}
