import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { setOutcome, setOutcomeRefusal } from '../call/setOutcome.js'
import { retryRules, setRetryRules } from '../call/setRetryRules.js'
import { checkId } from '../inputRules.js'
import { ContactNumberType, OutcomeInput, RetryRuleInput, RetryRuleType } from './callback.types.js'
import type { GraphQLContext } from './context.js'
import { ContactType, OutcomeType } from './floor.types.js'

@Resolver()
export class RetryResolver {
  @Query(() => [RetryRuleType], {
    description: 'How each outcome is tried again, by code; an outcome that is final has no line. NOT_FOUND.',
  })
  retryRules(
    @Arg('campaignId', () => ID, {
      nullable: true,
      description: 'What holds for this campaign; left out: for those without rules of their own.',
    })
    campaignId: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<RetryRuleType[]> {
    const id = campaignId == null ? null : checkId('campaignId', campaignId)
    return retryRules(work.database, caller.organizationId, id)
  }

  @Mutation(() => [RetryRuleType], {
    description:
      'Makes exactly these the rules of a campaign, or of all without their own; what is left out falls back. They hold from the next finished dial on. NOT_FOUND.',
  })
  setRetryRules(
    @Arg('campaignId', () => ID, { nullable: true, description: 'The campaign; left out: the organization.' })
    campaignId: string | null,
    @Arg('rules', () => [RetryRuleInput], { description: 'One per outcome at most.' }) rules: RetryRuleInput[],
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<RetryRuleType[]> {
    const id = campaignId == null ? null : checkId('campaignId', campaignId)
    const given = rules.map((rule) => ({
      outcome: rule.outcome,
      delayMinutes: rule.delayMinutes,
      growth: rule.growth ?? 'FIXED',
      ceilingMinutes: rule.ceilingMinutes ?? null,
      otherPartOfDay: rule.otherPartOfDay ?? false,
      maxAttempts: rule.maxAttempts ?? null,
    }))
    return setRetryRules(work.database, caller.organizationId, id, given)
  }

  @Mutation(() => OutcomeType, {
    description: 'Adds an outcome to the catalogue or replaces the one of its code; finished calls stay as they are.',
  })
  setOutcome(
    @Arg('input', () => OutcomeInput, { description: 'The line.' }) input: OutcomeInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<OutcomeType> {
    const { code, label, category } = input
    const retryAfterMinutes = input.retryAfterMinutes ?? null
    return setOutcome(work.database, caller.organizationId, {
      ...{ code, label, category, retryAfterMinutes },
      isRefusal: input.isRefusal ?? false,
    })
  }

  @Mutation(() => OutcomeType, {
    description:
      'Says whether an outcome is a refusal, from the next finished call on: caps may count refusals, and a fresh pass of a list leaves out who refused. BAD_USER_INPUT.',
  })
  setOutcomeRefusal(
    @Arg('code', () => String, { description: 'Of the catalogue; of category CONTACT, CALLBACK or DO_NOT_CALL.' })
    code: string,
    @Arg('isRefusal', () => Boolean, { description: 'The person said no.' }) isRefusal: boolean,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<OutcomeType> {
    return setOutcomeRefusal(work.database, caller.organizationId, { code, isRefusal })
  }
}

@Resolver(() => OutcomeType)
export class OutcomeFields {
  @FieldResolver(() => RetryRuleType, {
    nullable: true,
    description: 'How it is tried again by campaigns without a rule of their own; null when it is final.',
  })
  retryRule(@Root() { code }: OutcomeType, @Ctx() { loaders }: GraphQLContext): Promise<RetryRuleType | null> {
    return loaders.retryRule.load(code)
  }
}

@Resolver(() => ContactType)
export class ContactNumberFields {
  @FieldResolver(() => [ContactNumberType], { description: 'All its numbers in the order of dialling; one at least.' })
  numbers(@Root() { id }: ContactType, @Ctx() { loaders }: GraphQLContext): Promise<ContactNumberType[]> {
    return loaders.numbers.load(id)
  }
}
