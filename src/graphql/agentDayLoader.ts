import DataLoader from 'dataloader'
import { agentDays, type AgentDay, type DayRequest } from '../agent/agentDay.js'
import type { GraphQLContext } from './context.js'

const loadersByRequest = new WeakMap<GraphQLContext, Map<string, DataLoader<string, AgentDay | null>>>()

/** The days of one request's agents, by agent: all that are asked for together are one statement. */
export function agentDayLoader(context: GraphQLContext, request: DayRequest): DataLoader<string, AgentDay | null> {
  const loaders = loadersByRequest.get(context) ?? new Map<string, DataLoader<string, AgentDay | null>>()
  loadersByRequest.set(context, loaders)
  const key = JSON.stringify([request.date, request.timeZone])
  const loader =
    loaders.get(key) ??
    new DataLoader<string, AgentDay | null>(async (agentIds) => {
      const days = await agentDays(context.work, context.caller.organizationId, agentIds, request)
      const byAgent = new Map(days.map((day) => [day.agentId, day]))
      return agentIds.map((id) => byAgent.get(id) ?? null)
    })
  loaders.set(key, loader)
  return loader
}
