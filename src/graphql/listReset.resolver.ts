import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { resetList } from '../listReset/resetList.js'
import type { GraphQLContext } from './context.js'
import { ResetListInput, ResetListPayloadType } from './listReset.types.js'

@Resolver()
export class ListResetResolver {
  @Mutation(() => ResetListPayloadType, {
    description:
      'Gives contacts of a worked list a fresh pass for a campaign: attempts count anew, retry waits end; frequency caps go on counting, and who has said no is never reset. NOT_FOUND, CAMPAIGN_NOT_ACTIVE (it is COMPLETED), BAD_USER_INPUT.',
  })
  resetList(
    @Arg('input', () => ResetListInput, { description: 'Which contacts, for which campaign.' }) input: ResetListInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<ResetListPayloadType> {
    const { campaignId, listId, outcomes } = input
    const wish = { campaignId, listId, outcomes, notCalledSince: input.notCalledSince ?? null }
    return resetList(work, caller.organizationId, wish, input.dryRun ?? false)
  }
}
