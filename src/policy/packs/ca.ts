import type { BuiltInPack } from '../policyPack.js'
import { READ_ON } from './asOf.js'

const weekday = [['09:00', '21:30']] as const
const weekend = [['10:00', '18:00']] as const

/** Canada: the hours of the CRTC's rules for telemarketing. */
export const caPack: BuiltInPack = {
  code: 'CA',
  label: 'Canada',
  rules: {
    hours: [
      {
        id: 'ca-hours',
        region: null,
        days: {
          ...{ MON: weekday, TUE: weekday, WED: weekday, THU: weekday, FRI: weekday },
          ...{ SAT: weekend, SUN: weekend },
        },
        source: 'CRTC, Unsolicited Telecommunications Rules',
        asOf: READ_ON,
        reviewedBy: null,
        check: true,
      },
    ],
    caps: [],
    nationalRegistryMaxAgeDays: null,
  },
  remarks: [
    'ca-abandon (at most 5 % of the calls of a month, check) concerns pacing, not who may be called.',
    'The age of the National Do Not Call List is not among the rules that were collected: set it.',
  ],
}
