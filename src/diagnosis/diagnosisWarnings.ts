import type { ClosedDay } from '../closedDay/closedDay.js'
import { closedDaysOf, closedDayWords } from '../closedDay/closedDaysNow.js'
import { MOST_CONTACTS_OF_A_PERSON } from '../person/personScope.js'
import type { CampaignJudgement, ContactGroup } from './queueDiagnosis.store.js'

/** Something that no rule says of a contact, and that a supervisor should know of the campaign. */
export interface DiagnosisWarning {
  /** Stable. */
  readonly id: string
  readonly sentence: string
  /** Contacts that it concerns. */
  readonly count: number
}

/**
 * Skills that contacts need who could be dialled now and that no agent at work has: one warning for each combination, most
 * contacts first. None while nobody is at work: then all of them wait for the same reason.
 *
 * @param dialable the groups that no rule blocks
 * @param atWork the skills of agents at work
 */
export function missingSkills(
  dialable: readonly ContactGroup[],
  atWork: readonly (readonly string[])[],
): DiagnosisWarning[] {
  if (atWork.length === 0) return []
  const counts = new Map<string, number>()
  for (const { skills, count } of dialable) {
    if (atWork.some((has) => skills.every((skill) => has.includes(skill)))) continue
    const words = skills.join(', ')
    counts.set(words, (counts.get(words) ?? 0) + count)
  }
  return [...counts]
    .map(([words, count]) => ({
      id: 'no-agent-has-skill',
      sentence: `no agent at work has the skill${words.includes(',') ? 's' : ''} ${words}`,
      count,
    }))
    .sort((one, other) => other.count - one.count)
}

/**
 * What a campaign says of when it may call where it obeys the empty pack: that nothing limits it, and that contacts of the
 * United States, where federal law does, are dialled without those limits.
 *
 * @param hasHours the campaign has windows of its own
 * @param groups all contacts of its lists
 */
export function missingLaw(
  policyPack: string,
  hasHours: boolean,
  groups: readonly Pick<ContactGroup, 'region' | 'count'>[],
): DiagnosisWarning[] {
  if (policyPack !== 'NONE') return []
  const total = (chosen: readonly Pick<ContactGroup, 'count'>[]): number =>
    chosen.reduce((sum, { count }) => sum + count, 0)
  const american = groups.filter(({ region }) => region.split(',').some((code) => code.split('-')[0] === 'US'))
  const warnings = [
    {
      id: 'us-without-policy-pack',
      sentence: 'these contacts may be in the United States, and the campaign obeys no policy pack for there',
      count: total(american),
    },
    {
      id: 'no-calling-hours',
      sentence: 'the campaign obeys no policy pack and has no calling hours: it calls at any hour',
      count: hasHours ? 0 : total(groups),
    },
  ]
  return warnings.filter(({ count }) => count > 0)
}

/** Closed days that are today for some contacts: one warning each, with how many. */
export function closedToday(
  days: readonly ClosedDay[],
  groups: readonly Pick<ContactGroup, 'region' | 'timeZones' | 'count'>[],
  at: Date,
): DiagnosisWarning[] {
  return days.flatMap((day) => {
    const count = groups
      .filter(({ region, timeZones }) => {
        const place = { region, timeZones: timeZones?.split(',') ?? [] }
        return closedDaysOf([day], place, at).length > 0
      })
      .reduce((sum, group) => sum + group.count, 0)
    return count === 0 ? [] : [{ id: 'closed-day', sentence: closedDayWords(day), count }]
  })
}

/** Numbers that so many contacts have that behind them is no one person: none of them holds the others back. */
export function sharedBySwitchboards({ numbers, contacts }: CampaignJudgement['switchboards']): DiagnosisWarning[] {
  if (numbers === 0) return []
  const subject = numbers === 1 ? 'one number is' : `${numbers} numbers are`
  const most = MOST_CONTACTS_OF_A_PERSON.toLocaleString('en')
  const sentence = `${subject} shared by more than ${most} contacts each, a switchboard: no contact is held back for another there`
  return [{ id: 'switchboard', sentence, count: contacts }]
}
