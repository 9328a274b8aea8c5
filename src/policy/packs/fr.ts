import type { BuiltInPack, CapRule } from '../policyPack.js'
import { secondHand } from './asOf.js'
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
  ...secondHand(SOURCE),
}))

// Sixty whole days after the day of the refusal, which is itself the first of the sixty-one.
const refusals: readonly CapRule[] = (['NUMBER', 'CONTACT'] as const).map((subject) => ({
  id: `fr-refusal-${subject.toLowerCase()}`,
  region: null,
  subject,
  scope: 'ORGANIZATION',
  counts: 'REFUSALS',
  limit: 1,
  windowMinutes: 61 * 24 * 60,
  calendarDays: 61,
  ...secondHand(SOURCE),
}))

/** France: only with consent, weekdays in two windows, never on holidays, four attempts in thirty days, none for sixty days after a refusal. */
export const frPack: BuiltInPack = {
  code: 'FR',
  label: 'France',
  rules: {
    hours: [
      {
        id: 'fr-hours',
        region: null,
        days: { MON: weekday, TUE: weekday, WED: weekday, THU: weekday, FRI: weekday, HOLIDAY: [] },
        ...secondHand(SOURCE),
      },
    ],
    caps: [...attempts, ...refusals],
    nationalRegistryMaxAgeDays: null,
    consent: frConsent,
  },
  remarks: [
    "fr-consent: kept strict; the law's exception for calls about a contract that runs is not made, record such a customer as EXPRESS where you rely on it.",
    'fr-refusal: a refusal is a call whose outcome is one (isRefusal of the catalogue; NOT_INTERESTED unless you say otherwise). Who asks never to be called again is saved with an outcome of category DO_NOT_CALL.',
  ],
}
