import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { AgentStatus } from '../agent/agent.js'
import { findAgents } from '../agent/agent.store.js'
import { createAgent } from '../agent/createAgent.js'
import { setAgentStatus } from '../agent/setAgentStatus.js'
import { updateAgent } from '../agent/updateAgent.js'
import { outcomeCatalogue } from '../call/outcome.store.js'
import { NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { findOrganization } from '../organization/organization.store.js'
import type { GraphQLContext } from './context.js'
import { AgentType, OutcomeType } from './floor.types.js'
import { CreateAgentInput, SetAgentStatusInput, UpdateAgentInput } from './inputs.types.js'
import { ViewerType } from './payload.types.js'
import { AgentStatusEnum } from './words.js'

@Resolver()
export class AgentResolver {
  @Query(() => ViewerType, { description: 'Who is asking.' })
  async me(@Ctx() { work, loaders, caller }: GraphQLContext): Promise<ViewerType> {
    const organization = await findOrganization(work.database, caller.organizationId)
    if (organization === null) throw new NotFoundError('Organization')
    const agent = caller.agentId === null ? null : await loaders.agent.load(caller.agentId)
    return { role: caller.role, organization, agent }
  }

  @Query(() => [AgentType], { description: "The organization's agents by name. NOT_FOUND for the campaign." })
  async agents(
    @Arg('campaignId', () => ID, { nullable: true, description: "Only this campaign's." }) campaignId: string | null,
    @Arg('status', () => AgentStatusEnum, { nullable: true, description: 'Only those who are this.' })
    status: AgentStatus | null,
    @Ctx() { work, loaders, caller }: GraphQLContext,
  ): Promise<AgentType[]> {
    const id = campaignId == null ? null : checkId('campaignId', campaignId)
    const agents = await findAgents(work.database, caller.organizationId, { status, campaignId: id })
    if (id !== null && agents.length === 0 && (await loaders.campaign.load(id)) === null) {
      throw new NotFoundError('Campaign')
    }
    return agents
  }

  @Query(() => [OutcomeType], { description: "The organization's catalogue of outcomes, by code." })
  async outcomes(@Ctx() { work, caller }: GraphQLContext): Promise<OutcomeType[]> {
    return [...(await outcomeCatalogue(work.database, caller.organizationId)).values()]
  }

  @Mutation(() => AgentType, { description: 'Adds an agent, OFFLINE. BAD_USER_INPUT when the address is taken.' })
  createAgent(
    @Arg('input', () => CreateAgentInput, { description: 'Name and address.' }) input: CreateAgentInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AgentType> {
    const { name, email, skills } = input
    return createAgent(work, caller.organizationId, { name, email, skills: skills ?? [] })
  }

  @Mutation(() => AgentType, {
    description: 'Renames an agent, or gives it other skills. NOT_FOUND, BAD_USER_INPUT.',
  })
  updateAgent(
    @Arg('input', () => UpdateAgentInput, { description: 'Which agent, and what.' }) input: UpdateAgentInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AgentType> {
    return updateAgent(work.database, caller.organizationId, checkId('id', input.id), {
      name: input.name ?? null,
      skills: input.skills ?? null,
    })
  }

  @Mutation(() => AgentType, {
    description: 'Makes an agent AVAILABLE, PAUSED or OFFLINE; while it holds an entry, when that entry ends.',
  })
  setAgentStatus(
    @Arg('input', () => SetAgentStatusInput, { description: 'Which agent, and what.' }) input: SetAgentStatusInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AgentType> {
    work.signsOfLife.note(caller)
    return setAgentStatus(work, caller, {
      agentId: input.agentId == null ? null : checkId('agentId', input.agentId),
      status: input.status,
      reason: input.reason ?? null,
    })
  }
}
