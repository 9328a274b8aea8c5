import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { ResetExclusion, ResetExclusionCount } from '../listReset/listReset.js'
import type { ListReset } from '../listReset/resetList.js'
import { DateTimeScalar } from './scalars.js'
import { ResetExclusionEnum } from './words.js'

@InputType('ResetListInput', { description: 'Which contacts of a worked list get a fresh pass.' })
export class ResetListInput {
  @Field(() => ID, { description: 'The campaign that is to call them again; it dials the list and is not COMPLETED.' })
  campaignId!: string
  @Field(() => ID, { description: 'The list.' })
  listId!: string
  @Field(() => [String], {
    description:
      'Codes of the catalogue, 1 to 100: only contacts whose last outcome is one of them, whichever campaign called. None that is a refusal or of category DO_NOT_CALL.',
  })
  outcomes!: string[]
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Only contacts that nobody has dialled since this instant, which lies in the past; whenever it was when left out.',
  })
  notCalledSince?: Date | null
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Count the same, change nothing.' })
  dryRun?: boolean | null
}

@ObjectType('ResetExclusionCount', {
  description: 'Contacts that got no fresh pass for one reason.',
  simpleResolvers: true,
})
export class ResetExclusionCountType implements ResetExclusionCount {
  @Field(() => ResetExclusionEnum, { description: 'Why.' })
  reason!: ResetExclusion
  @Field(() => Int, { description: 'How many contacts.' })
  count!: number
}

@ObjectType('ResetListPayload', {
  description: 'What resetList did: its counts add up to the contacts of the list.',
  simpleResolvers: true,
})
export class ResetListPayloadType implements ListReset {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => ID, { description: 'The list.' })
  listId!: string
  @Field(() => Int, {
    description: 'Contacts with a fresh pass: its next refill or generateQueue may queue them again.',
  })
  resetCount!: number
  @Field(() => [ResetExclusionCountType], { description: 'The other contacts of the list, each under one reason.' })
  leftOut!: readonly ResetExclusionCountType[]
  @Field(() => Boolean, {
    description: 'True: nothing was changed, these are the counts that the call would have given.',
  })
  isDryRun!: boolean
  @Field(() => [String], { description: 'What to know besides, a sentence each; empty when there is nothing.' })
  warnings!: readonly string[]
}
