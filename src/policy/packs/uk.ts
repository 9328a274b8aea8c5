import { ukRegistries } from './registries.js'
import type { BuiltInPack } from '../policyPack.js'
import { secondHand } from './asOf.js'

const weekday = [['08:00', '21:00']] as const
const weekend = [['09:00', '21:00']] as const

/** The United Kingdom: hours of the industry's code, and Ofcom's wait after an abandoned call. */
export const ukPack: BuiltInPack = {
  code: 'UK',
  label: 'United Kingdom',
  rules: {
    hours: [
      {
        id: 'uk-hours',
        region: null,
        days: {
          ...{ MON: weekday, TUE: weekday, WED: weekday, THU: weekday, FRI: weekday },
          ...{ SAT: weekend, SUN: weekend },
        },
        ...secondHand('DMA code of practice (an industry code, not a law)'),
      },
    ],
    caps: [
      {
        id: 'uk-abandon',
        region: null,
        subject: 'NUMBER',
        scope: 'ORGANIZATION',
        counts: 'ABANDONED',
        limit: 1,
        // 72 hours run from the abandoned call's end and a cap from its start: five minutes hold the ringing and greeting.
        windowMinutes: 72 * 60 + 5,
        ...secondHand('Ofcom, statement on persistent misuse, 1 March 2017: 72 hours', '2017-03-01'),
      },
    ],
    nationalRegistryMaxAgeDays: 28,
    registries: ukRegistries,
  },
  remarks: [
    'uk-abandon holds for every campaign, also where an agent is guaranteed, for whom the law allows an earlier call.',
    'uk-tps (check): registries; numbers are screened against the TPS, and for businesses the CTPS, at most 28 days before the call.',
  ],
}
