import { usRegistries } from './registries.js'
import type { BuiltInPack, CapRule, PackHoursRule } from '../policyPack.js'
import type { RuleReach } from '../ruleReach.js'
import { secondHand, STATE_LISTS_OF } from './asOf.js'
import { US_REGISTRY_MAX_AGE_DAYS, usHours, usRemarks } from './usFederal.js'

type Windows = PackHoursRule['days'][keyof PackHoursRule['days']]

/** What differs from the federal day; a day left out is a day without calls. */
interface StateDays {
  readonly weekdays: Windows
  readonly SAT?: Windows
  readonly SUN?: Windows
  /** No calls on public holidays; else a holiday is like its weekday. */
  readonly closedOnHolidays?: true
  /** The law that says so, and its own date, where it is not a list. */
  readonly law?: readonly [name: string, asOf: string]
  readonly reach?: RuleReach
}

const window = (opens: string, closes: string): readonly [readonly [string, string]] => [[opens, closes]]

/** The same hours on each day of the week. */
function daily(opens: string, closes: string): StateDays {
  const day = window(opens, closes)
  return { weekdays: day, SAT: day, SUN: day }
}

function notOnSundays(opens: string, closes: string): StateDays {
  const day = window(opens, closes)
  return { weekdays: day, SAT: day }
}

const federalDay = window('08:00', '21:00')
const OREGON = ['Oregon, HB 3865 (2025)', '2026-01-01'] as const

/** By the state's letters. Where two lists differ, the stricter hours. */
const stateDays: Readonly<Record<string, StateDays>> = {
  AL: { ...notOnSundays('08:00', '20:00'), closedOnHolidays: true },
  CT: daily('09:00', '20:00'),
  FL: daily('08:00', '20:00'),
  IN: daily('09:00', '20:00'),
  KY: daily('10:00', '21:00'),
  LA: { ...notOnSundays('08:00', '20:00'), closedOnHolidays: true },
  MA: daily('08:00', '20:00'),
  MD: daily('08:00', '20:00'),
  MI: daily('09:00', '21:00'),
  MN: daily('09:00', '21:00'),
  MS: notOnSundays('08:00', '20:00'),
  NM: daily('09:00', '21:00'),
  NV: daily('09:00', '20:00'),
  OK: daily('08:00', '20:00'),
  // Before, Oregon had the federal hours.
  OR: { ...daily('08:00', '20:00'), law: OREGON, reach: { holdsFrom: '2026-01-01' } },
  PA: {
    ...{ weekdays: federalDay, SAT: federalDay, SUN: window('13:30', '21:00') },
    ...{ closedOnHolidays: true, law: ['Pennsylvania, Act 73 of 2019 (legal holidays)', '2019-12-31'] },
  },
  RI: { weekdays: window('09:00', '18:00'), SAT: window('10:00', '17:00'), closedOnHolidays: true },
  // The law speaks of automated dialling on weekdays. A predictive campaign dials ahead of its agents, by machine; with
  // the other methods each call waits for an agent. The hours of those weekdays are the federal ones.
  SD: { weekdays: federalDay, reach: { dialMethods: ['PREDICTIVE'] } },
  TX: { weekdays: window('09:00', '21:00'), SAT: window('09:00', '21:00'), SUN: window('12:00', '21:00') },
  UT: { ...notOnSundays('09:00', '20:00'), closedOnHolidays: true },
  WA: daily('08:00', '20:00'),
  WY: daily('08:00', '20:00'),
}

function stateHours([state, days]: readonly [string, StateDays]): PackHoursRule {
  const { weekdays, SAT, SUN, closedOnHolidays, law, reach } = days
  const list = `State telemarketing law of ${state}, from secondary lists of 2025; where they differ, the stricter`
  return {
    id: `us-hours-${state.toLowerCase()}`,
    region: `US-${state}`,
    days: {
      ...{ MON: weekdays, TUE: weekdays, WED: weekdays, THU: weekdays, FRI: weekdays },
      ...(SAT === undefined ? {} : { SAT }),
      ...(SUN === undefined ? {} : { SUN }),
      ...(closedOnHolidays === true ? { HOLIDAY: [] } : {}),
    },
    ...reach,
    ...secondHand(...(law ?? ([list, STATE_LISTS_OF] as const))),
  }
}

/** The federal hours and those of the states that are narrower. */
export const usStateHours: readonly PackHoursRule[] = [usHours, ...Object.entries(stateDays).map(stateHours)]

// The law counts calls to a person on one subject. The campaign stands for the subject; the person is guarded twice, by
// number (the same person may be in two lists) and by contact (who may have two numbers).
const stateCaps: readonly CapRule[] = [
  { state: 'FL', source: 'Fla. Stat. 501.616(6)(b)' },
  { state: 'MD', source: 'Maryland, SB 90 of 2023', asOf: '2023-12-31' },
  { state: 'OK', source: 'Okla. Stat. 15-775C.4' },
  { state: 'OR', source: OREGON[0], asOf: OREGON[1], holdsFrom: '2026-01-01' },
].flatMap(({ state, source, asOf, holdsFrom }) =>
  (['NUMBER', 'CONTACT'] as const).map((subject) => ({
    id: `us-state-caps-${state.toLowerCase()}-${subject.toLowerCase()}`,
    region: `US-${state}`,
    subject,
    scope: 'CAMPAIGN' as const,
    counts: 'CALLS' as const,
    limit: 3,
    windowMinutes: 24 * 60,
    ...(holdsFrom === undefined ? {} : { holdsFrom }),
    ...secondHand(source, asOf),
  })),
)

/** The federal rules with the narrower hours and the caps of the states. */
export const usStatesPack: BuiltInPack = {
  code: 'US_STATES',
  label: 'United States, federal and state rules',
  rules: {
    hours: usStateHours,
    caps: stateCaps,
    nationalRegistryMaxAgeDays: US_REGISTRY_MAX_AGE_DAYS,
    registries: usRegistries,
  },
  remarks: [
    ...usRemarks,
    'us-state-caps: a campaign stands for the subject of its calls; give campaigns on one subject a cap of their own over the organization.',
    'A contact whose state is unknown has the federal hours and no cap of a state: import the state or the ZIP code.',
    'A state that is not named here has the federal hours. Days of emergency and election rules are not in the pack.',
  ],
}
