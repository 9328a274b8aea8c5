import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { AgentCounts, QueueCounts } from '../campaign/counts.js'
import type { CampaignHistory } from '../campaign/campaignHistory.js'
import type { CampaignMinute } from '../campaign/campaignHistory.store.js'
import type { CampaignStats, OutcomeCount } from '../campaign/campaignStats.js'
import type { OrganizationQueue } from '../campaign/figures.store.js'
import type { OutcomeCategory } from '../call/outcome.js'
import type { CampaignStatus } from '../campaign/campaign.js'
import type { QueueStatusSnapshot } from '../liveStatus/snapshot.store.js'
import { DateTimeScalar } from './scalars.js'
import { CampaignStatusEnum, OutcomeCategoryEnum } from './words.js'

@ObjectType('QueueCounts', { description: 'Entries in each status now.', simpleResolvers: true })
export class QueueCountsType implements QueueCounts {
  @Field(() => Int, { description: 'Waiting to be handed out.' })
  queued!: number
  @Field(() => Int, { description: 'Looked at by a PREVIEW agent.' })
  reserved!: number
  @Field(() => Int, { description: 'Calls being placed.' })
  dialing!: number
  @Field(() => Int, { description: 'Calls in conversation.' })
  connected!: number
  @Field(() => Int, { description: 'Calls over, outcome not saved yet.' })
  wrapUp!: number
  @Field(() => Int, { description: 'Outcome saved.' })
  completed!: number
  @Field(() => Int, { description: 'Dials that reached nobody.' })
  failed!: number
  @Field(() => Int, { description: 'Answered, but no agent was there.' })
  abandoned!: number
  @Field(() => Int, { description: 'Never dialled.' })
  cancelled!: number
  @Field(() => Int, { description: 'The sum of all the others.' })
  total!: number
}

@ObjectType('AgentCounts', { description: 'Agents in each status now.', simpleResolvers: true })
export class AgentCountsType implements AgentCounts {
  @Field(() => Int, { description: 'Waiting for a contact.' })
  available!: number
  @Field(() => Int, { description: 'With a contact.' })
  busy!: number
  @Field(() => Int, { description: 'Saving an outcome.' })
  wrapUp!: number
  @Field(() => Int, { description: 'On a break.' })
  paused!: number
  @Field(() => Int, { description: 'Not at work.' })
  offline!: number
}

@ObjectType('OutcomeCount', { description: 'Calls of one outcome.', simpleResolvers: true })
export class OutcomeCountType implements OutcomeCount {
  @Field(() => String, { description: 'The code of the catalogue.' })
  outcome!: string
  @Field(() => OutcomeCategoryEnum, { description: 'What the outcome meant to the queue when it was saved.' })
  category!: OutcomeCategory
  @Field(() => Int, { description: 'Calls.' })
  count!: number
}

@ObjectType('CampaignStats', {
  description:
    "One campaign's figures. Day figures run from midnight in the campaign's time zone. A ratio over nothing is null, never 0.",
  simpleResolvers: true,
})
export class CampaignStatsType implements CampaignStats {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => DateTimeScalar, { description: 'The instant of all figures.' })
  at!: Date
  @Field(() => QueueCountsType, { description: 'Entries in each status now.' })
  counts!: QueueCountsType
  @Field(() => AgentCountsType, { description: "The campaign's agents in each status now." })
  agents!: AgentCountsType
  @Field(() => Int, { description: 'Agents of the campaign who are AVAILABLE, BUSY or WRAP_UP.' })
  activeAgents!: number
  @Field(() => Int, { description: 'Dials placed today, running ones included.' })
  dialedToday!: number
  @Field(() => Int, { description: 'Dials of today that were answered, by a person or a machine.' })
  connectedToday!: number
  @Field(() => Int, { description: 'Entries that became COMPLETED today.' })
  completedToday!: number
  @Field(() => Int, { description: 'Dials of today whose outcome has the category SUCCESS.' })
  conversionsToday!: number
  @Field(() => [OutcomeCountType], { description: 'Finished dials of today by outcome, most frequent first.' })
  outcomesToday!: OutcomeCountType[]
  @Field(() => Float, { nullable: true, description: 'Answered calls / dialled calls, today; 0..1.' })
  answerRate!: number | null
  @Field(() => Float, { nullable: true, description: 'Conversions / reached contacts, today; 0..1.' })
  conversionRate!: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Live answers that found no agent within 2 s / live answers, today; 0..1. The limit is about abandonRate30Days.',
  })
  abandonRate!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean seconds from dialling to answer or give-up, today.' })
  averageDialSeconds!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean seconds from answer to hang-up, today.' })
  averageTalkSeconds!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean seconds from hang-up to the saved outcome, today.' })
  averageWrapUpSeconds!: number | null
  @Field(() => Float, {
    nullable: true,
    description: "Distinct contacts dialled at least once / contacts in the campaign's lists; 0..1.",
  })
  listPenetration!: number | null
  @Field(() => Int, { description: 'How many entries the queue should hold for the agents at work.' })
  optimalQueueSize!: number
  @Field(() => Int, { description: 'Open callbacks whose promised instant has come.' })
  callbacksDue!: number
  @Field(() => Float, {
    nullable: true,
    description:
      'Callbacks kept today by a dial that began within their grace / callbacks kept today and open ones whose grace is over; 0..1.',
  })
  callbacksKeptOnTimeShare!: number | null
}

