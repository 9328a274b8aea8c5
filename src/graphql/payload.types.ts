import type { DuplicateRow } from '../contact/duplicates.store.js'
import type { UpdatedField } from '../contact/givenFields.js'
import type { FieldCount } from '../contact/importContacts.js'
import { Field, ID, Int, ObjectType } from 'type-graphql'
import type { ExclusionReason } from '../dialQueue/eligibility.js'
import type { QueueStatus } from '../dialQueue/entryStatus.js'
import type { ReasonCount } from '../dialQueue/generate.store.js'
import type { Role } from '../identity/viewer.js'
import { AgentType, DialQueueEntryType, OrganizationType } from './floor.types.js'
import { DateTimeScalar } from './scalars.js'
import { ExclusionReasonEnum, RoleEnum } from './words.js'

@ObjectType('Viewer', { description: 'Who is asking, as the token says.', simpleResolvers: true })
export class ViewerType {
  @Field(() => RoleEnum, { description: 'What the token may do.' })
  role!: Role
  @Field(() => OrganizationType, { description: 'The only organization this token sees.' })
  organization!: OrganizationType
  @Field(() => AgentType, { nullable: true, description: 'The agent that an AGENT token stands for.' })
  agent!: AgentType | null
}

@ObjectType('PageInfo', { description: 'Where a page stands.', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean, { description: 'There are more behind this page.' })
  hasNextPage!: boolean
  @Field(() => String, { nullable: true, description: 'Pass it as after for the next page; null for an empty page.' })
  endCursor!: string | null
}

@ObjectType('DialQueueEntryEdge', { description: 'An entry and its place in the list.', simpleResolvers: true })
export class DialQueueEntryEdgeType {
  @Field(() => String, { description: 'Opaque; pass it as after to go on behind this entry.' })
  cursor!: string
  @Field(() => DialQueueEntryType, { description: 'The entry.' })
  node!: DialQueueEntryType
}

@ObjectType('DialQueueEntryConnection', {
  description: 'A page of entries by id. An entry that changes while you page is neither lost nor doubled.',
  simpleResolvers: true,
})
export class DialQueueEntryConnectionType {
  campaignId!: string
  statuses!: readonly QueueStatus[]
  @Field(() => [DialQueueEntryEdgeType], { description: 'The entries of this page.' })
  edges!: DialQueueEntryEdgeType[]
  @Field(() => PageInfoType, { description: 'Where this page stands.' })
  pageInfo!: PageInfoType
}

@ObjectType('ReasonCount', { description: 'Contacts left out for one reason.', simpleResolvers: true })
export class ReasonCountType implements ReasonCount {
  @Field(() => ExclusionReasonEnum, { description: 'The first rule that stood in the way.' })
  reason!: ExclusionReason
  @Field(() => Int, { description: 'Contacts.' })
  count!: number
}

@ObjectType('GenerateQueuePayload', { description: 'What generateQueue did.', simpleResolvers: true })
export class GenerateQueuePayloadType {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => Int, { description: 'Entries added by this call.' })
  created!: number
  @Field(() => Boolean, {
    description: 'True: nothing was changed, these are the counts that the call would have given.',
  })
  isDryRun!: boolean
  @Field(() => Int, { description: 'Live entries the queue already held and keeps.' })
  kept!: number
  @Field(() => [ReasonCountType], { description: "Contacts of the campaign's lists that were left out, by reason." })
  excluded!: readonly ReasonCountType[]
}

@ObjectType('NextContactPayload', {
  description: 'What nextContact handed out, or why nothing.',
  simpleResolvers: true,
})
export class NextContactPayloadType {
  @Field(() => DialQueueEntryType, {
    nullable: true,
    description:
      'The entry now held by the agent: DIALING, or RESERVED in a PREVIEW campaign; null when there is none.',
  })
  entry!: DialQueueEntryType | null
  @Field(() => ExclusionReasonEnum, { nullable: true, description: 'Set when entry is null.' })
  reason!: ExclusionReason | null
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When asking again can give a contact, if that is known.',
  })
  retryAt!: Date | null
}

@ObjectType('UpdateQueueStatusPayload', { description: 'The entry after a change.', simpleResolvers: true })
export class UpdateQueueStatusPayloadType {
  @Field(() => DialQueueEntryType, { description: 'As it is now.' })
  entry!: DialQueueEntryType
}

@ObjectType('ImportRowError', { description: 'Why a row was not imported.', simpleResolvers: true })
export class ImportRowErrorType {
  @Field(() => Int, { description: 'The row, from 1.' })
  row!: number
  @Field(() => String, { nullable: true, description: 'The field at fault; null when it is the row as a whole.' })
  field!: string | null
  @Field(() => String, { description: 'What is wrong with it.' })
  message!: string
}

@ObjectType('ChangedField', { description: 'A field in which contacts got another value.', simpleResolvers: true })
export class ChangedFieldType implements FieldCount {
  @Field(() => String, { description: 'Its name, such as timeZone.' })
  field!: UpdatedField
  @Field(() => Int, { description: 'How many contacts.' })
  count!: number
}

@ObjectType('DuplicateRow', { description: 'A row whose number somebody else has.', simpleResolvers: true })
export class DuplicateRowType implements DuplicateRow {
  @Field(() => Int, { description: 'The row, from 1.' })
  row!: number
  @Field(() => ID, { nullable: true, description: 'The oldest contact that has the number; null: none.' })
  contactId!: string | null
  @Field(() => ID, { nullable: true, description: "That contact's list." })
  listId!: string | null
  @Field(() => Int, { nullable: true, description: 'The first row that has it; null: none before this one.' })
  firstRow!: number | null
  @Field(() => Int, { description: 'Contacts that have it beside the one named.' })
  others!: number
}

@ObjectType('AddContactsPayload', { description: 'What addContacts did.', simpleResolvers: true })
export class AddContactsPayloadType {
  @Field(() => Int, { description: 'New contacts.' })
  inserted!: number
  @Field(() => Int, { description: 'Contacts that were there and are updated.' })
  updated!: number
  @Field(() => [ChangedFieldType], { description: 'What changed of the contacts that were there, by field.' })
  changedFields!: readonly ChangedFieldType[]
  @Field(() => [ImportRowErrorType], { description: 'Rows left out; the others are in.' })
  rejected!: readonly ImportRowErrorType[]
  @Field(() => [ImportRowErrorType], {
    description: 'What is odd about rows that are in: a number of another country than the row says.',
  })
  warnings!: readonly ImportRowErrorType[]
  @Field(() => [DuplicateRowType], {
    description: 'Rows that are in, and whose number somebody else has; none unless duplicates was given.',
  })
  duplicates!: readonly DuplicateRowType[]
}
