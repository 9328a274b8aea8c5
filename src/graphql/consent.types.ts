import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { Consent, ConsentBasis, ReassignedAnswer } from '../consent/consent.js'
import { PageInfoType } from './payload.types.js'
import { DateTimeScalar } from './scalars.js'
import { ConsentBasisEnum, ReassignedAnswerEnum } from './words.js'

const phoneDescription = 'E.164, or any international form that starts with +.'

@ObjectType('Consent', {
  description:
    'What a person has said about being called: of a contact, for all of its numbers, or of a number, for whoever has it.',
  simpleResolvers: true,
})
export class ConsentType implements Consent {
  @Field(() => ID, { description: 'Of this record.' })
  id!: string
  @Field(() => ID, { nullable: true, description: 'The contact who said it; null: it is of a number.' })
  contactId!: string | null
  @Field(() => String, { nullable: true, description: 'The number, E.164; null: it is of a contact.' })
  phone!: string | null
  @Field(() => ConsentBasisEnum, { description: 'On what a call may stand; NONE: the person does not agree.' })
  basis!: ConsentBasis
  @Field(() => DateTimeScalar, { description: 'When the person said so.' })
  givenAt!: Date
  @Field(() => String, { description: 'Where it can be proved.' })
  source!: string
  @Field(() => DateTimeScalar, { nullable: true, description: 'From then on it no longer counts; null: for good.' })
  expiresAt!: Date | null
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn; null: it was not.' })
  revokedAt!: Date | null
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  revokedReason!: string | null
  @Field(() => DateTimeScalar, { description: 'When it was written down.' })
  recordedAt!: Date
}

@ObjectType('ConsentEdge', { description: 'A consent and its place in the page.', simpleResolvers: true })
export class ConsentEdgeType {
  @Field(() => String, { description: 'Opaque; pass it as after to go on behind this consent.' })
  cursor!: string
  @Field(() => ConsentType, { description: 'The consent.' })
  node!: ConsentType
}

@ObjectType('ConsentConnection', { description: 'A page of consents, as they were recorded.', simpleResolvers: true })
export class ConsentConnectionType {
  @Field(() => [ConsentEdgeType], { description: 'The consents of this page.' })
  edges!: ConsentEdgeType[]
  @Field(() => PageInfoType, { description: 'Where this page stands.' })
  pageInfo!: PageInfoType
}

@InputType('RecordConsentInput', { description: 'Exactly one of contactId and phone.' })
export class RecordConsentInput {
  @Field(() => ID, {
    nullable: true,
    description: 'For all numbers of this contact; the only one that an AGENT may give.',
  })
  contactId?: string | null
  @Field(() => String, { nullable: true, description: `For whoever has this number. ${phoneDescription}` })
  phone?: string | null
  @Field(() => ConsentBasisEnum, { description: 'On what a call may stand; NONE withdraws what was given up to then.' })
  basis!: ConsentBasis
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person said so; now when left out.' })
  givenAt?: Date | null
  @Field(() => String, { description: 'Where it can be proved; 1 to 200 characters.' })
  source!: string
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From then on it no longer counts; for good when left out.',
  })
  expiresAt?: Date | null
}

@ObjectType('RecordConsentPayload', { description: 'What recordConsent did.', simpleResolvers: true })
export class RecordConsentPayloadType {
  @Field(() => ConsentType, { description: 'As it was written down.' })
  consent!: ConsentType
  @Field(() => Int, {
    description: 'Entries of the queue that waited or were offered to an agent, and that a NONE has CANCELLED.',
  })
  cancelled!: number
}

@InputType('RevokeConsentInput', { description: 'Exactly one of contactId and phone.' })
export class RevokeConsentInput {
  @Field(() => ID, {
    nullable: true,
    description: 'This contact and all of its numbers; the only one that an AGENT may give.',
  })
  contactId?: string | null
  @Field(() => String, { nullable: true, description: `This number, whoever has it. ${phoneDescription}` })
  phone?: string | null
  @Field(() => String, { description: 'Why; 1 to 500 characters.' })
  reason!: string
}

@ObjectType('RevokeConsentPayload', { description: 'What revokeConsent did.', simpleResolvers: true })
export class RevokeConsentPayloadType {
  @Field(() => Int, { description: 'Consents that no longer count; 0 when none stood.' })
  revoked!: number
  @Field(() => Int, {
    description: 'Entries of the queue that waited or were offered to an agent on them, now CANCELLED.',
  })
  cancelled!: number
}

@InputType('ReassignedAnswerInput', {
  description: 'What the reassigned-numbers database has answered about a number.',
})
export class ReassignedAnswerInput {
  @Field(() => String, { description: phoneDescription })
  phone!: string
  @Field(() => ReassignedAnswerEnum, { description: 'The answer.' })
  answer!: ReassignedAnswer
  @Field(() => DateTimeScalar, { description: 'When it was asked.' })
  askedAt!: Date
}

@InputType('RecordReassignedAnswersInput', { description: 'A batch of answers.' })
export class RecordReassignedAnswersInput {
  @Field(() => [ReassignedAnswerInput], { description: '1 to 1,000 answers.' })
  answers!: ReassignedAnswerInput[]
}

@ObjectType('RecordReassignedAnswersPayload', {
  description: 'What recordReassignedAnswers did.',
  simpleResolvers: true,
})
export class RecordReassignedAnswersPayloadType {
  @Field(() => Int, { description: 'Entries of the queue that waited or were offered to an agent, now CANCELLED.' })
  cancelled!: number
}
