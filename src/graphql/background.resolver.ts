import { Ctx, Field, Float, ObjectType, Query, Resolver } from 'type-graphql'
import { jobReports, type JobReport } from '../background/jobReport.store.js'
import { backgroundJobs } from '../background/jobs.js'
import type { GraphQLContext } from './context.js'
import { DateTimeScalar } from './scalars.js'

@ObjectType('BackgroundJob', {
  description: 'Work that the product does by itself, for all organizations together; one instance at a time runs it.',
  simpleResolvers: true,
})
export class BackgroundJobType implements JobReport {
  @Field(() => String, { description: 'E.g. topUpQueues.' })
  name!: string
  @Field(() => String, { description: 'What it does.' })
  sentence!: string
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the run that goes on, or the last one, began; null before the first.',
  })
  lastRunAt!: Date | null
  @Field(() => Float, { nullable: true, description: 'How long the last finished run took.' })
  lastDurationSeconds!: number | null
  @Field(() => String, { nullable: true, description: 'What the last run did; null after a failure.' })
  lastResult!: string | null
  @Field(() => String, { nullable: true, description: 'The kind of failure, when the last run failed.' })
  lastError!: string | null
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is due next; in the past while it runs; null before any instance has run jobs.',
  })
  nextRunAt!: Date | null
}

@Resolver()
export class BackgroundResolver {
  @Query(() => [BackgroundJobType], { description: 'Every background job: its last run, what it did, and the next.' })
  backgroundJobs(@Ctx() { work }: GraphQLContext): Promise<BackgroundJobType[]> {
    return jobReports(work.database, backgroundJobs)
  }
}
