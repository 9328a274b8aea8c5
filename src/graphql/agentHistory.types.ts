import { Field, Float, Int, ObjectType } from 'type-graphql'
import type { AgentStatus } from '../agent/agent.js'
import type { AgentDay } from '../agent/agentDay.js'
import type { PauseSeconds, StatusSeconds } from '../agent/agentFigures.js'
import type { AgentState } from '../agent/agentState.js'
import { PageInfoType } from './payload.types.js'
import { DateTimeScalar, LocalDateScalar } from './scalars.js'
import { AgentStatusEnum } from './words.js'

@ObjectType('AgentStatusSeconds', { description: 'Time that an agent spent in one state.', simpleResolvers: true })
export class AgentStatusSecondsType implements StatusSeconds {
  @Field(() => AgentStatusEnum, { description: 'The state.' })
  status!: AgentStatus
  @Field(() => Float, { description: 'Seconds.' })
  seconds!: number
}

@ObjectType('PauseSeconds', { description: 'Time that an agent was PAUSED for one reason.', simpleResolvers: true })
export class PauseSecondsType implements PauseSeconds {
  @Field(() => String, { nullable: true, description: "In the agent's words; null: none was given." })
  reason!: string | null
  @Field(() => Float, { description: 'Seconds.' })
  seconds!: number
}

@ObjectType('AgentDay', {
  description: "An agent's figures of one day, up to now when it is not over. Ratios are 0..1, null over nothing.",
  simpleResolvers: true,
})
export class AgentDayType implements AgentDay {
  agentId!: string
  @Field(() => LocalDateScalar, { description: 'The day.' })
  date!: string
  @Field(() => String, { description: 'IANA zone whose midnights bound it.' })
  timeZone!: string
  @Field(() => DateTimeScalar, { description: 'When it began.' })
  from!: Date
  @Field(() => DateTimeScalar, { description: 'When it ended or will end: 23 or 25 hours later where clocks change.' })
  until!: Date
  @Field(() => DateTimeScalar, { description: 'Running states and calls count up to this instant.' })
  at!: Date
  @Field(() => [AgentStatusSecondsType], { description: 'Time in each of the five states.' })
  states!: readonly AgentStatusSecondsType[]
  @Field(() => [PauseSecondsType], { description: 'Time in pauses by reason, longest first.' })
  pauses!: readonly PauseSecondsType[]
  @Field(() => Float, { description: 'Seconds of dials, until the answer or the end.' })
  dialSeconds!: number
  @Field(() => Float, { description: 'Seconds of conversations.' })
  talkSeconds!: number
  @Field(() => Float, { description: 'Seconds between hang-ups and saved outcomes.' })
  wrapUpSeconds!: number
  @Field(() => Float, { description: 'Seconds of looking at contacts before the dial (RESERVED).' })
  previewSeconds!: number
  @Field(() => Float, { description: 'Seconds in any state but OFFLINE.' })
  loggedInSeconds!: number
  @Field(() => Float, { nullable: true, description: '(dial + talk + wrap-up) / (that + available).' })
  occupancy!: number | null
  @Field(() => Float, { nullable: true, description: '(dial + talk + wrap-up) / logged-in time.' })
  utilisation!: number | null
  @Field(() => Int, { description: 'Dials that began that day.' })
  dialed!: number
  @Field(() => Int, { description: 'Of these, answered.' })
  answered!: number
  @Field(() => Int, { description: 'Of these, finished with an outcome.' })
  callsHandled!: number
}

@ObjectType('AgentState', { description: 'What an agent was, and how long.', simpleResolvers: true })
export class AgentStateType implements AgentState {
  organizationId!: string
  agentId!: string
  seq!: string
  @Field(() => AgentStatusEnum, { description: 'The state.' })
  status!: AgentStatus
  @Field(() => String, { nullable: true, description: 'Why PAUSED, or why OFFLINE.' })
  reason!: string | null
  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt!: Date
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next one began; null: it is the present one.' })
  endedAt!: Date | null
}

@ObjectType('AgentStateEdge', { description: 'A state and its place in the list.', simpleResolvers: true })
export class AgentStateEdgeType {
  @Field(() => String, { description: 'Opaque; pass it as after to go on behind this state.' })
  cursor!: string
  @Field(() => AgentStateType, { description: 'The state.' })
  node!: AgentStateType
}

@ObjectType('AgentStateConnection', { description: 'A page of states, oldest first.', simpleResolvers: true })
export class AgentStateConnectionType {
  @Field(() => [AgentStateEdgeType], { description: 'The states of this page.' })
  edges!: AgentStateEdgeType[]
  @Field(() => PageInfoType, { description: 'Where this page stands.' })
  pageInfo!: PageInfoType
}
