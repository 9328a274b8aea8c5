import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { addToDoNotCall } from '../doNotCall/addToDoNotCall.js'
import { checkStoredPhone, type DoNotCallEntry } from '../doNotCall/doNotCall.js'
import { entriesAgainst } from '../doNotCall/doNotCall.store.js'
import type { CampaignRegistry, RegistryState } from '../doNotCall/registry.js'
import { removeFromDoNotCall } from '../doNotCall/removeFromDoNotCall.js'
import type { GraphQLContext } from './context.js'
import {
  AddToDoNotCallInput,
  AddToDoNotCallPayloadType,
  CampaignRegistryType,
  DoNotCallEntryType,
  RegistryStateType,
  RemoveFromDoNotCallInput,
  RemoveFromDoNotCallPayloadType,
} from './doNotCall.types.js'
import { CampaignType } from './floor.types.js'

@Resolver()
export class DoNotCallResolver {
  @Query(() => [DoNotCallEntryType], {
    description: 'Everything that stands against a number now, the oldest first; empty when nothing does.',
  })
  doNotCall(
    @Arg('phone', () => String, { description: 'E.164, or any international form that starts with +.' }) phone: string,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<DoNotCallEntry[]> {
    return entriesAgainst(work.database, work.clock, caller.organizationId, checkStoredPhone('phone', phone))
  }

  @Mutation(() => AddToDoNotCallPayloadType, {
    description:
      'Suppresses a number, a contact or a prefix. What waits for it is cancelled: nothing of it is handed out after this has answered. An AGENT may give a contact that is or was in its hands.',
  })
  async addToDoNotCall(
    @Arg('input', () => AddToDoNotCallInput, { description: 'Who, where, why, until when.' })
    input: AddToDoNotCallInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AddToDoNotCallPayloadType> {
    const cancelled = await addToDoNotCall(work, caller, {
      phone: input.phone ?? null,
      contactId: input.contactId ?? null,
      prefix: input.prefix ?? null,
      campaignId: input.campaignId ?? null,
      reason: input.reason,
      source: input.source ?? null,
      expiresAt: input.expiresAt ?? null,
    })
    return { cancelled }
  }

  @Mutation(() => RemoveFromDoNotCallPayloadType, {
    description:
      'Ends what stands against a number, a contact or a prefix in one scope, and keeps it as evidence. Registries, and prefixes that a number falls under, stay.',
  })
  async removeFromDoNotCall(
    @Arg('input', () => RemoveFromDoNotCallInput, { description: 'Who, where, why.' }) input: RemoveFromDoNotCallInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<RemoveFromDoNotCallPayloadType> {
    const removed = await removeFromDoNotCall(work, caller.organizationId, {
      phone: input.phone ?? null,
      contactId: input.contactId ?? null,
      prefix: input.prefix ?? null,
      campaignId: input.campaignId ?? null,
      reason: input.reason,
    })
    return { removed }
  }
}

@Resolver(() => CampaignType)
export class DoNotCallFields {
  @FieldResolver(() => [CampaignRegistryType], {
    description: 'The do-not-call registries that it relies on, in the order in which they were given.',
  })
  registries(@Root() campaign: CampaignType, @Ctx() { loaders }: GraphQLContext): Promise<CampaignRegistry[]> {
    return loaders.registries.load(campaign.id)
  }

  @FieldResolver(() => RegistryStateType, {
    nullable: true,
    deprecationReason: 'Use registries: a campaign may rely on several.',
    description: 'The first of the do-not-call registries that it relies on; null when it relies on none.',
  })
  async registryState(
    @Root() campaign: CampaignType,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<RegistryState | null> {
    return (await loaders.registries.load(campaign.id))[0]?.state ?? null
  }
}
