import { Field, InputType, ObjectType } from 'type-graphql'
import type { CampaignHours, ClockWindow } from '../callingHours/campaignHours.js'
import type { OpenSpan } from '../callingHours/openSpans.js'
import { DateTimeScalar } from './scalars.js'

const OPENS = "From this time on the contact's clock, 00:00 to 23:59."
const CLOSES = 'Up to, not including, this time, 00:00 to 24:00; past midnight when it is before opens.'
const HOLIDAY =
  "On public holidays of the contact's region, in place of the weekday's windows; null: holidays are days like others."

@ObjectType('CallingWindow', { description: 'A part of a day in which contacts may be called.', simpleResolvers: true })
export class CallingWindowType implements ClockWindow {
  @Field(() => String, { description: OPENS })
  opens!: string
  @Field(() => String, { description: CLOSES })
  closes!: string
}

@ObjectType('CallingHours', {
  description: "A campaign's own windows in the contact's local time; a day without any is closed.",
  simpleResolvers: true,
})
export class CallingHoursType implements CampaignHours {
  @Field(() => [CallingWindowType], { description: 'On Mondays.' })
  monday!: readonly CallingWindowType[]
  @Field(() => [CallingWindowType], { description: 'On Tuesdays.' })
  tuesday!: readonly CallingWindowType[]
  @Field(() => [CallingWindowType], { description: 'On Wednesdays.' })
  wednesday!: readonly CallingWindowType[]
  @Field(() => [CallingWindowType], { description: 'On Thursdays.' })
  thursday!: readonly CallingWindowType[]
  @Field(() => [CallingWindowType], { description: 'On Fridays.' })
  friday!: readonly CallingWindowType[]
  @Field(() => [CallingWindowType], { description: 'On Saturdays.' })
  saturday!: readonly CallingWindowType[]
  @Field(() => [CallingWindowType], { description: 'On Sundays.' })
  sunday!: readonly CallingWindowType[]
  @Field(() => [CallingWindowType], { nullable: true, description: HOLIDAY })
  holiday!: readonly CallingWindowType[] | null
}

@InputType('CallingWindowInput', { description: 'A part of a day in which contacts may be called.' })
export class CallingWindowInput {
  @Field(() => String, { description: OPENS })
  opens!: string
  @Field(() => String, { description: CLOSES })
  closes!: string
}

@InputType('CallingHoursInput', {
  description:
    "A campaign's own windows in the contact's local time, within those of its policy pack. Every day 00:00 to 24:00 is no limit of its own.",
})
export class CallingHoursInput {
  @Field(() => [CallingWindowInput], { nullable: true, defaultValue: [], description: 'On Mondays; closed without.' })
  monday?: CallingWindowInput[] | null
  @Field(() => [CallingWindowInput], { nullable: true, defaultValue: [], description: 'On Tuesdays; closed without.' })
  tuesday?: CallingWindowInput[] | null
  @Field(() => [CallingWindowInput], {
    nullable: true,
    defaultValue: [],
    description: 'On Wednesdays; closed without.',
  })
  wednesday?: CallingWindowInput[] | null
  @Field(() => [CallingWindowInput], { nullable: true, defaultValue: [], description: 'On Thursdays; closed without.' })
  thursday?: CallingWindowInput[] | null
  @Field(() => [CallingWindowInput], { nullable: true, defaultValue: [], description: 'On Fridays; closed without.' })
  friday?: CallingWindowInput[] | null
  @Field(() => [CallingWindowInput], { nullable: true, defaultValue: [], description: 'On Saturdays; closed without.' })
  saturday?: CallingWindowInput[] | null
  @Field(() => [CallingWindowInput], { nullable: true, defaultValue: [], description: 'On Sundays; closed without.' })
  sunday?: CallingWindowInput[] | null
  @Field(() => [CallingWindowInput], { nullable: true, description: HOLIDAY })
  holiday?: CallingWindowInput[] | null
}

/** The windows that a client gave; null when it gave none. */
export function hoursOf(input: CallingHoursInput | null | undefined): CampaignHours | null {
  if (input == null) return null
  return {
    monday: input.monday ?? [],
    tuesday: input.tuesday ?? [],
    wednesday: input.wednesday ?? [],
    thursday: input.thursday ?? [],
    friday: input.friday ?? [],
    saturday: input.saturday ?? [],
    sunday: input.sunday ?? [],
    holiday: input.holiday ?? null,
  }
}

@ObjectType('CallingSpan', {
  description: 'A stretch of time in which a place may be called, or may not.',
  simpleResolvers: true,
})
export class CallingSpanType implements OpenSpan {
  @Field(() => DateTimeScalar, { description: 'Its first instant.' })
  fromAt!: Date
  @Field(() => DateTimeScalar, { description: 'The first instant after it.' })
  untilAt!: Date
  @Field(() => Boolean, { description: 'Calls are allowed.' })
  isOpen!: boolean
}
