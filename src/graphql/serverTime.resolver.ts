import { Ctx, Query, Resolver } from 'type-graphql'
import { serverTime } from '../database/serverTime.js'
import type { GraphQLContext } from './context.js'
import { DateTimeScalar } from './scalars.js'

@Resolver()
export class ServerTimeResolver {
  @Query(() => DateTimeScalar, {
    description:
      "Now, by the database's clock, which all instants are written by: a client whose own clock is wrong corrects its timers by it.",
  })
  serverTime(@Ctx() { work }: GraphQLContext): Promise<Date> {
    return serverTime(work.database, work.clock)
  }
}
