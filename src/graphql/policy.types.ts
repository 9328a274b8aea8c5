import { Field, InputType, Int, ObjectType } from 'type-graphql'
import type { DialMethod } from '../campaign/dialMethod.js'
import type { CapCount, CapScope, CapSubject, EffectiveCap, FrequencyCap } from '../policy/frequencyCap.js'
import type { CapRule, PackHoursRule, PolicyPack, PolicyRules } from '../policy/policyPack.js'
import { JSONObjectScalar } from './scalars.js'
import { CapCountEnum, CapScopeEnum, CapSubjectEnum, DialMethodEnum } from './words.js'

// Frequency caps and policy packs as clients see them.

const limitDescription = 'With so many counted calls in the window the next one waits, 1 to 1,000.'
const windowDescription =
  'The rolling window in minutes, 1 to 527,040 (366 days); of a cap by calendar days 1,440 for each.'
const calendarDescription =
  'So many local days of the contact, the day of the call the last of them, 1 to 366, where it may be in several zones in any; null: the window rolls.'
const holdsFromDescription =
  'The first local day of the contact on which it holds, YYYY-MM-DD; null: it holds since ever.'
const holdsUntilDescription = 'The last local day of the contact on which it holds, YYYY-MM-DD; null: it has no end.'

@ObjectType('FrequencyCap', {
  description:
    'At most so many calls in a window. A call at t counts until t plus the window, not any more then; or, by calendar days, on its local day and those behind it.',
  simpleResolvers: true,
})
export class FrequencyCapType implements FrequencyCap {
  @Field(() => CapSubjectEnum, { description: 'Calls to what are counted.' })
  subject!: CapSubject
  @Field(() => CapScopeEnum, { description: 'Whose calls are counted.' })
  scope!: CapScope
  @Field(() => CapCountEnum, { description: 'Which calls are counted.' })
  counts!: CapCount
  @Field(() => Int, { description: limitDescription })
  limit!: number
  @Field(() => Int, { description: windowDescription })
  windowMinutes!: number
  @Field(() => Int, { nullable: true, description: calendarDescription })
  calendarDays?: number | null
}

@ObjectType('EffectiveCap', {
  description: 'A cap that a campaign obeys, of its pack or its own.',
  simpleResolvers: true,
})
export class EffectiveCapType extends FrequencyCapType implements EffectiveCap {
  @Field(() => String, { description: "The pack's rule, or campaign-cap-1, … for the campaign's own." })
  ruleId!: string
  @Field(() => String, {
    nullable: true,
    description: 'Contacts there only: a country such as US or a part of one such as US-FL; null for everywhere.',
  })
  region!: string | null
  @Field(() => String, { nullable: true, description: holdsFromDescription })
  holdsFrom!: string | null
  @Field(() => String, { nullable: true, description: holdsUntilDescription })
  holdsUntil!: string | null
}

@InputType('FrequencyCapInput', {
  description: 'For instance 3 calls in 24 hours, or none for 7 days after a conversation: CONVERSATIONS, 1, 10080.',
})
export class FrequencyCapInput {
  @Field(() => CapSubjectEnum, { description: 'Calls to what are counted.' })
  subject!: CapSubject
  @Field(() => CapScopeEnum, { description: 'Whose calls are counted.' })
  scope!: CapScope
  @Field(() => CapCountEnum, { nullable: true, defaultValue: 'CALLS', description: 'Which calls are counted.' })
  counts?: CapCount | null
  @Field(() => Int, { description: limitDescription })
  limit!: number
  @Field(() => Int, { nullable: true, description: 'As FrequencyCap. Left out where calendarDays is given.' })
  windowMinutes?: number | null
  @Field(() => Int, { nullable: true, description: calendarDescription })
  calendarDays?: number | null
}

/** The caps of an input, to be checked; null when it names none. */
export function capsOf(input: readonly FrequencyCapInput[] | null | undefined): readonly object[] | null {
  return (
    input?.map(({ subject, scope, counts, limit, windowMinutes, calendarDays }) => ({
      ...{ subject, scope, counts: counts ?? 'CALLS', limit },
      ...(windowMinutes === undefined || windowMinutes === null ? {} : { windowMinutes }),
      ...(calendarDays === undefined || calendarDays === null ? {} : { calendarDays }),
    })) ?? null
  )
}

