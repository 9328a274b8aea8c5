import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import { lookAtCallingHours } from '../callingHours/lookAtCallingHours.js'
import { checkId } from '../inputRules.js'
import { CallingSpanType } from './callingHours.types.js'
import type { GraphQLContext } from './context.js'
import { DateTimeScalar } from './scalars.js'

@Resolver()
export class CallingHoursResolver {
  @Query(() => [CallingSpanType], {
    description:
      'When a campaign may call a place: spans in order and without gaps. NOT_FOUND when there is no campaign.',
  })
  callingHours(
    @Arg('campaignId', () => ID, { description: 'The campaign.' }) campaignId: string,
    @Arg('region', () => String, {
      nullable: true,
      description: 'ISO 3166 country or part of one, e.g. GB or US-CA; unknown when left out.',
    })
    region: string | null,
    @Arg('timeZone', () => String, { description: 'IANA zone.' }) timeZone: string,
    @Arg('from', () => DateTimeScalar, { description: 'Where the first span begins.' }) from: Date,
    @Arg('until', () => DateTimeScalar, { description: 'Where the last span ends; at most 731 days after from.' })
    until: Date,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CallingSpanType[]> {
    const question = { campaignId: checkId('campaignId', campaignId), region, timeZone, from, until }
    return lookAtCallingHours(work.database, caller.organizationId, question)
  }
}