@ObjectType('CampaignMinute', {
  description:
    'The dials of one minute, and what became of them. A dial counts in the minute of its start; so do its answer, its abandonment and its conversion, however much later they come: a minute that is over can still grow in these.',
  simpleResolvers: true,
})
export class CampaignMinuteType implements CampaignMinute {
  @Field(() => DateTimeScalar, { description: 'When the minute begins.' })
  startsAt!: Date
  @Field(() => Int, { description: 'Dials placed in this minute, running ones included.' })
  dials!: number
  @Field(() => Int, { description: 'Of these, answered so far, by a person or a machine.' })
  answers!: number
  @Field(() => Int, { description: 'Of these, answered with no agent there (ABANDONED); they are answers too.' })
  abandons!: number
  @Field(() => Int, { description: 'Of these, with an outcome of the category SUCCESS so far.' })
  conversions!: number
}

@ObjectType('CampaignHistory', {
  description: "A campaign's last minutes. Over a whole day they add up to the figures of CampaignStats.",
  simpleResolvers: true,
})
export class CampaignHistoryType implements CampaignHistory {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => DateTimeScalar, { description: 'The instant of all figures; it lies in the last minute.' })
  at!: Date
  @Field(() => [CampaignMinuteType], {
    description: 'Whole minutes, oldest first, those without a dial included; the last one is still running.',
  })
  minutes!: readonly CampaignMinuteType[]
}

@ObjectType('QueueMetrics', { description: "The whole organisation's queue.", simpleResolvers: true })
export class QueueMetricsType implements OrganizationQueue {
  @Field(() => DateTimeScalar, { description: 'The instant of all figures.' })
  at!: Date
  @Field(() => QueueCountsType, { description: 'Entries of all campaigns in each status now.' })
  counts!: QueueCountsType
  @Field(() => AgentCountsType, { description: 'All agents in each status now, each counted once.' })
  agents!: AgentCountsType
  @Field(() => Float, { nullable: true, description: 'Mean age in seconds of the QUEUED entries; null without any.' })
  averageWaitSeconds!: number | null
  @Field(() => Float, { nullable: true, description: 'Age in seconds of the oldest QUEUED entry; null without any.' })
  longestWaitSeconds!: number | null
}

@ObjectType('QueueStatusSnapshot', { description: "A live snapshot of one campaign's queue.", simpleResolvers: true })
export class QueueStatusSnapshotType implements Omit<QueueStatusSnapshot, 'organizationId'> {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => String, { description: 'Its name.' })
  campaignName!: string
  @Field(() => CampaignStatusEnum, { description: 'Its status.' })
  campaignStatus!: CampaignStatus
  @Field(() => Int, {
    description: 'Grows with each snapshot of this campaign; a client drops what is not newer than what it shows.',
  })
  version!: number
  @Field(() => DateTimeScalar, { description: 'The instant of the counts.' })
  at!: Date
  @Field(() => QueueCountsType, { description: 'Entries in each status.' })
  counts!: QueueCountsType
  @Field(() => AgentCountsType, { description: "The campaign's agents in each status." })
  agents!: AgentCountsType
}
