import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { ExclusionReason } from '../dialQueue/eligibility.js'
import { pushContacts, type PushAnswer } from '../distribution/pushContacts.js'
import { checkId } from '../inputRules.js'
import type { GraphQLContext } from './context.js'
import { DialQueueEntryType } from './floor.types.js'
import { DateTimeScalar } from './scalars.js'
import { ExclusionReasonEnum } from './words.js'

@InputType('PushContactsInput', { description: 'How much work of which campaign is to be handed out.' })
class PushContactsInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => Int, { description: 'Entries at most, 1 to 100: one for each agent.' })
  count!: number
  @Field(() => String, {
    nullable: true,
    description: 'The same key within 24 hours gives what its first use handed out and hands out nothing more.',
  })
  idempotencyKey?: string | null
}

@ObjectType('PushContactsPayload', {
  description: 'What pushContacts handed out, or why nothing.',
  simpleResolvers: true,
})
class PushContactsPayloadType implements PushAnswer {
  @Field(() => [DialQueueEntryType], {
    description: 'The entries now held by agents: DIALING, or RESERVED in a PREVIEW campaign.',
  })
  entries!: readonly DialQueueEntryType[]
  @Field(() => Int, { description: 'AVAILABLE agents of the campaign when work was handed out; 0 for a repeated key.' })
  waitingAgentCount!: number
  @Field(() => ExclusionReasonEnum, {
    nullable: true,
    description: 'Set when nothing was handed out although agents wait.',
  })
  reason!: ExclusionReason | null
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When pushing again can hand something out, if that is known.',
  })
  retryAt!: Date | null
}

@Resolver()
export class DistributionResolver {
  @Mutation(() => PushContactsPayloadType, {
    description:
      "Hands out up to count entries to the campaign's AVAILABLE agents, chosen by its distribution, each contact exactly once. NOT_FOUND, IDEMPOTENCY_MISMATCH; nothing to dial is an answer, not an error.",
  })
  async pushContacts(
    @Arg('input', () => PushContactsInput, { description: 'How much, of which campaign.' }) input: PushContactsInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<PushContactsPayloadType> {
    const answer = await pushContacts(work, {
      organizationId: caller.organizationId,
      campaignId: checkId('campaignId', input.campaignId),
      count: input.count,
      idempotencyKey: input.idempotencyKey ?? null,
    })
    answer.entries.forEach(() => {
      work.metrics.claimAnswered('pushed')
    })
    return answer
  }
}
