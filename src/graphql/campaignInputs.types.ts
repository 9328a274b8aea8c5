import { RegistryInput } from './doNotCall.types.js'
import { Field, Float, ID, InputType, Int } from 'type-graphql'
import type { CampaignStatus } from '../campaign/campaign.js'
import type { DialMethod } from '../campaign/dialMethod.js'
import type { PersonScope } from '../person/personScope.js'
import type { Distribution } from '../distribution/distribution.js'
import { ContactFilterInput } from './contactFilter.types.js'
import { CallingHoursInput } from './callingHours.types.js'
import { FrequencyCapInput } from './policy.types.js'
import { CampaignStatusEnum, DialMethodEnum, DistributionEnum, PersonScopeEnum } from './words.js'

// What clients send about campaigns. A field that may be left out may also be null; both mean the same.

@InputType('ListWeightInput', { description: 'A list and its share beside the other lists of the campaign.' })
export class ListWeightInput {
  @Field(() => ID, { description: "One of the campaign's lists." })
  listId!: string
  @Field(() => Int, { description: '1 to 1,000: a list of weight 5 is claimed from five times as often as one of 1.' })
  weight!: number
}

/** What is written into each call record of a campaign, for the law's sake. */
@InputType()
abstract class CallParticulars {
  @Field(() => String, {
    nullable: true,
    description: 'On whose behalf it calls, at most 200 characters; kept with each call record.',
  })
  seller?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'What it offers, at most 200 characters; kept with each call record.',
  })
  product?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The number that the called person sees, E.164; kept with each call record.',
  })
  callerId?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'What its agents say, at most 10,000 characters; kept with each call record.',
  })
  script?: string | null
  @Field(() => Boolean, {
    nullable: true,
    description:
      'It calls businesses, not consumers; kept with each call record. A new campaign calls consumers when left out.',
  })
  callsBusinesses?: boolean | null
}

@InputType('CreateCampaignInput', { description: 'A new campaign; it starts as DRAFT.' })
export class CreateCampaignInput extends CallParticulars {
  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string
  @Field(() => DialMethodEnum, {
    nullable: true,
    defaultValue: 'PROGRESSIVE',
    description: 'How contacts reach agents.',
  })
  dialMethod?: DialMethod | null
  @Field(() => String, {
    nullable: true,
    description: "IANA zone for the campaign's day; the organisation's when left out.",
  })
  timeZone?: string | null
  @Field(() => Int, { nullable: true, defaultValue: 3, description: 'Dials per contact, 1 to 100.' })
  maxAttempts?: number | null
  @Field(() => Float, {
    nullable: true,
    defaultValue: 0.03,
    description: 'Largest share of live answers that may find no agent, 0..1.',
  })
  abandonRateLimit?: number | null
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Its queue is filled by itself before it runs dry.',
  })
  isRefilled?: boolean | null
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'It becomes COMPLETED by itself when no contact of its lists can ever be dialled again.',
  })
  closesWhenDone?: boolean | null
  @Field(() => Int, {
    nullable: true,
    defaultValue: 15,
    description:
      'Minutes after the promised instant for which only the agent who promised a callback is offered it, 0 to 10,080.',
  })
  callbackGraceMinutes?: number | null
  @Field(() => Int, {
    nullable: true,
    defaultValue: 30,
    description: 'Minutes between the dials of two numbers of one contact, 0 to 10,080.',
  })
  numberPauseMinutes?: number | null
  @Field(() => [ID], { nullable: true, defaultValue: [], description: 'The lists to dial.' })
  listIds?: string[] | null
  @Field(() => [ID], { nullable: true, defaultValue: [], description: 'The agents who work for it.' })
  agentIds?: string[] | null
  @Field(() => CallingHoursInput, {
    nullable: true,
    description: 'Its own windows; only those of its pack when left out.',
  })
  callingHours?: CallingHoursInput | null
  @Field(() => String, {
    nullable: true,
    description:
      'Code of a policy pack, NONE for none of them. When left out, and without callingHours, the campaign cannot be started.',
  })
  policyPack?: string | null
  @Field(() => String, {
    nullable: true,
    deprecationReason: 'Use registries: a campaign may rely on several.',
    description: 'The national do-not-call registry that it relies on, such as us-national; none when left out.',
  })
  reliesOnRegistry?: string | null
  @Field(() => [RegistryInput], {
    nullable: true,
    description: 'The do-not-call registries that it relies on, at most ten; none when left out.',
  })
  registries?: RegistryInput[] | null
  @Field(() => ContactFilterInput, {
    nullable: true,
    description: 'Only these contacts of its lists; all when left out.',
  })
  contactFilter?: ContactFilterInput | null
  @Field(() => [ListWeightInput], {
    nullable: true,
    description:
      'How its lists share the claims; a list without a weight beside one that has one counts 1. Without any, priority and age alone decide.',
  })
  listWeights?: ListWeightInput[] | null
  @Field(() => Int, {
    nullable: true,
    description:
      'So many minutes of waiting are worth one step of priority, 1 to 10,080; left out or 0: priority first, whatever the age.',
  })
  ageingMinutes?: number | null
  @Field(() => DistributionEnum, {
    nullable: true,
    description: 'Which agent gets pushed work; LONGEST_WAITING when left out.',
  })
  distribution?: Distribution | null
  @Field(() => PersonScopeEnum, {
    nullable: true,
    description:
      'How far contacts with one number are one person; left out: NUMBER_IN_CAMPAIGN, and CONTACT where it calls businesses.',
  })
  personScope?: PersonScope | null
  @Field(() => [FrequencyCapInput], { nullable: true, description: 'At most 10, besides those of the pack.' })
  frequencyCaps?: FrequencyCapInput[] | null
}

