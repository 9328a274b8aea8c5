import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { DoNotCallEntry, DoNotCallKind } from '../doNotCall/doNotCall.js'
import type { CampaignRegistry, RegistryState } from '../doNotCall/registry.js'
import { DateTimeScalar } from './scalars.js'
import { DoNotCallKindEnum } from './words.js'

@InputType('AddToDoNotCallInput', { description: 'Exactly one of phone, contactId and prefix.' })
export class AddToDoNotCallInput {
  @Field(() => String, { nullable: true, description: 'E.164, or any international form that starts with +.' })
  phone?: string | null
  @Field(() => ID, { nullable: true, description: 'All numbers of this contact; the only one that an AGENT may give.' })
  contactId?: string | null
  @Field(() => String, { nullable: true, description: 'All numbers that begin so: "+" and 1 to 15 digits.' })
  prefix?: string | null
  @Field(() => ID, { nullable: true, description: 'Only for this campaign; the whole organization when left out.' })
  campaignId?: string | null
  @Field(() => String, { description: 'Why; 1 to 500 characters.' })
  reason!: string
  @Field(() => String, {
    nullable: true,
    description: "Who or what said so; 1 to 200 characters. The caller's role when left out.",
  })
  source?: string | null
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From then on it no longer stands; for good when left out.',
  })
  expiresAt?: Date | null
}

@InputType('RemoveFromDoNotCallInput', { description: 'Exactly one of phone, contactId and prefix.' })
export class RemoveFromDoNotCallInput {
  @Field(() => String, { nullable: true, description: 'E.164, or any international form that starts with +.' })
  phone?: string | null
  @Field(() => ID, { nullable: true, description: 'All numbers of this contact, and the contact itself.' })
  contactId?: string | null
  @Field(() => String, { nullable: true, description: 'The prefix as it was added.' })
  prefix?: string | null
  @Field(() => ID, {
    nullable: true,
    description: 'What stands for this campaign; what stands for the whole organization when left out.',
  })
  campaignId?: string | null
  @Field(() => String, { description: 'Why; 1 to 500 characters.' })
  reason!: string
}

@ObjectType('DoNotCallEntry', { description: 'One thing that stands against a number.', simpleResolvers: true })
export class DoNotCallEntryType implements DoNotCallEntry {
  @Field(() => DoNotCallKindEnum, { description: 'What it is.' })
  kind!: DoNotCallKind
  @Field(() => ID, { nullable: true, description: 'The campaign for which it stands; null: the whole organization.' })
  campaignId!: string | null
  @Field(() => ID, { nullable: true, description: 'The contact who asked, if one did.' })
  contactId!: string | null
  @Field(() => String, { nullable: true, description: "The number, the prefix, or the registry's code." })
  matches!: string | null
  @Field(() => String, { description: 'Why.' })
  reason!: string
  @Field(() => String, { description: 'Who or what said so.' })
  source!: string
  @Field(() => String, {
    nullable: true,
    description:
      'What who said so may do: AGENT, SUPERVISOR, ADMIN, DIALER, or SYSTEM; null when not known, and for files.',
  })
  byRole!: string | null
  @Field(() => ID, { nullable: true, description: 'The agent who said so, or in whose call it was said.' })
  byAgentId!: string | null
  @Field(() => DateTimeScalar, {
    description: 'When it was asked for; of a file its last import, of a registry the day that the copy is of.',
  })
  since!: Date
  @Field(() => DateTimeScalar, { nullable: true, description: 'From then on it no longer stands; null: for good.' })
  expiresAt!: Date | null
}

@ObjectType('AddToDoNotCallPayload', { description: 'What addToDoNotCall did.', simpleResolvers: true })
export class AddToDoNotCallPayloadType {
  @Field(() => Int, { description: 'Entries of the queue that waited or were offered to an agent, now CANCELLED.' })
  cancelled!: number
}

@ObjectType('RemoveFromDoNotCallPayload', { description: 'What removeFromDoNotCall did.', simpleResolvers: true })
export class RemoveFromDoNotCallPayloadType {
  @Field(() => Int, { description: 'Entries that no longer stand; 0 when nothing stood in this scope.' })
  removed!: number
}

@ObjectType('RegistryState', { description: 'The national registry that a campaign relies on.', simpleResolvers: true })
export class RegistryStateType implements RegistryState {
  @Field(() => String, { description: 'Its code, such as us-national.' })
  code!: string
  @Field(() => DateTimeScalar, { nullable: true, description: 'The day of the copy; null: never imported.' })
  asOf!: Date | null
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From then on the copy is too old; null: never imported.',
  })
  expiresAt!: Date | null
  @Field(() => Boolean, { description: 'The campaign is stopped by it: nothing is dialled until the next import.' })
  isExpired!: boolean
  @Field(() => String, {
    nullable: true,
    description: 'What a supervisor should know, from five days before; else null.',
  })
  warning!: string | null
}

@InputType('RegistryInput', { description: 'A do-not-call registry that a campaign is to rely on.' })
export class RegistryInput {
  @Field(() => String, { description: 'Its code, as its copy is imported, such as us-national or uk-tps.' })
  code!: string
  @Field(() => String, {
    nullable: true,
    description:
      'It counts for contacts that may be there only, such as US-FL; where the policy pack says when left out, else everywhere.',
  })
  region?: string | null
}

/** The registries of an input; null when it says nothing. */
export function registriesOf(
  registries: readonly RegistryInput[] | null | undefined,
): { code: string; region: string | null }[] | null {
  return registries?.map(({ code, region }) => ({ code, region: region ?? null })) ?? null
}

@ObjectType('CampaignRegistry', {
  description:
    'A do-not-call registry that a campaign relies on: its numbers are not dialled, and its copy must be fresh.',
  simpleResolvers: true,
})
export class CampaignRegistryType implements CampaignRegistry {
  @Field(() => String, { description: 'Its code, such as us-national.' })
  code!: string
  @Field(() => String, { nullable: true, description: 'It counts for contacts that may be there; null: for all.' })
  region!: string | null
  @Field(() => Int, { description: "How old its copy may become, in days: the policy pack's." })
  maxAgeDays!: number
  @Field(() => RegistryStateType, { description: 'How its copy stands.' })
  state!: RegistryStateType
}
