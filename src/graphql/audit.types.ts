import { Field, ID, Int, ObjectType } from 'type-graphql'
import type { AuditAction, AuditEntity } from '../audit/auditEntity.js'
import type { AuditRecord } from '../audit/auditTrail.store.js'
import type { CallRecord, FinalCallStatus } from '../call/callRecord.store.js'
import type { OutcomeCategory } from '../call/outcome.js'
import { PageInfoType } from './payload.types.js'
import { DateTimeScalar, JSONObjectScalar } from './scalars.js'
import { AuditActionEnum, AuditEntityEnum, FinalCallStatusEnum, OutcomeCategoryEnum } from './words.js'

@ObjectType('AuditRecord', {
  description: 'One change: who, what, when, from, to. Never changed or removed; chained by SHA-256.',
  simpleResolvers: true,
})
export class AuditRecordType implements AuditRecord {
  @Field(() => ID, { description: 'Decimal, ascending in the order of writing.' })
  id!: string
  @Field(() => DateTimeScalar, { description: "When, by the database's clock." })
  at!: Date
  @Field(() => String, {
    description: "Who: the token's sub, cli, job:<name>, or the database login of a writer that is not the product.",
  })
  subject!: string
  @Field(() => String, {
    nullable: true,
    description: 'AGENT, SUPERVISOR, ADMIN, DIALER, or SYSTEM for the product itself; null for another program.',
  })
  role!: string | null
  @Field(() => ID, { nullable: true, description: 'The agent that the AGENT is.' })
  agentId!: string | null
  @Field(() => String, { nullable: true, description: 'The request, as the x-request-id header and the log have it.' })
  requestId!: string | null
  @Field(() => AuditEntityEnum, { description: 'What was changed.' })
  entity!: AuditEntity
  @Field(() => String, { description: "Its id, parts joined by ':'; empty when the row stands for many." })
  entityId!: string
  @Field(() => AuditActionEnum, { description: 'What happened to it.' })
  action!: AuditAction
  @Field(() => JSONObjectScalar, {
    description: '{column: [from, to]} for every column that changed, but the personal ones; {count, …} for many.',
  })
  changes!: Record<string, unknown>
  @Field(() => JSONObjectScalar, {
    nullable: true,
    description: '{column: [from, to]} of personal columns that changed; null when none did, or they are erased.',
  })
  personal!: Record<string, unknown> | null
  @Field(() => Boolean, { description: 'The personal part was taken away by an erasure.' })
  isErased!: boolean
  @Field(() => [String], { description: 'Ids of the rules that allowed the dial; empty when the change is none.' })
  rules!: readonly string[]
}

@ObjectType('AuditRecordEdge', { description: 'An audit row and its place in the list.', simpleResolvers: true })
export class AuditRecordEdgeType {
  @Field(() => String, { description: 'Opaque; pass it as after to go on behind this row.' })
  cursor!: string
  @Field(() => AuditRecordType, { description: 'The row.' })
  node!: AuditRecordType
}

@ObjectType('AuditRecordConnection', { description: 'A page of audit rows, oldest first.', simpleResolvers: true })
export class AuditRecordConnectionType {
  @Field(() => [AuditRecordEdgeType], { description: 'The rows of this page.' })
  edges!: AuditRecordEdgeType[]
  @Field(() => PageInfoType, { description: 'Where this page stands.' })
  pageInfo!: PageInfoType
}

@ObjectType('CallRecord', {
  description: 'What is kept of a dial, for as long as the record-keeping rules ask (16 CFR 310.5: five years).',
  simpleResolvers: true,
})
export class CallRecordType implements CallRecord {
  organizationId!: string
  @Field(() => ID, { description: 'Decimal.' })
  id!: string
  @Field(() => ID, { description: 'The entry that was dialled.' })
  entryId!: string
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => ID, { description: 'The contact.' })
  contactId!: string
  @Field(() => ID, { nullable: true, description: 'The agent who took the call.' })
  agentId!: string | null
  @Field(() => String, { description: 'The number that was dialled, E.164; +999… stands in for an erased one.' })
  phone!: string
  @Field(() => Int, { description: '1 for the first dial of this contact in this campaign.' })
  attempt!: number
  @Field(() => DateTimeScalar, { description: 'When it was dialled.' })
  startedAt!: Date
  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody answered; null when nobody did.' })
  answeredAt!: Date | null
  @Field(() => DateTimeScalar, { description: 'When the call ended.' })
  endedAt!: Date
  @Field(() => DateTimeScalar, { description: 'When its outcome was saved.' })
  completedAt!: Date
  @Field(() => FinalCallStatusEnum, { description: 'How the dial ended.' })
  finalStatus!: FinalCallStatus
  @Field(() => String, { description: 'The code of its outcome.' })
  outcome!: string
  @Field(() => OutcomeCategoryEnum, { description: "The outcome's category when it was saved." })
  category!: OutcomeCategory
  @Field(() => String, { nullable: true, description: 'What the agent wrote; card numbers are masked.' })
  notes!: string | null
  @Field(() => String, { nullable: true, description: 'On whose behalf, as the campaign said then.' })
  seller!: string | null
  @Field(() => String, { nullable: true, description: 'What was offered, as the campaign said then.' })
  product!: string | null
  @Field(() => Boolean, { description: 'The called party is a consumer, not a business.' })
  isConsumer!: boolean
  @Field(() => Boolean, { description: 'A recording spoke, not a person.' })
  isPrerecorded!: boolean
  @Field(() => String, { nullable: true, description: 'The line that was used, E.164.' })
  callingNumber!: string | null
  @Field(() => String, { nullable: true, description: 'What the called person saw, E.164.' })
  callerId!: string | null
  @Field(() => String, { nullable: true, description: 'What was said, as the campaign said then.' })
  script!: string | null
  @Field(() => String, { nullable: true, description: 'Where the recording is, as the dialler calls it.' })
  recording!: string | null
  @Field(() => DateTimeScalar, { description: 'Not deleted before.' })
  retainUntil!: Date
}

@ObjectType('CallRecordEdge', { description: 'A call record and its place in the list.', simpleResolvers: true })
export class CallRecordEdgeType {
  @Field(() => String, { description: 'Opaque; pass it as after to go on behind this record.' })
  cursor!: string
  @Field(() => CallRecordType, { description: 'The record.' })
  node!: CallRecordType
}

@ObjectType('CallRecordConnection', { description: 'A page of call records by id.', simpleResolvers: true })
export class CallRecordConnectionType {
  @Field(() => [CallRecordEdgeType], { description: 'The records of this page.' })
  edges!: CallRecordEdgeType[]
  @Field(() => PageInfoType, { description: 'Where this page stands.' })
  pageInfo!: PageInfoType
}