@ObjectType({ description: 'Where a rule is from, and whether anybody has checked it.', simpleResolvers: true })
abstract class SourcedRuleType {
  @Field(() => String, { description: 'Stable, such as us-hours.' })
  id!: string
  @Field(() => String, {
    nullable: true,
    description: 'Contacts there only: a country such as US or a part of one such as US-FL; null for everywhere else.',
  })
  region!: string | null
  @Field(() => String, { description: 'Name and section of the law or code.' })
  source!: string
  @Field(() => String, { description: 'The day on which the source was read, YYYY-MM-DD.' })
  asOf!: string
  @Field(() => String, { nullable: true, description: 'Who has checked it for the organization; null: nobody.' })
  reviewedBy!: string | null
  @Field(() => Boolean, { description: 'From a secondary source: check it before you rely on it.' })
  check!: boolean
  @Field(() => String, { nullable: true, description: holdsFromDescription })
  holdsFrom!: string | null
  @Field(() => String, { nullable: true, description: holdsUntilDescription })
  holdsUntil!: string | null
  @Field(() => [DialMethodEnum], {
    nullable: true,
    description: 'It concerns campaigns that dial in one of these ways; null: every campaign.',
  })
  dialMethods!: readonly DialMethod[] | null
}

@ObjectType('PolicyHoursRule', {
  description: 'When contacts of a region may be called, in their local time.',
  simpleResolvers: true,
})
export class PolicyHoursRuleType extends SourcedRuleType {
  // One value, not lists in lists: all packs with all their hours are then one reasonable question.
  @Field(() => JSONObjectScalar, {
    description:
      'By day (MON to SUN, HOLIDAY) its windows, e.g. {"MON": [["08:00", "21:00"]]}; closes is not part of one, and a weekday without any is closed. Without HOLIDAY a public holiday is like its weekday.',
  })
  days!: PackHoursRule['days']
}

@ObjectType('PolicyCapRule', { description: 'How often contacts of a region may be called.', simpleResolvers: true })
export class PolicyCapRuleType extends SourcedRuleType {
  @Field(() => FrequencyCapType, { description: 'The cap.' })
  cap!: FrequencyCapType
}

@ObjectType('PolicyPack', {
  description: 'The rules of a jurisdiction as the organization has them: editable data, not legal advice.',
  simpleResolvers: true,
})
export class PolicyPackType {
  @Field(() => String, { description: 'What a campaign names.' })
  code!: string
  @Field(() => String, { description: 'What a person reads.' })
  label!: string
  @Field(() => Int, { description: 'Grows by one with each edit; pass it as expectedVersion.' })
  version!: number
  @Field(() => Boolean, { description: 'The organization has its own text of it; else it is the built-in one.' })
  isEdited!: boolean
  @Field(() => [PolicyHoursRuleType], { description: 'Where a region is named twice, both hold.' })
  hours!: readonly PolicyHoursRuleType[]
  @Field(() => [PolicyCapRuleType], { description: 'All hold.' })
  caps!: readonly PolicyCapRuleType[]
  @Field(() => Int, {
    nullable: true,
    description: 'A national do-not-call list older than so many days may not be relied on; null: the pack has none.',
  })
  nationalRegistryMaxAgeDays!: number | null
  @Field(() => JSONObjectScalar, { description: 'All of the rules, as updatePolicyPack takes them.' })
  rules!: PolicyRules
}

/** The pack in the shape that clients see. */
export function policyPackView(pack: PolicyPack): PolicyPackType {
  const { hours, caps, nationalRegistryMaxAgeDays } = pack.rules
  return { ...pack, hours: hours.map(hoursView), caps: caps.map(capView), nationalRegistryMaxAgeDays }
}

function hoursView(rule: PackHoursRule): PolicyHoursRuleType {
  return { ...sourced(rule), days: rule.days }
}

function capView(rule: CapRule): PolicyCapRuleType {
  const { subject, scope, counts, limit, windowMinutes, calendarDays } = rule
  return { ...sourced(rule), cap: { subject, scope, counts, limit, windowMinutes, calendarDays } }
}

function sourced(rule: PackHoursRule | CapRule) {
  const { id, region, source, asOf, reviewedBy, check, holdsFrom = null, holdsUntil = null, dialMethods = null } = rule
  return { id, region, source, asOf, reviewedBy, check: check === true, holdsFrom, holdsUntil, dialMethods }
}

@InputType('UpdatePolicyPackInput', { description: 'A pack as it is to be, whole.' })
export class UpdatePolicyPackInput {
  @Field(() => String, { description: "A built-in pack's code, or one of your own: 1 to 40 of A to Z, 0 to 9 and _." })
  code!: string
  @Field(() => String, { description: 'What a person reads, 1 to 200 characters.' })
  label!: string
  @Field(() => JSONObjectScalar, {
    description:
      '{hours, caps, nationalRegistryMaxAgeDays} as PolicyPack.rules gives it; docs/policies.md says the rest.',
  })
  rules!: Record<string, unknown>
  @Field(() => Int, {
    nullable: true,
    description: 'Refused with CONFLICT when the pack has another version; 0 for one that is to be new.',
  })
  expectedVersion?: number | null
}
