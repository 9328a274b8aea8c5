import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { Agent, AgentStatus } from '../agent/agent.js'
import type { Outcome, OutcomeCategory } from '../call/outcome.js'
import type { Campaign, CampaignStatus } from '../campaign/campaign.js'
import type { DialMethod } from '../campaign/dialMethod.js'
import type { Contact, ContactStatus } from '../contact/contact.js'
import type { LineType } from '../contact/lineType.js'
import type { StoredClues } from '../place/storedClues.js'
import type { ContactList } from '../contact/contactList.store.js'
import type { ContactFilter } from '../contactFilter/contactFilter.js'
import type { PersonScope } from '../person/personScope.js'
import type { Distribution } from '../distribution/distribution.js'
import type { DialQueueEntry } from '../dialQueue/dialQueueEntry.js'
import type { QueueStatus } from '../dialQueue/entryStatus.js'
import type { Organization } from '../organization/organization.store.js'
import { CallingHoursType } from './callingHours.types.js'
import { FrequencyCapType } from './policy.types.js'
import { DateTimeScalar, JSONObjectScalar } from './scalars.js'
import {
  AgentStatusEnum,
  CampaignStatusEnum,
  ContactStatusEnum,
  DialMethodEnum,
  LineTypeEnum,
  DistributionEnum,
  PersonScopeEnum,
  OutcomeCategoryEnum,
  QueueStatusEnum,
} from './words.js'

// The things of the floor as clients see them. Resolvers give the domain's own values, which have these shapes; fields
// that need another read are field resolvers (floor.resolver.ts). `organizationId` is never a field.

@ObjectType('Organization', { description: 'The tenant.', simpleResolvers: true })
export class OrganizationType implements Organization {
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => String, { description: 'Its name.' })
  name!: string
  @Field(() => String, { description: "IANA zone, the default of its campaigns' days." })
  timeZone!: string
}

@ObjectType('Outcome', { description: 'One line of the catalogue of outcomes.', simpleResolvers: true })
export class OutcomeType implements Outcome {
  @Field(() => String, { description: 'What agents save, e.g. NO_ANSWER.' })
  code!: string
  @Field(() => String, { description: 'What a person reads.' })
  label!: string
  @Field(() => OutcomeCategoryEnum, { description: 'What it means to the queue.' })
  category!: OutcomeCategory
  @Field(() => Int, {
    nullable: true,
    description: 'Minutes until the contact may be tried again; null when the outcome is final.',
  })
  retryAfterMinutes!: number | null
  @Field(() => Boolean, {
    description: 'The person said no: caps may count it, and a fresh pass of a list leaves such contacts out.',
  })
  isRefusal!: boolean
}

@ObjectType('Campaign', { description: 'A purpose, its lists, its agents, its rules.', simpleResolvers: true })
export class CampaignType implements Campaign {
  organizationId!: string
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => String, { description: 'Its name.' })
  name!: string
  @Field(() => CampaignStatusEnum, { description: 'Whether contacts are handed out.' })
  status!: CampaignStatus
  @Field(() => DialMethodEnum, { description: 'How contacts reach agents.' })
  dialMethod!: DialMethod
  @Field(() => String, { description: "IANA zone of the campaign's day." })
  timeZone!: string
  @Field(() => Int, { description: 'Dials per contact.' })
  maxAttempts!: number
  @Field(() => Float, { description: 'Largest share of live answers that may find no agent, 0..1.' })
  abandonRateLimit!: number
  @Field(() => Boolean, {
    description: 'Its queue is filled by itself before it runs dry.',
  })
  isRefilled!: boolean
  @Field(() => Boolean, {
    description: 'It becomes COMPLETED by itself when no contact of its lists can ever be dialled again.',
  })
  closesWhenDone!: boolean
  @Field(() => JSONObjectScalar, {
    nullable: true,
    description: 'Which contacts of its lists it dials, as it was given (ContactFilterInput); null: all.',
  })
  contactFilter!: ContactFilter | null
  @Field(() => Int, {
    nullable: true,
    description: 'Minutes of waiting that are worth one step of priority; null: priority first, whatever the age.',
  })
  ageingMinutes!: number | null
  @Field(() => DistributionEnum, { description: 'Which agent gets pushed work.' })
  distribution!: Distribution
  @Field(() => CallingHoursType, {
    nullable: true,
    description: 'Its own windows, within those of its policy pack; null when it has none.',
  })
  callingHours!: CallingHoursType | null
  @Field(() => String, {
    nullable: true,
    description:
      'Code of the policy pack whose hours and caps it obeys; null while nobody has said which. Without one, and without callingHours, it cannot become ACTIVE.',
  })
  policyPack!: string | null
  @Field(() => [FrequencyCapType], { description: 'Its own caps, besides those of the pack.' })
  frequencyCaps!: readonly FrequencyCapType[]
  @Field(() => Int, {
    description:
      'Minutes after a promised instant until a personal callback is offered to others; so late is still on time.',
  })
  callbackGraceMinutes!: number
  @Field(() => Int, { description: 'Minutes between the dials of two numbers of one contact.' })
  numberPauseMinutes!: number
  @Field(() => String, { nullable: true, description: 'On whose behalf it calls.' })
  seller!: string | null
  @Field(() => String, { nullable: true, description: 'What it offers.' })
  product!: string | null
  @Field(() => String, { nullable: true, description: 'The number that the called person sees, E.164.' })
  callerId!: string | null
  @Field(() => String, { nullable: true, description: 'What its agents say.' })
  script!: string | null
  @Field(() => Boolean, { description: 'It calls businesses, not consumers.' })
  callsBusinesses!: boolean
  @Field(() => PersonScopeEnum, { description: 'How far contacts with one number are one person.' })
  personScope!: PersonScope
  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  createdAt!: Date
}

