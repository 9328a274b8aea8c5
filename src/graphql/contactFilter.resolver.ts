import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import type { ListWeight } from '../campaign/campaignChoice.js'
import { campaignFilterMatchCount } from '../contactFilter/filterMatch.store.js'
import { previewFilter, type FilterPreview } from '../contactFilter/previewFilter.js'
import { checkId } from '../inputRules.js'
import { ContactFilterInput, FilterPreviewType } from './contactFilter.types.js'
import type { GraphQLContext } from './context.js'
import { CampaignType, ContactListType } from './floor.types.js'
import { loadOwned } from './loaders.js'

@Resolver()
export class ContactFilterResolver {
  @Query(() => FilterPreviewType, {
    description:
      'Whom a filter would mean, before a campaign has it. Reads every contact of the lists. NOT_FOUND for a list.',
  })
  previewFilter(
    @Arg('listIds', () => [ID], { description: '1 to 100 lists.' }) listIds: string[],
    @Arg('filter', () => ContactFilterInput, { description: 'The filter.' }) filter: ContactFilterInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<FilterPreview> {
    const ids = listIds.map((id) => checkId('listIds', id))
    return previewFilter(work.database, caller.organizationId, ids, filter)
  }
}

@ObjectType('ListWeight', { description: 'A list and its share beside the other lists of the campaign.' })
export class ListWeightType implements ListWeight {
  listId!: string
  @Field(() => Int, { description: '1 to 1,000.' })
  weight!: number
}

@Resolver(() => ListWeightType)
export class ListWeightFields {
  @FieldResolver(() => ContactListType, { description: 'The list.' })
  list(@Root() { listId }: ListWeightType, @Ctx() { loaders }: GraphQLContext): Promise<ContactListType> {
    return loadOwned(loaders.list, listId)
  }
}

@Resolver(() => CampaignType)
export class CampaignChoiceFields {
  @FieldResolver(() => [ListWeightType], { description: 'How its lists share the claims; empty: they do not.' })
  listWeights(@Root() campaign: CampaignType, @Ctx() { loaders }: GraphQLContext): Promise<ListWeightType[]> {
    return loaders.listWeights.load(campaign.id)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Contacts of its lists that match its filter: 0 says that it can dial nobody. Reads every contact of the lists; null without a filter, and for an AGENT.',
  })
  filterMatchCount(@Root() campaign: CampaignType, @Ctx() { work, caller }: GraphQLContext): Promise<number> | null {
    if (campaign.contactFilter === null || caller.role === 'AGENT') return null
    return campaignFilterMatchCount(work.database, caller.organizationId, campaign.id)
  }
}
