import { caRegistries } from './registries.js'
import type { BuiltInPack } from '../policyPack.js'
import { secondHand } from './asOf.js'

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
        ...secondHand('CRTC, Unsolicited Telecommunications Rules'),
      },
    ],
    caps: [],
    nationalRegistryMaxAgeDays: 31,
    registries: caRegistries,
  },
  remarks: [
    'ca-abandon (at most 5 % of the calls of a month, check) concerns pacing, not who may be called.',
    'nationalRegistryMaxAgeDays (check): a copy of the National Do Not Call List is at most 31 days old; taken second-hand, not read there.',
  ],
}
