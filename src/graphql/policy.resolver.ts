import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { policyPacks } from '../policy/policyPacks.js'
import { updatePolicyPack } from '../policy/updatePolicyPack.js'
import type { GraphQLContext } from './context.js'
import { CampaignType } from './floor.types.js'
import { EffectiveCapType, PolicyPackType, policyPackView, UpdatePolicyPackInput } from './policy.types.js'

@Resolver()
export class PolicyResolver {
  @Query(() => [PolicyPackType], {
    description: "The packs that campaigns may name: the built-in ones, then the organization's own. Not legal advice.",
  })
  async policyPacks(@Ctx() { work, caller }: GraphQLContext): Promise<PolicyPackType[]> {
    return (await policyPacks(work.database, caller.organizationId)).map(policyPackView)
  }

  @Mutation(() => PolicyPackType, {
    description:
      'Writes a pack, for every campaign that names it at once. BAD_USER_INPUT names the path of the first fault; CONFLICT.',
  })
  async updatePolicyPack(
    @Arg('input', () => UpdatePolicyPackInput, { description: 'The pack.' }) input: UpdatePolicyPackInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<PolicyPackType> {
    const { code, label, rules, expectedVersion } = input
    const edit = { code, label, rules, expectedVersion: expectedVersion ?? null }
    return policyPackView(await updatePolicyPack(work, caller.organizationId, edit))
  }
}

@Resolver(() => CampaignType)
export class PolicyFields {
  @FieldResolver(() => [EffectiveCapType], {
    description: 'The caps that it obeys: of its pack and its own, by rule id.',
  })
  effectiveCaps(@Root() campaign: CampaignType, @Ctx() { loaders }: GraphQLContext): Promise<EffectiveCapType[]> {
    return loaders.effectiveCaps.load(campaign.id)
  }
}
