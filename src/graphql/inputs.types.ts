import { Field, ID, InputType, Int } from 'type-graphql'
import type { AgentStatus } from '../agent/agent.js'
import type { CallbackTaker } from '../callback/callback.js'
import type { DuplicateScope } from '../contact/duplicates.store.js'
import type { LineType } from '../contact/lineType.js'
import type { QueueStatus } from '../dialQueue/entryStatus.js'
import { DateTimeScalar, JSONObjectScalar } from './scalars.js'
import { AgentStatusEnum, CallbackTakerEnum, DuplicateScopeEnum, LineTypeEnum, QueueStatusEnum } from './words.js'

// What clients send. A field that may be left out may also be null; both mean the same.

@InputType('ContactNumberInput', { description: 'One of the numbers of a contact.' })
export class ContactNumberInput {
  @Field(() => String, { description: 'E.164, or any international form that starts with +.' })
  phone!: string
  @Field(() => String, { nullable: true, description: 'IANA zone; those of the number when left out.' })
  timeZone?: string | null
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
  @Field(() => String, {
    nullable: true,
    description: 'IANA zone; all those that number, postal code and state allow when left out.',
  })
  timeZone?: string | null
  @Field(() => String, { nullable: true, description: "ISO 3166 code or English name; the number's when left out." })
  country?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'State or province of the United States or Canada, code or name; else an ISO 3166-2 code.',
  })
  state?: string | null
  @Field(() => String, { nullable: true, description: 'Read for the United States and Canada.' })
  postalCode?: string | null
  @Field(() => LineTypeEnum, {
    nullable: true,
    description: 'What kind of line phone is; what its plan says when left out.',
  })
  lineType?: LineType | null
  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'Higher is dialled sooner.' })
  priority?: number | null
  @Field(() => [String], {
    nullable: true,
    description: 'Skills that an agent must all have to be handed the contact, at most 20; a-z, 0-9, _ and -.',
  })
  requiredSkills?: string[] | null
  @Field(() => [ContactNumberInput], {
    nullable: true,
    description:
      'All its numbers in the order of dialling, at most 10; phone may stand first or be left out. Left out, they stay as they are.',
  })
  phones?: ContactNumberInput[] | null
  @Field(() => JSONObjectScalar, { nullable: true, description: 'Anything else that is known.' })
  attributes?: Record<string, unknown> | null
}

@InputType('AddContactsInput', { description: 'Contacts for one list.' })
export class AddContactsInput {
  @Field(() => ID, { description: 'The list.' })
  listId!: string
  @Field(() => [ContactInput], { description: '1 to 1,000 contacts.' })
  contacts!: ContactInput[]
  @Field(() => DuplicateScopeEnum, {
    nullable: true,
    description: 'Where to look for others with the same numbers, for the answer to tell; nowhere when left out.',
  })
  duplicates?: DuplicateScope | null
}

@InputType('CreateAgentInput', { description: 'A new agent; OFFLINE at first.' })
export class CreateAgentInput {
  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string
  @Field(() => String, { description: 'Unique in the organization.' })
  email!: string
  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: 'At most 20, each 1 to 40 characters a-z, 0-9, _ and -, beginning with a letter or digit.',
  })
  skills?: string[] | null
}

@InputType('UpdateAgentInput', { description: 'What is to change; a field left out stays as it is.' })
export class UpdateAgentInput {
  @Field(() => ID, { description: 'The agent.' })
  id!: string
  @Field(() => String, { nullable: true, description: '1 to 200 characters.' })
  name?: string | null
  @Field(() => [String], { nullable: true, description: 'Exactly these skills from now on, at most 20.' })
  skills?: string[] | null
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
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Count what the call would do, and change nothing.',
  })
  dryRun?: boolean | null
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
  @Field(() => String, {
    nullable: true,
    description:
      "In place of callbackAt: YYYY-MM-DDTHH:MM on the contact's clock. A time that the clocks skip is the first after it, one that they show twice the first of both.",
  })
  callbackLocalTime?: string | null
  @Field(() => CallbackTakerEnum, {
    nullable: true,
    description: 'Who is to call back; the agent who has the entry when left out.',
  })
  callbackFor?: CallbackTaker | null
  @Field(() => String, {
    nullable: true,
    description:
      'With the final report, for the call record: where the recording is, as the dialler calls it; at most 2,000 characters.',
  })
  recording?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      "With the final report, for the call record: the line that was used, E.164; the campaign's callerId when left out.",
  })
  callingNumber?: string | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'With the final report, for the call record: a recording spoke, not a person; false when left out.',
  })
  isPrerecorded?: boolean | null
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
  @Field(() => String, {
    nullable: true,
    description:
      "In place of callbackAt: YYYY-MM-DDTHH:MM on the contact's clock. A time that the clocks skip is the first after it, one that they show twice the first of both.",
  })
  callbackLocalTime?: string | null
  @Field(() => CallbackTakerEnum, {
    nullable: true,
    description: 'Who is to call back; the agent who has the entry when left out.',
  })
  callbackFor?: CallbackTaker | null
  @Field(() => Int, { nullable: true, description: 'Refused with CONFLICT when the entry has another version.' })
  expectedVersion?: number | null
}
