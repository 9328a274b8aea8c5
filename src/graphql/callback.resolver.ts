import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { CallbackStatus, CallbackTaker } from '../callback/callback.js'
import { browseCallbacks } from '../callback/browseCallbacks.js'
import { cancelCallback, rescheduleCallback } from '../callback/changeCallback.js'
import { callbackOfEntry, isCallbackLost } from '../callback/forbiddenCallback.store.js'
import { callbackWarnings, type CallbackWarning } from '../diagnosis/callbackWarnings.js'
import type { DialQueueEntry } from '../dialQueue/dialQueueEntry.js'
import { agentHadContact } from '../dialQueue/entry.store.js'
import { checkId } from '../inputRules.js'
import { CallbackConnectionType, CallbackType, CallbackWarningType } from './callback.types.js'
import type { GraphQLContext } from './context.js'
import { AgentType, CampaignType, ContactType } from './floor.types.js'
import { loadOwned } from './loaders.js'
import { UpdateQueueStatusPayloadType } from './payload.types.js'
import { DateTimeScalar } from './scalars.js'
import { CallbackStatusEnum, CallbackTakerEnum } from './words.js'

@Resolver(() => CallbackType)
export class CallbackResolver {
  @Query(() => CallbackConnectionType, {
    description:
      'Promised callbacks, due first first. An AGENT sees its own and those for anybody in its campaigns. NOT_FOUND, FORBIDDEN.',
  })
  callbacks(
    @Arg('campaignId', () => ID, { nullable: true, description: 'Only of this campaign.' }) campaignId: string | null,
    @Arg('agentId', () => ID, { nullable: true, description: 'Only those that this agent is to make in person.' })
    agentId: string | null,
    @Arg('contactId', () => ID, { nullable: true, description: 'Only those that were promised to this contact.' })
    contactId: string | null,
    @Arg('dueBefore', () => DateTimeScalar, { nullable: true, description: 'Only those promised for before.' })
    dueBefore: Date | null,
    @Arg('status', () => CallbackStatusEnum, { nullable: true, description: 'Only these.' })
    status: CallbackStatus | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CallbackConnectionType> {
    return browseCallbacks(work.database, caller, {
      campaignId: campaignId == null ? null : checkId('campaignId', campaignId),
      agentId: agentId == null ? null : checkId('agentId', agentId),
      contactId: contactId == null ? null : checkId('contactId', contactId),
      dueBefore: dueBefore ?? null,
      status: status ?? null,
      first: first ?? 50,
      after: after ?? null,
    })
  }

  @Mutation(() => CallbackType, {
    description:
      'Gives an open callback another instant or agent; an AGENT only its own. NOT_FOUND, FORBIDDEN, INVALID_TRANSITION.',
  })
  rescheduleCallback(
    @Arg('id', () => ID, { description: 'The callback.' }) id: string,
    @Arg('callbackAt', () => DateTimeScalar, {
      nullable: true,
      description: 'Its new instant; as it is when left out.',
    })
    callbackAt: Date | null,
    @Arg('agentId', () => ID, { nullable: true, description: 'An agent of the campaign, who is to call from now on.' })
    agentId: string | null,
    @Arg('callbackFor', () => CallbackTakerEnum, { nullable: true, description: 'ANYONE takes it off its agent.' })
    callbackFor: CallbackTaker | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CallbackType> {
    return rescheduleCallback(work, caller, {
      id: checkId('id', id),
      callbackAt: callbackAt ?? null,
      agentId: agentId == null ? null : checkId('agentId', agentId),
      taker: callbackFor ?? null,
    })
  }

  @Mutation(() => CallbackType, {
    description: 'Nobody is to call back any more; an AGENT only of its own. NOT_FOUND, FORBIDDEN, INVALID_TRANSITION.',
  })
  cancelCallback(
    @Arg('id', () => ID, { description: 'The callback.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, 1 to 500 characters.' }) reason: string,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CallbackType> {
    return cancelCallback(work, caller, checkId('id', id), reason)
  }

  @FieldResolver(() => CampaignType, { description: 'The campaign that promised it, and that alone keeps it.' })
  campaign(@Root() callback: CallbackType, @Ctx() { loaders }: GraphQLContext): Promise<CampaignType> {
    return loadOwned(loaders.campaign, callback.campaignId)
  }

  @FieldResolver(() => ContactType, {
    nullable: true,
    description: 'Whom to call; null for an AGENT who is not to call and never had the contact.',
  })
  async contact(
    @Root() { contactId, agentId }: CallbackType,
    @Ctx() { work, loaders, caller }: GraphQLContext,
  ): Promise<ContactType | null> {
    if (caller.role === 'AGENT' && agentId !== caller.agentId) {
      const { organizationId, agentId: self } = caller
      if (self === null || !(await agentHadContact(work.database, organizationId, contactId, self))) return null
    }
    return loadOwned(loaders.contact, contactId)
  }

  @FieldResolver(() => AgentType, { nullable: true, description: 'Who is to call in person; null: anybody.' })
  agent(@Root() callback: CallbackType, @Ctx() { loaders }: GraphQLContext): Promise<AgentType> | null {
    return callback.agentId === null ? null : loadOwned(loaders.agent, callback.agentId)
  }

  @FieldResolver(() => [CallbackWarningType], {
    description: 'The rules that stand in its way at its instant, while it is OPEN; it is made once they allow.',
  })
  warnings(@Root() callback: CallbackType, @Ctx() { work }: GraphQLContext): Promise<CallbackWarningType[]> {
    return callback.status === 'OPEN' ? callbackWarnings(work, callback) : Promise.resolve([])
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'KEPT by a dial that began within the grace; null for any other callback.',
  })
  wasOnTime(@Root() { status, dialedAt, dueAt, graceMinutes }: CallbackType): boolean | null {
    if (status !== 'KEPT' || dialedAt === null) return null
    return dialedAt.getTime() <= dueAt.getTime() + graceMinutes * 60_000
  }
}

/** What a saved outcome promised, and what stands in the way of it. */
async function warningsOf({ work }: GraphQLContext, entry: DialQueueEntry): Promise<CallbackWarning[]> {
  if (await isCallbackLost(work.database, entry)) {
    const sentence = 'The campaign is over: nobody will make the callback. The contact is free for other campaigns.'
    return [{ ruleId: 'campaign-active', sentence, dialableAt: null }]
  }
  const callback = await callbackOfEntry(work.database, entry)
  return callback === null ? [] : callbackWarnings(work, callback)
}

@Resolver(() => UpdateQueueStatusPayloadType)
export class OutcomeWarnings {
  @FieldResolver(() => [String], {
    description: 'What was saved, but may not go as meant, for instance a callback outside the calling hours.',
  })
  async warnings(@Root() { entry }: UpdateQueueStatusPayloadType, @Ctx() context: GraphQLContext): Promise<string[]> {
    return (await warningsOf(context, entry)).map(({ sentence }) => sentence)
  }

  @FieldResolver(() => [CallbackWarningType], {
    description: 'The rules that stand in the way of the promised callback at its instant; it is made once they allow.',
  })
  callbackWarnings(
    @Root() { entry }: UpdateQueueStatusPayloadType,
    @Ctx() context: GraphQLContext,
  ): Promise<CallbackWarningType[]> {
    return warningsOf(context, entry)
  }
}