@InputType('UpdateCampaignInput', { description: 'What is to change; a field left out stays as it is.' })
export class UpdateCampaignInput extends CallParticulars {
  @Field(() => ID, { description: 'The campaign.' })
  id!: string
  @Field(() => String, { nullable: true, description: '1 to 200 characters.' })
  name?: string | null
  @Field(() => CampaignStatusEnum, {
    nullable: true,
    description: 'DRAFT to ACTIVE, ACTIVE to PAUSED and back, any to COMPLETED, which is final.',
  })
  status?: CampaignStatus | null
  @Field(() => DialMethodEnum, { nullable: true, description: 'How contacts reach agents.' })
  dialMethod?: DialMethod | null
  @Field(() => Int, { nullable: true, description: 'Dials per contact, 1 to 100.' })
  maxAttempts?: number | null
  @Field(() => Float, { nullable: true, description: 'Largest share of live answers without an agent, 0..1.' })
  abandonRateLimit?: number | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'Its queue is filled by itself before it runs dry.',
  })
  isRefilled?: boolean | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'It becomes COMPLETED by itself when no contact of its lists can ever be dialled again.',
  })
  closesWhenDone?: boolean | null
  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes after the promised instant for which only the agent who promised a callback is offered it, 0 to 10,080.',
  })
  callbackGraceMinutes?: number | null
  @Field(() => Int, {
    nullable: true,
    description: 'Minutes between the dials of two numbers of one contact, 0 to 10,080.',
  })
  numberPauseMinutes?: number | null
  @Field(() => [ID], { nullable: true, description: 'Exactly these lists from now on.' })
  listIds?: string[] | null
  @Field(() => [ID], { nullable: true, description: 'Exactly these agents from now on.' })
  agentIds?: string[] | null
  @Field(() => CallingHoursInput, {
    nullable: true,
    description: 'Exactly these windows from now on; every day 00:00 to 24:00 takes its own limit away.',
  })
  callingHours?: CallingHoursInput | null
  @Field(() => String, { nullable: true, description: 'Code of the policy pack that it obeys from now on.' })
  policyPack?: string | null
  @Field(() => String, {
    nullable: true,
    deprecationReason: 'Use registries: a campaign may rely on several.',
    description:
      'The only do-not-call registry that it relies on from now on, such as us-national; an empty text: none.',
  })
  reliesOnRegistry?: string | null
  @Field(() => [RegistryInput], {
    nullable: true,
    description: 'The do-not-call registries that it relies on from now on, at most ten; an empty list: none.',
  })
  registries?: RegistryInput[] | null
  @Field(() => ContactFilterInput, {
    nullable: true,
    description: 'Only these contacts of its lists from now on; queued entries of others are cancelled.',
  })
  contactFilter?: ContactFilterInput | null
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: every contact of its lists again.',
  })
  removeContactFilter?: boolean | null
  @Field(() => [ListWeightInput], {
    nullable: true,
    description: 'Exactly these weights from now on; an empty list ends the sharing.',
  })
  listWeights?: ListWeightInput[] | null
  @Field(() => Int, {
    nullable: true,
    description:
      'So many minutes of waiting are worth one step of priority, 1 to 10,080; 0: priority first, whatever the age.',
  })
  ageingMinutes?: number | null
  @Field(() => DistributionEnum, { nullable: true, description: 'Which agent gets pushed work from now on.' })
  distribution?: Distribution | null
  @Field(() => PersonScopeEnum, {
    nullable: true,
    description: 'How far contacts with one number are one person from now on.',
  })
  personScope?: PersonScope | null
  @Field(() => [FrequencyCapInput], {
    nullable: true,
    description: 'Exactly these caps from now on, at most 10, besides those of the pack.',
  })
  frequencyCaps?: FrequencyCapInput[] | null
}