@ObjectType('ContactList', { description: 'Where imported contacts live.', simpleResolvers: true })
export class ContactListType implements ContactList {
  organizationId!: string
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => String, { description: 'Unique in the organization.' })
  name!: string
  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  createdAt!: Date
}

@ObjectType('Contact', { description: 'A person with a phone number and a time zone.', simpleResolvers: true })
export class ContactType implements Contact {
  organizationId!: string
  listId!: string
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => String, {
    nullable: true,
    description: "The caller's own key, unique in its list; a second import with the same key updates the contact.",
  })
  externalId!: string | null
  @Field(() => String, { description: 'Given name.' })
  firstName!: string
  @Field(() => String, { description: 'Family name.' })
  lastName!: string
  @Field(() => String, { description: 'E.164, e.g. +14155550123.' })
  phone!: string
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email!: string | null
  @Field(() => String, {
    nullable: true,
    description: 'The first of timeZones; null when nobody can say where the contact is.',
  })
  timeZone!: string | null
  @Field(() => [String], {
    description:
      'IANA zones in which the contact may be, e.g. America/New_York: called only when all allow, and never when there is none.',
  })
  timeZones!: readonly string[]
  @Field(() => String, {
    nullable: true,
    description: 'The first of regions; null when it cannot be known.',
    deprecationReason: 'A contact may be in several regions, and the rules of all of them hold: use regions.',
  })
  region!: string | null
  @Field(() => [String], {
    description: 'All ISO 3166 regions in which the contact may be, e.g. GB or US-CA: the rules of all of them hold.',
  })
  regions!: readonly string[]
  placeClues!: StoredClues | null
  @Field(() => LineTypeEnum, { description: 'What kind of line phone is.' })
  lineType!: LineType
  @Field(() => JSONObjectScalar, { description: 'Every further column of the imported file.' })
  attributes!: Record<string, unknown>
  @Field(() => ContactStatusEnum, { description: 'What is known about the contact.' })
  status!: ContactStatus
  @Field(() => Int, { description: 'Finished dials, over all campaigns.' })
  attemptCount!: number
  @Field(() => DateTimeScalar, { nullable: true, description: 'Start of the last finished dial.' })
  lastAttemptAt!: Date | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'Not dialled before this instant.' })
  nextAttemptAt!: Date | null
  @Field(() => String, { nullable: true, description: 'Outcome of the last finished dial.' })
  lastOutcome!: string | null
  @Field(() => Int, { description: 'Higher is dialled sooner.' })
  priority!: number
  @Field(() => [String], { description: 'An agent must have all of these skills to be handed the contact.' })
  requiredSkills!: readonly string[]
}

@ObjectType('Agent', { description: 'A person who takes the calls.', simpleResolvers: true })
export class AgentType implements Agent {
  organizationId!: string
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => String, { description: 'Name.' })
  name!: string
  @Field(() => String, { description: 'E-mail address, unique in the organization.' })
  email!: string
  @Field(() => AgentStatusEnum, { description: 'What the agent is doing.' })
  status!: AgentStatus
  @Field(() => String, {
    nullable: true,
    description: "Why the agent is PAUSED; 'no heartbeat' when it was made OFFLINE because nothing was heard of it.",
  })
  pauseReason!: string | null
  @Field(() => DateTimeScalar, { description: 'Since when the agent has this status.' })
  statusChangedAt!: Date
  @Field(() => [String], { description: 'What it can do that a contact may need, e.g. german; sorted.' })
  skills!: readonly string[]
}

@ObjectType('DialQueueEntry', {
  description: 'One planned or running attempt at one contact for one campaign.',
  simpleResolvers: true,
})
export class DialQueueEntryType implements DialQueueEntry {
  organizationId!: string
  campaignId!: string
  contactId!: string
  assignedAgentId!: string | null
  leaseLostAgentId!: string | null
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => String, {
    description: "The number that this attempt dials, E.164: the contact's first, or another of its numbers.",
  })
  phone!: string
  @Field(() => QueueStatusEnum, { description: 'Where the attempt stands.' })
  status!: QueueStatus
  @Field(() => Int, { description: "The contact's priority when it was queued; higher is dialled sooner." })
  priority!: number
  @Field(() => Int, { description: '1 for the first attempt at this contact in this campaign.' })
  attempt!: number
  @Field(() => DateTimeScalar, { description: 'When it was queued, or last given back by a skip.' })
  queuedAt!: Date
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the dial started.' })
  dialedAt!: Date | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody answered.' })
  connectedAt!: Date | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the call ended.' })
  endedAt!: Date | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the entry became final.' })
  completedAt!: Date | null
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the agent's hold on this entry ends unless it is renewed; null when nobody holds it.",
  })
  leaseExpiresAt!: Date | null
  @Field(() => String, { nullable: true, description: 'A code of the catalogue.' })
  outcome!: string | null
  @Field(() => String, { nullable: true, description: 'What the agent noted.' })
  notes!: string | null
  @Field(() => Int, {
    description: 'Grows by one with each change; pass it as expectedVersion to refuse a stale write.',
  })
  version!: number
}
