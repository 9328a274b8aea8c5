import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { actingAgent } from '../agent/setAgentStatus.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { browseQueue } from '../dialQueue/browseQueue.js'
import { queueHead } from '../dialQueue/entry.store.js'
import type { QueueStatus } from '../dialQueue/entryStatus.js'
import { generateQueue } from '../dialQueue/generateQueue.js'
import { nextContact } from '../dialQueue/nextContact.js'
import { renewLease } from '../dialQueue/renewLease.js'
import { updateQueueOutcome } from '../dialQueue/updateQueueOutcome.js'
import { updateQueueStatus } from '../dialQueue/updateQueueStatus.js'
import { checkId } from '../inputRules.js'
import type { GraphQLContext } from './context.js'
import { DialQueueEntryType } from './floor.types.js'
import {
  GenerateQueueInput,
  NextContactInput,
  UpdateQueueOutcomeInput,
  UpdateQueueStatusInput,
} from './inputs.types.js'
import {
  DialQueueEntryConnectionType,
  GenerateQueuePayloadType,
  NextContactPayloadType,
  UpdateQueueStatusPayloadType,
} from './payload.types.js'
import { QueueStatusEnum } from './words.js'

@Resolver(() => GenerateQueuePayloadType)
export class DialQueueResolver {
  @Query(() => DialQueueEntryConnectionType, { description: "A campaign's entries, page by page." })
  dialQueue(
    @Arg('campaignId', () => ID, { description: 'The campaign.' }) campaignId: string,
    @Arg('status', () => [QueueStatusEnum], { nullable: true, description: 'Only these; all when left out.' })
    status: QueueStatus[] | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<DialQueueEntryConnectionType> {
    return browseQueue(work.database, caller.organizationId, {
      campaignId: checkId('campaignId', campaignId),
      statuses: status ?? null,
      first: first ?? 50,
      after: after ?? null,
    })
  }

  @Query(() => DialQueueEntryType, {
    nullable: true,
    description: 'One entry; null when there is none, or when it was never in the hands of the AGENT who asks.',
  })
  async dialQueueEntry(
    @Arg('id', () => ID, { description: 'The entry.' }) id: string,
    @Ctx() { loaders, caller }: GraphQLContext,
  ): Promise<DialQueueEntryType | null> {
    const entry = await loaders.entry.load(checkId('id', id))
    return caller.role === 'AGENT' && entry?.assignedAgentId !== caller.agentId ? null : entry
  }

  @Mutation(() => GenerateQueuePayloadType, {
    description:
      'Tops the queue up from the lists of the campaign, and says why contacts were left out. Live entries stay as they are. NOT_FOUND, CAMPAIGN_NOT_ACTIVE (it is COMPLETED).',
  })
  generateQueue(
    @Arg('input', () => GenerateQueueInput, { description: 'Which queue, and how far.' }) input: GenerateQueueInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<GenerateQueuePayloadType> {
    return generateQueue(
      work,
      caller.organizationId,
      checkId('campaignId', input.campaignId),
      input.maxEntries ?? null,
      input.dryRun ?? false,
    )
  }

  @FieldResolver(() => [DialQueueEntryType], {
    description: 'The first entries of the queue, next to be dialled first.',
  })
  entries(
    @Root() { campaignId }: GenerateQueuePayloadType,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'At most this many, 1 to 100.' })
    first: number | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<DialQueueEntryType[]> {
    const limit = first ?? 20
    if (limit < 1 || limit > 100) throw new BadInputError('first', 'first is from 1 to 100')
    return queueHead(work.database, caller.organizationId, campaignId, limit)
  }

  @Mutation(() => NextContactPayloadType, {
    description:
      'Hands the agent the next contact, each contact exactly once. AGENT_UNAVAILABLE, NOT_FOUND, IDEMPOTENCY_MISMATCH; nothing to dial is an answer, not an error.',
  })
  async nextContact(
    @Arg('input', () => NextContactInput, { description: 'Who asks, for which campaign.' }) input: NextContactInput,
    @Ctx() { work, caller, loaders }: GraphQLContext,
  ): Promise<NextContactPayloadType> {
    work.signsOfLife.note(caller)
    const answer = await nextContact(work, {
      organizationId: caller.organizationId,
      campaignId: checkId('campaignId', input.campaignId),
      agentId: actingAgent(caller, input.agentId == null ? null : checkId('agentId', input.agentId)),
      idempotencyKey: input.idempotencyKey ?? null,
    })
    if (answer.entryId === null) {
      work.metrics.claimAnswered(answer.reason)
      return { entry: null, reason: answer.reason, retryAt: answer.retryAt }
    }
    if (answer.claimed === null) {
      work.metrics.claimAnswered('repeated')
      const entry = await loaders.entry.load(answer.entryId)
      if (entry === null) throw new NotFoundError('Entry')
      return { entry, reason: null, retryAt: null }
    }
    work.metrics.claimAnswered('claimed')
    const { entry, contact } = answer.claimed
    loaders.contact.prime(contact.id, contact)
    return { entry, reason: null, retryAt: null }
  }

  @Mutation(() => UpdateQueueStatusPayloadType, {
    description:
      'Takes an entry a step further. INVALID_TRANSITION, CONFLICT, LEASE_LOST, NOT_FOUND, FORBIDDEN, IDEMPOTENCY_MISMATCH; a refused change changes nothing.',
  })
  async updateQueueStatus(
    @Arg('input', () => UpdateQueueStatusInput, { description: 'What has happened.' }) input: UpdateQueueStatusInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<UpdateQueueStatusPayloadType> {
    work.signsOfLife.note(caller)
    const entry = await updateQueueStatus(work, caller, {
      entryId: checkId('entryId', input.entryId),
      status: input.status,
      outcome: input.outcome ?? null,
      notes: input.notes ?? null,
      callbackAt: input.callbackAt ?? null,
      callbackLocalTime: input.callbackLocalTime ?? null,
      callbackFor: input.callbackFor ?? null,
      recording: input.recording ?? null,
      callingNumber: input.callingNumber ?? null,
      isPrerecorded: input.isPrerecorded ?? null,
      agentId: input.agentId == null ? null : checkId('agentId', input.agentId),
      expectedVersion: input.expectedVersion ?? null,
      idempotencyKey: input.idempotencyKey ?? null,
    })
    return { entry }
  }

  @Mutation(() => UpdateQueueStatusPayloadType, {
    description: 'Corrects the outcome or the notes of an entry that the caller may see; the status does not change.',
  })
  async updateQueueOutcome(
    @Arg('input', () => UpdateQueueOutcomeInput, { description: 'What is right.' }) input: UpdateQueueOutcomeInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<UpdateQueueStatusPayloadType> {
    const entry = await updateQueueOutcome(work, caller, {
      entryId: checkId('entryId', input.entryId),
      outcome: input.outcome ?? null,
      notes: input.notes ?? null,
      callbackAt: input.callbackAt ?? null,
      callbackLocalTime: input.callbackLocalTime ?? null,
      callbackFor: input.callbackFor ?? null,
      expectedVersion: input.expectedVersion ?? null,
    })
    return { entry }
  }

  @Mutation(() => DialQueueEntryType, {
    description: "Extends the caller's hold on an entry and answers when it now ends. LEASE_LOST when it has ended.",
  })
  renewLease(
    @Arg('entryId', () => ID, { description: 'The entry.' }) entryId: string,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<DialQueueEntryType> {
    work.signsOfLife.note(caller)
    return renewLease(work, caller, checkId('entryId', entryId))
  }
}
