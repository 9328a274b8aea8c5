import { Arg, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql'
import { weeksOfPlaces } from '../callingHours/weekHours.js'
import { explainContact } from '../diagnosis/explainContact.js'
import { queueDiagnosis } from '../diagnosis/queueDiagnosis.js'
import { checkId } from '../inputRules.js'
import type { GraphQLContext } from './context.js'
import { ContactExplanationType, QueueDiagnosisType } from './diagnosis.types.js'
import { DateTimeScalar } from './scalars.js'

@Resolver()
export class DiagnosisResolver {
  @Query(() => ContactExplanationType, {
    description: 'Every rule over one contact: which stands in the way, why, and until when. NOT_FOUND.',
  })
  explainContact(
    @Arg('campaignId', () => ID, { description: 'The campaign.' }) campaignId: string,
    @Arg('contactId', () => ID, { description: 'The contact.' }) contactId: string,
    @Arg('at', () => DateTimeScalar, {
      nullable: true,
      description: 'The instant asked about, at most 366 days ahead or five years ago; now when left out.',
    })
    at: Date | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<ContactExplanationType> {
    return explainContact(
      work,
      caller.organizationId,
      checkId('campaignId', campaignId),
      checkId('contactId', contactId),
      at ?? null,
    )
  }

  @Query(() => QueueDiagnosisType, {
    description:
      'Why nothing is dialled, or what is: all contacts of the campaign by the first rule in the way. NOT_FOUND.',
  })
  async queueDiagnosis(
    @Arg('campaignId', () => ID, { description: 'The campaign.' }) campaignId: string,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<QueueDiagnosisType> {
    return queueDiagnosis(work, caller.organizationId, checkId('campaignId', campaignId))
  }
}

@Resolver(() => ContactExplanationType)
export class ContactExplanationFields {
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Hours of the seven days from at on in which all zones and regions of the contact allow a call, 0..168; null while its place is unknown.',
  })
  async openHoursInWeek(
    @Root() { campaignId, place, at }: ContactExplanationType,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<number | null> {
    if (place === null) return null
    const [week] = await weeksOfPlaces(work.database, caller.organizationId, campaignId, [place], at)
    return week?.hours ?? null
  }
}
