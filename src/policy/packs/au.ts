import type { BuiltInPack } from '../policyPack.js'
import { READ_ON } from './asOf.js'

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
        source: 'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017',
        asOf: READ_ON,
        reviewedBy: null,
        check: true,
      },
    ],
    caps: [],
    nationalRegistryMaxAgeDays: null,
  },
  remarks: ['The age of a wash against the Do Not Call Register is not among the rules that were collected: set it.'],
}
