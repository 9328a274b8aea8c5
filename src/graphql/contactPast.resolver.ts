import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { BadInputError } from '../domainError.js'
import { ContactCallType } from './contactPast.types.js'
import type { GraphQLContext } from './context.js'
import { CampaignType, ContactType, DialQueueEntryType } from './floor.types.js'
import { loadOwned } from './loaders.js'

// What has happened to a contact. Who may see the contact may see its calls: an AGENT comes only to contacts that it
// holds, has dialled or is to call back.

const LARGEST_PAGE = 100

@Resolver(() => ContactType)
export class ContactPastFields {
  @FieldResolver(() => [ContactCallType], {
    description: 'Its finished calls of all campaigns, newest first. All of them, page by page: callRecords.',
  })
  calls(
    @Root() { id }: ContactType,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'At most this many, 1 to 100.' })
    first: number | null,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<ContactCallType[]> {
    return loaders.calls(checkFirst(first ?? 20)).load(id)
  }

  @FieldResolver(() => [DialQueueEntryType], {
    description:
      'Its entries in the queues of all campaigns, newest first, live, finished and archived ones; an AGENT sees those that it holds or held.',
  })
  entries(
    @Root() { id }: ContactType,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'At most this many, 1 to 100.' })
    first: number | null,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<DialQueueEntryType[]> {
    return loaders.entries(checkFirst(first ?? 20)).load(id)
  }
}

@Resolver(() => ContactCallType)
export class ContactCallFields {
  @FieldResolver(() => CampaignType, { description: 'The campaign that called.' })
  campaign(@Root() { campaignId }: ContactCallType, @Ctx() { loaders }: GraphQLContext): Promise<CampaignType> {
    return loadOwned(loaders.campaign, campaignId)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of the agent who took the call; null: nobody did.',
  })
  async agentName(@Root() { agentId }: ContactCallType, @Ctx() { loaders }: GraphQLContext): Promise<string | null> {
    return agentId === null ? null : (await loadOwned(loaders.agent, agentId)).name
  }
}

function checkFirst(first: number): number {
  if (first < 1 || first > LARGEST_PAGE) throw new BadInputError('first', `first is from 1 to ${LARGEST_PAGE}`)
  return first
}
