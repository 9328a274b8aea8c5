import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
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
