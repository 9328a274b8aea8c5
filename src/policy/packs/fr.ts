import type { BuiltInPack, CapRule } from '../policyPack.js'
import { READ_ON } from './asOf.js'
import { frConsent } from './consents.js'

const weekday = [
  ['10:00', '13:00'],
  ['14:00', '20:00'],
] as const

const SOURCE = 'Code de la consommation, art. D223-9'

// A consumer is guarded twice: by number (who may be in two lists) and by contact (who may have two numbers).
const attempts: readonly CapRule[] = (['NUMBER', 'CONTACT'] as const).map((subject) => ({
  id: `fr-attempts-${subject.toLowerCase()}`,
  region: null,
  subject,
  scope: 'ORGANIZATION',
  counts: 'CALLS',
  limit: 4,
  windowMinutes: 30 * 24 * 60,
  source: SOURCE,
  asOf: READ_ON,
  reviewedBy: null,
}))

/** France: only with consent, weekdays in two windows, never on holidays, four attempts in thirty days. */
export const frPack: BuiltInPack = {
  code: 'FR',
  label: 'France',
  rules: {
    hours: [
      {
        id: 'fr-hours',
        region: null,
        days: { MON: weekday, TUE: weekday, WED: weekday, THU: weekday, FRI: weekday, HOLIDAY: [] },
        source: SOURCE,
        asOf: READ_ON,
        reviewedBy: null,
      },
    ],
    caps: attempts,
    nationalRegistryMaxAgeDays: null,
    consent: frConsent,
  },
  remarks: [
    "fr-consent: kept strict; the law's exception for calls about a contract that runs is not made, record such a customer as EXPRESS where you rely on it.",
    'fr-attempts: 60 days without calls after a refusal are no cap; save a refusal with an outcome of category DO_NOT_CALL.',
  ],
}
