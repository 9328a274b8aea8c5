import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { Place } from '../callingHours/openSpans.js'
import type { CampaignStatus } from '../campaign/campaign.js'
import type { ContactExplanation, RuleVerdict } from '../diagnosis/explainContact.js'
import type { DiagnosisWarning } from '../diagnosis/diagnosisWarnings.js'
import type { FreeingChange } from '../diagnosis/freeingChange.js'
import type { QueueDiagnosis, RuleCount } from '../diagnosis/queueDiagnosis.js'
import type { ExclusionReason } from '../dialQueue/eligibility.js'
import { DateTimeScalar } from './scalars.js'
import { CampaignStatusEnum, ExclusionReasonEnum } from './words.js'

@ObjectType('RuleVerdict', { description: 'What one rule says about a contact.', simpleResolvers: true })
export class RuleVerdictType implements RuleVerdict {
  @Field(() => ID, { description: 'The stable name of the rule, e.g. calling-hours.' })
  id!: string
  @Field(() => ExclusionReasonEnum, { description: 'The reason under which its exclusions are counted.' })
  reason!: ExclusionReason
  @Field(() => String, { description: 'The rule in words.' })
  sentence!: string
  @Field(() => String, { description: 'Where the rule comes from: a law, or dialqueue itself.' })
  source!: string
  @Field(() => Boolean, { description: 'The rule lets the contact be dialled at that instant.' })
  passes!: boolean
  @Field(() => String, { nullable: true, description: 'The value that decided.' })
  value!: string | null
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a rule that stands in the way next lets go, by time alone; null when nobody can say.',
  })
  passesAt!: Date | null
}

@ObjectType('ContactExplanation', {
  description: 'Why a campaign dials a contact, or not.',
  simpleResolvers: true,
})
export class ContactExplanationType implements ContactExplanation {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => ID, { description: 'The contact.' })
  contactId!: string
  @Field(() => DateTimeScalar, { description: 'The instant that is answered about.' })
  at!: Date
  @Field(() => Boolean, { description: 'Every rule passes at that instant and the campaign is ACTIVE.' })
  isDialable!: boolean
  @Field(() => RuleVerdictType, { nullable: true, description: 'The first rule that stands in the way.' })
  firstFailing!: RuleVerdictType | null
  @Field(() => [RuleVerdictType], { description: 'Every rule, in the order in which they are asked.' })
  rules!: readonly RuleVerdictType[]
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The next instant at which every rule passes; null when no instant is known.',
  })
  dialableAt!: Date | null
  place!: Place | null
}

@ObjectType('RuleCount', { description: 'Contacts that one rule is the first to keep back.', simpleResolvers: true })
export class RuleCountType implements RuleCount {
  @Field(() => ID, { description: 'The rule, as explainContact names it.' })
  ruleId!: string
  @Field(() => ExclusionReasonEnum, { description: 'Its reason, as generateQueue counts it.' })
  reason!: ExclusionReason
  @Field(() => String, { description: 'The rule in words.' })
  sentence!: string
  @Field(() => Int, { description: 'Contacts.' })
  count!: number
}

@ObjectType('BecomingDialable', { description: 'Contacts that time alone will free.', simpleResolvers: true })
export class BecomingDialableType {
  @Field(() => Int, { description: 'Within so many hours.' })
  hours!: number
  @Field(() => Int, { description: 'Contacts that are not dialable now.' })
  count!: number
}

@ObjectType('FreeingChange', { description: 'One change that would free contacts.', simpleResolvers: true })
export class FreeingChangeType implements FreeingChange {
  @Field(() => ID, {
    nullable: true,
    description: 'The rule that would let go; null: it is the status of the campaign.',
  })
  ruleId!: string | null
  @Field(() => String, { description: 'What would change, in words.' })
  sentence!: string
  @Field(() => Int, { description: 'Contacts that nothing else keeps back.' })
  contacts!: number
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it happens by itself; null: somebody has to act.' })
  at!: Date | null
}

@ObjectType('DiagnosisWarning', {
  description: 'Something that no rule says of a contact, and that should be known of the campaign.',
  simpleResolvers: true,
})
export class DiagnosisWarningType implements DiagnosisWarning {
  @Field(() => ID, { description: 'Stable, for instance no-agent-has-skill.' })
  id!: string
  @Field(() => String, { description: 'What it is, in words.' })
  sentence!: string
  @Field(() => Int, { description: 'Contacts that it concerns.' })
  count!: number
}

@ObjectType('QueueDiagnosis', {
  description:
    'Why a campaign dials, or does not: every contact of its lists counts in dialableNow or in exactly one of byRule.',
  simpleResolvers: true,
})
export class QueueDiagnosisType implements QueueDiagnosis {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string
  @Field(() => DateTimeScalar, { description: 'The instant that is answered about.' })
  at!: Date
  @Field(() => DateTimeScalar, {
    description: 'When the contacts were judged: now, or a little before for lists of very many contacts.',
  })
  countedAt!: Date
  @Field(() => CampaignStatusEnum, { description: 'Contacts are handed out only while it is ACTIVE.' })
  campaignStatus!: CampaignStatus
  @Field(() => Int, { description: "Contacts of the campaign's lists." })
  contacts!: number
  @Field(() => Int, { description: 'Contacts that pass every rule now, queued or not.' })
  dialableNow!: number
  @Field(() => Int, { description: 'Those of them that wait in the queue.' })
  queuedNow!: number
  @Field(() => [RuleCountType], { description: 'The others, by the first rule that stands in the way.' })
  byRule!: readonly RuleCountType[]
  @Field(() => [BecomingDialableType], { description: 'What the next 1, 4 and 24 hours free by themselves.' })
  becomingDialable!: readonly BecomingDialableType[]
  @Field(() => Float, {
    nullable: true,
    description:
      'Minutes until all that is dialable now has been dialled, at the pace of the last 15 minutes; null without a dial in them.',
  })
  minutesUntilDry!: number | null
  @Field(() => FreeingChangeType, {
    nullable: true,
    description: 'The one change that would free most of what is kept back; null when no single change frees anything.',
  })
  bestChange!: FreeingChangeType | null
  @Field(() => [DiagnosisWarningType], {
    description: 'What no rule says: for instance skills that contacts need and no agent at work has.',
  })
  warnings!: readonly DiagnosisWarningType[]
}
