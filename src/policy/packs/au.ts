import { auRegistries } from './registries.js'
import type { BuiltInPack } from '../policyPack.js'
import { secondHand } from './asOf.js'

const weekday = [['09:00', '20:00']] as const

/** Australia: the hours of the industry standard. */
export const auPack: BuiltInPack = {
  code: 'AU',
  label: 'Australia',
  rules: {
    hours: [
      {
        id: 'au-hours',
        region: null,
        days: {
          ...{ MON: weekday, TUE: weekday, WED: weekday, THU: weekday, FRI: weekday },
          ...{ SAT: [['09:00', '17:00']], HOLIDAY: [] },
        },
        ...secondHand('Telecommunications (Telemarketing and Research Calls) Industry Standard 2017', '2017-12-31'),
      },
    ],
    caps: [],
    nationalRegistryMaxAgeDays: 30,
    registries: auRegistries,
  },
  remarks: [
    'nationalRegistryMaxAgeDays (check): numbers are washed against the Do Not Call Register at most 30 days before the call; taken second-hand, not read there.',
    'au-hours: only holidays of the whole nation close; not Easter Saturday, days in place of a holiday, or holidays of one state.',
  ],
}
