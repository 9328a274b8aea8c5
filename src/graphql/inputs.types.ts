import { Field, Float, ID, InputType, Int } from 'type-graphql'
import type { AgentStatus } from '../agent/agent.js'
import type { CampaignStatus, DialMethod } from '../campaign/campaign.js'
import type { QueueStatus } from '../dialQueue/entryStatus.js'
import { DateTimeScalar, JSONObjectScalar } from './scalars.js'
import { AgentStatusEnum, CampaignStatusEnum, DialMethodEnum, QueueStatusEnum } from './words.js'

// What clients send. A field that may be left out may also be null; both mean the same.

@InputType('CreateCampaignInput', { description: 'A new campaign; it starts as DRAFT.' })
export class CreateCampaignInput {
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
  @Field(() => [ID], { nullable: true, defaultValue: [], description: 'The lists to dial.' })
  listIds?: string[] | null
  @Field(() => [ID], { nullable: true, defaultValue: [], description: 'The agents who work for it.' })
  agentIds?: string[] | null
}

@InputType('UpdateCampaignInput', { description: 'What is to change; a field left out stays as it is.' })
export class UpdateCampaignInput {
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
  @Field(() => [ID], { nullable: true, description: 'Exactly these lists from now on.' })
  listIds?: string[] | null
  @Field(() => [ID], { nullable: true, description: 'Exactly these agents from now on.' })
  agentIds?: string[] | null
}

@InputType('ContactInput', { description: 'A contact to add or update.' })
export class ContactInput {
  @Field(() => String, { nullable: true, description: "The caller's own key, unique in the list." })
  externalId?: string | null
  @Field(() => String, { description: 'Given name, at most 200 characters.' })
  firstName!: string
  @Field(() => String, { description: 'Family name, at most 200 characters.' })
  lastName!: string
  @Field(() => String, { description: 'E.164, or any international form that starts with +.' })
  phone!: string
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string | null
  @Field(() => String, { nullable: true, description: "IANA zone; the number's when left out, if that is certain." })
  timeZone?: string | null
  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'Higher is dialled sooner.' })
  priority?: number | null
  @Field(() => JSONObjectScalar, { nullable: true, description: 'Anything else that is known.' })
  attributes?: Record<string, unknown> | null
}

@InputType('AddContactsInput', { description: 'Contacts for one list.' })
export class AddContactsInput {
  @Field(() => ID, { description: 'The list.' })
  listId!: string
  @Field(() => [ContactInput], { description: '1 to 1,000 contacts.' })
  contacts!: ContactInput[]
}

@InputType('CreateAgentInput', { description: 'A new agent; OFFLINE at first.' })
export class CreateAgentInput {
  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string
  @Field(() => String, { description: 'Unique in the organization.' })
  email!: string
}

@InputType('SetAgentStatusInput', {
  description: 'PAUSED or OFFLINE asked for while an entry is held takes effect when that entry ends.',
})
export class SetAgentStatusInput {
  @Field(() => ID, { nullable: true, description: "The caller's own agent when left out." })
  agentId?: string | null
  @Field(() => AgentStatusEnum, {
    description: 'AVAILABLE, PAUSED or OFFLINE; BUSY and WRAP_UP follow from the calls.',
  })
  status!: AgentStatus
  @Field(() => String, { nullable: true, description: 'Why, with PAUSED; at most 500 characters.' })
  reason?: string | null
}

@InputType('GenerateQueueInput', { description: 'Which queue to fill, and how far.' })
export class GenerateQueueInput {
  @Field(() => ID, { description: 'The campaign; DRAFT, ACTIVE or PAUSED.' })
  campaignId!: string
  @Field(() => Int, {
    nullable: true,
    description:
      'At most this many live entries in the queue after the call, 1 to 1,000,000; the optimal size when left out.',
  })
  maxEntries?: number | null
}

@InputType('NextContactInput', { description: 'Who asks for the next contact of which campaign.' })
export class NextContactInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => ID, {
    nullable: true,
    description: "The caller's own agent when left out; only a SUPERVISOR, ADMIN or DIALER may name another.",
  })
  agentId?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The same key within 24 hours gives the same answer and does nothing twice.',
  })
  idempotencyKey?: string | null
}

@InputType('UpdateQueueStatusInput', { description: 'What has happened to an entry.' })
export class UpdateQueueStatusInput {
  @Field(() => ID, { description: 'The entry.' })
  entryId!: string
  @Field(() => QueueStatusEnum, { description: 'The status it now has.' })
  status!: QueueStatus
  @Field(() => String, {
    nullable: true,
    description:
      'An outcome code of the catalogue; required for COMPLETED, optional for FAILED (NO_ANSWER when left out).',
  })
  outcome?: string | null
  @Field(() => String, { nullable: true, description: 'At most 10,000 characters.' })
  notes?: string | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'For an outcome of category CALLBACK.' })
  callbackAt?: Date | null
  @Field(() => ID, { nullable: true, description: 'The agent who holds the entry, if the caller speaks for it.' })
  agentId?: string | null
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT when the entry has another version.' })
  expectedVersion?: number | null
  @Field(() => String, {
    nullable: true,
    description: 'The same key within 24 hours gives the same answer and does nothing twice.',
  })
  idempotencyKey?: string | null
}

@InputType('UpdateQueueOutcomeInput', { description: 'A later word on what happened.' })
export class UpdateQueueOutcomeInput {
  @Field(() => ID, { description: 'The entry.' })
  entryId!: string
  @Field(() => String, { nullable: true, description: 'The right outcome; left out, it stays as it is.' })
  outcome?: string | null
  @Field(() => String, { nullable: true, description: 'The right notes; left out, they stay as they are.' })
  notes?: string | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'For an outcome of category CALLBACK.' })
  callbackAt?: Date | null
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT when the entry has another version.' })
  expectedVersion?: number | null
}
