import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { Field, InputType, Int, ObjectType } from 'type-graphql'
import type { FilterValue, GivenFilter } from '../contactFilter/contactFilter.js'
import type { FilterPreview } from '../contactFilter/previewFilter.js'
import { ContactType } from './floor.types.js'

/** What a filter compares with. */
const FilterValueScalar = new GraphQLScalarType<FilterValue, FilterValue>({
  name: 'FilterValue',
  description: 'A text, a finite number, or true or false.',
  serialize: readValue,
  parseValue: readValue,
  parseLiteral(node) {
    if (node.kind === Kind.STRING || node.kind === Kind.BOOLEAN) return node.value
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return readValue(Number(node.value))
    throw new GraphQLError('A text, a number, true or false is needed', { nodes: node })
  },
})

function readValue(value: unknown): FilterValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new GraphQLError('A text, a number, true or false is needed')
}

const FIELD =
  `firstName, lastName, phone, email, timeZone (the first possible one), region, status, priority, attemptCount,
externalId, list (its id), or attributes. and a key, such as attributes.age.`.replaceAll('\n', ' ')

@InputType('FilterEqualsInput', { description: 'The field has this value.' })
class FilterEqualsInput {
  @Field(() => String, { description: FIELD })
  field!: string
  @Field(() => FilterValueScalar, {
    description: 'Compared as a text when either side is one, so "41" equals 41; upper and lower case differ.',
  })
  value!: FilterValue
}

@InputType('FilterInInput', { description: 'The field has one of these values.' })
class FilterInInput {
  @Field(() => String, { description: FIELD })
  field!: string
  @Field(() => [FilterValueScalar], {
    description: 'At least one, at most 1,000 in all of the filter; each compared as in equals.',
  })
  values!: FilterValue[]
}

@InputType('FilterRangeInput', {
  description:
    'from ≤ value < to; at least one of them, both numbers or both ISO dates. Numbers stored as texts count as numbers; dates are compared as ISO texts.',
})
class FilterRangeInput {
  @Field(() => String, { description: 'priority, attemptCount, or attributes. and a key.' })
  field!: string
  @Field(() => FilterValueScalar, { nullable: true, description: 'Part of the range: a number, or an ISO date.' })
  from?: FilterValue | null
  @Field(() => FilterValueScalar, { nullable: true, description: 'Not part of the range: a number, or an ISO date.' })
  to?: FilterValue | null
}

@InputType('FilterExistsInput', { description: 'The field has a value: neither absent, nor null, nor an empty text.' })
class FilterExistsInput {
  @Field(() => String, { description: FIELD })
  field!: string
}

@InputType('ContactFilterInput', {
  description:
    'Which contacts are meant: exactly one of these in each node, at most 8 levels and 100 nodes. A comparison with a field that has no value is unknown, also within not; a contact for whom the whole is unknown is not meant.',
})
export class ContactFilterInput implements GivenFilter {
  @Field(() => [ContactFilterInput], { nullable: true, description: 'All of these match; at least one.' })
  and?: ContactFilterInput[] | null
  @Field(() => [ContactFilterInput], { nullable: true, description: 'One of these matches; at least one.' })
  or?: ContactFilterInput[] | null
  @Field(() => ContactFilterInput, { nullable: true, description: 'This does not match, and is not unknown.' })
  not?: ContactFilterInput | null
  @Field(() => FilterEqualsInput, { nullable: true, description: 'The field has this value.' })
  equals?: FilterEqualsInput | null;
  @Field(() => FilterInInput, { nullable: true, description: 'The field has one of these values.' })
  in?: FilterInInput | null
  @Field(() => FilterRangeInput, { nullable: true, description: 'The field is between two bounds.' })
  range?: FilterRangeInput | null
  @Field(() => FilterExistsInput, { nullable: true, description: 'The field has a value; always known.' })
  exists?: FilterExistsInput | null
}

@ObjectType('FilterPreview', { description: 'Whom a filter would mean.', simpleResolvers: true })
export class FilterPreviewType implements FilterPreview {
  @Field(() => Int, { description: 'Contacts of the lists that match.' })
  matchingCount!: number
  @Field(() => Int, { description: 'Contacts of the lists.' })
  contactCount!: number
  @Field(() => [ContactType], { description: 'The first five that match, by id.' })
  samples!: ContactType[]
}
