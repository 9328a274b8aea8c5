import type { BuiltInPack } from '../policyPack.js'
import { secondHand } from './asOf.js'
import { usDebtConsent } from './consents.js'
import { usStateHours } from './usStates.js'

const SEVEN_DAYS = 7 * 24 * 60

/**
 * Regulation F. Seven consecutive days of the calendar are at most 168 hours from the first call to the last (calls fall
 * between 8 and 21 o'clock, so the hour that a clock change adds is at night): a rolling window of 168 hours holds them
 * all, and is a little stricter.
 */
export const usDebtCollectionPack: BuiltInPack = {
  code: 'US_DEBT_COLLECTION',
  label: 'United States, debt collection (Regulation F)',
  rules: {
    hours: usStateHours,
    caps: [
      {
        id: 'us-reg-f-calls',
        region: null,
        subject: 'CONTACT',
        scope: 'ORGANIZATION',
        counts: 'CALLS',
        limit: 7,
        windowMinutes: SEVEN_DAYS,
        ...secondHand('12 CFR 1006.14(b)(2)(i)(A)'),
      },
      {
        id: 'us-reg-f-conversation',
        region: null,
        subject: 'CONTACT',
        scope: 'ORGANIZATION',
        counts: 'CONVERSATIONS',
        limit: 1,
        windowMinutes: SEVEN_DAYS,
        // That the day of the conversation is the first of the seven: from memory.
        ...secondHand('12 CFR 1006.14(b)(2)(i)(B)'),
      },
    ],
    nationalRegistryMaxAgeDays: null,
    consent: usDebtConsent,
  },
  remarks: [
    'us-reg-f counts per debt: a contact stands for one debt. Import a person once for each debt, with an external id of its own.',
    'The narrower hours of the states are those for telemarketing, kept here as the stricter choice.',
    'The national registry concerns sales, not debts: the pack sets no age.',
  ],
}
