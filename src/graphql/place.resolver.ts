import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql'
import { dialableNumber } from '../contact/phoneNumber.js'
import { NotFoundError } from '../domainError.js'
import type { PlaceClueKind } from '../place/placeClues.js'
import type { Effect } from '../place/reading.js'
import { shownClues, type ShownClue } from '../place/shownClues.js'
import { cluesOf } from '../place/storedClues.js'
import type { GraphQLContext } from './context.js'
import { ContactType } from './floor.types.js'
import { PlaceClueEffectEnum, PlaceClueKindEnum } from './words.js'

@ObjectType('PlaceClue', { description: 'A clue to where a contact is, and what it says.', simpleResolvers: true })
export class PlaceClueType implements ShownClue {
  @Field(() => PlaceClueKindEnum, { description: 'What it is.' })
  kind!: PlaceClueKind
  @Field(() => String, { description: 'As it was given; of a number E.164.' })
  value!: string
  @Field(() => PlaceClueEffectEnum, { description: 'What it does to the place.' })
  effect!: Effect
  @Field(() => [String], { description: "ISO 3166 regions that it adds to the contact's." })
  regions!: readonly string[]
  @Field(() => [String], { description: "IANA zones that it adds to the contact's." })
  timeZones!: readonly string[]
  @Field(() => String, {
    nullable: true,
    description: 'Why it says nothing, why it blocks, or what is odd about it; null when there is nothing to say.',
  })
  note!: string | null
}

@Resolver(() => ContactType)
export class PlaceFields {
  @FieldResolver(() => [PlaceClueType], {
    description:
      'Each clue to where the contact is, and what it says: all together are its regions and timeZones. NOT_FOUND for a phone that is not one of its numbers.',
  })
  async places(
    @Root() { id, phone, placeClues }: ContactType,
    @Arg('phone', () => String, {
      nullable: true,
      description: 'The number of the contact that is dialled, E.164; its first when left out.',
    })
    dialed: string | null,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<PlaceClueType[]> {
    const first = cluesOf(dialableNumber(phone), placeClues)
    if (dialed == null || dialed === phone) return shownClues(first, null)
    const numbers = await loaders.numbers.load(id)
    if (!numbers.some((number) => number.phone === dialed)) throw new NotFoundError('Number')
    return shownClues(first, { number: dialableNumber(dialed), timeZone: null })
  }
}
