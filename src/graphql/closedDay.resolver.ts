import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { addClosedDays, checkDate, checkRegion, removeClosedDays } from '../closedDay/changeClosedDays.js'
import type { ClosedDay } from '../closedDay/closedDay.js'
import { findClosedDays } from '../closedDay/closedDay.store.js'
import type { GraphQLContext } from './context.js'
import { LocalDateScalar } from './scalars.js'

const REGION = 'ISO 3166 country or part of one, e.g. GB or US-UT.'

@ObjectType('ClosedDay', {
  description: 'A day on which nobody in a region is called, in the local time of whoever is called.',
  simpleResolvers: true,
})
export class ClosedDayType implements ClosedDay {
  @Field(() => String, { description: REGION })
  region!: string
  @Field(() => LocalDateScalar, { description: 'The day.' })
  day!: string
  @Field(() => String, { description: 'Why, such as Pioneer Day.' })
  name!: string
}

@InputType('ClosedDayInput', { description: 'A day to be closed.' })
export class ClosedDayInput {
  @Field(() => String, { description: REGION })
  region!: string
  @Field(() => LocalDateScalar, { description: 'The day.' })
  day!: string
  @Field(() => String, { description: 'Why, 1 to 200 characters.' })
  name!: string
}

@InputType('DayOfRegionInput', { description: 'A closed day.' })
export class DayOfRegionInput {
  @Field(() => String, { description: REGION })
  region!: string
  @Field(() => LocalDateScalar, { description: 'The day.' })
  day!: string
}

@InputType('AddClosedDaysInput', { description: 'Days to be closed.' })
export class AddClosedDaysInput {
  @Field(() => [ClosedDayInput], { description: '1 to 400; one that is closed already gets the new name.' })
  days!: ClosedDayInput[]
}

@InputType('RemoveClosedDaysInput', { description: 'Days to be opened again.' })
export class RemoveClosedDaysInput {
  @Field(() => [DayOfRegionInput], { description: '1 to 400.' })
  days!: DayOfRegionInput[]
}

@ObjectType('AddClosedDaysPayload', { description: 'What addClosedDays did.', simpleResolvers: true })
export class AddClosedDaysPayloadType {
  @Field(() => Int, { description: 'Closed days of the organization now.' })
  total!: number
}

@ObjectType('RemoveClosedDaysPayload', { description: 'What removeClosedDays did.', simpleResolvers: true })
export class RemoveClosedDaysPayloadType {
  @Field(() => Int, { description: 'Days that were closed.' })
  removed!: number
}

@Resolver()
export class ClosedDayResolver {
  @Query(() => [ClosedDayType], {
    description: 'Days on which nobody in a region is called, by day; all of them, at most 2,000.',
  })
  closedDays(
    @Arg('region', () => String, { nullable: true, description: `Only of this very region: ${REGION}` })
    region: string | null,
    @Arg('from', () => LocalDateScalar, { nullable: true, description: 'Not before this day.' }) from: string | null,
    @Arg('until', () => LocalDateScalar, { nullable: true, description: 'Not after this day.' }) until: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<ClosedDayType[]> {
    const asked = {
      region: region == null ? null : checkRegion('region', region),
      from: from == null ? null : checkDate('from', from),
      until: until == null ? null : checkDate('until', until),
    }
    return findClosedDays(work.database, caller.organizationId, asked)
  }

  @Mutation(() => AddClosedDaysPayloadType, {
    description:
      'Closes days: from then on nobody who may be in the region is handed out on them, by no campaign, whatever its pack.',
  })
  addClosedDays(
    @Arg('input', () => AddClosedDaysInput, { description: 'The days.' }) { days }: AddClosedDaysInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AddClosedDaysPayloadType> {
    return addClosedDays(work, caller.organizationId, days)
  }

  @Mutation(() => RemoveClosedDaysPayloadType, {
    description: 'Opens days again; a day that is not closed is passed over.',
  })
  removeClosedDays(
    @Arg('input', () => RemoveClosedDaysInput, { description: 'The days.' }) { days }: RemoveClosedDaysInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<RemoveClosedDaysPayloadType> {
    return removeClosedDays(work, caller.organizationId, days)
  }
}
