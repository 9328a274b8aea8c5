import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { browseAgentStates } from '../agent/browseAgentStates.js'
import { heartbeat } from '../agent/heartbeat.js'
import { actingAgent } from '../agent/setAgentStatus.js'
import { NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { agentDayLoader } from './agentDayLoader.js'
import { AgentDayType, AgentStateConnectionType } from './agentHistory.types.js'
import type { GraphQLContext } from './context.js'
import { AgentType } from './floor.types.js'
import { DateTimeScalar, LocalDateScalar } from './scalars.js'

const TODAY = 'The day; the present one when left out.'
const ZONE = "IANA zone of its midnights; the organization's when left out."

@Resolver(() => AgentType)
export class AgentHistoryResolver {
  @Query(() => AgentDayType, {
    description: "An agent's figures of one day. An AGENT sees its own. NOT_FOUND, FORBIDDEN.",
  })
  async agentDay(
    @Arg('agentId', () => ID, { nullable: true, description: "The agent; the caller's own when left out." })
    agentId: string | null,
    @Arg('date', () => LocalDateScalar, { nullable: true, description: TODAY }) date: string | null,
    @Arg('timeZone', () => String, { nullable: true, description: ZONE }) timeZone: string | null,
    @Ctx() context: GraphQLContext,
  ): Promise<AgentDayType> {
    const id = actingAgent(context.caller, agentId == null ? null : checkId('agentId', agentId))
    const day = await agentDayLoader(context, { date: date ?? null, timeZone: timeZone ?? null }).load(id)
    if (day === null || (await context.loaders.agent.load(id)) === null) throw new NotFoundError('Agent')
    return day
  }

  @Query(() => AgentStateConnectionType, {
    description: "An agent's states of the last 13 months, oldest first. An AGENT sees its own. NOT_FOUND, FORBIDDEN.",
  })
  agentStates(
    @Arg('agentId', () => ID, { nullable: true, description: "The agent; the caller's own when left out." })
    agentId: string | null,
    @Arg('from', () => DateTimeScalar, {
      nullable: true,
      description: 'The state that ran at this instant is the first; from the beginning when left out.',
    })
    from: Date | null,
    @Arg('until', () => DateTimeScalar, {
      nullable: true,
      description: 'States that began then or later are left out.',
    })
    until: Date | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AgentStateConnectionType> {
    return browseAgentStates(work.database, caller.organizationId, {
      agentId: actingAgent(caller, agentId == null ? null : checkId('agentId', agentId)),
      from: from ?? null,
      until: until ?? null,
      first: first ?? 50,
      after: after ?? null,
    })
  }

  @Mutation(() => AgentType, {
    description:
      'Says that an agent is there. From the first one on, an agent of which nothing is heard for AGENT_TIMEOUT_SECONDS (60) becomes OFFLINE and its RESERVED entry goes back to the queue; send one every 20 s. NOT_FOUND, FORBIDDEN.',
  })
  heartbeat(
    @Arg('agentId', () => ID, {
      nullable: true,
      description: "The caller's own agent when left out; only a SUPERVISOR, ADMIN or DIALER may name another.",
    })
    agentId: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AgentType> {
    return heartbeat(work, caller, agentId == null ? null : checkId('agentId', agentId))
  }

  @FieldResolver(() => AgentDayType, { description: 'Its figures of one day; an AGENT sees its own.' })
  async day(
    @Root() agent: AgentType,
    @Arg('date', () => LocalDateScalar, { nullable: true, description: TODAY }) date: string | null,
    @Arg('timeZone', () => String, { nullable: true, description: ZONE }) timeZone: string | null,
    @Ctx() context: GraphQLContext,
  ): Promise<AgentDayType> {
    const id = actingAgent(context.caller, agent.id)
    const day = await agentDayLoader(context, { date: date ?? null, timeZone: timeZone ?? null }).load(id)
    if (day === null) throw new NotFoundError('Agent')
    return day
  }
}
