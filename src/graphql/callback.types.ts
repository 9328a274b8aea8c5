import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { Callback, CallbackStatus } from '../callback/callback.js'
import type { CallbackWarning } from '../diagnosis/callbackWarnings.js'
import type { RetryGrowth } from '../call/retry.js'
import type { RetryLine, RetrySource } from '../call/retryRule.store.js'
import type { OutcomeCategory } from '../call/outcome.js'
import type { ContactNumber } from '../contact/contactNumber.store.js'
import { PageInfoType } from './payload.types.js'
import { DateTimeScalar } from './scalars.js'
import { CallbackStatusEnum, OutcomeCategoryEnum, RetryGrowthEnum, RetrySourceEnum } from './words.js'

// What a finished dial leaves behind: promised callbacks, retries, and the numbers of a contact.

@ObjectType('Callback', { description: 'A call that was promised to a contact.', simpleResolvers: true })
export class CallbackType implements Callback {
  organizationId!: string
  campaignId!: string
  contactId!: string
  agentId!: string | null
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => DateTimeScalar, { description: 'The promised instant.' })
  dueAt!: Date
  @Field(() => Int, {
    description: 'Minutes after dueAt for which only its agent is offered it; so late is still on time.',
  })
  graceMinutes!: number
  @Field(() => CallbackStatusEnum, { description: 'What became of it.' })
  status!: CallbackStatus
  @Field(() => DateTimeScalar, { description: 'When it was promised.' })
  promisedAt!: Date
  @Field(() => DateTimeScalar, { nullable: true, description: 'Start of the dial that kept it.' })
  dialedAt!: Date | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was KEPT or CANCELLED.' })
  endedAt!: Date | null
  @Field(() => String, { nullable: true, description: 'Why it was CANCELLED.' })
  endedReason!: string | null
}

@ObjectType('CallbackWarning', {
  description: 'A rule that stands in the way of a callback at the instant for which it was promised.',
  simpleResolvers: true,
})
export class CallbackWarningType implements CallbackWarning {
  @Field(() => ID, { description: 'The rule.' })
  ruleId!: string
  @Field(() => String, { description: 'What it means for the callback.' })
  sentence!: string
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the callback can be made as far as time alone decides; null: that is not known.',
  })
  dialableAt!: Date | null
}

@ObjectType('CallbackEdge', { description: 'A callback and its place in the list.', simpleResolvers: true })
export class CallbackEdgeType {
  @Field(() => String, { description: 'Opaque; pass it as after to go on behind this callback.' })
  cursor!: string
  @Field(() => CallbackType, { description: 'The callback.' })
  node!: CallbackType
}

@ObjectType('CallbackConnection', { description: 'A page of callbacks, due first first.', simpleResolvers: true })
export class CallbackConnectionType {
  @Field(() => [CallbackEdgeType], { description: 'The callbacks of this page.' })
  edges!: CallbackEdgeType[]
  @Field(() => PageInfoType, { description: 'Where this page stands.' })
  pageInfo!: PageInfoType
}

@ObjectType('RetryRule', { description: 'How one outcome is tried again.', simpleResolvers: true })
export class RetryRuleType implements RetryLine {
  @Field(() => String, { description: 'A code of the catalogue.' })
  outcome!: string
  @Field(() => RetrySourceEnum, { description: 'Who says so.' })
  source!: RetrySource
  @Field(() => Int, { description: 'Minutes until the next attempt after the first such outcome.' })
  delayMinutes!: number
  @Field(() => RetryGrowthEnum, { description: 'How the delay grows with each further one.' })
  growth!: RetryGrowth
  @Field(() => Int, { nullable: true, description: 'The longest delay; null: a year.' })
  ceilingMinutes!: number | null
  @Field(() => Boolean, {
    description: "The next attempt falls into another part of the contact's day (until 12:00, until 17:00, evening).",
  })
  otherPartOfDay!: boolean
  @Field(() => Int, {
    nullable: true,
    description:
      "After so many of this outcome the contact is EXHAUSTED; null: only the campaign's maxAttempts counts.",
  })
  maxAttempts!: number | null
}

@InputType('RetryRuleInput', { description: 'How one outcome is to be tried again.' })
export class RetryRuleInput {
  @Field(() => String, { description: 'A code of the catalogue, of a category that is tried again.' })
  outcome!: string
  @Field(() => Int, { description: 'Minutes until the next attempt after the first such outcome, 0 to 525,600.' })
  delayMinutes!: number
  @Field(() => RetryGrowthEnum, { nullable: true, defaultValue: 'FIXED', description: 'How the delay grows.' })
  growth?: RetryGrowth | null
  @Field(() => Int, {
    nullable: true,
    description: 'The longest delay, delayMinutes to 525,600; a year when left out.',
  })
  ceilingMinutes?: number | null
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Whether the next attempt falls into another part of the contact's day than the last.",
  })
  otherPartOfDay?: boolean | null
  @Field(() => Int, { nullable: true, description: 'The most of this outcome per contact, 1 to 100.' })
  maxAttempts?: number | null
}

@InputType('OutcomeInput', { description: 'A line of the catalogue.' })
export class OutcomeInput {
  @Field(() => String, { description: '1 to 40 capital letters, digits and underscores, a letter first.' })
  code!: string
  @Field(() => String, { description: 'What a person reads, 1 to 200 characters.' })
  label!: string
  @Field(() => OutcomeCategoryEnum, { description: 'What it means to the queue.' })
  category!: OutcomeCategory
  @Field(() => Int, {
    nullable: true,
    description: 'Minutes until the contact may be tried again, 0 to 525,600; left out: the outcome is final.',
  })
  retryAfterMinutes?: number | null
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'The person said no: caps may count it, and a fresh pass of a list leaves such contacts out. Of CONTACT, CALLBACK and DO_NOT_CALL.',
  })
  isRefusal?: boolean | null
}

@ObjectType('ContactNumber', { description: 'One of the numbers of a contact.', simpleResolvers: true })
export class ContactNumberType implements ContactNumber {
  contactId!: string
  @Field(() => Int, { description: 'Its place in the order of dialling, from 1.' })
  position!: number
  @Field(() => String, { description: 'E.164, e.g. +14155550123.' })
  phone!: string
  @Field(() => String, {
    nullable: true,
    description: "IANA zones in which the number may be, joined by ','; null when unknown: it is never dialled.",
  })
  timeZone!: string | null
  @Field(() => Boolean, { description: 'It proved wrong and is never dialled again.' })
  isRetired!: boolean
  @Field(() => String, { nullable: true, description: 'The outcome that said so.' })
  retiredOutcome!: string | null
}
