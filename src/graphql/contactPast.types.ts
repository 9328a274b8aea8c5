import { Field, ID, Int, ObjectType } from 'type-graphql'
import type { ContactCall } from '../call/contactCall.store.js'
import type { OutcomeCategory } from '../call/outcome.js'
import { ContactType } from './floor.types.js'
import { PageInfoType } from './payload.types.js'
import { DateTimeScalar } from './scalars.js'
import { OutcomeCategoryEnum } from './words.js'

@ObjectType('ContactCall', {
  description: 'A finished call to a contact, as the next agent wants to know it. Everything that is kept: CallRecord.',
  simpleResolvers: true,
})
export class ContactCallType implements ContactCall {
  contactId!: string
  campaignId!: string
  agentId!: string | null
  @Field(() => ID, { description: 'Decimal; of the CallRecord.' })
  id!: string
  @Field(() => Int, { description: '1 for the first dial of this contact in its campaign.' })
  attempt!: number
  @Field(() => DateTimeScalar, { description: 'When it was dialled.' })
  startedAt!: Date
  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody answered; null when nobody did.' })
  answeredAt!: Date | null
  @Field(() => DateTimeScalar, { description: 'When the call ended.' })
  endedAt!: Date
  @Field(() => String, { description: 'The code of its outcome.' })
  outcome!: string
  @Field(() => OutcomeCategoryEnum, { description: "The outcome's category when it was saved." })
  category!: OutcomeCategory
  @Field(() => String, { nullable: true, description: 'What the agent wrote; card numbers are masked.' })
  notes!: string | null
}

@ObjectType('ContactEdge', { description: 'A contact and its place in the list.', simpleResolvers: true })
export class ContactEdgeType {
  @Field(() => String, { description: 'Opaque; pass it as after to go on behind this contact.' })
  cursor!: string
  @Field(() => ContactType, { description: 'The contact.' })
  node!: ContactType
}

@ObjectType('ContactConnection', { description: 'A page of contacts by last name, then by id.', simpleResolvers: true })
export class ContactConnectionType {
  @Field(() => [ContactEdgeType], { description: 'The contacts of this page.' })
  edges!: ContactEdgeType[]
  @Field(() => PageInfoType, { description: 'Where this page stands.' })
  pageInfo!: PageInfoType
}
